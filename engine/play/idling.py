"""Why a role may not act now, or not choose, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ..rules.ruleset import Parameter
from ..speech import _, listed
from .asking import awaiting
from .course import Course


def idle(course: Course, role: int) -> str:
    """Return why a role may not act now, or "" when it may."""
    return "" if role in awaiting(course) else why_idle(course, role)


def why_idle(course: Course, role: int) -> str:
    """Return why a role that is not awaited may not act now."""
    state, titles, frame = course.state, course.book.role_titles, course.state.top
    if frame[0] == "over":
        return _("The game is over.")
    if frame[0] == "ask":
        return _("{role} has a question to answer first.").format(role=titles[frame[3]])
    if frame[0] == "judge":
        return _("Control is deciding what comes of an order.")
    if frame[0] != "phase" or role not in frame[4]:
        return _("{role} has nothing to do in this phase.").format(role=titles[role])
    if state.ready.get(role):
        voted = course.book.balloting[frame[1]] and state.acted.get(role, 0)
        return _("You have voted on all there is.") if voted else _("You have passed in this phase.")
    phase = course.rules.phases[frame[1]]
    if state.acted.get(role, 0) >= course.book.most[phase.index]:
        return _("You have given all your orders of this phase.")
    others = listed([titles[other] for other in awaiting(course)])
    return _("It is the turn of {roles}.").format(roles=others)


def no_choice(label: str, parameter: Parameter, values: Sequence[int]) -> str:
    """Return why nothing may be chosen for a parameter: what none has, or between which bounds nothing lies."""
    if parameter.root:
        said = _("No {label} can be chosen now: {needs}.") if parameter.needs else ""
        return (said or _("No {label} can be chosen now.")).format(label=label, needs=parameter.needs)
    if isinstance(values, range):
        said = _("There is no number to choose now: it would be at least {least} and at most {most}.")
        return said.format(least=values.start, most=values.stop - 1)
    return _("There is no number to choose now.")
