"""A person comes to the console, plays her seat behind a curtain, and control gets the screen back.

While somebody sits here nothing of the console shows, and nothing of the seat is left when control is back.
Screens of a seat are imported when the first person comes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from engine.speech import _
from engine.table.branches import shared
from engine.table.seats import Person

from ..haste import Unhurried
from ..hot_seat import Place, places_of
from ..pins import LONGEST
from ..room import room_of
from ..screens.asking import LineQuestion
from ..screens.page import Page
from .blank import BlankScreen
from .control import HERE, Control
from .desk import DeskScreen, SeatWanted

if TYPE_CHECKING:
    from ..room import Room
    from ..scene import Scene
    from ..screens.handover import HandOverScreen
    from ..screens.play import PlayScreen
    from .guest import GuestScreen


class Reception(Unhurried):
    """The part of the console that lets people sit down at it, one at a time."""

    class Sat(Message):
        """Somebody sits here, and their scene was read."""

        def __init__(self, role: str, scene: Scene, room: Room) -> None:
            super().__init__()
            self.role = role
            self.scene = scene
            self.room = room

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control
        self._warned = False

    @on(SeatWanted)
    def seat_wanted(self, message: SeatWanted) -> None:
        """Ask once for a PIN that keeps players out of the console, then hang the curtain."""
        pins = self.control.hot_seat.pins
        if pins.was_asked(HERE):
            self._cover(message.role)
            return

        def chosen(pin: str) -> None:
            pins.choose(HERE, pin)
            self._cover(message.role)

        self._ask_pin(chosen)

    def _ask_pin(self, then: Callable[[str], None]) -> None:
        title = _("Hand over the screen")
        once = _("A PIN of your own keeps players out of the console. Type one, or nothing for none.")
        again = _("Type the PIN once more, so that a slip does not lock you out.")

        def first(typed: str | None) -> None:
            if typed == "":
                then("")
            elif typed is not None:
                self.push_screen(
                    LineQuestion(title, again, hidden=True, most=LONGEST), lambda second: compared(typed, second)
                )

        def compared(typed: str, second: str | None) -> None:
            if typed == second:
                then(typed)
            elif isinstance(self.screen, DeskScreen):
                self.screen.say(_("! These were two different PINs. Nothing was handed over."))

        self.push_screen(LineQuestion(title, once, hidden=True, most=LONGEST), first)

    def _cover(self, role: str) -> None:
        """Hang the curtain for a person; Escape takes it away again. Seats that control voices are not offered."""
        from ..playing import HandOverScreen

        session, pins = self.control.session, self.control.hot_seat.pins
        seats = places_of(room_of(session))
        open_to_all = [it for it in seats if it.role == role or isinstance(session.sitter(it.role), Person)]
        self.control.guest, self._warned = True, False
        self._conceal()
        self.push_screen(HandOverScreen(open_to_all, role, pins, public=True))

    def call_back(self) -> None:
        """Hang the curtain for control: who sits here is done, or the phase is over."""
        from ..playing import HandOverScreen

        self._conceal()
        self._clear()
        place = Place(role=HERE, title=_("Control"), awaited=True)
        self.push_screen(HandOverScreen((place,), HERE, self.control.hot_seat.pins))

    def on_hand_over_screen_left(self) -> None:
        """Go back to the console, past the curtain when it has a PIN."""
        if self.control.hot_seat.pins.has(HERE):
            self.call_back()
        else:
            self._resume()

    def on_hand_over_screen_taken(self, message: HandOverScreen.Taken) -> None:
        """Let control go on, or read the scene of the person who sits here now."""
        if message.role == HERE:
            self._resume()
        else:
            self._sit(message.role)

    @work(thread=True, group="sitting")
    def _sit(self, role: str) -> None:
        from ..playing import scene_of

        session = self.control.session
        self.post_message(self.Sat(role, scene_of(session.seat(role)), room_of(session)))

    @on(Sat)
    def sat(self, message: Sat) -> None:
        """Show the seat, first its card, later what was missed; too late when control has called the screen back."""
        from .guest import GuestScreen

        if not self.control.guest or isinstance(self.screen, BlankScreen):
            return
        hot = self.control.hot_seat
        self._clear()
        read, pane, words = hot.stood(message.role)
        read, noted = min(read, self._known(message.role)), hot.noted.get(message.role, frozenset())
        screen = GuestScreen(message.room, message.role, message.scene, read, pane, words, noted=noted)
        self.push_screen(screen)
        if message.role in hot.met:
            screen.recap()
        else:
            hot.met.add(message.role)
            self._show_card(screen)

    def _known(self, role: str) -> int:
        """Return the last event that can have been read: none that was undone since the seat was left."""
        past = self.control.session.past
        left = past.branch_of(self.control.hot_seat.branches.get(role, past.branch.number))
        return past.branch.last if left is past.branch else shared(left, past.branch)

    def _show_card(self, seat: GuestScreen) -> None:
        from ..playing import CardScreen, card_of, committed

        room, role = seat.room, seat.role
        title = _("EXERCISE  {scenario}: you are {role}").format(scenario=room.title, role=room.titles[role])
        card = card_of(room.text_of(role), seat.scene)
        self.push_screen(CardScreen(title, card, first=False, foot=committed(room.session), scenario=room.scenario))

    def on_card_screen_read(self) -> None:
        """Go from the card to the table; a second Enter that was on its way does nothing."""
        from ..playing import CardScreen
        from .guest import GuestScreen

        if isinstance(self.screen, CardScreen):
            self.pop_screen()
            if isinstance(self.screen, GuestScreen):
                self.screen.hand_slips(lambda: None)

    def on_play_screen_card_wanted(self, _message: PlayScreen.CardWanted) -> None:
        """Show the card once more."""
        from .guest import GuestScreen

        if isinstance(self.screen, GuestScreen):
            self._show_card(self.screen)

    def on_play_screen_find_wanted(self) -> None:
        """Search areas, orders and numbers by name."""
        from ..playing import Finder, Places

        self.push_screen(Finder(providers=[Places], placeholder=_("An area or an order…")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A person gives the screen back from a page over her seat too."""
        return action != "hand_over" or self._seat is not None

    @property
    def _seat(self) -> GuestScreen | None:
        """The seat in front or under pages, None without one."""
        from .guest import GuestScreen

        front = next((it for it in reversed(self.screen_stack) if not isinstance(it, Page)), None)
        return front if isinstance(front, GuestScreen) and not front.busy else None

    def action_hand_over(self) -> None:
        """Give the screen back, as `x` does at the seat."""
        if self._seat is not None:
            self._seat.action_leave()

    def on_guest_screen_done(self) -> None:
        """Give the screen back."""
        if self.control.guest:
            self.call_back()

    def warn_guest(self) -> None:
        """Tell who sits here, once, that less than a minute is left."""
        from .guest import GuestScreen

        if not self._warned and isinstance(self.screen, GuestScreen):
            self._warned = True
            self.screen.say(_("Less than a minute is left in this phase."), refused=True)

    def _resume(self) -> None:
        """Let control have the console again, as things stand now."""
        self.control.guest = False
        self._clear()
        self.came_back()

    def came_back(self) -> None:
        """Draw what happened meanwhile."""

    def _conceal(self) -> None:
        """Let nothing of a seat stay: no message in a corner, nothing to paste."""
        from .guest import GuestScreen

        for screen in self.screen_stack:
            if isinstance(screen, GuestScreen):
                self.control.hot_seat.note(screen.role, screen.last_read, screen.pane, screen.words)
                self.control.hot_seat.noted[screen.role] = screen.noted
                self.control.hot_seat.branches[screen.role] = self.control.session.past.branch.number
        self.clear_notifications()
        if self.clipboard:
            self.copy_to_clipboard("")

    def _clear(self) -> None:
        """Take away everything that does not belong to the console."""
        while not isinstance(self.screen, DeskScreen):
            self.pop_screen()
