"""A plan to the minute: before, every phase of every turn that is left, a break half-way, after.

Without a time of its own the plan takes what the scenario plans for its phases. With one, phases share what the rest
leaves, each by the minutes that the scenario plans for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..problems import Refused
from ..speech import _

if TYPE_CHECKING:
    from .pack import Pack

BEFORE = ((15, _("Welcome, aim, rules of the room, roles")), (10, _("Briefing")), (10, _("Turn zero, for practice")))
AFTER = ((30, _("Hotwash")), (5, _("Survey and close")))
BREAK = 10
"""Minutes before, after and between. Source: generic timeline (dossier, practice 1.3)."""

FIRST_SHARE = 1.5
"""The first turn takes so much longer than planned. Source: rule of thumb (dossier, practice 1.3)."""

MOST_ROUND = 0.4
"""The share of the whole time that what stands round the turns may take."""

TIGHT = 0.6
"""Below this share of what the scenario plans, rather a turn is left out."""


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
    share: float

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(line.minutes for line in self.lines)

    def minutes_of(self, phase: str) -> int:
        """Return the minutes of a phase in the last turn."""
        return next((line.minutes for line in reversed(self.lines) if line.phase == phase), 0)


def plan_of(pack: Pack) -> Plan:
    """Return the plan of a pack.

    Raises: Refused: there are more phases to play than minutes.
    """
    rows = tuple(_rows(pack))
    planned = [weight for weight, _turn, _phase, _title in rows]
    minutes, share = [round(it) for it in planned], 1.0
    if pack.minutes is not None:
        minutes, share = _within(pack.minutes, rows)
    begins = [sum(minutes[:at]) for at in range(len(minutes))]
    lines = (Line(begin, n, *row[1:]) for begin, n, row in zip(begins, minutes, rows, strict=True))
    return Plan(tuple(lines), share)


Row = tuple[float, int, str, str]  # minutes as planned, turn, phase, title


def _rows(pack: Pack) -> list[Row]:
    it, found = pack.scenario, list[Row]()
    if pack.game.turn <= 1:
        found += [(minutes, 0, "", title) for minutes, title in BEFORE]
    turns = range(max(1, pack.game.turn), it.turns + 1)
    for turn in turns:
        if len(turns) > 3 and turn == turns[len(turns) // 2]:
            found.append((BREAK, 0, "", _("Break")))
        longer = FIRST_SHARE if turn == 1 else 1
        found += [(planned * longer, turn, phase, it.phases[phase]) for phase, planned in _planned(pack).items()]
    return [*found, *((minutes, 0, "", title) for minutes, title in AFTER)]


def _planned(pack: Pack) -> dict[str, int]:
    """Return the minutes of each phase; where the scenario plans none, one for each that asks somebody."""
    planned = dict(pack.scenario.minutes)
    if pack.minutes is None or any(planned.values()):
        return planned
    return {phase: int(pack.asked(phase) is not None) for phase in planned}


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
