"""The handmade games, and a player who plays at random."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from engine import Event, Game, Scenario
from tests.play import handmade

Played = Callable[..., list[tuple[Event, ...]]]


@pytest.fixture(params=["dilemma", "market", "siege"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Each of the three games in turn."""
    return Scenario(getattr(handmade, request.param)())


@pytest.fixture
def siege() -> Game:
    """The siege at its first question: South is asked for a signal."""
    return Game(Scenario(handmade.siege()), seed=1)


def play(game: Game, seed: int, *, until: Callable[[Game], bool] = lambda game: game.over) -> list[tuple[Event, ...]]:
    """Play at random until it is over (or `until`); return the events of each order."""
    rng, made = Random(seed), []
    while not game.over and not until(game):
        assert len(made) < 1000, "it does not end"
        role = rng.choice(game.awaiting)
        made.append(game.submit(role, game.view(role).choices.sample(rng)))
    return made
