"""A screen of the console: the line of the clock above, what is said below, and acts that run in a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from engine.speech import _

from ..screens.answering import Answering
from ..screens.page import ask
from ..shown import content, plain
from ..widgets.keys import Keys
from .control import Control
from .timing import clock_words


class Wanted(Message):
    """Control wants something done; `said` is told when it was, "" when the act itself returns what to tell."""

    def __init__(self, act: Callable[[], object], said: str) -> None:
        super().__init__()
        self.act = act
        self.said = said


class SeatWanted(Message):
    """Somebody comes to the console, to play her seat here."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role


class DeskScreen(Answering):
    """Draws the newest picture; screens differ in what stands between the head and the foot."""

    DEFAULT_CSS = "DeskScreen #told { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", _("Back"), tooltip=_("Back to the dashboard")),
        Binding("f5", "clock", _("Clock"), show=False, tooltip=_("Start or pause the clock")),
        Binding("f6", "minutes(1)", show=False, tooltip=_("A minute more")),
        Binding("f7", "minutes(-1)", show=False, tooltip=_("A minute less")),
        Binding("f8", "lock", show=False, tooltip=_("End the phase now")),
        Binding("f1", "help", show=False, tooltip=_("What control can do, and the keys")),
    ]

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control
        self._was_mounted = False
        known = self._bindings.key_to_bindings  # going back stands last in the footer
        known["escape"] = known.pop("escape")

    def compose(self) -> ComposeResult:
        """The head, what this screen is for, and the foot."""
        yield Static(id="prompt")
        yield Static(id="told")
        yield from self.middle()
        yield Static(id="say")
        yield Keys()

    def middle(self) -> ComposeResult:
        """Yield what this screen is for."""
        yield from ()

    def on_mount(self) -> None:
        """Draw what is known."""
        self._was_mounted = True
        self.follow()

    def on_screen_resume(self) -> None:
        """Draw what happened while another screen was in front."""
        self.follow()

    def follow(self) -> None:
        """Draw the newest picture with its clock; a screen that is not laid out yet does so when it is."""
        self.draw_clock()
        if self._is_laid:
            self.draw()

    @property
    def _is_laid(self) -> bool:
        """Whether there is anything to draw on: neither before the screen is laid out, nor while it goes away."""
        return self._was_mounted and len(self.query("#prompt, #told, #say")) == len(("prompt", "told", "say"))

    def draw(self) -> None:
        """Draw the newest picture."""

    def draw_clock(self) -> None:
        """Draw the two lines of the head; once a second."""
        if not self._is_laid:
            return
        it = self.control.picture
        said, style = clock_words(self.control.session.desk.clock)
        busy = (content(_("  working…"), "bold"),) if self.control.busy else ()
        turn = _("Turn {turn}/{turns}").format(turn=it.turn, turns=it.turns)
        head = [
            Content.styled(_("EXERCISE"), "bold"),
            content(said, style),
            Content(f"{turn} {it.date}".strip()),
            content(it.phase),
        ]
        self.query_one("#prompt", Static).update(Content.assemble(Content("  ").join(head), *busy), layout=False)
        self.query_one("#told", Static).update(content(it.silent or it.standing), layout=False)

    def say(self, text: str) -> None:
        """Tell something in the line at the foot."""
        if self._is_laid:
            self.query_one("#say", Static).update(content(plain(text)))

    def want(self, act: Callable[[], object], said: str = "") -> None:
        """Let something be done, unless something is under way."""
        if self.control.busy:
            self.say(_("! Something is under way: wait a moment."))
        else:
            self.post_message(Wanted(act, said))

    def let_sit(self, role: str) -> None:
        """Let a person play her seat at this screen, unless something is under way or no person has a seat."""
        it, people = self.control, self.control.session.people
        if it.busy:
            self.say(_("! Something is under way: wait a moment."))
        elif it.picture.over:
            self.say(_("! The game is over."))
        elif not people:
            self.say(_("! No seat is played by people: a and p hand one to them."))
        elif role and role not in people:
            self.say(_("! {seat} is not played by people: p hands it to them.").format(seat=it.titles[role]))
        else:
            waiting = (*it.session.waiting_for, *people)
            self.post_message(SeatWanted(role or waiting[0]))

    def action_back(self) -> None:
        """Go back to the dashboard."""
        self.app.pop_screen()

    def action_clock(self) -> None:
        """Start the clock, or pause it."""
        desk = self.control.session.desk
        if desk.clock.running:
            self.want(lambda: desk.turn_clock("pause"), _("The clock stands still."))
        else:
            self.want(lambda: desk.turn_clock("start"), _("The clock runs."))

    def action_minutes(self, by: int) -> None:
        """Give the phase a minute more, or less."""
        desk = self.control.session.desk
        said = _("A minute more.") if by > 0 else _("A minute less.")
        self.want(lambda: desk.turn_clock("add", by), said)

    def action_lock(self) -> None:
        """End the phase, after a question."""
        it = self.control.picture
        if not it.awaited:
            self.say(_("! Nobody is awaited."))
            return
        question = _("End {phase} now? {awaited}. Their standing orders are given, else they pass.")
        question = question.format(phase=it.phase or _("the phase"), awaited=it.awaited)
        ask(self.app, question, _("ends it"), self._lock_now)

    def _lock_now(self) -> None:
        self.want(self.control.session.desk.lock, _("The phase was ended."))

    def action_help(self) -> None:
        """Show what control can do."""
        from .help import help_page

        self.app.push_screen(help_page(self.control.session))


class KeyScreen(DeskScreen):
    """A screen on which nothing is typed, so that letters are keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "clock", show=False, tooltip=_("Start or pause the clock")),
        Binding("l", "lock", show=False, tooltip=_("End the phase now")),
        Binding("question_mark", "help", show=False, tooltip=_("What control can do, and the keys")),
        Binding("q", "back", show=False, tooltip=_("Back to the dashboard")),
    ]
