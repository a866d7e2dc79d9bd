"""Who has spoken: what was done in the phase that is played now, who passed in it, and who did nothing yet."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ..rules.events import Record
from ..rules.ruleset import PHASE
from .asking import awaiting
from .course import Course
from .narration import is_known

GIVEN, PASSED, SILENT = "given", "passed", "silent"


def of_phase(course: Course) -> Iterator[Record]:
    """Yield the orders of this phase that were done, newest first; not those of procedures inside it."""
    return (record for record in _since_it_began(course) if record.kind in ("order", "deal"))


def silent_of(course: Course, role: int) -> tuple[str, ...]:
    """Return who may act in this phase, and did nothing in it that a role knows of, nor passed.

    Nobody is, where orders are sealed: there nobody is heard.
    """
    frame = course.state.top
    if frame[0] != "phase" or course.rules.phases[frame[1]].mode == "sealed":
        return ()
    heard = {record.role for record in of_phase(course) if is_known(course.book, record, role)} | _passed(course)
    awaited = awaiting(course)
    return tuple(course.book.role_ids[it] for it in frame[4] if it in awaited and it not in heard)


def heard(course: Course) -> dict[str, str]:
    """Return role -> given, passed or silent in this phase, of all orders, sealed and secret ones too.

    Who has no part in it, or not yet, is left out; who is asked something is silent until it answers.
    """
    done = dict.fromkeys(_passed(course), PASSED) | dict.fromkeys(course.state.acted, GIVEN)
    awaited = dict.fromkeys(awaiting(course), SILENT)
    found = done | awaited if course.state.top[0] == "ask" else awaited | done
    return {course.book.role_ids[role]: said for role, said in found.items()}


def _passed(course: Course) -> Set[int]:
    """Return who passed in this phase; in an open one they may act again once somebody else has."""
    position, ready = course.state.values[PHASE], frozenset(course.state.ready)
    if position < 0 or course.rules.phases[position].mode != "open":
        return ready
    return ready.union(it.role for it in _since_it_began(course) if it.kind == "passed")


def _since_it_began(course: Course) -> Iterator[Record]:
    """Yield the records of this phase, newest first; not those of procedures inside it."""
    within = 0  # how many procedures that are over it is in
    for record in reversed(course.log):
        if record.kind == "closed":
            within += 1
        elif within:
            within -= record.kind == "opened"
        elif record.kind in ("phase", "turn", "opened"):
            return
        else:
            yield record
