"""What waits for control: whether effects come to a check that it decides, found on a copy before they are done.

The game stands still over a frame ("judge", role, what, parameters, style, title, decided): `what` is an order or
argument, `motion.ID`, `answer.ID` (its first parameter is the answer's place), `DEAL` or `PROMISE`, `decided` holds
what control has decided of its checks so far, left out while that is nothing. See `adjudging` for how it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from ..rules.decided import Decision, Ruling, Undecided
from ..rules.dice import Dice, Key, Median
from ..rules.events import Move
from ..rules.run import BANDS, Change, Note, Run
from .chances import chances_of
from .course import Course
from .projection import CONTROL, projection_of
from .readings import Outcome
from .styles import CHAIR

DEAL, PROMISE = "+deal", "+promise"
"""What waits that has no id of its own: no order is called so."""

Does: TypeAlias = Callable[[Course, Run], object]
"""Lets effects run on a course; they may be stopped by `Undecided`."""

Decided: TypeAlias = tuple[Decision, ...]

T = TypeVar("T")


class Before:
    """Dice that fall as they will for what is drawn before a check, and at their middle for what comes after it."""

    __slots__ = ("_dice", "_known", "ahead")

    def __init__(self, dice: Dice) -> None:
        self._dice: Dice = dice
        self._known: set[Key] = set()
        self.ahead = False  # whether the check is behind us

    def _of(self, key: Key) -> Dice:
        if not self.ahead:
            self._known.add(key)
        return self._dice if key in self._known else Median()

    def roll(self, key: Key, count: int, sides: int) -> int:
        """Return the sum of dice."""
        return self._of(key).roll(key, count, sides)

    def chance(self, key: Key, likely: float) -> bool:
        """Return whether it happens."""
        return self._of(key).chance(key, likely)

    def pick(self, key: Key, names: Sequence[str], weights: Sequence[float]) -> int:
        """Return the position of one of `names`."""
        return self._of(key).pick(key, names, weights)


class Trial:
    """Effects tried on a copy up to the first check that control has to decide: `open`, None without one."""

    def __init__(self, course: Course, style: str, does: Does, decided: Decided = ()) -> None:
        self._course, self._style, self._does = course, style, does
        self.decided = decided
        self._dice = Before(course.dice)
        self.open: Undecided | None = None
        _changes, self.notes = self._tried(Ruling(decided, style, asks=True))
        self._dice.ahead = True

    @property
    def made(self) -> tuple[tuple[str, str], ...]:
        """The checks that are made before the one that is open, each with its band."""
        return tuple((str(note[2]), str(note[6])) for note in self.notes if note[0] == "check")

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return each band of the check that is open, with how likely it is and what it would do."""
        if self.open is None:
            return ()
        likely = chances_of(self._course.rules, self._course.state.values, self.open.modifier)
        return tuple(
            Outcome(band=band, chance=chance, effects=self._effects(self.open.key, band))
            for band, chance in zip(BANDS, likely, strict=True)
        )

    def _effects(self, key: str, band: str) -> tuple[str, ...]:
        changes, notes = self._tried(Ruling((*self.decided, (key, band, 0, 0)), self._style))
        slots = projection_of(self._course.book, CONTROL).by_place
        moves: dict[int, tuple[int, int]] = {}
        for at, old, new, _cause in changes:
            moves[at] = (moves.get(at, (old, new))[0], new)
        moved = [
            f"{slots[at].title} {slots[at].text(old)} → {slots[at].text(new)}"
            for at, (old, new) in moves.items()
            if old != new
        ]
        return (*moved, *(str(note[2]) for note in notes if note[0] == "say"))

    def _tried(self, ruling: Ruling) -> tuple[list[Change], list[Note]]:
        ahead = self._course.fork(self._dice)
        run = ahead.run()
        run.ruling = ruling
        try:
            self._does(ahead, run)
        except Undecided as check:
            self.open = check
        return run.changes, run.notes


def held(
    course: Course,
    role: int,
    what: str,
    params: tuple[int, ...],
    style: str,
    title: str,
    does: Does,
    decided: Decided = (),
) -> list[Move]:
    """Return the move by which something waits for control to decide a check of it; [] when it does not."""
    if CHAIR not in course.state.pending:
        return []
    check = Trial(course, style, does, decided).open
    if check is None:
        return []
    frame = ("judge", role, what, params, check.style, title, *((decided,) if decided else ()))
    return [("flow", len(course.state.flow), None, frame)]


def ruled(run: Run, decided: Decided, does: Callable[[], T]) -> T:
    """Return what effects come to, with what control decided of their checks; the dice decide the others."""
    run.ruling = Ruling(decided)
    try:
        return does()
    finally:
        run.ruling, run.reasons = None, ()
