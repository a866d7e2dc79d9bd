"""Why an order was given, and forecasts, at a person's own screen and in plain lines: asked for, never demanded."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from engine import Order
from engine.problems import Refused
from engine.table.capture import Aside, Question, aside, chances
from engine.table.resuming import past_of
from engine.table.session import Person, Randomly, Session
from tui.plain import Lines, play

from .at_table import seated
from .golden_text import screen_text

RULES = """\
id: talk
title: Talk
turns: 2
roles: {ann: {title: Ann}, bob: {title: Bob}}
tracks: {calm: {title: Calm, range: 0..9, start: 3}}
orders: {speak: {title: Speak, by: all, does: ["calm += 1"]}, wait: {title: Wait, by: all, does: []}}
turn: {say: {title: Say, by: all, offers: [speak, wait], mode: sealed, orders: 0..2}}
endings: {over: {title: Over, at: end}}
"""


@pytest.fixture
def talk(tmp_path: Path) -> Session:
    (tmp_path / "talk.yaml").write_text(RULES)
    seats = {"ann": Person(("Anna", "Ben")), "bob": Person()}
    return Session.open(str(tmp_path), seats=seats, seed=1, journal=tmp_path / "a.jsonl")


def kept(session: Session) -> list[tuple[str, str, int, str]]:
    """Return what the journal holds of reasons: the order's role, why, how sure, and what was rejected."""
    assert session.journal is not None
    return [(it.role, it.why, it.sure, it.rejected) for it in past_of(session.journal).capture.rationales]


# At the table.


def test_what_is_said_with_an_order_is_in_the_journal_with_its_event(talk: Session) -> None:
    talk.seat("ann").submit(Order("speak"), Aside(why="to be heard", sure=4, rejected="wait"))
    talk.close()
    assert kept(talk) == [("ann", "to be heard", 4, "wait")]
    [it] = talk.seat("ann").said
    assert (it.title, it.order.text, it.beside.why) == ("Speak", "speak", "to be heard")


def test_what_is_said_later_replaces_what_was_said_before(talk: Session) -> None:
    seat = talk.seat("ann")
    seat.submit(Order("speak"), Aside(why="to be heard"))
    seat.say_why(seat.said[0].number, Aside(why="habit", sure=1))
    talk.close()
    assert kept(talk) == [("ann", "habit", 1, "")]


def test_an_order_that_was_taken_back_is_not_explained(talk: Session) -> None:
    seat = talk.seat("ann")
    seat.submit(Order("speak"))
    seat.submit(Order("wait"))
    seat.take_back(Order("speak"))
    assert [it.order.text for it in seat.said] == ["wait"]
    seat.take_back()
    assert seat.said == ()


def test_a_seat_sees_no_reasons_of_another(talk: Session) -> None:
    talk.seat("ann").submit(Order("speak"), Aside(why="to be heard"))
    assert talk.seat("bob").said == ()


@pytest.mark.parametrize("said", [Aside(why="a", sure=3, rejected="b"), Aside(sure=2), Aside(rejected="b"), Aside()])
def test_what_is_shown_to_be_changed_reads_as_it_was_said(said: Aside) -> None:
    assert aside(said.text.split(";")) == said


@pytest.mark.parametrize(("text", "names"), [("Cleo 70", ("Anna", "Ben")), ("70", ("Anna", "Ben")), ("much", ("Ann",))])
def test_a_forecast_of_nobody_here_or_of_no_number_is_refused(text: str, names: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        chances(text, names)


def test_those_who_share_a_seat_forecast_each_for_themselves(talk: Session) -> None:
    talk.keep(talk.desk.capture.ask("Will it be calm?"))
    ann, bob = talk.seat("ann"), talk.seat("bob")
    ann.forecast(1, chances("an 70, Ben 40%", ann.names))
    bob.forecast(1, chances("20", bob.names))
    assert (ann.forecasts(1), bob.forecasts(1)) == ({"Anna": 70, "Ben": 40}, {"Bob": 20})


# On the screen.


async def test_the_last_step_of_an_order_takes_a_reason_and_demands_none() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "5", "enter", "up", "up", "enter", *"seen;4", "enter")
        assert "[x] Why: seen; 4" in screen_text(table.app)
        await table.press("enter")
        assert table.given == ["pledge f=battalion n=5"]
        assert table.session.seat("warsaw").beside[1] == Aside(why="seen", sure=4)


async def test_escape_leaves_the_reason_and_not_the_order() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "5", "enter", "up", "up", "enter", *"seen", "escape", "enter")
        assert table.given == ["pledge f=battalion n=5"]
        assert table.session.seat("warsaw").beside == {}


async def test_a_key_asks_why_the_last_order_was_given_and_keeps_what_was_typed_wrongly() -> None:
    async with seated() as table:
        await table.press("r")
        assert "r does nothing here" in screen_text(table.app)
        await table.press("2", "enter", "enter", "5", "enter", "enter", "r", *"a;b;c", "enter")
        assert "'c' is too much" in screen_text(table.app)
        await table.press("backspace", "backspace", "enter")
        assert "Kept for the debriefing." in screen_text(table.app)
        assert table.session.seat("warsaw").beside[1] == Aside(why="a", rejected="b")


async def test_a_forecast_is_asked_for_only_while_control_asks() -> None:
    async with seated() as table:
        await table.press("f")
        assert "f does nothing here" in screen_text(table.app)
        seat: Any = table.session.seat("warsaw")
        seat.questions = (Question(number=1, event=0, turn=1, text="Will [b]it[/b] hold?"),)
        await table.press("2", "enter", "enter", "5", "enter", "enter", "f")
        assert "Will [b]it[/b] hold?" in screen_text(table.app)
        await table.press(*"often", "enter")
        assert "Say how likely, 0 to 100: 70." in screen_text(table.app)
        await table.press(*["backspace"] * 5, *"70", "enter")
        assert seat.foretold == {1: {"Warsaw": 70}}


# In plain lines.


def test_plain_lines_take_reasons_and_forecasts(talk: Session) -> None:
    talk.hand_over("bob", Randomly())
    talk.keep(talk.desk.capture.ask("Will it be calm?"))
    answers = ["1", "2", "much; 9; a; b", "to be heard; 4", "1", "r because; 2", "f", "f 1 Anna 60", "f 1 x", "q"]
    sink = io.StringIO()
    play(talk, Lines(io.StringIO("\n".join(answers)), sink, interactive=False, width=200))
    said = sink.getvalue()
    assert "[x] Why: to be heard; 4" in said
    assert "1  Will it be calm?" in said
    assert "Say who holds it how likely: Anna 70, Ben 70." in said
    talk.close()
    assert kept(talk) == [("ann", "because", 2, "")]
    assert talk.seat("ann").forecasts(1) == {"Anna": 60}
