"""The play screen: its keys, and the way of an order from a key to the session. `Tabletop` draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message

from engine.speech import _, _n

from .. import hints
from ..changes import Report, told_to
from ..copying import copy
from ..haste import hurried
from ..hot_seat import Words
from ..room import Room
from ..scene import Scene
from ..shown import content, lines, plain
from ..telling import slips_of
from ..themes import next_theme
from ..widgets.keys import Keys
from ..widgets.map import MapView
from ..widgets.orders import OrdersPane
from ..widgets.rows import Rows
from ..widgets.tabletop import PANES, Tabletop
from ..widgets.tracks import TracksPane
from .changed import ChangedPage
from .explaining import Explaining
from .help import help_page, situation_page
from .page import Page, ask
from .seated import Resolved, WasRefused
from .why import WhyScreen

_ROOM_FOR_COMMANDS = 100
"""From this width on, the footer has room for the key of the command palette."""

_SPARE = ("down", "card", "find", "changes")
"""What the footer leaves out where it is too narrow, the first first: help tells of these keys too."""


class PlayScreen(Explaining):
    """Plays one game: panes are given scenes and send messages up."""

    BINDINGS = [
        *(
            Binding(
                str(k),
                f"pane('{pane}')",
                title,
                show=False,
                tooltip=_("Go to this pane: {title}").format(title=title),
            )
            for k, (pane, title) in enumerate(PANES.items(), 1)
        ),
        Binding("5,b", "bargains", _("Bargains"), show=False, tooltip=_("Motions, deals, pledges and promises")),
        Binding("o", "orders_here", _("Order"), tooltip=_("What you can do here: the orders you may give")),
        Binding("p", "pass", _("Pass"), tooltip=_("Give no more orders in this phase")),
        Binding("u,ctrl+z", "take_back", _("Undo"), key_display="u", tooltip=_("Take back the order sealed last")),
        Binding("r", "reason", _("Reason"), show=False, tooltip=_("Say why you gave an order, for the debriefing")),
        Binding("f", "forecast", _("Forecast"), tooltip=_("Say how likely you hold what control asks")),
        Binding("slash", "find", _("Find"), key_display="/", tooltip=_("Find an area, an order or a number")),
        Binding("c", "changes", _("Changed"), tooltip=_("Read again what changed last")),
        Binding("i", "card", _("Role"), tooltip=_("Who you are and what you want")),
        Binding("s", "situation", _("Situation"), show=False, tooltip=_("Where things stand: the briefing for all")),
        Binding("y", "copy", _("Copy"), show=False, tooltip=_("Copy the pane in front as plain text")),
        Binding("t", "theme", _("Theme"), show=False, tooltip=_("Other colours")),
        Binding("question_mark,f1", "help", _("Help"), key_display="?", tooltip=_("Your turn, keys and signs")),
        Binding("q", "leave", _("Leave"), tooltip=_("Leave; the game is saved")),
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
        """Somebody looks for an area, an order or a number."""

    class HandOver(Message):
        """Another person's seat is awaited now."""

        def __init__(self, role: str) -> None:
            super().__init__()
            self.role = role

    def __init__(
        self, room: Room, role: str, scene: Scene, read: int = 0, pane: str = "", words: Words | None = None
    ) -> None:
        super().__init__(room, role, scene)
        self.words = words
        self._read = read  # the number of the last news that was on screen before the newest scene
        self._pane = pane or ("map" if room.board.marks else "orders")  # in front when it is first drawn
        self._vantage = room.vantage(role)
        self._report: Report | None = None  # of what changed last
        self._hints = hints.remembered()
        self._handed = read  # the number of the last news whose slip was handed over

    def compose(self) -> ComposeResult:
        """The table, and its keys."""
        yield Tabletop(self._room, self._vantage, self._pane)
        yield Keys(spare=_SPARE)

    def on_mount(self) -> None:
        """Draw the first scene; a game without a map begins at its orders, who comes back where they left."""
        self._draw()
        self.action_pane(self._pane)
        draft = self._scene.draft
        kept = _("Your draft is kept: {title}. 2 and Enter take it up.").format(title=draft.title) if draft else ""
        session = self._room.session
        begins = session.resumed and not self._read  # who sat here before has been told
        on = _("The game goes on. {standing}.").format(standing=session.standing) if begins else ""
        asks = _("Control asks for a forecast: f answers it.") if self._scene.questions else ""
        first = _waits(self._scene) or _("2 and Enter give an order. ? explains the screen.")
        self.say(session.mended or kept or asks or on or first)

    def on_resize(self, event: events.Resize) -> None:
        """Name the key of the command palette where there is room."""
        footer, room = self.query_one(Keys), event.size.width >= _ROOM_FOR_COMMANDS
        if footer.show_command_palette != room:
            footer.show_command_palette = room
            footer.refresh(recompose=True)

    # Messages from the panes.

    @on(OrdersPane.Told)
    def tell(self, message: OrdersPane.Told) -> None:
        """Show what a pane has to say."""
        self._table.say(message.text, refused=message.refused, passing=True)

    @on(Rows.Stopped)
    def tell_stop(self, message: Rows.Stopped) -> None:
        """Say why a key in a list did nothing."""
        self.say(message.text, refused=True)

    @on(MapView.Moved)
    def tell_area(self, message: MapView.Moved) -> None:
        """Tell about the area under the cursor."""
        if type(message) is MapView.Moved:
            self._table.say_area(message.area)
            self.took(hints.LOOK)

    @on(MapView.Stopped)
    def tell_edge(self) -> None:
        """Say why an arrow key did not move."""
        self.say(_("No area lies that way."), refused=True)

    @on(MapView.Opened)
    def open_area(self, message: MapView.Opened) -> None:
        """Show what can be done in an area, and all that is known of it."""
        self.act_at(message.area)

    @on(TracksPane.WhyWanted)
    def tell_why(self, message: TracksPane.WhyWanted) -> None:
        """Show the history of a number with its reasons."""
        if self.ready(even_over=True):
            self.app.push_screen(WhyScreen(self._room, self._role, message.name))

    # Keys.

    @property
    def pane(self) -> str:
        """The pane in front."""
        return self._table.pane

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a page of bargains only where some are made, and a briefing only where one was written."""
        if action == "situation":
            return bool(self._room.scenario.briefing)
        return self._room.scenario.bargains if action == "bargains" else super().check_action(action, parameters)

    def action_pane(self, pane: str) -> None:
        """Bring a pane to the front and give it the keys."""
        if pane == "map" and not self._room.board.marks:
            self.say(_("This game has no map."), refused=True)
            return
        self._table.front(pane)
        self._draw_hint()
        if pane == "map":
            self._table.say_area(self._table.area)

    def action_orders_here(self) -> None:
        """Show what can be done in the area under the cursor; elsewhere, all orders."""
        area = self._table.area
        if area and self._table.pane == "map":
            self.act_at(area)
        else:
            self.action_pane("orders")

    def action_find(self) -> None:
        """Search areas, orders and numbers by name."""
        self.post_message(self.FindWanted())

    def action_changes(self) -> None:
        """Show again what changed last."""
        if self._report is None:
            self.say(_("Nothing has changed since you began to play."), refused=True)
        else:
            self._show_changes(self._report, _nothing)

    def recap(self) -> None:
        """Tell what changed since this seat last looked, if anything did."""
        if self._scene.changes or any(item.number > self._read for item in self._scene.view.news):
            self._report = report = self._told()
            self.hand_slips(lambda: self._show_changes(report, _nothing))
        else:
            self.hand_slips(lambda: None)

    def notes(self) -> Iterator[tuple[str, str]]:
        """Yield what was written to this seat and not shown yet: from whom to whom, and the text."""
        yield from ()

    def hand_slips(self, then: Callable[[], None]) -> None:
        """Show the injects and notes that came since they were shown last, once, and go on."""
        read, self._handed = self._handed, self.last_read
        slips = [*slips_of(self._scene.view.news, read, self._scene.view.title), *self.notes()]
        if not slips:
            then()
            return
        rows = [row for title, text in slips for row in (content(title, "bold"), content(text), content(""))]
        page = Page(_("You are handed a slip"), lines(*rows[:-1]), closing=_("Enter continues"))
        self.app.push_screen(page, lambda _read: then())

    def action_card(self) -> None:
        """Show the role card."""
        self.post_message(self.CardWanted(self._role, self._scene))

    def action_situation(self) -> None:
        """Show the briefing for everybody."""
        self.app.push_screen(situation_page(self._room.scenario))

    def action_copy(self) -> None:
        """Copy the pane in front as plain text."""
        pane = self._table.pane
        self.say(copy(self.app, pane, PANES[pane], self._table.text_of(pane)))

    def action_theme(self) -> None:
        """Change the colours."""
        self.say(_("Colours: {name}. t shows the next.").format(name=next_theme(self.app)))

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page(self._room.session))

    def action_leave(self) -> None:
        """Leave the game where it stands; ask only if it would be lost, or if the key came in haste."""
        if self._room.saved and not hurried(self.app):
            self.app.exit()
            return
        if self._room.saved:
            question = _("Leave the game? It is saved: you can go on later.")
        else:
            question = _("Leave the game? It is not being saved, and will be lost.")
        ask(self.app, question, _("leaves"), self.app.exit)

    def places(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return what can be found by name: orders, areas and numbers."""
        board = self._room.board
        orders = [(_("Order: {title}").format(title=it.title), partial(self.begin, it.id)) for it in self._scene.open]
        areas = [
            (_("Area: {title}").format(title=plain(board.areas[id].title)), partial(self._go, id)) for id in board.marks
        ]
        numbers = [
            (_("Number: {title}").format(title=title), partial(self._go_to_number, name))
            for name, title in self.query_one(TracksPane).named()
        ]
        return (*orders, *areas, *numbers)

    # What the session answers.

    @on(Resolved)
    def resolved(self, message: Resolved) -> None:
        """Draw the new scene; after a step of the game tell first what changed."""
        before, last = self._scene, self.last_read
        self._scene, self._busy = message.scene, False
        if _asks(before) != _asks(self._scene):
            self.refresh_bindings()
        self._read = last if self.last_read > last else self._read
        self._draw()
        goes_on = _moment(before) == _moment(self._scene) and not self._scene.view.over
        came = self._scene.changes or self.last_read > last + 1  # more than the news of the order itself
        if came or not goes_on:
            self._report = self._told()
        tells = came and goes_on and not self._scene.takes_back
        self.say(_("c tells what came of it. {said}").format(said=message.said) if tells else message.said)
        if self._report is not None and not goes_on and not self._report.empty:
            self.hand_slips(partial(self._show_changes, self._report, self._go_on))
        else:
            self.hand_slips(lambda: self._go_on(None))

    @on(WasRefused)
    def was_refused(self, message: WasRefused) -> None:
        """Say why, and change nothing."""
        self._busy = False
        self._table.show_status(busy=False)
        self.say(_("Refused: {reason}").format(reason=message.reason), refused=True)

    def _act(self, act: Callable[[], object], said: str) -> None:
        super()._act(act, said)
        self._table.show_status(busy=True)

    def _go_on(self, _read: None) -> None:
        """Go to the end when the game is over, or to the seat of the person who is awaited."""
        if self._scene.view.over:
            self.post_message(self.Over(self._scene))
        elif (person := self._room.next_person(self._role)) != self._role:
            self.post_message(self.HandOver(person))

    def _told(self) -> Report:
        """Return what changed since the last scene."""
        return told_to(self._scene, self._read, self._vantage, self._room.scenario.aims, handed=True)

    def _show_changes(self, report: Report, then: Callable[[None], None]) -> None:
        self.app.push_screen(ChangedPage(self._room, self._role, report), then)

    def _go(self, area: str) -> None:
        self.action_pane("map")
        self.query_one(MapView).area = area

    def _go_to_number(self, name: str) -> None:
        self.action_pane("tracks")
        self.query_one(TracksPane).choose(name)

    # Drawing.

    @property
    def _table(self) -> Tabletop:
        return self.query_one(Tabletop)

    def _draw(self) -> None:
        self._table.show(self._scene, self._read, busy=self._busy)
        self._draw_hint()

    def took(self, step: str) -> None:
        """Note a step for which a newcomer needs no hint any more."""
        if self._hints.use(step):
            hints.remember(self._hints)
            self._draw_hint()

    def _draw_hint(self) -> None:
        scene = self._scene
        given, may_pass = bool(scene.given), scene.may_pass
        self._table.hint(self._hints.text(self._table.pane, given=given, may_pass=may_pass))

    def say(self, text: str, *, refused: bool = False) -> None:
        """Tell something in the line above the footer."""
        self._table.say(text, refused=refused)

    def refuse(self, text: str) -> None:
        """Say why a key did nothing."""
        self.say(text, refused=True)

    def relent(self) -> None:
        """Take back what was said of a key that did nothing."""
        self._table.relent()


def _moment(scene: Scene) -> tuple[int, str]:
    return scene.view.turn, scene.view.phase


def _asks(scene: Scene) -> tuple[bool, bool]:
    """Return whether there are keys for what is said beside the game."""
    return bool(scene.said), bool(scene.questions)


def _waits(scene: Scene) -> str:
    """Return that deals wait for this seat's answer, "" when none does."""
    count = sum(it.waits for it in scene.view.deals)
    said = _n("{count} deal waits for your answer: 5.", "{count} deals wait for your answer: 5.", count)
    return said.format(count=count) if count else ""


def _nothing(_read: None) -> None:
    """Stay where one is."""
