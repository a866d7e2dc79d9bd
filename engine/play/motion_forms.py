"""Orders about one thing as forms: a motion to table or to vote on, an effect to argue for."""

from __future__ import annotations

from ..rules.ruleset import Order as Rule
from ..rules.words import VOTE
from ..speech import _
from . import arguments, motions
from .forms import Form, Option, OrderForm, Wording
from .odds import Odds, odds_of
from .orders import Order, Value
from .seat import Seat


class AboutForm(Form):
    """An order about one thing: that order of the rules, with the thing as its first parameter, called `key`."""

    key = ""

    def __init__(self, seat: Seat, rule: Rule, about: Option, *, title: str, label: str, inner: Form | None) -> None:
        super().__init__(seat, rule.id, title=title, text=rule.text, kind=rule.kind)
        self.rule = rule
        self.name = rule.kind
        self._inner = OrderForm(seat, rule) if inner is None else inner
        self._about = about
        self.parameters = (self.key, *self._inner.parameters)
        self.labels = (label, *self._inner.labels)
        self.roots = ("", *self._inner.roots)
        self.fixed = {self.key: about, **self._inner.fixed}

    @property
    def reason(self) -> str:
        return self._inner.reason

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        if not earlier:
            return (self._about,) if self.open else ()
        return self._inner.domain(*earlier[1:]) if earlier[0] == self._about.value else ()

    def options(self, *earlier: Value) -> tuple[Option, ...]:
        if not earlier:
            return self.domain()
        return self._inner.options(*earlier[1:]) if earlier[0] == self._about.value else ()

    def at(self, parameter: str, value: Value) -> Form | None:
        if parameter == self.key:
            return self if value == self._about.value else None
        inner = self._inner.at(parameter, value)
        return None if inner is None else self._with(inner)

    def _with(self, inner: Form) -> Form:
        """Return the same form about another inner one."""
        raise NotImplementedError

    def cost(self, order: Order) -> tuple[tuple[str, int], ...]:
        return self._inner.cost(self._own(order))

    def odds(self, order: Order) -> tuple[Odds, ...]:
        return self._inner.odds(self._own(order))

    def _own(self, order: Order) -> Order:
        """Return the order as the rules know it, without what it is about."""
        given = {key: it for key, it in order.params.items() if key in self._inner.parameters}
        return Order(self.rule.id, conditions=(), terms=(), **given)


class MotionForm(AboutForm):
    """To table a motion, or to vote on it."""

    key = "motion"

    def __init__(self, seat: Seat, rule: Rule, inner: Form | None = None) -> None:
        about = Option(value=rule.motion, title=seat.book.motion_titles[rule.motion])
        super().__init__(seat, rule, about, title=_titled(seat, rule), label=_("Motion"), inner=inner)

    def _with(self, inner: Form) -> Form:
        return MotionForm(self._seat, self.rule, inner)

    def title_of(self, order: Order) -> str:
        """Return an order that tables or votes in words; one about another motion too."""
        course, role = self._seat.now()
        name, given = course.book.inner(order.name, order.params)
        rule = course.rules.orders[name]
        params = course.book.read(self.title, rule.parameters, given)
        if rule.kind != VOTE:
            return _("Table: {motion}").format(motion=rule.name_of(*course.ground(role), role, *params))
        if rule.motion in course.state.tabled:
            return motions.voted(course, rule.motion, params[0])
        return motions.ballot_words(params[0], course.book.motion_titles[rule.motion])


class ArgumentForm(AboutForm):
    """To argue for an effect of the palette; whoever argues may add words of its own."""

    key = "effect"

    def __init__(self, seat: Seat, rule: Rule, inner: Form | None = None) -> None:
        title = seat.book.titles[rule.id]
        about = Option(value=rule.argues, title=title)
        super().__init__(
            seat, rule, about, title=_("Argue: {effect}").format(effect=title), label=_("Effect"), inner=inner
        )
        self.wordings = tuple(Wording(key=key, title=_wording(key), most=arguments.MOST) for key in arguments.TEXTS)

    def _with(self, inner: Form) -> Form:
        return ArgumentForm(self._seat, self.rule, inner)

    def title_of(self, order: Order) -> str:
        """Return an argument in words; one for another effect too."""
        course, role = self._seat.now()
        name, given = arguments.inner(course, order.params)
        arguments.texts_of(given)  # they are no parameters
        rule = course.rules.orders[name]
        params = course.book.read(self.title, rule.parameters, given)
        return _("Argue: {effect}").format(effect=rule.name_of(*course.ground(role), role, *params))

    def odds(self, order: Order) -> tuple[Odds, ...]:
        """Return what it would roll, with the reasons that count at once."""
        course, role = self._seat.now()
        params = course.book.read(self.title, self.rule.parameters, self._own(order).params)
        worth = arguments.counting(course, self.rule, arguments.texts_of(dict(order.params)))
        return odds_of(course, role, self.rule, params, worth)


def _wording(key: str) -> str:
    if key in arguments.PROS:
        return _("A reason for it")
    return _("A reason against it") if key in arguments.CONS else _("Your argument")


def _titled(seat: Seat, rule: Rule) -> str:
    """Return what the form is called: the motion as it was tabled, where it is voted on."""
    course, _reader = seat.now()
    title = course.book.motion_titles[rule.motion]
    if rule.kind != VOTE:
        return _("Table: {motion}").format(motion=title)
    if rule.motion in course.state.tabled:
        title = motions.title_of(course, rule.motion)
    return _("Vote: {motion}").format(motion=title)
