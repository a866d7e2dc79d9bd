"""The map of a scenario as cells: where each area's mark stands, and the way from one mark to the next.

The author's picture is drawn as it is, its strokes as lines; without one, areas are laid out zone by zone
and lines lead to linked areas beside and below. Nothing is known here of what the areas are worth:
counters come from the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs
from rich.cells import cell_len

from engine.language.text import clean

from .shown import fitted, plain
from .strokes import MARKED, drawn

_MARK = re.compile(r"\[([a-z][a-z0-9_]*)\]")
_LISTED, _COLUMN = 9, 37  # cells of a mark and of a column in a map without a picture
_COLUMNS, _CHOICE = 2, 60  # columns, and how many areas are looked at for one place


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
    height: int = 1

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
        """The columns of the widest line, its marks included."""
        ends = [mark.x + mark.width for mark in self.marks.values()]
        return max([*ends, *(cell_len(line) for line in self.lines)], default=0)

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.lines)

    def at(self, x: int, y: int) -> str | None:
        """Return the area whose mark covers that cell."""
        over = ((id, m) for id, m in self.marks.items() if m.y <= y < m.y + m.height)
        return next((id for id, m in over if m.x <= x < m.x + m.width), None)

    def beside(self, area: str) -> frozenset[str]:
        """Return the areas that are linked to this one, and have a mark."""
        return frozenset(self.areas[area].links) & self.marks.keys() if area in self.areas else frozenset()

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
    left_out = [area for area in known.values() if area.id not in marks]
    listed, more = _laid_out(left_out, len(lines))
    letters = sum(character.isalpha() for line in lines for character in line)
    return Board(
        areas=known,
        lines=(*lines, *listed),
        marks={**marks, **more},
        named=bool(listed) or letters >= 3 * len(marks),
    )


def _read(rows: list[str], known: Mapping[str, Area]) -> tuple[list[str], dict[str, Mark]]:
    lines, marks = [], {}
    for y, row in enumerate(rows):
        line = "".join(character if cell_len(character) == 1 else "?" for character in row.rstrip())
        for found in _MARK.finditer(line):
            if found[1] in known and found[1] not in marks:
                marks[found[1]] = Mark(x=found.start(), y=y, width=len(found[0]))
                line = line[: found.start()] + MARKED * len(found[0]) + line[found.end() :]
        lines.append(line)
    return [line.replace(MARKED, " ") for line in drawn(lines)], marks


def _laid_out(areas: list[Area], y: int) -> tuple[list[str], dict[str, Mark]]:
    """Return lines and marks for areas without a picture: two columns, zone by zone, lines between linked ones."""
    lines: list[str] = []
    marks: dict[str, Mark] = {}
    above: list[Area] = []
    for zone in dict.fromkeys(area.zone for area in areas):
        members, heading = [area for area in areas if area.zone == zone], plain(zone, _COLUMN - 6)
        while members:
            row = _row(members, above)
            passage = _passage(above, row, heading)
            lines += [passage] if passage else []
            marks |= {area.id: Mark(x=1 + k * _COLUMN, y=y + len(lines), width=_LISTED) for k, area in enumerate(row)}
            lines.append(_tiles(row))
            above, heading = row, ""
    return lines, marks


def _row(members: list[Area], above: list[Area]) -> list[Area]:
    """Take the next row out of `members`: each the one with most links to the left and up, the author's order else."""
    row: list[Area] = []
    while members and len(row) < _COLUMNS:
        near = {area.id for area in [*row[-1:], *above[len(row) : len(row) + 1]]}
        best = max(members[:_CHOICE], key=lambda area: len(near.intersection(area.links)))
        members.remove(best)
        row.append(best)
    return row


def _tiles(row: list[Area]) -> str:
    """Return a row of names, each after the room for its mark, with lines between those that are linked."""
    line = ""
    for k, area in enumerate(row):
        line += " " * (_LISTED + 2)
        name = fitted(plain(area.title), _COLUMN - _LISTED - 5).rstrip()
        linked = k + 1 < len(row) and row[k + 1].id in area.links
        line += f"{name} {'─' if linked else ' '}".ljust(_COLUMN - _LISTED - 2, "─" if linked else " ")
    return line.rstrip()


def _passage(above: list[Area], row: list[Area], heading: str) -> str:
    """Return the line between two rows: the heading of a zone, and what leads down to linked areas."""
    line = heading
    for k, (upper, lower) in enumerate(zip(above, row, strict=False)):
        if lower.id in upper.links:
            line = f"   │ {heading}" if k == 0 else line.ljust(k * _COLUMN + 3) + "│"
    return line


def _way(here: Mark, there: Mark, dx: int, dy: int) -> tuple[float, float]:
    """Return how far `there` is in that direction and how far aside; rows count double, as they are on screen.

    Marks that overlap from above are not aside of each other.
    """
    across, down = there.middle - here.middle, 2.0 * (there.y - here.y)
    if dx:
        return across * dx, abs(down)
    apart = max(here.x, there.x) - min(here.x + here.width, there.x + there.width)
    return down * dy, float(max(0, apart))
