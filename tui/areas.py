"""What a seat knows of one area: in a line, and in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from .board import Area, Board
from .counters import Counters
from .gauges import gauge, of_area
from .shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.readings import Reading

WIDTH = 70


def area_line(board: Board, area: Area, counters: Counters) -> str:
    """Return an area's name, zone, counters in words and neighbours."""
    words = [f"{counters.legend[letter]} {number}".rstrip() for letter, number in counters.of(area.id)]
    near = ", ".join(plain(board.areas[id].title) for id in area.links if id in board.areas)
    parts = [plain(area.title), plain(area.zone), ", ".join(words), f"next to {near}" if near else ""]
    return " · ".join(part for part in parts if part)


def area_page(board: Board, area: Area, readings: Sequence[Reading]) -> Content:
    """Return everything that is known of an area."""
    here = of_area(readings, area.id)
    near = ", ".join(plain(board.areas[id].title) for id in area.links if id in board.areas)
    rows = [content(plain(area.zone) or "An area", "dim"), content(f"Next to: {near or 'nothing'}"), content("")]
    rows += [gauge(reading, WIDTH, words=20, without=area.id) for reading in here]
    return lines(*rows, *([] if here else [content("You know of nothing here.", "dim")]))
