"""A deal while it is put together: who gives, what, how much; further terms; public or between its parties.

It has the face of a form that is filled in (`filling.Filling`), so that dialogs and plain lines need know no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from engine.play.forms import Option
from engine.speech import _, _n

from .filling import Filling, begun, numbered
from .scene import Act
from .shown import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.play.deal_forms import OfferForm
    from engine.play.orders import Order, Stated, Value

    from .scene import Offered

ADD, PUBLIC, OUT = "add", "public", "out:"
"""What can be done with a deal besides offering it."""


@attrs.frozen(kw_only=True, eq=False)
class Offering:
    """The terms so far, and the one that is chosen now: its giver, then its sort, then its parameters."""

    form: OfferForm
    terms: tuple[Stated, ...] = ()
    partner: str | None = None
    public: bool = False
    answers: int | None = None
    adding: bool = True
    giver: Offered | None = None
    term: Filling | None = None
    before: Offering | None = attrs.field(default=None, repr=False)  # one step earlier

    @property
    def filled(self) -> bool:
        """Whether no term is being chosen: the deal can be offered, or changed."""
        return not self.adding

    @property
    def label(self) -> str:
        """What is chosen now."""
        if self.giver is None:
            return _("Who gives it")
        if self.term is None:
            return _("What {role} gives").format(role=plain(self.giver.title))
        return self.term.label

    @property
    def text(self) -> str:
        """The term that is chosen now in words, with gaps; else what deals are."""
        return self.form.text if self.term is None else self.term.form.text

    @property
    def asked(self) -> str:
        """What is chosen now, with its range if it is a number."""
        return numbered(self.label, self.options)

    @property
    def options(self) -> Sequence[Offered]:
        """What may be chosen now."""
        if self.giver is None:
            found = {it.value: it for form in self.form.terms for it in form.domain()}
            return tuple(found.values())
        if self.term is None:
            return tuple(
                Option(value=form.id, title=form.term.title)
                for form in self.form.terms
                if any(it.value == self.giver.value for it in form.domain())
            )
        return self.term.options

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """What was chosen so far, by name."""
        rows = [
            (_("Term {number}").format(number=number), plain(self.form.words(it)))
            for number, it in enumerate(self.terms, 1)
        ]
        if self.giver is not None and self.term is None:
            rows.append((_("Who gives it"), plain(self.giver.title)))
        if self.term is not None:
            giver, *others = self.term.chosen
            sort = next(it.term.title for it in self.form.terms if it.id == self.term.form.id)
            rows += [giver, (_("What {role} gives").format(role=giver[1]), plain(sort)), *others]
        return tuple(rows)

    @property
    def order(self) -> Order:
        """The offer as it stands."""
        return self.form.offer(*self.terms, public=self.public, answers=self.answers, partner=self.partner)

    @property
    def draft(self) -> Order:
        """The offer as far as its terms are whole."""
        return self.order

    def order_with(self, _value: Value) -> Order | None:
        """Return None: a deal costs nothing and rolls nothing before it is struck."""
        return None

    def choose(self, option: Offered) -> Offering:
        """Return the deal with one thing more chosen; a term that is whole is in it."""
        if self.giver is None:
            return attrs.evolve(self, giver=option, before=self)
        if self.term is None:
            filling = begun(next(it for it in self.form.terms if it.id == option.value))
            giver = next(it for it in filling.options if it.value == self.giver.value)
            return attrs.evolve(self, term=filling.choose(giver), before=self)._onward()
        return attrs.evolve(self, term=self.term.choose(option), before=self)._onward()

    def _onward(self) -> Offering:
        """Return the deal without asking again whom it is offered to; a term that is whole is in it."""
        assert self.term is not None
        term, form = self.term, self.term.form
        if len(term.values) == len(form.parameters) - 1:  # the last one is to whom it is offered
            options = term.options
            if len(options) == 1 or (self.terms and options):
                term = term.choose(options[0])
        if not term.filled:
            return attrs.evolve(self, term=term)
        stated, partner = self._stated(term)
        kept = self.partner if self.terms else partner
        return attrs.evolve(self, terms=(*self.terms, stated), partner=kept, adding=False, giver=None, term=None)

    def _stated(self, term: Filling) -> tuple[Stated, str | None]:
        form = next(it for it in self.form.terms if it.id == term.form.id)
        partner = term.values[-1]
        return form.stated(*term.values), None if partner is None else str(partner)

    def back(self) -> Offering | None:
        """Return the deal one step earlier, None at its beginning."""
        return self.before

    def further(self) -> tuple[Act, ...]:
        """Return what can be done besides offering it."""
        left = self.form.most - len(self.terms)
        acts = [Act(value=ADD, title=_("Add another term"))] if left > 0 else []
        public = _("[x] Public: everybody knows") if self.public else _("[ ] Make it public")
        acts.append(Act(value=PUBLIC, title=public))
        if len(self.terms) > 1:
            out = _("Take out: {term}")
            acts += [
                Act(value=f"{OUT}{at}", title=out.format(term=plain(self.form.words(it))))
                for at, it in enumerate(self.terms)
            ]
        return tuple(acts)

    def done(self, act: str) -> Offering:
        """Return the deal after one of these."""
        if act == ADD:
            return attrs.evolve(self, adding=True, before=self)
        if act == PUBLIC:
            return attrs.evolve(self, public=not self.public, before=self)
        at = int(act.removeprefix(OUT))
        return attrs.evolve(self, terms=(*self.terms[:at], *self.terms[at + 1 :]), before=self)

    @property
    def giving(self) -> str:
        """What the line says that offers it."""
        if self.answers:
            return _("Offer this instead")
        return _n("Offer this deal of {n} term", "Offer this deal of {n} terms", len(self.terms)).format(
            n=len(self.terms)
        )


def offering_of(form: OfferForm, order: Order) -> Offering:
    """Return a deal as an order says: a draft taken up again, or a counter-offer to be changed."""
    partner, answers = order.params.get("partner"), order.params.get("answers")
    return Offering(
        form=form,
        terms=order.terms,
        partner=None if partner is None else str(partner),
        public=order.params.get("public") == "yes",
        answers=answers if isinstance(answers, int) else None,
        adding=not order.terms,
    )
