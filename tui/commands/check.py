"""Say what is wrong with rulesets and scenarios: where, why, and how to mend it.

Exit code 0: no problems (there may be warnings); 1: problems; 2: the command line makes no sense.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from engine.speech import _, _n

from . import known_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.analysis.review import Review
    from engine.problems import Problem


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help=_("a ruleset's folder, a scenario's file, or an id"))
    parser.add_argument("--language", metavar="LANGUAGE", default="", help=_("look through its overlay too: de, pt_BR"))
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help=_("how problems are written (default: text)"),
    )


def run(options: Namespace) -> int:
    """Print the problems and what was read, and return the exit code."""
    from engine.analysis.review import review

    reviews = [review(path, known_language(options.language)) for path in options.paths]
    problems = [problem for it in reviews for problem in it.problems]
    written = _written(problems, options.format)
    if written:
        print(written)
    if options.format != "json":
        sys.stdout.write("\n" if written and options.format == "text" else "")
        for it in reviews:
            print(_summary(it))
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _written(problems: Sequence[Problem], wanted: str) -> str:
    from engine.language import report

    writers = {"text": report.as_text, "json": report.as_json, "github": report.as_github}
    return writers[wanted](problems)


def _summary(it: Review) -> str:
    from engine.language.text import clean

    errors = sum(problem.severity == "error" for problem in it.problems)
    warnings = len(it.problems) - errors
    found = _n("{n} problem", "{n} problems", errors).format(n=errors)
    if warnings:
        found += ", " + _n("{n} warning", "{n} warnings", warnings).format(n=warnings)
    counted = (_counted(what, count) for what, count in it.counts.items() if count)
    read = ", ".join(counted)
    if not read:
        return f"{clean(it.path)}: {found}"
    return _("{path}: {found}; read {read}").format(path=clean(it.path), found=found, read=read)


def _counted(what: str, n: int) -> str:
    """Return how many there are of what a check counts."""
    said = {
        "file": _n("{n} file", "{n} files", n),
        "role": _n("{n} role", "{n} roles", n),
        "area": _n("{n} area", "{n} areas", n),
        "track": _n("{n} track", "{n} tracks", n),
        "measure": _n("{n} measure", "{n} measures", n),
        "order": _n("{n} order", "{n} orders", n),
        "phase": _n("{n} phase", "{n} phases", n),
        "procedure": _n("{n} procedure", "{n} procedures", n),
        "event": _n("{n} event", "{n} events", n),
        "inject": _n("{n} inject", "{n} injects", n),
        "ending": _n("{n} ending", "{n} endings", n),
        "objective": _n("{n} objective", "{n} objectives", n),
        "doctrine": _n("{n} doctrine", "{n} doctrines", n),
        "test": _n("{n} test", "{n} tests", n),
        "claim": _n("{n} claim", "{n} claims", n),
        "expectation": _n("{n} expectation", "{n} expectations", n),
    }
    return said[what].format(n=n)
