"""A recorded game can be gone through, and marked, without playing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Scenario
from engine.problems import Refused
from engine.table.replaying import Replay, replay_of
from engine.table.session import Session

from .test_verifying import SEED, play


@pytest.fixture
def over(arena: Scenario, path: Path) -> Replay:
    play(arena, path)
    return replay_of(path)


def test_it_begins_before_the_first_event(over: Replay) -> None:
    assert (over.number, over.event) == (0, None)


def test_no_step_leads_out_of_the_game(over: Replay) -> None:
    over.to(99_999)
    assert over.number == over.last
    over.to(-5)
    assert over.number == 0


def test_a_turn_is_found(over: Replay) -> None:
    assert over.to_turn(3)
    assert over.event is not None
    assert (over.event.turn, over.event.kind) == (3, "turn")
    assert not over.to_turn(99)


@pytest.mark.parametrize("name", ["answer", "Answer", "ans"])
def test_the_next_beginning_of_a_phase_is_found(over: Replay, name: str) -> None:
    over.to_turn(2)
    assert over.to_phase(name)
    assert over.event is not None
    assert (over.event.turn, over.event.phase, over.event.kind) == (2, "answer", "phase")


def test_words_are_found_and_found_again_from_the_start(over: Replay) -> None:
    assert over.search("answer begins")
    first = over.number
    over.to(over.last)
    assert over.search("answer begins")
    assert over.number == first
    assert not over.search("zebra")


def test_numbers_stand_as_they_stood(over: Replay) -> None:
    over.to(over.last)
    end = {it.name: it.shown for it in over.numbers}
    assert end == {it.name: it.shown for it in over.game.numbers}
    over.to_turn(1)
    assert {it.name: it.shown for it in over.numbers}["money[red]"] == "6"


def test_a_doctrines_orders_say_whose_they_are(over: Replay) -> None:
    found = {over.by(it) for it in over.events(1, over.last) if it.role == "blue" and it.order is not None}
    assert "keeper" in found
    assert {over.by(it) for it in over.events(1, over.last) if it.role == "red" and it.order is not None} == {""}


def test_a_bookmark_is_there_when_the_game_is_opened_again(over: Replay) -> None:
    over.to(7)
    over.mark("The raid")
    assert replay_of(over.path).bookmarks == {7: "The raid"}
    over.mark("")
    assert replay_of(over.path).bookmarks == {}


def test_a_bookmark_changes_nothing_of_the_game(over: Replay) -> None:
    before = over.game.digest
    over.to(7)
    over.mark("The raid")
    assert Session.resume(over.path).game.digest == before


def test_a_game_that_is_being_played_takes_no_bookmark_from_elsewhere(over: Replay) -> None:
    session = Session.resume(over.path)
    with pytest.raises(Refused, match="being played already"):
        over.mark("x")
    session.bookmark(3, "from the table")
    session.close()
    assert replay_of(over.path).bookmarks == {3: "from the table"}


def test_a_damaged_journal_is_shown_as_far_as_it_goes_and_not_written(over: Replay) -> None:
    data = over.path.read_bytes()
    over.path.write_bytes(data[:-20])
    it = replay_of(over.path)
    assert it.kept.damage is not None
    with pytest.raises(Refused, match="is damaged"):
        it.mark("x")
    assert over.path.read_bytes() == data[:-20]


def test_a_script_is_told_every_event_and_never_the_seed(over: Replay) -> None:
    told = [*over.to_json()]
    assert [it["number"] for it in told] == list(range(1, over.last + 1))
    assert str(SEED) not in str(told)
