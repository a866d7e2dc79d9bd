"""The tracks pane: one-line gauges with their history, own numbers first; Enter asks why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.style import Style

from engine.speech import _

from ..gauges import Group, Key, empty, gauge, heading, key_of, name_of, trail_of, widest
from .rows import Rows

if TYPE_CHECKING:
    from engine.play.readings import Reading


class TracksPane(Rows):
    """Draws groups of numbers under a cursor; `show` gives it other ones."""

    COMPONENT_CLASSES = {"tracks--cursor"}
    DEFAULT_CSS = """
    TracksPane .tracks--cursor { color: $background; background: $foreground; text-style: bold; }
    TracksPane:ansi .tracks--cursor { color: ansi_default; background: ansi_default; text-style: bold reverse; }
    """
    BINDINGS = [Binding("enter,w", "why", _("Why"), tooltip=_("Why this number is what it is"))]

    class WhyWanted(Message):
        """Somebody asks why a number is what it is; `name` is written as `approval[paris]`."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._groups: tuple[Group, ...] = ()
        self._moves: Mapping[Key, str] = {}
        self._history: Mapping[str, Sequence[float]] = {}
        self._own = ""
        self._rows: list[str | Reading] = []  # a heading, or a number
        self._names: tuple[str, ...] = ()
        self._words = self._trail = 0
        self._cursor = 0

    @property
    def count(self) -> int:
        """How many lines there are; an empty pane has one that says so."""
        return max(1, len(self._rows))

    @property
    def reading(self) -> Reading | None:
        """The number under the cursor."""
        row = self._rows[self._cursor] if self._cursor < len(self._rows) else ""
        return None if isinstance(row, str) else row

    def row(self, y: int) -> Content:
        """Return a heading or a gauge."""
        if not self._rows:
            return empty(_("There are no numbers to show: 4 goes to the news."))
        row = self._rows[y]
        if isinstance(row, str):
            return heading(row, self.width)
        line = gauge(
            row,
            self.width,
            words=self._words,
            without=self._own,
            moved=self._moves.get(key_of(row), ""),
            past=self._history.get(row.name.replace(" ", ""), ()),
            trail=self._trail,
            beside=self._names,
        )
        return Content(line.plain) if self._has_cursor(y) else line  # no colour stands out from the cursor's

    def style_of(self, y: int) -> Style:
        """Return the style under a line: another one under the cursor."""
        return self.get_visual_style("tracks--cursor") if self._has_cursor(y) else self.visual_style

    def show(
        self,
        groups: tuple[Group, ...],
        moves: Mapping[Key, str],
        own: str,
        history: Mapping[str, Sequence[float]] | None = None,
    ) -> None:
        """Draw these groups; `own` is the role that goes without saying. The cursor stays on its number."""
        before = self.reading
        self._groups, self._moves, self._own, self._history = groups, moves, own, history or {}
        self._rows = []
        for group in groups:
            self._rows += [group.title, *group.readings]
        self._names = tuple(name_of(it, without=own) for group in groups for it in group.readings)
        places = {key_of(row): y for y, row in enumerate(self._rows) if not isinstance(row, str)}
        first = next(iter(places.values()), 0)
        self._cursor = first if before is None else places.get(key_of(before), first)
        self.fit()
        self.lines_changed()

    def fit(self) -> None:
        """Give values and histories their columns."""
        self._words = widest((it for group in self._groups for it in group.readings), self.width // 2 - 3)
        shown = {it.name.replace(" ", "") for group in self._groups for it in group.readings}
        self._trail = trail_of({name: past for name, past in self._history.items() if name in shown}, self.width)

    def choose(self, name: str) -> None:
        """Put the cursor on a number."""
        for y, row in enumerate(self._rows):
            if not isinstance(row, str) and row.name == name:
                self._go(y)

    def named(self) -> tuple[tuple[str, str], ...]:
        """Return the numbers shown with what they are called."""
        return tuple((it.name, name_of(it)) for it in self._rows if not isinstance(it, str))

    def action_why(self) -> None:
        """Ask why the number under the cursor is what it is."""
        if self.reading is None:
            self.post_message(self.Stopped(_("There is no number to ask about.")))
        else:
            self.post_message(self.WhyWanted(self.reading.name))

    def action_up(self) -> None:
        """Go to the number above."""
        self._step(-1)

    def action_down(self) -> None:
        """Go to the number below."""
        self._step(1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._leap(self._cursor - self.size.height)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._leap(self._cursor + self.size.height)

    def action_scroll_home(self) -> None:
        """Go to the first number."""
        self._leap(0)

    def action_scroll_end(self) -> None:
        """Go to the last number."""
        self._leap(len(self._rows))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.repaint(self._cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.repaint(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click asks why."""
        spot = event.get_content_offset(self)
        y = -1 if spot is None else spot.y + self.scroll_offset.y
        if y == self._cursor:
            self.action_why()
        elif 0 <= y < len(self._rows) and not isinstance(self._rows[y], str):
            self._go(y)

    def _has_cursor(self, y: int) -> bool:
        return self.has_focus and y == self._cursor

    def _step(self, by: int) -> None:
        places = self._places()
        if self._cursor not in places:
            return
        place = places.index(self._cursor) + by
        if 0 <= place < len(places):
            self._go(places[place])
        elif by < 0 and self.scroll_offset.y:
            self.scroll_home(animate=False)
        else:
            self.post_message(self.Stopped(_("This is the first number.") if by < 0 else _("This is the last number.")))

    def _leap(self, y: int) -> None:
        """Go to the number nearest to a line."""
        if places := self._places():
            self._go(min(places, key=lambda place: abs(place - y)))

    def _places(self) -> list[int]:
        return [y for y, row in enumerate(self._rows) if not isinstance(row, str)]

    def _go(self, y: int) -> None:
        before, self._cursor = self._cursor, y
        self.scroll_to_region(Region(0, y, 1, 1), animate=False)
        self.repaint(before, y)
