"""How sealed orders come out: costs are paid, conditions settled, then each resolves in its turn.

By kind in the order of the phase's `offers`, within a kind as declared, then as the roles are: never
in order of arrival. Each call adds one record, so a game may be cut anywhere in between.
"""

from __future__ import annotations

from ..rules.events import Given, Move
from ..rules.state import Sealed
from .course import Course
from .deciding import pay, resolved
from .solve import Pledge, solve


def reveal(course: Course, position: int) -> None:
    """Pay what was set aside, settle conditions, or resolve the next sealed order."""
    state = course.state
    role, order, unpaid = _first(course, position)
    if unpaid:
        _pay_all(course)
        return
    if course.rules.orders[order[0]].conditional and _settle(course, position):
        return
    rest = tuple(_without(state.sealed[role], order))
    given: Given = order[:3]
    course.keep(resolved(course, role, given, [("sealed", role, state.sealed[role], rest or None)]))


def _first(course: Course, position: int) -> tuple[int, Sealed, bool]:
    """Return the first order of `_in_order`, and whether any of them is still to be paid."""
    rank, sealed = course.book.rank[position], course.state.sealed
    best, found, unpaid = (len(rank), 0), None, False
    for role, orders in sealed.items():
        for order in orders:
            unpaid = unpaid or bool(order[3])
            if (rank[order[0]], role) < best:
                best, found = (rank[order[0]], role), order
    assert found is not None, sealed
    return best[1], found, unpaid


def _without(orders: tuple[Sealed, ...], order: Sealed) -> list[Sealed]:
    rest = list(orders)
    rest.remove(order)
    return rest


def _pay_all(course: Course) -> None:
    state, run = course.state, course.run()
    moves: list[Move] = []
    for role, orders in sorted(state.sealed.items()):
        for name, _, _, costs in orders:
            pay(course, run, course.rules.orders[name].cause, costs)
        moves.append(("sealed", role, orders, tuple((*order[:3], ()) for order in orders)))
    course.undo(run)
    course.keep(course.record("reveal", moves, run=run))


def _in_order(course: Course, position: int) -> list[Pledge]:
    """Return the sealed orders in order of resolution: as offered, then as the roles are, then as given."""
    rank = course.book.rank[position]
    pairs = [(role, order) for role, orders in sorted(course.state.sealed.items()) for order in orders]
    return sorted(pairs, key=lambda it: rank[it[1][0]])


def _settle(course: Course, position: int) -> bool:
    """Settle all conditional orders at once; false when none carries a condition (any more)."""
    orders = course.rules.orders
    pledges = [it for it in _in_order(course, position) if orders[it[1][0]].pledge is not None]
    if not any(order[2] for _, order in pledges):
        return False
    phase, values, memo = course.rules.phases[position], course.state.values, course.state.memo
    solution = solve(course, pledges)
    trusting = phase.solve is not None and bool(phase.solve(values, memo))
    held = solution.greatest if trusting else solution.least
    carried = [k for k, (_, order) in enumerate(pledges) if order[2]]
    run = course.run()
    run.notes = [("lapsed", phase.cause, pledges[k][0], pledges[k][1][:3]) for k in carried if k not in held]
    gap = tuple((pledges[k][0], pledges[k][1][:3]) for k in sorted(solution.gap))
    which = "greatest" if trusting else "least"
    run.notes.append(("solve", phase.cause, which, len(solution.least), len(solution.greatest), gap))
    moves: list[Move] = []
    for role, sealed in sorted(course.state.sealed.items()):
        gone = [pledges[k][1] for k in carried if pledges[k][0] == role and k not in held]
        kept = tuple((*order[:2], (), order[3]) for order in _kept(sealed, gone))
        if kept != sealed:
            moves.append(("sealed", role, sealed, kept or None))
    course.keep(course.record("solve", moves, rule=phase.id, run=run))
    return True


def _kept(sealed: tuple[Sealed, ...], gone: list[Sealed]) -> list[Sealed]:
    kept = list(sealed)
    for order in gone:
        kept.remove(order)
    return kept
