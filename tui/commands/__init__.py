"""The commands, one module each.

`declare(parser)` names a command's options, `run(options)` does it. A module's docstring is
its help. Slow imports stand inside `run`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, isfinite
from pathlib import Path
from typing import NoReturn

from engine.speech import _

MOST_GAMES, MOST_JOBS = 1_000_000, 256
_BAR_COLUMNS = 40


class Misuse(Exception):
    """The command line makes no sense; the text says what was expected."""


class Parser(argparse.ArgumentParser):
    """A parser that says what was expected, and never prints what it was given as it came."""

    def __init__(self, prog: str, description: str = "") -> None:
        super().__init__(prog=prog, description=description)
        self.register("type", int, _whole)
        self.register("type", float, _number)

    def error(self, message: str) -> NoReturn:
        from engine.language.text import clean

        message = re.sub(r"invalid choice: (.+) \(choose from (.+)\)", r"\1 is none of \2", message)
        self.exit(2, f"{self.format_usage()}{self.prog}: {clean(message)}\n")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("'{text}' is no whole number").format(text=text)) from None


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = inf
    if not isfinite(found):
        raise argparse.ArgumentTypeError(_("'{text}' is no number").format(text=text))
    return found


def beginning(parser: argparse.ArgumentParser) -> None:
    """Name the options by which a game begins, is saved and is shown, whoever opens it."""
    parser.add_argument(
        "--doctrine",
        metavar="ROLE=NAME",
        action="append",
        default=[],
        help=_("who plays another role: a doctrine, or random"),
    )
    parser.add_argument("--seed", metavar="S", type=int, help=_("the seed of the dice (default: drawn in secret)"))
    parser.add_argument("--journal", metavar="FILE", type=Path, help=_("where the game is saved"))
    parser.add_argument(
        "--publish", action="store_true", help=_("let `whitecell wall` show what everybody may know on a projector")
    )


def pairs(given: list[str], what: str) -> dict[str, str]:
    """Return `KEY=VALUE` words as a map.

    Raises: Misuse: a word has no `=`, or nothing on one side of it.
    """
    found: dict[str, str] = {}
    for word in given:
        name, separator, value = word.partition("=")
        if not (separator and name.strip() and value.strip()):
            raise Misuse(_("'{word}' should be written {what}").format(word=word, what=what))
        found[name.strip()] = value.strip()
    return found


def known_language(asked: str) -> str:
    """Return a language that was asked for, "" for none.

    Raises: Misuse: it is none.
    """
    from engine.language.overlays import languages
    from engine.speech import PSEUDO

    if asked and not languages(asked) and asked != PSEUDO:
        raise Misuse(_("'{language}' is no language; write it as de or pt_BR").format(language=asked))
    return asked


def bounded(name: str, value: int, most: int) -> None:
    """Pass a number from 1 to `most`.

    Raises: Misuse: it is not.
    """
    if not 1 <= value <= most:
        raise Misuse(_("{name} must be from 1 to {most:,}, not {value}").format(name=name, most=most, value=value))


@contextmanager
def bar() -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws how many games are done, None where nobody watches; the line is gone afterwards."""
    watched = sys.stderr.isatty()
    try:
        yield _draw if watched else None
    finally:
        if watched:
            sys.stderr.write("\r\033[K")


def _draw(done: int, games: int) -> None:
    full = _BAR_COLUMNS * done // games
    said = _("{done} of {games} games").format(done=done, games=games)
    sys.stderr.write(f"\r[{'#' * full}{'.' * (_BAR_COLUMNS - full)}] {said}")
    sys.stderr.flush()
