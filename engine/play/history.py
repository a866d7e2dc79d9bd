"""How numbers stood at the end of every turn, as far as a role knows: what a gauge draws beside its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..rules.events import unapply
from ..rules.ruleset import Memo
from ..rules.state import State
from .course import Course, set_aside
from .projection import Slot, projection_of


def history(course: Course, role: int) -> Mapping[str, tuple[float, ...]]:
    """Return the values of each number that has moved: before the first turn, after each turn, and now.

    Flags, members, and numbers of which the role knows the level only are left out.
    Cost: one walk back through the log.
    """
    slots = projection_of(course.book, role).slots
    state = course.state.fork()
    rows = [_values(slots, state, role)]
    for record in reversed(course.log):
        unapply(state, record)
        if record.kind == "turn":
            rows.append(_values(slots, state, role))
    columns = zip(*reversed(rows), strict=True)
    return {slot.name: past for slot, past in zip(slots, columns, strict=True) if _moved(past)}


def _values(slots: Sequence[Slot], state: State, role: int) -> tuple[Any, ...]:
    values = set_aside(state, role)
    memo: Memo = {}
    return tuple([slot.value(values, memo) for slot in slots])


def _moved(past: tuple[Any, ...]) -> bool:
    return len(set(past)) > 1 and all(type(value) in (int, float) for value in past)
