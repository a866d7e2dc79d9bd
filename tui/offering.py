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

ADD, PUBLIC, CHANGE, OUT = "add", "public", "change:", "out:"
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
    changing: int | None = None  # the place of the term that is chosen anew, None for a further one
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
        rows = [(self._numbered(at), plain(self.form.words(it))) for at, it in enumerate(self.terms)]
        if self.giver is not None and self.term is None:
            rows.append((_("Who gives it"), plain(self.giver.title)))
        if self.term is not None:
            giver, *others = self.term.chosen
            sort = next(it.term.title for it in self.form.terms if it.id == self.term.form.id)
            rows += [giver, (_("What {role} gives").format(role=giver[1]), plain(sort)), *others]
        return tuple(rows)

    def _numbered(self, at: int) -> str:
        """Return what the term at a place is called while another is chosen."""
        return (_("Term {number}, until now") if at == self.changing else _("Term {number}")).format(number=at + 1)

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
        term = self._offered(self.term)
        if not term.filled:
            return attrs.evolve(self, term=term)
        stated, partner = self._stated(term)
        kept = self.partner if self._others else partner
        at = len(self.terms) if self.changing is None else self.changing
        terms = (*self.terms[:at], stated, *self.terms[at + 1 :])
        return attrs.evolve(self, terms=terms, partner=kept, adding=False, changing=None, giver=None, term=None)

    def _offered(self, term: Filling) -> Filling:
        """Return a term with whom it is offered to, where that goes without saying or was said before."""
        if len(term.values) < len(term.form.parameters) - 1:
            return term
        options = term.options
        known = [it for it in options if self.changing is not None and it.value == self.partner]
        if not known and (len(options) == 1 or self._others):
            known = [*options[:1]]
        return term.choose(known[0]) if known else term

    @property
    def _others(self) -> bool:
        """Whether the deal has terms besides the one that is chosen now."""
        return len(self.terms) > (self.changing is not None)

    def _stated(self, term: Filling) -> tuple[Stated, str | None]:
        form = next(it for it in self.form.terms if it.id == term.form.id)
        partner = term.values[-1]
        return form.stated(*term.values), None if partner is None else str(partner)

    def _anew(self, at: int) -> Offering:
        """Return the deal with a term to be chosen anew: how much of the same, or all of it where that is no choice."""
        giver, sort, _params = self.terms[at]
        anew = attrs.evolve(self, adding=True, changing=at, before=self)
        form = next((it for it in self.form.terms if it.term.id == sort), None)
        gives = next((it for it in form.domain() if it.value == giver), None) if form else None
        if form is None or gives is None:
            return anew
        term = begun(form).choose(gives)
        while len(term.values) < len(form.parameters) - 1:
            options = term.options
            if len(options) != 1:
                return attrs.evolve(anew, giver=gives, term=term)
            term = term.choose(options[0])
        return anew

    def back(self) -> Offering | None:
        """Return the deal one step earlier, None at its beginning."""
        return self.before

    def further(self) -> tuple[Act, ...]:
        """Return what can be done besides offering it."""
        left = self.form.most - len(self.terms)
        acts = [Act(value=ADD, title=_("Add another term"))] if left > 0 else []
        public = _("[x] Public: everybody knows") if self.public else _("[ ] Make it public")
        acts.append(Act(value=PUBLIC, title=public))
        lines = {CHANGE: _("Change: {term}")} | ({OUT: _("Take out: {term}")} if len(self.terms) > 1 else {})
        words = [plain(self.form.words(it)) for it in self.terms]
        acts += [
            Act(value=f"{act}{at}", title=line.format(term=term))
            for act, line in lines.items()
            for at, term in enumerate(words)
        ]
        return tuple(acts)

    def done(self, act: str) -> Offering:
        """Return the deal after one of these."""
        if act == ADD:
            return attrs.evolve(self, adding=True, before=self)
        if act == PUBLIC:
            return attrs.evolve(self, public=not self.public, before=self)
        if act.startswith(CHANGE):
            return self._anew(int(act.removeprefix(CHANGE)))
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
