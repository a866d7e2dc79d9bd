"""Run the tests of rulesets and scenarios: given, when, then.

Each is also replayed from its log.
Exit code 0: all passed; 1: some failed, or something could not be read; 2: the command line makes no sense.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.speech import _

from . import Misuse

if TYPE_CHECKING:
    from engine.analysis.cases import Piece


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help=_("a ruleset, a scenario, or one file of tests"))
    parser.add_argument("-k", metavar="WORD", default="", help=_("only the tests with this word in their name"))


def run(options: Namespace) -> int:
    """Run the tests, print what failed, and return the exit code."""
    import time

    began = time.perf_counter()
    chosen = [piece for path in options.paths for piece in _pieces(path) if options.k in piece.name]
    if not chosen:
        raise Misuse(_("there is no such test") if options.k else _("no test is written there"))
    _tell_problems(chosen)
    failed = sum(not _passed(piece) for piece in chosen)
    passed = len(chosen) - failed
    seconds = time.perf_counter() - began
    said = (
        _("{passed} passed, {failed} failed in {seconds:.2f} s") if failed else _("{passed} passed in {seconds:.2f} s")
    )
    print(said.format(passed=passed, failed=failed, seconds=seconds))
    return 1 if failed else 0


def _pieces(path: str) -> tuple[Piece, ...]:
    from engine.analysis.cases import pieces, pieces_of_file

    file = Path(path)
    if file.is_file() and file.parent.name == "tests":
        return pieces_of_file(file)
    return pieces(path)


def _tell_problems(chosen: Sequence[Piece]) -> None:
    """Print what is wrong with the scenarios that the tests begin from, each problem once."""
    from engine.language.report import as_text

    starts = dict.fromkeys(piece.start for piece in chosen)
    problems = dict.fromkeys(problem for start in starts for problem in start.problems)
    if problems:
        print(as_text(problems), end="\n\n")


def _passed(piece: Piece) -> bool:
    """Run one test, print how it went, and return whether nothing is wrong."""
    from engine.analysis.casework import run as run_piece

    wrong = () if piece.start.problems else run_piece(piece)
    passed = not (wrong or piece.start.problems)
    print(f"{_('ok') if passed else _('FAILED')!s:<6}  {piece.name}", flush=True)
    if piece.start.problems:
        print("        " + _("it cannot be played: see the problems above"))
    for it in wrong:
        print(f"        {it}")
    return passed
