"""What control overrules: a number, an order, the band of a check, what an order needs. Always an event, with a reason.

Nothing here writes into the state but by records, so that a game with overrides is saved, forked and verified like any
other. Roles see what changed and that it was by control; the reason is in the log of control, unless it is public.

The bands that control picked stand under `pending["bands"]`, pairs of a check and a band; the exceptions that it
granted under `pending["excepted"]`, pairs of a role and an order, "" for any. Each is used once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..language.text import clean
from ..problems import Refused
from ..rules.events import Move
from ..rules.ruleset import NONE, Track
from ..rules.run import BANDS as BANDS
from ..rules.run import Run
from ..speech import _
from . import deciding, legality
from .asking import awaiting
from .book import shortened, suggestion
from .by_control import BY_CONTROL
from .course import Course
from .orders import Order
from .projection import CONTROL, Slot, projection_of
from .questions import leave_an_answer

MOST_REASON = 500
"""Characters of what control says about what it does."""

_SET, _CLEAR = ("set", "on", "yes"), ("clear", "off", "no")
_NUMBER = re.compile(r"[-+]?\d{1,9}")


def overrule(course: Course, ruling: str, what: str, reason: str, *, public: bool) -> None:
    """Write down what control overrules: see `OVERRIDES`; a public reason is told to all.

    Raises: Refused: there is no reason, or it cannot be done now; nothing has changed.
    """
    said = clean(reason, most=MOST_REASON).strip()
    if not said:
        raise Refused(_("Whoever overrules the rules says why."))
    if not awaiting(course) and "argued" not in course.state.pending and course.state.top[0] != "judge":
        raise Refused(_("The game is over.") if _is_over(course) else _("That must wait until somebody may act."))
    if ruling not in OVERRIDES:
        hint = suggestion(ruling, list(OVERRIDES))
        raise Refused(_("Control cannot overrule by {ruling}.{hint}").format(ruling=shortened(ruling), hint=hint))
    OVERRIDES[ruling](course, clean(what).strip(), said, public)


def _is_over(course: Course) -> bool:
    return bool(course.state.flow[0][0] == "over")


def _run(course: Course, reason: str, public: bool) -> Run:
    run = course.run()
    run.notes.append(("ruled", NONE, reason))
    if public:
        run.say(NONE, _("Control: {reason}").format(reason=reason))
    return run


# -- a number --------------------------------------------------------------------------------------


def _add(course: Course, what: str, reason: str, public: bool) -> None:
    """`heat 2`, `approval[paris] -1`, `alarm set`: add to a track, within its range."""
    name, _space, amount = what.rpartition(" ")
    slot = _slot(course, name.strip() or amount)
    track = course.rules.track_at(slot.place)[0]
    before = course.state.values[slot.place]
    after = _after(track, before, amount if name else "")
    if after == before:
        said = _("{name} would stay {value}.")
        raise Refused(said.format(name=slot.name, value=slot.text(before)))
    run = _run(course, reason, public)
    run.changes.append((slot.place, before, after, BY_CONTROL))
    record = course.record("added", [], rule=track.id, run=run)
    leave_an_answer(course, lambda ahead: ahead.keep(record))
    course.keep(record)


def _slot(course: Course, name: str) -> Slot:
    """Return the number of a track that is written as `approval[paris]`."""
    known = projection_of(course.book, CONTROL)
    slot = known.by_name.get(name.replace(" ", ""))
    if slot is None:
        hint = suggestion(name, [it.name for it in known.slots if it.place >= 0])
        raise Refused(_("There is no number {name}.{hint}").format(name=shortened(name), hint=hint))
    if slot.place < 0:
        raise Refused(_("{name} is worked out from tracks; nothing can be added to it.").format(name=slot.name))
    return slot


def _after(track: Track, before: int, amount: str) -> int:
    if track.kind == "flag":
        if amount not in (*_SET, *_CLEAR):
            raise Refused(_("{track} is set or cleared: {id} set.").format(track=track.title, id=track.id))
        return int(amount in _SET)
    if track.kind != "number":
        raise Refused(_("{track} is no number; nothing can be added to it.").format(track=track.title))
    if not _NUMBER.fullmatch(amount):
        raise Refused(_("How much is added is a whole number, as in: {id} +1.").format(id=track.id))
    return max(track.least, min(track.most, before + int(amount)))


# -- an order --------------------------------------------------------------------------------------


def _give(course: Course, what: str, reason: str, public: bool) -> None:
    """`blue earn`: give an order for a role, as if the role had given it."""
    role, text = _role(course, what)
    given = legality.read(course, role, Order.parse(text))
    course.stand(course.record("gave", [], role=role, rule=given[0], run=_run(course, reason, public)))
    course.stand(deciding.act(course, role, given))


def _take(course: Course, what: str, reason: str, public: bool) -> None:
    """`blue earn` or `blue`: take back a sealed order of a role, or all of them and its passing."""
    role, text = _role(course, what)
    record = deciding.take_back(course, role, Order.parse(text) if text else None)
    course.keep(record._replace(kind="took", notes=tuple(_run(course, reason, public).notes)))


def _role(course: Course, what: str) -> tuple[int, str]:
    """Return the role that is named first, and the rest."""
    name, _space, rest = what.partition(" ")
    position = course.book.role_at.get(name)
    if position is None:
        hint = suggestion(name, course.book.role_ids)
        raise Refused(_("There is no role {role}.{hint}").format(role=shortened(name), hint=hint))
    return position, rest.strip()


# -- a check ---------------------------------------------------------------------------------------


def _band(course: Course, what: str, reason: str, public: bool) -> None:
    """`parliament success`: the next check of that id has that band, however the dice fall."""
    name, _space, band = (part.strip() for part in what.rpartition(" "))
    known = course.rules.checks
    if name not in known:
        hint = suggestion(name, known)
        raise Refused(_("There is no check {name}.{hint}").format(name=shortened(name), hint=hint))
    if band not in BANDS:
        raise Refused(_("A band is one of {bands}, not {band}.").format(bands=", ".join(BANDS), band=shortened(band)))
    before = course.state.pending.get("bands", ())
    after = (*(pair for pair in before if pair[0] != name), (name, band))
    moves: list[Move] = [("pending", "bands", before or None, after)]
    run = _run(course, reason, public)
    run.notes.append(("picks", NONE, name, band))
    course.stand(course.record("banded", moves, rule=name, run=run))


# -- an exception ----------------------------------------------------------------------------------


def _except(course: Course, what: str, reason: str, public: bool) -> None:
    """`blue earn` or `blue`: the next order of a role (of that id) needs no condition, limit or cost."""
    role, name = _role(course, what)
    if name and (name not in course.rules.orders or course.rules.orders[name].motion):
        hint = suggestion(name, course.book.spoken)
        raise Refused(_("There is no order {name}.{hint}").format(name=shortened(name), hint=hint))
    before = course.state.pending.get("excepted", ())
    if (role, name) in before:
        raise Refused(_("{role} has that exception already.").format(role=course.book.role_titles[role]))
    moves: list[Move] = [("pending", "excepted", before or None, (*before, (role, name)))]
    course.asking = ()  # to look again: no order goes the short way now
    course.stand(course.record("excepted", moves, role=role, rule=name, run=_run(course, reason, public)))


OVERRIDES: Mapping[str, Callable[[Course, str, str, bool], None]] = {
    "add": _add,
    "give": _give,
    "take": _take,
    "band": _band,
    "except": _except,
}
"""What control may overrule, by the word for it."""
