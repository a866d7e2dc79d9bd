"""What one YAML value is by its shape: an id, a range, a day, a formula. Pure: no marks are looked up.

A reader gives the value, or a `Wrong` that says why not.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from .mistakes import NOT_A_DAY, NOT_A_RANGE, NOT_A_WORD, NOT_AN_ID, OUT_OF_BOUNDS, WRONG_KIND
from .shapes import (
    Day,
    Flag,
    Formula,
    OneWord,
    Prose,
    Selection,
    Sentence,
    Shape,
    Span,
    Whole,
    Word,
    Written,
)
from .source import Seq
from .text import clean, is_id, nearest, quoted

LONGEST_PROSE = 20_000

_SPAN = re.compile(r"(-?[0-9]{1,10})\s*\.\.\s*(-?[0-9]{1,10})")
_NEARLY_SPAN = re.compile(r"(-?[0-9]{1,10})\s*(?:-|–|to|:|\.+)\s*(-?[0-9]{1,10})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[-+.0-9eE]+")
_BRACES = re.compile(r"\{[^{}\n]+\}")
_FLAGS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


@attrs.frozen
class Wrong:
    """Why a value is not what its key wants."""

    code: str
    message: str
    hint: str = ""


def wrong_id(text: str, *, dashes: bool = False) -> Wrong:
    """Return why `text` is no id, and which it was probably meant to be."""
    letters = "small letters, digits, _ and -" if dashes else "small letters, digits and _"
    meant = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
    hint = _unspaced(text) or (f"write {quoted(meant)}" if is_id(meant) else "")
    if text == "else":
        return Wrong(NOT_AN_ID, "'else' cannot be the id of an entry", "roles, areas, forces and sets may have `else`")
    return Wrong(NOT_AN_ID, f"found {quoted(text)}; an id has {letters}, and begins with a letter", hint)


def misread(text: str) -> str:
    """Return the hint for a key without a value that was meant to be none, "" where it may have been."""
    divided = not is_id(text, dashes=True)  # `{title: Up, up and away}`
    return _unspaced(text) or ("put the whole text in quotes: a comma divides it" if divided else "")


def _unspaced(text: str) -> str:
    """Return the hint for `title:Storm`, "" for what is no key with its value."""
    key, colon, value = text.partition(":")
    return f"write a blank after the colon: `{key}: {clean(value, most=40)}`" if colon and is_id(key) else ""


def wanted(value: object, expected: str, hint: str = "") -> Wrong:
    """Return that `value` is of another kind than `expected`."""
    return Wrong(WRONG_KIND, f"found {quoted(value)}, expected {expected}", hint)


def number_at(line: str, column: int) -> str:
    """Return the number as it is written at a column (from 1) of a line.

    >>> number_at("version: 0.10  # first", 10)
    '0.10'
    """
    found = _NUMBER.match(line, column - 1)
    return found[0] if found else ""


def _word(shape: Word, value: Any, _mark: int) -> str | Wrong:
    if not isinstance(value, str):
        return wanted(value, "an id")
    return value if is_id(value, dashes=shape.dashes) else wrong_id(value, dashes=shape.dashes)


def _prose(_shape: Prose, value: Any, _mark: int) -> str | Wrong:
    text = _as_text(value)
    return wanted(value, "text") if text is None else clean(text, most=LONGEST_PROSE, lines=True)


def braces_in(shape: Prose, text: object) -> str:
    """Return the first formula in braces that a text for people seems to have, "" without one."""
    found = _BRACES.search(text) if shape.said and type(text) is str else None
    return found[0] if found else ""


def _sentence(_shape: Sentence, value: Any, mark: int) -> Written | Wrong:
    text = _as_text(value)
    return wanted(value, "text") if text is None else Written(text, mark)


def _formula(_shape: Formula, value: Any, mark: int) -> Written | Wrong:
    text = _as_text(value)
    if text is not None:
        return Written(text, mark)
    braces = "put a text that begins with { or [ in quotes"
    return wanted(value, "a formula", braces)


def _selection(_shape: Selection, value: Any, mark: int) -> Written | Wrong:
    if isinstance(value, Seq):
        return _listed(value, mark)
    text = _as_text(value)
    if text is None or isinstance(value, bool):
        return wanted(value, "a selection: a set, an id, a list, `lo..hi`, `all`, or `x in set if …`")
    return Written(text, mark)


def _listed(value: Seq, mark: int) -> Written | Wrong:
    for item in value:
        if isinstance(item, bool) or not isinstance(item, (str, int)):
            return wanted(item, "ids in this list")
    return Written(f"[{', '.join(map(str, value))}]", mark)


def _whole(shape: Whole, value: Any, _mark: int) -> int | Wrong:
    bounds = f"a whole number from {shape.least} to {shape.most}" if shape.least < shape.most else str(shape.least)
    if isinstance(value, bool) or not isinstance(value, int):
        quotes = isinstance(value, str) and value.lstrip("-").isdecimal()
        return wanted(value, bounds, "take the quotes away" if quotes else "")
    if not shape.least <= value <= shape.most:
        return Wrong(OUT_OF_BOUNDS, f"found {value}, expected {bounds}")
    return value


def _flag(_shape: Flag, value: Any, _mark: int) -> bool | Wrong:
    if isinstance(value, bool):
        return value
    meant = _FLAGS.get(value.casefold()) if isinstance(value, str) else None
    return wanted(value, "true or false", f"write {meant}" if meant else "")


def _day(_shape: Day, value: Any, _mark: int) -> datetime.date | Wrong:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        return Wrong(NOT_A_DAY, f"found {quoted(value)}, which is in no calendar: {_no_such_day(value)}")
    return Wrong(NOT_A_DAY, f"found {quoted(value)}, expected a day like 2026-01-07 (year, month, day)")


def _no_such_day(text: str) -> str:
    """Return why a text that is written as a day is none: each Python says it in words of its own."""
    year, month, _day = map(int, text.split("-"))
    if not year:
        return "years are counted from 0001"
    return f"that month has {monthrange(year, month)[1]} days" if 1 <= month <= 12 else "a year has 12 months"


def _one_word(shape: OneWord, value: Any, _mark: int) -> str | Wrong:
    if value in shape.words:
        return str(value)
    near = nearest(value, shape.words) if isinstance(value, str) else None
    listed = ", ".join(shape.words)
    expected = f"one of {listed}" if len(shape.words) > 1 else f"`{listed}` (or leave the key out)"
    return Wrong(
        NOT_A_WORD, f"found {quoted(value)}, expected {expected}", f"did you mean {quoted(near)}?" if near else ""
    )


def _span(shape: Span, value: Any, _mark: int) -> tuple[int, int | None] | Wrong:
    if value == "any":
        return 0, None
    if isinstance(value, int) and not isinstance(value, bool):
        least = most = value
    elif (found := _SPAN.fullmatch(value) if isinstance(value, str) else None) is not None:
        least, most = int(found[1]), int(found[2])
    else:
        message = f"found {quoted(value)}, expected a range `lo..hi`, one whole number, or `any`"
        return Wrong(NOT_A_RANGE, message, _range_meant(value))
    if min(least, most) < shape.least or max(least, most) > shape.most:
        bounds = f"whole numbers from {shape.least:,} to {shape.most:,}"
        return Wrong(OUT_OF_BOUNDS, f"found {quoted(value)}, expected {bounds}")
    if least > most:
        return Wrong(NOT_A_RANGE, f"found {quoted(value)}: {least} is more than {most}", f"write {most}..{least}")
    return least, most


def _range_meant(value: object) -> str:
    """Return the hint for `0-9`, `0 to 9`, `[0, 9]` and `ayn`."""
    if isinstance(value, str) and nearest(value, ("any",)):
        return "did you mean 'any'?"
    text = " to ".join(map(str, value)) if isinstance(value, Seq) and len(value) == 2 else str(value)
    found = _NEARLY_SPAN.fullmatch(text)
    return f"write {found[1]}..{found[2]}" if found else ""


def _as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else None


Reader = Callable[[Any, Any, int], Any]

READERS: Mapping[type[Shape], Reader] = {
    Word: _word,
    Prose: _prose,
    Sentence: _sentence,
    Formula: _formula,
    Selection: _selection,
    Whole: _whole,
    Flag: _flag,
    Day: _day,
    OneWord: _one_word,
    Span: _span,
}
"""One for each shape that is a single value: (shape, value, mark) → what it becomes, or `Wrong`."""
