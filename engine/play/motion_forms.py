"""Motions as forms: one to table each motion, one to vote on each, the motion itself settled beforehand."""

from __future__ import annotations

from ..rules.bargains import VOTE
from ..rules.ruleset import Order as Rule
from ..speech import _
from . import motions
from .forms import Form, Option, OrderForm
from .odds import Odds
from .orders import Order, Value
from .seat import Seat


class MotionForm(Form):
    """An order about one motion: that order of the rules, with the motion as its first parameter."""

    def __init__(self, seat: Seat, rule: Rule, inner: Form | None = None) -> None:
        super().__init__(seat, rule.id, title=_titled(seat, rule), text=rule.text, kind=rule.kind)
        self.rule = rule
        self.name = rule.kind
        self._inner = OrderForm(seat, rule) if inner is None else inner
        self._motion = Option(value=rule.motion, title=seat.book.motion_titles[rule.motion])
        self.parameters = ("motion", *self._inner.parameters)
        self.labels = (_("Motion"), *self._inner.labels)
        self.roots = ("", *self._inner.roots)
        self.fixed = {"motion": self._motion, **self._inner.fixed}

    @property
    def reason(self) -> str:
        return self._inner.reason

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        if not earlier:
            return (self._motion,) if self.open else ()
        return self._inner.domain(*earlier[1:]) if earlier[0] == self._motion.value else ()

    def options(self, *earlier: Value) -> tuple[Option, ...]:
        if not earlier:
            return self.domain()
        return self._inner.options(*earlier[1:]) if earlier[0] == self._motion.value else ()

    def at(self, parameter: str, value: Value) -> Form | None:
        if parameter == "motion":
            return self if value == self._motion.value else None
        inner = self._inner.at(parameter, value)
        return None if inner is None else MotionForm(self._seat, self.rule, inner)

    def cost(self, order: Order) -> tuple[tuple[str, int], ...]:
        return self._inner.cost(self._own(order))

    def odds(self, order: Order) -> tuple[Odds, ...]:
        return self._inner.odds(self._own(order))

    def title_of(self, order: Order) -> str:
        """Return an order that tables or votes in words; one about another motion too."""
        course, role = self._seat.now()
        name, given = course.book.inner(order.name, order.params)
        rule = course.rules.orders[name]
        if rule.kind == VOTE and rule.motion in course.state.tabled:
            params = course.book.read(self.title, rule.parameters, given)
            return motions.voted(course, rule.motion, params[0])
        values, memo = course.ground(role)
        return str(rule.name_of(values, memo, role, *course.book.read(self.title, rule.parameters, given)))

    def _own(self, order: Order) -> Order:
        """Return the order as the rules know it, without the motion."""
        given = {key: it for key, it in order.params.items() if key != "motion"}
        return Order(self.rule.id, conditions=(), terms=(), **given)


def _titled(seat: Seat, rule: Rule) -> str:
    """Return what the form is called: the motion as it was tabled, where it is voted on."""
    course, _reader = seat.now()
    title = course.book.motion_titles[rule.motion]
    if rule.kind != VOTE:
        return _("Table: {motion}").format(motion=title)
    if rule.motion in course.state.tabled:
        title = motions.title_of(course, rule.motion)
    return _("Vote: {motion}").format(motion=title)
