"""What a `source` says: where numbers come from, and how far each may be moved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from ..language.codes import Example, code
from ..language.shapes import Node
from ..language.source import Map
from ..language.text import nearest, quoted

KINDS = ("fact", "estimate", "judgement", "invented")
CONFIDENCES = ("low", "medium", "high")
KEYS = ("kind", "ref", "note", "range", "confidence", "checked")

NO_SOURCE = code(
    "T005",
    "A source does not say where a number comes from",
    why="A source is a text (a fact's reference) or {kind: fact|estimate|judgement|invented, ref, note, range, "
    "confidence, checked}; a map of the entry's own keys gives each its own.",
    failing=Example({}, shown="tracks:\n  heat: {range: 0..9, source: {kind: guess}}"),
    mended=Example({}, shown="tracks:\n  heat: {range: 0..9, source: {kind: judgement, range: [0, 3]}}"),
)


@attrs.frozen(kw_only=True)
class Reference:
    """Where a number comes from; `range` is how far sensitivity analysis may move it."""

    kind: str
    ref: str = ""
    range: tuple[float, float] | None = None


@attrs.frozen(kw_only=True)
class Sourced:
    """What an entry's `source` says: of all its numbers, and of single keys; `wrong` are marks and messages."""

    whole: Reference | None = None
    parts: Mapping[str, Reference] = attrs.field(factory=dict)
    wrong: tuple[tuple[int, str], ...] = ()

    def of(self, key: str) -> Reference | None:
        """Return where the numbers of a key come from."""
        return self.parts.get(key, self.whole)


def sourced(source: Node | None, own: Collection[str] = ()) -> Sourced:
    """Return what the source of an entry says that has these keys of its own."""
    if source is None:
        return Sourced()
    if not isinstance(source.value, Map):
        return _alone(source.value, source.mark)
    given = source.value
    parts = [key for key in given if isinstance(given[key], Map) or (key not in KEYS and key in own)]
    rest = {key: given[key] for key in given if key not in parts}
    wrong = [] if not rest else [*_faults(rest, given)]
    found: dict[str, Reference] = {}
    for key in parts:
        inner = sourced(Node(given[key], given.values_at[key]))
        unknown = [(given.keys_at[key], f"source: the entry has no key {quoted(key)}")] if key not in own else []
        wrong += [*unknown, *inner.wrong]
        if inner.whole is not None and not unknown:
            found[key] = inner.whole
    return Sourced(whole=_reference(rest) if rest else None, parts=found, wrong=tuple(wrong))


def range_of(source: Node | None) -> tuple[float, float] | None:
    """Return how far the numbers of an entry may be moved, None when its source does not say."""
    whole = sourced(source).whole
    return None if whole is None else whole.range


def _alone(value: Any, mark: int) -> Sourced:
    """Return what a source says that is no map: the reference of a fact."""
    if isinstance(value, str):
        return Sourced(whole=Reference(kind="fact", ref=value))
    return Sourced(wrong=((mark, f"source: found {quoted(value)}, expected a reference or {{kind: …}}"),))


def _reference(given: Mapping[str, Any]) -> Reference | None:
    """Return a reference; without a kind it is that of a fact, None when it says neither kind nor reference."""
    kind = given.get("kind", "fact" if "ref" in given else "")
    if kind not in KINDS:
        return None
    return Reference(kind=kind, ref=str(given.get("ref", "")), range=_span(given.get("range")))


def _span(value: Any) -> tuple[float, float] | None:
    if isinstance(value, list) and len(value) == 2 and all(type(end) in (int, float) for end in value):
        return (value[0], value[1]) if value[0] <= value[1] else None
    return None


def _faults(given: Mapping[str, Any], at: Map) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a source's own keys."""
    words = {"kind": KINDS, "confidence": CONFIDENCES}
    for key, value in given.items():
        if key not in KEYS:
            yield at.keys_at[key], f"source: {quoted(key)} is none of {_words(KEYS, key)}"
        elif key in words and value not in words[key]:
            yield at.values_at[key], f"source: found {quoted(value)}, expected one of {_words(words[key], value)}"
        elif key == "range" and _span(value) is None:
            yield at.values_at[key], f"source: found {quoted(value)}, expected two numbers, the least first: [0, 3]"
    if "kind" not in given and "ref" not in given:
        yield at.at, "source: it says neither `kind` nor `ref`"


def _words(known: tuple[str, ...], found: Any) -> str:
    """Return the words that may stand somewhere, and which was meant by what was found."""
    near = nearest(found, known) if isinstance(found, str) else None
    return ", ".join(known) + (f"; did you mean {quoted(near)}?" if near else "")
