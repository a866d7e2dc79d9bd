"""Procedures opened and closed: what is played below waits, and goes on as it stood.

While a procedure is played, the parts of the state that belong to one phase are its own. Those of what is
played below are kept under `pending["held"]`, one entry a procedure: pairs of a part and its contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..problems import Refused
from ..rules.events import Move, Record
from ..rules.ruleset import NONE, PHASE
from ..rules.run import Run
from ..rules.state import BARGAINS, State
from ..speech import _
from .asking import awaiting
from .book import shortened, suggestion
from .course import Course, Held, waits

LASTING = ("heard", "ledger")
"""What is known of deals, and promised in them, outlives phases."""

PARTS = ("acted", "ready", "sealed", *(part for part in BARGAINS if part not in LASTING))
"""What begins anew with every phase, and what is bargained about."""

WAITING = ("asked", "called", "argued")
"""What waits until a phase is done."""


def open_next(course: Course) -> None:
    """Open the procedure that waits first; the others wait on below."""
    called: tuple[Any, ...] = course.state.pending["called"]
    course.stand(_opened(course, called[0], called[1:], course.run()))


def by_control(course: Course, name: str, reason: str) -> Record:
    """Return the record that opens a procedure at once, on top of what is played now.

    Raises: Refused: there is none of that name, it is being played, or nobody is asked now.
    """
    rules = course.rules
    if name not in rules.procedures:
        raise Refused(
            _("There is no procedure {name}.{hint}").format(
                name=shortened(name), hint=suggestion(name, list(rules.procedures))
            )
        )
    title = rules.procedures[name].title
    if any(frame[5:] == (name,) for frame in course.state.flow.values() if frame[0] == "phase"):
        raise Refused(_("{procedure} is being played already.").format(procedure=title))
    if not awaiting(course):
        raise Refused(_("{procedure} can be opened only while somebody may act.").format(procedure=title))
    run = course.run()
    run.notes.append(("ruled", NONE, reason))
    return _opened(course, name, course.state.pending.get("called", ()), run)


def _opened(course: Course, name: str, called: tuple[Any, ...], run: Run) -> Record:
    state, held = course.state, course.state.pending.get("held", ())
    frame = ("phase", course.rules.procedures[name].first - 1, 0, "fire", (), name)
    moves: list[Move] = [("flow", len(state.flow), None, frame)]
    for part in WAITING:
        moves += waits(state.pending.get(part, ()), part, ())
    moves += waits(held, "held", (*held, tuple(_held(course, called))))
    moves += [(part, None, tuple(getattr(state, part).items()), ()) for part in PARTS if getattr(state, part)]
    moves += [("used", key, times, None) for key, times in state.used.items() if key[0] == "phase"]
    return course.record("opened", moves, rule=name, run=run)


def _held(course: Course, called: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Yield what is kept of what is played below; the tracks that last a phase too, where they have moved."""
    state, values = course.state, course.state.values
    lasting = course.rules.lasting.get("phase", ())
    kept = {
        **{part: tuple(getattr(state, part).items()) for part in PARTS},
        "used": tuple((key, times) for key, times in state.used.items() if key[0] == "phase"),
        "asked": state.pending.get("asked", ()),
        "argued": state.pending.get("argued", ()),
        "called": called,
        "lasting": tuple((place, values[place]) for place, start in lasting if values[place] != start),
    }
    yield "phase", values[PHASE]
    yield from ((part, content) for part, content in kept.items() if content)


def close_procedure(course: Course) -> None:
    """Go on with what was played before the procedure, as it stood."""
    state, run = course.state, course.run()
    held = state.pending["held"]
    kept: Held = dict(held[-1])
    _put_back(course, run, dict(kept.get("lasting", ())))
    depth = len(state.flow) - 1
    moves: list[Move] = [("flow", depth, state.top, None), ("values", PHASE, state.values[PHASE], kept["phase"])]
    for part in WAITING:
        moves += waits((), part, kept.get(part, ()))
    moves += waits(held, "held", held[:-1])
    moves += list(_exchanged(state, kept))
    course.stand(course.record("closed", moves, rule=state.top[5], run=run))


def _put_back(course: Course, run: Run, kept: dict[int, int]) -> None:
    """Let the tracks that last a phase be as they were."""
    values = course.state.values
    for place, start in course.rules.lasting.get("phase", ()):
        before, after = values[place], kept.get(place, start)
        if before != after:
            run.changes.append((place, before, after, NONE))
            values[place] = after
            course.forget([place])


def _exchanged(state: State, kept: Held) -> Iterator[Move]:
    """Yield the moves that put what was kept in the place of what the procedure left behind."""
    for part in PARTS:
        before, after = tuple(getattr(state, part).items()), kept.get(part, ())
        if before != after:
            yield part, None, before, after
    yield from (("used", key, times, None) for key, times in state.used.items() if key[0] == "phase")
    yield from (("used", key, None, times) for key, times in kept.get("used", ()))


def step_of(course: Course) -> tuple[str, int, int] | None:
    """Return the procedure being played: its title, the number of its phase, and how many it has."""
    rules, position = course.rules, course.state.values[PHASE]
    phase = rules.phases[position] if 0 <= position < len(rules.phases) else None
    if phase is None or not phase.procedure:
        return None
    procedure = rules.procedures[phase.procedure]
    return procedure.title, position - procedure.first + 1, procedure.end - procedure.first
