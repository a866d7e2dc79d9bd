"""Many games of one scenario with every seat scripted, and their figures.

A game's seed comes from the batch's seed and the game's number, so batches that differ in their
start values are paired, and the figures are the same for any number of processes.
"""

from __future__ import annotations

import math
import signal
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import attrs

from ..language.garbage import few_collections
from ..play.scenario import Scenario
from .scripted import Outcome, Ready
from .starts import Given
from .variants import Constants, variant
from .watching import Seen, Watch

Words = tuple[tuple[str, str], ...]
Progress = Callable[[int, int], None]

CHUNK_SECONDS = 0.5
"""How long a process works before it hands in: short enough for an even end, long enough to cost nothing."""


@attrs.frozen(kw_only=True)
class Batch:
    """What is played: `given` are start values, `fix` values that nothing changes.

    Numbers and values are as they are written: `approval[paris]` and `3`. `turns` and `constants` are those that
    differ from the scenario's. `formulas` are read at the end of each game; without any, public measures and scores.
    Of games that are `watched` it is told what happened, and why the cards that are `asked` about were not played.
    """

    scenario: str
    games: int
    seed: int = 1
    given: tuple[Given, ...] = ()
    fix: tuple[Given, ...] = ()
    doctrines: Words = ()
    turns: int = 0
    constants: Constants = ()
    formulas: tuple[str, ...] = ()
    watched: bool = False
    asked: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Row:
    """One game: its number in the batch, and what it came to."""

    number: int
    ending: str
    turns: int
    decisions: int
    figures: tuple[float, ...]
    seen: tuple[tuple[Seen, int], ...] = ()


@attrs.frozen(kw_only=True)
class Figure:
    """Mean and standard deviation of a measure over the games."""

    mean: float
    sd: float


@attrs.frozen(kw_only=True)
class Ensemble:
    """The figures of a batch.

    `turns` is the mean, `decisions` the sum, `rows` are the games in order.
    """

    games: int
    endings: dict[str, int]
    turns: float
    decisions: int
    seconds: float
    measures: dict[str, Figure]
    rows: tuple[Row, ...] = attrs.field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return what `simulate --json` prints; only `seconds` may differ from run to run."""
        return attrs.asdict(self, filter=lambda field, _: field.name != "rows")


def simulate(batch: Batch, *, jobs: int = 1, progress: Progress | None = None) -> Ensemble:
    """Play the batch in `jobs` processes and return its figures.

    Raises: Problems: the scenario does not load. Unfit: a track, value, role or doctrine does not exist.
    """
    began = time.perf_counter()
    rows = play([batch], jobs=jobs, progress=progress)[0]
    return _summed(rows, _ready(batch).names, time.perf_counter() - began)


def play(batches: Sequence[Batch], *, jobs: int = 1, progress: Progress | None = None) -> tuple[tuple[Row, ...], ...]:
    """Play all batches in the same `jobs` processes and return the games of each, in order.

    Raises: as `simulate` does, before any game is played.
    """
    for batch in batches:  # before any process starts, so that what is wrong is said at once
        _ready(batch)
    rows: list[list[Row]] = [[] for _ in batches]
    games = sum(batch.games for batch in batches)
    done = 0
    for number, part in _alone(batches) if jobs == 1 else _shared(batches, jobs):
        rows[number] += part
        done += len(part)
        if progress is not None:
            progress(done, games)
    return tuple(tuple(sorted(found, key=lambda row: row.number)) for found in rows)


def gist_of(batch: Batch) -> Hashable:
    """Return what decides the games of a batch: those of two with the same gist come out the same.

    Raises: as `simulate` does.
    """
    numbers = (batch.seed, batch.games, batch.watched, batch.asked)
    return batch.scenario, batch.turns, batch.constants, _ready(batch).gist, numbers


def seed_of(batch_seed: int, number: int) -> int:
    """Return the seed of a batch's game: even over 63 bits, the same on every machine."""
    return int.from_bytes(blake2b(f"{batch_seed}/{number}".encode(), digest_size=8).digest(), "big") >> 1


def play_rows(batch: Batch, first: int, last: int) -> tuple[list[Row], float]:
    """Return the games from `first` up to `last`, and how many seconds they took."""
    began = time.perf_counter()
    start = _ready(batch)
    with few_collections():
        rows = [_row(start.play(seed_of(batch.seed, number), _watch(batch)), number) for number in range(first, last)]
    return rows, time.perf_counter() - began


@lru_cache(maxsize=8)
def _ready(batch: Batch) -> Ready:
    """Return what the games of a batch start from; loaded once in each process."""
    rules = variant(batch.scenario, batch.turns, batch.constants)
    return Ready(Scenario(rules), dict(batch.doctrines), batch.given, batch.fix, batch.formulas)


def _row(outcome: Outcome, number: int) -> Row:
    return Row(
        number=number,
        ending=outcome.ending,
        turns=outcome.turns,
        decisions=outcome.decisions,
        figures=outcome.figures,
        seen=tuple(sorted(outcome.seen.items())),
    )


def _watch(batch: Batch) -> Watch | None:
    return Watch(asked=frozenset(batch.asked)) if batch.watched else None


Part = tuple[int, list[Row]]  # which batch, and some of its games


class _Chunks:
    """The games that are still to be played, cut so that each chunk fills its time; `jobs` processes share them."""

    def __init__(self, batches: Sequence[Batch], jobs: int) -> None:
        self._batches = batches
        self._jobs = jobs
        self._left = sum(batch.games for batch in batches)
        self._number = self._first = 0
        self._size = 1

    def __bool__(self) -> bool:
        return self._left > 0

    def take(self) -> tuple[int, int, int]:
        """Return the next chunk: which batch, its first game, and the one after its last."""
        number, first = self._number, self._first
        games = self._batches[number].games
        last = min(games, first + (self._size if self._jobs == 1 else min(self._size, _fair(self._left, self._jobs))))
        self._left -= last - first
        self._first = last
        if last == games:
            self._number, self._first = number + 1, 0
        return number, first, last

    def play(self) -> Part:
        """Play the next chunk here and learn from how long it took."""
        number, first, last = self.take()
        rows, seconds = play_rows(self._batches[number], first, last)
        self._size = _next_size(last - first, seconds)
        return number, rows


def _alone(batches: Sequence[Batch]) -> Iterator[Part]:
    chunks = _Chunks(batches, 1)
    while chunks:
        yield chunks.play()


def _shared(batches: Sequence[Batch], jobs: int) -> Iterator[Part]:
    """Yield the games of each chunk as it is done; this process plays too, the others have two chunks each."""
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from multiprocessing import get_context

    under_way: dict[Future[tuple[list[Row], float]], int] = {}
    chunks, others = _Chunks(batches, jobs), jobs - 1
    pool = ProcessPoolExecutor(max_workers=others, mp_context=get_context("spawn"), initializer=_deaf)
    try:
        while chunks or under_way:
            while chunks and len(under_way) < 2 * others:
                number, first, last = chunks.take()
                under_way[pool.submit(play_rows, batches[number], first, last)] = number
            if chunks:
                yield chunks.play()
                done = {future for future in under_way if future.done()}
            else:
                done = wait(under_way, return_when=FIRST_COMPLETED)[0]
            for future in done:
                yield under_way.pop(future), future.result()[0]
    finally:
        pool.shutdown(cancel_futures=True)


def _deaf() -> None:
    """Leave Ctrl-C to the process that was started by hand; it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _next_size(games: int, seconds: float) -> int:
    """Return how many games fill a chunk's time; at most eight times more than before."""
    return max(1, min(8 * games, round(games * CHUNK_SECONDS / max(seconds, 1e-6))))


def _fair(left: int, jobs: int) -> int:
    """Return a chunk small enough that no process waits long for the last one."""
    return max(1, math.ceil(left / (2 * jobs)))


def _summed(rows: Sequence[Row], names: Sequence[str], seconds: float) -> Ensemble:
    endings = Counter(row.ending for row in rows)
    return Ensemble(
        games=len(rows),
        endings=dict(sorted(endings.items(), key=lambda pair: (-pair[1], pair[0]))),
        turns=sum(row.turns for row in rows) / len(rows),
        decisions=sum(row.decisions for row in rows),
        seconds=round(seconds, 3),
        measures={name: _figure([row.figures[at] for row in rows]) for at, name in enumerate(names)},
        rows=tuple(rows),
    )


def _figure(values: Sequence[float]) -> Figure:
    """Return mean and sample deviation; `fsum` makes them the same in any order."""
    mean = math.fsum(values) / len(values)
    spread = math.fsum((value - mean) ** 2 for value in values)
    return Figure(mean=mean, sd=math.sqrt(spread / (len(values) - 1)) if len(values) > 1 else 0.0)
