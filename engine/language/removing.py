"""What extensions take out with null: the line that does it is told when something still names it.

The author of a variant wrote that line, and not what the base says elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..problems import Place, Problem
from .codes import Example, code
from .source import Map, Sources

_BASE = (
    "id: base\ntitle: Base\nroles: {red: {}}\norders: {wait: {by: all}, hide: {by: all, kind: wait}}\n"
    "turn: {play: {by: all, offers: [wait]}}\nendings: {over: {at: end}}\n"
    "doctrines:\n  careful:\n    for: all\n    cards: {low: {order: hide}, still: {order: wait}}\n"
)
_BARE = "id: less\nextends: base\norders: {hide: null}\n"

STILL_NAMED = code(
    "N013",
    "An extension takes out what its base still names",
    why="Null removes one entry. Cards, effects and formulas of the base that name it are changed or taken out too.",
    failing=Example({"base/ruleset.yaml": _BASE, "less.yaml": _BARE}, start="less.yaml", shown=_BARE),
    mended=Example(
        {
            "base/ruleset.yaml": _BASE,
            "less.yaml": _BARE + "doctrines: {careful: {cards: {low: null}}}\n",
        },
        start="less.yaml",
        shown=_BARE + "doctrines: {careful: {cards: {low: null}}}",
    ),
)
MOST_NAMED = 3


@attrs.frozen
class Removed:
    """One key that null took out: where that stands, from which mark on its base was read, and what that says there."""

    mark: int
    base: int
    value: Any = attrs.field(default=None, eq=False, repr=False)


Removals = Mapping[str, Removed]
"""By the name taken out; bases are read after what extends them, so their marks are the greater ones."""


def removed(base: Map, own: Map, first: int) -> Iterator[tuple[str, Removed]]:
    """Yield what `own` takes out of its `base`, which is read from the mark `first` on; what stands deepest first."""
    found = sorted(_taken_out(base, own, 0), key=lambda it: -it[0])
    return ((name, Removed(own.keys_at[name], first, base[name])) for _, name, base, own in found)


def _taken_out(base: Map, own: Map, depth: int) -> Iterator[tuple[int, str, Map, Map]]:
    for name, value in own.items():
        here: Any = base.get(name)
        if value is None and name in base:
            yield depth, name, base, own
        elif isinstance(value, Map) and isinstance(here, Map):
            yield from _taken_out(here, value, depth + 1)


@attrs.define
class StillNamed:
    """Gathers where that is named which an extension took out."""

    sources: Sources
    removals: dict[str, Removed] = attrs.field(factory=dict)
    places: dict[str, list[Place]] = attrs.field(factory=dict)

    def explains(self, word: str, mark: int, offset: int | None = None) -> bool:
        """Return whether an unknown word was taken out of the base that names it at `mark`; it is noted."""
        gone = self.removals.get(word)
        if gone is None or mark < gone.base:
            return False
        self.places.setdefault(word, []).append(
            self.sources.place(mark) if offset is None else self.sources.inside(mark, offset)
        )
        return True

    def problems(self) -> list[Problem]:
        """Return one problem for each line that takes out what is still named."""
        return [self._problem(word, list(dict.fromkeys(places))) for word, places in self.places.items()]

    def _problem(self, word: str, places: list[Place]) -> Problem:
        hint = f"named at {few(places)}: change that or take it out too"
        message = f"{word!r} is taken out here, and still named"
        return self.sources.problem(self.removals[word].mark, STILL_NAMED, message, hint=hint, length=len(word))


def few(things: Sequence[object]) -> str:
    """Return the first things in words, and how many more there are."""
    more = f" and {len(things) - MOST_NAMED} more" if len(things) > MOST_NAMED else ""
    return ", ".join(map(str, things[:MOST_NAMED])) + more
