"""The map of a scenario as cells: where each area's mark stands, and the way from one mark to the next.

The author's picture is drawn as it is; without one, areas are listed by zone. Nothing is known here
of what the areas are worth: counters come from the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs
from rich.cells import cell_len

from engine.language.text import clean

from .shown import fitted, plain

_MARK = re.compile(r"\[([a-z][a-z0-9_]*)\]")
_LISTED, _COLUMN = 9, 37  # cells of a mark and of a column in a map without a picture


@attrs.frozen(kw_only=True)
class Area:
    """A place on the map."""

    id: str
    title: str
    zone: str = ""
    links: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Mark:
    """Where an area's counters are drawn."""

    x: int
    y: int
    width: int

    @property
    def middle(self) -> float:
        """The column of the mark's centre."""
        return self.x + self.width / 2


@attrs.frozen(kw_only=True)
class Board:
    """A map: its lines, in which the marks are blank, and where each area's mark stands."""

    areas: Mapping[str, Area]
    lines: tuple[str, ...]
    marks: Mapping[str, Mark]
    named: bool  # the picture itself says what the areas are called

    @property
    def width(self) -> int:
        """The columns of the widest line."""
        return max((cell_len(line) for line in self.lines), default=0)

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.lines)

    def at(self, x: int, y: int) -> str | None:
        """Return the area whose mark covers that cell."""
        return next((id for id, m in self.marks.items() if m.y == y and m.x <= x < m.x + m.width), None)

    def towards(self, start: str, dx: int, dy: int) -> str:
        """Return the nearest area in that direction, straight ahead before aside, or `start` when there is none."""
        here = self.marks[start]
        ways = [(_way(here, mark, dx, dy), id) for id, mark in self.marks.items() if id != start]
        ahead = [(along + 6 * aside, id) for (along, aside), id in ways if along > 0 and aside <= 4 * along]
        return min(ahead, default=(0.0, start))[1]


def board_of(areas: Iterable[Area], picture: str) -> Board:
    """Return the map drawn by `picture`, or a list by zone; areas that the picture leaves out follow below it."""
    known = {area.id: area for area in areas}
    text = clean(picture, most=40_000, lines=True).strip("\n")
    lines, marks = _read(text.split("\n") if text else [], known)
    listed, more = _listed([area for area in known.values() if area.id not in marks], len(lines))
    letters = sum(character.isalpha() for line in lines for character in line)
    return Board(
        areas=known, lines=(*lines, *listed), marks={**marks, **more}, named=bool(listed) or letters >= 3 * len(marks)
    )


def _read(rows: list[str], known: Mapping[str, Area]) -> tuple[list[str], dict[str, Mark]]:
    lines, marks = [], {}
    for y, row in enumerate(rows):
        line = "".join(character if cell_len(character) == 1 else "?" for character in row.rstrip())
        for found in _MARK.finditer(line):
            if found[1] in known and found[1] not in marks:
                marks[found[1]] = Mark(x=found.start(), y=y, width=len(found[0]))
                line = line[: found.start()] + " " * len(found[0]) + line[found.end() :]
        lines.append(line)
    return lines, marks


def _listed(areas: list[Area], y: int) -> tuple[list[str], dict[str, Mark]]:
    """Return lines and marks for areas without a picture: two columns, zone by zone."""
    lines: list[str] = []
    marks: dict[str, Mark] = {}
    for zone in dict.fromkeys(area.zone for area in areas):
        if zone:
            lines.append(plain(zone))
        members = [area for area in areas if area.zone == zone]
        for left in range(0, len(members), 2):
            row = ""
            for column, area in enumerate(members[left : left + 2]):
                marks[area.id] = Mark(x=1 + column * _COLUMN, y=y + len(lines), width=_LISTED)
                row += " " * (_LISTED + 2) + fitted(plain(area.title), _COLUMN - _LISTED - 2)
            lines.append(row.rstrip())
    return lines, marks


def _way(here: Mark, there: Mark, dx: int, dy: int) -> tuple[float, float]:
    """Return how far `there` is in that direction and how far aside; rows count double, as they are on screen.

    Marks that overlap from above are not aside of each other.
    """
    across, down = there.middle - here.middle, 2.0 * (there.y - here.y)
    if dx:
        return across * dx, abs(down)
    apart = max(here.x, there.x) - min(here.x + here.width, there.x + there.width)
    return down * dy, float(max(0, apart))
