"""Everything that is drawn on the play screen: panes side by side or one at a time, and the lines round them.

It is given scenes and says nothing to the session; the screen above it has the keys.
"""

from __future__ import annotations

from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from engine.speech import _

from ..areas import area_line, area_page
from ..bargaining import waiting
from ..counters import Counters, counters_of, legend_of
from ..gauges import aims_of, groups_of, moves
from ..scene import brief_of
from ..shown import content, lines, plain
from .area import AreaPane
from .map import MapView
from .news import NewsPane
from .orders import OrdersPane
from .rows import Rows
from .sheet import Sheet
from .status import StatusLine
from .tracks import TracksPane

if TYPE_CHECKING:
    from ..room import Room
    from ..scene import Scene
    from ..vantage import Vantage

PANES = {"map": _("Map"), "orders": _("Orders"), "tracks": _("Tracks"), "news": _("News")}
"""The panes by name, in the order of their digits."""

_LEGEND = 3  # lines of it in a tall window


class Tabletop(Vertical):
    """Draws scenes of one seat; `pane` is the one in front, or with the keys where all are seen."""

    def __init__(self, room: Room, vantage: Vantage, pane: str = "orders") -> None:
        super().__init__(id="tabletop", classes=f"-on-{pane}")
        self._room = room
        self._vantage = vantage
        self._scene: Scene | None = None
        self._counters = Counters()
        self._hint = self._news = ""
        self._said = ""
        self._passing = False  # whether what is said goes when another pane comes to the front
        self._stood: str | None = None  # what was said of the cursor before a key did nothing, None while none did
        self.pane = pane

    def compose(self) -> ComposeResult:
        """Each pane once; style and size decide which are seen, and where."""
        yield StatusLine(id="status")
        yield Static(id="prompt")
        with Horizontal(id="main"):
            with Vertical(id="left"):
                with _pane("map", 1):
                    yield MapView(self._room.board, id="map")
                    yield Sheet(id="legend")
                with _pane("news", 4):
                    yield NewsPane(id="news")
            with Vertical(id="right"):
                with Vertical(id="area-pane", classes="pane") as pane:
                    pane.border_title = _("Area")
                    yield AreaPane(id="area")
                with _pane("tracks", 3):
                    yield TracksPane(id="tracks")
                with _pane("orders", 2):
                    yield OrdersPane(id="orders")
        yield Static(id="say")
        yield Static(id="ticker")
        yield Static(
            _("This window is too small: make it at least {width} columns by {height} rows.").format(
                width=60, height=18
            ),
            id="too-small",
        )

    def on_mount(self) -> None:
        """Leave out the map of a game without one."""
        self.set_class(not self._room.board.marks, "-without-map")

    def show(self, scene: Scene, read: int, *, busy: bool) -> None:
        """Draw a scene; news up to number `read` were read before."""
        self._scene = scene
        view, board = scene.view, self._room.board
        self._counters = counters_of(view.tracks, board.areas, self._room.letters)
        self.query_one(MapView).show(self._counters)
        self.query_one("#legend", Sheet).show(self._legend)
        moved = moves((change.before, change.after) for change in scene.changes)
        aims = aims_of(view.objectives, self._room.scenario.aims)
        groups = groups_of(view.tracks, self._vantage, aims, scene.history)
        self.query_one(TracksPane).show(groups, moved, self._vantage.role, scene.history)
        self.query_one(OrdersPane).show(scene)
        news = self._vantage.told(view.news)
        self.query_one(NewsPane).show(news, read, scene.remarks, plain(view.title))
        self._news = _("Last news: {text}").format(text=news[-1].text) if news else _("No news yet.")
        self.query_one("#orders-pane").border_subtitle = self._bargains
        self.show_area(self.area)
        self.show_status(busy=busy)
        self.hint(self._hint)

    def show_status(self, *, busy: bool) -> None:
        """Draw where the game stands."""
        if self._scene is not None:
            self.query_one(StatusLine).show(self._room.title, self._scene, busy=busy)
            self._draw_prompt()

    def front(self, pane: str) -> None:
        """Bring a pane to the front, and give it the keys; what was said of the pane that is left goes with it."""
        if self._passing and pane != self.pane:
            self.say("")
        self.pane = pane
        others = {name for name in self.classes if not name.startswith("-on-")}
        if self.classes != {*others, f"-on-{pane}"}:
            self.set_classes([*others, f"-on-{pane}"])  # all at once: each change of classes styles everything anew
        self.query_one(f"#{pane}").focus()
        self._draw_prompt()

    @property
    def area(self) -> str:
        """The area under the cursor, "" without a map."""
        return self.query_one(MapView).area

    def show_area(self, area: str) -> None:
        """Tell all about an area beside the map, where there is room."""
        if area and self._scene is not None and self.screen.has_class("-xwide"):
            board, readings = self._room.board, self._scene.view.tracks
            it = board.areas[area]
            title = content(it.title, "bold")
            self.query_one(AreaPane).show(lambda width: lines(title, area_page(board, it, readings, width)))

    def say_area(self, area: str) -> None:
        """Tell about an area in one line, and beside the map where there is room."""
        if area:
            board = self._room.board
            self.say(area_line(board, board.areas[area], self._counters, drawn=True), passing=True)
            self.show_area(area)

    def say(self, text: str, *, refused: bool = False, passing: bool = False) -> None:
        """Tell something in the line above the footer; `refused` when a key did nothing, `passing` of the cursor's."""
        if refused:
            self._stood = (self._said if self._passing else "") if self._stood is None else self._stood
        else:
            self._stood = None
        self._passing = refused or passing
        self._said = f"! {text}" if refused else text
        self.query_one("#say", Static).set_class(refused, "-refused")
        self._draw_said()

    def relent(self) -> None:
        """Take back what was said of a key that did nothing, now that another does something."""
        if self._stood is not None:
            self.say(self._stood, passing=True)

    def _draw_said(self) -> None:
        """Draw what is said; in a small window a long text has the line of the hint too."""
        line, ticker = self.query_one("#say", Static), self.query_one("#ticker", Static)
        room, text = max(1, line.content_size.width), self._said
        is_long = self.screen.has_class("-narrow") and cell_len(plain(text)) > room
        if is_long != line.has_class("-long"):
            line.set_class(is_long, "-long")
            ticker.set_class(is_long, "-under")
        rows = wrap(plain(text), room, max_lines=2, placeholder="…") if is_long else [text]
        line.update(lines(*map(content, rows)), layout=False)

    def hint(self, text: str) -> None:
        """Draw a hint in place of the last news, "" for none."""
        self._hint = text
        line = self.query_one("#ticker", Static)
        line.set_class(bool(text), "-hint")
        line.update(content(_("Hint: {text}").format(text=text) if text else self._news), layout=False)

    def text_of(self, pane: str) -> str:
        """Return a pane as plain text: all of it, or what is seen of a picture."""
        widget = self.query_one(f"#{pane}")
        if isinstance(widget, Rows):
            return widget.text
        if isinstance(widget, OptionList):
            return "\n".join(str(option.prompt) for option in widget.options)
        return _seen(widget)

    def _draw_prompt(self) -> None:
        if self._scene is None:
            return
        view, line, tabs = self._scene.view, self.query_one("#prompt", Static), self._tabs()
        whole, brief = content(view.prompt.removeprefix(f"{view.phase_title}: ")), content(brief_of(self._scene))
        fits = tabs.cell_length + whole.cell_length <= line.content_size.width
        line.update(tabs + (whole if fits else brief), layout=False)

    def _legend(self, width: int) -> Content:
        """Return what the letters of the map stand for, in one line where there are few."""
        return legend_of(self._counters, width, _LEGEND if self.screen.has_class("-tall") else 1).stylize("dim")

    @property
    def _bargains(self) -> str:
        """What leads to the page of bargains, with how many deals wait; "" where nothing is bargained about."""
        if self._scene is None or not self._room.scenario.bargains:
            return ""
        due = waiting(self._scene.view)
        return _("5 Bargains ({count})").format(count=due) if due else _("5 Bargains")

    def _tabs(self) -> Content:
        """Return the digits with their panes; where all panes are seen, their titles say it."""
        if not self.screen.has_class("-narrow"):
            return Content("")
        names = [(f"{k} {title} ", pane == self.pane) for k, (pane, title) in enumerate(PANES.items(), 1)]
        names += [(f"{self._bargains} ", False)] if self._bargains else []
        return Content.assemble(*((name, "reverse bold" if here else "") for name, here in names), " ")

    def on_resize(self) -> None:
        """Draw what depends on how much room there is."""
        self.call_after_refresh(self._draw_prompt)
        self.call_after_refresh(self._draw_said)
        self.call_after_refresh(partial(self.show_area, self.area))
        self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        """Give the keys back to the pane in front, when a window too small had taken it away."""
        if self.screen.focused is None:
            self.query_one(f"#{self.pane}").focus()


def _seen(widget: Widget) -> str:
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height)).rstrip()


def _pane(name: str, digit: int) -> Vertical:
    pane = Vertical(id=f"{name}-pane", classes="pane")
    pane.border_title = f"{digit} {PANES[name]}"
    return pane
