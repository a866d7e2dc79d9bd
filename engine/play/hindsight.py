"""Why a number is what it is, and what changed as far as a role knows: readings of the log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..rules.events import NOBODY, Record, unapply
from ..rules.ruleset import NONE, Cause, Memo
from ..rules.state import State
from .course import Course, set_aside, set_aside_by
from .narration import cause_of, for_control, headline, is_known, order_title, phase_id, phase_title
from .projection import CONTROL, Slot, projection_of
from .readings import Reading, Seen, Why

MOST_RULES = 4
"""More lines than these explain nothing, and are not told."""

Moved = tuple[Record, int, int, int]  # what did it, before, after, and the number of the cause

_STEP = re.compile(r"([-+])=\s*[0-9]+(\s+if\b.*)?$")
_SECTIONS = {
    "order": "orders",
    "event": "events",
    "inject": "injects",
    "judged": "orders",
    "adjudged": "orders",
    "motion": "motions",
}


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
        if not record.changes and record.kind not in ("phase", "turn", "closed"):
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
        reason=reason(course, record, role),
        by=book.role_ids[record.role] if known and record.role != NOBODY else "",
        cause=made,
        terms=() if made is None else _terms(course, record, made),
        rules=() if control or not known or cause is None else _rules(course, record, slot, rises=after > before),
    )


def _terms(course: Course, record: Record, made: Cause) -> tuple[tuple[str, float], ...]:
    """Return the terms of the check by which a rule made a change, () when it made none, or several."""
    causes = course.book.rules.causes
    checks = [it for it in record.notes if it[0] == "check" and it[1] != NONE and causes[it[1]].entry == made.entry]
    return tuple(checks[0][3]) if len(checks) == 1 else ()


def _rules(course: Course, record: Record, slot: Slot, *, rises: bool) -> tuple[Cause, ...]:
    """Return the lines that may have written a number when this happened, () when there are too many.

    They follow from the ruleset and from what everybody was told, never from what happened besides: so no
    hidden branch is given away.
    """
    track = slot.name.partition("[")[0]
    writes = re.compile(rf"{track}\s*(\[|[-+]?=)")
    lines = [it for it in course.book.rules.causes if writes.match(it.text) and _may(it.text, rises=rises)]
    entries = _entries(course, record)
    found = [it for it in lines if (it.section, it.entry) in entries]
    if not found and record.kind in ("phase", "after"):
        found = [it for it in lines if it.section == "events"]
    return tuple(found) if len(found) <= MOST_RULES else ()


def _may(text: str, *, rises: bool) -> bool:
    """Return whether an assignment may raise a number, or lower it: one that adds a written number only raises."""
    sign = _STEP.search(text)
    return sign is None or (sign[1] == "+") == rises


def _entries(course: Course, record: Record) -> frozenset[tuple[str, str]]:
    """Return the entries of the ruleset that everybody who knows of the event knows to have been at work."""
    said = {note[1] for note in record.notes if note[0] == "say" and note[1] != NONE}
    entries = {(it.section, it.entry) for it in (course.book.rules.causes[cause] for cause in said)}
    if record.kind in ("phase", "after"):
        entries.add(("turn", phase_id(course.book, record.phase)))
    elif record.kind in ("choice", "answered") and record.order is not None:
        entries.add(("choices", ".".join(map(str, record.order[1]))))
    elif record.kind in _SECTIONS:
        entries.add((_SECTIONS[record.kind], record.rule))
    return frozenset(entries)


def reason(course: Course, record: Record, role: int) -> str:
    """Return why something happened as far as a role knows, "" when it does not know."""
    if role == CONTROL:
        return for_control(course.book, record)
    if not is_known(course.book, record, role):
        return ""
    if record.role != role and (record.kind == "adjudged" or (record.kind == "order" and record.order is not None)):
        rule = course.book.rules.orders[record.rule]
        if record.kind == "adjudged" and not rule.title_reads_state:
            return headline(course.book, record)
        title = course.book.titles[rule.id] if rule.title_reads_state else _title(course, record)
        return f"{course.book.role_titles[record.role]}: {title}"
    if record.kind in ("phase", "after"):
        return phase_title(course.book, record.phase)
    return headline(course.book, record)


def _title(course: Course, record: Record) -> str:
    assert record.order is not None, record
    return order_title(course.book, record.role, record.order, record.notes)


def numbers(course: Course) -> tuple[Reading, ...]:
    """Return every number there is, secret ones too, in order of declaration: for control only."""
    state = course.state
    return tuple(slot.reading(state.values, state.memo) for slot in projection_of(course.book, CONTROL).slots)


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
        places |= {place for order in set_aside_by(state, role) for place, _ in order[3]}
    for slot in projection_of(course.book, role).slots:
        if slot.place < 0 or slot.place in places:
            yield slot


def _reasons(course: Course, slot: Slot, role: int, moved: list[Moved] | tuple[()]) -> tuple[str, ...]:
    """Return why, as far as a role knows; what moved a number the other way, in the end, comes last.

    Where it knows a level only, what left the level alone is no reason.
    """
    found: dict[str, float] = {}
    for record, before, after, _ in moved:
        if slot.text(before) != slot.text(after):
            why = reason(course, record, role)
            found[why] = found.get(why, 0) + after - before
    whole = sum(found.values()) if slot.exact else 0
    return tuple(sorted(filter(None, found), key=lambda why: found[why] * whole < 0))
