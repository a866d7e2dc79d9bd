"""Marks: where every key, value and item of the files that were read stands.

A mark is one number: file << 48 | line << 24 | column << 3 | style, line and column from 0. So a
tree of a hundred thousand values keeps its places in plain numbers.
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
        """Return the number of the file, which its marks carry."""
        self._paths.append(path)
        self._texts.append(text)
        return len(self._paths) - 1

    def place(self, mark: int) -> Place:
        """Return the place that a mark stands for."""
        return Place(self._paths[mark >> 48], (mark >> 24 & 0xFFFFFF) + 1, (mark >> 3 & 0x1FFFFF) + 1)

    def inside(self, mark: int, offset: int) -> Place:
        """Return the place of character `offset` of the value that the mark is at."""
        number, style = mark >> 48, mark & 7
        starts, text = self._lines(number), self._texts[number]
        index = starts[mark >> 24 & 0xFFFFFF] + (mark >> 3 & 0x1FFFFF)
        if style != BRANCH:
            *_, index = islice(spots(text, index, style), max(0, offset) + 1)
        line = bisect_right(starts, index) - 1
        return Place(self._paths[number], line + 1, index - starts[line] + 1)

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
