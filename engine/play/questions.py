"""The answers to a question that an event asks: which are open now, and that control leaves one open."""

from __future__ import annotations

from collections.abc import Callable

from ..problems import Refused
from ..rules.ruleset import Choice
from ..speech import _
from .course import Course


def choices_of(course: Course) -> tuple[Choice, ...]:
    """Return the answers that are open to the question now asked."""
    _kind, name, args, role = course.state.top
    return answers(course, role, name, args)


def answers(course: Course, role: int, event: str, args: tuple[int, ...]) -> tuple[Choice, ...]:
    """Return the answers that an event's question to a role would have now."""
    values, memo = course.state.values, course.state.memo
    found = course.rules.events[event].choices
    return tuple(it for it in found if it.when is None or it.when(values, memo, role, *args))


def leave_an_answer(course: Course, act: Callable[[Course], object]) -> None:
    """Pass unless an act of control would leave the question that is open now without an answer.

    Raises: Refused: it would.
    """
    if course.state.top[0] != "ask":
        return
    ahead = course.fork()
    act(ahead)
    if ahead.state.top[0] == "ask" and not choices_of(ahead):
        raise Refused(_("Then the question that is open would have no answer left: it must be answered first."))
