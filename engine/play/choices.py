"""The orders that a role may give now: the same object for people, doctrines, agents and tests.

Nothing is enumerated before it is asked for, and orders are made of the numbers the rules know only
when somebody takes them. All of it belongs to one moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..problems import Refused
from ..rules.dice import Chances
from ..rules.events import Given
from ..rules.words import ARGUE, VOTE
from . import asking, deals, legality
from .book import ABOUT_MOTIONS, ANSWERS, PASS
from .course import Course
from .deal_forms import AnswerForm, OfferForm, TermForm
from .forms import ChooseForm, Form, OrderForm, PassForm
from .motion_forms import ArgumentForm, MotionForm
from .orders import OFFER, Order, made
from .questions import choices_of
from .sampling import some_order
from .seat import Seat

Legal = tuple[Sequence[str], Sequence[Sequence[tuple[Any, ...]]]]
"""Names of orders, and for each (but pass, where it may not be given) the parameters with which it is legal."""


class Choices(Seat):
    """The orders that a role may give at one moment."""

    __slots__ = ("_forms", "_legal")

    _legal: Legal | None  # both are made when they are first asked for
    _forms: tuple[Form, ...] | None

    def _listed(self) -> Legal:
        course, role = self.now()
        if self._legal is None:
            self._legal = _legal(course, role)
        return self._legal

    def __len__(self) -> int:
        course, legal, count = self._course, self._legal, 0
        if self._moment != course.moment:
            self.now()  # it says so
        if legal is None:
            legal = self._legal = _legal(course, self._role)
        for found in legal[1]:
            count += len(found)
        return count

    def __getitem__(self, position: int) -> Order:
        course, legal = self._course, self._legal
        if legal is None or self._moment != course.moment:
            legal = self._listed()
        names, lists = legal
        left, which = position if position >= 0 else position + len(self), 0
        if left >= 0:
            for found in lists:
                if left < len(found):
                    return made(course.book, (names[which], found[left], ()))
                left -= len(found)
                which += 1
        raise IndexError("there are fewer legal orders")

    def __iter__(self) -> Iterator[Order]:
        book = self._course.book
        if self._legal is None:
            return (made(book, given) for given in self._lazily())
        names, lists = self._listed()
        return (made(book, (name, it, ())) for name, found in zip(names, lists, strict=False) for it in found)

    def _lazily(self) -> Iterator[Given]:
        """Yield the legal orders, each enumerated when its turn comes."""
        course, role = self.now()
        phase = asking.phase_of(course)
        if phase is None or role not in asking.awaiting(course):
            names, lists = self._listed()
            yield from ((name, params, ()) for name, found in zip(names, lists, strict=False) for params in found)
            return
        some = False
        for rule in legality.offered(course, role):
            for params in legality.legal(course, role, rule):
                some = True
                yield rule.id, params, ()
        if phase.deals:
            yield from deals.answers_open(course, role)
        if not some or course.state.acted.get(role, 0) >= phase.least:
            yield PASS

    def __contains__(self, order: object) -> bool:
        return not self.why_not(order)

    def why_not(self, order: object) -> str:
        """Return why an order may not be given now, "" when it may."""
        try:
            legality.read(*self.now(), order)
        except Refused as refused:
            return refused.reason
        return ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """Every order that is offered to this role now, open or closed, in order of resolution."""
        course, role = self.now()
        if self._forms is None:
            self._forms = tuple(self._made(course, role))
        return self._forms

    def _made(self, course: Course, role: int) -> Iterator[Form]:
        frame = course.state.top
        if frame[0] == "ask" and frame[3] == role:
            event = course.rules.events[frame[1]]
            yield ChooseForm(self, event.id, event.title, event.text)
        elif frame[0] == "phase" and role in frame[4]:
            phase = asking.phase_of(course)
            for rule in legality.offered(course, role):
                if rule.argues:
                    yield ArgumentForm(self, rule)
                elif not rule.motion:
                    yield OrderForm(self, rule)
                elif rule.kind != VOTE or rule.motion in course.state.tabled:
                    yield MotionForm(self, rule)
            if phase is not None and phase.deals:
                yield from (TermForm(self, term) for term in course.rules.terms.values())
                yield from (AnswerForm(self, name) for name in ANSWERS)
            yield PassForm(self)

    def form(self, name: str) -> Form:
        """Return the form of that id, or the first of that name; KeyError when it is not offered."""
        for form in self.forms:
            if name in (form.id, form.name):
                return form
        raise KeyError(name)

    def offers(self, name: str) -> bool:
        """Return whether an order of that name is offered to this role now, open or closed."""
        course, role = self.now()
        return any(name in (form.id, form.name) for form in self.forms) or any(
            name == rule.kind and bool(rule.motion or rule.argues) for rule in legality.offered(course, role)
        )

    def form_of(self, order: Order) -> Form:
        """Return the form that an order fills; KeyError when it is not offered."""
        if order.name == OFFER and "term" in order.params:
            return self.form(f"{OFFER}.{order.params['term']}")
        if order.name == OFFER:
            return self.offer
        motion = order.params.get("motion") if order.name in ABOUT_MOTIONS else None
        about = order.params.get("effect") if order.name == ARGUE else motion
        return self.form(f"{order.name}.{about}" if about else order.name)

    @property
    def offer(self) -> OfferForm:
        """The form of whole offers, of up to eight terms; KeyError where no deals are made."""
        course, _role = self.now()
        phase = asking.phase_of(course)
        if phase is None or not phase.deals:
            raise KeyError(OFFER)
        return OfferForm(self, tuple(TermForm(self, term) for term in course.rules.terms.values()))

    def sample(self, rng: Chances) -> Order:
        """Return a legal order at random; each can come, conditions too; big domains are not enumerated.

        `rng` is a `random.Random`, or whatever has its `random`.
        """
        course, role = self.now()
        assert role in asking.awaiting(course), "a role that is not awaited has no legal order"
        phase = course.phase
        if phase is None:  # a question
            return self[int(rng.random() * len(self))]
        return made(course.book, some_order(course, role, phase, rng.random))

    @property
    def may_pass(self) -> bool:
        """Whether this role may pass now."""
        course, role = self.now()
        if role not in asking.awaiting(course) or course.state.top[0] == "ask":
            return False
        return not legality.pass_refused(course, role)

    @property
    def left(self) -> tuple[int, int | None]:
        """How many orders this role must and may still give in this phase; None is any number."""
        return legality.left(*self.now())

    @property
    def default(self) -> Order | None:
        """What stands if this role says nothing: its standing order, else pass, else the first legal order."""
        given = legality.default(*self.now())
        return None if given is None else made(self.book, given)

    def __repr__(self) -> str:
        return "<Choices>"


def _answers(course: Course, role: int) -> list[list[tuple[Any, ...]]]:
    """Return the deals that a role may accept, and those that it may decline."""
    found = list(deals.answers_open(course, role))
    return [[params for name, params, _unused in found if name == wanted] for wanted in ANSWERS]


_PASSING = ((),)
_CHOOSE = ("choose",)
_NOTHING: Legal = ((), ())


def _legal(course: Course, role: int) -> Legal:
    """Return the legal orders; passing is the last."""
    if role not in (course.awaited if course.asked_at == course.moment else asking.awaiting(course)):
        return _NOTHING
    phase = course.phase
    if phase is None:
        event = course.state.top[1]
        answers = [(event, choice.id) for choice in choices_of(course)]
        return _CHOOSE, (answers,)
    state, listing = course.state, course.listing
    lists = listing(state.values, state.memo, role) if listing else legality.legal_lists(course, role, phase)
    passing = state.acted.get(role, 0) >= phase.least or not any(lists)
    if phase.deals:
        lists = (*lists, *_answers(course, role))
    if passing:
        lists = (*lists, _PASSING)
    return course.entries, lists
