"""Injects: fired on their cue or by control, told to those addressed, and watched by control alone.

What control ruled stands under `pending["injects"]`: pairs of an inject and "held" or "skipped". One that
fired is spent, like any event that happens once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..problems import Refused
from ..rules.events import Move, Record
from ..rules.ruleset import NONE, TURN
from ..rules.ruleset import Inject as Rule
from ..speech import _
from .asking import awaiting
from .book import shortened, suggestion
from .course import Course, waits
from .own_words import reworded, told_anew, worded
from .questions import leave_an_answer
from .readings import Inject

ARMED, HELD, SKIPPED, FIRED = "armed", "held", "skipped", "fired"

Ruled = tuple[tuple[str, str], ...]


class Open(NamedTuple):
    """The injects with a cue that may fire as far as the turn, control and what fired go: that is `known`.

    `timed` are the scheduled ones; `read` is what the conditions of the others read when last none of them held.
    """

    known: tuple[int, int, Ruled]
    left: tuple[Rule, ...]
    timed: tuple[Rule, ...]
    read: object = None


def fire_next(course: Course, *, scheduled: bool = False) -> bool:
    """Fire the first inject whose cue has come, of the scheduled ones only where that is wanted; false without one.

    Conditions none of which held are not looked at again before a number that they read changes.
    """
    values, memo = course.state.values, course.state.memo
    known, left, timed, before = _open_now(course)
    read = course.book.cues(values)
    for it in timed if scheduled or read == before else left:
        if _has_come(course, it) if it.turn else it.when is not None and it.when(values, memo):
            course.stand(_fired(course, it, None))
            return True
    if not scheduled and read != before:
        course.open_injects = Open(known, left, timed, read)
    return False


def _open_now(course: Course) -> Open:
    state = course.state
    known = state.values[TURN], len(state.spent), _ruled(course)
    kept: Open | None = course.open_injects
    if kept is None or kept.known != known:
        ruled, spent = dict(known[2]), state.spent
        cued = [it for it in course.book.cued if it.id not in spent]
        left = tuple([it for it in cued if it.turn <= known[0] and it.id not in ruled])
        kept = course.open_injects = Open(known, left, tuple([it for it in left if it.turn]))
    return kept


def _has_come(course: Course, it: Rule) -> bool:
    """Return whether the phase of an inject began; one that was skipped is made up for when the next begins."""
    state = course.state
    if it.phase >= course.book.steps:  # of a procedure, whose turn nobody knows
        return it.turn <= state.values[TURN] and any(_is_open(frame, it.phase) for frame in state.flow.values())
    return (it.turn, it.phase) <= (state.values[TURN], state.flow[0][1])


def _is_open(frame: tuple[object, ...], phase: int) -> bool:
    return frame[0] == "phase" and frame[1] == phase and frame[3] != "fire"


def _ruled(course: Course) -> Ruled:
    found: Ruled = course.state.pending.get("injects", ())
    return found


def _fired(course: Course, it: Rule, reason: str | None) -> Record:
    run = course.run()
    if reason is not None:
        run.notes.append(("ruled", NONE, reason))
    course.rules.events[it.id].fire(course.state.values, course.state.memo, run)
    if words := worded(course, it.id):
        run.notes[:] = [told_anew(note, words) for note in run.notes]
    return course.record("inject", _ruling(course, it, ARMED), rule=it.id, run=run)


def _ruling(course: Course, it: Rule, status: str) -> list[Move]:
    """Return the moves after which an inject has a status."""
    before = _ruled(course)
    rest = tuple(pair for pair in before if pair[0] != it.id)
    after = rest if status == ARMED else (*rest, (it.id, status))
    return waits(before, "injects", after) if dict(before) != dict(after) else []


# -- control ---------------------------------------------------------------------------------------


def by_control(course: Course, name: str, wanted: str, reason: str) -> Record:
    """Return the record with which control fires, holds, skips or arms an inject.

    Raises: Refused: there is none of that name, it has fired or is so already, or nobody is asked now.
    """
    it, status = _open(course, name)
    if wanted == FIRED:
        leave_an_answer(course, lambda ahead: ahead.stand(_fired(ahead, it, reason)))
        return _fired(course, it, reason)
    if status == wanted:
        raise Refused(_already(status).format(inject=it.title))
    run = course.run()
    run.notes.append(("ruled", NONE, reason))
    return course.record(wanted, _ruling(course, it, wanted), rule=it.id, run=run)


def in_other_words(course: Course, name: str, text: str, to: Collection[str], reason: str) -> Record:
    """Return the record after which an inject will be told in control's words, to whom control says.

    Raises: Refused: there is none of that name, it has fired or says so already, or nobody is asked now.
    """
    it, _status = _open(course, name)
    return reworded(course, it, text, to, reason)


def _open(course: Course, name: str) -> tuple[Rule, str]:
    """Return an inject that has not fired, and its status.

    Raises: Refused: there is none of that name, it has fired, or nobody is asked now.
    """
    it = course.rules.injects.get(name) if type(name) is str else None
    if it is None:
        hint = suggestion(name, list(course.rules.injects))
        raise Refused(_("There is no inject {name}.{hint}").format(name=shortened(name), hint=hint))
    status = status_of(course, it)
    if status == FIRED:
        raise Refused(_("{inject} has been fired.").format(inject=it.title))
    if not awaiting(course):
        raise Refused(_("{inject} must wait until somebody may act.").format(inject=it.title))
    return it, status


def _already(status: str) -> str:
    said = {
        ARMED: _("{inject} is armed already."),
        HELD: _("{inject} is held already."),
        SKIPPED: _("{inject} is skipped already."),
    }
    return said[status]


def status_of(course: Course, it: Rule) -> str:
    """Return armed, held, skipped or fired."""
    return FIRED if it.id in course.state.spent else dict(_ruled(course)).get(it.id, ARMED)


def injects_of(course: Course) -> tuple[Inject, ...]:
    """Return every inject as control sees it."""
    return tuple(_reading(course, it) for it in course.book.injects)


def _reading(course: Course, it: Rule) -> Inject:
    values, memo = course.state.values, course.state.memo
    numbers = () if it.now is None else it.now(values, memo)
    words = worded(course, it.id)
    to = it.to(values, memo) if words is None else words[2]
    return Inject(
        id=it.id,
        title=it.title,
        text=it.text if words is None else words[1] or it.text,
        to=tuple(course.book.role_ids[role] for role in to),
        status=status_of(course, it),
        turn=it.turn,
        phase="" if it.phase < 0 else course.rules.phases[it.phase].id,
        minute=it.minute,
        trigger=it.trigger,
        now=tuple(zip(it.reads, numbers, strict=True)),
        holds=None if it.when is None else bool(it.when(values, memo)),
        guidance=it.guidance,
        expected=it.expected,
        objective=it.objective,
    )
