"""What a seat knows of one area: in a line, and in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.speech import _, strung

from .board import Area, Board
from .counters import Counters
from .gauges import gauge, of_area, worded
from .scene import span_of_costs
from .shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.forms import Form
    from engine.play.readings import Reading
    from engine.play.views import View

WIDTH = 70


@attrs.frozen(kw_only=True)
class Line:
    """A line of what can be done in an area: an order by its number, or something else by its name."""

    value: str
    title: str
    text: str = ""
    cost: tuple[tuple[str, int, int], ...] = ()
    reason: str = ""
    named: bool = False


def area_line(board: Board, area: Area, counters: Counters, *, drawn: bool = False) -> str:
    """Return an area's name, zone, counters in words and neighbours; `drawn`: counters as on the map beside it."""
    named = "{letter}{number} {title}" if drawn else "{title} {number}"
    words = [
        named.format(letter=letter, number=number, title=counters.legend[letter]).rstrip()
        for letter, number in counters.of(area.id)
    ]
    near = _neighbours(board, area)
    beside = _("next to {areas}").format(areas=near) if near else ""
    parts = [plain(area.title), plain(area.zone), ", ".join(words), beside]
    return " · ".join(part for part in parts if part)


def area_page(board: Board, area: Area, readings: Sequence[Reading], width: int = WIDTH) -> Content:
    """Return everything that is known of an area; numbers in words alone when `width` is 0."""
    here = of_area(readings, area.id)
    beside = _("Next to: {areas}").format(areas=_neighbours(board, area) or _("nothing"))
    zone = _("Zone: {zone}").format(zone=plain(area.zone)) if area.zone else _("An area")
    rows = [content(zone, "dim"), content(beside), content("")]
    rows += [gauge(it, width, words=20, without=area.id) if width else worded(it, without=area.id) for it in here]
    return lines(*rows, *([] if here else [content(_("You know of nothing here."), "dim")]))


def _neighbours(board: Board, area: Area) -> str:
    return strung(plain(board.areas[id].title) for id in area.links if id in board.areas)


def forms_at(view: View, area: str) -> tuple[Form, ...]:
    """Return the orders that can take an area, with that parameter filled: open ones first, then closed ones."""
    found = [
        settled
        for form in view.choices.forms
        for name, root in zip(form.parameters, form.roots, strict=False)
        if root == "area" and (settled := form.at(name, area)) is not None
    ]
    return tuple(sorted(found, key=lambda form: bool(form.reason)))


def lines_for(forms: Sequence[Form]) -> tuple[Line, ...]:
    """Return a line for each order; where an order can take the area in two ways, the line says which."""
    titles = [form.title for form in forms]
    found = []
    for number, form in enumerate(forms):
        title = plain(form.title)
        if titles.count(form.title) > 1:
            name = next(iter(form.fixed), "")
            label = form.labels[form.parameters.index(name)]
            title = _("{order} (as: {parameter})").format(order=title, parameter=plain(label))
        cost = span_of_costs(form) if form.open else ""
        shown = f"{title} · {cost}" if cost else title
        found.append(Line(value=str(number), title=shown, reason=plain(form.reason), named=form.named))
    return tuple(found)
