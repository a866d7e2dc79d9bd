"""Back in time in plain lines: what the console's screens do, a command at a time."""

from __future__ import annotations

import pytest

from engine.table.session import Session
from tests.tui.console.test_plain_host import told


@pytest.fixture
def session(session: Session) -> Session:
    """Return the council with a pledge given and its phase ended."""
    told(session, "par ple battal 2", "g", "n y")
    return session


def test_what_going_back_would_undo_is_told_and_nothing_done(session: Session) -> None:
    number = session.past.number
    assert f"Undone: {number - 2} events" in told(session, "r 2")
    assert session.past.number == number


def test_going_back_wants_a_reason_and_a_yes(session: Session) -> None:
    number = session.past.number
    assert "Nothing was undone." in told(session, "r 2 A misread rule", "no")
    assert session.past.number == number
    told(session, "r fresh 2 A misread rule", "y")
    assert (session.branches.here.at, session.branches.here.reason) == (2, "A misread rule")
    assert len(session.branches.here.luck) == 2


def test_branches_are_listed_forked_named_taken_up_and_compared(session: Session) -> None:
    told(session, "r 2 A misread rule", "y", "par ple battal 3", "g", "n y", "r name 1 As it was")
    said = told(session, "r", "r compare 1")
    assert "As it was" in said
    assert "They part after event 2" in said
    assert "1: Pledge 2 × Battalion group" in said
    told(session, "r up 1", "r fork What if")
    assert [(it.title, it.parent) for it in session.branches.all][2] == ("What if", 1)


def test_the_rest_is_rehearsed(session: Session) -> None:
    assert "EXERCISE 200 games from event" in told(session, "r rehearse")


@pytest.mark.parametrize("line", ["r 999", "r 999 Why", "r up 9", "r name x", "r compare 1", "r nowhere"])
def test_what_cannot_be_done_is_said(session: Session, line: str) -> None:
    before = session.past.seen
    told(session, line)
    assert session.past.seen == before
