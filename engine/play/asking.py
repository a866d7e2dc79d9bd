"""Who may act now, and in which phase: worked out once a moment, and noted in the course."""

from __future__ import annotations

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


def look(course: Course, frame: Frame) -> None:
    """Note in the course who may act in the frame, which is the top one, and in which phase."""
    if frame[0] == "phase" and frame[3] == "open":
        look_at_phase(course, frame)
        return
    course.asked_at = course.moment
    course.phase = None
    course.awaited = (frame[3],) if frame[0] == "ask" else ()
    course.awaited_ids = course.book.named[course.awaited]


def look_at_phase(course: Course, frame: Frame) -> None:
    """Note in the course who may act in the frame, which is the top one and a phase that is open."""
    course.asked_at = course.moment
    phase = course.phase = course.rules.phases[frame[1]]
    awaited = _in_turn(course, frame) if phase.mode == "sequential" else _left(course, phase, frame)
    course.awaited = awaited
    course.awaited_ids = course.book.named[awaited]


def _in_turn(course: Course, frame: Frame) -> tuple[int, ...]:
    """Return the next role of a sequential phase; those before it are done for good."""
    acted, ready, most, roles = course.state.acted, course.state.ready, course.book.most[frame[1]], frame[4]
    asked, done = course.asking
    place = done if asked is frame else 0
    for role in roles[place:]:
        if (role not in acted or acted[role] < most) and role not in ready:
            course.asking = frame, place
            return (role,)
        place += 1
    return ()


def _left(course: Course, phase: Phase, frame: Frame) -> tuple[int, ...]:
    """Return the roles of a sealed or open phase that still act; in an open one those who acted least come first."""
    acted, ready, most = course.state.acted, course.state.ready, course.book.most[phase.index]
    left = [role for role in frame[4] if role not in ready and acted.get(role, 0) < most]
    return tuple(sorted(left, key=lambda role: acted.get(role, 0)) if phase.mode == "open" else left)
