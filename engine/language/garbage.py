"""Python's collector of cycles, kept from looking again and again at much that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = (50_000, 20, 50)

_lock = Lock()
_inside = 0
_usual = gc.get_threshold()


@contextmanager
def few_collections() -> Iterator[None]:
    """Collect seldom, and nothing that is there already: trees, rules and games that grow make few cycles.

    It stands around a block or a function, one inside another and in several threads too.
    """
    _change(+1)
    try:
        yield
    finally:
        _change(-1)


def _change(by: int) -> None:
    """Note that somebody came or went: the first to come slows the collector, the last to go lets it run again."""
    global _inside, _usual
    with _lock:
        if _inside == 0:
            _usual = gc.get_threshold()
            gc.freeze()
            gc.set_threshold(*_SELDOM)
        _inside += by
        if _inside == 0:
            gc.set_threshold(*_usual)
            gc.unfreeze()
