"""What a person at a seat is told first: what is asked, what matters to the seat, the situation, and no raw ids."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from platformdirs import user_cache_path

from engine import Game, Order, Scenario, load
from engine.play.readings import Reading
from engine.table.shelving import told_path
from tests.rules.ruled import rules_of
from tui.gauges import groups_of
from tui.plain.lines import Lines
from tui.plain.start import set_table
from tui.proposal import before, onward, steps_of
from tui.scene import Item, asked_of, brief_of, closed_line, said_when_given
from tui.vantage import Vantage

from .at_table import seated
from .fakes import fake_room, fake_scene
from .golden_text import screen_text

RULES = """\
sets: {gift: {horse: {title: Horse}}}
tracks: {gold: {title: Gold pieces, per: role, range: 0..9, start: 3}}
orders: {send: {title: "Send {g} to {to}", by: red, choose: {g: gift, to: "r in role if r != me"}, does: ["gold[to] += 1"]}}
turn: {play: {by: all, offers: [send], mode: sequential, orders: 1}}
"""  # noqa: E501


@pytest.fixture(scope="module")
def game() -> Game:
    return Game(Scenario(rules_of(RULES)), seed=1)


def test_over_a_question_an_answer_is_asked_and_no_orders_are_counted() -> None:
    scene = fake_scene(fake_room())
    view: Any = SimpleNamespace(over=False, mode="choice", waiting=("warsaw",))
    assert asked_of(attrs.evolve(scene, view=view, left=(0, 0))) == "your answer is asked"


@pytest.mark.parametrize(
    ("mode", "left", "may_pass", "said"),
    [
        ("open", (0, None), True, "Give orders; p passes."),
        ("sealed", (0, 2), True, "Seal up to 2 orders; p passes."),
        ("sequential", (1, 1), False, "Give 1 order."),
        ("choice", (0, 0), False, "A question: 2, then Enter."),
    ],
)
def test_where_a_prompt_does_not_fit_it_is_said_in_few_words(
    mode: str, left: tuple[int, int | None], may_pass: bool, said: str
) -> None:
    scene = fake_scene(fake_room())
    view: Any = SimpleNamespace(over=False, mode=mode, waiting=("warsaw",))
    assert brief_of(attrs.evolve(scene, view=view, left=left, may_pass=may_pass)) == said


async def test_a_small_window_leaves_out_whole_pieces_of_the_status_line_and_cuts_none() -> None:
    lines = []
    async with seated() as table:
        for width in (110, 80, 70, 60):
            await table.pilot.resize_terminal(width, 24)
            await table.settle()
            lines.append(screen_text(table.app).split("\n")[0].rstrip())
    asked = "Commit (sealed)  up to 2 orders"
    assert lines[0].endswith(asked + "  The fake game")
    assert lines[1] == f" EXERCISE  Warsaw  Turn 1/2 January 2026  {asked}"
    assert lines[2] == " EXERCISE  Warsaw  Turn 1/2 January 2026  Commit  up to 2 orders"
    assert lines[3] == " EXERCISE  Warsaw  Turn 1/2  Commit  up to 2 orders"


def test_what_is_closed_is_named_once() -> None:
    loan = Item(id="l", title="Table: The loan", open=False, reason="The loan is on the table already.", named=True)
    assert closed_line(loan) == "The loan is on the table already."
    assert (
        closed_line(Item(id="t", title="Train", open=False, reason="There is open war.")) == "Train: There is open war."
    )
    trainers = Item(id="t", title="Train", open=False, reason="Trainers are tired.")
    assert closed_line(trainers) == "Train: Trainers are tired."


def test_a_parameter_without_a_choice_is_filled_in_and_shown(game: Game) -> None:
    steps = onward(steps_of(game.view("red").choices.form("send")))
    assert steps.filled
    assert steps.chosen == (("Gift", "Horse"), ("To whom", "blue"))
    assert before(steps) is None


def test_a_deal_says_itself_that_it_offers_and_a_ballot_is_said_to_be_voted() -> None:
    orders = (Order("propose", motion="x"), Order("offer", terms=()), Order("vote", motion="x"), Order("dig"))
    said = [said_when_given(it, sealed=False).split(":")[0] for it in orders]
    assert said == ["Given", "{title}", "Voted", "Given"]
    assert said_when_given(orders[0], sealed=True) == "Sealed: {title}"


def _number(id: str, value: int, level: str = "") -> Reading:
    return Reading(
        id=id,
        title=id,
        indices=("red",),
        index_titles=("Red",),
        value=value,
        shown=str(value),
        level=level,
        least=0,
        most=9,
    )


def test_own_numbers_that_matter_come_first_and_what_was_never_anything_last() -> None:
    aim: Any = SimpleNamespace(counts=lambda _role, id, _indices: id == "wins", rests_on=("stock",))
    numbers = [_number("ends", 0), _number("gold", 0), _number("luck", 3), _number("stock", 0), _number("wins", 0)]
    numbers.append(_number("mood", 2, "low"))
    (own,) = groups_of(numbers, Vantage(role="red", roles={"red": "Red"}), (aim,), {"gold[red]": (1, 0)})
    assert [it.id for it in own.readings] == ["wins", "stock", "mood", "gold", "luck", "ends"]


def test_control_reads_numbers_by_their_titles(game: Game) -> None:
    event = next(it for it in game.submit("red", Order("send", g="horse", to="blue")) if it.changes)
    assert "Gold pieces, blue 3 → 4" in event.words
    assert "gold[blue] 3 → 4" in event.text


def test_a_rule_of_a_saved_game_stands_in_no_cache() -> None:
    played = user_cache_path("whitecell", appauthor=False) / "played"
    assert told_path(str(played / "12ab" / "coalition" / "endings.yaml")) == "coalition/endings.yaml"
    assert told_path("/home/ann/game/endings.yaml") == "/home/ann/game/endings.yaml"


def test_what_a_scenario_says_for_control_is_no_part_of_the_briefing(tmp_path: Path) -> None:
    text = "text: |\n  # Here\n\n  It leaks.\n\n  **For control.** Ask who\n  goes first.\n\n  It can end."
    (tmp_path / "truce.yaml").write_text(
        f"id: truce\nformat: 1\n{text}\nroles: {{red: {{}}}}\nendings: {{over: {{at: end}}}}\n{RULES}", "utf-8"
    )
    scenario = load(tmp_path / "truce.yaml")
    assert "goes first" in scenario.text
    assert scenario.briefing.split() == ["#", "Here", "It", "leaks.", "It", "can", "end."]


def test_plain_lines_tell_the_situation_without_the_marks_of_its_author(tmp_path: Path) -> None:
    text = "text: |\n  # Here\n\n  **The line.** It leaks."
    path = tmp_path / "truce.yaml"
    path.write_text(
        f"id: truce\nformat: 1\n{text}\nroles: {{red: {{}}}}\nendings: {{over: {{at: end}}}}\n{RULES}", "utf-8"
    )
    sink = io.StringIO()
    set_table(load(path), ("red",), {}, 1, Lines(io.StringIO(), sink, width=80))
    assert "Here\n\nThe line. It leaks." in sink.getvalue()
    assert not set("#*") & set(sink.getvalue())


async def test_the_situation_is_a_key_away_from_the_card_and_the_table() -> None:
    async with seated(card=True) as table:
        await table.press("s")
        assert "s does nothing here" in screen_text(table.app)
    async with seated(card=True, text="# Here\n\nThe [b]truce[/b] leaks.") as table:
        await table.press("s")
        assert "The [b]truce[/b] leaks." in screen_text(table.app)
        await table.press("escape", "enter", "s")
        assert "EXERCISE  The situation" in screen_text(table.app)
