"""The console's app: one session, one act at a time in a worker, and a tick each second."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rich.text import Text
from textual import on, work
from textual.binding import Binding
from textual.message import Message
from textual.theme import Theme

from engine.problems import Refused
from engine.speech import _

from ..crash import crash_folder, told
from ..pauses import settle
from ..themes import next_theme, readable, register
from .blank import BlankScreen
from .dashboard import Dashboard
from .desk import DeskScreen, Wanted
from .guests import Reception
from .picture import Picture, picture_of


class Console(Reception):
    """Screens say what they want done; only this class lets it be done."""

    TITLE = "Whitecell"
    CSS_PATH = "../style.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (118, "-wide"), (180, "-xwide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (34, "-tall")]
    BINDINGS = [
        Binding("ctrl+q", "ask_to_leave", show=False, tooltip=_("Leave"), priority=True),
        Binding("f9", "blank", show=False, tooltip=_("Blank screen and wall; again: show them"), priority=True),
        Binding("t", "next_theme", _("Theme"), show=False, tooltip=_("The next colours")),
    ]

    class Acted(Message):
        """An act is over; `refused` says that nothing was done."""

        def __init__(self, picture: Picture, said: str, *, refused: bool = False) -> None:
            super().__init__()
            self.picture = picture
            self.said = said
            self.refused = refused

    def on_mount(self) -> None:
        """Show the dashboard, and let time pass."""
        register(self)
        settle()
        self.push_screen(Dashboard(self.control))
        self.set_interval(1.0, self.tick)
        session = self.control.session
        kept = session.mended or (_("The game goes on. {standing}.").format(standing=session.standing))
        begun = _("Saved in {path}. ? explains the console.").format(path=session.journal or _("no file"))
        self.call_after_refresh(self._tell, kept if session.resumed or session.mended else begun)

    def tick(self) -> None:
        """Draw the clock; end the phase when its time is out."""
        desk, it = self.control.session.desk, self._front
        if it is not None:
            it.draw_clock()
        if desk.clock.running and desk.clock.amber:
            self.warn_guest()
        if desk.clock.running and desk.clock.out and self.control.picture.awaited and not self.control.busy:
            self._begin(desk.tick, _("The time is out: the phase was ended."))

    @on(Wanted)
    def wanted(self, message: Wanted) -> None:
        """Do what control wants, unless something is under way; not where what it has not seen came first."""
        guard, seen = self.control.session.guard, self.control.picture.seen

        def act() -> object:
            with guard.given_by(self.control.name), guard.having_seen(seen):
                return message.act()

        if not self.control.busy:
            self._begin(act, message.said)

    @on(Acted)
    def acted(self, message: Acted) -> None:
        """Draw what came of it."""
        self.control.busy = False
        turn = self.control.picture.turn
        self.control.see(message.picture)
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.follow()
        said = f"! {message.said}" if message.refused else message.said
        if turn < message.picture.turn and not message.picture.over:
            ended = _("Turn {turn} is over: f takes forecasts of the next.").format(turn=turn)
            said = f"{said} {ended}".strip()
        self._tell(said)
        if self.control.guest and not isinstance(self.screen, BlankScreen):
            self.call_back()

    def came_back(self) -> None:
        """Draw what a person did at her seat."""
        self._begin(lambda: None, _("You have the console again."))

    def _begin(self, act: Callable[[], object], said: str) -> None:
        self.control.busy = True
        if self._front is not None:
            self._front.draw_clock()
        self._work(act, said)

    @work(thread=True, group="session")
    def _work(self, act: Callable[[], object], said: str) -> None:
        session = self.control.session
        try:
            answer = act()
        except Refused as refused:
            self.post_message(self.Acted(picture_of(session), refused.reason, refused=True))
            return
        told = said or (answer if isinstance(answer, str) else "")
        self.post_message(self.Acted(picture_of(session), told))

    @property
    def _front(self) -> DeskScreen | None:
        found = (it for it in reversed(self.screen_stack) if isinstance(it, DeskScreen))
        return next(found, None)

    def _tell(self, text: str) -> None:
        if self._front is not None and text:
            self._front.say(text)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes that can be read in this terminal."""
        return readable(self, super().available_themes)

    def action_blank(self) -> None:
        """Show nothing of the game, here and on the wall; or show it again."""
        shown = isinstance(self.screen, BlankScreen)
        if self.control.wall is not None:
            self.control.wall.blank(on=not shown)
        if shown:
            self.pop_screen()
            return
        if self.control.guest:
            self.call_back()  # the seat is closed: nothing of it can come up over the blank screen
        self.push_screen(BlankScreen())

    def action_next_theme(self) -> None:
        """Show the next theme."""
        next_theme(self)

    def action_ask_to_leave(self) -> None:
        """Leave as `q` does on the dashboard."""
        dashboard = next(it for it in self.screen_stack if isinstance(it, Dashboard))
        dashboard.action_leave()

    def _fatal_error(self) -> None:
        """Tell a mistake of the program in words: Textual would print every local variable, secrets too."""
        error = sys.exc_info()[1] or self._exception or RuntimeError()
        self.panic(Text(told(error, crash_folder())))
