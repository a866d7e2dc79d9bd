"""The shapes a key's value may have; one description feeds the reader and the JSON Schema.

A spec class declares each key with `key(shape, …)`. `bind.py` turns YAML into the class by these
shapes, `schema.py` writes them out for editors. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs


@attrs.frozen
class Written:
    """A text an author wrote, with its mark: formulas, selections, domains, sentences.

    A number or flag written where a formula is wanted becomes its text (`3`, `true`); a list of
    ids becomes `[paris, london]`. `mark` is understood by `source.Sources`.
    """

    text: str
    mark: int = attrs.field(default=0, eq=False)


Terms = tuple[tuple[str, Written], ...]  # named terms in order; one plain formula is (("", it),)


class Shape:
    """What may stand behind a key."""


@attrs.frozen
class Word(Shape):
    """An id: `[a-z][a-z0-9_]*`, with `-` inside when `dashes`; `words`: shown to people as words. Becomes `str`."""

    dashes: bool = False
    words: bool = False


@attrs.frozen
class Prose(Shape):
    """Plain text, cleaned; for people, so that overlays translate it, unless `said` is false. Becomes `str`."""

    said: bool = True


@attrs.frozen
class Sentence(Shape):
    """Text with formulas in braces. Becomes `Written`."""


@attrs.frozen
class Formula(Shape):
    """A formula (a bare number or flag is one). Becomes `Written`."""


@attrs.frozen
class Selection(Shape):
    """`x in set if condition`, a set, a member, a list, a range, or `all`. Becomes `Written`."""


@attrs.frozen
class Named(Shape):
    """A formula, or a map of named terms that are added. Becomes `Terms`."""


@attrs.frozen
class Whole(Shape):
    """A whole number within bounds. Becomes `int`."""

    least: int = -(10**9)
    most: int = 10**9


@attrs.frozen
class Flag(Shape):
    """`true` or `false`. Becomes `bool`."""


@attrs.frozen
class Day(Shape):
    """A date `2026-01-07`. Becomes `datetime.date`."""


@attrs.frozen
class OneWord(Shape):
    """One of some fixed words. Becomes `str`."""

    words: tuple[str, ...]


@attrs.frozen
class Span(Shape):
    """`lo..hi` with whole numbers within bounds, or one for both (`any`: 0 to None). Becomes `(lo, hi | None)`."""

    least: int = -(10**9)
    most: int = 10**9


@attrs.frozen
class Many(Shape):
    """A list; a single value stands for a list of one. Becomes a tuple."""

    of: Shape


@attrs.frozen
class Table(Shape):
    """A map from ids (or from any text when `free`) to values. Becomes `dict[str, …]`, order kept.

    `said`: its keys are sentences for people. `words`: its ids are shown to people as words.
    """

    of: Shape
    free: bool = False
    said: bool = False
    words: bool = False


@attrs.frozen
class Effects(Shape):
    """A list of effects: assignments and verbs; one alone may stand without a list. Becomes `tuple[Effect, ...]`."""


@attrs.frozen
class Of(Shape):
    """A map with the keys of a spec class. Becomes that class."""

    cls: Callable[[], type]


@attrs.frozen
class Either(Shape):
    """One of several shapes, told apart by what the YAML is: text, number, list or map (first that fits)."""

    shapes: tuple[Shape, ...]


@attrs.frozen
class Raw(Shape):
    """Anything; later steps look into it. Becomes the node as it was read (`Map`, `Seq` or a scalar), in a `Node`."""


@attrs.frozen
class Node:
    """A raw YAML value with its mark."""

    value: Any
    mark: int = attrs.field(default=0, eq=False)


def key(shape: Shape, *, default: Any = attrs.NOTHING, name: str = "", doc: str = "") -> Any:
    """Declare one key of a spec class; `name` when the key is a Python keyword or has a space.

    A key without default is required. `doc` is the help shown by editors and the reference.
    """
    metadata = {"shape": shape, "key": name, "doc": doc}
    return attrs.field(default=default, metadata=metadata)
