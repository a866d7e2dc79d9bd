"""The words of formulas: numbers, names and operators, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs


class FormulaError(Exception):
    """A formula that cannot be read: what is wrong, from which character, how many of them."""

    def __init__(self, message: str, at: int, length: int = 1, hint: str = "") -> None:
        self.message, self.at, self.length, self.hint = message, at, max(1, length), hint
        super().__init__(message)


_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:\.(?!\.)\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<op>\.\.|//|<=|>=|==|!=|\+=|-=|[-+*/%<>=()\[\],.])",
    re.ASCII,
)

_INSTEAD = {
    "&": "write and",
    "|": "write or",
    "!": "write not, or != between two values",
    "?": "write a if condition else b",
    "≥": "write >=",
    "≤": "write <=",
    "≠": "write !=",
    "×": "write *",
    "·": "write *",
    "÷": "write /",
    "–": "write -",
    "−": "write -",
    "^": "there are no powers: multiply",
    "{": "only texts have formulas in braces; this is one already",
    **dict.fromkeys("“”„‘’", "write the word without quotes"),
}
"""What is written for letters that formulas elsewhere have."""


@attrs.frozen
class Token:
    """A word of a formula, and where it stands."""

    kind: str
    text: str
    at: int

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.at + len(self.text)


def tokens(text: str, start: int, stop: int) -> Iterator[Token]:
    """Yield the words of a formula, and its end.

    Raises: FormulaError: something does not belong in a formula.
    """
    at = start
    while at < stop:
        found = _TOKEN.match(text, at, stop)
        if not found:
            wrong = text[at]
            if wrong in "'\"":
                raise FormulaError("a formula has no strings", at, hint="write the word without quotes")
            raise FormulaError(f"{wrong!r} does not belong in a formula", at, hint=_INSTEAD.get(wrong, ""))
        kind = found.lastgroup or ""
        if kind != "space":
            yield Token(kind, found.group(), at)
        at = found.end()
    yield Token("end", "", stop)


def number_of(token: Token) -> int | float:
    """Return the number that a word is.

    Raises: FormulaError: it is too large.
    """
    if token.text.isdigit():
        value = int(token.text) if len(token.text) <= 10 else 10**10
        if value > 10**9:
            raise FormulaError("a number is at most 1000000000", token.at, len(token.text))
        return value
    fraction = float(token.text)
    if fraction > 10**9:
        raise FormulaError("a number is at most 1000000000", token.at, len(token.text))
    return fraction
