"""The course of one game: its state, its log and its dice, and the one way to add to them.

Rules run on the values themselves: `stand` lets what they wrote stand and makes the rest of the
record's moves. `keep` makes all of a record's changes, as when the game is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from ..rules.dice import Dice
from ..rules.events import NOBODY, Given, Move, Record, apply, move, unapply
from ..rules.remembering import Resting
from ..rules.ruleset import PHASE, TURN, Function, Memo, Order, Phase, Ruleset, Values
from ..rules.run import Change, Note, Run, take_back
from ..rules.state import Frame, Sealed, State, Waiting
from .book import Book
from .readings import News

Orders = dict[tuple[int, str], list[tuple[int, Given]]]  # role and order -> when it was given, and how
Held = dict[str, Any]  # what is kept of the phase below a procedure: part -> its contents

_GIVEN = ("order", "sealed", "choice", "deal")
_NONE: tuple[Note, ...] = ()
_place = itemgetter(0)  # of a change
_made = tuple.__new__  # what `Record(*parts)` calls, without the call around it


class Log:
    """Records in order, new ones at the end of `tail`; a fork shares what was written before it."""

    __slots__ = ("_count", "_past", "tail")

    def __init__(self) -> None:
        self._past: tuple[list[Record], ...] = ()
        self._count = 0
        self.tail: list[Record] = []

    def fork(self) -> Log:
        """Return a log with the same past and its own future."""
        if self.tail:
            self._past, self._count, self.tail = (*self._past, self.tail), len(self), []
        log = Log()
        log._past, log._count = self._past, self._count
        return log

    def since(self, number: int) -> list[Record]:
        """Return the records after the one of that number."""
        if number >= self._count:
            return self.tail[number - self._count :]
        return list(self)[number:]

    def __iter__(self) -> Iterator[Record]:
        for part in self._past:
            yield from part
        yield from self.tail

    def __reversed__(self) -> Iterator[Record]:
        yield from reversed(self.tail)
        for part in reversed(self._past):
            yield from reversed(part)

    def __len__(self) -> int:
        return self._count + len(self.tail)


class Course:
    """A game's state, log and dice. `touched` counts the records after which an ending or an inject may come about."""

    __slots__ = (
        *("book", "dice", "log", "moment", "rules", "state", "touched", "looked_at", "told", "open_injects"),
        *("asked_at", "asking", "awaited", "direct", "done", "entries", "in_turn", "judged", "listing", "most"),
        *("phase", "_grounds", "_ordered", "_orders", "begin"),
    )

    def __init__(self, book: Book, dice: Dice) -> None:
        self.book = book
        self.rules = book.rules
        self.dice = dice
        self.state = State.at_start(book.rules)
        self.log = Log()
        self.moment = 0  # the number of the last record
        self.touched = 0
        self.looked_at = -1  # the count of `touched` when no ending was found
        self.asked_at = -1  # the moment at which the next was worked out, by `asking.look`
        self.awaited: tuple[int, ...] = ()  # the roles that may act
        self.asking: Frame = ()  # the frame that was looked at last, and what stays while it is the top one:
        self.phase: Phase | None = None  # the phase in which orders are given,
        self.direct: Mapping[str, Order] = {}  # its orders that go the short way, see `direct`,
        self.listing: Function | None = None  # what lists the legal ones, where that is all,
        self.entries: tuple[str, ...] = ()  # their names, with the engine's own,
        self.in_turn = False  # whether its roles act in turn,
        self.done = self.most = 0  # how many of them are done, and how many orders each may give
        self.judged: tuple[int, int, Given] | None = None  # a moment, a role, and an order that is legal for it then
        self.open_injects: Any = None  # what is known of them, see `injects.Open`
        self.told: dict[int, tuple[int, list[News]]] = {}  # role -> its news up to a moment
        self._orders: Orders = {}  # what was given up to `_ordered`, see `orders_of`
        self._ordered = 0
        self._grounds: dict[int, tuple[int, Values, Memo]] = {}
        self.begin = _run_over(self.state, self.rules, dice).begin  # the one run: it ends the one before it

    def fork(self, dice: Dice | None = None) -> Course:
        """Return a course that goes its own way from here, with the same dice unless others are given."""
        it = Course.__new__(Course)
        it.book, it.rules, it.dice = self.book, self.rules, self.dice if dice is None else dice
        it.state, it.log = self.state.fork(), self.log.fork()
        it.moment, it.touched, it.looked_at = self.moment, self.touched, self.looked_at
        it.asked_at, it.awaited, it.asking, it.phase = self.asked_at, self.awaited, self.asking, self.phase
        it.direct, it.in_turn, it.done, it.most = self.direct, self.in_turn, self.done, self.most
        it.entries, it.listing = self.entries, self.listing
        it.told, it._grounds, it._orders, it._ordered = {}, {}, {}, 0
        it.open_injects, it.judged = self.open_injects, None
        it.begin = _run_over(it.state, it.rules, it.dice).begin
        return it

    def ground(self, role: int) -> tuple[Values, Memo]:
        """Return the values as `role` has them: without the costs that it has set aside."""
        state = self.state
        if (not state.sealed or role not in state.acted) and "held" not in state.pending:
            return state.values, state.memo
        kept = self._grounds.get(role)
        if kept is None or kept[0] != self.moment:
            kept = self._grounds[role] = (self.moment, *_ground(state, role, self.book.resting))
        return kept[1], kept[2]

    def orders_of(self, role: int, name: str) -> list[tuple[int, Given]]:
        """Return the orders of one name that a role gave, each with its turn, oldest first.

        A sealed order counts from when it was sealed, and once more when it resolves.
        """
        if self._ordered != self.moment:
            for record in self.log.since(self._ordered):
                if record.order is not None and record.kind in _GIVEN:
                    given = record.order
                    self._orders.setdefault((record.role, given[0]), []).append((record.turn, given))
            self._ordered = self.moment
        return self._orders.get((role, name), [])

    def record(
        self,
        kind: str,
        moves: Sequence[Move],
        role: int = NOBODY,
        rule: str = "",
        order: Given | None = None,
        run: Run | None = None,
    ) -> Record:
        """Return the next record; what `run` noted is in it."""
        values = self.state.values
        changes, notes = _NONE, _NONE
        if run is not None:
            changes = tuple(run.changes)
            if run.notes:
                notes = tuple(run.notes)
                if run.drawn:
                    before = self.state.drawn.get
                    moves = [*moves, *[("drawn", key, before(key), times) for key, times in run.drawn.items()]]
                if run.follows:
                    moves = settled(self.state, run, [*moves])
        parts = (self.moment + 1, values[TURN], values[PHASE], kind, role, rule, order, changes, notes, tuple(moves))
        return _made(Record, parts)

    def run(self) -> Run:
        """Return a run over the values; it ends the one before it."""
        return self.begin(self.state.values)

    def undo(self, changes: Sequence[Change]) -> None:
        """Take back what a run wrote into the values, and forget what was remembered of it."""
        if changes:
            take_back(self.state.values, changes)
            self.forget(map(_place, changes))

    def forget(self, places: Iterable[int]) -> None:
        """Forget what is remembered and rests on the numbers at these places."""
        self.book.resting.forget(self.state.memo, places)

    def keep(self, record: Record) -> None:
        """Apply a record and write it into the log."""
        apply(self.state, record)
        self.looked_at, self.asking = -1, ()
        self.write(record)

    def stand(self, record: Record) -> None:
        """Make the moves of a record whose changes stand in the values already, and write it into the log."""
        changes = record[7]  # as an index: half a million times a minute
        moved = move(self.state, record)
        if moved:
            self.forget(moved)
        if moved or (changes and not self.book.heeded.isdisjoint(map(_place, changes))):
            self.touched += 1
        self.log.tail.append(record)  # as `write`
        self.moment = record[0]

    def write(self, record: Record) -> None:
        """Write a record into the log; nothing else."""
        self.log.tail.append(record)
        self.moment = record[0]

    def back_to(self, number: int) -> State:
        """Return the state as it was after the record of that number."""
        state = self.state.fork()
        for record in reversed(self.log.since(number)):
            unapply(state, record)
        return state


def _run_over(state: State, rules: Ruleset, dice: Dice) -> Run:
    return Run(rules, state.values, dice, state.drawn, state.spent, state.pending)


def _ground(state: State, role: int, resting: Resting) -> tuple[Values, Memo]:
    """Return the values as `role` has them, and what is remembered of them."""
    costs = [cost for order in set_aside_by(state, role) for cost in order[3]]
    if not costs:
        return state.values, state.memo
    memo, places = state.memo, [place for place, _ in costs]
    if resting.some(places):
        memo = memo.copy()
        resting.forget(memo, places)
    return _less(state.values, costs), memo


def set_aside(state: State, role: int) -> Values:
    """Return the values less the costs that a role has set aside for its sealed orders."""
    return _less(state.values, [cost for order in set_aside_by(state, role) for cost in order[3]])


def _less(values: Values, costs: list[tuple[int, int]]) -> Values:
    left = values.copy()
    for place, amount in costs:
        left[place] -= amount
    return left


def set_aside_by(state: State, role: int) -> tuple[Sealed, ...]:
    """Return a role's sealed orders, also those that wait below a procedure."""
    held = state.pending.get("held", ())
    if not held:
        return state.sealed_by(role)
    below = [order for kept in held for key, order in dict(kept).get("sealed", ()) if key[0] == role]
    return (*below, *state.sealed_by(role))


def settled(state: State, run: Run, moves: list[Move]) -> list[Move]:
    """Return `moves` with what a run scheduled, asked, spent and ended."""
    ending = None
    for note in run.notes:
        kind = note[0]
        if kind == "schedule":
            _queue(state, moves, "scheduled", (note[2], note[3], note[4]))
        elif kind == "ask":
            _queue(state, moves, "asked", (note[2], note[3]))
        elif kind == "call":
            if not any(note[2] in dict(kept).get("called", ()) for kept in state.pending.get("held", ())):
                _queue(state, moves, "called", note[2])
        elif kind == "once":
            moves.append(("spent", note[2], None, 1))
        elif kind == "band":
            before = _waits(state, "bands", moves)
            moves += waits(before, "bands", tuple(pair for pair in before if pair[0] != note[2]))
        elif kind == "end":
            ending = note[2]
    return moves if ending is None else [move for move in moves if move[0] != "flow"] + over(state, ending)


def _queue(state: State, moves: list[Move], part: str, entry: Any) -> None:
    """Add the move that makes `entry` wait; the same question or procedure waits once."""
    before = _waits(state, part, moves)
    if part == "scheduled" or entry not in before:
        moves += waits(before, part, (*before, entry))


def _waits(state: State, part: str, moves: list[Move]) -> tuple[Waiting, ...]:
    """Return what waits once `moves` are made."""
    made = [move[3] or () for move in moves if move[0] == "pending" and move[1] == part]
    return made[-1] if made else state.pending.get(part, ())


def waits(before: tuple[Waiting, ...], part: str, after: tuple[Waiting, ...]) -> list[Move]:
    """Return the move, if any, from what waited to what waits."""
    return [] if after == before else [("pending", part, before or None, after or None)]


def over(state: State, ending: str) -> list[Move]:
    """Return the moves that end the game."""
    return [("flow", None, tuple(state.flow.items()), ((0, ("over", ending)),))]
