"""What a comparison is, and how it is measured: CPU time, rounds interleaved, ratios within a round.

A machine that is busy slows both sides of a round alike, so the ratio within a round is what to
quote; a figure without another side holds for an idle machine only.
"""

from __future__ import annotations

import enum
import gc
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import attrs


@attrs.frozen(kw_only=True)
class Cost:
    """Seconds that one unit of work takes: a decision, a game, a load."""

    cpu: float
    wall: float
    sent: float = 0.0  # bytes to the terminal


Work = Callable[[], Cost]


class Kind(enum.Enum):
    """How a row is read; the value is its unit."""

    FASTER = "×"  # how many times as fast as the other side: at least the goal
    SHARE = "of it"  # what it costs, as a share of the other side: at most the goal
    RATE = "/s"  # units a second: at least the goal
    MEAN = "ms"  # of a unit: at most the goal
    SENT = "kB"  # to the terminal, a unit: at most the goal
    LONGEST = "ms at most"  # the longest of all rounds: at most the goal

    @property
    def at_least(self) -> bool:
        """Whether more is better."""
        return self in (Kind.FASTER, Kind.RATE)


@attrs.frozen(kw_only=True)
class Row:
    """One line of the table: a side of a contest beside another, and what is wanted."""

    name: str
    kind: Kind
    ours: str
    other: str = ""  # "" for the kinds that compare with nothing
    goal: float | None = None
    wall: bool = False  # the clock on the wall instead of CPU time


@attrs.frozen(kw_only=True)
class Contest:
    """Sides that take turns, and the rows that are read from them; `skipped` says what is not here."""

    sides: Mapping[str, Work]
    rows: tuple[Row, ...]
    skipped: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Result:
    """A row's median over the rounds, and the least and the most of them."""

    row: Row
    median: float
    least: float
    most: float

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        goal = self.row.goal
        if goal is None:
            return None
        return self.median >= goal if self.row.kind.at_least else self.median <= goal


def clocked(work: Callable[[], int]) -> Cost:
    """Return what a unit costs in this process; `work` returns how many units it did."""
    cpu, wall = time.process_time(), time.perf_counter()
    units = work()
    return Cost(cpu=(time.process_time() - cpu) / units, wall=(time.perf_counter() - wall) / units)


def clocked_outside(work: Callable[[], int]) -> Cost:
    """Return what a unit costs in the programs that `work` starts and awaits."""
    cpu, wall = _of_children(), time.perf_counter()
    units = work()
    return Cost(cpu=(_of_children() - cpu) / units, wall=(time.perf_counter() - wall) / units)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(contest: Contest, rounds: int) -> list[Result]:
    """Return a result for each row; a first round of each side warms up and does not count."""
    costs: dict[str, list[Cost]] = {name: [] for name in contest.sides}
    with _still():
        for work in contest.sides.values():
            work()
        for number in range(rounds):
            sides = list(contest.sides.items())
            for name, work in sides if number % 2 == 0 else reversed(sides):
                gc.collect()
                costs[name].append(work())
    return [_result(row, costs) for row in contest.rows]


@contextmanager
def _still() -> Iterator[None]:
    """Keep what lives already out of the way of the garbage collector."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _result(row: Row, costs: Mapping[str, list[Cost]]) -> Result:
    ours = [_seconds(row, cost) for cost in costs[row.ours]]
    match row.kind:
        case Kind.FASTER:
            found = [_seconds(row, other) / own for own, other in zip(ours, costs[row.other], strict=True)]
        case Kind.SHARE:
            found = [own / _seconds(row, other) for own, other in zip(ours, costs[row.other], strict=True)]
        case Kind.RATE:
            found = [1 / own for own in ours]
        case Kind.SENT:
            found = [cost.sent / 1000 for cost in costs[row.ours]]
        case Kind.MEAN | Kind.LONGEST:
            found = [1000 * own for own in ours]
    middle = max(found) if row.kind is Kind.LONGEST else statistics.median(found)
    return Result(row=row, median=middle, least=min(found), most=max(found))


def _seconds(row: Row, cost: Cost) -> float:
    return cost.wall if row.wall else cost.cpu
