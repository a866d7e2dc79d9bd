"""The collector of garbage does not stop the screen."""

from __future__ import annotations

import gc

from tui.pauses import settle


def test_what_was_loaded_is_left_alone_by_the_collector() -> None:
    settle()
    assert gc.get_freeze_count() > 0


def test_a_second_game_does_not_keep_the_first_in_memory() -> None:
    class Old:
        """Refers to itself."""

    old = Old()
    old.self = old  # type: ignore[attr-defined]
    settle()
    del old
    settle()
    assert not any(isinstance(it, Old) for it in gc.get_objects())
