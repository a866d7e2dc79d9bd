"""Answers to the question that an event asks: what they do, and that those which make a check may wait for control."""

from __future__ import annotations

from ..rules.events import Move
from ..rules.ruleset import Choice
from ..rules.run import Run
from ..rules.words import ANSWER
from . import halting
from .course import Course
from .styles import is_asked, style_of


def answer(course: Course, role: int, choice: Choice, args: tuple[int, ...], run: Run) -> None:
    """Do what an answer does; what it wrote stands in the values."""
    if choice.does is not None:
        choice.does(course.state.values, course.state.memo, run, role, *args)


def answered(course: Course, role: int, choice: Choice, run: Run) -> list[Move]:
    """Answer the question that is open and return the moves by which it is gone, or waits for control to decide."""
    _kind, event, args, _role = frame = course.state.top
    depth = len(course.state.flow) - 1
    waits = _held(course, role, event, choice, args)
    if waits:
        return [("flow", depth, frame, it[3]) for it in waits]
    answer(course, role, choice, args, run)
    return [("flow", depth, frame, None)]


def _held(course: Course, role: int, event: str, choice: Choice, args: tuple[int, ...]) -> list[Move]:
    what, rule = f"{ANSWER}.{event}", course.rules.events[event]
    if not is_asked(course, what):
        return []
    title, at = f"{rule.title}: {choice.title}", rule.choices.index(choice)

    def does(ahead: Course, run: Run) -> None:
        answer(ahead, role, choice, args, run)

    return halting.held(course, role, what, (at, *args), style_of(course, what), title, does)
