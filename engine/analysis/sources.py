"""Where the numbers of a ruleset come from: every one with its source, or naked.

A number is a value as it stands in a file: an attribute, a start, a formula with numbers in it. Scales (the range and
levels of a track), the length of the game and what stands in tests are none; in formulas 0 and 1 are logic, and 0 for
all members that say nothing else is nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ..language import spec
from ..language.plan import SET_OF, entry_class, plan_of
from ..language.shapes import (
    Effects,
    Either,
    Formula,
    Many,
    Named,
    Node,
    Of,
    Raw,
    Selection,
    Shape,
    Span,
    Table,
    Whole,
    Written,
)
from ..language.source import Map, Seq
from ..language.text import clean
from ..language.tokens import FormulaError, tokens
from ..language.verbs import Assignment
from ..problems import Place
from ..rules.written import load_spec
from .references import KINDS, Reference, sourced

_TRIED = ("tests", "claims", "expects", "funnels")
"""Sections without numbers of the world."""

_SCALES = frozenset(
    {"agenda", "cue", "levels", "limit", "links", "minutes", "orders", "per", "range", "repeat", "source", "standing"}
)
"""Keys whose numbers are scales, counts of the table, or times."""

_LOGIC = frozenset({"0", "1"})


@attrs.frozen(kw_only=True)
class Number:
    """A number, the entry and key it stands in, and where it comes from; None when nobody says."""

    place: Place
    section: str
    entry: str
    key: str
    text: str
    reference: Reference | None


@attrs.frozen(kw_only=True)
class Coverage:
    """All numbers of a ruleset, in order of place."""

    numbers: tuple[Number, ...]

    @property
    def naked(self) -> tuple[Number, ...]:
        """The numbers of which nobody says where they come from."""
        return tuple(it for it in self.numbers if it.reference is None)

    @property
    def kinds(self) -> dict[str, int]:
        """How many numbers are of each kind."""
        counted = Counter(it.reference.kind for it in self.numbers if it.reference is not None)
        return {kind: counted[kind] for kind in KINDS}

    def as_json(self) -> dict[str, Any]:
        """Return what `sources --json` prints."""
        naked = [
            {"path": it.place.path, "line": it.place.line, "column": it.place.column}
            | {"section": it.section, "entry": it.entry, "key": it.key, "text": it.text}
            for it in self.naked
        ]
        return {"numbers": len(self.numbers), "kinds": self.kinds, "naked": naked}


def coverage(path_or_id: str) -> Coverage:
    """Return the numbers of a ruleset or scenario with their sources.

    Raises: Problems: it cannot be read.
    """
    written, _ = load_spec(path_or_id)
    found = sorted(_numbers(written), key=lambda it: (it.place, it.reference is None))
    return Coverage(numbers=tuple({it.place: it for it in reversed(found)}.values())[::-1])


def faults(written: spec.Ruleset) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the sources of all entries: marks and messages."""
    for _, entry, _ in _entries(written):
        yield from sourced(entry.source, _own(entry)).wrong


def _own(entry: spec.Entry) -> set[str]:
    attributes = entry.attributes if isinstance(entry, spec.Member) else {}
    return {*plan_of(type(entry)).keys, *attributes}


def _entries(written: spec.Ruleset) -> Iterator[tuple[str, spec.Entry, dict[str, Node]]]:
    """Yield section, entry and what `else` gives it, of all entries that have numbers of the world."""
    for section in SET_OF:
        lacking = written.lacking.get(section, {})
        yield from ((section, member, lacking) for member in getattr(written, section))
    for own in written.sets:
        yield from ((own.id, member, own.lacking) for member in own.members)
    for name, key in plan_of(spec.Ruleset).keys.items():
        if entry_class(key.shape) is not None and name not in _TRIED:
            yield from ((name, entry, {}) for entry in getattr(written, key.field))


def _numbers(written: spec.Ruleset) -> Iterator[Number]:
    for section, entry, lacking in _entries(written):
        for key, mark, text, reference in _of_entry(entry, lacking, None):
            place = written.sources.place(mark)
            yield Number(
                place=place, section=section, entry=entry.id, key=key, text=clean(text, most=80), reference=reference
            )


Found = tuple[str, int, str, Reference | None]  # key, mark, text, where it comes from
Bare = tuple[int, str]


def _of_entry(entry: spec.Entry, lacking: dict[str, Node], outer: Reference | None) -> Iterator[Found]:
    """Yield the numbers of an entry, and of those inside it; `outer` is what stands above an inner one."""
    own = _own(entry) | set(lacking)
    said = sourced(entry.source, own)
    if isinstance(entry, spec.Member):
        taken = {name: node for name, node in lacking.items() if node.value != 0}
        for name, node in {**taken, **entry.attributes}.items():
            yield from ((name, *bare, said.of(name) or outer) for bare in _raw(node.value, node.mark))
    for name, key in plan_of(type(entry)).keys.items():
        if name in _SCALES or name not in entry.fields:
            continue
        value, reference = getattr(entry, key.field), said.of(name) or outer
        if entry_class(key.shape) is not None:
            for inner in value:
                yield from ((f"{name}.{inner.id}.{it[0]}", *it[1:]) for it in _of_entry(inner, {}, reference))
        else:
            yield from ((name, *bare, reference) for bare in _of_value(key.shape, value, entry.fields[name]))


def _of_value(shape: Shape, value: Any, mark: int) -> Iterable[Bare]:
    """Return the numbers of a value by its shape: marks and texts."""
    match shape, value:
        case ((Formula() | Selection()), Written()):
            return [(value.mark, value.text)] if _has_number(value.text) else []
        case Named(), _:
            return [bare for _, text in value for bare in _of_value(Formula(), text, mark)]
        case Whole(), _:
            return [(mark, str(value))]
        case Span(), (low, high):
            return [(mark, f"{low}..{high}")]
        case Raw(), Node():
            return _raw(value.value, value.mark)
        case Effects(), _:
            return [bare for effect in value for bare in _of_object(effect)]
        case Many(of=of), _:
            return [bare for item in value for bare in _of_value(of, item, mark)]
        case Table(of=of), dict():
            return [bare for item in value.values() for bare in _of_value(of, item, mark)]
        case Of(), _ if attrs.has(type(value)):
            return _of_object(value)
        case Either(shapes=shapes), _:
            return next((found for each in shapes if (found := [*_of_value(each, value, mark)])), [])
    return []


def _of_object(it: Any) -> Iterator[Bare]:
    """Yield the numbers of an effect, or of another object without an id."""
    if isinstance(it, Assignment):
        yield from _of_value(Formula(), it.text, it.mark)
        return
    for name, key in plan_of(type(it)).keys.items():
        value = getattr(it, key.field)
        if name not in _SCALES and value not in (None, (), {}):
            yield from _of_value(key.shape, value, it.mark)


def _raw(value: Any, mark: int) -> Iterator[Bare]:
    """Yield the numbers in what was read: plain ones, formulas, and those inside maps and lists."""
    match value:
        case bool():
            return
        case int() | float():
            yield mark, str(value)
        case str():
            if _has_number(value):
                yield mark, value
        case Map():
            for key in value:
                yield from _raw(value[key], value.values_at[key])
        case Seq():
            for item, at in zip(value, value.items_at, strict=True):
                yield from _raw(item, at)


def _has_number(text: str) -> bool:
    """Whether a formula has a number of its own, beside 0 and 1."""
    try:
        return any(token.kind == "number" and token.text not in _LOGIC for token in tokens(text, 0, len(text)))
    except FormulaError:
        return False
