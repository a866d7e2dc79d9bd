"""Where every number came to rest, and how it got there: nothing is hidden after the end."""

from __future__ import annotations

import attrs

from ..play.game import Game
from ..play.history import history
from ..play.projection import CONTROL, projection_of
from ..play.readings import Reading


@attrs.frozen(kw_only=True)
class Standing:
    """A number, and its values before the first turn, after each turn, and at the end; () when it never moved."""

    reading: Reading
    past: tuple[float, ...] = ()


def standings(game: Game) -> tuple[Standing, ...]:
    """Return every number of a game that is over, in order of declaration."""
    assert game.over, "secrets are public after the end only"
    course = game._course
    past = history(course, CONTROL)
    values, memo = course.state.values, course.state.memo
    slots = projection_of(course.book, CONTROL).slots
    return tuple(Standing(reading=slot.reading(values, memo), past=past.get(slot.name, ())) for slot in slots)
