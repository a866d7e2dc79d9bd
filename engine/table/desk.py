"""What control's desk does round the game: the clock of the phase, and the end of a phase when its time is out."""

from __future__ import annotations

from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING

from ..problems import Refused
from ..speech import _
from .capture import Capture
from .clock import PhaseClock
from .messages import Post
from .planning import plan_of

if TYPE_CHECKING:
    from .session import Session

MOST_ORDERS = 8
"""Orders that are given for one role when a phase is locked: more is a rule that never ends."""


class Desk:
    """One session's clock, notes and captured words; what changes them goes through `Session.keep`."""

    __slots__ = ("_lock", "_session")

    def __init__(self, session: Session, lock: RLock) -> None:
        self._session = session
        self._lock = lock

    @property
    def still(self) -> RLock:
        """Held, nothing happens at this table: for whoever reads several things of one moment."""
        return self._lock

    @property
    def clock(self) -> PhaseClock:
        """The clock of the phase."""
        return self._session.past.clock

    @property
    def post(self) -> Post:
        """Notes between seats, and requests to control."""
        return self._session.past.post

    @property
    def capture(self) -> Capture:
        """Rationales, forecasts and a scribe's notes."""
        return self._session.past.capture

    def plan(self, minutes: int) -> None:
        """Let the rest of the game take so many minutes, as the runbook plans them.

        Too few for every phase leave the plan as it is: the outlook says what to leave out.
        """
        game = self._session.game
        with suppress(Refused):
            self.clock.plan = plan_of(self._session.scenario, game.turn, minutes, begun=self.clock.used)

    def turn_clock(self, hand: str, minutes: float = 0) -> None:
        """Start or pause the clock, or add minutes to it (below zero: take some).

        Raises: Refused: it cannot be done now, or cannot be written down.
        """
        with self._lock:
            self._session.keep(self.clock.turn(hand, *self._here(), minutes))

    def follow(self) -> None:
        """Go on to the phase that the game is in, when the clock is used.

        Raises: Unkept: it cannot be written down.
        """
        spell = self.clock.spell
        if spell is not None and not self._session.over and (spell.turn, spell.phase) != self._here():
            self._session.keep(self.clock.turn("phase", *self._here()))

    def tick(self) -> bool:
        """Lock the phase if its time is out while the clock runs; return whether it was locked.

        Raises: Refused: it cannot be written down.
        """
        with self._lock:
            self._session.catch_up()
            if not (self.clock.running and self.clock.out and self._session.game.awaiting):
                return False
            self.lock()
            return True

    def lock(self) -> None:
        """End the phase: who is awaited has its standing order given, else passes, and that is noted as defaulted.

        A question that comes up at its end is left to those whom it asks.
        Raises: Refused: nobody is awaited, or it cannot be written down.
        """
        with self._lock:
            game, here, asked = self._session.game, self._moment(), self._question()
            if not game.awaiting:
                raise Refused(_("Nobody is awaited."))
            for _order in range(MOST_ORDERS):
                for role in game.awaiting:
                    if self._moment() != here or self._question() not in (0, asked):
                        return
                    if role in self._session.game.awaiting:
                        self._session.default(role)
                game = self._session.game
                if self._moment() != here or not game.awaiting:
                    return

    def _here(self) -> tuple[int, str]:
        game = self._session.game
        return game.turn, game.view(game.roles[0]).phase

    def _question(self) -> int:
        """Return which question is open, as the number of the event that asked it; 0 when none is."""
        game = self._session.game
        if game.view(game.roles[0]).mode != "choice":
            return 0
        return next((event.number for event in reversed(game.log) if event.kind == "asked"), 0)

    def _moment(self) -> tuple[int, str, int]:
        """Return which phase it is: the number of the event with which it began tells two of one name apart."""
        game = self._session.game
        begun = next((event.number for event in reversed(game.log) if event.kind in ("phase", "opened", "closed")), 0)
        return (*self._here(), begun)
