"""A plan to the minute: before, every phase of every turn that is left, a break half-way, after.

Without a time of its own the plan takes what the scenario plans for its phases. With one, phases share what the rest
leaves, each by the minutes that the scenario plans for it. The runbook prints it, and the clock counts it down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..play.scenario import Scenario
from ..problems import Refused
from ..speech import _

BEFORE = ((15, _("Welcome, aim, rules of the room, roles")), (10, _("Briefing")), (10, _("Turn zero, for practice")))
AFTER = ((30, _("Hotwash")), (5, _("Survey and close")))
BREAK = 10
"""Minutes before, after and between. Source: generic timeline (dossier, practice 1.3)."""

FIRST_SHARE = 1.5
"""The first turn takes so much longer than planned. Source: rule of thumb (dossier, practice 1.3)."""

MOST_ROUND = 0.4
"""The share of the whole time that what stands round the turns may take."""

TIGHT = 0.6
"""Below this share of what the scenario plans a phase is no phase any more: rather a turn is left out."""


class Line(NamedTuple):
    """A line of the plan; `turn` 0 and phase "" for what stands round the turns."""

    begins: int
    minutes: int
    turn: int
    phase: str
    title: str


class Plan(NamedTuple):
    """The lines, and by how much phases are longer than the scenario plans: 1 as it plans, 0.5 half as long."""

    lines: tuple[Line, ...]
    share: float = 1.0

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(line.minutes for line in self.lines)

    @property
    def turns(self) -> Mapping[int, int]:
        """How long each turn takes, in order."""
        turns = dict.fromkeys((line.turn for line in self.lines if line.turn), 0)
        return {turn: sum(line.minutes for line in self.lines if line.turn == turn) for turn in turns}

    def minutes_of(self, phase: str, turn: int | None = None) -> int:
        """Return the minutes of a phase in a turn; in the last one where none is named, or it is none of the plan's."""
        found = {line.turn: line.minutes for line in self.lines if line.phase == phase and phase}
        return found.get(turn or 0, next(reversed(found.values()), 0))

    def after(self, turn: int = 0, phase: str = "") -> int:
        """Return the minutes of all that comes after a phase; after the turn without one; without both, from turn 1 on.

        A phase that the turn does not have, as of a procedure, counts as its last one.
        """
        places = [at for at, line in enumerate(self.lines) if turn and line.turn == turn]
        named = [at for at in places if self.lines[at].phase == phase]
        first = next((at for at, line in enumerate(self.lines) if line.turn), 0)
        begins = (named or places or [first - 1])[-1] + 1
        return sum(line.minutes for line in self.lines[begins:])


def plan_of(scenario: Scenario, turn: int = 1, minutes: int | None = None, *, begun: bool = False) -> Plan:
    """Return the plan from a turn on, within so many minutes; what stands before the turns only if it has not begun.

    Raises: Refused: there are more phases to play than minutes.
    """
    rows = tuple(_rows(scenario, max(1, turn), _planned(scenario, minutes), begun=begun or turn > 1))
    planned = [weight for weight, _turn, _phase, _title in rows]
    rounded, share = [round(it) for it in planned], 1.0
    if minutes is not None:
        rounded, share = _within(minutes, rows)
    begins = [sum(rounded[:at]) for at in range(len(rounded))]
    lines = (Line(begin, n, *row[1:]) for begin, n, row in zip(begins, rounded, rows, strict=True))
    return Plan(tuple(lines), share)


Row = tuple[float, int, str, str]  # minutes as planned, turn, phase, title


def _rows(it: Scenario, first: int, planned: Mapping[str, int], *, begun: bool) -> list[Row]:
    found: list[Row] = [] if begun else [(minutes, 0, "", title) for minutes, title in BEFORE]
    turns = range(first, it.turns + 1)
    for turn in turns:
        if len(turns) > 3 and turn == turns[len(turns) // 2]:
            found.append((BREAK, 0, "", _("Break")))
        longer = FIRST_SHARE if turn == 1 else 1
        found += [(minutes * longer, turn, phase, it.phases[phase]) for phase, minutes in planned.items()]
    return [*found, *((minutes, 0, "", title) for minutes, title in AFTER)]


def _planned(scenario: Scenario, minutes: int | None) -> dict[str, int]:
    """Return the minutes of each phase; where the scenario plans none, one for each that asks somebody."""
    planned = dict(scenario.minutes)
    if minutes is None or any(planned.values()):
        return planned
    return {phase.id: int(phase.mode != "automatic") for phase in scenario.rules.phases if phase.id in planned}


def _within(whole: int, rows: Sequence[Row]) -> tuple[list[int], float]:
    """Return the minutes of each row so that all take the whole time, and the share that phases have of their plan."""
    round_it = sum(weight for weight, turn, _phase, _title in rows if not turn)
    phases = sum(weight for weight, turn, _phase, _title in rows if turn)
    round_share = min(1.0, MOST_ROUND * whole / round_it) if phases else whole / round_it
    share = (whole - round_it * round_share) / phases if phases else 1.0
    wanted = [weight * (share if turn else round_share) for weight, turn, _phase, _title in rows]
    least = sum(weight > 0 for weight in wanted)
    if whole < least:
        said = _("{whole} minutes are too few: with one minute each, the plan takes {least}.")
        raise Refused(said.format(whole=whole, least=least))
    return _rounded(wanted, whole), share


def _rounded(wanted: Sequence[float], whole: int) -> list[int]:
    """Return whole minutes near what is wanted, none that is wanted at 0, that come to the whole."""
    found = [max(int(it), int(it > 0)) for it in wanted]
    while sum(found) != whole:
        step = 1 if sum(found) < whole else -1
        able = [at for at, it in enumerate(wanted) if it > 0 and found[at] + step > 0]
        at = max(able, key=lambda at: step * (wanted[at] - found[at]))
        found[at] += step
    return found
