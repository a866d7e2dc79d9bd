"""What a doctrine tells all of an order: it depends on the order and on what all saw, never on its thoughts."""

from __future__ import annotations

from ..play.sight import Sight
from ..rules.events import Given
from ..rules.ruleset import Doctrine


def publicly(doctrine: Doctrine, sight: Sight, given: Given) -> str:
    """Return what a doctrine tells all of an order that its seat gives at this moment, "" for nothing.

    One card speaks for all that give the order, whichever it was that did: cards show what a seat thinks.
    """
    speaks = next((it.publicly for it in doctrine.cards if it.publicly is not None and it.order == given[0]), None)
    return "" if speaks is None else str(sight.openly(speaks, *given[1]))
