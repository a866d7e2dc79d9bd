"""Who has spoken: what was done in the phase that is played now, who passed in it, and who did nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.events import Record
from .asking import awaiting
from .course import Course
from .narration import is_known

GIVEN, PASSED, SILENT = "given", "passed", "silent"


def of_phase(course: Course) -> Iterator[Record]:
    """Yield the orders of this phase that were done, newest first; not those of procedures inside it."""
    within = 0  # how many procedures that are over it is in
    for record in reversed(course.log):
        if record.kind == "closed":
            within += 1
        elif within:
            within -= record.kind == "opened"
        elif record.kind in ("phase", "turn", "opened"):
            return
        elif record.kind in ("order", "deal"):
            yield record


def silent_of(course: Course, role: int) -> tuple[str, ...]:
    """Return who may act in this phase, and did nothing in it that a role knows of, nor passed.

    Nobody is, where orders are sealed: there nobody is heard.
    """
    frame = course.state.top
    if frame[0] != "phase" or course.rules.phases[frame[1]].mode == "sealed":
        return ()
    heard = {record.role for record in of_phase(course) if is_known(course.book, record, role)}
    heard |= course.state.ready.keys()  # in an open phase who passed and may act again, too
    awaited = awaiting(course)
    return tuple(course.book.role_ids[it] for it in frame[4] if it in awaited and it not in heard)


def heard(course: Course) -> dict[str, str]:
    """Return role -> given, passed or silent in this phase, of all orders, sealed and secret ones too.

    Who has no part in it, or not yet, is left out; who is asked something is silent until it answers.
    """
    done = dict.fromkeys(course.state.ready, PASSED) | dict.fromkeys(course.state.acted, GIVEN)
    awaited = dict.fromkeys(awaiting(course), SILENT)
    found = done | awaited if course.state.top[0] == "ask" else awaited | done
    return {course.book.role_ids[role]: said for role, said in found.items()}
