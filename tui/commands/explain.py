"""Explain a problem's code with an example that fails, and the same one mended."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.speech import _


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("code", metavar="CODE", help=_("the code that `check --format json` gives"))


def run(options: Namespace) -> int:
    """Print the explanation and return the exit code."""
    import engine.analysis.review  # noqa: F401  (each module enters its own codes in the register)
    from engine.language.codes import explain
    from engine.language.text import clean

    from . import Misuse

    try:
        print(clean(explain(options.code), most=20_000, lines=True), end="")
    except LookupError as error:
        raise Misuse(str(error.args[0])) from None
    return 0
