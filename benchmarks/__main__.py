"""The command `python -m benchmarks`: every comparison in one table, each beside its goal."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from .measure import Result, measured

CONTESTS = {
    "mini": "the same small game: our rules, our public face, a twin by hand, boardgame.io",
    "tictactoe": "tic-tac-toe through the public face, and OpenSpiel's",
    "flagship": "whole games of declaration-2026",
    "copies": "replay against play, fork against deepcopy",
    "jobs": "two processes against one",
    "reading": "YAML with positions against PyYAML's quickest loader",
    "loading": "the flagship's second load against its first",
    "starting": "the command's help and the app's first paint",
    "moving": "an arrow key on the map: CPU time, and bytes sent to the terminal",
}

FEWEST_ROUNDS = 7


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for, print it, and return 0; a missed goal is told, not punished."""
    asked = _parser().parse_args(argv)
    names = asked.only or list(CONTESTS)
    told = None if asked.json else _heading(asked.rounds)
    found, skipped = [], []
    if told:
        print(told, flush=True)
    for name in names:
        with import_module(f"{__package__}.{name}").contest() as contest:
            skipped += contest.skipped
            results = measured(contest, asked.rounds)
        found += results
        if not asked.json:
            print("\n".join([*_lines(results), *(f"  skipped: {why}" for why in contest.skipped)]), flush=True)
    print(json.dumps(_as_json(found, skipped, asked.rounds), indent=1) if asked.json else f"load at the end: {_load()}")
    return 0


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:<10} {what}" for name, what in CONTESTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog=f"contests:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", metavar="N", type=_rounds, default=FEWEST_ROUNDS, help="rounds (default: 7)")
    parser.add_argument("--only", metavar="NAME", action="append", choices=list(CONTESTS), help="one contest; again")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _rounds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a number of at least 1")
    return int(text)


def _heading(rounds: int) -> str:
    few = "" if rounds >= FEWEST_ROUNDS else f"; fewer than {FEWEST_ROUNDS}: a glance, not a measurement"
    return "\n".join(
        [
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load {_load()}, {rounds} rounds{few}.",
            "CPU time; sides take turns; the median of the rounds' ratios, then their least and most.",
            "",
            f"{'':<58}{'median':>9} {'':<11}{'least':>9} {'most':>9}   goal",
        ]
    )


def _lines(results: Sequence[Result]) -> Iterator[str]:
    for it in results:
        figures = f"{_short(it.median):>9} {it.row.kind.value:<11}{_short(it.least):>9} {_short(it.most):>9}"
        yield f"{it.row.name:<58}{figures}   {_goal(it)}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 100 else f"{value:.3g}"


def _goal(result: Result) -> str:
    if result.row.goal is None:
        return "-"
    sign = "≥" if result.row.kind.at_least else "≤"
    return f"{sign} {result.row.goal:g}{'' if result.reached else '  MISSED'}"


def _load() -> str:
    return " ".join(f"{load:.2f}" for load in os.getloadavg())


def _as_json(results: Sequence[Result], skipped: Sequence[str], rounds: int) -> dict[str, object]:
    rows = [
        {
            "name": it.row.name,
            "kind": it.row.kind.name.lower(),
            "median": it.median,
            "least": it.least,
            "most": it.most,
            "goal": it.row.goal,
            "reached": it.reached,
            "clock": "wall" if it.row.wall else "cpu",
        }
        for it in results
    ]
    return {"rounds": rounds, "load": os.getloadavg(), "rows": rows, "skipped": list(skipped)}


if __name__ == "__main__":
    sys.exit(main())
