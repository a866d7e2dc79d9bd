"""The wall on the screen: a clock that can be read from the back of the room, and one page at a time.

It knows what the host sends and nothing else. News that come several at once wait for a key, and the numbers
and the map wait with them, so that a reveal is told in the room before it is read on the wall.
"""

from __future__ import annotations

import time
from pathlib import Path

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from engine.speech import _, _n

from ..board import Board, board_of
from ..counters import Counters, counters_of, legend_of
from ..shown import content, fitted, lines
from ..themes import next_theme, register
from ..widgets.map import MapView
from . import pages
from .frames import Blank, Clock, Frame, Picture
from .line import Lost, frames
from .reveals import Reveals

WIDE, SIDE = 110, 44
"""Columns from which headlines stand beside every page, and those they get."""

PAGES = ("map", "gauges", "news")
_TICK = 0.25


class WallMap(MapView, can_focus=False):
    """The map without a cursor: nobody points at anything."""

    def on_mount(self) -> None:
        """Stand nowhere."""
        self.area = ""


class WallApp(App[int]):
    """Shows what the host at a place publishes; a lost host is said, and found again."""

    TITLE = "Whitecell"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: $background; color: $foreground; }
    #banner, #moment, #foot { height: 1; text-wrap: nowrap; }
    #legend { height: auto; text-wrap: nowrap; }
    #top { height: 3; padding: 0 1; }
    #clock { width: auto; min-width: 16; text-style: bold; }
    #clock.-amber { color: $warning; text-style: bold reverse; }
    #who { width: 1fr; height: 3; }
    #main { height: 1fr; }
    #page { width: 1fr; }
    #sheet, #side { height: 1fr; text-wrap: nowrap; }
    #side { width: 44; padding: 0 0 0 1; border-left: solid $foreground 60%; }
    #cover { height: 1fr; content-align: center middle; text-align: center; display: none; }
    #game { height: 1fr; }
    .-blank #game { display: none; }
    .-blank #cover { display: block; }
    """
    BINDINGS = [
        Binding("m", "page('map')", _("Map"), tooltip=_("The map, or the places with what stands in them")),
        Binding("g", "page('gauges')", _("Gauges"), tooltip=_("The numbers; again: more of them")),
        Binding("n", "page('news')", _("News"), tooltip=_("The headlines")),
        Binding("space", "reveal", _("Reveal"), tooltip=_("The next piece of news that waits")),
        Binding("a", "reveal_all", _("All"), tooltip=_("All news that wait, at once")),
        Binding("b", "blank", _("Blank"), tooltip=_("Nothing of the game at all; again: show it")),
        Binding("t", "next_theme", _("Theme"), tooltip=_("The next colours")),
        Binding("q,ctrl+q", "quit", _("Quit"), tooltip=_("Close the wall; the game goes on")),
    ]

    def __init__(self, place: Path, *, at_once: bool = False) -> None:
        super().__init__()
        self._place = place
        self._picture: Picture | None = None
        self._reveals = Reveals(at_once=at_once)
        self._clock, self._clock_at = Clock(), 0.0
        self._lost: Lost | None = Lost()
        self._blanked = self._blanked_by_host = False
        self._page, self._sheet = "gauges", 0
        self._board = board_of((), "")

    def compose(self) -> ComposeResult:
        """One line each for the exercise and the moment, the clock, a page, and a line for the keys."""
        yield Static(id="banner")
        with Vertical(id="game"):  # hidden as one: its parts come and go by themselves
            yield Static(id="moment")
            with Horizontal(id="top"):
                yield Digits("", id="clock")
                yield Static(id="who")
            with Horizontal(id="main"):
                with Vertical(id="page"):
                    yield Static(id="sheet")
                yield Static(id="side")
            yield Static(id="foot")
        yield Static(content(_("Please wait.")), id="cover")

    def on_mount(self) -> None:
        """Call the host."""
        register(self)
        self.set_interval(_TICK, self._tick)
        self._follow()
        self._draw()

    def on_resize(self) -> None:
        """Draw for another size."""
        self._draw()

    @work
    async def _follow(self) -> None:
        async for frame in frames(self._place):
            self.take(frame)

    def take(self, frame: Frame | Lost) -> None:
        """Show what came."""
        match frame:
            case Lost():
                self._lost = frame
                self._draw_foot()
                return
            case Clock():
                self._clock, self._clock_at = frame, time.monotonic()
                was, self._lost = self._lost, None
                self._tick() if was is None else self._draw()
                return
            case Blank():
                self._blanked_by_host = True
            case Picture():
                self._blanked_by_host = False
                self._picture = frame
                self._reveals.take(frame)
        self._lost = None
        self._draw()

    def action_page(self, page: str) -> None:
        """Show a page; the gauges again: the next of theirs."""
        again = page == self._page and not self._reveals.front
        self._sheet = self._sheet + 1 if again else 0
        self._page = page
        self._reveals.leave()
        self._draw()

    def action_reveal(self) -> None:
        """Show the next piece of news that waits, alone; after the last one the headlines."""
        if not self._reveals.step():
            self._page = "news"
        self._draw()

    def action_reveal_all(self) -> None:
        """Let no news wait."""
        self._reveals.all()
        self._page = "news"
        self._draw()

    def action_blank(self) -> None:
        """Show nothing of the game, or show it again; what the host blanks stays blank."""
        self._blanked = not self._blanked
        self._draw()

    def action_next_theme(self) -> None:
        """Show the next colours."""
        next_theme(self)

    @property
    def left(self) -> float:
        """Seconds left by the clock, counted on since the host sent it."""
        since = time.monotonic() - self._clock_at if self._clock.running and self._lost is None else 0.0
        return self._clock.left - since

    def _draw(self) -> None:
        if not self.screen.query("#foot"):
            return  # not laid out yet
        picture, width = self._picture, self.size.width
        self.screen.set_class(self._blanked or self._blanked_by_host, "-blank")
        self._put("banner", pages.banner(picture if not self.screen.has_class("-blank") else None, width))
        self._draw_foot()
        self.query_one("#side").display = self._has_side and picture is not None
        if picture is None:
            self._put("moment", content(_("Waiting for the host.")))
            self.query_one("#top").display = False
            return
        self._put("moment", pages.moment(picture, width))
        self._put("who", content(pages.who(picture)))
        self._draw_page(picture)
        self._tick()

    @property
    def _has_side(self) -> bool:
        """Whether headlines stand beside the page: where there is room, and the page does not have them itself."""
        return self.size.width >= WIDE and (self._page != "news" or self._reveals.front is not None)

    def _draw_page(self, picture: Picture) -> None:
        """Draw the page in front; the map takes the clock's room when it needs it."""
        front = self._reveals.front
        width = self.size.width - (SIDE if self._has_side else 0)
        room, top = self.size.height - 3, 3 if self._clock.used or pages.who(picture) else 0
        stands = self._reveals.stands or picture
        board = self._board_of(stands)
        drawn = self._page == "map" and front is None and bool(board.marks)
        counters = counters_of(stands.tracks, board.areas, stands.letters)
        legends = [legend_of(counters, width, most) for most in (3, 2, 1)] if drawn else []
        fits = [(high, it) for high in (room - top, room) for it in legends if _fits(board, it, width, high)]
        self.query_one("#top").display = bool(top) and not (fits and fits[0][0] == room)
        self._show_map(board, counters, fits[0][1] if fits else None)
        self.query_one("#sheet").display = not fits
        height = room - top
        if not fits:
            self._put("sheet", lines(*self._rows(picture, width, height)[:height]))
        if width < self.size.width:
            news = self._reveals.told(picture)
            self._put("side", lines(*pages.headlines(news, picture, SIDE - 3, self.size.height - 3 - top)))

    def _rows(self, picture: Picture, width: int, height: int) -> list[Content]:
        if self._reveals.front is not None:
            return pages.reveal(self._reveals.front, self._reveals.waiting, width, height)
        if self._page == "news":
            return pages.headlines(self._reveals.told(picture), picture, width, height)
        stands = self._reveals.stands or picture
        rows = pages.places(stands, width) if self._page == "map" else pages.gauges(stands, width)
        if not rows:
            return [content(_("No map, and nothing on it.") if self._page == "map" else _("No numbers yet."))]
        sheets = max(1, -(-len(rows) // max(1, height - 1)))
        at = self._sheet % sheets
        shown = rows[at * (height - 1) : (at + 1) * (height - 1)] if sheets > 1 else rows
        said = _("Page {page} of {pages}: {key} turns").format(page=at + 1, pages=sheets, key=self._page[0])
        return [*shown, *([content(said, "dim")] if sheets > 1 else [])]

    def _board_of(self, picture: Picture) -> Board:
        """Return the map, made anew only when it is another one."""
        if {area.id: area for area in picture.areas} != dict(self._board.areas):
            self._board = board_of(picture.areas, picture.drawing)
            for old in self.query(WallMap):
                old.remove()
            for old_legend in self.query("#legend"):
                old_legend.remove()
        return self._board

    def _show_map(self, board: Board, counters: Counters, legend: Content | None) -> None:
        """Show the map over what its letters stand for; without that, no map."""
        found = self.query(WallMap)
        for it in [*found, *self.query("#legend")]:
            it.display = legend is not None
        if legend is None:
            return
        if found:
            found.first().show(counters)
            self._put("legend", legend)
        else:
            made = WallMap(board)
            self.query_one("#page").mount(made, Static(legend, id="legend"))
            made.show(counters)

    def _draw_foot(self) -> None:
        """Say what is wrong with the line, what waits, or which keys there are."""
        if self._lost is not None:
            said = {
                "other": _("THE HOST IS OF ANOTHER VERSION: install the same one here"),
                "strange": _("THE HOST SENDS WHAT NO HOST SENDS: trying again"),
            }.get(self._lost.why, _("CONNECTION LOST: trying again") if self._picture else _("No host yet: trying"))
            self._put("foot", content(fitted(said, self.size.width), "bold reverse"))
            return
        waiting = self._reveals.waiting
        keys = _("m map  g gauges  n news  b blank  q quit")
        if waiting:
            keys = _n("Space: {n} to reveal  {keys}", "Space: {n} to reveal  {keys}", waiting).format(
                n=waiting, keys=keys
            )
        self._put("foot", content(fitted(keys, self.size.width), "bold" if waiting else "dim"))

    def _tick(self) -> None:
        """Draw the clock as it stands now."""
        if self._picture is None or not self.screen.query("#clock"):
            return
        used, left = self._clock.used, self.left
        clock = self.query_one("#clock", Digits)
        clock.display = used
        if used:
            words, state = pages.clock_words(left), pages.clock_state(self._clock, left)
            if words != clock.value:
                clock.update(words)
            clock.set_class(self._clock.running and left <= 60, "-amber")
            said = pages.who(self._picture)
            self._put("who", lines(*([content(state, "bold")] if state else []), content(said)))
            if not self.query_one("#top").display:
                self._put("moment", lines_beside(words, pages.moment(self._picture, self.size.width - 8)))

    def _put(self, id: str, what: Content) -> None:
        for it in self.query(f"#{id}").results(Static):
            if it.content != what:
                it.update(what)


def _fits(board: Board, legend: Content, width: int, height: int) -> bool:
    """Return whether all of the map can be seen over its legend."""
    return pages.map_fits(board, width, height - legend.get_height({}, width))


def lines_beside(words: str, said: Content) -> Content:
    """Return the clock in words before a line."""
    return Content.assemble((f"{words:>6}", "bold reverse"), "  ", said)
