"""What a formula consists of: one class for each kind of piece, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.frozen(kw_only=True)
class Node:
    """A piece of a formula, standing at characters `at` to `end` of its text."""

    at: int = attrs.field(default=0, eq=False)
    end: int = attrs.field(default=0, eq=False)


@attrs.frozen(kw_only=True)
class Number(Node):
    value: int | float


@attrs.frozen(kw_only=True)
class Name(Node):
    id: str


@attrs.frozen(kw_only=True)
class Index(Node):
    """`track[a, b]`."""

    base: Name
    items: tuple[Node, ...]


@attrs.frozen(kw_only=True)
class Attribute(Node):
    """`member.name`."""

    of: Node
    name: str


@attrs.frozen(kw_only=True)
class Unary(Node):
    """`-x` or `not x`."""

    op: str
    of: Node


@attrs.frozen(kw_only=True)
class Binary(Node):
    """`x + y`, and `- * / // %`."""

    op: str
    left: Node
    right: Node


@attrs.frozen(kw_only=True)
class Compare(Node):
    """A chain of comparisons: `first op item op item …`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@attrs.frozen(kw_only=True)
class Logic(Node):
    """`x and y and …`, `x or y or …`."""

    op: str
    items: tuple[Node, ...]


@attrs.frozen(kw_only=True)
class IfElse(Node):
    """`then if condition else other`."""

    condition: Node
    then: Node
    other: Node


@attrs.frozen(kw_only=True)
class Call(Node):
    """`min(a, b)` and other functions of values."""

    name: str
    items: tuple[Node, ...]


@attrs.frozen(kw_only=True)
class Within(Node):
    """`x in domain`, `x not in domain`."""

    item: Node
    domain: Node
    negated: bool = False


@attrs.frozen(kw_only=True)
class Range(Node):
    """`least..most`, both included."""

    least: Node
    most: Node


@attrs.frozen(kw_only=True)
class Listing(Node):
    """`[paris, london]`."""

    items: tuple[Node, ...]


@attrs.frozen(kw_only=True)
class Loop(Node):
    """`for name in domain if condition`; as a selection, `name` may be empty."""

    name: str
    domain: Node
    condition: Node | None = None


@attrs.frozen(kw_only=True)
class Quantifier(Node):
    """`sum(body for …)`; for `argmin` and `argmax` the member is the loop's, the body its worth."""

    kind: str
    body: Node
    loops: tuple[Loop, ...]


@attrs.frozen(kw_only=True)
class Assign(Node):
    """`target op value`, op one of `= += -=`."""

    target: Name | Index
    op: str
    value: Node


@attrs.frozen(kw_only=True)
class Roll(Node):
    """`name in NdM`."""

    name: str
    count: int
    sides: int


def depth(node: Node) -> int:
    """Return how many pieces stand inside each other at the deepest place."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [part for each in level for part in parts(each)]
    return deepest


class _Fields(dict[type[Node], tuple[str, ...]]):
    """The names of what a kind of piece has, as they are asked for."""

    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        names = self[kind] = tuple(field.name for field in attrs.fields(kind))
        return names


_FIELDS = _Fields()


def parts(node: Node) -> Iterator[Node]:
    """Yield the pieces right below a piece, from left to right."""
    for name in _FIELDS[type(node)]:
        value = getattr(node, name)
        for part in value if isinstance(value, tuple) else (value,):
            inner = part[1] if isinstance(part, tuple) else part
            if isinstance(inner, Node):
                yield inner
