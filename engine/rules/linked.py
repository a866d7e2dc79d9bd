"""Rules that carry compiled functions, and what all of them share.

What the rules are is data, and can be pickled; functions are linked to it afterwards by name, so
that a cached ruleset needs no compiling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from ..problems import Place

TURN, PHASE, FIRST_TRACK = 0, 1, 2  # places in the values
NONE = -1

Values = list[int]
Memo = dict[Any, Any]
Function = Callable[..., Any]
Reading = tuple[str, tuple[int | str | None, ...]]  # see `engine.rules.resting`


@attrs.define(kw_only=True, eq=False)
class Linked:
    """A rule with functions; `names` maps an attribute to the name of its compiled function."""

    names: dict[str, str] = attrs.field(factory=dict, repr=False)

    def link(self, functions: Mapping[str, Any]) -> None:
        """Put the compiled functions in their attributes; `domains.0`, `domains.1` … make one tuple."""
        tuples: dict[str, list[Any]] = {}
        for attribute, name in self.names.items():
            whole, dot, _ = attribute.partition(".")
            if dot:
                tuples.setdefault(whole, []).append(functions[name] if name else None)
            else:
                setattr(self, attribute, functions[name])
        for attribute, found in tuples.items():
            setattr(self, attribute, tuple(found))

    def __getstate__(self) -> dict[str, Any]:
        linked = {attribute.partition(".")[0] for attribute in self.names}
        return {f.name: None if f.name in linked else getattr(self, f.name) for f in attrs.fields(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


@attrs.frozen(kw_only=True)
class Cause:
    """Why something changed: the rule's section and entry, its place, and its text as written."""

    section: str  # orders, events, turn, choices, cost, lasts, …
    entry: str
    place: Place
    text: str = ""


@attrs.frozen(kw_only=True)
class Index:
    """One index of a track or measure: its name, its set, and that set's root and members."""

    name: str
    set: str
    root: str
    members: tuple[int, ...]


def section_of(id: str) -> tuple[str, str]:
    """Return the section and the entry that an order was written in: those of motions and terms are in their own."""
    kind, _dot, entry = id.rpartition(".")
    return {"": "orders", "term": "terms"}.get(kind, "motions"), entry
