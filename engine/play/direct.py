"""The short way of most orders: judged by their `refusal` alone, done at once by one role after another.

It does what `legality.read`, `deciding.act` and `Course.stand` do together, without what such an order
never needs; `Book.direct` says which orders those are. Whatever is not quite so goes the long way.
"""

from __future__ import annotations

from ..rules.events import Move, Record
from ..rules.ruleset import PHASE, TURN
from .course import Course
from .orders import Order

_made = tuple.__new__  # what `Record(*parts)` calls, without the call around it


def give(course: Course, role: int, order: object) -> Record | None:
    """Return what an order did, written into the log; None, and nothing has changed, when it must go the long way."""
    if role not in course.awaited or course.asked_at != course.moment or type(order) is not Order:
        return None
    names, given = order.raw or (None, None)
    if given is None or names is not course.book:
        return None
    name, params, conditions = given
    rule, state = course.direct.get(name), course.state
    values, memo = state.values, state.memo
    if rule is None or conditions or role not in rule.may or rule.refusal(values, memo, role, *params) != -1:
        return None
    run = course.run()
    rule.do(values, memo, run, role, *params)
    acted = state.acted
    before = acted.get(role)
    after = 1 if before is None else before + 1
    moves: list[Move] = [("acted", role, before, after)]
    if run.follows:
        record = course.record("order", moves, role, name, given, run)
        course.stand(record)
        return record
    acted[role] = after
    if run.drawn:
        drawn = state.drawn
        for key, times in run.drawn.items():
            moves.append(("drawn", key, drawn.get(key), times))
            drawn[key] = times
    number, changes = course.moment + 1, tuple(run.changes)
    where = (number, values[TURN], values[PHASE])
    record = _made(Record, (*where, "order", role, name, given, changes, tuple(run.notes), tuple(moves)))
    course.write(record)
    if changes:
        course.touched += 1
    return record
