"""The area pane of wide windows: everything this seat knows of the area under the map's cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.speech import _

from ..gauges import empty


class AreaPane(VerticalScroll, can_focus=False):
    """Draws one text; the map has the keys."""

    DEFAULT_CSS = "AreaPane { scrollbar-size: 1 1; } AreaPane Static { height: auto; }"

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(empty(_("1 and the arrows choose an area.")))

    def show(self, text: Content) -> None:
        """Draw what is known of an area."""
        self.query_one(Static).update(text)
        self.scroll_home(animate=False)
