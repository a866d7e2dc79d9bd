"""Motions: what is on the table, how votes are counted, and what a count would be if things stay as they are.

A motion is tabled and voted on by orders like any other; here is what those two orders do beside the rules,
and the tally when a phase with votes is done. Who does not vote abstains.
Source: coalition practice; qualified majority counts abstention against (dossier, practice 2.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ..rules.events import NOBODY, Move
from ..rules.ruleset import Motion as Rule
from ..rules.ruleset import Order
from ..rules.run import Run
from ..rules.words import ABSTAIN, BALLOTS, MOTION, NO, PROPOSE, YES
from ..speech import _
from . import halting
from .closing import Named
from .course import Course
from .readings import Motion, Outlook
from .styles import is_asked, style_of

Tabled = tuple[int, int, tuple[int, ...]]  # its place on the agenda, who tabled it, parameters

_AGENDA = ("phase", NOBODY, "agenda")


@attrs.frozen(kw_only=True)
class Count:
    """Who stands where on a motion, and whether that is enough; `said` is the arithmetic in words."""

    yes: tuple[int, ...]
    no: tuple[int, ...]
    abstained: tuple[int, ...]
    passes: bool
    said: str


def on_table(course: Course) -> list[tuple[str, Tabled]]:
    """Return the motions on the table, in the order in which they were tabled."""
    return sorted(course.state.tabled.items(), key=lambda it: it[1][0])


def title_of(course: Course, motion: str) -> str:
    """Return a motion on the table in words."""
    _number, by, params = course.state.tabled[motion]
    return str(course.rules.motions[motion].name_of(course.state.values, course.state.memo, by, *params))


def voted(course: Course, motion: str, ballot: int) -> str:
    """Return a ballot on a motion on the table in words."""
    return ballot_words(ballot, title_of(course, motion))


def ballot_words(ballot: int, title: str) -> str:
    """Return a ballot on a motion of that title in words."""
    said = (_("Yes to: {motion}"), _("No to: {motion}"), _("Abstains from: {motion}"))[ballot]
    return said.format(motion=title)


# -- tabling and voting ----------------------------------------------------------------------------


def is_refused(course: Course, order: Order) -> bool:
    """Return whether a motion may not be tabled or voted on now: `refused` says why."""
    state = course.state
    if order.kind != PROPOSE:
        return order.motion not in state.tabled
    if order.motion in state.tabled or ("phase", NOBODY, order.id) in state.used:
        return True
    return _AGENDA in state.used and 0 < _agenda(course) <= state.used[_AGENDA]


def refused(course: Course, order: Order) -> str:
    """Return why a motion may not be tabled or voted on now, or ""."""
    if not is_refused(course, order):
        return ""
    state, title = course.state, course.book.motion_titles[order.motion]
    if order.kind != PROPOSE:
        return Named(_("{motion} is not on the table.").format(motion=title))
    if order.motion in state.tabled:
        title = title_of(course, order.motion)
        return Named(_("{motion} is on the table already.").format(motion=title))
    if ("phase", NOBODY, order.id) in state.used:
        return Named(_("{motion} was tabled in this phase already.").format(motion=title))
    said = _("The agenda is full: at most {most} motions are tabled in this phase.")
    return said.format(most=_agenda(course))


def _agenda(course: Course) -> int:
    frame = course.state.top
    return course.rules.phases[frame[1]].agenda if frame[0] == "phase" else 0


def done(course: Course, role: int, order: Order, params: tuple[int, ...], run: Run) -> list[Move]:
    """Return what an order about a motion moves, and note it in words; nothing, with the reason, when too late."""
    why = refused(course, order)
    if why:
        run.say(order.cause, why)
        return []
    state, motion = course.state, course.rules.motions[order.motion]
    if order.kind == PROPOSE:
        words = motion.name_of(state.values, state.memo, role, *params)
        run.notes.append(("title", order.cause, _("Tables: {motion}").format(motion=words)))
        counted = [(key, state.used.get(key)) for key in (_AGENDA, ("phase", NOBODY, order.id))]
        used: list[Move] = [("used", key, times, (times or 0) + 1) for key, times in counted]
        return [("tabled", order.motion, None, (course.moment + 1, role, params)), *used]
    run.notes.append(("title", order.cause, voted(course, order.motion, params[0])))
    return [("ballots", (order.motion, role), state.ballots.get((order.motion, role)), params[0])]


def votes_of(course: Course, role: int) -> int:
    """Return on how many of the motions on the table a role votes."""
    values, memo, rules = course.state.values, course.state.memo, course.rules.motions
    return sum(role in rules[motion].members(values, memo) for motion in course.state.tabled)


# -- counting --------------------------------------------------------------------------------------


def tally(course: Course) -> None:
    """Count the votes on the first motion on the table, and do what follows; or let it wait for control."""
    motion, (_number, by, _params) = on_table(course)[0]
    what = f"{MOTION}.{motion}"
    if is_asked(course, what):
        title, style = title_of(course, motion), style_of(course, what)
        waits = halting.held(course, by, what, (), style, title, lambda ahead, run: carry(ahead, motion, run))
        if waits:
            course.stand(course.record("halted", waits, rule=what))
            return
    run = course.run()
    moves = carry(course, motion, run)
    course.stand(course.record("motion", moves, role=by, rule=motion, run=run))


def carry(course: Course, motion: str, run: Run) -> list[Move]:
    """Count the votes on a motion and do what follows; return the moves, what it wrote stands in the values."""
    tabled = course.state.tabled[motion]
    rule, (_number, by, params) = course.rules.motions[motion], tabled
    ballots = {role: ballot for (it, role), ballot in course.state.ballots.items() if it == motion}
    count = counted(course, rule, tabled, ballots)
    title = title_of(course, motion)
    effects = rule.passed if count.passes else rule.failed
    sides = (count.yes, count.no, count.abstained)
    run.notes.append(("motion", rule.cause, motion, title, count.passes, *sides, count.said))
    effects(course.state.values, course.state.memo, run, by, *params, *sides)
    moves: list[Move] = [("tabled", motion, tabled, None)]
    moves += [("ballots", key, ballot, None) for key, ballot in course.state.ballots.items() if key[0] == motion]
    return moves


def counted(course: Course, rule: Rule, tabled: Tabled, ballots: Mapping[int, int]) -> Count:
    """Return how a motion stands when these are the ballots; members without one abstain."""
    values, memo = course.state.values, course.state.memo
    members: Sequence[int] = rule.members(values, memo)
    sides = [tuple(it for it in members if ballots.get(it, ABSTAIN) == side) for side in (YES, NO, ABSTAIN)]
    yes, no, abstained = sides
    needed = rule.needed(values, memo, tabled[1], *tabled[2]) if rule.needed is not None else 0
    passes, said = _decided(rule, sides, needed)
    return Count(yes=yes, no=no, abstained=abstained, passes=passes, said=said)


def _decided(rule: Rule, sides: Sequence[tuple[int, ...]], needed: int) -> tuple[bool, str]:
    """Return whether a motion passes, and the arithmetic."""
    yes, no, abstained = map(len, sides)
    whole = yes + no + abstained
    match rule.rule:
        case "opt_in":
            return yes >= needed, _("{yes} opted in, {needed} are needed").format(yes=yes, needed=needed)
        case "unanimity":
            return yes == whole > 0, _("{yes} of {whole} for it, all are needed").format(yes=yes, whole=whole)
        case "unanimity_abstain":
            said = _("{yes} for it, {no} against it, nobody may be against it")
            return no == 0 < yes, said.format(yes=yes, no=no)
        case "majority":
            said = _("{yes} for it, {no} against it, more must be for it than against it")
            return yes > no, said.format(yes=yes, no=no)
    return _qualified(rule, sides)


def _qualified(rule: Rule, sides: Sequence[tuple[int, ...]]) -> tuple[bool, str]:
    everybody = [role for side in sides for role in side]
    passes, said = True, []
    weights = rule.weights or (0,) * (max(everybody, default=0) + 1)
    sums = [(len(sides[YES]), len(everybody), rule.shares[0], _("{yes} of {whole} members, {share} % are needed"))]
    if rule.shares[1]:
        heavy = [sum(weights[role] for role in side) for side in (sides[YES], everybody)]
        sums.append((heavy[0], heavy[1], rule.shares[1], _("{yes} of {whole} by weight, {share} % are needed")))
    for yes, whole, share, text in sums:
        passes = passes and whole > 0 and 100 * yes >= share * whole
        said.append(text.format(yes=yes, whole=whole, share=share))
    return passes, "; ".join(said)


# -- as a seat sees it -----------------------------------------------------------------------------


def motions_of(course: Course, role: int) -> tuple[Motion, ...]:
    """Return what is on the table, with the ballots that a role knows and what it could make of them."""
    return tuple(_reading(course, role, motion, tabled) for motion, tabled in on_table(course))


def _reading(course: Course, role: int, motion: str, tabled: Tabled) -> Motion:
    rule, ids = course.rules.motions[motion], course.book.role_ids
    ballots = _known(course, role, motion)
    members = tuple(rule.members(course.state.values, course.state.memo))
    count = counted(course, rule, tabled, ballots)
    missing = [it for it in members if it not in ballots]
    return Motion(
        id=motion,
        title=title_of(course, motion),
        text=rule.text,
        by=ids[tabled[1]],
        members=tuple(ids[it] for it in members),
        ballots=tuple((ids[it], BALLOTS[ballots[it]]) for it in members if it in ballots),
        own=BALLOTS[ballots[role]] if role in ballots else "",
        passes=count.passes,
        stands=count.said,
        lacks=_lacking(course, rule, tabled, ballots, missing),
        missing=tuple(ids[it] for it in missing),
        outlook=tuple(
            Outlook(ballot=word, passes=it.passes, stands=it.said)
            for n, word in enumerate(BALLOTS if role in members else ())
            for it in [counted(course, rule, tabled, {**ballots, role: n})]
        ),
    )


def _known(course: Course, role: int, motion: str) -> dict[int, int]:
    """Return the ballots on a motion that a role knows: those given openly, and its own sealed one."""
    known = {it: ballot for (about, it), ballot in course.state.ballots.items() if about == motion}
    sealed = [order[1][0] for order in course.state.sealed_by(role) if order[0] == f"vote.{motion}"]
    return known | ({role: sealed[-1]} if sealed else {})


def _lacking(course: Course, rule: Rule, tabled: Tabled, ballots: Mapping[int, int], missing: list[int]) -> int | None:
    """Return how many more must vote yes at least, of those who have not voted; None when that is not enough."""
    heavy = sorted(missing, key=lambda it: -rule.weights[it]) if rule.weights else missing
    for count in range(len(heavy) + 1):
        if counted(course, rule, tabled, {**ballots, **dict.fromkeys(heavy[:count], YES)}).passes:
            return count
    return None


def said(book: Any, note: tuple[Any, ...]) -> str:
    """Return in words how a motion was decided."""
    title, passed, *sides, arithmetic = note[3:]
    names = [", ".join(book.role_titles[role] for role in side) or "–" for side in sides]
    text = _("{motion} passes") if passed else _("{motion} fails")
    votes = _("yes: {yes}; no: {no}; abstained: {abstained}").format(yes=names[0], no=names[1], abstained=names[2])
    return f"{text.format(motion=title)} ({votes}; {arithmetic})"
