"""What control decides: each check of an order, argument, motion, deal or answer, by a band, reasons, or as dice fall.

What is not rigid is given and paid for while control sits in the chair, and the game stands still (see `halting`) until
control has decided its checks, one after the other; then all of it is done at once. When control leaves the chair, the
dice decide what it has not. Until it is done, nothing of it has changed a number, so each proposal is worked out anew.
Source: styles of adjudication (dossier, practice 1.4).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..language.styles import FREE, MATRIX
from ..language.text import clean
from ..problems import Refused
from ..rules.events import NOBODY, Given, Move, Record
from ..rules.ruleset import NONE
from ..rules.run import BANDS, Run
from ..rules.state import Frame
from ..rules.words import ANSWER, MOTION
from ..speech import _
from . import answering, deals, motions, promises
from .arguments import MOST_REASONS
from .book import shortened
from .course import Course
from .halting import DEAL, PROMISE, Decided, Does, Trial, ruled
from .orders import made
from .readings import Proposal

_WEIGHED = re.compile(rf"(?:for=([0-{MOST_REASONS}]))?\s*(?:against=([0-{MOST_REASONS}]))?")


class Made(NamedTuple):
    """What was done: the kind of record, who did it by which rule, its moves, and the answer that it was."""

    kind: str
    role: int
    rule: str
    moves: list[Move]
    order: Given | None = None


def _performed(course: Course, frame: Frame, run: Run) -> Made:
    """Do what waited; what it wrote stands in the values."""
    _kind, role, what, params, *_rest = frame
    if what == DEAL:
        return Made("deal", role, "accept", deals.strike(course, role, params[0], run))
    if what == PROMISE:
        return Made("promise", role, course.state.ledger[params][1], promises.fulfil(course, params, run))
    kind, _dot, id = what.partition(".")
    if kind == MOTION:
        return Made("motion", role, id, motions.carry(course, id, run))
    if kind == ANSWER:
        choice = course.rules.events[id].choices[params[0]]
        answering.answer(course, role, choice, params[1:], run)
        return Made("answered", role, id, [], ("choose", (id, choice.id), ()))
    course.rules.orders[what].do(course.state.values, course.state.memo, run, role, *params)
    return Made("adjudged", role, what, [])


def _does(frame: Frame) -> Does:
    return lambda course, run: _performed(course, frame, run)


def _decided_of(frame: Frame) -> Decided:
    return frame[6] if len(frame) > 6 else ()


def _trial(course: Course, frame: Frame) -> Trial:
    return Trial(course, frame[4], _does(frame), _decided_of(frame))


def proposal(course: Course) -> Proposal | None:
    """Return what waits for control, with the odds of its next check and what each band would do."""
    frame = course.state.top
    if frame[0] != "judge":
        return None
    _kind, role, what, params, style, title, *_rest = frame
    trial = _trial(course, frame)
    check = trial.open
    return Proposal(
        role=course.book.role_ids[role],
        order=made(course.book, (what, params, ())).text if what in course.rules.orders else "",
        title=title,
        style=style,
        check="" if check is None else check.check,
        terms=() if check is None else check.terms,
        modifier=0 if check is None else check.modifier,
        outcomes=trial.outcomes(),
        made=trial.made,
    )


# -- decided ---------------------------------------------------------------------------------------


def by_dice(course: Course, frame: Frame) -> Record:
    """Return the record in which what waits is done as the dice fall; its changes stand in the values."""
    return _done(course, frame, _decided_of(frame), None)


def by_control(course: Course, what: str, reason: str) -> Record:
    """Return the record in which control decides what waits: see `_decide`; its changes stand in the values.

    While a check is left to decide, nothing is done yet but to remember the decision.
    Raises: Refused: nothing waits, or it cannot be decided so.
    """
    frame = course.state.top
    if frame[0] != "judge":
        raise Refused(_("No order waits for control to decide."))
    band, pros, cons = _decide(frame, " ".join(clean(what).split()), bool(reason.strip()))
    decided, check = _decided_of(frame), _trial(course, frame).open
    if check is not None:
        decided = (*decided, (check.key, band, pros, cons))
        after = (*frame[:6], decided)
        left = _trial(course, after).open
        if left is not None:
            return _remembered(course, (*frame[:4], left.style, frame[5], decided), check.check, reason)
    return _done(course, frame, decided, reason)


def _remembered(course: Course, after: Frame, check: str, reason: str) -> Record:
    """Return the record in which control has decided one check, and the next one waits."""
    _key, band, pros, cons = after[6][-1]
    run = course.run()
    run.notes += [("ruled", NONE, reason), ("settles", NONE, check, band, after[5])]
    if pros or cons:
        run.notes.append(("weighed", NONE, pros, cons))
    moves: list[Move] = [("flow", len(course.state.flow) - 1, course.state.top, after)]
    return course.record("settled", moves, role=NOBODY, rule=after[2], run=run)


def _decide(frame: Frame, what: str, has_reason: bool) -> tuple[str, int, int]:
    """Return the band, and the reasons for and against: "" accepts the dice, `success` picks, `for=2 against=1` weighs.

    Raises: Refused: the style does not go with it, or there is no reason.
    """
    style, title = frame[4:6]
    weighed = _WEIGHED.fullmatch(what)
    if what and what not in BANDS and weighed is None:
        known = ", ".join(BANDS)
        raise Refused(
            _("A decision is one of {bands}, or for=2 against=1, not {what}.").format(bands=known, what=shortened(what))
        )
    if not what and style == FREE:
        raise Refused(_("{order} is free: pick a band, and say why.").format(order=title))
    if what in BANDS:
        if not has_reason:
            raise Refused(_("Whoever picks a band says why."))
        return what, 0, 0
    pros, cons = (int(it or 0) for it in weighed.groups()) if weighed else (0, 0)
    if (pros or cons) and style != MATRIX:
        raise Refused(
            _("{order} is {style}: reasons for and against count where it is matrix.").format(order=title, style=style)
        )
    if (pros or cons) and not has_reason:
        raise Refused(_("Whoever lets reasons count says which."))
    return "", pros, cons


def _done(course: Course, frame: Frame, decided: Decided, reason: str | None) -> Record:
    """Return the record in which what waited is done; a reason, "" too, says that control did it."""
    run = course.run()
    said = [] if reason is None else [("ruled", NONE, reason)]
    rule = course.rules.orders.get(frame[2]) or course.rules.events.get(frame[2].removeprefix(f"{ANSWER}."))
    if rule is not None:
        run.notes += [("title", rule.cause, frame[5]), *said]
    made = ruled(run, decided, lambda: _performed(course, frame, run))
    if rule is None:  # what all parties are told of it stands first
        run.notes += said
    moves: list[Move] = [("flow", len(course.state.flow) - 1, frame, None), *made.moves]
    return course.record(made.kind, moves, role=made.role, rule=made.rule, order=made.order, run=run)
