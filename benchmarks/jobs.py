"""A batch in two processes beside the same batch in one, from the start of the command to its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .flagship import SCENARIO
from .measure import Contest, Kind, Row
from .programs import program

GAMES = 200


def command(jobs: int, games: int = GAMES) -> list[str]:
    """Return the words after `python` that simulate the batch."""
    return ["-m", "tui.main", "simulate", SCENARIO, f"--games={games}", "--seed=1", f"--jobs={jobs}", "--json"]


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest."""
    yield Contest(
        sides={"one": program(command(1)), "two": program(command(2))},
        rows=(
            Row(name="two jobs: CPU time, to one", kind=Kind.SHARE, ours="two", other="one", goal=1.08),
            Row(name="two jobs: speed, to one", kind=Kind.FASTER, ours="two", other="one", goal=1.7, wall=True),
        ),
    )
