"""Many lines, painted when they are seen: what thousands of news and hundreds of numbers are drawn on.

A widget for each line is slow from a hundred on, and one text of a thousand lines is wrapped at each change.
"""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from engine.speech import _


class Rows(ScrollView, can_focus=True):
    """Draws the lines that `row` gives; `lines_changed` says that there are others."""

    ALLOW_SELECT = False  # y copies a pane
    DEFAULT_CSS = """
    Rows { background: $background; scrollbar-size: 1 1; scrollbar-gutter: stable; overflow-x: hidden; }
    """
    BINDINGS = [
        Binding("up,k", "up", _("Up"), show=False, tooltip=_("Further up")),
        Binding("down,j", "down", _("Scroll"), key_display="↑↓", tooltip=_("Further down")),
        Binding("pageup", "page_up", _("Page up"), show=False, tooltip=_("A page up")),
        Binding("pagedown,space", "page_down", _("Page down"), show=False, tooltip=_("A page down")),
        Binding("home", "scroll_home", _("First"), show=False, tooltip=_("To the first line")),
        Binding("end", "scroll_end", _("Last"), show=False, tooltip=_("To the last line")),
    ]

    class Stopped(Message):
        """A key leads no further; `text` says so."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}

    @property
    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def row(self, y: int) -> Content:
        """Return the line at `y`."""
        raise NotImplementedError

    def fit(self) -> None:
        """Arrange the lines for another width."""

    @property
    def width(self) -> int:
        """The cells that a line has."""
        return max(20, self.scrollable_content_region.width or self.size.width)

    @property
    def text(self) -> str:
        """All lines as plain text."""
        return "\n".join(self.row(y).plain.rstrip() for y in range(self.count))

    def lines_changed(self, first: int = 0) -> None:
        """Draw anew; lines before the `first` are as they were."""
        self._strips = {y: strip for y, strip in self._strips.items() if y < first} if first else {}
        self.virtual_size = Size(self.width, self.count)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the lines to the new width."""
        self.fit()
        self.lines_changed()

    def notify_style_update(self) -> None:
        """Paint again in the colours of the new theme."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the screen."""
        at = y + self.scroll_offset.y
        if at >= self.count:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self._painted(at)
        return strip

    def style_of(self, y: int) -> Style:
        """Return the style under a line."""
        return self.visual_style

    def repaint(self, *rows: int) -> None:
        """Paint some lines again, and no others."""
        for y in rows:
            self._strips.pop(y, None)
        top = self.scroll_offset.y
        self.refresh(*(Region(0, y - top, self.size.width, 1) for y in rows))

    def action_up(self) -> None:
        """Scroll up by a line."""
        self._scroll_by(-1)

    def action_down(self) -> None:
        """Scroll down by a line."""
        self._scroll_by(1)

    def action_page_up(self) -> None:
        """Scroll up by a page, at once: a slide over thousands of lines takes a second."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll down by a page."""
        self.scroll_page_down(animate=False)

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.scroll_end(animate=False)

    def _scroll_by(self, lines: int) -> None:
        if lines < 0 and not self.scroll_offset.y:
            self.post_message(self.Stopped(_("This is the first line.")))
        elif lines > 0 and self.is_vertical_scroll_end:
            self.post_message(self.Stopped(_("This is the last line.")))
        else:
            self.scroll_relative(y=lines, animate=False)

    def _painted(self, y: int) -> Strip:
        style = self.style_of(y)
        strips = Visual.to_strips(self, self.row(y), self.size.width, 1, style)
        strip = strips[0] if strips else Strip([])
        return strip.adjust_cell_length(self.size.width, style.rich_style)
