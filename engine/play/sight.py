"""What a scripted player reads of its seat: the numbers themselves, by position, without words.

It is the only door through which doctrines reach compiled functions. What those may read was checked
against the seat's whitelist when the ruleset was loaded; legality is asked as for everybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..problems import Refused
from ..rules.events import Given
from ..rules.ruleset import PHASE, TURN, Memo, Values
from ..rules.ruleset import Order as Rule
from ..rules.run import rounded
from ..rules.words import VOTE
from ..speech import _
from . import asking, deals, legality
from .book import ABOUT_DEALS, PASS, shortened
from .orders import OFFER, Order, made
from .projection import PUBLIC
from .questions import choices_of
from .seat import Seat

Params = tuple[int, ...]
Ground = tuple[Values, Memo, int]
"""What compiled functions take first: the values, what remembers their measures, and the role's position."""

Formula = Callable[..., Any] | None


class Sight:
    """One moment as a scripted player reads it; it ends with the moment."""

    __slots__ = ("_course", "_legal", "_role", "asked", "ground", "moment", "offered", "tabled", "turn", "used")

    def __init__(self, seat: Seat) -> None:
        course, role = self._course, self._role = seat.now()
        state = course.state
        values, memo = course.ground(role) if state.sealed or state.pending else (state.values, state.memo)
        self.ground: Ground = (values, memo, role)
        self._legal: dict[str, Sequence[Params]] = {}
        self.turn = values[TURN]
        self.used: Mapping[Any, int] = state.used  # how often orders with limits were given, by the keys of `limits`
        self.tabled: Mapping[str, Any] = state.tabled  # the motions that are on the table
        self.asked = ""  # the event that asks it
        self.offered: Mapping[str, Rule] = {}
        if role in (course.awaited if course.asked_at == course.moment else asking.awaiting(course)):
            if course.phase is None:
                self.asked = state.top[1]
            else:
                self.offered = course.book.called[course.phase.index][role]
        # what decides which cards can be about it: role and phase by position, and the event that asks
        self.moment = role, values[PHASE], self.asked

    def ask(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what a compiled function gives for this seat."""
        return function(*self.ground, *args)

    def openly(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what a compiled function gives for this seat by what all see, its own sealed orders left out."""
        return function(*self._course.ground(PUBLIC), self._role, *args)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that are open to what this role is asked; empty when it is not."""
        return tuple(choice.id for choice in choices_of(self._course)) if self.asked else ()

    @property
    def may_pass(self) -> bool:
        """Whether this role may pass now."""
        course, role = self._course, self._role
        if role not in (course.awaited if course.asked_at == course.moment else asking.awaiting(course)):
            return False
        always = course.phase is not None and not course.phase.least
        return always or not legality.pass_refused(course, role)

    def legal(self, order: str) -> Sequence[Params]:
        """Return all parameters with which an order that is offered may be given now."""
        found = self._legal.get(order)
        if found is None:
            found = self._legal[order] = legality.legal(self._course, self._role, self.offered[order])
        return found

    def domain(self, order: str, chosen: Params) -> Sequence[int]:
        """Return what the parameter after `chosen` may be."""
        found: Sequence[int] = self.ask(self.offered[order].domains[len(chosen)], *chosen)
        return found

    def unlimited(self, order: str, found: Sequence[Params]) -> Sequence[Params]:
        """Return those parameters of an order that is offered for which no limit is used up."""
        return legality.unlimited(self._course, self._role, self.offered[order], found)

    def filled(self, order: str, fixed: Sequence[Formula], traits: Any, reads: Any, most: int) -> list[Params]:
        """Return parameters from left to right: those that `fixed` gives, and every one of the rest.

        At most `most`, not yet judged. What is fixed and not in its domain leads to none where others follow it.
        """
        values, memo, role = self.ground
        found: list[Params] = [()]
        searched = fixed.count(None)
        for domain, fix in zip(self.offered[order].domains, fixed, strict=True):
            if fix is None:
                searched -= 1
                found = [(*chosen, value) for chosen in found for value in domain(values, memo, role, *chosen)][:most]
                continue
            found = [(*chosen, rounded(fix(values, memo, role, traits, reads, *chosen))) for chosen in found]
            if searched:
                found = [chosen for chosen in found if chosen[-1] in domain(values, memo, role, *chosen[:-1])]
        return found

    def allowed(self, order: str, orders: Sequence[Params]) -> list[Params]:
        """Return those parameters with which an order that is offered may be given now."""
        (values, memo, role), course, rule = self.ground, self._course, self.offered[order]
        if rule.by is not None and not rule.by(values, memo, role):
            return []
        found = [params for params in orders if rule.refusal(values, memo, role, *params) == -1]
        return list(legality.unlimited(course, role, rule, found))

    def limits(self, order: str) -> tuple[tuple[Any, int], ...]:
        """Return the limits of an order, if it is offered, whatever its parameters: under which key, and how often."""
        rule = self.offered.get(order)
        counted = rule is not None and rule.id in self._course.book.counted
        return self._course.book.counted_by[self._role, order] if counted else ()

    def votes_on(self, order: str) -> str:
        """Return the motion on which an order votes, if it is offered; "" when it does not."""
        rule = self.offered.get(order)
        return rule.motion if rule is not None and rule.kind == VOTE else ""

    def accepts(self, order: str) -> bool:
        """Return whether an order that is offered and has no parameters may be given now."""
        (values, memo, role), rule = self.ground, self.offered[order]
        if rule.refusal(values, memo, role) != -1 or (rule.by is not None and not rule.by(values, memo, role)):
            return False
        return not rule.limits or not legality.is_spent(self._course, role, rule)

    def closed(self, order: str) -> str:
        """Return why an offered order cannot be given now whatever its parameters, or ""."""
        return legality.closed(self._course, self._role, self.offered[order])

    def refused(self, order: str, params: Params) -> str:
        """Return why an offered order may not be given with these parameters, or ""."""
        return legality.refused(self._course, self._role, self.offered[order], params)

    def why_not(self, given: Given) -> str:
        """Return why an order may not be given as it stands, conditions and all, or ""."""
        try:
            legality.read(self._course, self._role, self.order(given))
        except Refused as refused:
            return refused.reason
        return ""

    def allow(self, given: Given) -> None:
        """Note that an order was found to be legal now, so that it need not be judged again when it is given."""
        self._course.judged = (self._course.moment, self._role, given)

    def shown(self, order: str, position: int, value: int) -> str:
        """Return a parameter's value as a message can show it."""
        parameter = self.offered[order].parameters[position]
        members = self._course.rules.roots.get(parameter.root, ())
        if parameter.root and not -1 <= value < len(members):
            return shortened(value)
        return _("none") if parameter.root and value == -1 else str(self._course.book.shown(parameter, value))

    def order(self, given: Given) -> Order:
        """Return the order that people would write so."""
        return made(self._course.book, given)

    def title_of(self, given: Given) -> str:
        """Return an order in words."""
        name, params, attached = given
        if name == "pass":
            return _("Pass")
        if name == "choose":
            choices = self._course.rules.events[params[0]].choices
            return next((it.title for it in choices if it.id == params[1]), str(params[1]))
        if name in ABOUT_DEALS:
            return self._deal_title(given)
        words = [self.ask(self._course.rules.orders[name].name_of, *params)]
        words += (self.ask(self._course.rules.conditions[it].name_of, *chosen) for it, chosen in attached)
        return ", ".join(map(str, words))

    @property
    def may_deal(self) -> bool:
        """Whether this role may deal now."""
        phase = self._course.phase
        return phase is not None and phase.deals and self._role in asking.awaiting(self._course)

    @property
    def offers(self) -> list[tuple[int, deals.Deal]]:
        """The open deals that wait for this role's answer, by what it calls them."""
        course = self._course
        if not course.state.deals or course.phase is None or not course.phase.deals:
            return []
        return deals.to_answer(course, self._role)

    def default(self) -> Given:
        """Return pass, else the first legal order; a question's default answer."""
        if self.asked:
            return legality.default(self._course, self._role) or PASS
        return PASS if self.may_pass else legality.first(self._course, self._role) or PASS

    def _deal_title(self, given: Given) -> str:
        name, params, _conditions = given
        if name == OFFER:
            return deals.terms_words(self._course, params[3])
        return deals.answer_words(self._course, self._role, name, params[0])

    def own_since(self, turn: int, name: str) -> list[tuple[int, Given]]:
        """Return the orders of one name that this role gave since the start of a turn, with their turns."""
        given = self._course.orders_of(self._role, name)
        return [it for it in given if it[0] >= turn] if given and given[-1][0] >= turn else []
