"""What the table was promised: kept apart from the session, by other code, to hold one against the other."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs

from engine.rules.events import Record
from engine.table.branches import Rewound, Switched
from engine.table.clock import Clocked
from engine.table.resuming import Past
from engine.table.seats import Sitter
from engine.table.steps import Defaulted, Entry, Opened, Ordered, Recorded, Step, json_of

Line = tuple[str, tuple[Record, ...]]


@attrs.define
class Note:
    """A message as it was sent; without readers it is for all."""

    sender: str
    to: tuple[str, ...]
    text: str


@attrs.define
class Told:
    """What is remembered beside the game."""

    drafts: dict[str, str] = attrs.field(factory=dict)
    notes: list[Note] = attrs.field(factory=list)
    requests: list[tuple[str, str, str, str]] = attrs.field(factory=list)  # role, text, state, answer
    press: str = "all"
    marks: dict[int, str] = attrs.field(factory=dict)
    captured: list[str] = attrs.field(factory=list)  # questions and scribe's notes, in order
    forecasts: dict[tuple[int, str], int] = attrs.field(factory=dict)
    added: float = 0.0  # minutes that were added to the clock


@attrs.frozen
class Act:
    """A line of a course of the game: the numbers of its events, and what is remembered of it."""

    numbers: tuple[int, ...]
    effects: tuple[Callable[[Promises], object], ...]


@attrs.define
class Course:
    """A branch of the game: what was done along it, from the start, and where it left which other."""

    acts: list[Act] = attrs.field(factory=list)
    parent: int = -1
    at: int = 0
    left: tuple[float, float] | None = None  # the least and the most seconds it had taken when it was left

    def until(self, number: int) -> list[Act]:
        """Return what was done before anything after that event happened."""
        found: list[Act] = []
        for act in self.acts:
            if act.numbers and act.numbers[-1] > number:
                kept = tuple(it for it in act.numbers if it <= number)
                return [*found, attrs.evolve(act, numbers=kept)] if kept else found
            found.append(act)
        return found


@attrs.define
class Promises:
    """Every line that was acknowledged, who sits where, what is remembered, and how long the clock ran.

    ran: seconds that it ran up to now · kept: up to the last step · unsure: by how much `ran` may be too high, after a
    step that nobody acknowledged · turned: how often the clock was turned ·
    told: as it is on the course of the game that is played, which is number `here` of `courses`
    """

    seats: dict[str, Sitter]
    lines: list[Line] = attrs.field(factory=list)
    told: Told = attrs.field(factory=Told)
    courses: list[Course] = attrs.field(factory=lambda: [Course()])
    here: int = 0
    running: bool = False
    ran: float = 0.0
    kept: float = 0.0
    unsure: float = 0.0
    turned: int = 0

    def take(self, entry: Entry, then: Callable[[Promises], object] | None = None, *, again: bool = False) -> None:
        """Remember a line, whoever made it; `again` when it was found in a game that was opened again."""
        self.lines.append(line_of(entry))
        step, left, span = entry.step, self.courses[self.here], (self.kept if again else self.ran, self.ran)
        if isinstance(step, (Rewound, Switched)):
            left.left = span
        if isinstance(step, Rewound):
            forks = step.to == max((it for act in left.acts for it in act.numbers), default=0)
            self.courses.append(Course(left.until(step.to), self.here, step.to, span if forks else None))
            self._turn_to(len(self.courses) - 1)
        elif isinstance(step, Switched):
            self._turn_to(step.branch - 1)
        effects = tuple(it for it in (_of_itself(step), _timed(step, *span), then) if it is not None)
        self.courses[self.here].acts.append(Act(tuple(it.number for it in entry.records), effects))
        for effect in effects:
            effect(self)

    def _turn_to(self, number: int) -> None:
        """Remember what is remembered along another course; marks of events that it shares stay as they are."""
        same = self._shared(self.here, number)
        marks = {it: name for it, name in self.told.marks.items() if it <= same}
        self.here, before = number, Promises({})
        for act in self.courses[number].acts:
            for effect in act.effects:
                effect(before)
        self.told = before.told
        self.told.marks = marks | {it: name for it, name in self.told.marks.items() if it > same}
        self.kept, self.ran = self.courses[number].left or (before.kept, before.kept + before.unsure)
        self.unsure, self.running = self.ran - self.kept, False

    def _shared(self, one: int, other: int) -> int:
        """Return the number of the last event that two courses have in common."""
        left, right = self._trunk(one), self._trunk(other)
        return max(min(left[it], right[it]) for it in left if it in right)

    def _trunk(self, number: int) -> dict[int, int]:
        """Return the courses that one grew from, itself too -> the last event that it has of them."""
        last = max((it for act in self.courses[number].acts for it in act.numbers), default=0)
        found = {number: last}
        while (it := self.courses[number]).parent >= 0:
            number, last = it.parent, min(last, it.at)
            found[number] = last
        return found

    def reopened(self, counted: float) -> None:
        """The clock stands; seconds that it ran since its last step are gone, unless the end of it wrote one."""
        self.running, self.unsure = False, 0.0
        self.ran = self.kept = min(max(counted, self.kept), self.ran)

    @property
    def slack(self) -> float:
        """Seconds by which rounding may be wrong by now."""
        return 0.01 * (self.turned + 5)


def _of_itself(step: Step) -> Callable[[Promises], object] | None:
    """Return what is remembered of a step whoever did it: an order ends its draft."""

    def given(promises: Promises) -> None:
        promises.told.drafts.pop(getattr(step, "role", ""), None)

    return given if isinstance(step, (Ordered, Defaulted)) else None


def _timed(step: Step, least: float, most: float) -> Callable[[Promises], object] | None:
    """Return what is remembered of the time of a step; one that turned to another course has that of the one left."""

    def timed(promises: Promises) -> None:
        promises.kept, promises.unsure = least, most - least
        promises.turned += isinstance(step, Clocked)

    return None if isinstance(step, (Rewound, Switched)) else timed


def entries_of(past: Past) -> list[Entry]:
    """Return the lines of what was done at the table; what the file says of itself is left out."""
    return [entry for entry in past.written if not isinstance(entry.step, (Recorded, Opened))]


def line_of(entry: Entry) -> Line:
    """Return what a line says."""
    return said(entry.step), entry.records


def said(step: Step) -> str:
    """Return what a step keeps."""
    return json.dumps(json_of(step), sort_keys=True)
