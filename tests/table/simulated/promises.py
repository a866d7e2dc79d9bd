"""What the table was promised: kept apart from the session, by other code, to hold one against the other."""

from __future__ import annotations

import json

import attrs

from engine.rules.events import Record
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


@attrs.define
class Promises:
    """Every line that was acknowledged, who sits where, what is remembered, and how long the clock ran.

    ran: seconds that it ran up to now · kept: up to the last step of the clock · turned: how often it was turned
    """

    seats: dict[str, Sitter]
    lines: list[Line] = attrs.field(factory=list)
    told: Told = attrs.field(factory=Told)
    running: bool = False
    ran: float = 0.0
    kept: float = 0.0
    turned: int = 0

    def take(self, entry: Entry, *, again: bool = False) -> None:
        """Remember a line, whoever made it; `again` when it was found in a game that was opened again."""
        self.lines.append(line_of(entry))
        match entry.step:
            case Ordered(role=role) | Defaulted(role=role):
                self.told.drafts.pop(role, None)
            case Clocked():
                self.kept, self.turned = self.kept if again else self.ran, self.turned + 1

    def reopened(self, counted: float) -> None:
        """The clock stands; seconds that it ran since its last step are gone, unless the end of it wrote one."""
        before = self.kept if abs(counted - self.ran) > self.slack else self.ran
        self.ran, self.kept, self.running = before, before, False

    @property
    def slack(self) -> float:
        """Seconds by which rounding may be wrong by now."""
        return 0.01 * (self.turned + 1)


def entries_of(past: Past) -> list[Entry]:
    """Return the lines of what was done at the table; what the file says of itself is left out."""
    return [entry for entry in past.written if not isinstance(entry.step, (Recorded, Opened))]


def line_of(entry: Entry) -> Line:
    """Return what a line says."""
    return said(entry.step), entry.records


def said(step: Step) -> str:
    """Return what a step keeps."""
    return json.dumps(json_of(step), sort_keys=True)
