"""Bargains in plain lines: what is on the table, and answers to deals that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.text import clean
from engine.play.orders import OFFER, Order
from engine.speech import _

from ..bargaining import deal_rows, page
from ..proposal import Steps, steps_from
from .asking import filled
from .onlooker import FOR_ALL, Onlooker
from .orders import finish, give
from .place import AT_SEAT, Place

if TYPE_CHECKING:
    from engine.play.readings import Offer

_YES = ("y", "yes", _("yes"))


@FOR_ALL.command("b", "bargains", _("bargains"), _("motions, deals, pledges and promises; who is silent"))
def tell_bargains(who: Onlooker, _rest: str) -> None:
    """Tell all that is bargained about."""
    if who.room.scenario.bargains:
        who.lines.say(page(who.view, who.room.titles).plain)
    else:
        who.lines.say(_("Nobody bargains in this game."))


@AT_SEAT.command("+", "accept", _("accept"), _("+ NUMBER: accept a deal; it is shown first"))
def accept(who: Place, words: str) -> None:
    """Accept an open deal."""
    _answer(who, words, "accept", _("Accept it? y or an empty line> "))


@AT_SEAT.command("-", "decline", _("decline"), _("- NUMBER: decline a deal; it is shown first"))
def decline(who: Place, words: str) -> None:
    """Decline an open deal."""
    _answer(who, words, "decline", _("Decline it? y or an empty line> "))


@AT_SEAT.command("=", "counter", _("counter"), _("= NUMBER: offer something else instead of a deal"))
def counter(who: Place, words: str) -> None:
    """Begin an offer with the terms of the deal that it answers."""
    deal = _deal(who, words)
    if deal is None:
        return
    view = who.seat.view
    if not any(form.name == OFFER for form in view.choices.forms):
        who.lines.say(_("Nothing can be offered now."))
        return
    form = view.choices.offer
    steps: Steps = steps_from(form, form.counter(deal.number))
    finish(who, filled(view, steps, [], who.lines))


def _answer(who: Place, words: str, name: str, question: str) -> None:
    """Show a deal in full, ask once, and give the answer."""
    deal = _deal(who, words)
    if deal is None:
        return
    order = Order(name, deal=deal.number)
    reason = who.seat.view.choices.why_not(order)
    who.lines.say("\n".join(deal_rows(deal, who.room.titles)))
    if reason:
        who.lines.say(_("Not possible: {reason}").format(reason=reason))
    elif who.lines.ask(question).casefold() in _YES:
        give(who, order)
    else:
        who.lines.say(_("Nothing was given."))


def _deal(who: Place, words: str) -> Offer | None:
    """Return the open deal of that number; the only one that waits goes without saying."""
    due = [it for it in who.view.deals if it.waits]
    if not words and len(due) == 1:
        return due[0]
    found = next((it for it in who.view.deals if str(it.number) == words), None)
    if found is None and not who.view.deals:
        who.lines.say(_("No deal that you know of is open."))
    elif found is None:
        numbers = ", ".join(str(it.number) for it in who.view.deals)
        said = _("Which deal? Open are: {numbers}. '{word}' is none of them.")
        said = said if words else _("Which deal? Open are: {numbers}.")
        who.lines.say(said.format(numbers=numbers, word=clean(words, most=40)))
    return found
