"""An order as a form to fill in: parameters with narrowed domains, conditions, cost, or why it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..problems import Refused
from ..rules.ruleset import Condition, Parameter
from ..rules.ruleset import Order as Rule
from ..speech import _
from . import asking, legality
from .book import Book, plain
from .closing import Named
from .excepting import granted
from .idling import no_choice
from .odds import Odds, odds_of, odds_of_choice
from .orders import Attached, Order, Value
from .questions import choices_of
from .scenario import Aim
from .seat import Seat


@attrs.frozen(kw_only=True)
class Option:
    """One value that a parameter may have; `reason` says why it may not be chosen now, "" when it may.

    `text` is what its author says of it; "" for roles and areas, whose texts are for their seats and the map. `cost`
    is what an order with it costs: a track's title, the least and the most, for the first and the last way to fill in
    the rest.
    """

    value: Value
    title: str
    text: str = ""
    cost: tuple[tuple[str, int, int], ...] = ()
    reason: str = ""


@attrs.frozen(kw_only=True)
class Wording:
    """Something that may be said with an order in words of one's own, of at most `most` characters."""

    key: str
    title: str
    most: int


class Form:
    """One order with what there is to fill in; `open` unless `reason` says why not."""

    def __init__(self, seat: Seat, name: str, *, title: str, text: str = "", kind: str = "") -> None:
        self._seat = seat
        self.id = name
        self.name = name  # of its orders: several forms may be of one name
        self.title = title
        self.text = text
        self.kind = kind or name
        self.secret = False
        self.parameters: tuple[str, ...] = ()
        self.labels: tuple[str, ...] = ()  # what the parameters are called when they are asked for
        self.roots: tuple[str, ...] = ()  # the set that each parameter is a member of, "" for numbers
        self.conditions: tuple[ConditionForm, ...] = ()
        self.wordings: tuple[Wording, ...] = ()  # what may be said with it; all of it may be left out
        self.fixed: Mapping[str, Option] = {}  # parameters that are settled before anything is asked

    @property
    def open(self) -> bool:
        """Whether some order of this form may be given now."""
        return not self.reason

    @property
    def reason(self) -> str:
        """Why no order of this form may be given now, "" when one may."""
        raise NotImplementedError

    @property
    def named(self) -> bool:
        """Whether that reason names what the form is about."""
        return isinstance(self.reason, Named)

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        """Return what the next parameter may be; every option leads to a legal order."""
        return ()

    def options(self, *earlier: Value) -> tuple[Option, ...]:
        """Return what the next parameter may be, each with its cost, and what is closed with the reason."""
        return self.domain(*earlier)

    def at(self, parameter: str, value: Value) -> Form | None:
        """Return the form with one parameter settled beforehand; None when it can never be that."""
        return None

    def cost(self, order: Order) -> tuple[tuple[str, int], ...]:
        """Return what an order of this form costs: titles of tracks, and amounts."""
        return ()

    def odds(self, order: Order) -> tuple[Odds, ...]:
        """Return what an order of this form would roll itself, as things stand and as far as the seat may know."""
        return ()

    def title_of(self, order: Order) -> str:
        """Return the order in words."""
        return self.title

    def order(self, *values: Value, conditions: Iterable[Attached] = ()) -> Order:
        """Return the order with these parameters."""
        return Order(self.name, conditions=conditions, terms=(), **dict(zip(self.parameters, values, strict=True)))

    def begun(self, *values: Value, conditions: Iterable[Attached] = ()) -> Order:
        """Return the order as far as it is filled in: a draft, from which `Choices.form_of` finds the form again."""
        return Order(self.name, conditions=conditions, terms=(), **dict(zip(self.parameters, values, strict=False)))

    def as_json(self) -> dict[str, Any]:
        """Return the form as far as it can be told without asking for more."""
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "kind": self.kind,
            "secret": self.secret,
            "reason": self.reason,
            "parameters": list(self.parameters),
            "first": [[option.value, option.title] for option in self.domain()],
            "conditions": [condition.id for condition in self.conditions],
        }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


class OrderForm(Form):
    """An order of the ruleset."""

    def __init__(self, seat: Seat, rule: Rule) -> None:
        super().__init__(seat, rule.id, title=seat.title_of(rule), text=rule.text, kind=rule.kind)
        self.rule = rule
        self.secret = rule.secret
        self.parameters = tuple(parameter.name for parameter in rule.parameters)
        self.labels = tuple(parameter.words for parameter in rule.parameters)
        self.roots = tuple(parameter.root for parameter in rule.parameters)
        self.conditions = _conditions(seat, rule)
        self._reason: str | None = None
        self._settled: dict[int, int] = {}  # by position, as the rules know them

    @property
    def reason(self) -> str:
        self._seat.now()
        if self._reason is None:
            self._reason = self._closed()
        return self._reason

    def _closed(self) -> str:
        course, role = self._seat.now()
        why = legality.idle(course, role) or legality.closed(course, role, self.rule)
        if why or next(self._completions(()), None) is not None:
            return why
        return self._why_nothing(())

    def _why_nothing(self, chosen: tuple[int, ...]) -> str:
        """Return the reason that the first candidate meets that begins so, when no candidate is legal."""
        course, role = self._seat.now()
        for position, label in list(enumerate(self.labels))[len(chosen) :]:
            values = self._values(position, chosen)
            if not values:
                return no_choice(label.lower(), self.rule.parameters[position], values)
            chosen = (*chosen, values[0])
        return legality.refused(course, role, self.rule, chosen)

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        return tuple(
            _option(self._seat.book, parameter, value)
            for parameter, chosen, value in self._candidates(earlier)
            if next(self._completions((*chosen, value)), None) is not None
        )

    def options(self, *earlier: Value) -> tuple[Option, ...]:
        return tuple(self._weighed(*candidate) for candidate in self._candidates(earlier))

    def _candidates(self, earlier: tuple[Value, ...]) -> Iterator[tuple[Parameter, tuple[int, ...], int]]:
        """Yield the next parameter, what was chosen before it, and each value that it may have by itself."""
        course, role = self._seat.now()
        chosen = _positions(self._seat.book, self.rule.parameters, earlier)
        if chosen is None or len(chosen) >= len(self.parameters) or legality.idle(course, role):
            return
        if legality.closed(course, role, self.rule):
            return
        last = max(self._settled, default=-1) + 1
        for value in self._values(len(chosen), chosen):
            begun = (*chosen, value)
            if len(begun) >= last or next(self._reaching(last, begun), None) is not None:
                yield self.rule.parameters[len(chosen)], chosen, value

    def _weighed(self, parameter: Parameter, chosen: tuple[int, ...], value: int) -> Option:
        """Return an option with what it costs, or why it is closed."""
        option, begun = _option(self._seat.book, parameter, value), (*chosen, value)
        first = next(self._completions(begun), None)
        if first is None:
            return attrs.evolve(option, reason=self._why_nothing(begun))
        if not self.rule.costly:
            return option
        last = next(self._completions(begun, backwards=True), first)
        one, other = dict(self._costs(first)), dict(self._costs(last))
        pairs = {track: sorted((one.get(track, 0), other.get(track, 0))) for track in one | other}
        return attrs.evolve(option, cost=tuple((track, least, most) for track, (least, most) in pairs.items()))

    def at(self, parameter: str, value: Value) -> Form | None:
        position = self.parameters.index(parameter)
        known = _positions(self._seat.book, (self.rule.parameters[position],), (value,))
        if known is None:
            return None
        form = OrderForm(self._seat, self.rule)
        form._settled = {**self._settled, position: known[0]}
        form.fixed = {**self.fixed, parameter: _option(self._seat.book, self.rule.parameters[position], known[0])}
        return form if next(form._reaching(position + 1, ()), None) is not None else None

    def _reaching(self, length: int, chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Yield the first `length` parameters that domains allow by themselves, whether legal or not."""
        if len(chosen) == length:
            yield chosen
            return
        for value in self._values(len(chosen), chosen):
            yield from self._reaching(length, (*chosen, value))

    def _values(self, position: int, chosen: tuple[int, ...]) -> Sequence[int]:
        course, role = self._seat.now()
        values, memo = course.ground(role)
        found: Sequence[int] = self.rule.domains[position](values, memo, role, *chosen)
        if position in self._settled:
            wanted = self._settled[position]
            return (wanted,) if wanted in found else ()
        return found

    def _completions(self, chosen: tuple[int, ...], *, backwards: bool = False) -> Iterator[tuple[int, ...]]:
        """Yield the legal parameters that begin with `chosen`."""
        if len(chosen) == len(self.parameters):
            course, role = self._seat.now()
            if not legality.refused(course, role, self.rule, chosen):
                yield chosen
            return
        values = self._values(len(chosen), chosen)
        for value in reversed(values) if backwards else values:
            yield from self._completions((*chosen, value), backwards=backwards)

    def cost(self, order: Order) -> tuple[tuple[str, int], ...]:
        if not self.rule.costly:
            return ()
        return self._costs(self._seat.book.read(self.title, self.rule.parameters, order.params))

    def _costs(self, params: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
        course, role = self._seat.now()
        if granted(course, role, self.rule):
            return ()
        values, memo = course.ground(role)
        costs = self.rule.costs(values, memo, role, *params)
        return tuple((_place_title(self._seat.book, role, place), amount) for place, amount in costs)

    def odds(self, order: Order) -> tuple[Odds, ...]:
        if not self.rule.foresight:
            return ()
        course, role = self._seat.now()
        return odds_of(course, role, self.rule, self._seat.book.read(self.title, self.rule.parameters, order.params))

    def title_of(self, order: Order) -> str:
        (course, role), book = self._seat.now(), self._seat.book
        values, memo = course.ground(role)
        params = book.read(self.title, self.rule.parameters, order.params)
        parts = [self.rule.name_of(values, memo, role, *params)]
        for name, chosen in order.conditions:
            condition = next((it for it in self.conditions if it.id == name), None)
            parts.append(condition.title_of(chosen) if condition is not None else str(name))
        return ", ".join(parts)


class ConditionForm:
    """What may be attached to an order: parameters and their domains."""

    def __init__(self, seat: Seat, rule: Condition) -> None:
        self._seat = seat
        self.rule = rule
        self.id = rule.id
        self.title = plain(rule.plain_title, rule.id)
        self.parameters = tuple(parameter.name for parameter in rule.parameters)
        self.labels = tuple(parameter.words for parameter in rule.parameters)
        self.about = Aim(reads=rule.reads)  # the numbers that decide it

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        """Return what the next parameter may be."""
        chosen = _positions(self._seat.book, self.rule.parameters, earlier)
        if chosen is None or len(chosen) >= len(self.parameters):
            return ()
        parameter = self.rule.parameters[len(chosen)]
        return tuple(_option(self._seat.book, parameter, value) for value in self._values(chosen))

    def options(self, *earlier: Value) -> tuple[Option, ...]:
        """Return the same: what may be attached costs nothing and is never closed."""
        return self.domain(*earlier)

    def _values(self, chosen: tuple[int, ...]) -> Sequence[int]:
        course, role = self._seat.now()
        values, memo = course.ground(role)
        return tuple(self.rule.domains[len(chosen)](values, memo, role, *chosen))

    def title_of(self, params: Any) -> str:
        """Return the condition in words."""
        course, role = self._seat.now()
        chosen = self._seat.book.read(self.title, self.rule.parameters, params)
        return str(self.rule.name_of(*course.ground(role), role, *chosen))

    def __repr__(self) -> str:
        return f"<ConditionForm {self.id}>"


class PassForm(Form):
    """To give no (further) order in this phase."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "pass", title=_("Pass"), text=_("Give no further order in this phase."))

    @property
    def reason(self) -> str:
        course, role = self._seat.now()
        return legality.idle(course, role) or legality.pass_refused(course, role)


class ChooseForm(Form):
    """To answer the question that an event asks."""

    def __init__(self, seat: Seat, event: str, title: str, text: str) -> None:
        super().__init__(seat, "choose", title=title, text=text)
        self._event = event
        self.parameters = ("event", "choice")
        self.labels = (_("Question"), _("Answer"))

    @property
    def reason(self) -> str:
        course, role = self._seat.now()
        return legality.idle(course, role)

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        course, _reader = self._seat.now()
        if self.reason:
            return ()
        if not earlier:
            return (Option(value=self._event, title=self.title),)
        if earlier != (self._event,):
            return ()
        return tuple(Option(value=choice.id, title=choice.title) for choice in choices_of(course))

    def odds(self, order: Order) -> tuple[Odds, ...]:
        course, role = self._seat.now()
        frame = course.state.top
        chosen = [it for it in course.rules.events[self._event].choices if it.id == order.params.get("choice")]
        if frame[0] != "ask" or frame[1] != self._event or not chosen:
            return ()
        return odds_of_choice(course, role, self._event, chosen[0], frame[2])

    def title_of(self, order: Order) -> str:
        course, _reader = self._seat.now()
        named = {choice.id: choice.title for choice in course.rules.events[self._event].choices}
        return named.get(str(order.params.get("choice")), self.title)


def _conditions(seat: Seat, rule: Rule) -> tuple[ConditionForm, ...]:
    """Return what may be attached to an order now."""
    course, _reader = seat.now()
    phase = asking.phase_of(course)
    if phase is None or phase.mode != "sealed":
        return ()
    return tuple(ConditionForm(seat, course.rules.conditions[name]) for name in rule.conditional)


def _positions(book: Book, parameters: tuple[Parameter, ...], earlier: tuple[Value, ...]) -> tuple[int, ...] | None:
    """Return values as the rules know them, None when one of them is nothing they know."""
    known = parameters[: len(earlier)]
    try:
        given = {parameter.name: value for parameter, value in zip(known, earlier, strict=True)}
        return book.read("", known, given)
    except (Refused, ValueError):
        return None


def _option(book: Book, parameter: Parameter, value: int) -> Option:
    title = book.member_title(parameter.root, value) if parameter.root else number_title(parameter, value)
    return Option(value=book.shown(parameter, value), title=title, text=book.member_text(parameter.root, value))


def number_title(parameter: Parameter, value: int) -> str:
    """Return what people call a number: a word where it is written as one."""
    return parameter.called[value] if parameter.called else str(value)


def _place_title(book: Book, role: int, place: int) -> str:
    """Return the title of a track, with its members but for the role itself."""
    track, positions = book.rules.track_at(place)
    pairs = zip(track.indices, positions, strict=True)
    others = [book.member_title(it.root, at) for it, at in pairs if (it.root, at) != ("role", role)]
    return f"{track.title} ({', '.join(others)})" if others else track.title
