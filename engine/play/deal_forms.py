"""Deals as forms: one for each term that may be offered, one for whole offers, one for each kind of answer.

A `TermForm` alone makes an offer of one term; an `OfferForm` puts up to eight together. What others may give is
narrowed by what everybody knows of them only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..problems import Refused
from ..rules.events import NOBODY
from ..rules.ruleset import Term
from ..rules.words import ACCEPT, OFFER
from ..speech import _
from . import deals, legality
from .book import plain
from .forms import Form, Option, number_title
from .orders import Attached, Order, Stated, Value, made
from .seat import Seat


class TermForm(Form):
    """A term of one sort: who gives it, its parameters, and whom it is offered to where that does not show yet."""

    def __init__(self, seat: Seat, term: Term) -> None:
        title, text = _("Offer: {term}").format(term=term.title), plain(term.text, "") if term.text else ""
        super().__init__(seat, f"{OFFER}.{term.id}", title=title, text=text, kind="deal")
        self.name = OFFER
        self.term = term
        own = term.order.parameters
        self.parameters = ("giver", *(it.name for it in own), "partner")
        self.labels = (_("Who gives it"), *(it.words for it in own), _("Offered to"))
        self.roots = ("role", *(it.root for it in own), "role")

    @property
    def reason(self) -> str:
        course, role = self._seat.now()
        if next(self._givers(), None) is None:
            return legality.idle(course, role) or _("Nobody can give that now.")
        return legality.idle(course, role)

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        course, role = self._seat.now()
        if legality.idle(course, role):
            return ()
        if not earlier:
            return tuple(self._role(giver) for giver in self._givers())
        read = self._read(earlier)
        if read is None:
            return ()
        giver, chosen = read
        parameters = self.term.order.parameters
        if len(chosen) == len(parameters):
            return tuple(self._partners(giver, chosen)) if len(earlier) == len(chosen) + 1 else ()
        parameter, book = parameters[len(chosen)], course.book
        found = (it for it in self._values(giver, chosen) if next(self._completions(giver, (*chosen, it)), None))
        return tuple(
            Option(
                value=book.shown(parameter, it),
                title=book.member_title(parameter.root, it) if parameter.root else number_title(parameter, it),
            )
            for it in found
        )

    def stated(self, *values: Value) -> Stated:
        """Return the term as it stands in an offer: giver, id, parameters; without a partner."""
        names = [it.name for it in self.term.order.parameters]
        return str(values[0]), self.term.id, dict(zip(names, values[1:], strict=False))

    def order(self, *values: Value, conditions: Iterable[Attached] = ()) -> Order:
        return Order(OFFER, conditions=conditions, terms=(self.stated(*values),), partner=values[-1])

    def begun(self, *values: Value, conditions: Iterable[Attached] = ()) -> Order:
        given = dict(zip(self.parameters, values, strict=False))
        return Order(OFFER, conditions=conditions, terms=(), **given, term=self.term.id)

    def title_of(self, order: Order) -> str:
        return offered_words(self._seat, order)

    def _read(self, earlier: Sequence[Value]) -> tuple[int, tuple[int, ...]] | None:
        """Return giver and parameters as the rules know them; None where one is nothing they know."""
        book, known = self._seat.book, self.term.order.parameters[: len(earlier) - 1]
        giver = book.role_at.get(str(earlier[0]), NOBODY)
        given = {it.name: value for it, value in zip(known, earlier[1:], strict=False)}
        try:
            chosen = book.read("", known, given)
        except Refused:
            return None
        return None if giver == NOBODY else (giver, chosen)

    def _givers(self) -> Iterator[int]:
        """Yield who has a part in this phase and may give the term, as far as this seat can know."""
        course, _role = self._seat.now()
        for giver in course.state.top[4]:
            if giver in self.term.order.may and next(self._completions(giver, ()), None) is not None:
                yield giver

    def _values(self, giver: int, chosen: tuple[int, ...]) -> Sequence[int]:
        course, role = self._seat.now()
        own = giver == role
        values, memo = course.ground(role) if own else (course.state.values, course.state.memo)
        domain = (self.term.order.domains if own else self.term.seen)[len(chosen)]
        found: Sequence[int] = domain(values, memo, giver, *chosen)
        return found

    def _completions(self, giver: int, chosen: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...]]]:
        """Yield the parameters that begin so and with which the term may be offered, each in a tuple of its own."""
        course, role = self._seat.now()
        if len(chosen) == len(self.term.order.parameters):
            fits = not deals.objection(course, role, giver, self.term.id, chosen)
            if fits and next(self._partners(giver, chosen), None) is not None:
                yield (chosen,)
            return
        for value in self._values(giver, chosen):
            yield from self._completions(giver, (*chosen, value))

    def _partners(self, giver: int, chosen: tuple[int, ...]) -> Iterator[Option]:
        """Yield whom the term is offered to: nobody else where two parties are in it already."""
        course, role = self._seat.now()
        here = course.state.top[4]
        parties = deals.parties_of(course, role, NOBODY, ((giver, self.term.id, chosen),))
        if any(it not in here for it in parties):
            return
        if len(parties) > 1:
            yield Option(value=None, title=_("nobody else"))
            return
        yield from (self._role(it) for it in here if it not in parties)

    def _role(self, role: int) -> Option:
        book = self._seat.book
        return Option(value=book.role_ids[role], title=book.role_titles[role])


class OfferForm(Form):
    """A whole offer: `terms` are the forms of what may stand in it; `offer` puts chosen ones together."""

    def __init__(self, seat: Seat, terms: tuple[TermForm, ...]) -> None:
        super().__init__(seat, OFFER, title=_("Offer a deal"), kind="deal")
        self.terms = terms
        self.most = deals.MOST_TERMS

    @property
    def reason(self) -> str:
        why = legality.idle(*self._seat.now())
        if why or any(it.open for it in self.terms):
            return why
        return _("There is nothing that could be offered now.")

    def offer(
        self, *terms: Stated, public: bool = False, answers: int | None = None, partner: str | None = None
    ) -> Order:
        """Return the offer of these terms; `answers` is the number of the deal to which it is a counter-offer."""
        return Order(OFFER, terms=terms, public="yes" if public else "no", answers=answers, partner=partner)

    def counter(self, number: int) -> Order:
        """Return the counter-offer to an open deal with the same terms, to be changed.

        Raises: KeyError: this seat knows no open deal of that number.
        """
        course, role = self._seat.now()
        deal = deals.known(course, role)[number][1]
        others = set(deal.parties) - set(deals.parties_of(course, role, NOBODY, deal.terms))
        partner = deal.by if deal.by in others else next(iter(sorted(others)), NOBODY)
        return made(course.book, (OFFER, (deal.public, number, partner, deal.terms), ()))

    def words(self, term: Stated) -> str:
        """Return a term in words: who gives what."""
        course, _role = self._seat.now()
        return deals.terms_words(course, deals.read(course, Order(OFFER, terms=(term,)))[1][3])

    def parties(self, order: Order) -> tuple[str, ...]:
        """Return the titles of those whose deal an offer would be."""
        course, role = self._seat.now()
        _public, _answers, partner, terms = deals.read(course, order)[1]
        return tuple(course.book.role_titles[it] for it in deals.parties_of(course, role, partner, terms))

    def why_not(self, order: Order) -> str:
        """Return why an offer may not be made now, "" when it may."""
        try:
            legality.read(*self._seat.now(), order)
        except Refused as refused:
            return refused.reason
        return ""

    def title_of(self, order: Order) -> str:
        return offered_words(self._seat, order)


class AnswerForm(Form):
    """To accept or to decline a deal that is open."""

    def __init__(self, seat: Seat, name: str) -> None:
        title = _("Accept a deal") if name == ACCEPT else _("Decline a deal")
        super().__init__(seat, name, title=title, kind="deal")
        self.parameters = ("deal",)
        self.labels = (_("Deal"),)
        self.roots = ("",)

    @property
    def reason(self) -> str:
        course, role = self._seat.now()
        why = legality.idle(course, role)
        if why or any(deals.answers_open(course, role, (self.id,))):
            return why
        return _("No deal waits for that answer of yours.")

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        course, role = self._seat.now()
        if earlier or self.reason:
            return ()
        numbers = [params[0] for _name, params, _unused in deals.answers_open(course, role, (self.id,))]
        return tuple(Option(value=it, title=self._offered(it)) for it in numbers)

    def _offered(self, number: int) -> str:
        """Return who offers a deal, and what it says."""
        course, role = self._seat.now()
        deal = deals.known(course, role)[number][1]
        said = _("{role} offers: {deal}")
        return said.format(role=course.book.role_titles[deal.by], deal=deals.words(course, deal))

    def title_of(self, order: Order) -> str:
        course, role = self._seat.now()
        return deals.answer_words(course, role, order.name, order.params.get("deal"))


def offered_words(seat: Seat, order: Order) -> str:
    """Return an offer in words; as it is written where it cannot be read."""
    course, _role = seat.now()
    try:
        given = deals.read(course, order)
    except Refused:
        return order.text
    return _("Offers this deal: {deal}").format(deal=deals.terms_words(course, given[1][3]))
