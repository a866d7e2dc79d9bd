"""One step of a person: what is new is told, a line is asked for, and what it says is done."""

from __future__ import annotations

from engine.problems import Refused
from engine.speech import _

from ..cards import Card
from ..shown import plain
from .orders import give_written, order_for, tell_orders
from .place import Place
from .reading import at_hand


def act(who: Place) -> None:
    """Tell what is new, and do what one line says."""
    if (who.view.turn, who.view.phase) != who.moment:
        tell_moment(who)
    line = who.lines.ask()
    try:
        if not give_written(who, line) and not who.obey(line):
            order_for(who, line)
    except Refused as refused:
        who.lines.say(refused.reason)


def tell_moment(who: Place) -> None:
    """Tell where the game stands: the card once, what changed, numbers at a new turn, what may be given."""
    view, new_turn = who.view, who.view.turn != who.moment[0]
    who.moment = (view.turn, view.phase)
    if not who.met:
        who.met = True
        who.lines.say("\n" + _("You are {role}.").format(role=who.title))
        who.lines.say(Card(parts=who.card.parts[:2]).whole().plain)  # what may be done is told below
    who.lines.say("\n" + who.heading)
    if view.prompt:
        who.lines.say(plain(view.prompt))
    who.tell_changes()
    if new_turn and (stand := at_hand(view, who.vantage)):
        who.lines.say(_("Where things stand (t tells everything that you may know):"))
        who.lines.say("\n".join(stand))
    tell_orders(who, "")
