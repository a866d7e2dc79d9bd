"""What is told of the dice: the commitment to their seed while a game is played, the seed itself when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.speech import _

if TYPE_CHECKING:
    from engine.table.session import Session


def committed(session: Session) -> str:
    """Return the commitment in one line that fits 80 columns, "" when an old saved game has none."""
    return _("Dice: {commitment}").format(commitment=session.commitment) if session.commitment else ""


def explained(session: Session) -> str:
    """Return what the commitment is for, "" without one."""
    if not session.commitment:
        return ""
    return _(
        "Dice: their seed was fixed before the game began. The line below is made of it and a salt (SHA-256): keep it. "
        "At the end both are told, and `whitecell verify` works it out again.\n{commitment}"
    ).format(commitment=session.commitment)


def revealed(session: Session) -> Iterator[str]:
    """Yield what is told of the seed when the game is over, nothing before."""
    if session.revealed is None:
        return
    seed, salt = session.revealed
    yield _("The seed of the dice was {seed}.").format(seed=seed)
    if session.commitment:
        yield _("The commitment to it, with the salt {salt}, was").format(salt=salt)
        yield session.commitment
    if session.journal is not None:
        yield _("`whitecell verify FILE` plays the file once more by this seed, and compares.")
