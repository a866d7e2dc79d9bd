"""Orders whose outcome control decides: semi-rigid, free, or by arguments for and against.

By default every kind of order is rigid: the rules and the dice decide. Control sets another style for orders that make
a check. While it sits in the chair, such an order is given and paid for, and the game stands still over a frame
("judge", role, order, parameters, style, title) until control has decided the first check of it; when control leaves
the chair, the dice decide, at once for what waits.
Source: styles of adjudication (dossier, practice 1.4).

The styles that differ stand under `pending["styles"]`, pairs of an order and a style.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from ..language.text import clean
from ..problems import Refused
from ..rules.dice import Median
from ..rules.events import Given, Move, Record
from ..rules.ruleset import NONE
from ..rules.ruleset import Order as Rule
from ..rules.run import BANDS, Change, Note, Run
from ..rules.state import Frame
from ..speech import _
from .book import shortened, suggestion
from .course import Course, waits
from .odds import chances_of
from .orders import made
from .projection import CONTROL, projection_of
from .readings import Outcome, Proposal

RIGID, SEMI, FREE, MATRIX = STYLES = ("rigid", "semi", "free", "matrix")
MOST_REASONS = 3
"""Reasons for, and against, that count."""

_WEIGHED = re.compile(rf"(?:for=([0-{MOST_REASONS}]))?\s*(?:against=([0-{MOST_REASONS}]))?")


def styles(course: Course) -> Mapping[str, str]:
    """Return the style of every kind of order that makes a check, as control set it."""
    ruled: dict[str, str] = dict(course.state.pending.get("styles", ()))
    return {rule.id: ruled.get(rule.id, RIGID) for rule in course.rules.orders.values() if _is_open(rule)}


def _is_open(rule: Rule) -> bool:
    """Return whether control may decide orders of a kind; arguments are judged by their reasons."""
    return "run.check(" in rule.foresight and not rule.motion and not rule.argues


def styled(course: Course, what: str, reason: str) -> Record:
    """Return the record that sets the style of a kind of order, as in `sail semi`; control takes the chair for it.

    Raises: Refused: there is no such order or style, it makes no check, it has that style, or the game is over.
    """
    if course.state.top[0] == "over":
        raise Refused(_("The game is over."))
    name, _space, style = (part.strip() for part in clean(what).strip().rpartition(" "))
    known = styles(course)
    if name not in known:
        no_check = name in course.rules.orders
        said = (
            _("{order} makes no check that control could decide.")
            if no_check
            else _("There is no order {order}.{hint}")
        )
        raise Refused(said.format(order=shortened(name), hint=suggestion(name, list(known))))
    if style not in STYLES:
        raise Refused(
            _("A style is one of {styles}, not {style}.").format(styles=", ".join(STYLES), style=shortened(style))
        )
    if known[name] == style:
        raise Refused(_("{order} is {style} already.").format(order=course.book.titles[name], style=style))
    before = course.state.pending.get("styles", ())
    rest = tuple(pair for pair in before if pair[0] != name)
    moves = waits(before, "styles", rest if style == RIGID else (*rest, (name, style)))
    if style != RIGID and "chair" not in course.state.pending:
        moves += waits((), "chair", (("control",),))
    run = course.run()
    run.notes += [("ruled", NONE, reason), ("style", NONE, name, style)]
    return course.record("styled", moves, rule=name, run=run)


# -- what waits ------------------------------------------------------------------------------------


def held(course: Course, role: int, rule: Rule, given: Given) -> list[Move]:
    """Return the move by which an order waits for control to decide its check; [] when it does not."""
    state = course.state
    ruled: dict[str, str] = dict(state.pending["styles"])
    if rule.id not in ruled or "chair" not in state.pending:
        return []
    if _check_of(_tried(course, role, rule, given[1], "")[1]) is None:
        return []
    title = str(rule.name_of(state.values, state.memo, role, *given[1]))
    return [("flow", len(state.flow), None, ("judge", role, rule.id, given[1], ruled[rule.id], title))]


def _tried(
    course: Course, role: int, rule: Rule, params: tuple[int, ...], band: str
) -> tuple[list[Change], list[Note]]:
    """Return what an order would do now with that band, "" for the middle of the dice; nothing has changed."""
    ahead = course.fork(Median())
    run = ahead.run()
    run.band = band
    rule.do(ahead.state.values, ahead.state.memo, run, role, *params)
    return run.changes, run.notes


def _check_of(notes: list[Note]) -> Note | None:
    return next((note for note in notes if note[0] == "check"), None)


def proposal(course: Course) -> Proposal | None:
    """Return the order that waits for control, with the odds of its check and what each band would do."""
    frame = course.state.top
    if frame[0] != "judge":
        return None
    _kind, role, name, params, style, title = frame
    rule = course.rules.orders[name]
    check = _check_of(_tried(course, role, rule, params, "")[1])
    likely = [Fraction(0)] * len(BANDS) if check is None else chances_of(course.rules, course.state.values, check[4])
    return Proposal(
        role=course.book.role_ids[role],
        order=made(course.book, (name, params, ())).text,
        title=title,
        style=style,
        check="" if check is None else str(check[2]),
        terms=() if check is None else tuple(check[3]),
        modifier=0 if check is None else int(check[4]),
        outcomes=tuple(
            Outcome(band=band, chance=chance, effects=_effects(course, *_tried(course, role, rule, params, band)))
            for band, chance in zip(BANDS, likely, strict=True)
        ),
    )


def _effects(course: Course, changes: list[Change], notes: list[Note]) -> tuple[str, ...]:
    slots = projection_of(course.book, CONTROL).by_place
    moved = [f"{slots[at].name} {slots[at].text(old)} → {slots[at].text(new)}" for at, old, new, _cause in changes]
    return (*moved, *(str(note[2]) for note in notes if note[0] == "say"))


# -- decided ---------------------------------------------------------------------------------------


def by_dice(course: Course, frame: Frame) -> Record:
    """Return the record in which what waits is done as the dice fall; its changes stand in the values."""
    return _done(course, frame, course.run())


def by_control(course: Course, what: str, reason: str) -> Record:
    """Return the record in which control decides what waits: see `_decide`; its changes stand in the values.

    Raises: Refused: nothing waits, or it cannot be decided so.
    """
    frame = course.state.top
    if frame[0] != "judge":
        raise Refused(_("No order waits for control to decide."))
    band, pros, cons = _decide(frame, " ".join(clean(what).split()), bool(reason.strip()))
    run = course.run()
    run.notes.append(("ruled", NONE, reason))
    if pros or cons:
        run.notes.append(("weighed", NONE, pros, cons))
    run.band = band
    terms = ((_("reasons for"), pros), (_("reasons against"), -cons))
    run.reasons = tuple((name, worth) for name, worth in terms if worth)
    return _done(course, frame, run)


def _decide(frame: Frame, what: str, has_reason: bool) -> tuple[str, int, int]:
    """Return the band, and the reasons for and against: "" accepts the dice, `success` picks, `for=2 against=1` weighs.

    Raises: Refused: the order's style does not go with it, or there is no reason.
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


def _done(course: Course, frame: Frame, run: Run) -> Record:
    _kind, role, name, params, _style, title = frame
    rule, state = course.rules.orders[name], course.state
    run.notes.insert(0, ("title", rule.cause, title))
    try:
        rule.do(state.values, state.memo, run, role, *params)
    finally:
        run.band, run.reasons = "", ()
    moves: list[Move] = [("flow", len(state.flow) - 1, frame, None)]
    return course.record("adjudged", moves, role=role, rule=name, run=run)
