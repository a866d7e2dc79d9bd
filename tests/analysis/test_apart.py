"""Searches in a process of their own find what they find here, can be ended, and say when they broke off."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import attrs
import pytest

from engine import Game, load
from engine.analysis import apart
from engine.analysis.apart import LUCK, TURNING, BrokenOff, Ended, NoProcess, Past, Search, forks_of, past_of
from engine.bots.player import draws_for
from engine.bots.roster import play_to_end
from engine.rules.dice import Seeded


@pytest.fixture(scope="module")
def game() -> Game:
    found = Game(load("prisoners-dilemma"), seed=3)
    play_to_end(found, forks_of(found, seats_of(found)).players, draws_for(3))
    return found


def seats_of(game: Game) -> tuple[tuple[str, str, dict[str, float]], ...]:
    names = [*game.scenario.doctrines]
    return tuple((role, names[at % len(names)], {}) for at, role in enumerate(game.roles))


def past(game: Game, search: str = TURNING) -> Past:
    return past_of(game, "prisoners-dilemma", seats_of(game), search)


class Left(Exception):
    """Somebody went away."""


@pytest.mark.parametrize("search", [TURNING, LUCK])
def test_another_process_finds_what_this_one_finds(game: Game, search: str) -> None:
    here = apart.SEARCHES[search](forks_of(game, seats_of(game)))
    assert Search(past(game, search)).found() == here


def test_it_tells_how_far_it_is(game: Game) -> None:
    told: list[tuple[int, int]] = []
    Search(past(game)).found(lambda done, of: told.append((done, of)))
    assert [done for done, _of in told] == sorted(done for done, _of in told)
    assert len(told) > 10


def test_what_the_listener_raises_ends_the_process(game: Game) -> None:
    search = Search(past(game))

    def leave(done: int, of: int) -> None:
        raise Left

    with pytest.raises(Left):
        search.found(leave)
    assert search._process is not None
    assert search._process.poll() is not None


def test_it_can_be_ended_from_outside(game: Game) -> None:
    search = Search(past(game))

    def slowly(done: int, of: int) -> None:
        time.sleep(0.05)

    threading.Timer(0.05, search.end).start()
    with pytest.raises(Ended):
        search.found(slowly)
    assert search._process is None or search._process.poll() is not None


def test_one_that_was_ended_before_it_began_does_not_begin(game: Game) -> None:
    search = Search(past(game))
    search.end()
    with pytest.raises(Ended):
        search.found()
    assert search._process is None


def test_a_process_that_dies_is_told_of(game: Game) -> None:
    search = Search(past(game))

    def shoot(done: int, of: int) -> None:
        assert search._process is not None
        search._process.kill()
        time.sleep(0.2)

    with pytest.raises(BrokenOff):
        search.found(shoot)


def test_a_mistake_of_the_search_is_told_by_its_name_alone(game: Game) -> None:
    with pytest.raises(BrokenOff, match=r"^KeyError$"):
        Search(past(game, "the stars")).found()


@pytest.mark.parametrize(
    "wrong", [{"digest": "0" * 32}, {"source": "nowhere"}, {"dice": lambda: None}, {"records": ([1, 2],)}]
)
def test_what_another_process_cannot_open_is_left_to_this_one(game: Game, wrong: dict[str, Any]) -> None:
    with pytest.raises(NoProcess):
        Search(attrs.evolve(past(game), **wrong)).found()


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_without_a_python_to_start_it_is_left_to_this_one(
    game: Game, executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", executable)
    with pytest.raises(NoProcess):
        Search(past(game)).found()


def test_a_file_where_the_player_stands_is_not_taken_for_the_program(
    game: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("engine.py", "attrs.py"):
        (tmp_path / name).write_text("raise SystemExit('not me')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert isinstance(Search(past(game)).found(), tuple)


def test_what_it_takes_along_keeps_the_seed_to_itself(game: Game) -> None:
    assert "dice" not in repr(past(game))
    assert isinstance(past(game).dice, Seeded)
