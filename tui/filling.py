"""A form while it is being filled: parameters from left to right, then conditions and words. It asks the form."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

from engine.play.orders import Order
from engine.speech import _, _n

from .scene import Act, stands_for
from .shown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.play.forms import ConditionForm, Form, Option, Wording
    from engine.play.orders import Attached, Value

    from .scene import Offered

_MOST_OF_WORDS = 60
"""Characters of what is said, in the line that changes it; the order itself has all of it."""


@attrs.frozen(kw_only=True)
class Filling:
    """What was chosen so far. `condition` is the one whose parameters are being chosen, if any, `writing` what is
    being said in words.
    """

    form: Form
    values: tuple[Value, ...] = ()
    titles: tuple[str, ...] = ()
    conditions: tuple[Attached, ...] = ()
    condition: ConditionForm | None = None
    details: tuple[Value, ...] = ()
    settled: frozenset[str] = frozenset()  # the parameters that were not asked for
    words: tuple[tuple[str, str], ...] = ()  # what is said with it, by the keys of the form's wordings
    writing: Wording | None = None

    @property
    def filled(self) -> bool:
        """Whether nothing is left to choose: the order can be given, or conditions attached."""
        asks = self.condition is not None or self.writing is not None
        return not asks and len(self.values) == len(self.form.parameters)

    @property
    def text(self) -> str:
        """What its author says of it."""
        return self.form.text

    @property
    def asked(self) -> str:
        """The name of the parameter that is chosen now, with its range if it is a number."""
        return numbered(self.label, self.options)

    @property
    def label(self) -> str:
        """The name of the parameter that is chosen now."""
        form, values = self._current()
        return plain(form.labels[len(values)])

    @property
    def options(self) -> tuple[Option, ...]:
        """What may be chosen now, each with its cost; what is closed says why."""
        form, values = self._current()
        return form.options(*values)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The parameters that were settled beforehand and chosen, by name, with the titles of their values."""
        labels, fixed = dict(zip(self.form.parameters, self.form.labels, strict=True)), self.form.fixed
        before = [(plain(labels[name]), plain(option.title)) for name, option in fixed.items()]
        rows = zip(self.form.parameters, self.titles, strict=False)
        return (*before, *((plain(labels[name]), title) for name, title in rows if name not in self.settled))

    @property
    def order(self) -> Order:
        """The order as it stands; only when filled."""
        return self._said(self.form.order(*self.values, conditions=self.conditions))

    def order_with(self, value: Value) -> Order | None:
        """Return the order that choosing `value` would complete, or None when more is asked."""
        if self.condition is None and len(self.values) + 1 == len(self.form.parameters):
            return self.form.order(*self.values, value)
        return None

    def _said(self, order: Order) -> Order:
        """Return an order with what is said with it."""
        if not self.words:
            return order
        params = {**order.params, **dict(self.words)}
        return Order(order.name, conditions=order.conditions, terms=order.terms, **params)

    def choose(self, option: Offered) -> Filling:
        """Return the form with the next parameter chosen."""
        if self.condition is None:
            values, titles = (*self.values, option.value), (*self.titles, plain(option.title))
            return attrs.evolve(self, values=values, titles=titles).onward()
        return attrs.evolve(self, details=(*self.details, option.value))._settled()

    def onward(self) -> Filling:
        """Return the form with what is settled beforehand chosen, as far as that comes next."""
        fixed, name = self.form.fixed, next(iter(self.form.parameters[len(self.values) :]), "")
        if name not in fixed:
            return self
        option = next((it for it in self.options if it.value == fixed[name].value and not it.reason), None)
        return self if option is None else attrs.evolve(self, settled=self.settled | {name}).choose(option)

    def attach(self, condition: ConditionForm) -> Filling:
        """Return the form with that condition begun, or attached when it asks nothing."""
        return attrs.evolve(self, condition=condition, details=())._settled()

    def further(self) -> tuple[Act, ...]:
        """Return what can be done with a filled form besides giving it: attach and remove conditions."""
        attached, acts = self.attached(), []
        for condition in self.form.conditions:
            if condition.id in attached:
                acts.append(Act(value=f"remove:{condition.id}", title=f"[x] {attached[condition.id]}"))
            else:
                title = _("[ ] Attach a condition: {title}").format(title=plain(condition.title))
                acts.append(Act(value=f"attach:{condition.id}", title=title))
        return (*acts, *self._wordings())

    def _wordings(self) -> Iterator[Act]:
        """Yield what is said, to be changed, and one line for each sort of words that may be added."""
        said, added = dict(self.words), set[str]()
        for it in self.form.wordings:
            if it.key in said:
                title = _("[x] {title}: {words}").format(
                    title=plain(it.title), words=plain(said[it.key], _MOST_OF_WORDS)
                )
            elif it.title in added:
                continue
            else:
                added.add(it.title)
                title = _("[ ] Add in words: {title}").format(title=plain(it.title))
            yield Act(value=f"write:{it.key}", title=title)

    def done(self, act: str) -> Filling:
        """Return the form after one of these."""
        doing, _colon, name = act.partition(":")
        if doing == "write":
            return attrs.evolve(self, writing=next(it for it in self.form.wordings if it.key == name))
        condition = next(it for it in self.form.conditions if it.id == name)
        return self.remove(name) if doing == "remove" else self.attach(condition)

    def remove(self, name: str) -> Filling:
        """Return the form without that condition."""
        return attrs.evolve(self, conditions=tuple(pair for pair in self.conditions if pair[0] != name))

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What is said with it: what it is, and the words."""
        words = dict(self.words)
        return tuple((plain(it.title), plain(words[it.key])) for it in self.form.wordings if it.key in words)

    @property
    def wrote(self) -> str:
        """What was said so far where words are being asked for."""
        return "" if self.writing is None else dict(self.words).get(self.writing.key, "")

    def write(self, text: str) -> Filling:
        """Return the form with that said, harmless and not too long; nothing takes out what was said before."""
        assert self.writing is not None
        key, text = self.writing.key, plain(text).strip()[: self.writing.most].strip()
        said = {**dict(self.words), key: text}
        words = tuple((it.key, said[it.key]) for it in self.form.wordings if said.get(it.key))
        return attrs.evolve(self, words=words, writing=None)

    @property
    def draft(self) -> Order:
        """The order as far as it is filled, to be taken up again."""
        return self._said(self.form.begun(*self.values, conditions=self.conditions))

    def back(self) -> Filling | None:
        """Return the form one step earlier, or None at its beginning."""
        if self.writing is not None:
            return attrs.evolve(self, writing=None)
        if self.condition is not None:
            if self.details:
                return attrs.evolve(self, details=self.details[:-1])
            return attrs.evolve(self, condition=None)
        if not self.values:
            return None
        earlier = attrs.evolve(self, values=self.values[:-1], titles=self.titles[:-1], conditions=())
        return earlier.back() if self.form.parameters[len(earlier.values)] in self.settled else earlier

    def attached(self) -> dict[str, str]:
        """Return the attached conditions in words, by id."""
        forms = {condition.id: condition for condition in self.form.conditions}
        return {name: plain(forms[name].title_of(values)) for name, values in self.conditions}

    def _current(self) -> tuple[Form | ConditionForm, tuple[Value, ...]]:
        return (self.form, self.values) if self.condition is None else (self.condition, self.details)

    def _settled(self) -> Filling:
        condition = self.condition
        if condition is None or len(self.details) < len(condition.parameters):
            return self
        found = (condition.id, dict(zip(condition.parameters, self.details, strict=True)))
        return attrs.evolve(self.remove(condition.id), condition=None, details=())._with(found)

    def _with(self, found: Attached) -> Filling:
        return attrs.evolve(self, conditions=(*self.conditions, found))


def numbered(name: str, options: Sequence[Offered]) -> str:
    """Return the name of what is chosen, with its range if it is a number."""
    numbers = [it.value for it in options if isinstance(it.value, int) and not it.reason]
    if len(numbers) < 2 or any(map(stands_for, options)):
        return name
    return _("{name} ({least} to {most})").format(name=name, least=min(numbers), most=max(numbers))


def said_of(wording: Wording) -> str:
    """Return which words are asked for, and how many characters they may have."""
    said = _n("{title}, at most {n} character", "{title}, at most {n} characters", wording.most)
    return said.format(title=plain(wording.title), n=wording.most)


def begun(form: Form) -> Filling:
    """Return a form to be filled; which question is answered goes without saying."""
    filling = Filling(form=form).onward()
    if form.id != "choose" or not filling.options:
        return filling
    return attrs.evolve(filling, settled=frozenset({form.parameters[0]})).choose(filling.options[0])


def filling_of(form: Form, order: Order) -> Filling:
    """Return a form filled as `order` says: a draft taken up again. Stops where a choice is no longer open."""
    words = tuple((it.key, str(order.params[it.key])) for it in form.wordings if it.key in order.params)
    filling = attrs.evolve(begun(form), words=words)
    for value in _chosen(form, order)[len(filling.values) :]:
        found = next((option for option in filling.options if option.value == value and not option.reason), None)
        if found is None:
            return filling
        filling = filling.choose(found)
    return attrs.evolve(filling, conditions=order.conditions)


def _chosen(form: Form, order: Order) -> tuple[Value, ...]:
    """Return the parameters that an order has, as far as none before them lacks."""
    names = takewhile(order.params.__contains__, form.parameters)
    return tuple(order.params[name] for name in names)
