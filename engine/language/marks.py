"""Marks: where every key, value and item of the files that were read stands.

A mark is one number: file << 48 | index << 3 | style, where the index counts the characters before
it. So a tree of a hundred thousand values keeps its places in plain numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import Any

from ..problems import Place, Problem, Severity
from .spots import BRANCH, spots
from .text import visible

_LONGEST_EXCERPT = 2000
_INDEX = (1 << 45) - 1


class Map(dict[str, Any]):
    """A map as it was written, with the marks of itself, its keys and its values."""

    __slots__ = ("at", "keys_at", "values_at")
    at: int
    keys_at: dict[str, int]
    values_at: dict[str, int]


class Seq(list[Any]):
    """A list as it was written, with the marks of itself and its items."""

    __slots__ = ("at", "items_at")
    at: int
    items_at: list[int]


class Sources:
    """The files that were read: from a mark to its place, and to the line it stands on."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._texts: list[str] = []
        self._starts: dict[int, list[int]] = {}

    def add(self, path: str, text: str) -> int:
        """Return the mark of the file's first character."""
        self._paths.append(path)
        self._texts.append(text)
        return len(self._paths) - 1 << 48

    def mark(self, first: int, line: int, column: int) -> int:
        """Return the mark at a line and a column, both from 0, of the file with the mark `first`."""
        number = first >> 48
        starts = self._lines(number)
        index = starts[line] + column if line < len(starts) else len(self._texts[number])
        return first + (index << 3)

    def place(self, mark: int) -> Place:
        """Return the place that a mark stands for."""
        return self._place(mark >> 48, mark >> 3 & _INDEX)

    def inside(self, mark: int, offset: int) -> Place:
        """Return the place of character `offset` of the value that the mark is at."""
        number, index, style = mark >> 48, mark >> 3 & _INDEX, mark & 7
        if style != BRANCH:
            *_, index = islice(spots(self._texts[number], index, style), max(0, offset) + 1)
        return self._place(number, index)

    def _place(self, number: int, index: int) -> Place:
        starts = self._lines(number)
        line = bisect_right(starts, index)
        return Place(self._paths[number], line, index - starts[line - 1] + 1)

    def excerpt(self, place: Place) -> str:
        """Return the line of the file, hidden characters made visible, "" if unknown."""
        if place.path not in self._paths:
            return ""
        number = len(self._paths) - 1 - self._paths[::-1].index(place.path)
        starts = self._lines(number)
        if not 0 < place.line <= len(starts):
            return ""
        start = starts[place.line - 1]
        end = self._texts[number].find("\n", start)
        end = len(self._texts[number]) if end < 0 else end
        return visible(self._texts[number][start : min(end, start + _LONGEST_EXCERPT)])

    def problem(
        self,
        mark: int,
        code: str,
        message: str,
        *,
        hint: str = "",
        offset: int | None = None,
        length: int = 1,
        severity: Severity = "error",
    ) -> Problem:
        """Return the problem at a mark, or at a character of the value there."""
        place = self.place(mark) if offset is None else self.inside(mark, offset)
        return Problem(
            place=place,
            code=code,
            message=message,
            hint=hint,
            severity=severity,
            excerpt=self.excerpt(place),
            length=length,
        )

    def _lines(self, number: int) -> list[int]:
        """Return the index at which each line of a file begins."""
        if number not in self._starts:
            self._starts[number] = [0, *(found.end() for found in re.finditer("\n", self._texts[number]))]
        return self._starts[number]
