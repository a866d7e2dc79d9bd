"""Why a number is what it is, and what changed as far as a role knows: readings of the log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..rules.events import NOBODY, Record, unapply
from ..rules.ruleset import Cause, Memo
from ..rules.state import State
from .course import Course, set_aside
from .narration import cause_of, headline, is_known, order_title, phase_id, phase_title
from .projection import CONTROL, Slot, projection_of
from .readings import Seen, Why

MOST_RULES = 4
"""More lines than these explain nothing, and are not told."""

Moved = tuple[Record, int, int, int]  # what did it, before, after, and the number of the cause

_SECTIONS = {"order": ("orders",), "event": ("events",), "phase": ("turn", "events"), "after": ("turn", "events")}


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
        if not record.changes and record.kind not in ("phase", "turn"):
            continue  # nothing that a measure reads
        before = slot.number(state.values, state.memo)
        if before != after:
            found.append(_why(course, slot, role, record, before, after, None))
        after = before
    yield from reversed(found)


def _why(course: Course, slot: Slot, role: int, record: Record, before: float, after: float, cause: int | None) -> Why:
    control, book = role == CONTROL, course.book
    known = control or is_known(book, record, role)
    made = cause_of(book, cause, slot.place) if control and cause is not None else None
    return Why(
        event=record.number if control else 0,
        turn=record.turn,
        phase=phase_id(book, record.phase),
        before=slot.text(before),
        after=slot.text(after),
        reason=headline(book, record) if control else reason(course, record, role),
        by=book.role_ids[record.role] if known and record.role != NOBODY else "",
        cause=made,
        terms=tuple(term for note in record.notes if note[0] == "check" for term in note[3]) if control else (),
        rules=() if control or not known or cause is None else _rules(course, record, slot),
    )


def _rules(course: Course, record: Record, slot: Slot) -> tuple[Cause, ...]:
    """Return the lines that may write a number when such a thing happens, () when there are too many.

    They follow from the ruleset alone, never from what happened: so no hidden branch is given away.
    """
    track = slot.name.partition("[")[0]
    entry = phase_id(course.book, record.phase) if record.kind in ("phase", "after") else record.rule
    writes = re.compile(rf"{track}\s*(\[|[-+]?=)")
    for section in _SECTIONS.get(record.kind, ()):
        own = section != "events" or record.kind == "event"
        found = [
            it
            for it in course.book.rules.causes
            if it.section == section and (it.entry == entry or not own) and writes.match(it.text)
        ]
        if found:
            return tuple(found) if len(found) <= MOST_RULES else ()
    return ()


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
    then, moved = course.back_to(since), _moved(course, since)
    old, new = set_aside(then, role), set_aside(course.state, role)
    old_memo: Memo = {}
    new_memo: Memo = {}
    found = []
    for slot in _touched(course, role, then, moved):
        before, after = slot.reading(old, old_memo), slot.reading(new, new_memo)
        if before != after:
            reasons = _reasons(course, slot, role, moved.get(slot.place, ()))
            found.append(Seen(before=before, after=after, reasons=reasons))
    return tuple(found)


def _moved(course: Course, since: int) -> Mapping[int, list[Moved]]:
    """Return what wrote each place after the event of that number; the log is gone through once."""
    found: dict[int, list[Moved]] = {}
    for record in course.log.since(since):
        for place, before, after, cause in record.changes:
            found.setdefault(place, []).append((record, before, after, cause))
    return found


def _touched(course: Course, role: int, then: State, moved: Mapping[int, object]) -> Iterator[Slot]:
    """Yield the numbers that may have changed: places written, costs set aside, and all measures."""
    places = set(moved)
    for state in (then, course.state):
        places |= {place for order in state.sealed_by(role) for place, _ in order[3]}
    for slot in projection_of(course.book, role).slots:
        if slot.place < 0 or slot.place in places:
            yield slot


def _reasons(course: Course, slot: Slot, role: int, moved: list[Moved] | tuple[()]) -> tuple[str, ...]:
    """Return why, as far as a role knows; where it knows a level only, what left the level alone is no reason."""
    found: dict[str, None] = {}
    for record, before, after, _ in moved:
        if slot.text(before) != slot.text(after):
            found[reason(course, record, role)] = None
    return tuple(text for text in found if text)
