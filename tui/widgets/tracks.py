"""The tracks pane: one-line gauges, own numbers first."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ..gauges import Group, Key, empty, gauge, heading, key_of, widest
from ..shown import lines


class TracksPane(VerticalScroll):
    """Draws groups of numbers; `show` gives it other ones."""

    DEFAULT_CSS = (
        "TracksPane { scrollbar-size-vertical: 1; scrollbar-gutter: stable; } TracksPane Static { height: auto; }"
    )
    BINDINGS = [Binding("down,j", "scroll_down", "Scroll", key_display="↑↓", tooltip="Further down")]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._groups: tuple[Group, ...] = ()
        self._moves: Mapping[Key, int] = {}
        self._own = ""

    def compose(self) -> ComposeResult:
        """One text for all gauges: a widget for each would be slow."""
        yield Static()

    def show(self, groups: tuple[Group, ...], moves: Mapping[Key, int], own: str) -> None:
        """Draw these groups; `own` is the role that goes without saying."""
        self._groups, self._moves, self._own = groups, moves, own
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        """Fit the gauges to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = max(20, self.scrollable_content_region.width or self.size.width)
        rows = []
        words = widest((reading for group in self._groups for reading in group.readings), width // 2 - 3)
        for group in self._groups:
            rows.append(heading(group.title, width))
            for reading in group.readings:
                moved = self._moves.get(key_of(reading), 0)
                rows.append(gauge(reading, width, words=words, without=self._own, moved=moved))
        self.query_one(Static).update(lines(*rows) if rows else empty("No numbers to show."))
