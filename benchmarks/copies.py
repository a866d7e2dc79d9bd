"""What it costs to have a game a second time: replayed from its log, or forked."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from engine import Game, Scenario, load
from engine.bots.player import draws_for
from engine.bots.roster import play_to_end
from engine.play.narration import Event

from .flagship import SCENARIO, random_players
from .measure import Contest, Kind, Row, clocked

GAMES, FORKS = 6, 500


def played(scenario: Scenario, seed: int) -> Game:
    """Return a game played at random to its end."""
    game = Game(scenario, seed)
    play_to_end(game, random_players(scenario), draws_for(seed))
    return game


def replayed(scenario: Scenario, log: tuple[Event, ...], seed: int) -> Game:
    """Return the game that a log tells."""
    return Game.resumed(scenario, log, seed)


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest."""
    scenario = load(SCENARIO)
    logs = [played(scenario, seed).log for seed in range(GAMES)]
    midway = replayed(scenario, logs[0][: len(logs[0]) // 2], 0)
    values = midway._course.state.values  # a list of whole numbers; nothing public shows all of them bare

    def play() -> int:
        for seed in range(GAMES):
            played(scenario, seed)
        return GAMES

    def replay() -> int:
        for seed, log in enumerate(logs):
            replayed(scenario, log, seed)
        return GAMES

    def fork() -> int:
        for _ in range(FORKS):
            midway.fork()
        return FORKS

    def deepcopy() -> int:
        for _ in range(FORKS):
            copy.deepcopy(values)
        return FORKS

    works: dict[str, Callable[[], int]] = {"play": play, "replay": replay, "fork": fork, "deepcopy": deepcopy}
    yield Contest(
        sides={name: partial(clocked, work) for name, work in works.items()},
        rows=(
            Row(name="replay from the log, to random play", kind=Kind.SHARE, ours="replay", other="play", goal=0.3),
            Row(name="fork, to a deepcopy of the values", kind=Kind.SHARE, ours="fork", other="deepcopy", goal=0.05),
            Row(name="fork", kind=Kind.MEAN, ours="fork"),
        ),
    )
