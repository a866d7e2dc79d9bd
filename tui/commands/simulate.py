"""Play many games with every seat scripted, and say how they end.

Two runs with the same seed share their dice game by game: compare `--given backstop=1` with `--given backstop=4`.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from engine.speech import _, _n

from . import MOST_GAMES, MOST_JOBS, Misuse, bar, bounded, pairs

if TYPE_CHECKING:
    from engine.analysis.ensemble import Ensemble


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("scenario", metavar="SCENARIO", help=_("a scenario or ruleset: its id or path"))
    parser.add_argument("--games", metavar="N", type=int, default=100, help=_("how many games (default: 100)"))
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=_("the seed of the batch (default: 1)"))
    parser.add_argument("--jobs", metavar="J", type=int, default=1, help=_("how many processes (default: 1)"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument("--given", metavar="TRACK=VALUE", action="append", default=[], help=_("a start value"))
    parser.add_argument("--fix", metavar="TRACK=VALUE", action="append", default=[], help=_("a value nothing changes"))
    parser.add_argument("--doctrine", metavar="ROLE=NAME", action="append", default=[], help=_("who plays a seat"))


def run(options: Namespace) -> int:
    """Play the games, print what they gave, and return the exit code."""
    from engine.analysis.ensemble import Batch, simulate
    from engine.analysis.starts import Unfit

    bounded("--games", options.games, MOST_GAMES)
    bounded("--jobs", options.jobs, MOST_JOBS)
    batch = Batch(
        scenario=options.scenario,
        games=options.games,
        seed=options.seed,
        given=tuple(pairs(options.given, "TRACK=VALUE").items()),
        fix=tuple(pairs(options.fix, "TRACK=VALUE").items()),
        doctrines=tuple(pairs(options.doctrine, "ROLE=NAME").items()),
    )
    try:
        with bar() as progress:
            result = simulate(batch, jobs=options.jobs, progress=progress)
    except Unfit as error:
        raise Misuse(str(error)) from None
    print(_json(result) if options.json else _table(result))
    return 0


def _json(result: Ensemble) -> str:
    import json

    return json.dumps(result.as_json(), indent=2)


def _table(result: Ensemble) -> str:
    per_game = result.seconds / result.games * 1000
    said = _("{games} games, {turns:.2f} turns, {decisions} decisions, {per_game:.1f} ms a game")
    figures = {"games": result.games, "turns": result.turns, "decisions": result.decisions}
    lines = [said.format(**figures, per_game=per_game)]
    shown = {name: figure for name, figure in result.measures.items() if figure.sd}
    width = max((len(name or _("none")) for name in (*result.endings, *shown)), default=0)
    lines += ["", _("endings")]
    for name, count in result.endings.items():
        lines.append(f"  {name or _('none'):<{width}} {count:>9} {count / result.games:>8.1%}")
    lines += ["", f"{_('measures at the end'):<{width + 2}} {_('mean'):>9} {_('sd'):>8}"]
    for name, figure in shown.items():
        lines.append(f"  {name:<{width}} {figure.mean:>9.3f} {figure.sd:>8.3f}")
    if same := len(result.measures) - len(shown):
        said = _n(
            "{same} more came out the same in every game; --json has it",
            "{same} more came out the same in every game; --json has them",
            same,
        )
        lines.append(f"  {said.format(same=same)}")
    return "\n".join(lines)
