"""The flagship's rules: read and compiled the first time, found in the cache the second time."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.rules.load import load

from .flagship import SCENARIO
from .measure import Contest, Kind, Row, clocked

SECOND_LOADS = 3
_CACHE = "XDG_CACHE_HOME"


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest, in a cache of its own."""
    with _own_cache() as folder:

        def first() -> int:
            shutil.rmtree(folder, ignore_errors=True)
            load(SCENARIO)
            return 1

        def second() -> int:
            for _ in range(SECOND_LOADS):
                load(SCENARIO)
            return SECOND_LOADS

        load(SCENARIO)  # so that a second load finds it, whichever side begins
        yield Contest(
            sides={"first": lambda: clocked(first), "second": lambda: clocked(second)},
            rows=(
                Row(name="second load, to the first", kind=Kind.SHARE, ours="second", other="first", goal=0.25),
                Row(name="first load", kind=Kind.MEAN, ours="first"),
                Row(name="second load", kind=Kind.MEAN, ours="second"),
            ),
        )


@contextmanager
def _own_cache() -> Iterator[Path]:
    before = os.environ.get(_CACHE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[_CACHE] = folder
        try:
            yield Path(folder) / "whitecell"
        finally:
            if before is None:
                del os.environ[_CACHE]
            else:
                os.environ[_CACHE] = before
