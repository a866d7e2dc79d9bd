"""Why a number is what it is, and what changed as far as a role knows: readings of the log."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.events import Record, unapply
from ..rules.state import State
from .course import Course, set_aside
from .narration import cause_of, headline, is_known, order_title, phase_id, phase_title
from .projection import CONTROL, Slot, projection_of
from .readings import Seen, Why


def why(course: Course, name: str, role: int = CONTROL) -> tuple[Why, ...]:
    """Return every change of a number, newest last, as far as a role may know.

    Raises: KeyError: there is no such number, or the role does not see it.
    """
    slot = projection_of(course.book, role).find(name)
    found = _of_track(course, slot, role) if slot.place >= 0 else _of_measure(course, slot, role)
    return tuple(found)


def _of_track(course: Course, slot: Slot, role: int) -> Iterator[Why]:
    for record in course.log:
        for place, before, after, cause in record.changes:
            if place == slot.place and slot.text(before) != slot.text(after):
                yield _why(course, slot, role, record, before, after, cause)


def _of_measure(course: Course, slot: Slot, role: int) -> Iterator[Why]:
    """Yield the events after which a measure had another value."""
    state, found = course.state.fork(), []
    after = slot.number(state.values, state.memo)
    for record in reversed(course.log):
        unapply(state, record)
        before = slot.number(state.values, state.memo)
        if before != after:
            found.append(_why(course, slot, role, record, before, after, None))
        after = before
    yield from reversed(found)


def _why(course: Course, slot: Slot, role: int, record: Record, before: float, after: float, cause: int | None) -> Why:
    control = role == CONTROL
    return Why(
        event=record.number if control else 0,
        turn=record.turn,
        phase=phase_id(course.book, record.phase),
        before=slot.text(before),
        after=slot.text(after),
        reason=headline(course.book, record) if control else reason(course, record, role),
        cause=cause_of(course.book, cause, slot.place) if control and cause is not None else None,
        terms=tuple(term for note in record.notes if note[0] == "check" for term in note[3]) if control else (),
    )


def reason(course: Course, record: Record, role: int) -> str:
    """Return why something happened as far as a role knows, "" when it does not know."""
    if not is_known(course.book, record, role):
        return ""
    if record.kind == "order" and record.role != role and record.order is not None:
        rule = course.book.rules.orders[record.rule]
        title = course.book.titles[rule.id] if rule.title_reads_state else _title(course, record)
        return f"{course.book.role_titles[record.role]}: {title}"
    if record.kind in ("phase", "after"):
        return phase_title(course.book, record.phase)
    return headline(course.book, record)


def _title(course: Course, record: Record) -> str:
    assert record.order is not None, record
    return order_title(course.book, record.role, record.order, record.notes)


def changes(course: Course, role: int, since: int = 0) -> tuple[Seen, ...]:
    """Return what changed for a role after the event of that number, in order of declaration."""
    then = course.back_to(since)
    old, new = set_aside(then, role), set_aside(course.state, role)
    found = []
    for slot in _touched(course, role, then, since):
        before, after = slot.reading(old, {}), slot.reading(new, {})
        if before != after:
            found.append(Seen(before=before, after=after, reasons=_reasons(course, slot, role, since)))
    return tuple(found)


def _touched(course: Course, role: int, then: State, since: int) -> Iterator[Slot]:
    """Yield the numbers that may have changed: places written, costs set aside, and all measures."""
    places = {change[0] for record in course.log.since(since) for change in record.changes}
    for state in (then, course.state):
        places |= {place for order in state.sealed_by(role) for place, _ in order[3]}
    for slot in projection_of(course.book, role).slots:
        if slot.place < 0 or slot.place in places:
            yield slot


def _reasons(course: Course, slot: Slot, role: int, since: int) -> tuple[str, ...]:
    """Return why, as far as a role knows; where it knows a level only, what left the level alone is no reason."""
    found: dict[str, None] = {}
    for record in course.log.since(since):
        if any(place == slot.place and slot.text(a) != slot.text(b) for place, a, b, _ in record.changes):
            found[reason(course, record, role)] = None
    return tuple(text for text in found if text)
