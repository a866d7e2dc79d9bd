"""Who may act now, and in which phase: worked out once a moment, and noted in the course."""

from __future__ import annotations

from ..rules.events import NOBODY
from ..rules.ruleset import Phase
from ..rules.state import Frame
from .course import Course


def awaiting(course: Course) -> tuple[int, ...]:
    """Return the roles that may act now, in the order in which they would be asked."""
    if course.asked_at != course.moment:
        look(course, course.state.top)
    return course.awaited


def phase_of(course: Course) -> Phase | None:
    """Return the phase in which orders are given now, None when a question is open or none is."""
    if course.asked_at != course.moment:
        look(course, course.state.top)
    return course.phase


def progress(course: Course) -> tuple[int, int]:
    """Return how many roles are done with their orders in this phase, and how many give some; (0, 0) without one."""
    if phase_of(course) is None:
        return 0, 0
    roles = course.asking[4]
    return (course.done if course.in_turn else len(roles) - len(course.awaited)), len(roles)


def look(course: Course, frame: Frame) -> None:
    """Note in the course who may act in the frame, which is the top one, and in which phase."""
    if frame[0] == "phase" and frame[3] == "open":
        look_at_phase(course, frame)
        return
    course.asking, course.asked_at = frame, course.moment
    course.phase, course.direct, course.in_turn = None, {}, False
    course.awaited = (frame[3],) if frame[0] == "ask" else ()


def look_at_phase(course: Course, frame: Frame) -> None:
    """Note in the course who may act in the frame, which is the top one and a phase that is open."""
    if course.asking is not frame:
        _open(course, frame)
    elif course.asked_at == course.moment:
        return
    if course.in_turn:
        next_in_turn(course)
    else:
        course.asked_at = course.moment
        course.awaited = _left(course, course.rules.phases[frame[1]], frame)


def goes_on(course: Course) -> bool:
    """Note who may act after the last record in the phase that was looked at last; whether that is known of anybody.

    Where it does not follow from the record alone, nothing is noted.
    """
    if course.in_turn:
        return next_in_turn(course)
    if course.asked_at != course.moment - 1 or not _moved_on(course):
        return False
    course.asked_at = course.moment
    return bool(course.awaited)


def next_in_turn(course: Course) -> bool:
    """Note whose turn it is in the phase that was looked at last, where roles act in turn; whether it is anybody's."""
    state, most, roles, done = course.state, course.most, course.asking[4], course.done
    acted, ready, count = state.acted, state.ready, len(roles)
    course.asked_at = course.moment
    while done < count:
        role = roles[done]
        if role not in ready and (role not in acted or acted[role] < most):
            course.awaited, course.done = course.book.alone[role], done
            return True
        done += 1
    course.awaited, course.done = (), done  # they are done for good
    return False


def _open(course: Course, frame: Frame) -> None:
    """Note in the course what stays as it is while the frame is the top one."""
    position, book, pending = frame[1], course.book, course.state.pending
    phase = course.rules.phases[position]
    course.asking, course.done, course.direct = frame, 0, book.direct[position]
    if pending and ("excepted" in pending or "chair" in pending):
        course.direct = {}  # the short way knows of neither
    if course.phase is not phase:  # as it is not in the rounds of one
        course.phase, course.in_turn = phase, phase.mode == "sequential"
        course.most, course.listing = book.most[position], book.listing[position]
        course.entries = book.entries[position]


def _moved_on(course: Course) -> bool:
    """Note who is left after the last record, where only its own role's part can have changed; false where not."""
    record, left, phase = course.log.tail[-1] if course.log.tail else None, course.awaited, course.phase
    if record is None or phase is None or record[4] not in left:
        return False
    kind, role, state = record[3], record[4], course.state
    done, at = state.ready.get(role) or state.acted.get(role, 0) >= course.most, left.index(role)
    if phase.mode == "sealed":
        if done:
            course.awaited = (*left[:at], *left[at + 1 :])
        return kind in ("sealed", "passed")
    if left[-1] in state.ready and (at or record[9] != course.book.passing_again[role]):
        return False  # some are asked again, after others who are not
    if kind == "passed" or (kind == "order" and not any(move[0] == "ready" for move in record[9])):
        course.awaited = (*left[at + 1 :], *left[:at]) if done else (*left[at + 1 :], *left[: at + 1])
        return True
    return False


def _left(course: Course, phase: Phase, frame: Frame) -> tuple[int, ...]:
    """Return the roles of a sealed or open phase that still act.

    In an open one they are asked in rounds: first the one after who acted or passed last. Those that passed and
    may act again since another acted are asked after all others: once for all that happened meanwhile.
    """
    acted, ready, most = course.state.acted, course.state.ready, course.most
    roles = frame[4] if phase.mode != "open" else course.book.rounds[frame[4], _last(course)]
    left = [it for it in roles if not ready.get(it) and (it not in acted or acted[it] < most)]
    if phase.mode == "open" and ready:
        return (*[it for it in left if it not in ready], *[it for it in left if it in ready])
    return tuple(left)


def _last(course: Course) -> int:
    """Return the role that acted last, nobody where the phase began since."""
    for record in reversed(course.log.tail):
        if record[4] != NOBODY or record[3] == "phase":  # role, kind
            return record[4]
    return next((it[4] for it in reversed(course.log) if it[4] != NOBODY or it[3] == "phase"), NOBODY)
