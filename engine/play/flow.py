"""The sequence of play: a stack of frames inside the state, played one record at a time.

Every step looks at the state only, so a game may be cut after any record and go on from there.
Frames: ("start",) · ("phase", position, round, stage, roles) · ("ask", event, args, role) · ("over", ending) ·
("judge", role, order, parameters, style, title), see `adjudging`.
A phase's stage is "fire" (the start of a turn, position -1), "open" or "asks". A frame pushed on top
plays first; a new kind of frame is one function in `STEPS`, and its roles in `asking.look`. The phases of
a procedure are played in a frame of their own, ("phase", …, procedure), that begins with stage "fire" and
the position before its first phase; see `procedures`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from operator import ne

from ..rules.dice import DEALT, Dice
from ..rules.events import NOBODY, Move
from ..rules.ruleset import NONE, PHASE, TURN, Ending, Objective, Phase
from ..rules.run import Run
from ..rules.state import Frame, State
from .adjudging import by_dice
from .arguments import judge_next
from .asking import goes_on, look_at_phase
from .book import Book
from .course import Course, waits
from .deals import lapse
from .injects import fire_next
from .motions import tally, votes_of
from .procedures import close_procedure, open_next
from .promises import judge
from .questions import answers
from .reveal import reveal

FIRE, OPEN, ASKS = "fire", "open", "asks"


def begun(book: Book, dice: Dice) -> Course:
    """Return a new game's course, where somebody is asked; a beginning that draws nothing is played only once."""
    kept: Course | None = book.beginning
    if kept is not None:
        return kept.fork(dice)
    course = Course(book, dice)
    advance(course)
    if not any(move[0] == "drawn" for record in course.log for move in record.moves):
        book.beginning = course.fork()
    return course


def advance(course: Course) -> None:
    """Play on until somebody is asked or the game is over."""
    flow = course.state.flow
    frame = flow[len(flow) - 1]
    if frame is course.asking and goes_on(course):  # as after most orders
        if not course.book.watched or course.looked_at == course.touched or not _ended(course):
            return
        frame = flow[len(flow) - 1]
    while STEPS[frame[0]](course, frame):
        frame = flow[len(flow) - 1]


def _start(course: Course, frame: Frame) -> bool:
    """Deal one sealed objective, or begin the first turn."""
    for role, goals in course.book.sealed_goals:
        if role not in course.state.dealt:
            _deal(course, role, goals)
            return True
    _begin_turn(course, frame, 1)
    return True


def _deal(course: Course, role: int, goals: list[Objective]) -> None:
    run = course.run()
    names = [goal.id for goal in goals]
    goal = goals[run.pick(NONE, DEALT, f"{DEALT}/{course.book.role_ids[role]}", names, [1] * len(names))]
    course.stand(course.record("dealt", [("dealt", role, None, goal.id)], role=role, rule=goal.id, run=run))


def _begin_turn(course: Course, frame: Frame, turn: int) -> None:
    state, run = course.state, None
    values = state.values
    moves: list[Move] = [
        ("values", TURN, values[TURN], turn),
        ("values", PHASE, values[PHASE], NONE),
        ("flow", 0, frame, ("phase", -1, 0, FIRE, ())),
    ]
    values[TURN], values[PHASE] = turn, NONE  # as the record says
    if "turn" in course.book.lasting:
        run = course.begin(values)
        _reset(course, run, "turn")
    moves += _cleared(state, "acted", "ready", "drawn")
    if state.used:
        moves += _forgotten(state, "phase", "turn")
    course.stand(course.record("turn", moves, NOBODY, "", None, run))


def _reset(course: Course, run: Run, span: str) -> None:
    """Put tracks that last no longer than this back at their start."""
    values, lasting = course.state.values, course.book.lasting[span]
    found = lasting.read(values)
    if found == lasting.starts:
        return
    away = [*compress(lasting.pairs, map(ne, found, lasting.starts))]
    for place, start in away:
        run.changes.append((place, values[place], start, NONE))
        values[place] = start
    course.forget(place for place, _ in away)


def _cleared(state: State, *parts: str) -> list[Move]:
    return [(part, None, tuple(before.items()), ()) for part in parts if (before := getattr(state, part))]


def _forgotten(state: State, *spans: str) -> list[Move]:
    """Return the moves that begin counting limits anew."""
    return [("used", key, times, None) for key, times in state.used.items() if key[0] in spans]


def _phase(course: Course, frame: Frame) -> bool:
    stage = frame[3]
    if stage == OPEN:
        if course.asking is not frame or course.asked_at != course.moment:
            look_at_phase(course, frame)
        book, state = course.book, course.state
        if course.awaited:
            return book.watched and course.looked_at != course.touched and _ended(course)
        if state.sealed:
            reveal(course, frame)
            return True
        if not frame[4] and book.injects and fire_next(course, scheduled=True):
            return True
        if state.deals:
            lapse(course)
            return True
        if state.tabled and book.voting[frame[1]]:
            tally(course)
            return True
        if course.rules.phases[frame[1]].after is not None:
            _after(course, frame)
            return True
    return _fire(course, frame) if stage == FIRE else _asks(course, frame)


def _fire(course: Course, frame: Frame) -> bool:
    """Make one event happen that is due at the start of this turn, or go on."""
    scheduled = course.state.pending.get("scheduled", ())
    if not scheduled:
        return _asks(course, frame)
    due = next((it for it in scheduled if it[0] <= course.state.values[TURN]), None)
    if due is None:
        return _asks(course, frame)
    rest = list(scheduled)
    rest.remove(due)
    _, name, args = due
    run = course.run()
    course.rules.events[name].fire(course.state.values, course.state.memo, run, *args)
    moves = waits(scheduled, "scheduled", tuple(rest))
    course.stand(course.record("event", moves, rule=name, run=run))
    return True


def _after(course: Course, frame: Frame) -> None:
    """Run what judges the phase once it is over."""
    phase, run = course.rules.phases[frame[1]], course.run()
    assert phase.after is not None, phase.id
    phase.after(course.state.values, course.state.memo, run)
    moves: list[Move] = [("flow", len(course.state.flow) - 1, frame, (*frame[:3], ASKS, *frame[4:]))]
    course.stand(course.record("after", moves, rule=phase.id, run=run))


def _asks(course: Course, frame: Frame) -> bool:
    """Ask the next question that waits, or go on to what comes next."""
    pending = course.state.pending
    if not pending:
        return _next(course, frame)
    asked = pending.get("asked", ())
    if not asked:
        if "argued" in pending:
            return judge_next(course)
        return _called(course) if "called" in pending else _next(course, frame)
    name, args = asked[0]
    asks = course.rules.events[name].asks
    role = NOBODY if asks is None else asks(course.state.values, course.state.memo, *args)
    moves = waits(asked, "asked", asked[1:])
    if role != NOBODY and answers(course, role, name, args):
        moves.append(("flow", len(course.state.flow), None, ("ask", name, args, role)))
    course.stand(course.record("asked", moves, role=role, rule=name))
    return True


def _called(course: Course) -> bool:
    """Play the next procedure that was called for, unless the game is over."""
    if not _ended(course):
        open_next(course)
    return True


def _ask(course: Course, frame: Frame) -> bool:
    """Wait for the answer; a question that what was played on top of it left without one is asked of nobody."""
    if _ended(course):
        return True
    if answers(course, frame[3], frame[1], frame[2]):
        return False
    moves: list[Move] = [("flow", len(course.state.flow) - 1, frame, None)]
    course.stand(course.record("asked", moves, role=NOBODY, rule=frame[1]))
    return True


def _judge(course: Course, frame: Frame) -> bool:
    """Wait for control to decide an order; let the dice do it when control has left the chair."""
    if "chair" in course.state.pending:
        return _ended(course)
    course.stand(by_dice(course, frame))
    return True


def _next(course: Course, frame: Frame) -> bool:
    if course.looked_at != course.touched and course.book.watched and _ended(course):
        return True
    position, phases = frame[1], course.rules.phases
    if frame[3] != FIRE and frame[2] + 1 < phases[position].repeat and _opens(course, phases[position]):
        _begin(course, frame, phases[position], frame[2] + 1)
        return True
    for phase in phases[position + 1 : course.book.end_of(frame)]:
        if _opens(course, phase):
            _begin(course, frame, phase, 0)
            return True
    if len(course.state.flow) > 1:
        close_procedure(course)
        return True
    if course.state.ledger and judge(course):
        return True
    turn = course.state.values[TURN]
    if turn < course.rules.turns:
        _begin_turn(course, frame, turn + 1)
    else:
        _last(course)
    return True


def _opens(course: Course, phase: Phase) -> bool:
    if course.book.balloting[phase.index] and not course.state.tabled:
        return False
    return phase.when is None or bool(phase.when(course.state.values, course.state.memo))


def _begin(course: Course, frame: Frame, phase: Phase, round_: int) -> None:
    """Begin a phase: tracks that last a phase go back, its effects run, its roles are fixed."""
    state, index, run = course.state, phase.index, None
    values, before = state.values, state.values[PHASE]
    if before != index:
        values[PHASE] = index
        course.forget([PHASE])
    resets = "phase" in course.book.lasting
    if resets or phase.does is not None:
        run = course.begin(values)
        if resets:
            _reset(course, run, "phase")
        if phase.does is not None:
            phase.does(values, state.memo, run)
    after = ("phase", index, round_, OPEN, _roles(course, phase), *course.book.within[index])
    moves: list[Move] = [("flow", len(state.flow) - 1, frame, after)]
    if before != index:
        moves.append(("values", PHASE, before, index))
    if state.acted:
        moves.append(("acted", None, tuple(state.acted.items()), ()))
    if state.ready:
        moves.append(("ready", None, tuple(state.ready.items()), ()))
    if state.used:
        moves += _forgotten(state, "phase")
    course.stand(course.record("phase", moves, NOBODY, phase.id, None, run))


def _roles(course: Course, phase: Phase) -> tuple[int, ...]:
    """Return the roles that act in a phase; one that it cannot offer anything is not asked."""
    if phase.by is None or phase.mode == "automatic":
        return ()
    found: tuple[int, ...] = phase.by(course.state.values, course.state.memo)
    idle = course.book.idle[phase.index]
    if course.book.balloting[phase.index]:
        idle = idle.union(role for role in found if not votes_of(course, role))
    return tuple([role for role in found if role not in idle]) if idle else found


def _ended(course: Course) -> bool:
    """End the game if an ending has come about, or fire an inject; looks only where something changed since."""
    if course.looked_at == course.touched:
        return False
    values, memo = course.state.values, course.state.memo
    for when, ending in course.book.looked_at:
        if when(values, memo):
            _end(course, ending)
            return True
    if course.book.injects and fire_next(course):
        return True
    course.looked_at = course.touched
    return False


def _last(course: Course) -> None:
    """End the game after its last turn: the first ending at the end that fits, or none."""
    values, memo = course.state.values, course.state.memo
    fits = (it for it in course.book.at_end if it.when is None or it.when(values, memo))
    _end(course, next(fits, None))


def _end(course: Course, ending: Ending | None) -> None:
    name = "" if ending is None else ending.id
    run = course.run()
    run.end(NONE, name)
    course.stand(course.record("ending", [], rule=name, run=run))


def _over(_course: Course, _: Frame) -> bool:
    return False


STEPS: dict[str, Callable[[Course, Frame], bool]] = {
    "start": _start,
    "phase": _phase,
    "ask": _ask,
    "judge": _judge,
    "over": _over,
}
