"""What people say beside their orders is kept as they said it, and forecasts are scored."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import Scenario
from engine.problems import Refused
from engine.table.capture import Capture
from engine.table.resuming import Past
from engine.table.steps import Entry, Step

Write = Callable[[Capture, Step], None]


@pytest.fixture
def past(arena: Scenario) -> Past:
    """What is remembered of a game, after its event 7."""
    past = Past(arena, {}, 1)
    past.number = 7
    return past


@pytest.fixture
def book(past: Past) -> Capture:
    return past.capture


@pytest.fixture
def write(past: Past) -> Write:
    """Let a step happen, as a session would."""
    return lambda _book, step: past.take(Entry(line=2, step=step, at=(2, "commit", False)))


def test_a_rationale_stands_with_the_event_of_its_order(book: Capture, write: Write) -> None:
    write(book, book.explain("paris", 5, "To be seen", 4, "Wait"))
    it = book.rationales[0]
    assert (it.number, it.role, it.why, it.sure, it.rejected) == (5, "paris", "To be seen", 4, "Wait")


def test_all_of_a_rationale_may_be_left_out_but_not_all_at_once(book: Capture, write: Write) -> None:
    write(book, book.explain("paris", 5, "", 3))
    with pytest.raises(Refused):
        book.explain("paris", 5, " ", 0, "\x1b")


@pytest.mark.parametrize("sure", [-1, 6, 99])
def test_confidence_is_one_to_five(book: Capture, sure: int) -> None:
    with pytest.raises(Refused):
        book.explain("paris", 5, "x", sure)


def test_a_long_rationale_is_cut(book: Capture) -> None:
    assert len(book.explain("paris", 5, "x" * 999).why) == 140


def test_a_forecast_replaces_ones_own(book: Capture, write: Write) -> None:
    write(book, book.ask("Will the truce hold?"))
    write(book, book.forecast(1, "Anna", 80))
    write(book, book.forecast(1, "Anna", 20))
    write(book, book.forecast(1, "Ben", 50))
    assert {it.who: it.chance for it in book.forecasts.values()} == {"Anna": 20, "Ben": 50}


def test_forecasts_are_scored_by_how_far_off_they_were(book: Capture, write: Write) -> None:
    for text in ("Will it hold?", "Will they come?"):
        write(book, book.ask(text))
    for question, chance in ((1, 80), (2, 10)):
        write(book, book.forecast(question, "Anna", chance))
    assert book.scores() == {}
    write(book, book.settle(1, True))
    assert book.scores() == {"Anna": pytest.approx(0.04)}
    write(book, book.settle(2, True))
    assert book.scores() == {"Anna": pytest.approx((0.04 + 0.81) / 2)}


def test_a_settled_question_takes_no_more(book: Capture, write: Write) -> None:
    write(book, book.ask("Will it hold?"))
    write(book, book.settle(1, False))
    with pytest.raises(Refused):
        book.forecast(1, "Anna", 50)
    with pytest.raises(Refused):
        book.settle(1, True)


@pytest.mark.parametrize("chance", [-1, 101])
def test_a_chance_is_a_share_of_a_hundred(book: Capture, write: Write, chance: int) -> None:
    write(book, book.ask("Will it hold?"))
    with pytest.raises(Refused):
        book.forecast(1, "Anna", chance)


def test_a_note_keeps_when_it_was_made_and_its_tags(book: Capture, write: Write) -> None:
    write(book, book.remember("Scribe", "Berlin hesitates", ["red line", "red line", " "]))
    it = book.notes[0]
    assert (it.event, it.turn, it.phase, it.tags) == (7, 2, "commit", ("red line",))


@pytest.mark.parametrize(("text", "tags"), [("", []), ("\x1b\x07", []), ("x", list("abcdef"))])
def test_a_note_that_cannot_be_kept_is_refused(book: Capture, text: str, tags: list[str]) -> None:
    with pytest.raises(Refused):
        book.remember("Scribe", text, tags)
