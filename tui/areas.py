"""What a seat knows of one area: in a line, and in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from engine.speech import _

from .board import Area, Board
from .counters import Counters
from .gauges import gauge, of_area
from .shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.forms import Form
    from engine.play.readings import Reading
    from engine.play.views import View

WIDTH = 70


def area_line(board: Board, area: Area, counters: Counters) -> str:
    """Return an area's name, zone, counters in words and neighbours."""
    words = [f"{counters.legend[letter]} {number}".rstrip() for letter, number in counters.of(area.id)]
    near = _neighbours(board, area)
    beside = _("next to {areas}").format(areas=near) if near else ""
    parts = [plain(area.title), plain(area.zone), ", ".join(words), beside]
    return " · ".join(part for part in parts if part)


def area_page(board: Board, area: Area, readings: Sequence[Reading], width: int = WIDTH) -> Content:
    """Return everything that is known of an area."""
    here = of_area(readings, area.id)
    beside = _("Next to: {areas}").format(areas=_neighbours(board, area) or _("nothing"))
    rows = [content(plain(area.zone) or _("An area"), "dim"), content(beside), content("")]
    rows += [gauge(reading, width, words=20, without=area.id) for reading in here]
    return lines(*rows, *([] if here else [content(_("You know of nothing here."), "dim")]))


def _neighbours(board: Board, area: Area) -> str:
    return ", ".join(plain(board.areas[id].title) for id in area.links if id in board.areas)


def forms_at(view: View, area: str) -> tuple[Form, ...]:
    """Return the orders that can take an area, with that parameter filled: open ones first, then closed ones."""
    found = [
        settled
        for form in view.choices.forms
        for name, root in zip(form.parameters, form.roots, strict=False)
        if root == "area" and (settled := form.at(name, area)) is not None
    ]
    return tuple(sorted(found, key=lambda form: bool(form.reason)))
