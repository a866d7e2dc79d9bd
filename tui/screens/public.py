"""The screen for all while everybody talks: what all may know, and the seats that may be taken in private."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _

from ..bargaining import page
from ..counters import counters_of
from ..gauges import groups_of
from ..hot_seat import PUBLIC, Place
from ..room import Room
from ..shown import content, fitted, plain
from ..widgets.keys import Keys
from ..widgets.map import MapView
from ..widgets.news import NewsPane
from ..widgets.tracks import TracksPane
from .answering import Answering
from .help import FOR_ALL, help_page
from .page import Page

if TYPE_CHECKING:
    from engine.play.views import View

KEYS = "123456789abcdefgh"


class SeatList(OptionList):
    """The list. It hears Enter itself: a key of the screen would overtake an arrow that came just before."""

    BINDINGS = [Binding("enter", "select", _("Take a seat"), tooltip=_("Take the seat under the cursor, alone"))]


class PublicScreen(Answering):
    """Draws a view of nobody. A seat's key asks for that seat, in private."""

    DEFAULT_CSS = """
    PublicScreen .banner { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    PublicScreen #seats-pane { width: 34; padding: 0 1; }
    PublicScreen #public { width: 1fr; }
    """
    BINDINGS = [
        Binding("n", "pane('news')", _("News"), tooltip=_("What everybody was told")),
        Binding("t", "pane('tracks')", _("Tracks"), tooltip=_("The numbers that everybody knows")),
        Binding("m", "pane('map')", _("Map"), tooltip=_("What everybody knows of the map")),
        Binding("b", "bargains", _("Bargains"), tooltip=_("Motions and deals that everybody knows of")),
        Binding("question_mark,f1", "help", _("Help"), key_display="?", tooltip=_("How a game goes, and the keys")),
        Binding("q", "leave", _("Leave"), tooltip=_("Leave; the game is saved")),
    ]

    class SeatWanted(Message):
        """Somebody wants to sit down in private."""

        def __init__(self, role: str) -> None:
            super().__init__()
            self.role = role

    def __init__(self, room: Room, view: View, places: Sequence[Place], read: int) -> None:
        super().__init__()
        self._room = room
        self._view = view
        self._places = tuple(places)
        self._read = read

    @property
    def last_read(self) -> int:
        """The number of the last news on this screen."""
        return self._view.news[-1].number if self._view.news else 0

    def compose(self) -> ComposeResult:
        """Seats beside one pane at a time."""
        yield Static(self._banner(), classes="banner")
        with Horizontal(id="main"):
            with Vertical(id="seats-pane"):
                yield Static(content(_("Seats"), "bold"))
                yield SeatList(*self._rows(), id="seats", markup=False, compact=True)
            with Vertical(id="public"):
                yield NewsPane(id="news")
                yield TracksPane(id="tracks")
                yield MapView(self._room.board, id="map")
        yield Static(content(_("A seat's key, or Enter, hands the screen over in private.")), id="say")
        yield Keys()

    def on_mount(self) -> None:
        """Draw what all may know; news first."""
        view, vantage = self._view, self._room.common
        self.query_one(MapView).show(counters_of(view.tracks, self._room.board.areas, self._room.letters))
        self.query_one(TracksPane).show(groups_of(view.tracks, vantage), {}, PUBLIC, {})
        self.query_one(NewsPane).show(vantage.told(view.news), self._read, self._room.session.remarks(PUBLIC))
        seats = self.query_one("#seats", OptionList)
        seats.highlighted = next((k for k, it in enumerate(self._places) if it.awaited), 0)
        self.action_pane("news")
        seats.focus()

    def on_key(self, event: events.Key) -> None:
        """Take a seat by its key."""
        at = KEYS.find(event.character) if event.character else -1
        if 0 <= at < len(self._places):
            event.stop()
            self._take(at)
        else:
            super().on_key(event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the seat that was chosen."""
        self._take(event.option_index)

    def action_pane(self, pane: str) -> None:
        """Show one pane."""
        if pane == "map" and not self._room.board.marks:
            self._say(_("! This game has no map."))
            return
        for name in ("news", "tracks", "map"):
            self.query_one(f"#{name}").display = name == pane

    def action_bargains(self) -> None:
        """Show what is bargained about, as far as everybody knows."""
        self.app.push_screen(Page(_("Bargains, as far as everybody knows"), page(self._view, self._room.titles)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where there is something to bargain with is there a page for it."""
        return self._room.scenario.bargains if action == "bargains" else super().check_action(action, parameters)

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page(self._room.session, FOR_ALL))

    def action_leave(self) -> None:
        """Close the program; the game is saved."""
        self.app.exit()

    def _take(self, at: int) -> None:
        self.post_message(self.SeatWanted(self._places[at].role))

    def _banner(self) -> Content:
        view = self._view
        when = _("Turn {turn}/{turns}").format(turn=view.turn, turns=view.turns)
        title = plain(view.phase_title, 30)
        parts = [
            Content.styled(_("EXERCISE  For all to see"), "bold"),
            Content(f"{when} {plain(view.date, 20)}".strip()),
            Content(title),
            Content.styled(self._room.title, "dim"),
        ]
        return Content("  ").join(parts)

    def _rows(self) -> list[Option]:
        return [Option(self._row(at)) for at in range(len(self._places))]

    def _row(self, at: int) -> Content:
        place = self._places[at]
        state = _("may act") if place.awaited else _("is done")
        return content(f"{KEYS[at] if at < len(KEYS) else ' '} {fitted(place.title, 18)} {state}")

    def _say(self, text: str) -> None:
        self.query_one("#say", Static).update(content(text))
