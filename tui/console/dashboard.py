"""The dashboard: seats, who is awaited, what happened last, and the next step first among the keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.speech import _, _n
from engine.table.seats import MOST_NAME

from ..screens.asking import LineQuestion
from ..screens.page import Page, ask
from ..shown import content, fitted, lines, plain
from ..telling import wrapped
from ..widgets.sheet import Sheet
from .branches import BranchesScreen
from .control import Control
from .desk import DeskScreen
from .facts import facts, wall_words
from .forecasts import ForecastsScreen
from .injects import InjectsScreen
from .looking import LookScreen
from .picture import Chair
from .rulings import RulingsScreen
from .seats import SeatsPage
from .slips import SlipsScreen
from .timing import spent_words
from .words import WordsScreen

_STATE, _TITLE = 19, 11
_BY_CONTROL = "$warning"


class Dashboard(DeskScreen):
    """The first screen of the console; every other one is a key away."""

    DEFAULT_CSS = """
    Dashboard #seats-pane { width: 3fr; max-width: 64; padding: 0 1; }
    Dashboard #more { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Dashboard #events-pane { width: 2fr; padding: 0 1; border-left: solid $foreground 60%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "slips", _("Slips"), tooltip=_("Type the orders of people from their paper slips")),
        Binding("c", "clock", _("Clock"), tooltip=_("Start or pause the clock")),
        Binding("plus,equals_sign", "minutes(1)", _("+1"), key_display="+", show=False, tooltip=_("A minute more")),
        Binding("minus", "minutes(-1)", _("-1"), key_display="-", show=False, tooltip=_("A minute less")),
        Binding("l", "lock", _("Lock"), tooltip=_("End the phase now")),
        Binding(
            "h",
            "sit('')",
            _("Hand over"),
            show=False,
            tooltip=_("Let a person come here and play her seat behind a curtain"),
        ),
        Binding("a", "seats", _("Seats"), tooltip=_("Who sits where, and handing seats over")),
        Binding("i", "injects", _("Injects"), tooltip=_("Fire, hold, skip or arm injects; open a procedure")),
        Binding("b", "app.blank", show=False, tooltip=_("Blank this screen and the wall, as F9 does everywhere")),
        Binding("p", "publish", show=False, tooltip=_("Let `whitecell wall` show what everybody may know")),
        Binding("d", "facts", show=False, tooltip=_("The line of the dice, the wall's address, and the file")),
        Binding("n", "name", show=False, tooltip=_("Say who is in control: the name stands with each command")),
        Binding("o", "rulings", _("Rule"), tooltip=_("Change a number, an order, a check's band; grant an exception")),
        Binding("w", "words", _("Words"), tooltip=_("Arguments, requests, messages, and the scribe's notes")),
        Binding("r", "branches", _("Branches"), show=False, tooltip=_("Go back in time, branches, rehearsal")),
        Binding("f", "forecasts", show=False, tooltip=_("What people hold likely, and how right they were")),
        Binding("v", "look", _("View"), tooltip=_("What a seat sees; the whole log")),
        Binding("question_mark", "help", _("Help"), key_display="?", tooltip=_("What control can do, and the keys")),
        Binding("q", "leave", _("Leave"), tooltip=_("Leave; the game is saved")),
    ]

    def __init__(self, control: Control) -> None:
        super().__init__(control)
        self._first = ""
        self._order = tuple(self._bindings.key_to_bindings)

    def middle(self) -> ComposeResult:
        """Seats on the left, what happened last on the right."""
        with Horizontal(id="main"):
            with VerticalScroll(id="seats-pane", can_focus=False):
                yield Sheet(id="seats")
            with VerticalScroll(id="events-pane", can_focus=False):
                yield Sheet(id="events")
        yield Static(
            content(_("h Hand over  f Forecasts  r Branches  p Wall  d Dice  b or F9 Blank"), "dim"), id="more"
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing behind the dashboard to go back to."""
        return action != "back"

    def draw(self) -> None:
        """Draw the seats, the last events, and the next step."""
        self.query_one("#seats", Sheet).show(self._seats)
        self.query_one("#events", Sheet).show(self._events)
        self.call_after_refresh(self.query_one("#events-pane").scroll_end, animate=False)
        self._put_first(self.next_step)

    def draw_clock(self) -> None:
        """Draw the head, and how long seats have been idle."""
        super().draw_clock()
        for seats in self.query("#seats").results(Sheet):
            seats.show(self._seats)

    @property
    def next_step(self) -> str:
        """The key that control should think of first."""
        it, clock = self.control.picture, self.control.session.desk.clock
        if it.over:
            return "v"
        if it.proposal is not None:
            return "o"
        if it.arguments:
            return "w"
        if it.silent and not clock.out:
            return "s" if clock.running or clock.used or not self._is_timed else "c"
        return "l" if it.awaited else "v"

    @property
    def _is_timed(self) -> bool:
        return any(self.control.session.desk.clock.plan.turns.values())

    def _put_first(self, key: str) -> None:
        """Let a key stand first in the footer."""
        if key == self._first:
            return
        self._first = key
        known = self._bindings.key_to_bindings
        ordered = {it: known[it] for it in self._order}
        self._bindings.key_to_bindings = {key: known[key], **ordered}
        self.refresh_bindings()

    def _seats(self, width: int) -> Content:
        rows = [self._row(chair, width) for chair in self.control.picture.chairs]
        spent, outlook = spent_words(self.control.session.desk.clock), self.control.outlook
        count = self.control.picture.waits
        waits = _n("{count} thing waits for you: w", "{count} things wait for you: w", count).format(count=count)
        wall = self.control.wall
        address = wall_words(wall.address) if wall is not None else ""
        decide = _("A check waits for your decision: o") if self.control.picture.proposal is not None else ""
        asked = sum(it.came is None for it in self.control.session.desk.capture.questions)
        forecasts = _n("{count} forecast is open: f", "{count} forecasts are open: f", asked).format(count=asked)
        rest = (decide, waits if count else "", forecasts if asked else "", spent, outlook, address)
        told = [content(text, "dim") for text in rest if text]
        return lines(content(_("Seats (> awaited)"), "bold"), *rows, *([content("")] if told else []), *told)

    def _row(self, chair: Chair, width: int) -> Content:
        sign = "> " if chair.awaited else "  "
        idle = self.control.idle(chair.role) if chair.silent else ""
        state = fitted(_("{state}, idle {time}").format(state=chair.state, time=idle) if idle else chair.state, _STATE)
        who = fitted(chair.who, max(0, width - _STATE - _TITLE - 4)).rstrip()
        return content(f"{sign}{fitted(chair.title, _TITLE)} {state} {who}", "bold" if chair.silent else "")

    def _events(self, width: int) -> Content:
        rows = [
            content(("  " if k else "* " if event.by_control else "· ") + line, _BY_CONTROL if event.by_control else "")
            for event in self.control.picture.events
            for k, line in enumerate(wrapped(event.text, width - 2))
        ]
        return lines(content(_("Last events, secrets too (* control's)"), "bold"), *rows)

    def action_slips(self) -> None:
        """Type slips."""
        self.app.push_screen(SlipsScreen(self.control))

    def action_sit(self, role: str) -> None:
        """Hand the screen over to a person."""
        self.let_sit(role)

    def action_publish(self) -> None:
        """Publish a wall, and tell its address."""
        self.want(lambda: wall_words(self.control.publish()))

    def action_name(self) -> None:
        """Ask who is in control."""

        def named(name: str | None) -> None:
            if name is not None:
                self.control.name = name
                said = _("In control: {name}.").format(name=plain(name)) if name else _("Commands bear no name now.")
                self.say(said)

        text = _("Who is in control? The name stands in the journal with each command. Nothing takes it away.")
        self.app.push_screen(LineQuestion(_("In control"), text, self.control.name, most=MOST_NAME), named)

    def action_facts(self) -> None:
        """Tell what may be written on the flip chart."""
        rows = [content(line) for fact in facts(self.control) for line in (fact, "")]
        self.app.push_screen(Page(_("EXERCISE  Dice, wall and file"), lines(*rows[:-1])))

    def action_seats(self) -> None:
        """Look after the seats."""
        self.app.push_screen(SeatsPage(self.control))

    def action_injects(self) -> None:
        """Look after the injects."""
        self.app.push_screen(InjectsScreen(self.control))

    def action_rulings(self) -> None:
        """Overrule the rules."""
        self.app.push_screen(RulingsScreen(self.control))

    def action_words(self) -> None:
        """Look after what is said and asked."""
        self.app.push_screen(WordsScreen(self.control))

    def action_branches(self) -> None:
        """Look after the branches of the game."""
        self.app.push_screen(BranchesScreen(self.control))

    def action_forecasts(self) -> None:
        """Look after forecasts."""
        self.app.push_screen(ForecastsScreen(self.control))

    def action_look(self) -> None:
        """Look over somebody's shoulder."""
        self.app.push_screen(LookScreen(self.control))

    def action_leave(self) -> None:
        """Leave, after a question."""
        kept = self.control.session.journal is not None
        said = _("Leave? The game is saved.") if kept else _("Leave? The game is not saved, and is lost.")
        count = len(self.control.slips)
        lost = _n("{count} slip is not sealed, and is lost.", "{count} slips are not sealed, and are lost.", count)
        said = f"{said} {lost.format(count=count)}" if count else said
        ask(self.app, said, _("leaves"), self.app.exit)
