"""A whole game in plain lines: who has the keyboard, until the game is over or somebody leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.speech import _

from ..dice import explained
from ..hot_seat import PUBLIC, HotSeat, places_of
from ..room import Room, room_of
from . import asking_why, bargains, explaining, reading  # noqa: F401  (they declare commands)
from .debriefing import Debriefing, browse, debriefing
from .hand_over import hand_over
from .onlooker import Quit
from .place import HandedOver, Place, place_of
from .public import seat_wanted
from .turns import act

if TYPE_CHECKING:
    from engine.table.session import Session

    from .lines import Lines


def play(session: Session, lines: Lines) -> int:
    """Play until the game is over, or somebody leaves; return the exit code.

    At the end of the input the doctrines play on, unless somebody at a terminal has hung up.
    """
    table = Table(room_of(session), lines)
    try:
        table.play()
        table.tell_end()
    except EOFError:
        if session.over:
            return 0
        if lines.interactive:
            return table.leave()
        table.play_on()
    except Quit:
        return 0 if session.over else table.leave()
    except KeyboardInterrupt:
        table.leave()
        raise
    return 0


class Table:
    """The people of one game round one keyboard."""

    def __init__(self, room: Room, lines: Lines) -> None:
        self.room = room
        self.lines = lines
        self.places = {role: place_of(room, role, lines) for role in room.people}
        self.hot_seat = HotSeat()
        self._sitting: Place | None = None

    def play(self) -> None:
        """Ask whoever is awaited until nobody is; the same person goes on while they are."""
        session = self.room.session
        if session.mended:
            self.lines.say(session.mended)
        if session.resumed:
            self.lines.say(_("The game goes on. {standing}.").format(standing=session.standing))
        if dice := explained(session):
            self.lines.say(dice)
        while waiting := session.waiting_for:
            place = self._sitting = self._sitting or self._next(waiting[0])
            try:
                act(place)
            except HandedOver:
                others = (it for it in waiting if it != place.role)
                self._sitting = self._next(next(others, place.role))
                continue
            if place.role in waiting and place.role not in session.waiting_for and session.waiting_for:
                self._sitting = self._next(session.waiting_for[0])

    def _next(self, role: str) -> Place:
        """Return the place of who has the keyboard now: `role`, or whoever wants it."""
        if len(self.places) > 1:
            self._let_read()
            role = self._wanted(role)
        place = self.places[role]
        place.sit()
        return place

    def _wanted(self, role: str) -> str:
        places, seat = places_of(self.room), self.hot_seat
        if self.room.is_talking:
            role, seat.read[PUBLIC] = seat_wanted(self.room, places, seat.read.get(PUBLIC, 0), self.lines)
        return hand_over(places, role, seat.pins, self.lines)

    def _let_read(self) -> None:
        """Let who sat here read to the end before it is taken off the terminal."""
        if self._sitting is not None and self.lines.interactive:
            self.lines.ask(_("Press Enter when you have read this: then it is taken off the screen. "))

    def tell_end(self) -> None:
        """Tell what changed last, how it ended, and what somebody wants to read of it."""
        self._tell_last()
        place = self._sitting or next(iter(self.places.values()))
        it = debriefing(place.scene, self.room, self.lines)
        self._tell_ending(it)
        browse(it)

    def play_on(self) -> None:
        """Let the doctrines play the remaining seats, and tell how it ended."""
        self.lines.say(_("The input has ended: the doctrines play the remaining seats."))
        for role in self.room.people:
            self.room.session.hand_over(role)
        self._tell_last()
        place = next(iter(self.places.values()))
        self._tell_ending(debriefing(place.scene, self.room, self.lines))

    def _tell_last(self) -> None:
        """Tell each person what changed since they last looked."""
        for place in self.places.values():
            if place is not self._sitting or not place.view.over:
                place.look()
            if len(self.places) > 1:
                self.lines.say("\n" + _("To {title}:").format(title=place.title))
            place.tell_changes()

    def _tell_ending(self, it: Debriefing) -> None:
        title, _break, rest = it.leaf(0).text.plain.partition("\n")
        self.lines.say("\n" + _("The game is over: {ending}.").format(ending=title.rstrip(".")))
        self.lines.say(rest.lstrip("\n"))

    def leave(self) -> int:
        """Say where the game is kept, and return the exit code."""
        where = self.room.session.journal
        kept = _("The game is saved. Go on with: whitecell play {where}").format(where=where)
        self.lines.say_whole(kept if where else _("The game was not kept."))
        return 0
