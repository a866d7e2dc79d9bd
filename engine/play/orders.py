"""An order as people, doctrines and agents write it: a name, parameters, conditions.

Parameters are ids of members, whole numbers, or None for none. An order knows no rule: whether it
may be given is asked of a view's choices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from ..problems import Refused
from ..speech import _

if TYPE_CHECKING:  # an order is a value of its own: whoever shows one need not know the rules
    from ..rules.events import Given

Value = int | str | None
Attached = tuple[str, Mapping[str, Value]]
Stated = tuple[str, str, Mapping[str, Value]]  # a term of a deal: who gives it, its id, its parameters
Parts = tuple[str, Mapping[str, Value], tuple[Attached, ...], tuple[Stated, ...]]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"-?[0-9]{1,16}")
_WORD = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\S)+')
_LONGEST = 4000
OFFER = "offer"
_new = object.__new__


class Names(Protocol):
    """Who knows the names of what the rules know by position."""

    def params_of(self, given: Given) -> dict[str, Value]:
        """Return the parameters by name."""

    def conditions_of(self, given: Given) -> tuple[Attached, ...]:
        """Return the conditions by name."""

    def terms_of(self, given: Given) -> tuple[Stated, ...]:
        """Return the terms of an offer by name."""


class Order:
    """An order; a value: equal by content, never changed.

    >>> Order("pledge", f="battalion", n=2, conditions=[("backstop_at_least", {"n": 3})]).text
    'pledge f=battalion n=2 if backstop_at_least n=3'
    >>> Order("offer", terms=[("rome", "pay", {"n": 2}), ("oslo", "stay", {})], public=True).text
    'offer public=yes rome: pay n=2 + oslo: stay'
    """

    __slots__ = ("_parts", "raw")

    def __init__(
        self, name: str, /, *, conditions: Iterable[Attached] = (), terms: Iterable[Stated] = (), **params: Value
    ) -> None:
        if name == OFFER:
            params = _plainly(params)
        self._parts: Parts | None = (name, MappingProxyType(params), _attached(conditions), _stated(terms))
        self.raw: tuple[Names, Given] | None = None

    @property
    def parts(self) -> Parts:
        """Its name, parameters and conditions."""
        if self._parts is None:
            assert self.raw is not None
            names, given = self.raw
            name = given[0].partition(".")[0]  # `vote.launch` is written `vote motion=launch`
            self._parts = (name, MappingProxyType(names.params_of(given)), names.conditions_of(given), ())
            if name == OFFER:
                self._parts = (*self._parts[:3], names.terms_of(given))
        return self._parts

    @property
    def name(self) -> str:
        """The id of the order."""
        return self.parts[0]

    @property
    def params(self) -> Mapping[str, Value]:
        """The parameters by name."""
        return self.parts[1]

    @property
    def conditions(self) -> tuple[Attached, ...]:
        """What must hold for it to count: ids and parameters of conditions."""
        return self.parts[2]

    @property
    def terms(self) -> tuple[Stated, ...]:
        """The terms of an offer: giver, term, parameters; of another order none."""
        return self.parts[3]

    @property
    def text(self) -> str:
        """One line that `parse` reads back."""
        parts = [_written(self.name, self.params)]
        parts += [" + ".join(f"{giver}: {_written(name, given)}" for giver, name, given in self.terms)] * bool(
            self.terms
        )
        parts += (f"if {_written(name, params)}" for name, params in self.conditions)
        return " ".join(parts)

    @classmethod
    def parse(cls, text: str) -> Order:
        """Return the order that a line of text means.

        Raises: Refused: the line is not of the form `name parameter=value … if condition parameter=value …`.
        """
        if not isinstance(text, str) or len(text) > _LONGEST:
            raise Refused(_("An order is one line of at most {most} characters.").format(most=_LONGEST))
        head, *rest = _split(_words(text))
        head, terms = _terms(head)
        name, params = _read(head)
        return _order(name, params, tuple(_read(words) for words in rest), terms)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Order):
            return NotImplemented
        mine, theirs = self.conditions, other.conditions
        return (
            self.name == other.name
            and _same(self.params, other.params)
            and len(mine) == len(theirs)
            and all(a[0] == b[0] and _same(a[1], b[1]) for a, b in zip(mine, theirs, strict=True))
            and len(self.terms) == len(other.terms)
            and all(a[:2] == b[:2] and _same(a[2], b[2]) for a, b in zip(self.terms, other.terms, strict=True))
        )

    def __hash__(self) -> int:
        name, params, conditions, terms = self.parts
        return hash((name, frozenset(params.items()), len(conditions), len(terms)))

    def __repr__(self) -> str:
        return f"<Order {self.text[:200]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        name, params, conditions, terms = self.parts
        attached = tuple((it, dict(chosen)) for it, chosen in conditions)
        return _order, (name, dict(params), attached, tuple((giver, it, dict(given)) for giver, it, given in terms))


def made(names: Names, given: Given) -> Order:
    """Return the order that `given` means; its parameters are named when somebody asks."""
    order = _new(Order)
    order._parts = None
    order.raw = (names, given)
    return order


def _order(
    name: str, params: dict[str, Value], conditions: tuple[Attached, ...], terms: tuple[Stated, ...] = ()
) -> Order:
    """Return an order whose parameters may be called anything."""
    order = Order(name, conditions=conditions, terms=terms)
    order._parts = (name, MappingProxyType(params), order.conditions, order.terms)
    return order


def _plainly(params: dict[str, Value]) -> dict[str, Value]:
    """Return the parameters of an offer as they are written: what is usual is left out."""
    public = params.get("public")
    said: dict[str, Value] = {"public": "yes" if public is True else "no" if public in (False, None) else public}
    usual = {"public": "no", "answers": None, "partner": None}
    found = {**params, **said}
    return {name: it for name, it in found.items() if name not in usual or (it != usual[name] and it is not None)}


def _stated(terms: Any) -> tuple[Stated, ...]:
    """Return terms as given, with their parameters fixed; what is no term stays, to be refused."""
    if not isinstance(terms, (list, tuple)):
        terms = (terms,)
    return tuple(_triple(it) for it in terms)


def _triple(it: Any) -> Stated:
    if isinstance(it, (list, tuple)) and len(it) == 3 and isinstance(it[2], Mapping):
        return it[0], it[1], MappingProxyType(dict(it[2]))
    return it, it, MappingProxyType({})


def _terms(words: list[str]) -> tuple[list[str], tuple[Stated, ...]]:
    """Return what stands before the first term, and the terms: `giver: term parameter=value … + giver: …`."""
    first = next((n for n, word in enumerate(words) if word.endswith(":")), len(words))
    parts: list[list[str]] = [[]] if first < len(words) else []
    for word in words[first:]:
        if word == "+":
            parts.append([])
        else:
            parts[-1].append(word)
    return words[:first], tuple(_term(part) for part in parts)


def _term(words: list[str]) -> Stated:
    if len(words) < 2 or not words[0].endswith(":") or not _NAME.fullmatch(words[0][:-1]):
        raise Refused(_("A term begins with who gives it, as in: kyiv: pay to=paris n=2"))
    return words[0][:-1], *_read(words[1:])


def _attached(conditions: Any) -> tuple[Attached, ...]:
    """Return conditions as given, with their parameters fixed; what is no condition stays, to be refused."""
    if not isinstance(conditions, (list, tuple)):
        conditions = (conditions,)
    return tuple(_pair(it) for it in conditions)


def _pair(it: Any) -> Attached:
    if isinstance(it, (list, tuple)) and len(it) == 2 and isinstance(it[1], Mapping):
        return it[0], MappingProxyType(dict(it[1]))
    return it, MappingProxyType({})


def _same(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Return whether the values are equal and of the same sorts: 1 is not True."""
    return one == other and all(type(value) is type(other[name]) for name, value in one.items())


def _written(name: str, params: Mapping[str, Value]) -> str:
    return " ".join([str(name), *(f"{key}={_shown(it)}" for key, it in params.items())])


def _shown(value: Value) -> str:
    """Return a value as it is written in a line: what is no single word stands in quotes."""
    if type(value) is str and (value == "none" or not _NAME.fullmatch(value)):
        return json.dumps(value, ensure_ascii=False)
    return "none" if value is None else str(value)


def _words(text: str) -> list[str]:
    """Return the words of a line; what stands in quotes is part of one."""
    return _WORD.findall(text) if '"' in text else text.split()


def _quoted(text: str) -> str:
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if type(said) is not str:
        raise Refused(_('A text stands in quotes, as in text="Let them come", not {text!r}.').format(text=text[:40]))
    return said


def _split(words: list[str]) -> list[list[str]]:
    """Return the words between each `if`."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == "if":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _read(words: list[str]) -> tuple[str, dict[str, Value]]:
    if not words or not _NAME.fullmatch(words[0]):
        raise Refused(_("An order begins with its name, as in: pledge f=battalion n=2"))
    params: dict[str, Value] = {}
    for word in words[1:]:
        key, sign, value = word.partition("=")
        if not sign or not _NAME.fullmatch(key) or key in params:
            raise Refused(
                _("After its name an order has each parameter once, as in n=2, not {word!r}.").format(word=word[:40])
            )
        params[key] = _value(value)
    return words[0], params


def _value(text: str) -> Value:
    if text == "none":
        return None
    if text.startswith('"'):
        return _quoted(text)
    if _NUMBER.fullmatch(text):
        return int(text)
    if _NAME.fullmatch(text):
        return text
    raise Refused(_("A parameter is a whole number, the id of a member, or none, not {text!r}.").format(text=text[:40]))
