"""Where lines come from and go to: what goes out is clean and wrapped, what comes in is one answer a line."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from getpass import getpass
from typing import TextIO

import attrs
from rich.cells import cell_len

from engine.language.text import clean
from engine.speech import _

LONGEST_LINE = 2000
LONGEST_PAGE = 200_000
BACK = ("q", "quit", _("quit"))
"""What leads back from a question, as an empty line does."""

_WIDTH, _NARROWEST, _BLANK_ROWS = 80, 30, 100
_CLEAR = "\033[2J\033[3J\033[H"  # the screen, what was scrolled away, and the cursor to the top
_HEAD = re.compile(r" *(?:\d+  |[·*+|>x-] +|\S+, \S+ {2,})?")
"""What a line begins with before its words: spaces, and a number, a sign, or the names of a command."""


@attrs.define
class Lines:
    """A person, or a pipe, at the other end. `width` is that of a line, 0 for the terminal's own."""

    source: TextIO
    sink: TextIO
    interactive: bool = False
    width: int = 0
    _said: list[str] = attrs.field(factory=list, init=False)
    _page: str = attrs.field(default="", init=False)

    @property
    def columns(self) -> int:
        """How many cells a line has."""
        own = shutil.get_terminal_size((_WIDTH, 24)).columns if self.interactive else _WIDTH
        return max(_NARROWEST, self.width or own)

    @property
    def page(self) -> str:
        """What was said between the last two questions."""
        return self._page

    def say(self, text: str = "") -> None:
        """Write one line, or several; long ones are wrapped."""
        for row in clean(text, most=LONGEST_PAGE, lines=True).split("\n"):
            self._said.append(row)
            self.sink.write("".join(f"{line}\n" for line in self._wrapped(row)))

    def say_whole(self, text: str) -> None:
        """Write one line that is to be copied: it is not wrapped."""
        row = clean(text, most=LONGEST_LINE)
        self._said.append(row)
        self.sink.write(f"{row}\n")

    def list(self, titles: Iterable[str]) -> None:
        """Write titles behind numbers from 1 on."""
        for number, title in enumerate(titles, 1):
            self.say(f"{number:>3}  {clean(title, most=LONGEST_LINE)}")

    def ask(self, prompt: str = "> ") -> str:
        """Return the next line without spaces around it.

        Raises: EOFError: there is no next line.
        """
        self._turn()
        self.sink.write(clean(prompt, most=LONGEST_LINE))
        self.sink.flush()
        line = self.source.readline(LONGEST_LINE)
        if not line:
            self.sink.write("\n")
            raise EOFError
        while line[-1] != "\n" and self.source.readline(LONGEST_LINE)[-1:] not in ("", "\n"):
            pass  # the rest of a line that is too long is not another answer
        if not self.interactive:
            self.sink.write("\n")
        return clean(line, most=LONGEST_LINE).strip()

    def ask_hidden(self, prompt: str) -> str:
        """Return the next line; nobody sees on the terminal what is typed.

        Raises: EOFError: there is no next line.
        """
        if not self.interactive:
            return self.ask(prompt)
        self._turn()
        self.sink.flush()
        return getpass(clean(prompt, most=LONGEST_LINE), self.sink)[:LONGEST_LINE]

    def number(self, word: str, most: int, instead: str = "") -> int | None:
        """Return the number from 1 to `most` that a word is; else say what was expected, and return None."""
        if word.isdecimal() and 1 <= int(word[:6]) <= most:
            return int(word[:6])
        wanted = _("a number from 1 to {most}").format(most=most)
        self.expected(_("{one}, or {other}").format(one=wanted, other=instead) if instead else wanted, word)
        return None

    def expected(self, wanted: str, word: str) -> None:
        """Say what may be typed, and what was."""
        said = _("Expected {wanted}, not '{word}'.")
        self.say(said.format(wanted=wanted, word=clean(word, most=40)))

    def conceal(self) -> None:
        """Leave nothing on the terminal of what was said before."""
        self._said, self._page = [], ""
        if self.interactive:
            can_clear = os.environ.get("TERM", "dumb") != "dumb"
            self.sink.write(_CLEAR if can_clear else "\n" * _BLANK_ROWS)

    def _turn(self) -> None:
        """Keep what was said since the last question as a page, if anything was."""
        if any(self._said):
            self._page = "\n".join(self._said).strip("\n")
        self._said = []

    def _wrapped(self, row: str) -> Iterable[str]:
        """Yield a row in lines; further ones begin under its first word."""
        found = _HEAD.match(row)
        head = found[0] if found else ""
        indent = " " * len(head)
        for place, line in enumerate(filled_lines(row[len(head) :], self.columns - len(head))):
            yield f"{indent if place else head}{line}".rstrip()


def filled_lines(text: str, width: int) -> Iterator[str]:
    """Yield `text` in lines of at most `width` cells; no word is broken, so that a path can be copied whole."""
    line = ""
    for word in text.split(" "):
        if line and cell_len(line) + 1 + cell_len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
