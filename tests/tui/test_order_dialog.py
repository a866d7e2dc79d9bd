"""The dialog of an order: costs and needs of choices, odds before one commits, every size, nothing lost."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from engine import Game, Order, Scenario
from tests.rules.ruled import rules_of
from tui.areas import forms_at
from tui.filling import begun, filling_of
from tui.proposal import Outcome, now_rows, page_of
from tui.scene import Item
from tui.screens.here import KNOWN, HereDialog
from tui.screens.order import OrderDialog
from tui.widgets.orders import options_of

from .at_table import LARGE, SMALL, Table, seated
from .golden_text import FOLDER, UPDATE, screen_text

RULES = """\
areas: {hill: {title: Hill}, ford: {title: Ford}, gate: {title: Gate}, isle: {title: Isle}}
sets: {act: {scouts: {title: Scouts, text: they see much, price: 1, where: [hill, ford]}, guns: {title: Guns, price: 3, where: [ford, gate]}, siege: {title: Great siege, price: 9, where: [gate]}}}
tracks: {coins: {title: Coins, per: role, range: 0..9, start: 3}, wall: {title: Wall, per: area, range: 0..9, start: 4}, spies: {title: Spies, range: 0..9, start: 2, seen_by: nobody}, fame: {title: Fame, per: role, range: 0..9, start: 2}, held: {title: Held, per: area, type: flag}}
conditions: {fame_at_least: {choose: {f: 1..5}, is: "fame[red] >= f", text: "if the fame is at least {f}"}}
orders: {raid: {title: "Raid {place} with {with_what}", text: Pays its price and breaks what it can., by: red, choose: {with_what: act, place: "a in with_what.where"}, when: {"It is held already.": "not held[place]"}, cost: {coins: with_what.price}, conditional: [fame_at_least], does: [{check: storm, modifier: {guns: "2 if with_what == guns else 0", wall: "-wall[place] / 4", spies: "spies / 3"}, strong: ["held[place] = true", {say: "The place falls at once."}], success: ["held[place] = true"], mixed: ["wall[place] -= 1"], fail: ["fame[me] -= 1"]}]}, dig: {title: Dig, by: all, choose: {n: 1..9}, cost: {coins: n}, does: ["fame[me] += n"]}, hold: {by: all}}
turn: {play: {by: all, offers: [raid, dig, hold], mode: sealed}}
"""  # noqa: E501

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario(rules_of(RULES))


class Opened:
    """A dialog over the table, and how it ended."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.ended: list[Outcome | str | None] = []

    async def press(self, *keys: str) -> None:
        await self.table.press(*keys)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.table.app)


def box_of(it: Opened) -> str:
    """Return the box of the dialog, and nothing beside it."""
    box = it.table.app.screen.query_one("#order-box").region
    rows = it.text.split("\n")[box.y : box.bottom]
    return "\n".join(row[box.x : box.right].rstrip() for row in rows) + "\n"


def hold_box(it: Opened, name: str) -> None:
    """Compare the box of the dialog, and nothing beside it, with the golden file of that name."""
    text, path = box_of(it), FOLDER / f"{name}.txt"
    if os.environ.get(UPDATE):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} looks different:\n{text}"


@asynccontextmanager
async def opened(dialog: OrderDialog | HereDialog, size: tuple[int, int] = SMALL) -> AsyncIterator[Opened]:
    """Yield the dialog on top of the table."""
    async with seated(size) as table:
        it = Opened(table)
        table.app.push_screen(dialog, it.ended.append)
        await table.settle()
        await table.settle()
        yield it


def raid(scenario: Scenario, order: Order | None = None) -> OrderDialog:
    view = Game(scenario, seed=1).view("red")
    form = view.choices.form("raid")
    return OrderDialog(view, begun(form) if order is None else filling_of(form, order))


FULL = Order("raid", with_what="guns", place="ford")


@SIZES
async def test_each_choice_tells_what_it_costs_and_the_closed_ones_why(
    scenario: Scenario, size: tuple[int, int]
) -> None:
    async with opened(raid(scenario), size) as it:
        hold_box(it, f"order_choices_{size[0]}x{size[1]}")
        assert "Scouts · they see much · 1 Coins" in it.text
        assert "x Great siege: It costs 9 of" in it.text


async def test_choosing_what_is_closed_says_why_and_stays(scenario: Scenario) -> None:
    async with opened(raid(scenario)) as it:
        await it.press("down", "down", "enter")
        assert "Great siege is closed: It costs 9 of Coins" in it.text
        assert "Choose: With what" in it.text


@SIZES
async def test_the_last_step_shows_the_order_its_cost_and_its_odds(scenario: Scenario, size: tuple[int, int]) -> None:
    async with opened(raid(scenario, FULL), size) as it:
        hold_box(it, f"order_odds_{size[0]}x{size[1]}")
        for words in ("Raid Ford with Guns", "Costs 3 Coins.", "Odds as things stand", "Guns   +2", "Seal this order"):
            assert words in it.text


async def test_what_is_hidden_is_shown_as_not_known(scenario: Scenario) -> None:
    async with opened(raid(scenario, FULL)) as it:
        assert "Spies  0 to +3: not known to you" in it.text


async def test_a_choice_that_completes_the_order_tells_its_chances(scenario: Scenario) -> None:
    async with opened(raid(scenario)) as it:
        await it.press("down", "enter")
        assert "Success or better: Storm 72–97 %" in it.text


async def test_what_stands_beside_a_choice_is_not_told_below_it_again(scenario: Scenario) -> None:
    async with opened(raid(scenario)) as it:
        await it.press("down", "enter", "down")
        assert "Gate · 3 Coins" in it.text
        assert "Success or better: Storm" in it.text
        assert "Costs 3 Coins" not in it.text


def menu(width: int, *items: Item) -> list[str]:
    """Return the lines of the pane of orders."""
    scene = SimpleNamespace(
        view=SimpleNamespace(mode="open"), given=(), draft=None, open=[it for it in items if it.open],
        closed=[it for it in items if not it.open], items=items, may_pass=True,
    )  # fmt: skip
    found = options_of(scene, width)  # type: ignore[arg-type]
    return [row for option in found for row in str(option.prompt).split("\n")]


def test_in_a_narrow_pane_titles_are_cut_after_a_word_and_costs_stand_below() -> None:
    thanks = Item(id="thanks", title="Thank Washington in public", cost="1 Political capital")
    plain = Item(id="task", title="Table: Make the task clearer by a step")
    shut = Item(id="fund", title="Share money", open=False, reason="It costs 3 of Money, only 2 is left.")
    assert menu(37, thanks, plain, shut) == [
        "You may give (Enter)",
        "+ Thank Washington in public",
        "    · 1 Political capital",
        "+ Table: Make the task clearer by a…",
        "Closed now",
        "x Share money: It costs 3 of Money…",
    ]
    assert "+ Thank Washington in public · 1 Political capital" in menu(60, thanks)


def test_what_an_empty_menu_says_is_told_whole() -> None:
    assert menu(24) == ["No orders are asked of", "you now: p passes."]


async def test_nothing_is_given_before_the_last_step_says_so(scenario: Scenario) -> None:
    async with opened(raid(scenario)) as it:
        await it.press("enter", "enter")
        assert it.ended == []
        await it.press("enter")
        assert it.ended == [Outcome(order=Order("raid", with_what="scouts", place="hill"))]


async def test_a_condition_is_chosen_in_words_and_shown_with_the_order(scenario: Scenario) -> None:
    async with opened(raid(scenario, FULL)) as it:
        await it.press("down", "enter")
        assert "Condition: if the fame is at least" in it.text
        await it.press("down", "down", "enter")
        assert "Raid Ford with Guns, if the fame is at least 3" in it.text
        assert "It counts only if its conditions hold when all is revealed." in it.text


async def test_keeping_a_draft_gives_nothing(scenario: Scenario) -> None:
    async with opened(raid(scenario, FULL)) as it:
        await it.press("up", "enter")
        assert it.ended == [Outcome(order=FULL, draft=True)]


async def test_at_the_smallest_size_page_down_shows_the_rest(scenario: Scenario) -> None:
    order = Order("raid", with_what="guns", place="ford", conditions=(("fame_at_least", {"f": 1}),))
    async with opened(raid(scenario, order), (60, 18)) as it:
        assert "PgDn: more" in it.text
        assert "Seal this order" in it.text
        await it.press("pagedown", "pagedown")
        assert "Pays its price" in it.text
        assert "Seal this order" in it.text


async def test_a_resize_keeps_what_was_chosen_and_typed(scenario: Scenario) -> None:
    async with opened(raid(scenario), (200, 50)) as it:
        await it.press("down", "enter", "g", "a")
        for width in (60, 200):
            await it.table.pilot.resize_terminal(width, 24)
            await it.table.settle()
            assert "With what: Guns" in it.text
            assert "Gate" in it.text
            assert "Ford" not in it.text.split("Choose: Place")[1]
        await it.press("enter", "enter")
        assert it.ended == [Outcome(order=Order("raid", with_what="guns", place="gate"))]


async def test_a_resize_keeps_the_last_step_and_its_conditions(scenario: Scenario) -> None:
    async with opened(raid(scenario, FULL), (200, 50)) as it:
        await it.press("down", "enter", "enter")
        for width in (60, 200):
            await it.table.pilot.resize_terminal(width, 24)
            await it.table.settle()
            assert "if the fame is at least 1" in it.text
        await it.press("enter")
        assert isinstance(it.ended[0], Outcome)
        assert it.ended[0].order.conditions == (("fame_at_least", {"f": 1}),)


@pytest.mark.parametrize("width", [118, 120, 180, 200])
async def test_where_there_is_room_the_dialog_leaves_the_map_alone(scenario: Scenario, width: int) -> None:
    async with opened(raid(scenario, FULL), (width, 40)) as it:
        box = it.table.app.screen.query_one("#order-box").region
        map_pane = it.table.app.screen_stack[-2].query_one("#map-pane").region
        assert not box.overlaps(map_pane)


async def test_an_area_lists_the_orders_that_can_take_it(scenario: Scenario) -> None:
    view = Game(scenario, seed=1).view("red")
    async with opened(HereDialog("Gate", "flank", forms_at(view, "gate"))) as it:
        assert "Raid … with … · 3 Coins" in it.text
        assert "Dig" not in it.text.split("What can I do here?")[1]
        await it.press("enter")
        assert it.ended == ["0"]


async def test_an_area_can_be_read_about_as_well(scenario: Scenario) -> None:
    view = Game(scenario, seed=1).view("red")
    async with opened(HereDialog("Gate", "flank", forms_at(view, "gate"))) as it:
        await it.press("down", "enter")
        assert it.ended == [KNOWN]


def test_no_order_is_listed_where_none_can_go(scenario: Scenario) -> None:
    assert forms_at(Game(scenario, seed=1).view("red"), "isle") == ()


def test_an_order_that_is_closed_everywhere_says_why_in_its_area() -> None:
    rules = rules_of(
        RULES.replace("title: Coins, per: role, range: 0..9, start: 3", "per: role, range: 0..9, start: 0")
    )
    (form,) = forms_at(Game(Scenario(rules), seed=1).view("red"), "hill")
    assert form.reason == "It costs 1 of Coins, nothing is left."


async def test_an_order_begun_at_an_area_does_not_ask_for_it(scenario: Scenario) -> None:
    view = Game(scenario, seed=1).view("red")
    (form,) = forms_at(view, "gate")
    async with opened(OrderDialog(view, begun(form))) as it:
        assert "Place: Gate" in it.text
        assert "Scouts" not in it.text
        await it.press("enter")
        assert "Seal this order" in it.text
        await it.press("enter")
        assert it.ended == [Outcome(order=Order("raid", with_what="guns", place="gate"))]


async def test_escape_goes_past_what_was_settled_beforehand(scenario: Scenario) -> None:
    view = Game(scenario, seed=1).view("red")
    (form,) = forms_at(view, "gate")
    async with opened(OrderDialog(view, begun(form))) as it:
        await it.press("enter", "escape")
        assert "Choose: With what" in it.text
        await it.press("escape")
        assert it.ended == [None]


async def test_a_number_beyond_the_purse_says_what_it_would_cost(scenario: Scenario) -> None:
    view = Game(scenario, seed=1).view("red")
    async with opened(OrderDialog(view, begun(view.choices.form("dig")))) as it:
        assert "Choose: N (1 to 3)" in it.text or "How many (1 to 3)" in it.text
        await it.press("7")
        assert "7 is closed: It costs 7 of Coins, only 3 is left." in it.text


ASKING = (
    RULES.replace(
        "conditions: {",
        'conditions: {calm: {choose: {who: "r in role"}, is: "level(mood[who]) == calm", text: "if {who} is calm"}, '
        'walls: {choose: {n: 1..9}, is: "sum(wall[a] for a in area) >= n", text: "if walls come to {n}"}, ',
    )
    .replace("conditional: [fame_at_least]", "conditional: [fame_at_least, walls, calm]")
    .replace(
        "tracks: {",
        "tracks: {mood: {title: Mood, per: role, range: 0..9, start: 2, seen_by: owner, "
        "levels: {calm: 0..4, hot: 5..9}, public_as: levels}, ",
    )
)


async def asked(scenario: Scenario, downs: int) -> str:
    """Return the dialog of the condition that stands so far down."""
    async with opened(raid(scenario, FULL), LARGE) as it:
        await it.press(*["down"] * downs, "enter")
        return " ".join(box_of(it).replace("┃", " ").split())


async def test_the_dialog_of_a_condition_says_what_its_number_is_now_if_the_seat_sees_it() -> None:
    scenario = Scenario(rules_of(ASKING))
    assert "at least … Fame now: 2/9" in await asked(scenario, 1)
    assert "come to … Wall now: Hill 4, Ford 4, Gate 4, Isle 4" in await asked(scenario, 2)


def test_of_a_number_that_is_secret_it_says_the_level_that_all_may_know() -> None:
    view = Game(Scenario(rules_of(ASKING)), seed=1).view("red")
    (calm,) = (it for it in view.choices.form("raid").conditions if it.id == "calm")
    (row,) = now_rows(view, calm)
    assert row.plain == "Mood now: red 2, blue calm"


def test_the_last_step_says_it_of_what_is_attached() -> None:
    view = Game(Scenario(rules_of(ASKING)), seed=1).view("red")
    form = view.choices.form("raid")
    order = Order("raid", with_what="guns", place="ford", conditions=[("fame_at_least", {"f": 3})])
    assert "Fame now: 2/9" in page_of(view, filling_of(form, order))(70).plain
