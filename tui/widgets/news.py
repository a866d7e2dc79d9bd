"""The news pane: what this seat was told, turn by turn, newest at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..gauges import empty, heading
from ..shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.readings import News

KEPT = 200
"""Older news leave the pane: the journal keeps them."""


class NewsPane(VerticalScroll):
    """Draws news with a line before each turn and a mark where this seat last looked."""

    DEFAULT_CSS = "NewsPane { scrollbar-size-vertical: 1; scrollbar-gutter: stable; } NewsPane Static { height: auto; }"
    BINDINGS = [Binding("down,j", "scroll_down", "Scroll", key_display="↑↓", tooltip="Further down")]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._news: tuple[News, ...] = ()
        self._seen = 0

    def compose(self) -> ComposeResult:
        """One text that wraps anew when the window changes."""
        yield Static()

    def show(self, news: Sequence[News], seen: int) -> None:
        """Draw the newest of these; those up to number `seen` were read before."""
        self._news, self._seen = tuple(news[-KEPT:]), seen
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        """Wrap to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = max(20, self.scrollable_content_region.width or self.size.width)
        rows: list[Content] = []
        turn, marked = None, not any(item.number <= self._seen for item in self._news)
        for item in self._news:
            if item.turn != turn:
                turn = item.turn
                rows.append(heading(f"Turn {turn}", width))
            if not marked and item.number > self._seen:
                marked = True
                rows.append(content("new since you last looked:", "dim"))
            rows.extend(told(item, width))
        newest = self.is_vertical_scroll_end
        self.query_one(Static).update(lines(*rows) if rows else empty("Nothing has been reported yet."))
        if newest:  # a reader who scrolled up stays there
            self.call_after_refresh(self.scroll_end, animate=False)


def told(item: News, width: int) -> list[Content]:
    """Return one piece of news as lines with a hanging indent; `*` marks what only this seat was told."""
    sign = "* " if item.private else "· "
    wrapped = wrap(plain(item.text), max(10, width - 2)) or [""]
    return [Content((sign if line is wrapped[0] else "  ") + line) for line in wrapped]
