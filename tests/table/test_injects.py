"""Injects in control's words and of control's own: in the journal, verified, and told to those addressed alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Refused, load
from engine.table.injects import carry_out, injects_of, prepare, ruling, wording
from engine.table.overruling import Overruled
from engine.table.session import Person, Session
from engine.table.verifying import verify

ROLES = ("red", "blue", "green")


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    scenario = load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")
    it = Session.open(scenario, seats={role: Person() for role in ROLES}, seed=1, journal=path)
    yield it
    it.close()


def slips(session: Session, role: str) -> list[tuple[str, str]]:
    """Return the injects that a role was told, each with its title."""
    return [(it.inject, it.text) for it in session.seat(role).view.news if it.inject in ("A leak", "A storm")]


def test_an_inject_is_told_in_controls_words_to_those_whom_control_addresses(session: Session) -> None:
    carry_out(session, wording(session, "leak", "The heat is known.", ["red"]))
    assert injects_of(session)[0].to == ("red",)
    carry_out(session, ruling(session, "fire", "leak"))
    assert slips(session, "red") == [("A leak", "The heat is known.")]
    assert slips(session, "blue") == slips(session, "green") == []


def test_an_inject_with_other_readers_alone_keeps_its_formulas(session: Session) -> None:
    carry_out(session, wording(session, "leak", injects_of(session)[0].text, ["red"]))
    carry_out(session, ruling(session, "fire", "leak"))
    (slip,) = slips(session, "red")
    assert "{heat}" not in slip[1]
    assert "the heat is" in slip[1]


def test_an_inject_that_fires_on_its_cue_is_told_in_controls_words_too(session: Session) -> None:
    carry_out(session, wording(session, "boil", "It boils.", []))
    for what in ("gold[red] 3", "gold[blue] 3", "heat 5"):
        session.act(Overruled(ruling="add", what=what, reason="So that it boils."))
    assert "It boils." in [it.text for it in session.seat("green").view.news]


def test_an_inject_of_controls_own_is_prepared_held_and_fired_once(session: Session) -> None:
    carry_out(session, prepare(session, "A storm", "It rains.", ["red"]))
    carry_out(session, ruling(session, "hold", "own-1"))
    assert injects_of(session)[-1].status == "held"
    assert slips(session, "red") == []
    carry_out(session, ruling(session, "fire", "own-1", "Time."))
    assert (slips(session, "red"), slips(session, "blue")) == ([("A storm", "It rains.")], [])
    assert injects_of(session)[-1].status == "fired"
    with pytest.raises(Refused, match="has been fired"):
        ruling(session, "fire", "own-1")


def test_the_list_is_there_when_the_game_is_opened_again_and_verifies(session: Session, path: Path) -> None:
    carry_out(session, wording(session, "leak", "The heat is known.", ["red"]))
    carry_out(session, prepare(session, "A storm", "It rains."))
    carry_out(session, ruling(session, "fire", "leak"))
    carry_out(session, ruling(session, "fire", "own-1"))
    before, digest = injects_of(session), session.game.digest
    session.close()
    again = Session.resume(path)
    assert (injects_of(again), again.game.digest) == (before, digest)
    again.close()
    assert verify(path).holds


@pytest.mark.parametrize(("text", "to"), [(" ", []), ("It rains.", ["purple"])])
def test_what_says_nothing_or_goes_to_nobody_is_refused(session: Session, text: str, to: list[str]) -> None:
    with pytest.raises(Refused):
        carry_out(session, wording(session, "leak", text, to))
    with pytest.raises(Refused):
        prepare(session, "A storm", text, to)


def test_what_is_prepared_stays_when_the_game_is_taken_back_and_may_be_fired_again(session: Session) -> None:
    number = session.past.number
    carry_out(session, prepare(session, "A storm", "It rains.", ["red"]))
    carry_out(session, ruling(session, "fire", "own-1"))
    session.branches.rewind(number, "Too early.")
    assert injects_of(session)[-1].status == "armed"
    carry_out(session, ruling(session, "fire", "own-1"))
    assert slips(session, "red") == [("A storm", "It rains.")]
