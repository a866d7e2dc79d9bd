"""The debriefing: what its pages say, and how the screen turns them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from textual.pilot import Pilot

from engine import Order
from engine.analysis.apart import BrokenOff, NoProcess
from engine.analysis.forks import Progress
from engine.language.quotation import quotation
from engine.table.session import Person, Session
from tests.tui import at_end
from tests.tui.at_table import LARGE, SMALL
from tests.tui.golden_text import hold, screen_text
from tui import replays
from tui.app import Whitecell
from tui.arrivals import Opened
from tui.endgame import WIDTH, Leaf, end_pages, mind_page, minds, numbers
from tui.opening import Asked
from tui.room import Room, room_of
from tui.scene import scene_of
from tui.screens.end import EndScreen
from tui.screens.why import NumbersScreen, WhyScreen
from tui.shown import content

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def pages(room: Room) -> dict[str, str]:
    return {leaf.title: leaf.text.plain for leaf in end_pages(at_end.scene(room), room)}


def test_the_first_page_says_how_it_ended_why_and_by_which_rule() -> None:
    text = pages(at_end.dilemma())["How it ended"]
    assert "It ended after turn 10, the last one." in text
    assert "rulesets/prisoners-dilemma/ruleset.yaml" in text


def test_a_long_rule_of_the_ending_is_cut_after_a_word() -> None:
    room = at_end.tutorial()
    place = room.scenario.place_of_ending(room.session.game.ending)
    assert place is not None
    (written,), rows = quotation(place), pages(room)["How it ended"].splitlines()
    (rule,) = [row.removeprefix("| ") for row in rows if row.startswith("| ")]
    assert len(rule) <= 240 < len(written)
    assert written.startswith(rule.removesuffix("…") + " ")


def test_who_plays_alone_is_told_their_place_and_no_other() -> None:
    text = pages(at_end.dilemma())["How it ended"]
    assert text.count(": place ") == 1
    assert "Ann (you)" in text


def of_two() -> Room:
    """Return a game of two at one screen at its end."""
    session = Session.open("prisoners-dilemma", seats={"ann": Person(), "bob": Person()}, seed=3)
    while not session.over:
        session.submit("ann", Order("talk"))
        session.submit("bob", Order("stay_silent"))
    return room_of(session)


def test_several_at_one_screen_are_each_told_their_place() -> None:
    text = pages(of_two())["How it ended"]
    assert [line.partition(" scored ")[0] for line in text.split("\n") if ": place " in line] == ["Ann", "Bob"]
    assert "Ann (played here)" in text
    assert "Bob (played here)" in text
    assert "(you)" not in text


def test_numbers_of_several_at_one_screen_stand_under_their_titles_whoever_looked_last() -> None:
    room = of_two()
    for role in ("ann", "bob"):
        (page,) = (it for it in end_pages(scene_of(room.session.seat(role)), room) if it.title == "Turn by turn")
        text = page.text.plain
        assert "(you)" not in text
        assert text.index("Ann ──") < text.index("Bob ──")
        assert text.count("Coins ") == 2


def test_everybody_s_sealed_objectives_are_told_met_or_not() -> None:
    room = at_end.tutorial()
    text = pages(room)["How it ended"]
    goals = [goal for role in room.titles for goal in room.session.seat(role).view.objectives]
    assert any(goal.sealed for goal in goals)
    for goal in goals:
        said = f"{goal.title} (sealed)" if goal.sealed else goal.title
        assert f"{said}, {'met' if goal.worth and goal.worth > 0 else 'not met'}" in text


def test_promises_have_a_row_for_each_role_and_a_column_for_each_stage() -> None:
    rows = pages(at_end.tutorial())["Promises and deeds"].split("\n")
    head = next(row for row in rows if "Pledged" in row)
    assert head.split() == ["Rhetoric", "Pledged", "Authorised", "Delivered"]
    (paris,) = [row for row in rows if row.startswith("Paris ")]
    assert len(paris.split()) == 5


def test_the_sums_of_promises_are_those_of_their_rows() -> None:
    rows = [row.split() for row in pages(at_end.tutorial())["Promises and deeds"].split("\n")]
    numbered = [row for row in rows if len(row) >= 5 and all(it.lstrip("-").isdigit() for it in row[-4:])]
    *roles, total = [[int(it) for it in row[-4:]] for row in numbered]
    assert total == [sum(column) for column in zip(*roles, strict=True)]


def test_a_ruleset_without_funnels_has_no_page_of_promises() -> None:
    assert list(pages(at_end.dilemma())) == ["How it ended", "Turn by turn"]


def test_a_number_is_told_turn_by_turn_up_to_where_it_came_to_rest() -> None:
    room = at_end.dilemma()
    row = next(row for row in pages(room)["Turn by turn"].split("\n") if row.startswith("Coins "))
    assert row.split()[-1] == str(room.session.seat("ann").view.value("coins[ann]"))


def test_what_few_saw_says_who_saw_it() -> None:
    text = pages(at_end.tutorial())["Turn by turn"]
    assert "Seen by Moscow alone" in text
    assert "Only you" not in text


@pytest.mark.parametrize("make", [at_end.dilemma, at_end.tutorial])
def test_rows_of_numbers_fit_beside_the_list_at_80_columns(make: Callable[[], Room]) -> None:
    found = pages(make())
    rows = [row for title in ("Turn by turn", "Promises and deeds") for row in found.get(title, "").split("\n")]
    assert all(len(row) <= WIDTH for row in rows if row and not row.endswith("."))


@pytest.mark.parametrize("width", [WIDTH, 92, 172])
def test_a_wide_page_tells_more_of_each_number_and_stays_within_its_width(width: int) -> None:
    room = at_end.tutorial()
    (page,) = [leaf for leaf in end_pages(at_end.scene(room), room, width=width) if leaf.title == "Turn by turn"]
    rows = [row for row in page.text.plain.split("\n")[1:] if row]
    assert max(map(len, rows)) == width
    assert all(len(row) <= width for row in rows)


async def test_the_pages_follow_the_width_of_the_window() -> None:
    async with ended(SMALL) as reader:
        await reader.press("right")
        line = max(len(row.rstrip()) for row in reader.text.split("\n") if "Ann (you) ──" in row)
        await reader.pilot.resize_terminal(120, 40)
        await reader.pilot.pause()
        assert max(len(row.rstrip()) for row in reader.text.split("\n") if "Ann (you) ──" in row) == line + 40


def test_each_decision_of_a_scripted_seat_is_told_with_its_reads_and_best_cards() -> None:
    room = at_end.tutorial()
    assert minds(room)[0] == "moscow"
    text = mind_page(room, "moscow").text.plain
    decisions = [it for it in room.session.scripted_orders() if it.role == "moscow"]
    assert text.count("It read:") >= len(decisions)
    assert text.count("Its best cards:") >= 1


def test_any_number_that_moved_can_be_asked_about_after_the_end() -> None:
    room = at_end.tutorial()
    names = [name for name, _line in numbers(room, "paris")]
    assert "economy" in names or "appetite" in names or "covert" in names
    assert all(room.session.game.why(name) for name in names[:20])


def test_turning_points_say_what_was_given_and_how_sure_it_is() -> None:
    room = at_end.dilemma()
    text = replays.turning_page(room).text.plain
    assert "12 times" in text
    assert "of 12 replays" in text or "There are none" in text


def test_no_luck_is_said_too() -> None:
    assert "No roll mattered" in replays.luck_page(at_end.dilemma()).text.plain


def hot_seat() -> Room:
    """Return a table with two persons, at its end."""
    session = Session.open("prisoners-dilemma", seats={"ann": Person(), "bob": Person()}, seed=3)
    while session.waiting_for:
        session.submit(session.waiting_for[0], next(iter(session.game.view(session.waiting_for[0]).choices)))
    return room_of(session)


@pytest.mark.parametrize("make", [at_end.dilemma, hot_seat])
def test_a_process_of_its_own_tells_the_same(make: Callable[[], Room]) -> None:
    room = make()
    elsewhere = replays.turning_page(room, search=replays.Elsewhere()).text.plain
    assert elsewhere == replays.turning_page(room).text.plain


def test_where_no_process_can_be_had_it_is_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(search: object, progress: object) -> None:
        raise NoProcess

    monkeypatch.setattr("engine.analysis.apart.Search.found", none)
    room = at_end.dilemma()
    assert replays.turning_page(room, search=replays.Elsewhere()).text.plain == replays.turning_page(room).text.plain


class Reader:
    """The app with the debriefing on its screen."""

    def __init__(self, app: Whitecell, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they began is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()


@asynccontextmanager
async def ended(size: tuple[int, int] = SMALL, room: Room | None = None) -> AsyncIterator[Reader]:
    """Yield a reader of a game that is over."""
    app, table = Whitecell(Asked()), room or at_end.dilemma()
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        app.post_message(Opened(table, table.people[0], at_end.scene(table)))
        await pilot.pause()
        reader = Reader(app, pilot)
        await reader.press()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        yield reader


@SIZES
async def test_the_pages_are_turned_from_the_first_to_the_last(size: tuple[int, int]) -> None:
    async with ended(size) as reader:
        hold(reader.app, f"debrief_{size[0]}x{size[1]}")
        for heading in ("From before the first turn", "Decisions after which", "Rolls that mattered", "What Bob was"):
            await reader.press("right")
            assert heading in reader.text


@SIZES
async def test_turning_points_are_a_page(size: tuple[int, int]) -> None:
    async with ended(size) as reader:
        await reader.press("right", "right")
        hold(reader.app, f"turning_{size[0]}x{size[1]}")


async def test_w_asks_why_a_number_is_what_it_is() -> None:
    async with ended() as reader:
        await reader.press("w")
        assert isinstance(reader.app.screen, NumbersScreen)
        await reader.press("enter")
        assert isinstance(reader.app.screen, WhyScreen)
        await reader.press("escape")
        assert isinstance(reader.app.screen, EndScreen)


async def test_typing_goes_to_a_number_and_what_no_number_has_is_refused() -> None:
    async with ended() as reader:
        await reader.press("w", *"both")
        assert "both… · Enter asks" in reader.text
        await reader.press("x")
        assert "! No number has “bothx” in it." in reader.text
        await reader.press("enter")
        assert "Coins of both now" in reader.text


async def test_y_copies_every_page(saves_of_this_test: Path) -> None:
    async with ended() as reader:
        await reader.press("y")
        assert "Copied" in reader.text
        copied = reader.app.clipboard
    assert all(f"== {title} ==" in copied for title in ("How it ended", "Turning points", "Luck", "Bob"))


async def test_what_is_being_worked_out_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    held, told = Event(), Event()

    def slowly(room: Room, progress: Progress, search: object) -> Leaf:
        progress(1, 2)
        told.set()
        held.wait(10)
        return Leaf(title="Turning points", text=content("Found."))

    monkeypatch.setattr("tui.screens.end.turning_page", slowly)
    app, room = Whitecell(Asked()), at_end.dilemma()
    async with app.run_test(size=SMALL) as pilot:
        app.post_message(Opened(room, "ann", at_end.scene(room)))
        while not told.is_set():
            await pilot.pause(0.05)
        await pilot.press("right", "right")
        await pilot.pause()
        assert "50 per cent done" in screen_text(app)
        assert "Some are still being worked out" in screen_text(app)
        held.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Found." in screen_text(app)


async def test_leaving_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended_early = Event(), Event()

    def endless(room: Room, progress: Progress, search: object) -> Leaf:
        for done in count():
            begun.set()
            try:
                progress(done % 100, 100)
            except BaseException:
                ended_early.set()
                raise
            sleep(0.01)
        raise AssertionError

    monkeypatch.setattr("tui.screens.end.turning_page", endless)
    app, room = Whitecell(Asked()), at_end.dilemma()
    async with app.run_test(size=SMALL) as pilot:
        app.post_message(Opened(room, "ann", at_end.scene(room)))
        while not begun.is_set():
            await pilot.pause(0.05)
        await pilot.press("g")
        await pilot.pause(0.1)
        for _wait in range(100):
            if ended_early.is_set():
                break
            await pilot.pause(0.05)
        assert ended_early.is_set()


async def test_a_search_that_breaks_off_says_so_and_the_other_pages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(room: Room, progress: Progress, search: object) -> Leaf:
        raise BrokenOff("-9")

    monkeypatch.setattr("tui.screens.end.turning_page", broken)
    async with ended() as reader:
        await reader.press("right", "right")
        assert "The search broke off before" in reader.text
        assert "(-9)" in reader.text
        await reader.press("right")
        assert "Rolls that mattered" in reader.text
