"""Who has spoken: what was done in the phase that is played now, and who did nothing in it that one knows of."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.events import Record
from .course import Course
from .narration import is_known


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
    """Return who has a part in this phase and did nothing in it that a role knows of, besides passing.

    Nobody is, where orders are sealed: there nobody is heard.
    """
    frame = course.state.top
    if frame[0] != "phase" or course.rules.phases[frame[1]].mode == "sealed":
        return ()
    heard = {record.role for record in of_phase(course) if is_known(course.book, record, role)}
    return tuple(course.book.role_ids[it] for it in frame[4] if it not in heard)
