"""Control's hand on the branches of a game: go back, fork, name, switch and compare.

What is wanted is looked at here, and refused in words; what happens is a step (`branches.py`).
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

import attrs

from ..language.text import clean
from ..play.game import Game
from ..play.narration import Event, event_of
from ..problems import Refused
from ..speech import _
from .branches import MOST_BRANCHES, MOST_NAME, MOST_WHY, Branch, Named, Rewound, Switched
from .capture import Explained, Foretold, Noted, Questioned, Settled
from .comparing import Comparison, compared
from .fairness import Luck
from .messages import Asked, Replied, Written
from .steps import Defaulted, Entry, Ordered

if TYPE_CHECKING:
    from .session import Session

_SAID = (Written, Asked, Replied)
_CAPTURED = (Explained, Foretold, Noted, Questioned, Settled)


@attrs.frozen(kw_only=True)
class Undone:
    """What going back to an event would undo.

    event: what happened there, "" before the first · events: how many are undone · turns: those that begin anew ·
    orders: those that were given, passes left out · messages, notes: how many are no longer told
    """

    to: int
    turn: int
    phase: str
    event: str
    events: int
    turns: tuple[int, ...]
    orders: tuple[Event, ...]
    messages: int
    notes: int


class Branches:
    """One session's branches; what it returns is for control."""

    __slots__ = ("_lock", "_session")

    def __init__(self, session: Session, lock: RLock) -> None:
        self._session = session
        self._lock = lock

    @property
    def all(self) -> tuple[Branch, ...]:
        """Every branch there is, by number."""
        return tuple(self._session.past.branches)

    @property
    def here(self) -> Branch:
        """The branch that is played."""
        return self._session.past.branch

    def preview(self, to: int) -> Undone:
        """Return what going back to an event would undo.

        Raises: Refused: there is no such event.
        """
        with self._lock:
            branch, log = self.here, self._session.game.log
            self._find_event(to)
            kept = branch.until(to)
            gone = branch.entries[len(kept) :]
            event = log[to - 1] if to else None
            return Undone(
                to=to,
                turn=event.turn if event else 0,
                phase=event.phase if event else "",
                event=event.words if event else "",
                events=len(log) - to,
                turns=tuple(it.turn for it in log[to:] if it.kind == "turn"),
                orders=tuple(event for event in map(self._given, gone) if event is not None),
                messages=sum(isinstance(it.step, _SAID) for it in gone),
                notes=sum(isinstance(it.step, _CAPTURED) for it in gone),
            )

    def rewind(self, to: int, reason: str, *, left: str = "", name: str = "", fresh: bool = False) -> Branch:
        """Go back to an event, by the same dice or `fresh` ones, play on, and return the new branch.

        `left` is what the branch that is left is called from here on, `name` what the new one is.
        Nothing is deleted. The clock stands as it did then, and does not run.

        Raises: Refused: there is no such event, no reason is given, or it cannot be written down.
        """
        with self._lock:
            self._find_event(to)
            why = clean(reason, most=MOST_WHY).strip()
            if not why:
                raise Refused(_("Say why: the reason stands in the journal."))
            if len(self.all) >= MOST_BRANCHES:
                raise Refused(_("A game has at most {most} branches.").format(most=MOST_BRANCHES))
            it = Rewound(to=to, reason=why, left=_name(left), name=_name(name))
            if fresh:
                luck = Luck.fresh(to + 1)
                it = attrs.evolve(it, seed=luck.seed, salt=luck.salt, commitment=luck.commitment)
            self._session.act(it)
            return self.here

    def fork(self, name: str, reason: str = "") -> Branch:
        """Begin a branch here, and go on with it; the other one stays where the game is now.

        Raises: Refused: it cannot be written down.
        """
        with self._lock:
            return self.rewind(self._session.past.number, reason or _("To try something."), name=name)

    def switch(self, number: int, reason: str = "") -> None:
        """Go on at the end of another branch. The clock stands still.

        Raises: Refused: there is no such branch, it is played already, or it cannot be written down.
        """
        with self._lock:
            branch = self._find(number)
            if branch is self.here:
                raise Refused(_("{branch} is played already.").format(branch=branch.title))
            self._game_of(branch)
            self._session.act(Switched(branch=number, reason=clean(reason, most=MOST_WHY).strip()))

    def rename(self, number: int, name: str) -> None:
        """Call a branch otherwise.

        Raises: Refused: there is no such branch, the name says nothing, or it cannot be written down.
        """
        with self._lock:
            self._find(number)
            if not _name(name):
                raise Refused(_("It says nothing."))
            self._session.keep(Named(branch=number, name=_name(name)))

    def compare(self, one: int, other: int) -> Comparison:
        """Return two branches side by side.

        Raises: Refused: there is no such branch, or it is twice the same.
        """
        with self._lock:
            here, there = self._find(one), self._find(other)
            if here is there:
                raise Refused(_("Compare two branches."))
            return compared((here, self._game_of(here)), (there, self._game_of(there)))

    def _given(self, entry: Entry) -> Event | None:
        """Return the event of the order that was given with a step; a pass is none."""
        if not entry.records or not isinstance(entry.step, (Ordered, Defaulted)) or entry.records[0].kind == "passed":
            return None
        return event_of(self._session.scenario.book, entry.records[0])

    def _game_of(self, branch: Branch) -> Game:
        from .resuming import MISFITS

        if branch is self.here:
            return self._session.game
        try:
            return self._session.past.game(branch)
        except MISFITS as error:
            raise Refused(_("{branch} does not fit the rules.").format(branch=branch.title)) from error

    def _find(self, number: int) -> Branch:
        try:
            return self._session.past.branch_of(number)
        except ValueError:
            said = _("There is no branch {number}; there are 1 to {last}.")
            raise Refused(said.format(number=number, last=len(self.all))) from None

    def _find_event(self, number: int) -> None:
        last = self._session.past.number
        if not 0 <= number <= last:
            raise Refused(_("There is no event {number}; there are 1 to {last}.").format(number=number, last=last))


def _name(text: str) -> str:
    return clean(text, most=MOST_NAME).strip()
