"""Whole games of the flagship's scenario: at random, scripted, and what a doctrine's decision takes.

They are played as `whitecell simulate` plays them, which collects garbage seldom. Games a second hold
for an idle machine; the twin of the mini game runs in the same rounds, so that the ratio of decisions
says the same on a busy one. Games at random are as long as the talks in them: so they are also played
where the conference makes statements only.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine import Game, Scenario, load
from engine.analysis.scripted import Ready
from engine.analysis.variants import variant
from engine.bots.player import Player, Random, draws_for
from engine.bots.roster import RANDOM, decided, play_to_end, usual_for
from engine.language.garbage import few_collections

from . import twin
from .measure import Contest, Cost, Kind, Row, clocked

SCENARIO = "declaration-2026"
STATEMENTS = Path(__file__).parent / "statements.yaml"
GAMES, LONG = 8, 8  # games a round, and the turns of long ones


def random_players(scenario: Scenario) -> dict[str, Player]:
    """Return a player for each role that gives any legal order."""
    return {role.id: Random() for role in scenario.roles}


def at_random(scenario: Scenario, seeds: range) -> int:
    """Play games at random to their ends; return how many decisions they took."""
    players = random_players(scenario)
    return sum(play_to_end(Game(scenario, seed), players, draws_for(seed)) for seed in seeds)


def scripted(ready: Ready, seeds: range) -> int:
    """Play games by doctrine to their ends; return how many decisions they took."""
    return sum(ready.play(seed).decisions for seed in seeds)


def thinking(ready: Ready, seeds: range) -> list[float]:
    """Return the CPU seconds of every decision that a doctrine makes, its view included."""
    led = {role: player for role, player in ready.players.items() if usual_for(ready.scenario, role)[0] != RANDOM}
    return [seconds for seed in seeds for seconds in _thinking(Game(ready.scenario, seed), ready.players, led, seed)]


def _thinking(game: Game, players: Mapping[str, Player], led: Mapping[str, Player], seed: int) -> Iterator[float]:
    draws = draws_for(seed)
    while role := game.next_of(players):
        began = time.process_time()
        decision = decided(game, role, players[role], draws)
        if role in led:
            yield time.process_time() - began
        game.submit(role, decision.order)


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest."""
    scenario = load(SCENARIO)
    ready, seeds = Ready(scenario, {}), range(GAMES)
    long = Ready(Scenario(variant(SCENARIO, LONG)), {})
    brief = load(STATEMENTS)

    def games_at_random(of: Scenario) -> int:
        at_random(of, seeds)
        return GAMES

    def games_scripted(by: Ready) -> int:
        scripted(by, seeds)
        return GAMES

    def mean_thought() -> Cost:
        taken = thinking(ready, seeds)
        return Cost(cpu=sum(taken) / len(taken), wall=0)

    with few_collections():
        yield Contest(
            sides={
                "twin": lambda: clocked(lambda: twin.play(0, twin.Luck(1))[1]),
                "decisions": lambda: clocked(lambda: at_random(scenario, seeds)),
                "random": lambda: clocked(lambda: games_at_random(scenario)),
                "brief": lambda: clocked(lambda: games_at_random(brief)),
                "scripted": lambda: clocked(lambda: games_scripted(ready)),
                "long": lambda: clocked(lambda: games_scripted(long)),
                "thought": mean_thought,
                "longest": lambda: Cost(cpu=max(thinking(ready, seeds)), wall=0),
            },
            rows=(
                Row(name=f"{SCENARIO}: random games", kind=Kind.RATE, ours="random", goal=60),
                Row(name=f"{SCENARIO}: random decisions", kind=Kind.RATE, ours="decisions"),
                Row(name=f"{SCENARIO}: the same, to mini's twin's", kind=Kind.FASTER, ours="decisions", other="twin"),
                Row(name="the same without bargaining: random games", kind=Kind.RATE, ours="brief", goal=60),
                Row(name=f"{SCENARIO}: scripted games", kind=Kind.RATE, ours="scripted", goal=25),
                Row(name=f"the same, {LONG} turns: scripted games", kind=Kind.RATE, ours="long", goal=25),
                Row(name="a doctrine's decision, mean", kind=Kind.MEAN, ours="thought", goal=0.3),
                Row(name="a doctrine's decision, longest", kind=Kind.LONGEST, ours="longest", goal=10),
            ),
        )
