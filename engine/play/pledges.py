"""Who waits for whom: pledges under conditions as a graph, worked out from what one role may know.

While they are sealed a role knows its own. Once they are settled, those that are not secret are known to all. What
they would come to is worked out on the numbers that the role sees, all others as they were at the start.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..rules.events import Record, unapply
from ..rules.linked import FIRST_TRACK
from ..rules.state import Sealed
from .course import Course
from .narration import order_title
from .projection import projection_of
from .readings import Waiting
from .solve import Pledge, Solution, met, settled_with, solve


def pledges_of(course: Course, role: int) -> tuple[Waiting, ...]:
    """Return the pledges under conditions that a role knows: its own sealed ones, else those settled last this turn."""
    if not course.rules.conditions:
        return ()
    own = [(role, order) for order in course.state.sealed_by(role) if order[2]] if role >= 0 else []
    if own:
        return tuple(_lying(course, *it) for it in own)
    record = next(_settlements(course), None)
    return () if record is None else tuple(_graph(course, role, record))


def _lying(course: Course, role: int, order: Sealed) -> Waiting:
    return Waiting(
        role=course.book.role_ids[role],
        title=order_title(course.book, role, order[:3]),
        conditions=_conditions(course, role, order),
        sealed=True,
    )


def _settlements(course: Course) -> Iterator[Record]:
    """Yield the records of this turn in which conditions were settled, newest first."""
    for record in reversed(course.log):
        if record.kind == "turn":
            return
        if record.kind == "solve":
            yield record


def _graph(course: Course, role: int, record: Record) -> Iterator[Waiting]:
    """Yield what was pledged under conditions when these were settled, in order of resolution."""
    past = _as_known(_before(course, record), role)
    tied = [(it[1][0], it[2]) for it in record.moves if it[0] == "sealed" and it[2][2]]
    kept = {it[1] for it in record.moves if it[0] == "sealed" and it[3] is not None}
    keys = [it[1] for it in record.moves if it[0] == "sealed" and it[2][2]]
    free = [(key[0], order) for key, order in sorted(past.state.sealed.items()) if not order[2]]
    known = [(key, it) for key, it in zip(keys, tied, strict=True) if _is_known(past, role, it)]
    pledges = [it for _key, it in known] + [it for it in free if _is_known(past, role, it)]
    solution = solve(past, pledges)
    for k, (key, (giver, order)) in enumerate(known):
        yield attrs.evolve(
            _lying(past, giver, order),
            sealed=False,
            held=key in kept,
            least=k in solution.least,
            greatest=k in solution.greatest,
            hangs_on=_names(past, giver, [pledges[it] for it in _needed(past, pledges, solution, k)]),
            unlocks=_names(past, giver, [pledges[it] for it in settled_with(past, pledges, k) - solution.least - {k}]),
        )


def _needed(course: Course, pledges: list[Pledge], solution: Solution, k: int) -> list[int]:
    """Return the pledges without each of which, all others trusting, a pledge would not hold."""
    free = {it for it, (_role, order) in enumerate(pledges) if not order[2]}
    everybody = frozenset(free | solution.greatest)
    if k not in everybody or k in solution.least:
        return []
    return [it for it in sorted(everybody - {k}) if not met(course, pledges, [k], everybody - {it})]


def _is_known(course: Course, role: int, pledge: Pledge) -> bool:
    giver, order = pledge
    rule = course.rules.orders[order[0]]
    return rule.pledge is not None and (giver == role or not rule.secret)


def _before(course: Course, record: Record) -> Course:
    """Return the game as it was when conditions were to be settled."""
    past = course.fork()
    for later in reversed(course.log):
        unapply(past.state, later)
        if later is record:
            break
    return past


def _as_known(course: Course, role: int) -> Course:
    """Let the numbers that a role does not see be as they were at the start."""
    values, start, slots = course.state.values, course.rules.start, projection_of(course.book, role).by_place
    for place in range(FIRST_TRACK, len(values)):
        slot = slots.get(place)
        if slot is None or slot.value(values, {}) is None:
            values[place] = start[place]
    course.state.memo.clear()
    return course


def _conditions(course: Course, role: int, order: Sealed) -> tuple[str, ...]:
    values, memo = course.ground(role)
    conditions = course.rules.conditions
    return tuple(str(conditions[name].name_of(values, memo, role, *params)) for name, params in order[2])


def _names(course: Course, giver: int, pledges: list[Pledge]) -> tuple[str, ...]:
    """Return the roles whose pledges these are, without the giver."""
    return tuple(course.book.role_ids[it] for it in dict.fromkeys(role for role, _order in pledges) if it != giver)
