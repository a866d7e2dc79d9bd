"""An order as people, doctrines and agents write it: a name, parameters, conditions.

Parameters are ids of members, whole numbers, or None for none. An order knows no rule: whether it
may be given is asked of a view's choices.
"""

from __future__ import annotations

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
Parts = tuple[str, Mapping[str, Value], tuple[Attached, ...]]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"-?[0-9]{1,16}")
_LONGEST = 2000


class Names(Protocol):
    """Who knows the names of what the rules know by position."""

    def params_of(self, given: Given) -> dict[str, Value]:
        """Return the parameters by name."""

    def conditions_of(self, given: Given) -> tuple[Attached, ...]:
        """Return the conditions by name."""


class Order:
    """An order; a value: equal by content, never changed.

    >>> Order("pledge", f="battalion", n=2, conditions=[("backstop_at_least", {"n": 3})]).text
    'pledge f=battalion n=2 if backstop_at_least n=3'
    """

    __slots__ = ("_parts", "raw")

    def __init__(self, name: str, /, *, conditions: Iterable[Attached] = (), **params: Value) -> None:
        self._parts: Parts | None = (name, MappingProxyType(params), _attached(conditions))
        self.raw: tuple[Names, Given] | None = None

    @classmethod
    def made(cls, names: Names, given: Given) -> Order:
        """Return the order that `given` means; its parameters are named when somebody asks."""
        order = cls.__new__(cls)
        order._parts = None
        order.raw = (names, given)
        return order

    @property
    def parts(self) -> Parts:
        """Its name, parameters and conditions."""
        if self._parts is None:
            assert self.raw is not None
            names, given = self.raw
            name = given[0].partition(".")[0]  # `vote.launch` is written `vote motion=launch`
            self._parts = (name, MappingProxyType(names.params_of(given)), names.conditions_of(given))
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
    def text(self) -> str:
        """One line that `parse` reads back."""
        parts = [_written(self.name, self.params)]
        parts += (f"if {_written(name, params)}" for name, params in self.conditions)
        return " ".join(parts)

    @classmethod
    def parse(cls, text: str) -> Order:
        """Return the order that a line of text means.

        Raises: Refused: the line is not of the form `name parameter=value … if condition parameter=value …`.
        """
        if not isinstance(text, str) or len(text) > _LONGEST:
            raise Refused(_("An order is one line of at most {most} characters.").format(most=_LONGEST))
        head, *rest = _split(text.split())
        name, params = _read(head)
        return _order(name, params, tuple(_read(words) for words in rest))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Order):
            return NotImplemented
        mine, theirs = self.conditions, other.conditions
        return (
            self.name == other.name
            and _same(self.params, other.params)
            and len(mine) == len(theirs)
            and all(a[0] == b[0] and _same(a[1], b[1]) for a, b in zip(mine, theirs, strict=True))
        )

    def __hash__(self) -> int:
        name, params, conditions = self.parts
        return hash((name, frozenset(params.items()), len(conditions)))

    def __repr__(self) -> str:
        return f"<Order {self.text[:200]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        name, params, conditions = self.parts
        return _order, (name, dict(params), tuple((it, dict(chosen)) for it, chosen in conditions))


def _order(name: str, params: dict[str, Value], conditions: tuple[Attached, ...]) -> Order:
    """Return an order whose parameters may be called anything."""
    order = Order(name, conditions=conditions)
    order._parts = (name, MappingProxyType(params), order.conditions)
    return order


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
    return " ".join([str(name), *(f"{key}={'none' if it is None else it}" for key, it in params.items())])


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
    if _NUMBER.fullmatch(text):
        return int(text)
    if _NAME.fullmatch(text):
        return text
    raise Refused(_("A parameter is a whole number, the id of a member, or none, not {text!r}.").format(text=text[:40]))
