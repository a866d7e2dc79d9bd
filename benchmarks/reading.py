"""Ten thousand lines of YAML with every position, beside PyYAML's quickest loader, which keeps none.

A position is the index of a character; its line and column are counted when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from engine.language.source import Sources, read
from engine.problems import Problem

from . import written
from .measure import Contest, Kind, Row, clocked


def ours(data: bytes) -> Any:
    """Return what our reader makes of it."""
    problems: list[Problem] = []
    found = read(data, "long.yaml", Sources(), problems)
    assert not problems, problems[0]
    return found


def others(data: bytes) -> Any:
    """Return what PyYAML's loader over libyaml makes of it."""
    return yaml.load(data, yaml.CSafeLoader)


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest."""
    data = written.ruleset().encode()

    def with_positions() -> int:
        ours(data)
        return 1

    def without() -> int:
        others(data)
        return 1

    sides = {"ours": lambda: clocked(with_positions)}
    named = f"YAML, {len(data.splitlines()):,} lines"
    if not hasattr(yaml, "CSafeLoader"):
        yield Contest(sides=sides, rows=(), skipped=("YAML: PyYAML has no libyaml here",))
        return
    yield Contest(
        sides=sides | {"PyYAML": lambda: clocked(without)},
        rows=(
            Row(name=f"{named}, to CSafeLoader", kind=Kind.SHARE, ours="ours", other="PyYAML", goal=0.4),
            Row(name=f"{named}: ours", kind=Kind.MEAN, ours="ours"),
        ),
    )
