"""Raise single tracks step by step, and list the steps that do what the ruleset says none ever does.

The games of each step share their dice. A step is perverse when the whole interval of its effect is on the wrong side.
Exit code 0: at most 1 % of the steps are perverse and not explained; 1: more are; 2: the command line makes no sense.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.speech import _, _n

from . import MOST_GAMES, MOST_JOBS, Misuse, bar, bounded

if TYPE_CHECKING:
    from engine.analysis.monotone import Report, Step, Swept


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("path", metavar="PATH", help=_("a ruleset or scenario: its id or path"))
    parser.add_argument("--games", metavar="N", type=int, default=100, help=_("how many games a value (default: 100)"))
    parser.add_argument("--jobs", metavar="J", type=int, default=1, help=_("how many processes (default: 1)"))
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=_("the seed of the games (default: 1)"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(options: Namespace) -> int:
    """Play the games, print the perverse steps, and return the exit code."""
    from engine.analysis.monotone import read, swept

    bounded("--games", options.games, MOST_GAMES)
    bounded("--jobs", options.jobs, MOST_JOBS)
    sweeps = read(options.path, games=options.games, seed=options.seed)
    if not sweeps:
        raise Misuse(_("no expectation is written there"))
    with bar() as progress:
        report = swept(sweeps, jobs=options.jobs, progress=progress)
    print(_json(report) if options.json else "\n".join(_told(report)))
    return 0 if report.fine else 1


def _json(report: Report) -> str:
    import json

    return json.dumps(report.as_json(), indent=2)


def _told(report: Report) -> Iterator[str]:
    for it in report.swept:
        yield from _lines(it)
    said = _n("{perverse} of {steps} step is perverse", "{perverse} of {steps} steps are perverse", report.steps)
    told = said.format(perverse=report.perverse, steps=report.steps)
    yield f"{told}; {_('without an explanation')}: {report.unexplained:.1%}"


def _lines(it: Swept) -> Iterator[str]:
    never = _("never up") if it.never == "up" else _("never down")
    count = len(it.perverse)
    verdict = _n("{n} perverse step", "{n} perverse steps", count).format(n=count) if count else _("as expected")
    yield f"{it.id}: {it.raised} → {it.measure}, {never}: {verdict}"
    for step in it.perverse:
        yield f"    {_step(step)}"
    if it.explained and it.perverse:
        yield f"    {_('explained')}: {it.explained}"


def _step(step: Step) -> str:
    effect = step.effect
    size = "" if effect.mean is None else f" {effect.mean:+.3f} [{effect.low:+.3f}, {effect.high:+.3f}]"
    games = _n("{n} game", "{n} games", effect.n).format(n=effect.n)
    return _("from {before} to {after}").format(before=step.before, after=step.after) + f":{size}, {games}"
