"""The short way of most orders: judged by their `refusal` alone, done at once by one role after another.

It does what `legality.read`, `deciding.act` and `Course.stand` do together, without what such an order
never needs; `Book.direct` says which orders those are. Whatever is not quite so goes the long way.
"""

from __future__ import annotations

from ..rules.events import Move, Record
from ..rules.ruleset import PHASE, TURN
from ..rules.run import Note
from .course import Course
from .orders import Order

_NONE: tuple[Note, ...] = ()
_made = tuple.__new__  # what `Record(*parts)` calls, without the call around it


def give(course: Course, role: int, order: object) -> Record | None:
    """Return what an order did, written into the log; None, and nothing has changed, when it must go the long way."""
    if role not in course.awaited or course.asked_at != course.moment or type(order) is not Order:
        return None
    raw = order.raw
    if raw is None or raw[0] is not course.book:
        return None
    given = raw[1]
    name, params, conditions = given
    rule = course.direct.get(name)
    if rule is None or conditions or role not in rule.may:
        return None
    state = course.state
    values, memo, acted = state.values, state.memo, state.acted
    if len(params) == 1:  # as most; to unpack them costs as much as a rule
        (only,) = params
        if rule.refusal(values, memo, role, only) != -1:
            return None
        run = course.begin(values)
        rule.do(values, memo, run, role, only)
    else:
        if rule.refusal(values, memo, role, *params) != -1:
            return None
        run = course.begin(values)
        rule.do(values, memo, run, role, *params)
    if role in acted:
        before = acted[role]
        moves: tuple[Move, ...] = (("acted", role, before, before + 1),)
    else:
        moves = course.book.first_moves[role]
    if run.follows:
        record = course.record("order", [*moves], role, name, given, run)
        course.stand(record)
        return record
    acted[role] = moves[0][3]
    changes, notes = tuple(run.changes), _NONE
    if run.notes:
        notes = tuple(run.notes)
        if run.drawn:
            drawn = state.drawn
            for key, times in run.drawn.items():
                moves = (*moves, ("drawn", key, drawn.get(key), times))
                drawn[key] = times
    number = course.moment + 1
    record = _made(Record, (number, values[TURN], values[PHASE], "order", role, name, given, changes, notes, moves))
    course.log.tail.append(record)  # as `Course.write`
    course.moment = number
    if changes:
        course.touched += 1
    return record
