"""Paper slips: one line an order, typed by a scribe who need not spell anything out.

A slip reads `ROLE ORDER CHOICE … [if CONDITION CHOICE …]`: every word is the beginning of an id, or of a word of a
title, that no other choice at this place begins with. So `ber ple batt 3 if back 3` pledges three battalions of
Berlin if the backstop is at least three. What a role may choose is asked of its own forms, as everywhere.

After an argument's choices may stand what is said: `par arg shame rome They knew + it is on tape - nobody cares`, with
each reason for it after a +, each against it after a -.

An offer has its terms with a + between them, then whom it is offered to where no term says, then `public` and
`answers N`, the deal that it is to take the place of: `par offer pay war 2 + pledge war battal 1 public`.

After semicolons may stand why, how sure from 1 to 5, and what was rejected: `ber pass; no mandate; 4; a battalion`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from ..language.text import clean
from ..play.arguments import CONS, PROS
from ..play.book import Book
from ..play.deal_forms import TermForm
from ..play.forms import Form
from ..play.orders import Order
from ..play.views import View
from ..problems import Refused
from ..speech import _
from . import misread
from .capture import aside
from .slip_offers import OfferReader
from .slip_reader import Asked, Reader
from .vocabulary import MOST_READ, Choice, begins, choice, spoken, words

MOST = 600
"""Characters of a slip."""


@attrs.frozen(kw_only=True)
class Slip:
    """A line as it was understood: the order, in words, with its cost. `wrong` says why it cannot be given.

    why, sure (0 not said), rejected: what was said beside the order · phase: turn and first event of the phase
    that it was typed in, for whoever gives it later
    """

    text: str
    role: str = ""
    order: Order | None = None
    title: str = ""
    cost: tuple[tuple[str, int], ...] = ()
    wrong: str = ""
    why: str = ""
    sure: int = 0
    rejected: str = ""
    phase: tuple[int, int] | None = None


class Scribe:
    """Reads slips for the roles of a game; `view` is asked for what a role may do now."""

    def __init__(self, book: Book, view: Callable[[str], View]) -> None:
        self._book = book
        self._roles = tuple(map(choice, book.role_ids, book.role_titles))
        self._view = view

    def read(self, text: str) -> Slip:
        """Return what a line says, or what is wrong with it; nothing has been given."""
        text = clean(text, most=MOST_READ)
        line, *parts = text.split(";")
        reader = Reader(words(line), spoken(line))
        try:
            if len(text) > MOST:
                raise Refused(misread.endless(len(text), MOST))
            role, order, title, cost = self._read(reader)
            said = aside(parts)
        except Refused as refused:
            return Slip(text=text, role=reader.role, wrong=refused.reason)
        it = Slip(text=text, role=role, order=order, title=title, cost=cost)
        return attrs.evolve(it, why=said.why, sure=said.sure, rejected=said.rejected)

    def completions(self, text: str) -> tuple[str, ...]:
        """Return what the last word of a line may become, or what may follow when it ends in a space."""
        return tuple(dict.fromkeys(it.words[0] for it in self.candidates(text)))

    def candidates(self, text: str) -> tuple[Choice, ...]:
        """Return the same, each with what it means."""
        if ";" in text:
            return ()
        typed = words(text)
        last = "" if not typed or text[-1:].isspace() else typed.pop()
        reader = Reader(typed)
        try:
            self._read(reader, asking=True)
        except Asked as asked:
            return tuple(it for it in asked.choices if begins(it, last))
        except Refused:
            pass
        return ()

    def _read(self, reader: Reader, *, asking: bool = False) -> tuple[str, Order, str, tuple[tuple[str, int], ...]]:
        reader.asking = asking
        role = str(reader.take(self._roles, _("a role")).value)
        reader.role = role
        view = self._view(role)
        form = reader.form(view, self._book)
        if isinstance(form, TermForm):
            order = OfferReader(reader, view, self._book).read(form)
            title = _offered(view, order)
        else:
            order, title = _filled(reader, form)
        why = view.choices.why_not(order)
        if why:
            raise Refused(why)
        return role, order, title, form.cost(order)


def _filled(reader: Reader, form: Form) -> tuple[Order, str]:
    """Return the order of any form but an offer, and what it is in words."""
    values = reader.values(form)
    said = reader.said() if form.wordings else {}
    conditions = reader.conditions(form)
    order = form.order(*values, conditions=conditions)
    if not said:
        return order, form.title_of(order)
    order = Order(order.name, terms=(), conditions=conditions, **order.params, **said)
    return order, _argued(form.title_of(order), said)


def _argued(title: str, said: Mapping[str, str]) -> str:
    """Return an argument in words: how many reasons stand for and against it, and what it says."""
    pros, cons = (sum(key in keys for key in said) for keys in (PROS, CONS))
    counted = f"{title} (+{pros} -{cons})" if pros or cons else title
    return f"{counted}: {said['text']}" if "text" in said else counted


def _offered(view: View, order: Order) -> str:
    """Return an offer in words: who gives what, to whom where no term says, who knows of it, and what it answers."""
    beside = "; ".join(_beside(view, order))
    title = view.choices.offer.title_of(order)
    return f"{title} ({beside})" if beside else title


def _beside(view: View, order: Order) -> Iterator[str]:
    if order.params.get("partner") is not None:
        others = [it for it in view.choices.offer.parties(order) if it != view.title]
        yield _("to {roles}").format(roles=", ".join(others))
    if order.params.get("public") == "yes":
        yield _("public")
    if order.params.get("answers"):
        yield _("instead of deal {number}").format(number=order.params["answers"])
