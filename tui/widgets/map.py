"""The map: one painted widget, counters in the author's picture, arrow keys from area to area."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine.speech import _

from ..board import Board, Mark
from ..counters import Counters
from ..fitting import fitted_board
from ..shown import fitted, plain
from ..strokes import arms, is_heavy

_HERE, _BESIDE, _ELSEWHERE = (">", "<"), ("(", ")"), ("[", "]")


class MapView(ScrollView, can_focus=True):
    """Draws a board with counters; `area` is the one under the cursor, "" when the map has none.

    `>P2<` is the area under the cursor, `(P2)` one that is linked to it, `[P2]` any other. Colours come from
    component classes only. `area` is a `var`, so that an arrow key repaints a few marks and not the whole
    map; painted lines are kept until what they show changes.
    """

    COMPONENT_CLASSES = {"map--mark", "map--empty", "map--cursor", "map--link", "map--front"}
    DEFAULT_CSS = """
    MapView { background: $background; color: $foreground; scrollbar-size: 1 1; }
    MapView .map--mark { text-style: bold; color: $foreground; background: $primary-muted; }
    MapView .map--empty { color: $foreground; background: $surface; }
    MapView .map--cursor { text-style: bold reverse; color: $foreground; background: $background; }
    MapView .map--link { color: $foreground 70%; background: $background; }
    MapView .map--front { text-style: bold; color: $warning; background: $background; }
    MapView:ansi .map--mark { background: ansi_blue; color: ansi_bright_white; }
    MapView:ansi .map--empty { background: ansi_default; color: ansi_default; }
    MapView:ansi .map--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    MapView:ansi .map--link, MapView:ansi .map--front { background: ansi_default; color: ansi_default; }
    """
    BINDINGS = [
        Binding("up,k", "move(0,-1)", _("Up"), show=False, tooltip=_("To the area above")),
        Binding("down,j", "move(0,1)", _("Down"), show=False, tooltip=_("To the area below")),
        Binding("left,h", "move(-1,0)", _("Left"), show=False, tooltip=_("To the area on the left")),
        Binding("right,l", "move(1,0)", _("Right"), show=False, tooltip=_("To the area on the right")),
        Binding("enter", "open", _("Area"), tooltip=_("Everything you know of this area")),
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
        self._whole = board
        self._board = board  # as fitted to the pane
        self._counters = Counters()
        self._named = False  # whether counters stand with their titles
        self._lines: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}
        self._back: tuple[str, int, int] = ("", 0, 0)  # where the last arrow came from, and the way back
        self.set_reactive(MapView.area, next(iter(board.marks), ""))

    def on_resize(self, event: events.Resize) -> None:
        """Fit the board to its pane, and let it scroll where it is larger."""
        self._fit(event.size)

    def show(self, counters: Counters) -> None:
        """Draw these counters from now on."""
        self._counters = counters
        self._fit(self.size)

    def notify_style_update(self) -> None:
        """Paint again in the colours of the new theme."""
        self._forget()
        super().notify_style_update()

    def watch_area(self, old: str, new: str) -> None:
        """Repaint the marks that changed and bring the new one into sight."""
        self._back = ("", 0, 0)
        changed = self._touched(old) ^ self._touched(new) | {old, new} & self._board.marks.keys()
        for mark in (self._board.marks[area] for area in changed):
            for y in range(mark.y, mark.y + mark.height):
                self._lines.pop(y, None)
        if new in self._board.marks and self.is_mounted:
            self._reveal()
            self.refresh(*(self._region(area) for area in sorted(changed)))
            self.post_message(self.Moved(new))

    def render_line(self, y: int) -> Strip:
        """Return one line of the map as it stands on the screen."""
        left, top = self.scroll_offset
        line = self._lines.get(y + top)
        if line is None:
            line = self._lines[y + top] = self._painted(y + top)
        return line.crop_extend(left, left + self.size.width, self._style("plain"))

    def action_move(self, dx: int, dy: int) -> None:
        """Go to the nearest area in that direction; the opposite key goes back where one came from."""
        if not self.area:
            return
        before, there = self.area, self._whole.towards(self.area, dx, dy)
        if self._back[1:] == (dx, dy):
            there = self._back[0]
        if there == before:
            self.post_message(self.Stopped())
            return
        self.area = there
        self._back = (before, -dx, -dy)

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

    def _fit(self, size: Size) -> None:
        """Draw the board anew for this much room."""
        self._board = fitted_board(self._whole, size.width, size.height, most=self._counters.most)
        marks = self._board.marks.items()
        height = max((mark.height for _area, mark in marks), default=1)
        self._named = self._counters.are_named({area: mark.width - 2 for area, mark in marks}, height)
        self.virtual_size = Size(self._board.width, self._board.height)
        self._forget()
        self.call_after_refresh(self._reveal)

    def _touched(self, area: str) -> frozenset[str]:
        """Return the areas whose brackets depend on a cursor there."""
        return self._board.beside(area) if area in self._board.marks else frozenset()

    def _forget(self) -> None:
        """Paint everything anew."""
        self._lines.clear()
        self._styles.clear()
        self.refresh()

    def _reveal(self) -> None:
        """Bring the area under the cursor into sight."""
        if self.area in self._board.marks:
            mark = self._board.marks[self.area]
            self.scroll_to_region(Region(mark.x, mark.y, mark.width, mark.height), animate=False)

    def _region(self, area: str) -> Region:
        mark = self._board.marks[area]
        left, top = self.scroll_offset
        return Region(mark.x - left, mark.y - top, mark.width, mark.height)

    def _painted(self, y: int) -> Strip:
        if y >= self._board.height:
            return Strip([Segment(" " * self.size.width, self._style("plain"))])
        line = self._board.lines[y].ljust(self._board.width)
        segments, x = [], 0
        for area, mark in sorted(self._marks_on(y), key=lambda pair: pair[1].x):
            inside = Segment(self._text(area, mark, y - mark.y), self._style(self._kind(area)))
            segments += [*self._strokes(line[x : mark.x]), inside]
            x = mark.x + mark.width
        return Strip([*segments, *self._strokes(line[x:])])

    def _strokes(self, text: str) -> Iterator[Segment]:
        """Yield a piece of the picture: fronts, links and words each in their style."""
        for kind, run in groupby(text, _kind_of):
            yield Segment("".join(run), self._style(kind))

    def _marks_on(self, y: int) -> list[tuple[str, Mark]]:
        return [(area, mark) for area, mark in self._board.marks.items() if mark.y <= y < mark.y + mark.height]

    def _text(self, area: str, mark: Mark, row: int) -> str:
        """Return what stands in a row of a mark: brackets, counters, and a title where the picture has none."""
        inside = mark.width - 2
        text = self._counters.rows(area, inside, mark.height, named=self._named)[row]
        if not row and not text:
            named = "" if self._board.named else plain(self._board.areas[area].title, inside)
            text = named or "·".rjust((inside + 1) // 2)
        opening, closing = self._brackets(area)
        return opening + fitted(text, inside) + closing

    def _brackets(self, area: str) -> tuple[str, str]:
        if area == self.area:
            return _HERE
        return _BESIDE if area in self._touched(self.area) else _ELSEWHERE

    def _kind(self, area: str) -> str:
        if area == self.area:
            return "map--cursor"
        return "map--mark" if self._counters.of(area) else "map--empty"

    def _style(self, kind: str) -> Style:
        """Return a style, worked out once for each theme."""
        if kind not in self._styles:
            self._styles[kind] = self.rich_style if kind == "plain" else self.get_component_rich_style(kind)
        return self._styles[kind]


def _kind_of(glyph: str) -> str:
    if not arms(glyph):
        return "plain"
    return "map--front" if is_heavy(glyph) else "map--link"
