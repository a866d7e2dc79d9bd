"""Keeping the collector of garbage from stopping the screen: rules are many objects, and none of them goes away."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 100


def settle() -> None:
    """Leave alone from now on what is in memory, and look rarely for what is not needed any more.

    A full collection that walks the rules of the flagship takes 50 to 90 ms, in the middle of drawing.
    """
    if gc.get_freeze_count():  # of the game before this one
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
