"""Arguments compiled: each entry of the palette becomes an order that argues for it, like any other order.

Inside, these orders are called `argue.ID`; people write `argue effect=ID …`, with their own words beside. The
reasons that count are added to the first check that the effects roll.
"""

from __future__ import annotations

import attrs

from ..language import spec
from ..language.shapes import Written
from . import rule_codes as codes
from .making import Making
from .words import ARGUE

OPEN = ("open", "sequential")


def with_arguments(written: spec.Ruleset) -> spec.Ruleset:
    """Return the ruleset with the orders that its palette is."""
    made = tuple(_order(each) for each in written.palette)
    return attrs.evolve(written, orders=(*written.orders, *made)) if made else written


def _order(argument: spec.Argument) -> spec.Order:
    return spec.Order(
        id=f"{ARGUE}.{argument.id}",
        mark=argument.mark,
        fields=argument.fields,
        kind=ARGUE,
        title=argument.title or Written(argument.id.replace("_", " ").capitalize(), argument.mark),
        text=argument.text,
        tags=argument.tags,
        by=argument.by,
        choose=argument.choose,
        when=argument.when,
        cost=argument.cost,
        limit=argument.limit,
        does=argument.does,
    )


def settle(making: Making) -> None:
    """Let the orders know what they argue for; where orders are sealed nobody hears an argument, a problem."""
    for argument in making.written.palette:
        order = making.orders.get(f"{ARGUE}.{argument.id}")
        if order is not None:
            order.argues, order.automatic = argument.id, argument.automatic
    for phase in (*making.written.turn, *(it for each in making.written.procedures for it in each.phases)):
        mode = phase.mode or ("sealed" if phase.by is not None else "automatic")
        if ARGUE in phase.offers and making.written.palette and mode not in OPEN:
            mark = phase.fields.get(f"offers.{phase.offers.index(ARGUE)}", phase.fields.get("offers", phase.mark))
            message = "arguments are heard by all: in an open phase, or a sequential one"
            making.world.report(mark, codes.UNHEARD, message, hint="mode: open", length=len(ARGUE))
