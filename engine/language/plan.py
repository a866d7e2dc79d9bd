"""How the keys of a spec class are read: worked out once per class from its fields' shapes.

The reader and the JSON Schema both go by this, so neither can know a key that the other does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from . import spec
from .shapes import Either, Many, Of, Shape, Table, Word
from .source import Map, Seq
from .verbs import Effect


@attrs.frozen(kw_only=True)
class Key:
    """One key of a class: the field it fills, its shape, and its help."""

    name: str
    field: str
    shape: Shape
    required: bool
    doc: str
    deep: bool  # the marks inside the value are kept too


@attrs.frozen(kw_only=True)
class Plan:
    """The keys of a class, and which bookkeeping its objects want besides."""

    cls: type
    label: str  # `a track`
    noun: str  # `track`
    keys: Mapping[str, Key]
    required: tuple[Key, ...]
    marked: bool
    fielded: bool


_NOUNS: dict[type, str] = {
    spec.SeatSpec: "seat",
    spec.Case: "test",
    spec.Picture: "map",
    spec.Limit: "limit",
    spec.Qualified: "qualified majority",
    spec.Standing: "standing order",
}

SET_OF: Mapping[str, tuple[str, type[spec.Member]]] = {
    "roles": ("role", spec.Role),
    "areas": ("area", spec.Area),
    "forces": ("force", spec.Member),
}
"""Sections that fill a set: its name, and the class of its members."""

SECTIONS = (*SET_OF, "sets")

_PLANS: dict[type, Plan] = {}


def plan_of(cls: type) -> Plan:
    """Return how `cls` is read."""
    found = _PLANS.get(cls)
    if found is None:
        found = _PLANS[cls] = _planned(cls)
    return found


def _planned(cls: type) -> Plan:
    fields = {field.name: field for field in attrs.fields(cls)}
    keys = {key.name: key for key in map(_key, fields.values()) if key}
    noun = _noun(cls)
    return Plan(
        cls=cls,
        label=f"{'an' if noun.lstrip('`')[0] in 'aeiou' else 'a'} {noun}",
        noun=noun,
        keys=keys,
        required=tuple(key for key in keys.values() if key.required),
        marked="mark" in fields,
        fielded="fields" in fields,
    )


def entry_class(shape: Shape) -> type[spec.Entry] | None:
    """Return the class of a table's entries, or None when `shape` is no table of entries."""
    if not (isinstance(shape, Table) and isinstance(shape.of, Of)):
        return None
    cls = shape.of.cls()
    return cls if issubclass(cls, spec.Entry) else None


def marks_of(plan: Plan, node: Map) -> dict[str, int]:
    """Return the marks of the keys' values, and of what stands deeper where nothing else keeps it."""
    marks = dict(node.values_at)
    for name in node:
        key = plan.keys.get(name)
        if key is not None and key.deep:
            _add_marks(marks, name, node[name])
    return marks


def top_level() -> tuple[str, ...]:
    """Return every key that may stand at the top of a file."""
    return ("id", *plan_of(spec.Ruleset).keys, *SECTIONS)


def _key(field: attrs.Attribute[Any]) -> Key | None:
    shape = field.metadata.get("shape")
    if shape is None:
        return None
    return Key(
        name=field.metadata["key"] or field.name,
        field=field.name,
        shape=shape,
        required=field.default is attrs.NOTHING,
        doc=field.metadata["doc"],
        deep=_goes_deeper(shape),
    )


def _noun(cls: type) -> str:
    if issubclass(cls, Effect) and cls.verb:
        return f"`{cls.verb}`"
    return _NOUNS.get(cls) or cls.__name__.lower()


def _goes_deeper(shape: Shape) -> bool:
    """Return whether `fields` wants the marks inside the value too: those that nothing else keeps."""
    match shape:
        case Many(of=Word()) | Either():
            return True
        case Table():
            return entry_class(shape) is None
        case Of():
            return True
        case Many(of=Of() | Table()):
            return True
    return False


def _add_marks(marks: dict[str, int], path: str, value: Any) -> None:
    if isinstance(value, Map):
        for name, inner in value.items():
            marks[f"{path}.{name}"], marks[f"{path}.{name}:"] = value.values_at[name], value.keys_at[name]
            _add_marks(marks, f"{path}.{name}", inner)
    elif isinstance(value, Seq):
        for number, inner in enumerate(value):
            marks[f"{path}.{number}"] = value.items_at[number]
            _add_marks(marks, f"{path}.{number}", inner)
