"""The map: one painted widget, counters in the author's picture, arrow keys from area to area."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..board import Board, Mark
from ..counters import Counters
from ..shown import fitted, plain


class MapView(ScrollView, can_focus=True):
    """Draws a board with counters; `area` is the one under the cursor, "" when the map has none.

    Colours come from component classes only. `area` is a `var`, so that an arrow key repaints two marks
    and not the whole map; painted lines are kept until what they show changes.
    """

    COMPONENT_CLASSES = {"map--mark", "map--empty", "map--cursor"}
    DEFAULT_CSS = """
    MapView { background: $background; scrollbar-size: 1 1; }
    MapView .map--mark { text-style: bold; color: $foreground; background: $primary-muted; }
    MapView .map--empty { color: $foreground; background: $surface; }
    MapView .map--cursor { text-style: bold reverse; color: $foreground; background: $background; }
    MapView:ansi .map--mark { background: ansi_blue; color: ansi_bright_white; }
    MapView:ansi .map--empty { background: ansi_default; color: ansi_default; }
    MapView:ansi .map--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """
    BINDINGS = [
        Binding("up,k", "move(0,-1)", "Up", show=False, tooltip="To the area above"),
        Binding("down,j", "move(0,1)", "Down", show=False, tooltip="To the area below"),
        Binding("left,h", "move(-1,0)", "Left", show=False, tooltip="To the area on the left"),
        Binding("right,l", "move(1,0)", "Right", show=False, tooltip="To the area on the right"),
        Binding("enter", "open", "Area", tooltip="Everything you know of this area"),
    ]
    area = var("")

    class Moved(Message):
        """The cursor stands on another area."""

        def __init__(self, area: str) -> None:
            super().__init__()
            self.area = area

    class Opened(Moved):
        """Enter or a click on the area under the cursor."""

    class Stopped(Message):
        """There is no area in that direction."""

    def __init__(self, board: Board, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._board = board
        self._counters = Counters()
        self._lines: dict[int, Strip] = {}
        self.set_reactive(MapView.area, next(iter(board.marks), ""))

    def on_mount(self) -> None:
        """Let the map scroll where the picture is larger than its pane."""
        self.virtual_size = Size(self._board.width, self._board.height)

    def show(self, counters: Counters) -> None:
        """Draw these counters from now on."""
        self._counters = counters
        self._lines.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint again in the colours of the new theme."""
        self._lines.clear()
        super().notify_style_update()

    def watch_area(self, old: str, new: str) -> None:
        """Repaint the two marks and bring the new one into sight."""
        for area in (old, new):
            if area in self._board.marks:
                self._lines.pop(self._board.marks[area].y, None)
        if new in self._board.marks and self.is_mounted:
            mark = self._board.marks[new]
            self.scroll_to_region(Region(mark.x, mark.y, mark.width, 1), animate=False)
            self.refresh(*(self._region(area) for area in (old, new) if area in self._board.marks))
            self.post_message(self.Moved(new))

    def render_line(self, y: int) -> Strip:
        """Return one line of the map as it stands on the screen."""
        left, top = self.scroll_offset
        line = self._lines.get(y + top)
        if line is None:
            line = self._lines[y + top] = self._painted(y + top)
        return line.crop_extend(left, left + self.size.width, self.rich_style)

    def action_move(self, dx: int, dy: int) -> None:
        """Go to the nearest area in that direction."""
        if self.area:
            there = self._board.towards(self.area, dx, dy)
            if there == self.area:
                self.post_message(self.Stopped())
            self.area = there

    def action_open(self) -> None:
        """Say that the area was opened."""
        if self.area:
            self.post_message(self.Opened(self.area))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens."""
        spot = event.get_content_offset(self)
        area = None if spot is None else self._board.at(*(spot + self.scroll_offset))
        if area and area == self.area:
            self.action_open()
        elif area:
            self.area = area

    def _region(self, area: str) -> Region:
        mark = self._board.marks[area]
        left, top = self.scroll_offset
        return Region(mark.x - left, mark.y - top, mark.width, 1)

    def _painted(self, y: int) -> Strip:
        plain_style = self.rich_style
        if y >= self._board.height:
            return Strip([Segment(" " * self.size.width, plain_style)])
        line = self._board.lines[y].ljust(self._board.width)
        segments, x = [], 0
        for area, mark in sorted(self._marks_on(y), key=lambda pair: pair[1].x):
            segments += [Segment(line[x : mark.x], plain_style), Segment(self._text(area, mark), self._style(area))]
            x = mark.x + mark.width
        return Strip([*segments, Segment(line[x:], plain_style)])

    def _marks_on(self, y: int) -> list[tuple[str, Mark]]:
        return [(area, mark) for area, mark in self._board.marks.items() if mark.y == y]

    def _text(self, area: str, mark: Mark) -> str:
        """Return what stands in a mark: brackets, counters, and a title where the picture has none."""
        inside = mark.width - 2
        text = self._counters.text(area, inside)
        if not self._board.named and not text:
            text = plain(self._board.areas[area].title, inside)
        opening, closing = "><" if area == self.area else "[]"
        return opening + fitted(text or "·".rjust((inside + 1) // 2), inside) + closing

    def _style(self, area: str) -> Style:
        if area == self.area:
            return self.get_component_rich_style("map--cursor")
        return self.get_component_rich_style("map--mark" if self._counters.of(area) else "map--empty")
