"""The commands, one module each.

`declare(parser)` names a command's options, `run(options)` does it. A module's docstring is
its help. Slow imports stand inside `run`.
"""

from __future__ import annotations

import argparse
from typing import NoReturn

from engine.speech import _


class Misuse(Exception):
    """The command line makes no sense; the text says what was expected."""


class Parser(argparse.ArgumentParser):
    """A parser that never prints what it was given as it came."""

    def error(self, message: str) -> NoReturn:
        from engine.language.text import clean

        self.exit(2, f"{self.format_usage()}{self.prog}: {clean(message)}\n")


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
