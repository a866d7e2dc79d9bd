"""Overruling and deciding in plain lines: what the console's screens do, a command at a time."""

from __future__ import annotations

from engine.table.session import Session
from tests.tui.console.test_plain_host import told


def heat(session: Session) -> object:
    return session.game.view("paris").value("heat")


def test_a_number_is_changed_after_a_look_and_a_yes(session: Session) -> None:
    said = told(session, "o add heat +3; misread", "no")
    assert "Heat 2 → 5" in said
    assert heat(session) == 2
    told(session, "o add heat +3; misread", "y")
    assert heat(session) == 5


def test_without_a_reason_nothing_is_overruled(session: Session) -> None:
    assert "! Whoever overrules the rules says why." in told(session, "o add heat +3")


def test_what_is_no_way_to_overrule_is_answered_with_those_there_are(session: Session) -> None:
    assert "one of add, give, take, band, except, settle, judge, style, sit, rise" in told(session, "o fly")


def test_an_order_waits_is_told_with_its_odds_and_is_decided(session: Session) -> None:
    said = told(
        session, "o style raid free; I know better", "mos raid", "g", "n y", "o", "o settle fail; they were seen"
    )
    assert "44% success Heat 2 → 4" in said
    assert heat(session) == 1
    assert not session.game.is_halted


def test_an_argument_that_waits_is_told_and_judged(session: Session) -> None:
    said = told(session, "o sit", "n y", "par arg rome They knew + a tape - no proof", "g", "o", "o judge pro1")
    [waiting] = session.game.arguments
    assert "1 thing waits for you: o tells." in said
    assert f"Argument {waiting.number}, Paris: Shame" in said
    assert "pro1: a tape" in said
    assert "Check public_shame: 2d6 +0, and one more for each reason that counts" in said
    assert "the number of an argument and its reasons that count" in said
    assert "> public_shame: " in told(session, f"o judge {waiting.number} pro1; seen by all")
    assert not session.game.arguments
