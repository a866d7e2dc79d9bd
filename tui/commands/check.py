"""Say what is wrong with rulesets and scenarios: where, why, and how to mend it.

Exit code 0: no problems (there may be warnings); 1: problems; 2: the command line makes no sense.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.analysis.review import Review
    from engine.problems import Problem


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a ruleset's folder, a scenario's file, or an id")
    parser.add_argument("--language", metavar="LANGUAGE", default="", help="look through its overlay too: de, pt_BR")
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how problems are written (default: text)"
    )


def run(options: Namespace) -> int:
    """Print the problems and what was read, and return the exit code."""
    from engine.analysis.review import review

    reviews = [review(path, _known(options.language)) for path in options.paths]
    problems = [problem for it in reviews for problem in it.problems]
    written = _written(problems, options.format)
    if written:
        print(written)
    if options.format == "text":
        sys.stdout.write("\n" if written else "")
        for it in reviews:
            print(_summary(it))
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _known(language: str) -> str:
    """Return the language asked for.

    Raises: Misuse: it is none.
    """
    from engine.language.overlays import languages
    from engine.speech import PSEUDO

    from . import Misuse

    if language and not languages(language) and language != PSEUDO:
        raise Misuse(f"'{language}' is no language; write it as de or pt_BR")
    return language


def _written(problems: Sequence[Problem], wanted: str) -> str:
    from engine.language import report

    writers = {"text": report.as_text, "json": report.as_json, "github": report.as_github}
    return writers[wanted](problems)


def _summary(it: Review) -> str:
    from engine.language.text import clean

    errors = sum(problem.severity == "error" for problem in it.problems)
    words = [_counted(errors, "problem")]
    if len(it.problems) > errors:
        words.append(_counted(len(it.problems) - errors, "warning"))
    read = ", ".join(_counted(count, what) for what, count in it.counts.items() if count)
    return f"{clean(it.path)}: {', '.join(words)}" + (f"; read {read}" if read else "")


def _counted(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    return f"{count} {what[:-1]}ies" if what.endswith("y") else f"{count} {what}s"
