"""Problems as people, editors and build servers read them: text, JSON, GitHub annotations; at most 100.

What is shown is cleaned here once more, so a hostile path or message reaches no terminal.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from ..problems import MOST_SHOWN, Problem
from .text import clean, visible

_WIDEST_EXCERPT = 160


def as_text(problems: Iterable[Problem]) -> str:
    """Return each problem with its line, a caret under the place, and its hint."""
    every = tuple(problems)
    blocks = ["\n".join(_block(problem)) for problem in every[:MOST_SHOWN]]
    return "\n\n".join([*blocks, *_more(every)])


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of {path, line, column, severity, code, message, hint}."""
    return json.dumps([_entry(problem) for problem in islice(problems, MOST_SHOWN)], indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Return one workflow command per problem, which GitHub shows beside the line."""
    return "\n".join(_annotation(problem) for problem in islice(problems, MOST_SHOWN))


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes; wide characters take two."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _block(problem: Problem) -> list[str]:
    place = problem.place
    head = f"{clean(place.path)}:{place.line}:{place.column}: "
    lines = [head + ("" if problem.severity == "error" else "warning: ") + clean(problem.message)]
    if problem.excerpt.strip():
        lines += _pointed(visible(problem.excerpt), place.column - 1, problem.length)
    if problem.hint:
        lines.append(f"  hint: {clean(problem.hint)}")
    return lines


def _pointed(excerpt: str, column: int, length: int) -> list[str]:
    """Return the line of the file, and a line of carets below the characters meant."""
    if not 0 <= column <= len(excerpt):
        return ["  " + excerpt[:_WIDEST_EXCERPT]]
    start = 0 if column < _WIDEST_EXCERPT - 40 else column - _WIDEST_EXCERPT // 2
    shown = excerpt[start : start + _WIDEST_EXCERPT]
    dots = "…" if start else ""
    column -= start
    marked = shown[column : column + max(1, length)]
    indent = cells(dots + shown[:column])
    return [f"  {dots}{shown}", "  " + " " * indent + "^" * max(1, cells(marked))]


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _more(problems: Sequence[Problem]) -> list[str]:
    left = len(problems) - MOST_SHOWN
    return [f"and {left} more"] if left > 0 else []


def _entry(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _annotation(problem: Problem) -> str:
    text = clean(problem.message) + (f"\n{clean(problem.hint)}" if problem.hint else "")
    fields = {"file": clean(problem.place.path), "title": problem.code}
    if problem.place.line:
        fields |= {"line": str(problem.place.line), "col": str(problem.place.column)}
    named = ",".join(f"{name}={_property(fields[name])}" for name in ("file", "line", "col", "title") if name in fields)
    return f"::{problem.severity} {named}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
