"""Say where the numbers of a ruleset come from, and list those of which nobody says it.

Numbers are attributes, starts, and formulas with numbers in them; scales, tests and the length of the game are none.
Exit code 0: every number has a source; 1: some are naked, or something could not be read; 2: misuse.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.speech import _, _n

if TYPE_CHECKING:
    from engine.analysis.sources import Coverage


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("path", metavar="PATH", help=_("a ruleset or scenario: its id or path"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(options: Namespace) -> int:
    """Print the kinds of sources and the naked numbers, and return the exit code."""
    from engine.analysis.sources import coverage

    found = coverage(options.path)
    print(_json(found) if options.json else "\n".join(_told(found)))
    return 1 if found.naked else 0


def _json(found: Coverage) -> str:
    import json

    return json.dumps(found.as_json(), indent=2)


def _told(found: Coverage) -> Iterator[str]:
    numbers = len(found.numbers)
    yield _n("{n} number", "{n} numbers", numbers).format(n=numbers)
    kinds = {
        "fact": _("facts"),
        "estimate": _("estimates"),
        "judgement": _("judgements"),
        "invented": _("invented"),
    }
    counted = {kinds[kind]: count for kind, count in found.kinds.items()} | {_("naked"): len(found.naked)}
    width = max(map(len, counted))
    for said, count in counted.items():
        yield f"  {said:<{width}} {count:>6} {count / max(1, numbers):>8.1%}"
    for it in found.naked:
        yield f"{it.place}: {it.section}: {it.entry}: {it.key}: {it.text}"
