"""The mini game on our rules, through our public face, by hand, and on boardgame.io's client.

All end in the same numbers. Ours keeps a log with causes and judges every order again before it runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine import Game, Scenario, load
from engine.rules.ruleset import FIRST_TRACK, PHASE, TURN, Ruleset
from engine.rules.run import Run

from . import twin
from .measure import Contest, Cost, Kind, Row, Work, clocked
from .peer import PROGRAMS, answers, peer

RULESET = Path(__file__).parent / "mini"
SEED, BOT, GAMES, GAMES_OF_PEER = 1000, 99, 4, 1
ACT, CLOSE = 0, 1  # the phases

Play = Callable[[int, twin.Luck], tuple[int, int]]


class Fate(twin.Luck):
    """The twin's luck as a game's dice: draws come in one row, whatever they are for."""

    __slots__ = ()

    def roll(self, key: str, count: int, sides: int) -> int:
        return sum(self.below(sides) for _ in range(count)) + count if count > 1 else self.below(sides) + 1

    def chance(self, key: str, likely: float) -> bool:
        raise AssertionError(f"the mini game leaves nothing to chance, but {key} at {likely}")

    def pick(self, key: str, names: Sequence[str], weights: Sequence[float]) -> int:
        raise AssertionError(f"the mini game picks nothing, but {key} of {names} by {weights}")


def by_rules(rules: Ruleset) -> Play:
    """Return how a game is played with the compiled rules alone."""
    legal, close = rules.phases[ACT].legal, rules.phases[CLOSE].does
    assert legal is not None
    assert close is not None
    orders = [rules.orders[name] for name in rules.phases[ACT].offers]
    repeat, roles = rules.phases[ACT].repeat, range(len(rules.roles))

    def play(seed: int, bot: twin.Luck) -> tuple[int, int]:
        values, memo, dice = list(rules.start), dict[object, object](), Fate(seed)
        drawn = dict[str, int]()
        log, run = list[tuple[object, ...]](), Run(rules, values, dice, drawn, ())
        decisions = 0
        for values[TURN] in range(1, rules.turns + 1):
            values[PHASE] = ACT
            for _ in range(repeat):
                for me in roles:
                    lists = legal(values, memo, me)
                    k, at = bot.below(sum(map(len, lists))), 0
                    while k >= len(lists[at]):
                        k -= len(lists[at])
                        at += 1
                    order, chosen = orders[at], lists[at][k]
                    assert order.refusal(values, memo, me, *chosen) == -1
                    run.begin(values)
                    order.do(values, memo, run, me, *chosen)
                    if run.drawn:
                        drawn.update(run.drawn)
                    log.append((values[TURN], me, order.id, chosen, run.changes, run.notes))
                    decisions += 1
            values[PHASE] = CLOSE
            drawn.clear()
            run.begin(values)
            close(values, memo, run)
            log.append((values[TURN], run.changes, run.notes))
        return twin.fold([*values[FIRST_TRACK:], dice.state]), decisions

    return play


def by_face(scenario: Scenario) -> Play:
    """Return how a game is played through the public face."""

    def play(seed: int, bot: twin.Luck) -> tuple[int, int]:
        dice = Fate(seed)
        game, decisions = Game(scenario, seed, dice=dice), 0
        while not game.over:
            role = game.awaiting[0]
            choices = game.view(role).choices
            game.submit(role, choices[bot.below(len(choices))])
            decisions += 1
        return twin.fold([*_numbers(game), dice.state]), decisions

    return play


def _numbers(game: Game) -> Iterator[int]:
    for reading in game.view(game.roles[0]).tracks:
        if not reading.measure:
            assert isinstance(reading.value, int)
            yield reading.value


def ways() -> dict[str, Play]:
    """Return every way to play it in this process."""
    scenario = load(RULESET)
    return {"twin": twin.play, "rules": by_rules(scenario.rules), "face": by_face(scenario)}


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest; boardgame.io takes part where node finds it (NODE_PATH)."""
    sides = {name: _work(play) for name, play in ways().items()}
    rows = [
        _row("rules, log, causes and re-check", "rules", "twin", 2.0),
        _row("Game.submit", "face", "twin", 1.3),
        Row(name="mini: the twin, decisions", kind=Kind.RATE, ours="twin"),
        Row(name="mini: rules, decisions", kind=Kind.RATE, ours="rules"),
        Row(name="mini: Game.submit, decisions", kind=Kind.RATE, ours="face"),
    ]
    environment = os.environ | {"NODE_ENV": "production"}
    if not answers(["node", "-e", "require('boardgame.io/client')"], environment):
        why = "boardgame.io: node does not find it (npm install boardgame.io; NODE_PATH=…/node_modules)"
        yield Contest(sides=sides, rows=tuple(rows), skipped=(why,))
        return
    rows += [
        _row("rules, log, causes and re-check", "rules", "boardgame.io", 20),
        _row("Game.submit", "face", "boardgame.io", None),
        Row(name="mini: boardgame.io's client, decisions", kind=Kind.RATE, ours="boardgame.io"),
    ]
    with peer(["node", str(PROGRAMS / "mini_boardgame.js")], environment) as other:
        sides["boardgame.io"] = lambda: other.cost(seed=SEED, games=GAMES_OF_PEER)
        yield Contest(sides=sides, rows=tuple(rows))


def _row(what: str, ours: str, other: str, goal: float | None) -> Row:
    return Row(name=f"mini: {what}, to {other}", kind=Kind.FASTER, ours=ours, other=other, goal=goal)


def _work(play: Play) -> Work:
    def work() -> int:
        bot = twin.Luck(BOT)
        return sum(play(SEED + k, bot)[1] for k in range(GAMES))

    def cost() -> Cost:
        return clocked(work)

    return cost
