"""What conditions rest on: nothing that they read is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import Game, Scenario, load
from engine.bots.player import Random, draws_for
from engine.rules.ruleset import Ending, Inject

FOLDER = Path(__file__).parents[1] / "rulesets"


class Told(list[int]):
    """Values that note which of them are read."""

    def __init__(self, values: list[int]) -> None:
        super().__init__(values)
        self.read: set[int] = set()

    def __getitem__(self, at: Any) -> Any:
        self.read.update(range(*at.indices(len(self))) if isinstance(at, slice) else (at,))
        return super().__getitem__(at)


class Forgetful(dict[Any, Any]):
    """Remembers no measure, so that all is read anew."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


def conditions(scenario: Scenario) -> Iterator[Ending | Inject]:
    injects, endings = scenario.rules.injects.values(), scenario.rules.endings.values()
    yield from (it for it in injects if it.when is not None)
    yield from (it for it in endings if it.when is not None and not it.at_end)


def moments(scenario: Scenario, seed: int) -> Iterator[Game]:
    game, player, draws = Game(scenario, seed), Random(), draws_for(seed)
    while game.awaiting:
        yield game
        view = game.view(game.awaiting[0])
        game.submit(game.awaiting[0], player.decide(view, draws(view)).order)


@pytest.mark.parametrize("name", ["briefed.yaml", "crisis"])
def test_a_condition_reads_nothing_but_what_it_rests_on(name: str) -> None:
    scenario = load(FOLDER / name)
    for game in moments(scenario, seed=3):
        for it in conditions(scenario):
            assert it.when is not None
            assert it.rests_on is not None
            told = Told(game._course.state.values)
            it.when(told, Forgetful())
            assert told.read <= scenario.rules.places_of(it.rests_on), it.id


def test_when_somebody_is_asked_no_ending_and_no_inject_is_due() -> None:
    scenario = load("declaration-2026")  # where some come late, and by a number that orders change
    for game in moments(scenario, seed=3):
        state = game._course.state
        left = (it for it in conditions(scenario) if it.id not in state.spent)
        assert not [it.id for it in left if it.when is not None and it.when(state.values, state.memo)]
