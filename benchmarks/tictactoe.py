"""Tic-tac-toe by random play through our public face, and through OpenSpiel's game written in Python.

Both list the free cells in the same order and draw from the same luck, so they play the same games.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import Game, Scenario, load

from . import twin
from .measure import Contest, Kind, Row, clocked
from .peer import CHECKOUT, answers, peer

RULESET = Path(__file__).parent / "tictactoe"
BOT, GAMES = 99, 300
OTHER_PYTHON = "OPENSPIEL_PYTHON"


def play(scenario: Scenario, games: int, bot: twin.Luck) -> tuple[int, int]:
    """Return the checksum of the games' results, and how many decisions they took."""
    decisions = 0
    results: list[int] = []
    for seed in range(games):
        game = Game(scenario, seed)
        while not game.over:
            role = game.awaiting[0]
            choices = game.view(role).choices
            game.submit(role, choices[bot.below(len(choices))])
            decisions += 1
        results += game.scores.values()
    return twin.fold(results), decisions


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest; OpenSpiel takes part where this Python, or OPENSPIEL_PYTHON, has it."""
    scenario = load(RULESET)
    rows = [Row(name="tic-tac-toe: public face, decisions", kind=Kind.RATE, ours="ours")]
    sides = {"ours": lambda: clocked(lambda: play(scenario, GAMES, twin.Luck(BOT))[1])}
    python = os.environ.get(OTHER_PYTHON, sys.executable)
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    if not answers([python, "-c", "import pyspiel, open_spiel"], environment):
        why = f"OpenSpiel: not installed here (pip install open_spiel; {OTHER_PYTHON} names another Python)"
        yield Contest(sides=sides, rows=tuple(rows), skipped=(why,))
        return
    rows.insert(0, Row(name="tic-tac-toe: to OpenSpiel's", kind=Kind.FASTER, ours="ours", other="OpenSpiel", goal=1.8))
    rows.append(Row(name="tic-tac-toe: OpenSpiel's, decisions", kind=Kind.RATE, ours="OpenSpiel"))
    with peer([python, "-m", "benchmarks.peers.tictactoe_openspiel"], environment) as other:
        sides["OpenSpiel"] = lambda: other.cost(bot=BOT, games=GAMES)
        yield Contest(sides=sides, rows=tuple(rows))
