"""What an order does, as a record: at once, sealed, or when it is taken back.

`act` leaves what the order wrote in the values, for `Course.stand`; `decide` takes it back, for `Course.keep`.
"""

from __future__ import annotations

from ..problems import Refused
from ..rules.events import Given, Move, Record
from ..rules.ruleset import Order as Rule
from ..rules.run import Run
from ..speech import _
from . import answering, arguments, deals, excepting, halting, motions
from .asking import phase_of
from .course import Course
from .legality import limit_keys
from .orders import Order, made
from .styles import CHAIR, is_asked, style_of


def decide(course: Course, role: int, given: Given) -> Record:
    """Return what a legal order does; nothing has changed yet."""
    record = act(course, role, given)
    course.undo(record.changes)
    return record


def act(course: Course, role: int, given: Given) -> Record:
    """Return what a legal order does; its changes stand in the values, nothing else has changed."""
    rule = course.rules.orders.get(given[0])
    if rule is None:
        return _engines(course, role, given)
    acted = course.state.acted.get(role)
    moves: list[Move] = [("acted", role, acted, 1 if acted is None else acted + 1)]
    if rule.limits:
        moves += _used(course, role, rule, given[1])
    free = False
    if "excepted" in course.state.pending:
        excused = excepting.used(course, role, rule)
        moves, free = moves + excused, bool(excused)
    phase = course.phase if course.asked_at == course.moment else phase_of(course)
    assert phase is not None, given
    if phase.mode == "sealed":
        if course.book.balloting[phase.index] and motions.votes_of(course, role) == (acted or 0) + 1:
            moves.append(("ready", role, None, 1))
        return _sealed(course, role, rule, given, moves, free=free)
    if course.state.ready and phase.mode == "open":
        moves += _woken(course, role)
    return _done(course, role, rule, given, moves, paid=free)


def _engines(course: Course, role: int, given: Given) -> Record:
    if given[0] == "pass":
        return _passed(course, role, given)
    if given[0] == "choose":
        return _chosen(course, role, given)
    acted = course.state.acted.get(role)
    moves: list[Move] = [("acted", role, acted, (acted or 0) + 1)]
    phase = phase_of(course)
    if phase is not None and phase.mode == "open":
        knowers = deals.knowers_of(course, role, given)
        moves += [it for it in _woken(course, role) if it[1] in knowers]
    return deals.act(course, role, given, moves)


def _woken(course: Course, role: int) -> list[Move]:
    """Return the moves by which all others may act again in an open phase."""
    waking = course.book.waking
    return [waking[other] for other, done in course.state.ready.items() if done and other != role]


def _passed(course: Course, role: int, given: Given) -> Record:
    moves = course.book.passing_again if role in course.state.ready else course.book.passing
    return course.record("passed", moves[role], role, "", given)


def _chosen(course: Course, role: int, given: Given) -> Record:
    name = course.state.top[1]
    choice = next(it for it in course.rules.events[name].choices if it.id == given[1][1])
    run = course.run()
    moves = answering.answered(course, role, choice, run)
    return course.record("choice", moves, role=role, rule=name, order=given, run=run)


def _used(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> list[Move]:
    """Return the moves that count an order against its limits."""
    used = course.state.used
    keys = limit_keys(course, role, rule, params)
    return [("used", key, used.get(key), used.get(key, 0) + 1) for key, _times in keys]


def _sealed(course: Course, role: int, rule: Rule, given: Given, moves: list[Move], *, free: bool) -> Record:
    costs: tuple[tuple[int, int], ...] = ()
    if rule.costly and not free:
        values, memo = course.ground(role)
        costs = tuple(rule.costs(values, memo, role, *given[1]))
    moves.append(("sealed", (role, course.state.acted.get(role, 0)), None, (*given, costs)))
    return course.record("sealed", moves, role, given[0], given)


def _done(course: Course, role: int, rule: Rule, given: Given, moves: list[Move], *, paid: bool = False) -> Record:
    state, run = course.state, course.run()
    values, memo = state.values, state.memo
    if rule.title_reads_state and not rule.motion:  # it may read otherwise later, so what it reads now is noted
        run.notes.append(("title", rule.cause, rule.name_of(values, memo, role, *given[1])))
    if rule.costly and not paid:
        pay(course, run, rule.cost_cause, rule.costs(values, memo, role, *given[1]))
    if rule.argues:
        held = arguments.heard(course, role, rule, given, run)
        if held is not None:
            return course.record("order", moves + held, role, given[0], given, run)
    elif CHAIR in state.pending and is_asked(course, rule.id):
        waiting = _held(course, role, rule, given)
        if waiting:
            return course.record("order", moves + waiting, role, given[0], given, run)
    rule.do(values, memo, run, role, *given[1])
    if rule.argues:
        run.reasons = ()
    if rule.motion:
        moves += motions.done(course, role, rule, given[1], run)
    return course.record("order", moves, role, given[0], given, run)


def _held(course: Course, role: int, rule: Rule, given: Given) -> list[Move]:
    """Return the move by which an order waits for control to decide a check of it; [] when it does not."""
    state, params = course.state, given[1]
    title = str(rule.name_of(state.values, state.memo, role, *params))

    def does(ahead: Course, run: Run) -> None:
        rule.do(ahead.state.values, ahead.state.memo, run, role, *params)

    return halting.held(course, role, rule.id, params, style_of(course, rule.id), title, does)


def pay(course: Course, run: Run, cause: int, costs: tuple[tuple[int, int], ...]) -> None:
    """Take costs off the values, not below a track's least."""
    values = course.state.values
    for place, amount in costs:
        before = values[place]
        after = before - amount
        if after < 0:
            after = max(after, min(before, course.rules.track_at(place)[0].least))
        if after != before:
            values[place] = after
            run.changes.append((place, before, after, cause))
            course.forget((place,))


def resolved(course: Course, role: int, given: Given, moves: list[Move]) -> Record:
    """Return what a sealed order does at the reveal, as `act`; it was paid before."""
    return _done(course, role, course.rules.orders[given[0]], given, moves, paid=True)


def take_back(course: Course, role: int, order: Order | None) -> Record:
    """Return the record that takes back a role's sealed order, or all and its passing, while the phase is open.

    Raises: Refused: there is nothing to take back.
    """
    phase = phase_of(course)
    if phase is None or phase.mode != "sealed":
        raise Refused(_("Only sealed orders can be taken back, while their phase is open."))
    given = [made(course.book, it[:3]) for it in course.state.sealed_by(role)]
    chosen = list(range(len(given))) if order is None else [k for k, it in enumerate(given) if it == order][-1:]
    if not chosen and (order is not None or role not in course.state.ready):
        none = _("There is no such sealed order to take back.")
        raise Refused(none if order else _("There is nothing to take back."))
    return taken_back(course, role, chosen)


def taken_back(course: Course, role: int, orders: list[int]) -> Record:
    """Return the record that takes back a role's sealed orders at those positions, and its passing."""
    state, before = course.state, course.state.sealed_by(role)
    kept = [order for position, order in enumerate(before) if position not in orders]
    after = [*kept, *([None] * len(orders))]
    moved = [which for which in range(len(before)) if before[which] != after[which]]
    moves: list[Move] = [("sealed", (role, which), before[which], after[which]) for which in moved]
    acted = state.acted.get(role, 0)
    if orders:
        moves.append(("acted", role, acted, acted - len(orders) or None))
    uses: dict[tuple[object, ...], int] = {}
    for name, params, *_rest in (before[position] for position in orders):
        rule = course.rules.orders[name]
        for key, _times in limit_keys(course, role, rule, params):
            uses[key] = uses.get(key, 0) + 1
    moves += [("used", key, state.used[key], state.used[key] - times or None) for key, times in uses.items()]
    if role in state.ready:
        moves.append(("ready", role, 1, None))
    return course.record("taken_back", moves, role=role)
