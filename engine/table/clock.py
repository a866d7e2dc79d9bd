"""The clock of a phase: what was planned, what is spent, what is left, and what that leaves for the rest.

It runs on the host's monotonic time and is kept as steps of the journal; while it runs, every step of any kind
says how much was spent when it was made (`Entry.spent`). So a game that was opened again, taken back or forked
stands where its last step left it, and stands still.
Source: per-phase countdown, amber at 60 s, planned against spent (dossier, practice 1.6, 3.2).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from .planning import TIGHT, Plan
from .steps import Step, step

if TYPE_CHECKING:
    from .resuming import Past

AMBER = 60.0
"""Seconds left from which the clock warns."""

MOST_ADDED = 60
"""Minutes that one act adds or takes at most."""


@step("clock")
@attrs.frozen(kw_only=True)
class Clocked(Step):
    """Somebody turned the clock, or a phase began: `hand` is "start", "pause", "add" or "phase".

    spent: minutes that the phase before this step had taken by then · planned: those of the phase that it is now,
    None where nobody wrote that down
    """

    hand: str
    turn: int
    phase: str
    minutes: float = 0.0
    spent: float = 0.0
    planned: float | None = None

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.clock.turned(self)


@attrs.frozen(kw_only=True)
class Spell:
    """A phase that was timed: minutes planned, added and spent."""

    turn: int
    phase: str
    planned: float
    added: float = 0.0
    spent: float = 0.0


@attrs.frozen(kw_only=True)
class Outlook:
    """What the time that is left means for the rest of the game, in minutes.

    planned: what the rest would take as planned · left: what there is · share: by how much to shorten each
    phase that comes, 1 when there is enough · dropped: how many last turns to leave out instead
    """

    planned: float
    left: float
    share: float
    dropped: int


class PhaseClock:
    """Counts down the phase that is played.

    plan: the minutes of each phase of each turn · beside: those of phases that no turn has for sure
    """

    def __init__(
        self, plan: Plan, beside: Mapping[str, float] | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.plan = plan
        self._beside = dict(beside or {})
        self._now = now
        self._spells: list[Spell] = []
        self._since: float | None = None  # when it was started, None while it stands

    @property
    def running(self) -> bool:
        """Whether time is running."""
        return self._since is not None

    @property
    def used(self) -> bool:
        """Whether anybody ever started it: without that it keeps nothing and says nothing."""
        return bool(self._spells)

    @property
    def spell(self) -> Spell | None:
        """The phase that is timed now, up to this moment."""
        if not self._spells:
            return None
        running = 0.0 if self._since is None else self._now() - self._since
        return attrs.evolve(self._spells[-1], spent=self._spells[-1].spent + max(0.0, running) / 60)

    @property
    def left(self) -> float:
        """Seconds left in this phase, below zero when it overruns."""
        spell = self.spell
        return 0.0 if spell is None else (spell.planned + spell.added - spell.spent) * 60

    @property
    def amber(self) -> bool:
        """Whether less than a minute is left."""
        return self.used and 0 < self.left <= AMBER

    @property
    def out(self) -> bool:
        """Whether the time of this phase is out; a phase that was given no time never is."""
        spell = self.spell
        return spell is not None and spell.planned + spell.added > 0 and self.left <= 0

    @property
    def spells(self) -> tuple[Spell, ...]:
        """Every phase that was timed, the present one last and up to this moment."""
        spell = self.spell
        return () if spell is None else (*self._spells[:-1], spell)

    def turn(self, hand: str, turn: int, phase: str, minutes: float = 0) -> Clocked:
        """Return the step that turns the clock; `turned` lets it happen.

        Raises: Refused: it cannot be done now.
        """
        if hand == "start" and self.running:
            raise Refused(_("The clock is running."))
        if hand == "pause" and not self.running:
            raise Refused(_("The clock stands still."))
        if hand == "add" and not (minutes and abs(minutes) <= MOST_ADDED):
            raise Refused(_("Add or take 1 to {most} minutes.").format(most=MOST_ADDED))
        if hand == "add" and minutes < 0 and self._left_of(turn, phase) + minutes <= 0:
            raise Refused(_("There is not so much time left: end the phase instead."))
        spell = self.spell
        spent = 0.0 if spell is None else round(spell.spent, 4)
        planned = self._planned(turn, phase)
        return Clocked(hand=hand, turn=turn, phase=phase, minutes=minutes, spent=spent, planned=planned)

    def _left_of(self, turn: int, phase: str) -> float:
        """Return the minutes that are left of a phase, timed so far or not."""
        spell = self.spell
        is_timed = spell is not None and (spell.turn, spell.phase) == (turn, phase)
        return self.left / 60 if is_timed else self._planned(turn, phase)

    def turned(self, it: Clocked) -> None:
        """Let a step happen, now or when it is read again."""
        if self._spells:
            self._spells[-1] = attrs.evolve(self._spells[-1], spent=it.spent)
        if self._since is not None:
            self._since = self._now()
        if not self._spells or (it.turn, it.phase) != (self._spells[-1].turn, self._spells[-1].phase):
            planned = self._planned(it.turn, it.phase) if it.planned is None else it.planned
            self._spells.append(Spell(turn=it.turn, phase=it.phase, planned=planned))
        match it.hand:
            case "start":
                self._since = self._now()
            case "pause":
                self._since = None
            case "add":
                self._spells[-1] = attrs.evolve(self._spells[-1], added=self._spells[-1].added + it.minutes)

    @property
    def running_for(self) -> float | None:
        """Minutes that this phase has taken by now, None while the clock stands."""
        spell = self.spell
        return None if spell is None or not self.running else round(spell.spent, 6)

    @property
    def kept(self) -> float | None:
        """Minutes that this phase had taken by the last step, None before anybody started the clock."""
        return self._spells[-1].spent if self._spells else None

    def stood(self, spent: float) -> None:
        """Let this phase have taken so many minutes by now."""
        if self._spells:
            self._spells[-1] = attrs.evolve(self._spells[-1], spent=spent)
        if self._since is not None:
            self._since = self._now()

    def anew(self) -> PhaseClock:
        """Return a clock of the same plan and time that nobody has turned."""
        return PhaseClock(self.plan, self._beside, self._now)

    def stand(self) -> None:
        """Stand still, as after the program was closed: what ran since the last step is not counted."""
        self._since = None

    def outlook(self, left: float) -> Outlook:
        """Return what so many minutes mean for the rest of the game, this phase included."""
        spell, turns = self.spell, self.plan.turns
        if spell is None:
            rest, later = float(self.plan.after()), tuple(turns.values())
        else:
            rest = max(0.0, self.left / 60) + self.plan.after(spell.turn, spell.phase)
            later = tuple(minutes for turn, minutes in turns.items() if turn > spell.turn)
        dropped, share = 0, _share(left, rest)
        while dropped < len(later) and share * self.plan.share < TIGHT and sum(later) > 0:
            dropped += 1
            share = _share(left, rest - sum(later[-dropped:]))
        return Outlook(planned=rest, left=left, share=min(1.0, share), dropped=dropped)

    def _planned(self, turn: int, phase: str) -> float:
        return self._beside.get(phase, 0.0) or self.plan.minutes_of(phase, turn)


def _share(left: float, rest: float) -> float:
    return max(0.0, left) / rest if rest > 0 else 1.0
