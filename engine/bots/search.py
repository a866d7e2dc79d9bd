"""Which orders a card stands for now: what it fixes is fixed, every legal value of the rest is tried.

Parameters are filled from left to right. What a card fixes and the rules do not allow makes it
impossible; `why_impossible` says so in words, and is asked only when somebody wants to know.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..play.sight import Params, Sight
from ..rules.events import Given
from ..rules.ruleset import Card
from ..rules.run import rounded
from ..rules.scripts import MOST_LOOKED_AT
from ..speech import _

MOST_CANDIDATES = 256
"""So many orders a card are scored; more is a warning when the ruleset is loaded."""


Traits = tuple[float, ...]
Reads = list[float]

ALONE: Sequence[Params] = ((),)
"""The parameters of what has none."""


def is_about(sight: Sight, card: Card) -> bool:
    """Return whether a card is about what is decided now."""
    if card.choose is not None:
        return card.choose[0] == sight.asked
    if card.offered is not None:
        return sight.may_deal
    return card.order in sight.offered or (card.order == "pass" and not sight.asked)


def is_plain(card: Card) -> bool:
    """Return whether a card stands for a deal, or an order without parameters: it is weighed before it is judged."""
    return not card.fixed and card.choose is None and card.order != "pass"


def candidates(sight: Sight, card: Card, traits: Traits, reads: Reads) -> Sequence[Params]:
    """Return the parameters with which the order of a card about this moment may be given now."""
    if card.choose is not None:
        return ALONE if card.choose[0] == sight.asked and card.choose[1] in sight.answers else ()
    if card.order == "pass":
        return ALONE if sight.may_pass else ()
    if card.ways is not None:
        return sight.unlimited(card.order, sight.ask(card.ways, traits, reads))[:MOST_CANDIDATES]
    if not any(card.fixed):
        return sight.legal(card.order)[:MOST_CANDIDATES]
    full = sight.filled(card.order, card.fixed, traits, reads, MOST_LOOKED_AT)
    return sight.allowed(card.order, full)[:MOST_CANDIDATES] if full else ()


def given_of(sight: Sight, card: Card, traits: Traits, reads: Reads, params: Params) -> Given:
    """Return the order that a card gives with these parameters, its conditions attached."""
    if card.choose is not None:
        return "choose", card.choose, ()
    if card.offered is not None:
        return card.order, sight.ask(card.offered, traits, reads), ()
    if not card.attaches:
        return card.order, params, ()
    attached = ((name, sight.ask(values, traits, reads, *params)) for name, values in card.conditions)
    return card.order, params, tuple((name, tuple(map(rounded, values))) for name, values in attached)


def rests_until(sight: Sight, card: Card, traits: Traits, reads: Reads) -> int:
    """Return the turn in which a card may be played again, 0 when it may now.

    It rests for `cooldown` whole turns after its seat gave its order with what it fixes.
    """
    if not card.cooldown:
        return 0
    given = sight.own_since(sight.turn - card.cooldown, card.order)
    if card.fixed or card.offered is not None or card.choose is not None:
        given = [it for it in given if _is_of(sight, card, traits, reads, it[1])]
    return given[-1][0] + card.cooldown + 1 if given else 0  # the oldest come first


def _is_of(sight: Sight, card: Card, traits: Traits, reads: Reads, given: Given) -> bool:
    """Return whether an order of the card's name that was given is what the card would give."""
    _name, params, _unused = given
    if card.choose is not None:
        return params == card.choose
    if card.offered is not None:
        return bool(params == sight.ask(card.offered, traits, reads))
    return all(
        fixed is None or rounded(sight.ask(fixed, traits, reads, *params[:position])) == params[position]
        for position, fixed in enumerate(card.fixed)
    )


def why_impossible(sight: Sight, card: Card, traits: Traits, reads: Reads) -> str:
    """Return why a card has no candidate now: the rules' reason, or what it fixes and they do not allow."""
    if card.choose is not None or card.order == "pass":
        return _("that answer is not open") if card.choose else _("passing is not allowed now")
    if card.offered is not None:
        return why_not_offered(sight, card, traits, reads)
    closed = sight.closed(card.order)
    return closed or _why_unfilled(sight, card, traits, reads)


def why_not_offered(sight: Sight, card: Card, traits: Traits, reads: Reads) -> str:
    """Return why the offer on a card may not be made now, or ""."""
    given = given_of(sight, card, traits, reads, ())
    if any(giver < 0 for giver, _term, _params in given[1][3]):
        return _("nobody is there to give what it asks for")
    return sight.why_not(given)


def _why_unfilled(sight: Sight, card: Card, traits: Traits, reads: Reads) -> str:
    """Return the reason that the first way to fill the card's order meets."""
    names = [parameter.name for parameter in sight.offered[card.order].parameters]
    chosen: Params = ()
    for position, fixed in enumerate(card.fixed):
        values = sight.domain(card.order, chosen)
        if fixed is None:
            if not values:
                return _("there is nothing to choose for {names}").format(names=names[position])
            chosen = (*chosen, values[0])
            continue
        value = rounded(sight.ask(fixed, traits, reads, *chosen))
        if value not in values:
            return _("{names} cannot be {order} now").format(
                names=names[position], order=sight.shown(card.order, position, value)
            )
        chosen = (*chosen, value)
    return sight.refused(card.order, chosen) or _("nothing that it may choose is legal")
