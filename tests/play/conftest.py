"""The handmade games, and a player who plays at random."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from engine import Event, Game, Order, Scenario
from tests.play import handmade


@pytest.fixture(params=["dilemma", "market", "siege"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Each of the three games in turn."""
    return Scenario(getattr(handmade, request.param)())


@pytest.fixture
def siege() -> Game:
    """The siege at its first question: South is asked for a signal."""
    return Game(Scenario(handmade.siege()), seed=1)


@pytest.fixture
def commit() -> Game:
    """The siege in its sealed phase; nobody did anything before."""
    return at_commit()


def at_commit(solve: bool | None = None) -> Game:
    """Return the siege in its sealed phase, whose conditions are solved by trust or not."""
    game = Game(Scenario(handmade.siege(solve=solve)), seed=1)
    for role in ("south", "north", "judge"):
        game.submit(role, Order("pass"))
    return game


def values_of(game: Game) -> list[int]:
    """Return the values themselves, to be set by a test."""
    return game._course.state.values


def set_value(game: Game, place: int, value: int) -> None:
    """Set a number, as no rule did."""
    game._course.state.values[place] = value
    game._course.state.memo.clear()
    game._course.touched += 1


def play(game: Game, seed: int, *, until: Callable[[Game], bool] = lambda game: game.over) -> list[tuple[Event, ...]]:
    """Play at random until it is over (or `until`); return the events of each order."""
    rng = Random(seed)
    made: list[tuple[Event, ...]] = []
    while not game.over and not until(game):
        assert len(made) < 1000, "it does not end"
        role = rng.choice(game.awaiting)
        made.append(game.submit(role, game.view(role).choices.sample(rng)))
    return made
