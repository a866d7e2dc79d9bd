"""The arena: a small ruleset in which every part of a doctrine has something to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine import Game, Order, Scenario, load
from engine.bots.player import Player, draws_for
from engine.bots.roster import decided, player_for


@pytest.fixture(scope="session")
def arena() -> Scenario:
    return load(Path(__file__).with_name("arena.yaml"))


@pytest.fixture
def game(arena: Scenario) -> Game:
    return Game(arena, seed=1)


@contextmanager
def changed(game: Game, **tracks: int) -> Iterator[None]:
    """Set numbers of a test's game by hand: `money_red=3` is `money[red]`."""
    course = game._course
    before = list(course.state.values)
    for name, value in tracks.items():
        track, _, member = name.partition("_")
        indices = (course.rules.positions[member][1],) if member else ()
        course.state.values[course.rules.place_of(track, indices)] = value
    course.state.memo.clear()
    yield
    course.state.values[:] = before
    course.state.memo.clear()


def choice(game: Game, role: str, doctrine: str, seed: int = 1, **traits: float) -> str:
    """Return what a doctrine decides, as a line."""
    player = player_for(game.scenario, role, doctrine, traits)
    return decided(game, role, player, draws_for(seed)).order.text


def give(game: Game, role: str, order: str) -> None:
    game.submit(role, Order.parse(order))


def player(game: Game, role: str, doctrine: str, **traits: float) -> Player:
    return player_for(game.scenario, role, doctrine, traits)
