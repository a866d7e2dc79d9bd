"""Whoever sits down in the middle of a game reads where it stands, and nothing that the seat may not know."""

from __future__ import annotations

from engine import Order, Scenario
from engine.table.catching_up import catch_up
from engine.table.session import Person, Session

from .test_desk import hall as hall  # the same game


def page(session: Session, role: str) -> dict[str, tuple[str, ...]]:
    return {section.title: section.lines for section in catch_up(session, role)}


def test_the_page_says_where_the_game_stands_and_what_was_given(hall: Scenario) -> None:
    session = Session.open(hall, seats={role: Person() for role in ("red", "blue", "green")}, seed=1)
    session.submit("red", Order("push"))
    session.submit("blue", Order("hold"))
    session.save_draft("blue", Order("push"))
    found = page(session, "blue")
    assert found["Where the game stands"][0] == "Turn 1, Commit, 0 of 3 roles are done"
    assert found["What you have given this phase"] == ("Hold",)
    assert found["What you had begun"] == ("push",)


def test_what_is_empty_is_left_out(hall: Scenario) -> None:
    session = Session.open(hall, seats={"red": Person()}, seed=1)
    assert "Motions on the table" not in page(session, "red")


def test_notes_to_others_stay_theirs(hall: Scenario) -> None:
    session = Session.open(hall, seats={"red": Person()}, seed=1)
    session.keep(session.desk.post.message("red", ["blue"], "Between us"))
    assert page(session, "blue")["Notes to you"] == ("Red: Between us",)
    assert "Notes to you" not in page(session, "green")


def test_what_was_given_is_told_when_the_phase_that_offers_it_is_over(arena: Scenario) -> None:
    session = Session.open(arena, seats={"blue": Person()}, seed=3)
    while not session.over:
        session.submit("blue", Order("choose", event="offer", choice="take") if asked(session) else Order("earn"))
    assert page(session, "blue")["What you have given this phase"] == ("earn", "earn")


def asked(session: Session) -> bool:
    return session.seat("blue").view.mode == "choice"
