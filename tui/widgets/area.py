"""The area pane of wide windows: everything this seat knows of the area under the map's cursor."""

from __future__ import annotations

from textual.content import Content

from engine.speech import _

from ..gauges import empty
from .rows import Rows
from .sheet import Layout


class AreaPane(Rows, can_focus=False):
    """Draws what a function makes of its width; an arrow on the map costs it no layout of the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout: Layout = lambda _width: empty(_("1 and the arrows choose an area."))
        self._lines: list[Content] = []

    @property
    def count(self) -> int:
        """How many lines there are, at least as many as are seen: another height is another layout of the screen."""
        return max(len(self._lines), self.size.height)

    def row(self, y: int) -> Content:
        """Return a line."""
        return self._lines[y] if y < len(self._lines) else Content("")

    def fit(self) -> None:
        """Wrap everything to the width."""
        self._lines = self._layout(self.width).wrap(self.width)

    def show(self, layout: Layout) -> None:
        """Draw what is known of an area."""
        self._layout = layout
        self.fit()
        self.lines_changed()
        self.scroll_home(animate=False)
