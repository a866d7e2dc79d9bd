"""A doctrine plays a seat: it reads the situation, takes a stance, and weighs its cards.

How it chooses, in full. A card's score is the sum of its terms; passing scores 0 where it is allowed,
unless the stance has a card of its own for it. `best` is the highest score, and `noise` is
`temperature * max(1, |best|)`. Of the cards whose best order scores at least `best - 3 * noise`, the one
with the highest `score + noise * g` is played; then, in the same way, one of its orders. `g` is drawn
anew for each card and order from a Gumbel distribution, which makes the chance of each proportional
to `exp(score / noise)`. At temperature 0 the best is taken. Ties go by order of declaration.
Whether a card without parameters, or a deal, is allowed is asked only when its score is within reach.
Source: the Gumbel-max trick; softness by temperature (dossier, practice 4.2).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..language.adding import added_up
from ..play.book import PASS
from ..play.deals import Deal
from ..play.sight import Params, Sight
from ..rules.events import Given
from ..rules.ruleset import Card, Doctrine, Stance
from .player import Decision, Draws, sight_of
from .search import (
    ALONE,
    MOST_CANDIDATES,
    Reads,
    Traits,
    candidates,
    given_of,
    is_about,
    is_plain,
    rests_until,
    why_not_offered,
)

if TYPE_CHECKING:
    from ..play.views import View

TEMPERATURE = "temperature"
REACH = 3.0

PASSING = "pass"


class Weighed(NamedTuple):
    """A card that can be played, its orders with their scores, and the highest of those."""

    card: Card | None  # None: passing, without a card
    orders: Sequence[Params]
    scores: Sequence[float]
    score: float
    judged: bool = True  # whether the rules are known to allow it

    @property
    def best(self) -> int:
        """The position of its best order."""
        return self.scores.index(self.score)

    @property
    def id(self) -> str:
        """The card's id."""
        return PASSING if self.card is None else self.card.id


_made = tuple.__new__  # what `Weighed(*parts)` calls, without the call around it
_score = itemgetter(3)
_PASSED = Weighed(None, ALONE, (0.0,), 0.0)


class Judgement(NamedTuple):
    """What a doctrine makes of a moment, before it chooses; `refused` has cards the rules refused at the end."""

    reads: Reads
    stance: Stance | None
    weighed: list[Weighed]
    refused: dict[str, str]


class Choice(NamedTuple):
    """What was chosen: a card (None when there was none to play), which of its orders, the order itself."""

    weighed: Weighed | None
    position: int
    given: Given


class Held(NamedTuple):
    """A card in hand, and what is looked at before it is weighed."""

    card: Card
    when: Callable[..., Any] | None
    total: Callable[..., Any] | None
    key: Any  # under which its order is counted, None: it is not
    times: int  # how often it may be given
    votes: str  # the motion on which it votes, "" when it does not
    ways: Callable[..., Sequence[Params]] | None  # finds its orders
    limited: bool  # some of those may have been given as often as they may be
    plain: bool
    simple: bool  # plain, and never at rest


class Hand(NamedTuple):
    """The cards that are about a moment, and whether one of them passes."""

    cards: tuple[Held, ...]
    passes: bool


class Commander:
    """Plays a seat by a doctrine; `traits` are those that differ from the doctrine's own."""

    def __init__(self, doctrine: Doctrine, traits: Mapping[str, float] | None = None) -> None:
        own = dict(doctrine.traits)
        different = {name: float(value) for name, value in (traits or {}).items() if name in own or name == TEMPERATURE}
        self.doctrine = doctrine
        self.traits: Traits = tuple(different.get(name, value) for name, value in own.items())
        self.temperature = max(0.0, {**own, **different}.get(TEMPERATURE, 0.0))
        self._hands: dict[tuple[str, tuple[int, int, str]], Hand] = {}

    def decide(self, view: View, draws: Draws) -> Decision:
        sight = sight_of(view)
        offers = sight.offers
        if offers:
            return Decision(sight.order(self._answered(sight, offers, self._think(sight, None)[0])))
        weighed, _position, given = self._played(sight, self.judge(sight), draws)
        card = None if weighed is None else weighed.card
        return _made(Decision, (sight.order(given), "" if card is None else card.id))

    def judge(self, sight: Sight, changed: Mapping[int, float] | None = None) -> Judgement:
        """Return reads, stance and cards with their scores; `changed` are reads taken as something else.

        Of plain cards, those that the rules do not allow are still among them; `settle` leaves them out.
        """
        reads, stance = self._think(sight, changed)
        hand = self._hand(sight, "" if stance is None else stance.id)
        weighed = self._weighed(sight, hand, reads)
        if not (hand.passes and _has_passing(weighed)) and sight.may_pass:
            weighed.append(_PASSED)
        return _made(Judgement, (reads, stance, weighed, {}))

    def settle(self, sight: Sight, judgement: Judgement) -> None:
        """Leave those cards in the judgement that the rules allow."""
        judgement.weighed[:] = [it for it in judgement.weighed if self._is_allowed(sight, it, judgement.reads)]

    def choose(self, sight: Sight, judgement: Judgement, draws: Draws) -> Choice:
        """Return what is played; cards that turn out to be refused leave the judgement."""
        offers = sight.offers
        if offers:
            return Choice(None, 0, self._answered(sight, offers, judgement.reads))
        return self._played(sight, judgement, draws)

    def _played(self, sight: Sight, judgement: Judgement, draws: Draws) -> Choice:
        """Return which card is played, where no deal waits for an answer."""
        while near := self._near(sight, judgement):
            weighed, position = self._pick(near, draws)
            if weighed.card is None:
                return _made(Choice, (weighed, 0, PASS))
            given = given_of(sight, weighed.card, self.traits, judgement.reads, weighed.orders[position])
            why = sight.why_not(given) if given[2] else ""
            if not why:
                sight.allow(given)
                return _made(Choice, (weighed, position, given))
            judgement.weighed.remove(weighed)
            judgement.refused[weighed.id] = why
        return Choice(None, 0, sight.default())

    def _answered(self, sight: Sight, offers: list[tuple[int, Deal]], reads: Reads) -> Given:
        """Return the answer to the first deal that waits for one: yes when it is worth more than nothing."""
        number, deal = offers[0]
        given: Given = ("accept", (number,), ())
        accepts = self.worth(sight, deal, reads) > 0 and not sight.why_not(given)
        return given if accepts else ("decline", (number,), ())

    def worth(self, sight: Sight, deal: Deal, reads: Reads) -> float:
        """Return what a deal is worth: the sum over its terms; one that the doctrine does not know is worth 0."""
        values = {it.term: it.value for it in self.doctrine.accepts}
        known = [(values[term], giver, params) for giver, term, params in deal.terms if term in values]
        return added_up(float(sight.ask(value, self.traits, reads, giver, *params)) for value, giver, params in known)

    def _think(self, sight: Sight, changed: Mapping[int, float] | None) -> tuple[Reads, Stance | None]:
        """Return what the doctrine reads, each read seeing those before it, and the first stance that fits."""
        if changed is not None:
            return self._imagine(sight, changed)
        doctrine, (values, memo, role) = self.doctrine, sight.ground
        reads, position = doctrine.mind(values, memo, role, self.traits)
        return reads, doctrine.stances[position] if position >= 0 else None

    def _imagine(self, sight: Sight, changed: Mapping[int, float]) -> tuple[Reads, Stance | None]:
        """Return reads and stance with some reads taken as something else."""
        traits, reads = self.traits, Reads()
        for position, read in enumerate(self.doctrine.reads):
            value = sight.ask(read.value, traits, reads)
            reads.append(changed.get(position, value))
        fits = (it for it in self.doctrine.stances if it.when is None or sight.ask(it.when, traits, reads))
        return reads, next(fits, None)

    def _weighed(self, sight: Sight, hand: Hand, reads: Reads) -> list[Weighed]:
        """Return the cards that can be played, with their orders and what those are worth."""
        traits, weighed = self.traits, list[Weighed]()
        values, memo, role = sight.ground
        used, tabled = sight.used, sight.tabled
        for card, when, total, key, times, votes, ways, limited, plain, simple in hand.cards:
            if votes and votes not in tabled:
                continue
            if key is not None and used.get(key, 0) >= times:
                continue
            if when is not None and not when(values, memo, role, traits, reads):
                continue
            if simple:
                score = 0.0 if total is None else total(values, memo, role, traits, reads)
                weighed.append(_made(Weighed, (card, ALONE, (score,), score, False)))
                continue
            if ways is not None:
                orders = ways(values, memo, role, traits, reads)
                if limited and orders:
                    orders = sight.unlimited(card.order, orders)
            else:
                orders = ALONE if plain else candidates(sight, card, traits, reads)
            if not orders or (card.cooldown and rests_until(sight, card, traits, reads) > sight.turn):
                continue
            if len(orders) == 1:
                score = 0.0 if total is None else total(values, memo, role, traits, reads, *orders[0])
                weighed.append(_made(Weighed, (card, orders, (score,), score, not plain)))
                continue
            orders = orders[:MOST_CANDIDATES]
            scores: Sequence[float] = (0.0,) * len(orders)
            if card.totals is not None:
                scores = card.totals(values, memo, role, traits, reads, orders)
            weighed.append(_made(Weighed, (card, orders, scores, max(scores), True)))
        return weighed

    def _hand(self, sight: Sight, stance: str) -> Hand:
        """Return the cards of a stance that are about this moment; worked out once."""
        key = (stance, sight.moment)
        found = self._hands.get(key)
        if found is None:
            of_stance = (card for card in self.doctrine.cards if not card.stances or stance in card.stances)
            about = [card for card in of_stance if is_about(sight, card)]
            cards = tuple(_held(sight, card) for card in about)
            found = self._hands[key] = Hand(cards, any(card.order == PASSING for card in about))
        return found

    def _near(self, sight: Sight, judgement: Judgement) -> list[Weighed]:
        """Return the cards within reach of the best that the rules allow, it first."""
        near: list[Weighed] = []
        least = -math.inf
        for it in sorted(judgement.weighed, key=_score, reverse=True):
            score = it[3]  # as an index, as in `_score`: a million times a minute
            if score < least:
                break
            if it[4] or self._is_allowed(sight, it, judgement.reads):
                if not near:
                    least = score - REACH * self._noise(score)
                near.append(it)
        return near

    def _is_allowed(self, sight: Sight, it: Weighed, reads: Reads) -> bool:
        """Return whether the rules allow a card; a plain one, or a deal, is judged only now."""
        if it.judged or it.card is None:
            return True
        if it.card.offered is not None:
            return not why_not_offered(sight, it.card, self.traits, reads)
        return sight.accepts(it.card.order)

    def _pick(self, near: list[Weighed], draws: Draws) -> tuple[Weighed, int]:
        """Return one of the cards within reach, and which of its orders: the softest of rules, see this module."""
        card = near[0]
        if len(near) == 1 and len(card.scores) == 1:
            return card, 0
        noise = self._noise(card.score)
        if not noise:
            return card, card.best
        if len(near) > 1:
            card = near[_softly([it.score for it in near], noise, lambda k: draws.fraction(near[k].id))]
        if len(card.scores) == 1:
            return card, 0
        return card, _softly(card.scores, noise, lambda k: draws.fraction(card.id, *map(str, card.orders[k])))

    def _noise(self, best: float) -> float:
        """Return how much chance there is in a choice whose best score is this."""
        return self.temperature * max(1.0, abs(best))


def _softly(scores: Sequence[float], noise: float, draw: Callable[[int], float]) -> int:
    """Return the position whose score and draw together are highest, among those within reach of the best."""
    least = max(scores) - REACH * noise
    within = [position for position, score in enumerate(scores) if score >= least]
    if len(within) == 1:
        return within[0]
    return max(within, key=lambda position: scores[position] + noise * _gumbel(draw(position)))


def _held(sight: Sight, card: Card) -> Held:
    """Return a card as it is held; one whose order has several limits is looked at when it is judged."""
    limits, plain, votes = sight.limits(card.order), is_plain(card), sight.votes_on(card.order)
    key, times = limits[0] if len(limits) == 1 else (None, 0)
    rule = sight.offered.get(card.order)
    limited = rule is not None and bool(rule.limits) and (bool(rule.motion) or key is None)
    simple = plain and not card.cooldown
    return Held(card, card.when, card.total, key, times, votes, card.ways, limited, plain, simple)


def _gumbel(fraction: float) -> float:
    return -math.log(-math.log(fraction or 2**-54))


def _has_passing(weighed: Sequence[Weighed]) -> bool:
    """Return whether a card that passes is among those that can be played."""
    return any(it.card is not None and it.card.order == PASSING for it in weighed)
