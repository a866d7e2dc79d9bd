"""What every scripted player is: somebody who is shown a view and decides; and the simplest two.

A player remembers nothing between decisions. What it decides depends on the view, its draws and its
character, so a game that is opened again goes on as if it had never been closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..play.orders import Order
from ..play.sight import Sight
from ..rules.dice import Seeded

if TYPE_CHECKING:
    from ..play.views import View

_made = tuple.__new__  # what `Decision(*parts)` calls, without the call around it
_REALM = "player"  # no draw of a game's own begins so: those begin with the turn


class Draws:
    """Even fractions by what they are for; the game's dice know nothing of them. Like the view, of one moment."""

    __slots__ = ("_key", "_seeded", "_view")

    def __init__(self, seeded: Seeded, view: View) -> None:
        self._seeded = seeded
        self._view = view
        self._key = ""  # worked out with the first draw: most decisions need none

    @property
    def key(self) -> str:
        """What this decision's draws are for."""
        if not self._key:
            self._key = f"{_REALM}/{self._view.choices.key}"
        return self._key

    def fraction(self, *words: str) -> float:
        """Return an even fraction, at least 0 and below 1, always the same for the same words."""
        return self._seeded.fraction("/".join((self._key or self.key, *words)))

    @property
    def evenly(self) -> Evenly:
        """Even fractions, at least 0 and below 1, one after the other, always the same ones."""
        return Evenly(self._seeded.fractions(self.key))


class Evenly:
    """Where fractions come from one after the other, as `Chances` wants them."""

    __slots__ = ("random",)

    def __init__(self, fractions: Iterator[float]) -> None:
        self.random: Callable[[], float] = fractions.__next__


class Decision(NamedTuple):
    """An order, and the card that gave it ("" when none did)."""

    order: Order
    card: str = ""


class Player(Protocol):
    """Somebody who decides for a seat."""

    def decide(self, view: View, draws: Draws) -> Decision:
        """Return the order that the seat of `view`, which is awaited, gives now."""


class Random:
    """Gives any legal order."""

    def decide(self, view: View, draws: Draws) -> Decision:
        return _made(Decision, (view.choices.sample(draws.evenly), ""))


class FirstLegal:
    """Gives the first legal order; passes only when there is none."""

    def decide(self, view: View, draws: Draws) -> Decision:
        return Decision(order=next(iter(view.choices)))


def draws_for(seed: int) -> Callable[[View], Draws]:
    """Return a function that gives the draws of a decision: by turn, phase, role, and orders given so far."""
    seeded = Seeded(seed)

    def draws(view: View) -> Draws:
        return Draws(seeded, view)

    return draws


def sight_of(view: View) -> Sight:
    """Return what a scripted player reads of a view."""
    return view.sight
