"""A doctrine plays a seat: it reads the situation, takes a stance, and weighs its cards.

How it chooses, in full. A card's score is the sum of its terms; passing scores 0 where it is allowed,
unless the stance has a card of its own for it. `best` is the highest score, and `noise` is
`temperature * max(1, |best|)`. Of the cards whose best order scores at least `best - 3 * noise`, the one
with the highest `score + noise * g` is played; then, in the same way, one of its orders. `g` is drawn
anew for each card and order from a Gumbel distribution, which makes the chance of each proportional
to `exp(score / noise)`. At temperature 0 the best is taken. Ties go by order of declaration.
Source: the Gumbel-max trick; softness by temperature (dossier, practice 4.2).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ..play.sight import Params, Sight
from ..rules.events import Given
from ..rules.ruleset import Card, Doctrine, Stance
from .player import Decision, Draws, sight_of
from .search import Reads, Traits, candidates, given_of, is_about, rests_until

if TYPE_CHECKING:
    from ..play.views import View

TEMPERATURE = "temperature"
REACH = 3.0

PASSING = "pass"


@attrs.define
class Weighed:
    """A card that can be played, its orders with their scores, and the best of them."""

    card: Card | None  # None: passing, without a card
    scores: list[float]
    orders: Sequence[Params]
    best: int

    @property
    def score(self) -> float:
        """The score of its best order."""
        return self.scores[self.best]

    @property
    def id(self) -> str:
        """The card's id."""
        return PASSING if self.card is None else self.card.id


@attrs.define
class Judgement:
    """What a doctrine makes of a moment, before it chooses; `refused` has cards the rules refused at the end."""

    reads: Reads
    stance: Stance | None
    weighed: list[Weighed]
    refused: dict[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Choice:
    """What was chosen: a card (None when there was none to play), which of its orders, the order itself."""

    weighed: Weighed | None
    position: int
    given: Given


class Commander:
    """Plays a seat by a doctrine; `traits` are those that differ from the doctrine's own."""

    def __init__(self, doctrine: Doctrine, traits: Mapping[str, float] | None = None) -> None:
        own = dict(doctrine.traits)
        different = {name: float(value) for name, value in (traits or {}).items() if name in own or name == TEMPERATURE}
        self.doctrine = doctrine
        self.traits: Traits = tuple(different.get(name, value) for name, value in own.items())
        self.temperature = max(0.0, {**own, **different}.get(TEMPERATURE, 0.0))
        self._hands: dict[tuple[str, int, int, str], tuple[Card, ...]] = {}

    def decide(self, view: View, draws: Draws) -> Decision:
        sight = sight_of(view)
        choice = self.choose(sight, self.judge(sight), draws)
        card = None if choice.weighed is None else choice.weighed.card
        return Decision(order=sight.order(choice.given), card="" if card is None else card.id)

    def judge(self, sight: Sight, changed: Mapping[int, float] | None = None) -> Judgement:
        """Return reads, stance and cards with their scores; `changed` are reads taken as something else."""
        reads: Reads = []
        traits = self.traits
        for position, read in enumerate(self.doctrine.reads):
            value = sight.ask(read.value, traits, reads)
            reads.append(value if changed is None else changed.get(position, value))
        stance = self._stance(sight, reads)
        hand = self._hand(sight, "" if stance is None else stance.id)
        weighed = [it for card in hand if (it := self._weigh(sight, card, reads)) is not None]
        return Judgement(reads, stance, _passing(sight, weighed))

    def choose(self, sight: Sight, judgement: Judgement, draws: Draws) -> Choice:
        """Return what is played; cards that turn out to be refused leave the judgement."""
        while judgement.weighed:
            weighed, position = self._pick(judgement.weighed, draws)
            if weighed.card is None:
                return Choice(weighed, 0, (PASSING, (), ()))
            given = given_of(sight, weighed.card, self.traits, judgement.reads, weighed.orders[position])
            why = sight.why_not(given) if given[2] else ""
            if not why:
                return Choice(weighed, position, given)
            judgement.weighed.remove(weighed)
            judgement.refused[weighed.id] = why
        return Choice(None, 0, sight.default())

    def _stance(self, sight: Sight, reads: Reads) -> Stance | None:
        """Return the first stance that fits."""
        for stance in self.doctrine.stances:
            if stance.when is None or sight.ask(stance.when, self.traits, reads):
                return stance
        return None

    def _weigh(self, sight: Sight, card: Card, reads: Reads) -> Weighed | None:
        """Return a card with its orders and their scores, None when it cannot be played."""
        if not self.is_ready(sight, card, reads):
            return None
        traits = self.traits
        orders = candidates(sight, card, traits, reads)
        if not orders:
            return None
        if card.score is None:
            return Weighed(card, [0.0] * len(orders), orders, 0)
        scores = sight.scores(card.score, traits, reads, orders)
        return Weighed(card, scores, orders, scores.index(max(scores)) if len(scores) > 1 else 0)

    def is_ready(self, sight: Sight, card: Card, reads: Reads) -> bool:
        """Return whether a card's own conditions hold: its `when`, and its rest."""
        if card.when is not None and not sight.ask(card.when, self.traits, reads):
            return False
        return not card.cooldown or rests_until(sight, card, self.traits, reads) <= sight.turn

    def _hand(self, sight: Sight, stance: str) -> tuple[Card, ...]:
        """Return the cards of a stance that are about this moment; worked out once."""
        key = (stance, *sight.moment)
        found = self._hands.get(key)
        if found is None:
            of_stance = (card for card in self.doctrine.cards if not card.stances or stance in card.stances)
            found = self._hands[key] = tuple(card for card in of_stance if is_about(sight, card))
        return found

    def _pick(self, weighed: list[Weighed], draws: Draws) -> tuple[Weighed, int]:
        """Return a card, and which of its orders: the softest of rules, see this module."""
        scores = [it.scores[it.best] for it in weighed]
        best = max(scores)
        noise = self.temperature * max(1.0, abs(best))
        if not noise:
            card = weighed[scores.index(best)]
            return card, card.best
        card = weighed[_softly(scores, noise, lambda k: draws.fraction(weighed[k].id))]
        return card, _softly(card.scores, noise, lambda k: draws.fraction(card.id, *map(str, card.orders[k])))


def _softly(scores: Sequence[float], noise: float, draw: Callable[[int], float]) -> int:
    """Return the position whose score and draw together are highest, among those within reach of the best."""
    if len(scores) == 1:
        return 0
    least = max(scores) - REACH * noise
    within = [position for position, score in enumerate(scores) if score >= least]
    if len(within) == 1:
        return within[0]
    return max(within, key=lambda position: scores[position] + noise * _gumbel(draw(position)))


def _gumbel(fraction: float) -> float:
    return -math.log(-math.log(fraction or 2**-54))


def _passing(sight: Sight, weighed: list[Weighed]) -> list[Weighed]:
    """Return the cards with passing among them, which counts 0, where no card passes."""
    for it in weighed:
        if it.card is not None and it.card.order == PASSING:
            return weighed
    if sight.may_pass:
        weighed.append(Weighed(None, [0.0], ((),), 0))
    return weighed
