"""How sealed orders come out: costs are paid, conditions settled, then each resolves in its turn.

By kind in the order of the phase's `offers`, within a kind as declared, then as the roles are: never
in order of arrival. What comes next is seen from the state, so a game may be cut anywhere in between.
"""

from __future__ import annotations

from ..rules.events import Given, Move
from ..rules.state import Frame, Sealed
from .course import Course
from .deciding import pay, resolved
from .solve import solve

Key = tuple[int, int]  # role, which of its orders


def reveal(course: Course, frame: Frame) -> None:
    """Pay what was set aside, or resolve sealed orders until conditions are settled or none is left."""
    if any(order[3] for order in course.state.sealed.values()):
        _pay_all(course)
        return
    flow = course.state.flow
    for key, order in _in_order(course, frame[1]):
        if course.rules.orders[order[0]].conditional and _settle(course, frame[1]):
            return
        given: Given = order[:3]
        course.stand(resolved(course, key[0], given, [("sealed", key, order, None)]))
        if flow[len(flow) - 1] is not frame:
            return


def _pay_all(course: Course) -> None:
    state, run = course.state, course.run()
    moves: list[Move] = []
    for key, order in sorted(state.sealed.items()):
        if order[3]:
            pay(course, run, course.rules.orders[order[0]].cost_cause, order[3])
            moves.append(("sealed", key, order, (*order[:3], ())))
    course.stand(course.record("reveal", moves, run=run))


def _in_order(course: Course, position: int) -> list[tuple[Key, Sealed]]:
    """Return the sealed orders in order of resolution: as offered, then as the roles are, then as given."""
    rank = course.book.rank[position]
    return sorted(course.state.sealed.items(), key=lambda it: (rank[it[1][0]], it[0]))


def _settle(course: Course, position: int) -> bool:
    """Settle all conditional orders at once; false when none carries a condition (any more)."""
    if not any(order[2] for order in course.state.sealed.values()):
        return False
    orders = course.rules.orders
    able = [it for it in _in_order(course, position) if orders[it[1][0]].pledge is not None]
    phase, values, memo = course.rules.phases[position], course.state.values, course.state.memo
    solution = solve(course, [(key[0], order) for key, order in able])
    trusting = phase.solve is not None and bool(phase.solve(values, memo))
    held = solution.greatest if trusting else solution.least
    run, moves = course.run(), list[Move]()
    for k, (key, order) in enumerate(able):
        if order[2]:
            moves.append(("sealed", key, order, (*order[:2], (), order[3]) if k in held else None))
            if k not in held:
                run.notes.append(("lapsed", phase.cause, key[0], order[:3], *_worded(course, key[0], order[:3])))
    gap = tuple((able[k][0][0], able[k][1][:3]) for k in sorted(solution.gap))
    which = "greatest" if trusting else "least"
    run.notes.append(("solve", phase.cause, which, len(solution.least), len(solution.greatest), gap))
    course.stand(course.record("solve", moves, rule=phase.id, run=run))
    return True


def _worded(course: Course, role: int, given: Given) -> tuple[str, ...]:
    """Return an order's conditions as they read now, where they may read otherwise later."""
    if not any(course.rules.conditions[name].title_reads_state for name, _params in given[2]):
        return ()
    return (course.book.conditions_in_words(role, given, course.state.values),)
