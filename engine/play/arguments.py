"""Arguments: what somebody wants to happen, in words of its own, with reasons that help or hinder.

Everybody hears an argument when it is given. By default each of its reasons counts, and its effects run at once.
While control sits in the chair, one that is not rigid waits until control has judged which reasons count, or picked the
band of its first check; the phase does not end before. Checks after the first one wait as an order's do, see `halting`.
Control that leaves the chair lets what waits be judged by default.
Source: matrix-game practice, up to three reasons for and against (dossier, practice 3.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..language.styles import FREE
from ..language.text import clean
from ..problems import Refused
from ..rules.events import Given, Move, Record
from ..rules.ruleset import NONE
from ..rules.ruleset import Order as Rule
from ..rules.run import BANDS, Run
from ..rules.words import ARGUE
from ..speech import _
from . import halting
from .book import shortened, suggestion
from .course import Course, waits
from .halting import Decided, Does, Trial, ruled
from .orders import Value, made
from .readings import Argument
from .styles import is_asked, style_of

MOST_REASONS = 3
"""Reasons for, and against, that count."""

MOST = 200
"""Characters of an argument, and of a reason."""

PROS, CONS = ("pro1", "pro2", "pro3"), ("con1", "con2", "con3")
TEXTS = ("text", *PROS, *CONS)

Texts = tuple[tuple[str, str], ...]


class Waiting(NamedTuple):
    """An argument that waits for control."""

    number: int  # of the record with which it was given
    role: int
    name: str
    params: tuple[int, ...]
    texts: Texts


def inner(course: Course, given: Mapping[str, Value]) -> tuple[str, dict[str, Value]]:
    """Return the order of the rules that argues for the effect given, and the rest of what is given.

    Raises: Refused: there is no such effect.
    """
    rest = dict(given)
    effect = rest.pop("effect", None)
    known = [rule.argues for rule in course.rules.orders.values() if rule.argues]
    if type(effect) is not str or effect not in known:
        hint = suggestion(effect, known)
        raise Refused(_("There is no effect {effect} to argue for.{hint}").format(effect=shortened(effect), hint=hint))
    return f"{ARGUE}.{effect}", rest


def texts_of(given: dict[str, Value]) -> Texts:
    """Take an argument's own words out of what is given, cleaned, and return them.

    Raises: Refused: one of them is no text, or too long.
    """
    found = []
    for key in TEXTS:
        text = given.pop(key, "")
        if type(text) is not str:
            raise Refused(_("argue: {key} is a text, not {value}.").format(key=key, value=shortened(text)))
        if len(text) > MOST:
            raise Refused(_("argue: {key} has at most {most} characters.").format(key=key, most=MOST))
        if clean(text).strip():
            found.append((key, clean(text).strip()))
    return tuple(found)


def heard(course: Course, role: int, rule: Rule, given: Given, run: Run) -> list[Move] | None:
    """Say an argument to all, and return the moves by which it waits for control; None when it counts at once."""
    texts: Texts = given[2]  # type: ignore[assignment]
    if texts:
        run.say(rule.cause, _in_words(course, role, texts))
    if _counts_at_once(course, rule):
        run.reasons = reasons(texts)
        return None
    before = course.state.pending.get("argued", ())
    return waits(before, "argued", (*before, Waiting(course.moment + 1, role, rule.id, given[1], texts)))


def _counts_at_once(course: Course, rule: Rule) -> bool:
    return not is_asked(course, rule.id)


def counting(course: Course, rule: Rule, texts: Texts) -> tuple[tuple[str, int], ...]:
    """Return what reasons would be worth, in named terms; nothing where control has yet to judge them."""
    return reasons(texts) if _counts_at_once(course, rule) else ()


def reasons(texts: Texts) -> tuple[tuple[str, int], ...]:
    """Return what reasons are worth on a check, in named terms."""
    if not texts:
        return ()
    pros, cons = (sum(key in keys for key, _text in texts) for keys in (PROS, CONS))
    return tuple((name, worth) for name, worth in ((_("reasons for"), pros), (_("reasons against"), -cons)) if worth)


def _in_words(course: Course, role: int, texts: Texts) -> str:
    said = dict(texts)
    parts = [f"{course.book.role_titles[role]}: {said.get('text', '…')}"]
    for keys, label in ((PROS, _("For: {reasons}")), (CONS, _("Against: {reasons}"))):
        found = [said[key] for key in keys if key in said]
        parts += [label.format(reasons="; ".join(found))] if found else []
    return " · ".join(parts)


# -- judged ----------------------------------------------------------------------------------------


def judge_next(course: Course) -> bool:
    """Judge the first argument that waits by default; false while control is to judge it."""
    if "chair" in course.state.pending:
        return False
    first = Waiting(*course.state.pending["argued"][0])
    course.stand(_judged(course, first, first.texts, course.run()))
    return True


def by_control(course: Course, number: int, counts: Iterable[str], reason: str) -> Record:
    """Return the record with which control judges an argument: those of its reasons count that are named, or a band.

    Raises: Refused: no such argument waits, it has no such reason, or its style does not go with that.
    """
    waiting = [Waiting(*it) for it in course.state.pending.get("argued", ())]
    found = next((it for it in waiting if it.number == number), None)
    if found is None:
        raise Refused(_("No argument {number} waits to be judged.").format(number=shortened(number)))
    wanted = list(counts)
    band = _band(course, found, wanted, reason)
    counted = tuple(pair for pair in found.texts if pair[0] in wanted)
    decided = _first(course, found, band, counted)
    run = course.run()
    run.notes.append(("ruled", NONE, reason))
    halts = _held(course, found, decided)
    if halts:
        return course.record("judged", [*_gone(course, found), *halts], role=found.role, rule=found.name, run=run)
    return _judged(course, found, counted, run, decided if band else ())


def _band(course: Course, it: Waiting, wanted: list[str], reason: str) -> str:
    """Return the band that is among what is wanted, "" without one.

    Raises: Refused: something else is wanted than the argument's reasons, or its style does not go with that.
    """
    bands = BANDS if _trial(course, it).open is not None else ()
    if len(wanted) == 1 and wanted[0] in bands:
        if not reason.strip():
            raise Refused(_("Whoever picks a band says why."))
        return wanted[0]
    known = [key for key, _text in it.texts if key != "text"]
    for key in wanted:
        if key not in known:
            there = ", ".join((*known, *bands)) or _("none")
            raise Refused(
                _("The argument has no reason {key}; there are {known}.").format(key=shortened(key), known=there)
            )
    if style_of(course, it.name) == FREE:
        raise Refused(_("{order} is free: pick a band, and say why.").format(order=course.book.titles[it.name]))
    return ""


def _first(course: Course, it: Waiting, band: str, counted: Texts) -> Decided:
    """Return what is decided of an argument's first check: a band, or the reasons that count; () when it makes none."""
    check = _trial(course, it).open
    pros, cons = (sum(key in keys for key, _text in counted) for keys in (PROS, CONS))
    return () if check is None else ((check.key, band, *((0, 0) if band else (pros, cons))),)


def _trial(course: Course, it: Waiting, decided: Decided = ()) -> Trial:
    return Trial(course, style_of(course, it.name), _does(course, it), decided)


def _does(course: Course, it: Waiting) -> Does:
    rule = course.rules.orders[it.name]
    return lambda ahead, run: rule.do(ahead.state.values, ahead.state.memo, run, it.role, *it.params)


def _held(course: Course, it: Waiting, decided: Decided) -> list[Move]:
    """Return the move by which the next check of an argument waits for control; [] when it has none."""
    title = str(course.rules.orders[it.name].name_of(course.state.values, {}, it.role, *it.params))
    style, does = style_of(course, it.name), _does(course, it)
    return halting.held(course, it.role, it.name, it.params, style, title, does, decided)


def _judged(course: Course, it: Waiting, counted: Texts, run: Run, decided: Decided = ()) -> Record:
    """Return the record in which an argument has its effects, with those reasons that count, or the band."""
    rule = course.rules.orders[it.name]
    run.reasons = () if decided else reasons(counted)
    ruled(run, decided, lambda: rule.do(course.state.values, course.state.memo, run, it.role, *it.params))
    return course.record("judged", _gone(course, it), role=it.role, rule=it.name, run=run)


def _gone(course: Course, it: Waiting) -> list[Move]:
    """Return the move by which an argument waits no longer."""
    before: tuple[Any, ...] = course.state.pending["argued"]
    return waits(before, "argued", tuple(other for other in before if other[0] != it.number))


def chaired(course: Course, *, taken: bool) -> Record:
    """Return the record with which control takes the chair, or leaves it.

    Raises: Refused: it sits there already, or does not.
    """
    before = course.state.pending.get("chair", ())
    if bool(before) == taken:
        raise Refused(_("Control sits in the chair already.") if taken else _("Control does not sit in the chair."))
    after: tuple[Any, ...] = (("control",),) if taken else ()
    return course.record("chaired", waits(before, "chair", after))


def waiting_of(course: Course) -> tuple[Argument, ...]:
    """Return the arguments that wait for control."""
    return tuple(_reading(course, Waiting(*it)) for it in course.state.pending.get("argued", ()))


def _reading(course: Course, it: Waiting) -> Argument:
    trial = _trial(course, it)
    given: Given = (it.name, it.params, it.texts)  # type: ignore[assignment]
    order, said = made(course.book, given), dict(it.texts)
    return Argument(
        number=it.number,
        role=course.book.role_ids[it.role],
        order=order.text,
        title=str(course.rules.orders[it.name].name_of(course.state.values, {}, it.role, *it.params)),
        text=said.get("text", ""),
        reasons=tuple(pair for pair in it.texts if pair[0] != "text"),
        style=style_of(course, it.name),
        check="" if trial.open is None else trial.open.check,
        modifier=0 if trial.open is None else trial.open.modifier,
        outcomes=trial.outcomes(),
    )
