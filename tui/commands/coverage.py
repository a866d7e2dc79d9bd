"""Play many games of a ruleset's scenarios, and list what happens in fewer than one in a hundred.

Counted are orders, cards of doctrines, events, injects and their choices, conditions, motions, terms, promises,
procedures, phases, members of sets, and endings. Each scenario is played with its usual seats, and again with other
doctrines. Of cards those games count in which their doctrine had a seat; one may say itself why it is seldom played.
For each role it is told in how many of its turns it never had two kinds of orders to choose from besides passing.
Exit code 0: the games were played, whatever they gave; 1: something could not be read; 2: misuse.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from engine.speech import _

from . import MOST_GAMES, MOST_JOBS, bar, bounded

if TYPE_CHECKING:
    from engine.analysis.coverage import Coverage, Tally


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("path", metavar="PATH", help=_("a ruleset, with all its scenarios, or one scenario"))
    games = _("how many games of each scenario (default: 200)")
    parser.add_argument("--games", metavar="N", type=int, default=200, help=games)
    parser.add_argument("--jobs", metavar="J", type=int, default=1, help=_("how many processes (default: 1)"))
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=_("the seed of the games (default: 1)"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(options: Namespace) -> int:
    """Play the games, print what hardly ever happened in them, and return the exit code."""
    from engine.analysis.coverage import coverage

    bounded("--games", options.games, MOST_GAMES)
    bounded("--jobs", options.jobs, MOST_JOBS)
    with bar() as progress:
        kept = {"games": options.games, "seed": options.seed, "jobs": options.jobs}
        found = coverage(options.path, **kept, progress=progress)
    print(_json(found) if options.json else "\n".join(_told(found)))
    return 0


def _json(found: Coverage) -> str:
    import json

    return json.dumps(found.as_json(), indent=2)


def _told(found: Coverage) -> Iterator[str]:
    played = _("{games} games of {scenarios}")
    yield played.format(games=found.games, scenarios=", ".join(found.scenarios))
    for section, tallies in groupby(found.tallies, key=lambda it: it.section):
        yield from _section(section, tuple(tallies))
    yield from _decided(found)


def _section(section: str, tallies: Sequence[Tally]) -> Iterator[str]:
    often = sum(not it.seldom for it in tallies)
    said = _("{section}: {often} of {all} in at least 1 % of games")
    yield ""
    yield said.format(section=_named(section), often=often, all=len(tallies))
    for it in tallies:
        if it.seldom or section == "endings":
            yield f"  {it.id}: {it.share:.1%} ({it.seen}/{it.games}){': ' + it.why if it.why else ''}"


def _decided(found: Coverage) -> Iterator[str]:
    yield ""
    yield _("turns without a real decision: at no moment two kinds of orders besides passing")
    for it in found.decisions:
        too_many = f": {_('too many')}" if it.poor else ""
        yield f"  {it.role}: {it.share:.1%} ({it.narrow}/{it.turns}){too_many}"


def _named(section: str) -> str:
    if section.startswith("members."):
        return _("members of {set}").format(set=section.removeprefix("members."))
    names = {
        "orders": _("orders"),
        "cards": _("cards"),
        "events": _("events"),
        "choices": _("choices"),
        "conditions": _("conditions"),
        "motions": _("motions"),
        "terms": _("terms of deals"),
        "injects": _("injects"),
        "promises": _("promises of deals"),
        "procedures": _("procedures"),
        "phases": _("phases"),
        "endings": _("endings"),
    }
    return names.get(section, section)
