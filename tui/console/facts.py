"""What control may write on the flip chart: the line of the dice, the wall's address, and where the game is kept."""

from __future__ import annotations

from collections.abc import Iterator

from engine.speech import _

from ..dice import explained, revealed
from ..shown import plain
from .control import Control


def facts(control: Control) -> Iterator[str]:
    """Yield the lines of the page; after the end the seed is told, before it only what was promised of it."""
    session = control.session
    yield from revealed(session) if session.over else filter(None, (explained(session),))
    if control.name:
        yield _("In control: {name}.").format(name=plain(control.name))
    wall = control.wall
    yield wall_words(wall.address) if wall is not None else _("No wall is published: p publishes one.")
    if session.journal is not None:
        yield _("Saved in {path}.").format(path=session.journal)
        yield _("`whitecell verify FILE` says whether it is what was played.")


def wall_words(address: str) -> str:
    """Return what to type at the projector."""
    return _("The wall: whitecell wall {address}").format(address=address)
