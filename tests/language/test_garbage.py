"""The collector of cycles is slowed while somebody loads, compiles or plays, and runs as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from engine.language.garbage import few_collections

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Let the collector run as it does where nobody asked for anything else."""
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_the_collector_runs_as_before_once_the_last_has_gone() -> None:
    first, second = few_collections(), few_collections()
    first.__enter__()
    slowed = gc.get_threshold()
    second.__enter__()
    first.__exit__(None, None, None)  # as another thread would, in any order
    assert gc.get_threshold() == slowed != USUAL
    second.__exit__(None, None, None)
    assert gc.get_threshold() == USUAL


def test_a_mistake_inside_lets_it_run_again() -> None:
    with pytest.raises(ValueError, match="no"), few_collections():
        raise ValueError("no")
    assert gc.get_threshold() == USUAL
