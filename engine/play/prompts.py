"""What a seat is asked to do at one moment, in a sentence."""

from __future__ import annotations

from ..rules.ruleset import Phase
from ..speech import _, _n, listed
from . import asking, legality
from .course import Course


def ending_of(course: Course) -> str:
    """Return the id of the ending, "" before it or without one."""
    frame = course.state.top
    return str(frame[1]) if frame[0] == "over" else ""


def ending_title_of(course: Course, _role: int) -> str:
    """Return what the ending is called, "" while there is none."""
    ending = course.rules.endings.get(ending_of(course))
    return "" if ending is None else ending.title


def prompt_of(course: Course, role: int) -> str:
    """Return what a role is asked to do now, or whom it waits for."""
    frame = course.state.top
    if frame[0] == "over":
        ending = ending_title_of(course, role)
        return _("The game is over: {ending}").format(ending=ending) if frame[1] else _("The game is over.")
    if role not in asking.awaiting(course):
        roles = listed([course.book.role_titles[it] for it in sorted(asking.awaiting(course))])
        return _("Waiting for {roles}.").format(roles=roles or _("control"))
    if frame[0] == "ask":
        event = course.rules.events[frame[1]]
        return event.text or event.title
    phase = asking.phase_of(course)
    if phase is None:
        return ""
    return _("{phase}: {wanted}.").format(phase=phase.title, wanted=_wanted(course, role, phase))


def _wanted(course: Course, role: int, phase: Phase) -> str:
    must, may = legality.left(course, role)
    sealed = phase.mode == "sealed"
    if may is None:
        return (
            _("give sealed orders, or pass when you are ready")
            if sealed
            else _("give orders, or pass when you are ready")
        )
    if must == may:
        some = _n("give {n} order", "give {n} orders", may)
        hidden = _n("give {n} sealed order", "give {n} sealed orders", may)
    elif must:
        some = _n(
            "give at least {least}, at most {n} order, or pass",
            "give at least {least}, at most {n} orders, or pass",
            may,
        )
        hidden = _n(
            "give at least {least}, at most {n} sealed order, or pass",
            "give at least {least}, at most {n} sealed orders, or pass",
            may,
        )
    else:
        some = _n("give at most {n} order, or pass", "give at most {n} orders, or pass", may)
        hidden = _n("give at most {n} sealed order, or pass", "give at most {n} sealed orders, or pass", may)
    return (hidden if sealed else some).format(n=may, least=must)
