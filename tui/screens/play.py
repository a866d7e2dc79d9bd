"""The play screen: panes that draw one scene, and the way of an order from a key to the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Static

from engine.play.orders import Order

from ..areas import area_line, area_page
from ..changes import concerns_of, report_of
from ..counters import Counters, counters_of
from ..filling import Filling, begun, filling_of
from ..gauges import groups_of, moves
from ..room import Room
from ..scene import Scene, title_of
from ..shown import content, plain
from ..widgets.map import MapView
from ..widgets.news import NewsPane
from ..widgets.orders import OrdersPane
from ..widgets.status import StatusLine
from ..widgets.tracks import TracksPane
from .help import help_page
from .order import OrderDialog, Outcome
from .page import Page, ask
from .seated import Resolved, Seated, WasRefused

if TYPE_CHECKING:
    from engine.play.views import View

PANES = {"map": "Map", "orders": "Orders", "tracks": "Tracks", "news": "News"}


class PlayScreen(Seated):
    """Plays one game: panes are given scenes and send messages up."""

    BINDINGS = [
        *(
            Binding(str(k), f"pane('{pane}')", title, show=False, tooltip=f"Go to the {title.lower()}")
            for k, (pane, title) in enumerate(PANES.items(), 1)
        ),
        Binding("p", "pass", "Pass", tooltip="Give no more orders in this phase"),
        Binding("u,ctrl+z", "take_back", "Undo", key_display="u", tooltip="Take back the order sealed last"),
        Binding("slash", "find", "Find", key_display="/", tooltip="Find an area or an order"),
        Binding("c", "changes", "Changed", tooltip="Read again what changed last"),
        Binding("i", "card", "Role", tooltip="Who you are and what you want"),
        Binding("question_mark,f1", "help", "Help", key_display="?", tooltip="Your turn, keys and signs"),
        Binding("q", "leave", "Leave", tooltip="Leave; the game is saved"),
    ]

    class CardWanted(Message):
        """Somebody wants to read the role card again."""

        def __init__(self, role: str, scene: Scene) -> None:
            super().__init__()
            self.role = role
            self.scene = scene

    class Over(Message):
        """The game has ended, and its last changes were read."""

        def __init__(self, scene: Scene) -> None:
            super().__init__()
            self.scene = scene

    class FindWanted(Message):
        """Somebody looks for an area or an order."""

    class HandOver(Message):
        """Another person's seat is awaited now."""

        def __init__(self, role: str) -> None:
            super().__init__()
            self.role = role

    def __init__(self, room: Room, role: str, scene: Scene, read: int = 0) -> None:
        super().__init__(room, role, scene)
        self._read = read  # the number of the last news that was on screen before the newest scene
        self._counters = Counters()
        self._vantage = room.vantage(role)
        self._report: tuple[Content, Content] | None = None  # in short, and in full

    def compose(self) -> ComposeResult:
        """Each pane once; style and size decide which are seen."""
        yield StatusLine(id="status")
        yield Static(id="prompt")
        with Horizontal(id="main"):
            with Vertical(id="left"):
                with _pane("map", "1 Map"):
                    yield MapView(self._room.board, id="map")
                    yield Static(id="legend")
                with _pane("news", "4 News"):
                    yield NewsPane(id="news")
            with Vertical(id="right"):
                with _pane("tracks", "3 Tracks"):
                    yield TracksPane(id="tracks")
                with _pane("orders", "2 Orders"):
                    yield OrdersPane(id="orders")
        yield Static(id="say")
        yield Static(id="ticker")
        yield Static("This window is too small: make it at least 60 columns by 18 rows.", id="too-small")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Draw the first scene; a game without a map begins at its orders."""
        self.set_class(not self._room.board.marks, "-without-map")
        self._draw()
        self.action_pane("map" if self._room.board.marks else "orders")
        draft = f"Your draft is kept: {self._scene.draft.title}. 2 and Enter take it up." if self._scene.draft else ""
        self._say(self._room.session.mended or draft or "2 and Enter give an order. ? explains the screen.")

    # Messages from the panes.

    @on(OrdersPane.Wanted)
    def begin_order(self, message: OrdersPane.Wanted) -> None:
        """Open the dialog for an order."""
        self._begin(message.form)

    @on(OrdersPane.DraftWanted)
    def take_up_draft(self) -> None:
        """Open the dialog where the draft stands."""
        draft = self._scene.draft
        if draft is not None and self._ready():
            view = self._seat.view
            self._fill(view, filling_of(view.choices.form(draft.order.name), draft.order))

    @on(OrdersPane.GivenWanted)
    def ask_back(self, message: OrdersPane.GivenWanted) -> None:
        """Ask whether an order that was given should be taken back."""
        given = self._scene.given[message.number]
        self._ask(
            f"Take back: {given.title}?",
            "takes it back",
            lambda: self.take_back(given.order, f"Taken back: {given.title}"),
        )

    @on(OrdersPane.Told)
    def tell(self, message: OrdersPane.Told) -> None:
        """Show what a pane has to say."""
        self._say(message.text, refused=message.refused)

    @on(MapView.Moved)
    def tell_area(self, message: MapView.Moved) -> None:
        """Tell about the area under the cursor."""
        if type(message) is MapView.Moved:
            self._say_area(message.area)

    @on(MapView.Stopped)
    def tell_edge(self) -> None:
        """Say why an arrow key did not move."""
        self._say("No area lies that way.", refused=True)

    @on(MapView.Opened)
    def open_area(self, message: MapView.Opened) -> None:
        """Show everything that this seat knows of an area."""
        area = self._room.board.areas[message.area]
        self.app.push_screen(Page(area.title, area_page(self._room.board, area, self._scene.view.tracks)))

    # Keys.

    def action_pane(self, pane: str) -> None:
        """Bring a pane to the front and give it the keys."""
        if pane == "map" and not self._room.board.marks:
            self._say("This game has no map.", refused=True)
            return
        for name in PANES:
            self.set_class(name == pane, f"-on-{name}")
        self.query_one(f"#{pane}").focus()
        self._draw_prompt()
        if pane == "map":
            self._say_area(self.query_one(MapView).area)

    def action_pass(self) -> None:
        """Pass; ask first when nothing was given."""
        if not self._ready():
            return
        choices = self._seat.view.choices
        if not choices.may_pass:
            self._say(f"You cannot pass now. {choices.why_not(Order('pass'))}", refused=True)
        elif self._scene.given:
            self.give(Order("pass"), "Passed.")
        else:
            question = "You have given no order in this phase. Pass all the same?"
            self._ask(question, "passes", lambda: self.give(Order("pass"), "Passed."))

    def action_take_back(self) -> None:
        """Take back the order given last."""
        if not self._scene.given:
            self._say("There is no order of yours to take back in this phase.", refused=True)
        elif self._ready():
            last = self._scene.given[-1]
            self.take_back(last.order, f"Taken back: {last.title}")

    def action_find(self) -> None:
        """Search areas and orders by name."""
        self.post_message(self.FindWanted())

    def action_changes(self) -> None:
        """Show again what changed last."""
        if self._report is None:
            self._say("Nothing has changed since you began to play.", refused=True)
        else:
            self._show_changes(self._report, lambda _: None)

    def recap(self) -> None:
        """Tell what changed since this seat last looked, if anything did."""
        if self._scene.changes or any(item.number > self._read for item in self._scene.view.news):
            self._report = self._told()
            self._show_changes(self._report, lambda _: None)

    def action_card(self) -> None:
        """Show the role card."""
        self.post_message(self.CardWanted(self._role, self._scene))

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page())

    def action_leave(self) -> None:
        """Leave the game where it stands."""
        kept = "It is saved: you can go on later." if self._room.saved else "It is not being saved, and will be lost."
        self._ask(f"Leave the game? {kept}", "leaves", self.app.exit)

    def places(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return what can be found by name: areas and orders."""
        orders = [(f"Order: {it.title}", partial(self._begin, it.id)) for it in self._scene.open]
        board = self._room.board
        areas = [(f"Area: {plain(board.areas[id].title)}", partial(self._go, id)) for id in board.marks]
        return (*orders, *areas)

    # What the session answers.

    @on(Resolved)
    def resolved(self, message: Resolved) -> None:
        """Draw the new scene; after a step of the game tell first what changed."""
        before, self._scene, self._busy = self._scene, message.scene, False
        self._read = before.view.news[-1].number if before.view.news else 0
        self._draw()
        self._say(message.said)
        if _moment(before) != _moment(self._scene) or self._scene.view.over:
            self._report = self._told()
            self._show_changes(self._report, self._go_on)
        else:
            self._go_on(None)

    @on(WasRefused)
    def was_refused(self, message: WasRefused) -> None:
        """Say why, and change nothing."""
        self._busy = False
        self._draw_status()
        self._say(f"Refused: {message.reason}", refused=True)

    def _act(self, act: Callable[[], object], said: str) -> None:
        super()._act(act, said)
        self._draw_status()

    def _go_on(self, _: None) -> None:
        """Go to the end when the game is over, or to the seat of the person who is awaited."""
        if self._scene.view.over:
            self.post_message(self.Over(self._scene))
        elif (person := self._room.next_person(self._role)) != self._role:
            self.post_message(self.HandOver(person))

    def _told(self) -> tuple[Content, Content]:
        """Return the page of what changed since the last scene, in short and in full."""
        concerns = concerns_of(self._scene.changes, self._vantage)
        news = self._vantage.told(item for item in self._scene.view.news if item.number > self._read)
        short, whole = (report_of(concerns, news, own=self._role, short=it) for it in (True, False))
        return short, whole

    def _show_changes(self, report: tuple[Content, Content], then: Callable[[None], None]) -> None:
        short, whole = report
        more = whole if whole.plain != short.plain else None
        self.app.push_screen(
            Page("What changed, as far as you know", short, closing="Enter continues", whole=more), then
        )

    # Giving orders.

    def _begin(self, form: str) -> None:
        if self._ready():
            view = self._seat.view
            self._fill(view, begun(view.choices.form(form)))

    def _fill(self, view: View, filling: Filling) -> None:
        self.app.push_screen(OrderDialog(view, filling), self._filled)

    def _filled(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self._say("No order given.")
            return
        title = title_of(self._seat.view, outcome.order)
        if outcome.draft:
            self.keep_draft(outcome.order, f"Kept as a draft: {title}")
            if outcome.leaving:
                self.action_leave()
        else:
            word = "Sealed" if self._scene.view.mode == "sealed" else "Given"
            self.give(outcome.order, f"{word}: {title}")

    def _ready(self) -> bool:
        """Return whether an order can be given; else say why not."""
        if self._busy:
            self._say("The others are moving: one moment.", refused=True)
        elif self._scene.view.over:
            self._say("The game is over: q leaves.", refused=True)
        else:
            return True
        return False

    def _ask(self, question: str, yes: str, act: Callable[[], object]) -> None:
        ask(self.app, question, yes, act)

    def _go(self, area: str) -> None:
        self.action_pane("map")
        self.query_one(MapView).area = area

    # Drawing.

    def _draw(self) -> None:
        view, board = self._scene.view, self._room.board
        self._counters = counters_of(view.tracks, board.areas)
        self.query_one(MapView).show(self._counters)
        self.query_one("#legend", Static).update(content(legend_of(self._counters), "dim"))
        groups = groups_of(view.tracks, self._vantage)
        moved = moves((change.before, change.after) for change in self._scene.changes)
        self.query_one(TracksPane).show(groups, moved, self._role)
        self.query_one(NewsPane).show(self._vantage.told(view.news), self._read)
        self.query_one(OrdersPane).show(self._scene)
        last = next(reversed(self._vantage.told(view.news)), None)
        self.query_one("#ticker", Static).update(content(f"Last news: {last.text}" if last else "No news yet."))
        self._draw_status()

    def _draw_status(self) -> None:
        self.query_one(StatusLine).show(self._room.title, self._scene, busy=self._busy)
        self._draw_prompt()

    def _draw_prompt(self) -> None:
        names = [(f"{k} {title} ", self.has_class(f"-on-{pane}")) for k, (pane, title) in enumerate(PANES.items(), 1)]
        tabs = Content.assemble(*((name, "reverse bold" if here else "") for name, here in names), " ")
        view = self._scene.view
        prompt = content(view.prompt.removeprefix(f"{view.phase_title}: "))
        self.query_one("#prompt", Static).update(tabs + prompt, layout=False)

    def _say_area(self, area: str) -> None:
        if area:
            self._say(area_line(self._room.board, self._room.board.areas[area], self._counters))

    def _say(self, text: str, *, refused: bool = False) -> None:
        line = self.query_one("#say", Static)
        line.set_class(refused, "-refused")
        line.update(content(f"! {text}" if refused else text), layout=False)


def _pane(name: str, title: str) -> Vertical:
    pane = Vertical(id=f"{name}-pane", classes="pane")
    pane.border_title = title
    return pane


def _moment(scene: Scene) -> tuple[int, str]:
    return scene.view.turn, scene.view.phase


def legend_of(counters: Counters) -> str:
    """Return what the letters on the map stand for."""
    return " · ".join(f"{letter} {title}" for letter, title in counters.legend.items())
