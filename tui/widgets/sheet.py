"""A text that is laid out anew at every width: tables and hanging indents survive a resize."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Layout = Callable[[int], Content]


class Sheet(Widget):
    """Draws what a function makes of its width; as high as that is."""

    DEFAULT_CSS = "Sheet { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout: Layout = lambda _width: Content("")

    def show(self, layout: Layout) -> None:
        """Draw another text."""
        self._layout = layout
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text has at a width."""
        return self._layout(width).get_height({}, width)

    def render(self) -> Content:
        """Return the text at the width there is."""
        return self._layout(max(1, self.content_size.width))
