"""Control acts through the session, and what it did is in the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order, Refused, load
from engine.table.journal import read
from engine.table.session import Person, Session

ROLES = ("red", "blue", "green")


def session_at(path: Path) -> Session:
    scenario = load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")
    return Session.open(scenario, seats={role: Person() for role in ROLES}, seed=1, journal=path)


def test_what_control_did_is_there_when_a_game_is_opened_again(path: Path) -> None:
    session = session_at(path)
    session.rule("hold", "leak", "Too early.")
    session.rule("fire", "hearing")
    session.rule("open", "round", "Red was seen at the border.")
    session.close()
    again = Session.resume(path)
    assert again.game.digest == session.game.digest
    assert {it.id: it.status for it in again.game.injects}["leak"] == "held"
    assert again.seat("blue").view.phase_title == "Crisis round, step 1 of 3: Warnings"


def test_why_control_acted_is_in_the_journal(path: Path) -> None:
    session = session_at(path)
    session.rule("hold", "leak", "Too early.")
    assert [step["reason"] for step in read(path).steps if step["do"] == "ruling"] == ["Too early."]


def test_a_refused_ruling_is_not_written_down(path: Path) -> None:
    session = session_at(path)
    with pytest.raises(Refused):
        session.rule("arm", "leak")
    assert [step for step in read(path).steps if step["do"] == "ruling"] == []


def test_orders_sealed_before_a_procedure_wait_in_the_journal_too(path: Path) -> None:
    session = session_at(path)
    while session.seat("red").view.phase != "plans":
        role = session.waiting_for[0]
        session.submit(role, Order("pass"))
    session.submit("red", Order("save", n=2))
    session.rule("open", "talks")
    session.close()
    again = Session.resume(path)
    while again.seat("red").view.phase == "quiet":
        again.submit(again.waiting_for[0], Order("pass"))
    assert again.seat("red").view.given == (Order("save", n=2),)
