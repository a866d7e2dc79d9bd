"""Random play of OpenSpiel's tic-tac-toe, the one written in Python.

Asked {"bot": b, "games": n}; answers {"cpu", "wall", "decisions", "checksum"} of n games.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import pyspiel  # type: ignore[import-not-found,unused-ignore]
from open_spiel.python.games import tic_tac_toe  # type: ignore[import-not-found,unused-ignore]  # noqa: F401

from benchmarks.twin import Luck, fold


def play(game: Any, games: int, bot: Luck) -> tuple[int, int]:
    """Return the checksum of the games' results, and how many decisions they took."""
    decisions, results = 0, []
    for _ in range(games):
        state = game.new_initial_state()
        while not state.is_terminal():
            legal = state.legal_actions()
            state.apply_action(legal[bot.below(len(legal))])
            decisions += 1
        results += [int(result) for result in state.returns()]
    return fold(results), decisions


def main() -> None:
    """Answer every line."""
    game = pyspiel.load_game("python_tic_tac_toe")
    for line in sys.stdin:
        asked = json.loads(line)
        cpu, wall = time.process_time(), time.perf_counter()
        checksum, decisions = play(game, asked["games"], Luck(asked["bot"]))
        answer = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
        print(json.dumps(answer | {"decisions": decisions, "checksum": checksum}), flush=True)


if __name__ == "__main__":
    main()
