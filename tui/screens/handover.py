"""The screen between two people: it shows nothing of anybody's seat, and opens only to who sits down."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from engine.speech import _, _n

from ..hot_seat import Place
from ..pins import LONGEST, Pins
from ..shown import content, fitted, lines
from ..widgets.keys import Keys
from .answering import Answering


class PinLine(Input):
    """Where a PIN is typed. It hears Enter itself: a key of the screen would overtake the last digits."""

    BINDINGS = [
        Binding("enter", "screen.sit", _("Sit down"), tooltip=_("Show the seat under the cursor")),
        Binding("down", "screen.choose(1)", _("Another seat"), key_display="↑↓", tooltip=_("Let somebody else sit")),
        Binding("up", "screen.choose(-1)", show=False, tooltip=_("Let somebody else sit")),
    ]

    def action_copy(self) -> None:
        """Copy nothing: a PIN does not leave this line."""

    def action_cut(self) -> None:
        """Cut nothing: a PIN does not leave this line."""


class HandOverScreen(Answering):
    """Names who comes next, takes a PIN where there is one, and then lets that person in."""

    DEFAULT_CSS = """
    HandOverScreen > Static { height: auto; padding: 0 1; }
    HandOverScreen #next, HandOverScreen #places { margin-bottom: 1; }
    HandOverScreen #pin { margin: 0 1 1 1; }
    """
    BINDINGS = [
        Binding("enter", "sit", _("Sit down"), tooltip=_("Show the seat under the cursor")),
        Binding("down", "choose(1)", _("Another seat"), key_display="↑↓", tooltip=_("Let somebody else sit")),
        Binding("up", "choose(-1)", show=False, tooltip=_("Let somebody else sit")),
        Binding("escape", "back", _("Back"), tooltip=_("Back to the screen for all")),
        Binding("question_mark,f1", "help", _("Help"), show=False, tooltip=_("How a game goes, and the keys")),
    ]

    class Taken(Message):
        """Somebody sits here now, and may."""

        def __init__(self, role: str) -> None:
            super().__init__()
            self.role = role

    class Left(Message):
        """Nobody wants to sit down: back to the screen for all."""

    def __init__(self, places: Sequence[Place], role: str, pins: Pins, *, public: bool = False) -> None:
        super().__init__()
        self._places = tuple(places)
        self._at = next((k for k, it in enumerate(places) if it.role == role), 0)
        self._pins = pins
        self._public = public
        self._first = ""  # a PIN that is typed for the second time now
        self._taken = False
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        """Who comes next, everybody's seat, and a line for a PIN."""
        yield Static(content(_("EXERCISE  The screen goes round"), "bold"), classes="banner")
        yield Static(id="next")
        yield Static(id="places")
        yield Static(id="ask-pin")
        yield PinLine(id="pin", password=True, max_length=LONGEST, compact=True, placeholder=_("PIN"))
        yield Static(id="say")
        yield Keys()

    def on_mount(self) -> None:
        """Invite the next person."""
        self._clock = self.set_interval(0.5, self._tick, pause=True)
        self._invite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leads back only to a screen for all; with one seat there is no other."""
        return {"back": self._public, "choose": len(self._places) > 1}.get(action, True)

    def action_choose(self, by: int) -> None:
        """Let another person sit down."""
        self._at = (self._at + by) % len(self._places)
        self._invite()

    def action_sit(self) -> None:
        """Show the seat, if its PIN is right or it has none; a seat chooses its PIN when it is first taken."""
        line = self.query_one("#pin", Input)
        typed, line.value = line.value.strip(), ""
        role = self._place.role
        if self._taken or self._pins.seconds_closed(role):
            return
        if not self._pins.was_asked(role):
            self._choose_pin(typed)
        elif self._pins.opens(role, typed):
            self._take()
        elif self._pins.seconds_closed(role):
            self._invite()
        else:
            self._refuse(typed)

    def action_back(self) -> None:
        """Go back to the screen for all."""
        self.post_message(self.Left())

    def action_leave(self) -> None:
        """Close the program; the game is saved."""
        self.app.exit()

    def _choose_pin(self, typed: str) -> None:
        if typed and not self._first:
            self._first = typed
            self._say(_("Type the PIN once more, so that a slip does not lock you out."))
        elif typed != self._first:
            self._first = ""
            self._say(_("! These were two different PINs. Choose one again, or press Enter for none."))
        else:
            self._first = ""
            self._pins.choose(self._place.role, typed)
            self._take()

    def _take(self) -> None:
        self._taken = True
        self._say(_("Setting the table for {title}…").format(title=self._place.title))
        self.post_message(self.Taken(self._place.role))

    def _refuse(self, typed: str) -> None:
        title, left = self._place.title, self._pins.tries_left(self._place.role)
        tries = _n("{left} try is left.", "{left} tries are left.", left).format(left=left)
        if typed:
            self._say(_("! This is not the PIN of {title}. {tries}").format(title=title, tries=tries))
        else:
            self._say(_("! {title} has a PIN: type it. {tries}").format(title=title, tries=tries))

    @property
    def _place(self) -> Place:
        return self._places[self._at]

    def _invite(self) -> None:
        """Draw everything for the seat under the cursor."""
        self._first = ""
        title = self._place.title
        asked = _("Now: {title}. Please hand over the screen; nobody else should look.").format(title=title)
        self.query_one("#next", Static).update(content(asked, "bold"))
        self.query_one("#places", Static).update(lines(*(self._row(k) for k in range(len(self._places)))))
        self._draw_pin()
        self._tick()

    def _draw_pin(self) -> None:
        role, title = self._place.role, self._place.title
        line, label = self.query_one("#pin", Input), self.query_one("#ask-pin", Static)
        line.value = ""
        wanted = self._pins.has(role) or not self._pins.was_asked(role)
        line.display = label.display = wanted
        self.set_focus(line if wanted else None)
        if self._pins.has(role):
            label.update(content(_("PIN of {title}:").format(title=title)))
        else:
            new = _("A PIN keeps the others out of your seat. Type one of your own, or nothing for none:")
            label.update(content(new))

    def _tick(self) -> None:
        """Say how long a pause still lasts, or what to do."""
        seconds = self._pins.seconds_closed(self._place.role)
        clock = self._clock
        if seconds:
            wait = _("! Three wrong PINs. {title} is closed for {seconds} s; others may sit down.")
            self._say(wait.format(title=self._place.title, seconds=seconds))
        else:
            said = _("Enter when {title} sits here. Ctrl+Q leaves; the game is saved.")
            self._say(said.format(title=self._place.title))
        if clock is not None:
            clock.resume() if seconds else clock.pause()

    def _row(self, at: int) -> Content:
        place = self._places[at]
        sign = "> " if at == self._at else "  "
        state = _("may act") if place.awaited else _("is not asked now")
        return content(f"{sign}{fitted(place.title, 24)} {state}", "bold" if at == self._at else "")

    def _say(self, text: str) -> None:
        self.query_one("#say", Static).update(content(text))
