"""A game gone back to a moment and played on by scripted seats: what the rest would have been.

Two rests that are compared share their dice and their players' draws, so that they differ only by
what was made different. Nothing here changes the game that is asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import attrs

from ..bots.player import Decision, Draws, Player, draws_for
from ..bots.roster import play_to_end
from ..play.game import Game
from ..play.narration import Event
from ..play.orders import Order
from ..problems import Refused
from ..rules.dice import Dice

if TYPE_CHECKING:
    from ..play.views import View

T = TypeVar("T")

_GIVEN = ("sealed", "passed", "choice", "defaulted", "taken_back", "took", "order", "deal")


@attrs.frozen(kw_only=True)
class Reached:
    """What a rest came to."""

    ending: str
    scores: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Moment:
    """One occasion to decide: a phase, or a question; `given` are the orders that each role gave in it.

    `number` is that of the last event before it; `titles` are the orders in words.
    """

    number: int
    turn: int
    phase: str
    asks: bool
    given: Mapping[str, tuple[Order, ...]]
    titles: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Swing:
    """What a role's score gained by something on average, and in how many replays it went that way."""

    role: str
    mean: float
    same: int


Listed = dict[str, list[tuple[Order, str]]]
Progress = Callable[[int, int], None]
"""Told how many steps of how many are done; what it raises ends the search."""


class Steps:
    """Counts the steps of a search, and tells them; what is left over is never made up."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress = progress
        self._of = max(1, of)
        self._done = 0

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, one step each."""
        for item in items:
            yield item
            self._done += 1
            if self._progress is not None:
                self._progress(min(self._done, self._of), self._of)

    @staticmethod
    def best(most: int, weighed: Iterable[tuple[T, float]]) -> list[T]:
        """Return at most so many items with the highest weights above 0, ties in their order."""
        found = sorted((pair for pair in weighed if pair[1] > 0), key=lambda pair: -pair[1])
        return [item for item, _weight in found[:most]]


class Following:
    """Gives some orders at one moment, then plays as `player` does; what has become illegal is left out."""

    def __init__(self, player: Player, moment: Moment, orders: Sequence[Order]) -> None:
        self._player = player
        self._at = (moment.turn, moment.phase, moment.asks)
        self._left = list(orders)

    def decide(self, view: View, draws: Draws) -> Decision:
        if (view.turn, view.phase, view.mode == "choice") != self._at:
            self._left.clear()
        while self._left:
            order = self._left.pop(0)
            if not view.choices.why_not(order):
                return Decision(order=order)
        return self._player.decide(view, draws)


class Defaulting:
    """Gives at one moment what stands when nobody says anything, then plays as `player` does."""

    def __init__(self, player: Player, moment: Moment) -> None:
        self._player = player
        self._at = (moment.turn, moment.phase, moment.asks)

    def decide(self, view: View, draws: Draws) -> Decision:
        if (view.turn, view.phase, view.mode == "choice") != self._at:
            return self._player.decide(view, draws)
        sight = view.sight
        return Decision(order=sight.order(sight.default()))


class Forks:
    """The rests of one game."""

    def __init__(self, game: Game, players: Mapping[str, Player], dice: Dice | None = None) -> None:
        """`players` play the rest, one for every role; the dice are the game's own if none are given."""
        self.scenario = game.scenario
        self.log = game.log
        self.players = players
        self.dice = game._course.dice if dice is None else dice  # its own: what is compared keeps its luck

    def back_to(self, number: int, dice: Dice | None = None) -> Game:
        """Return the game as it stood after the event of that number."""
        return Game.resumed(self.scenario, self.log[:number], dice=dice)

    def rest(self, number: int, dice: Dice, seed: int, players: Mapping[str, Player] | None = None) -> Reached:
        """Return what comes of the game after that event, by these dice, and players' draws of that seed."""
        game = self.begun(number, dice)
        play_to_end(game, self.players if players is None else players, draws_for(seed))
        return Reached(ending=game.ending, scores=game.scores)

    def begun(self, number: int, dice: Dice) -> Game:
        """Return the game after that event, played on until somebody is asked."""
        game = self.back_to(number, dice)
        if not game.over:
            with suppress(Refused):  # nobody is there to judge what waits
                game.leave_chair()
        if not game.over and not game.awaiting:
            game.advance()
        return game

    def following(self, moment: Moment) -> dict[str, Player]:
        """Return players who give at a moment what was given, and then play on."""
        return {
            role: Following(player, moment, moment.given[role]) if role in moment.given else player
            for role, player in self.players.items()
        }

    def without(self, moment: Moment, role: str) -> dict[str, Player]:
        """Return the same players, but for a role that gives the default at that moment."""
        return {**self.following(moment), role: Defaulting(self.players[role], moment)}

    def moments(self) -> Iterator[Moment]:
        """Yield every occasion to decide, in order of time."""
        sealed = {phase.id for phase in self.scenario.rules.phases if phase.mode == "sealed"}
        given: Listed = {}
        start, phase, turn = 0, "", 0
        for event in self.log:
            if event.kind in ("phase", "turn", "opened", "closed", "reveal", "ending"):
                yield from _moment(start, turn, phase, given)
                given = {}
            elif event.kind == "choice":
                yield from _moment(start, turn, phase, given)
                given = {}
                _note(given, event)
                yield from _moment(event.number - 1, event.turn, event.phase, given, asks=True)
                given = {}
            elif event.kind in _GIVEN and (event.kind != "order" or event.phase not in sealed):
                if not given:
                    start, turn, phase = event.number - 1, event.turn, event.phase
                _note(given, event)
        yield from _moment(start, turn, phase, given)


def _note(given: Listed, event: Event) -> None:
    """Note what a role gave; one that takes anything back gives from then on what follows."""
    orders = given.setdefault(event.role or "", [])
    if event.kind in ("taken_back", "took"):
        orders.clear()
    elif event.order is not None:
        orders.append((event.order, event.title))


def _moment(number: int, turn: int, phase: str, given: Listed, *, asks: bool = False) -> Iterator[Moment]:
    found = {role: orders for role, orders in given.items() if orders}
    if found:
        yield Moment(
            number=number,
            turn=turn,
            phase=phase,
            asks=asks,
            given={role: tuple(order for order, _ in orders) for role, orders in found.items()},
            titles={role: tuple(title for _, title in orders) for role, orders in found.items()},
        )


def swings(pairs: Sequence[tuple[Reached, Reached]]) -> tuple[Swing, ...]:
    """Return what each role gained in the first of each pair over the second, the most moved first."""
    found = []
    for role in pairs[0][0].scores if pairs else ():
        gains = [one.scores[role] - other.scores[role] for one, other in pairs]
        mean = sum(gains) / len(gains)
        same = sum(1 for gain in gains if gain * mean > 0)
        if mean:
            found.append(Swing(role=role, mean=mean, same=same))
    return tuple(sorted(found, key=lambda it: (-abs(it.mean), it.role)))


def other_endings(pairs: Sequence[tuple[Reached, Reached]]) -> tuple[tuple[str, int], ...]:
    """Return the endings of the second of each pair that the first does not have, the most frequent first."""
    found = Counter(other.ending for one, other in pairs if other.ending != one.ending)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def weight(pairs: Sequence[tuple[Reached, Reached]]) -> float:
    """Return how far apart the two of each pair came to be: another ending counts as much as a point for everybody."""
    roles = len(pairs[0][0].scores)
    elsewhere = sum(one.ending != other.ending for one, other in pairs) / len(pairs)
    return roles * elsewhere + sum(abs(it.mean) for it in swings(pairs))
