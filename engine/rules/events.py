"""What happened, as recorded, and the only functions that change a state: `apply`, `move` and `unapply`.

A record holds every change it made, so that opening a game applies records and runs no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .run import Change, Note, take_back
from .state import State, frozen

Given = tuple[str, tuple[Any, ...], tuple[tuple[str, tuple[int, ...]], ...]]  # order, parameters, conditions
Move = tuple[str, Any, Any, Any]  # part of the state, key (None: the whole part, as items), before, after

NOBODY = -1


class Record(NamedTuple):
    """One event as the log keeps it; roles, phases and members are positions.

    kind: "order", "sealed", "passed", "taken_back", "defaulted", "phase", "turn", "reveal", "solve", "lapsed",
    "motion", "deal", "watched", "promise", "after", "event", "asked", "choice", "dealt", "opened", "closed",
    "inject", "held", "skipped", "armed", "worded", "improvised", "judged", "styled", "halted", "settled", "adjudged",
    "answered", "chaired", "added", "gave", "took", "banded", "excepted", "ending". `rule`: the id of the entry that did
    it. `moves` are the changes beside the values: pending records and the place in the sequence of play.
    """

    number: int
    turn: int
    phase: int
    kind: str
    role: int
    rule: str
    order: Given | None
    changes: tuple[Change, ...]
    notes: tuple[Note, ...]
    moves: tuple[Move, ...]

    def to_json(self) -> list[Any]:
        """Return what JSON can hold."""
        return list(self)

    @classmethod
    def from_json(cls, data: list[Any]) -> Record:
        """Return the record that `to_json` wrote.

        Raises: ValueError, TypeError: it did not write this.
        """
        number, turn, phase, kind, role, rule, order, changes, notes, moves = data
        made = [(part, frozen(key), frozen(before), frozen(after)) for part, key, before, after in moves]
        return cls(
            *(number, turn, phase, kind, role, rule),
            order=None if order is None else frozen(order),
            changes=tuple(map(tuple, changes)),
            notes=frozen(notes),
            moves=tuple(made),
        )


def apply(state: State, record: Record) -> None:
    """Make the recorded changes."""
    values = state.values
    for place, _, after, _ in record.changes:
        values[place] = after
    if move(state, record) or record.changes:
        state.memo.clear()


def move(state: State, record: Record) -> Sequence[int]:
    """Make the recorded moves, where the changes of the values stand already; return the places of values that move."""
    moved: tuple[int, ...] = ()
    for part, key, _, after in record[9]:
        if key is None or after is None:
            _put(getattr(state, part), key, after)
            continue
        getattr(state, part)[key] = after
        if part == "values":
            moved = (*moved, key)
    return moved


def unapply(state: State, record: Record) -> None:
    """Take the recorded changes back; the record must be the last that was applied."""
    for part, key, before, _ in reversed(record.moves):
        _put(getattr(state, part), key, before)
    take_back(state.values, record.changes)
    state.memo.clear()


def _put(part: Any, key: Any, value: Any) -> None:
    if key is None:
        part.clear()
        if value:
            part.update(value)
    elif value is None:
        del part[key]
    else:
        part[key] = value
