"""Play many games for every claim of a ruleset, and say which claims come out of it.

Arms share their dice game by game. A claim holds when every two neighbours of its chain do, with their 95 % interval.
Exit code 0: all claims hold; 1: one does not, or something could not be read; 2: the command line makes no sense.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.speech import _, _n

from . import MOST_GAMES, MOST_JOBS, Misuse, bar, bounded

if TYPE_CHECKING:
    from engine.analysis.claims import Pair, Verdict


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("path", metavar="PATH", help=_("a ruleset or scenario: its id or path"))
    parser.add_argument("--games", metavar="N", type=int, default=400, help=_("how many games an arm (default: 400)"))
    parser.add_argument("--jobs", metavar="J", type=int, default=1, help=_("how many processes (default: 1)"))
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=_("the seed of the games (default: 1)"))
    parser.add_argument("--only", metavar="ID", default="", help=_("only this claim"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(options: Namespace) -> int:
    """Play the games, print what came of each claim, and return the exit code."""
    from engine.analysis.claims import judged, read

    bounded("--games", options.games, MOST_GAMES)
    bounded("--jobs", options.jobs, MOST_JOBS)
    trials = read(options.path, games=options.games, seed=options.seed, only=options.only)
    if not trials:
        raise Misuse(_("there is no such claim") if options.only else _("no claim is written there"))
    with bar() as progress:
        verdicts = judged(trials, jobs=options.jobs, progress=progress)
    print(_json(verdicts) if options.json else _told(verdicts))
    return 0 if all(it.holds for it in verdicts) else 1


def _json(verdicts: tuple[Verdict, ...]) -> str:
    import json

    return json.dumps([it.as_json() for it in verdicts], indent=2)


def _told(verdicts: tuple[Verdict, ...]) -> str:
    lines = [line for it in verdicts for line in (*_lines(it), "")]
    held, games = sum(it.holds for it in verdicts), verdicts[0].games
    said = _n("{held} of {claims} claim holds", "{held} of {claims} claims hold", len(verdicts))
    told = said.format(held=held, claims=len(verdicts))
    return "\n".join([*lines, f"{told}, {_('games an arm')}: {games}"])


def _lines(it: Verdict) -> Iterator[str]:
    yield f"{it.id}: {_('holds') if it.holds else _('does not hold')}{_assumed(it)}"
    if it.text:
        yield f"  {it.text}"
    yield f"  {_('expected')}: {it.expect}"
    if it.among:
        yield "  " + _("only games with {among} count").format(among=it.among)
    width = max(len(name) for name in it.arms)
    for name, arm in it.arms.items():
        games = _("{n} of {games} games").format(n=arm.n, games=it.games)
        yield f"    {name:<{width}} {_number(arm.mean):>12}  {games}"
    for pair in it.pairs:
        yield f"    {_pair(pair)}"


def _assumed(it: Verdict) -> str:
    return ", " + _("assumed: {names}").format(names=", ".join(it.assumed)) if it.assumed else ""


def _pair(pair: Pair) -> str:
    effect, verdict = pair.effect, _("holds") if pair.holds else _("does not hold")
    neighbours = f"{_item(pair.left)} {pair.sign} {_item(pair.right)}"
    if effect.low is None or effect.high is None:
        return f"{neighbours}: {_('too few games')} ({effect.n})"
    bounds = f"[{effect.low:+.3f}, {effect.high:+.3f}]"
    games = _n("{n} game", "{n} games", effect.n).format(n=effect.n)
    return f"{neighbours}: {effect.mean:+.3f} {bounds}, {games}, {verdict}"


def _item(item: str | float) -> str:
    return item if isinstance(item, str) else f"{item:g}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
