"""The orders that a role may give now: the same object for people, doctrines, agents and tests.

Nothing is enumerated before it is asked for, and orders are made of the numbers the rules know only
when somebody takes them. All of it belongs to one moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from ..problems import Refused
from ..rules.ruleset import Order as Rule
from . import legality
from .book import PASS
from .course import Course
from .forms import ChooseForm, Form, OrderForm, PassForm
from .orders import Order
from .sampling import sampled
from .seat import Seat

Entries = list[tuple[str, Sequence[tuple[Any, ...]]]]


class Choices:
    """The orders that a role may give at one moment."""

    __slots__ = ("_entries", "_forms", "_seat", "book")

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._entries: Entries | None = None
        self._forms: tuple[Form, ...] | None = None
        self.book = seat.book

    @property
    def entries(self) -> Entries:
        """The legal orders as the rules know them: name, then all its parameters; pass is the last."""
        if self._entries is None:
            self._entries = self._all(*self._seat.now())
        else:
            self._seat.now()
        return self._entries

    def _all(self, course: Course, role: int) -> Entries:
        if role not in legality.awaiting(course):
            return []
        phase = legality.phase_of(course)
        if phase is None:
            event = course.state.top[1]
            return [("choose", [(event, choice.id) for choice in legality.choices_of(course)])]
        entries: Entries = []
        for rule in course.book.offered[phase.index][role]:
            found = legality.legal(course, role, rule)
            if found:
                entries.append((rule.id, found))
        if not entries or course.state.acted.get(role, 0) >= phase.least:
            entries.append(("pass", ((),)))
        return entries

    def __len__(self) -> int:
        count = 0
        for _, found in self.entries:
            count += len(found)
        return count

    def __getitem__(self, position: int) -> Order:
        if position < 0:
            position += len(self)
        if position >= 0:
            for name, found in self.entries:
                if position < len(found):
                    return Order.made(self.book, (name, tuple(found[position]), ()))
                position -= len(found)
        raise IndexError("there are fewer legal orders")

    def __iter__(self) -> Iterator[Order]:
        if self._entries is not None:
            for name, found in self.entries:
                for params in found:
                    yield Order.made(self.book, (name, tuple(params), ()))
            return
        yield from self._lazily()

    def _lazily(self) -> Iterator[Order]:
        course, role = self._seat.now()
        if role not in legality.awaiting(course):
            return
        if course.state.top[0] == "ask":
            for choice in legality.choices_of(course):
                yield Order.made(self.book, ("choose", (course.state.top[1], choice.id), ()))
            return
        some = False
        for rule in legality.offered(course, role):
            for params in legality.legal(course, role, rule):
                some = True
                yield Order.made(self.book, (rule.id, tuple(params), ()))
        if not some or not legality.left(course, role)[0]:
            yield Order.made(self.book, PASS)

    def __contains__(self, order: object) -> bool:
        return not self.why_not(order)

    def why_not(self, order: object) -> str:
        """Return why an order may not be given now, "" when it may."""
        try:
            legality.read(*self._seat.now(), order)
        except Refused as refused:
            return refused.reason
        return ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """Every order that is offered to this role now, open or closed, in order of resolution."""
        course, role = self._seat.now()
        if self._forms is None:
            self._forms = tuple(self._made(course, role))
        return self._forms

    def _made(self, course: Course, role: int) -> Iterator[Form]:
        frame = course.state.top
        if frame[0] == "ask" and frame[3] == role:
            event = course.rules.events[frame[1]]
            yield ChooseForm(self._seat, event.id, event.title, event.text)
        elif frame[0] == "phase" and role in frame[4]:
            yield from (OrderForm(self._seat, rule) for rule in legality.offered(course, role))
            yield PassForm(self._seat)

    def form(self, name: str) -> Form:
        """Return the form of that order; KeyError when it is not offered."""
        for form in self.forms:
            if form.id == name:
                return form
        raise KeyError(name)

    def sample(self, rng: Random) -> Order:
        """Return a legal order at random; each can come, conditions too; big domains are not enumerated."""
        course, role = self._seat.now()
        assert role in legality.awaiting(course), "a role that is not awaited has no legal order"
        if course.state.top[0] == "ask":
            return self[int(rng.random() * len(self))]
        left: list[Rule | None] = [*legality.offered(course, role), None]  # None is to pass
        while left:
            rule = left.pop(int(rng.random() * len(left)))
            given = sampled(course, role, rule, rng) if rule is not None else PASS if self.may_pass else None
            if given is not None:
                return Order.made(self.book, given)
        return Order.made(self.book, PASS)

    @property
    def may_pass(self) -> bool:
        """Whether this role may pass now."""
        course, role = self._seat.now()
        if role not in legality.awaiting(course) or course.state.top[0] == "ask":
            return False
        return not legality.left(course, role)[0] or not legality.pass_refused(course, role)

    @property
    def left(self) -> tuple[int, int | None]:
        """How many orders this role must and may still give in this phase; None is any number."""
        return legality.left(*self._seat.now())

    @property
    def default(self) -> Order | None:
        """What stands if this role says nothing: its standing order, else pass, else the first legal order."""
        given = legality.default(*self._seat.now())
        return None if given is None else Order.made(self.book, given)

    def __repr__(self) -> str:
        return "<Choices>"
