"""What formulas mean: types, and trees in which every name is settled.

`resolve` makes these trees from what was written; `engine.rules.source` writes them out as Python,
and `evaluate` walks them slowly and obviously. Members are positions in their root set, `none` is -1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

BOUND = 10**15  # every number a formula can reach lies within ± this
NONE = -1

# -- types -----------------------------------------------------------------------------------------


@attrs.frozen
class Num:
    """A number between `least` and `most`; `whole` when it cannot have a fraction."""

    least: float
    most: float
    whole: bool = True

    def __str__(self) -> str:
        return "a number"


@attrs.frozen
class Bool:
    """True or false; in arithmetic 1 or 0."""

    def __str__(self) -> str:
        return "a flag"


@attrs.frozen
class Mem:
    """One of some members of a root set; `nullable` when it may be none."""

    root: str
    members: frozenset[int]
    nullable: bool = False

    def __str__(self) -> str:
        return f"a member of {self.root}" if self.root else "none"


@attrs.frozen
class Words:
    """A word of an attribute."""

    words: frozenset[str]

    def __str__(self) -> str:
        return "a word"


@attrs.frozen
class Steps:
    """One of an ordered list of names: the levels of a track, or the phases."""

    of: str  # the track's id, or "phase"
    names: tuple[str, ...]

    def __str__(self) -> str:
        return "the phase" if self.of == "phase" else f"a level of {self.of}"


Type = Num | Bool | Mem | Words | Steps


def is_number(type: Type) -> bool:
    """Return whether a value of this type can be calculated with."""
    return isinstance(type, Num | Bool)


def numbers_of(type: Type) -> Num:
    """Return the numbers a value of this type can be."""
    return type if isinstance(type, Num) else Num(0, 1)


# -- trees -----------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Tree:
    """A settled piece of a formula; `type` is what it gives."""

    type: Type

    def parts(self) -> Iterator[Tree]:
        """Yield the trees directly below this one."""
        return iter(())


@attrs.frozen(kw_only=True)
class Const(Tree):
    """A number, flag, member position, word, or position of a level or phase."""

    value: Any


@attrs.frozen(kw_only=True)
class Var(Tree):
    """A bound name: `me`, a parameter, a loop's name, a `let`, a trait or a read."""

    name: str


@attrs.frozen(kw_only=True)
class Turn(Tree):
    """The turn, from 1."""


@attrs.frozen(kw_only=True)
class PhaseNow(Tree):
    """The position of the phase being played."""


@attrs.frozen(kw_only=True)
class TrackAt(Tree):
    """A track's number; 0 (false, none) when an index is none."""

    track: str
    items: tuple[Tree, ...]

    def parts(self) -> Iterator[Tree]:
        return iter(self.items)


@attrs.frozen(kw_only=True)
class MeasureAt(Tree):
    """A measure's value; 0 (false, none) when an index is none."""

    measure: str
    items: tuple[Tree, ...]

    def parts(self) -> Iterator[Tree]:
        return iter(self.items)


@attrs.frozen(kw_only=True)
class AttributeOf(Tree):
    """A member's attribute; 0, false or none of none."""

    of: Tree
    root: str
    name: str

    def parts(self) -> Iterator[Tree]:
        yield self.of


@attrs.frozen(kw_only=True)
class LevelAt(Tree):
    """The position of the level of a track's value, -1 when it has none."""

    track: str
    of: Tree

    def parts(self) -> Iterator[Tree]:
        yield self.of


@attrs.frozen(kw_only=True)
class Operation(Tree):
    """`neg not and or`, `if` (condition, then, other), `number` (of a flag), `+ - * / // %`, functions of values."""

    op: str
    items: tuple[Tree, ...]

    def parts(self) -> Iterator[Tree]:
        return iter(self.items)


@attrs.frozen(kw_only=True)
class Comparison(Tree):
    """A chain: `items[0] ops[0] items[1] ops[1] …`."""

    ops: tuple[str, ...]
    items: tuple[Tree, ...]

    def parts(self) -> Iterator[Tree]:
        return iter(self.items)


@attrs.frozen(kw_only=True)
class Distance(Tree):
    """How many links lie between two areas (99: not connected); `near` asks whether it is 1."""

    near: bool
    kind: str
    items: tuple[Tree, Tree]

    def parts(self) -> Iterator[Tree]:
        return iter(self.items)


@attrs.frozen(kw_only=True)
class Domain(Tree):
    """What a name may run over; `type` is the type of one element.

    Exactly one of: `members` (fixed), `least`..`most`, `items`, `of`.`attribute` (a list attribute), or `name`
    (a list of members that is bound, as `yes` where a motion is decided).
    `size` is at most how many there are.
    """

    size: int
    members: tuple[int, ...] | None = None
    least: Tree | None = None
    most: Tree | None = None
    items: tuple[Tree, ...] | None = None
    of: Tree | None = None
    root: str = ""
    attribute: str = ""
    name: str = ""

    def parts(self) -> Iterator[Tree]:
        return iter(part for part in (self.least, self.most, *(self.items or ()), self.of) if part is not None)


@attrs.frozen(kw_only=True)
class Bound(Tree):
    """A loop: `name` runs over `domain` where `condition` holds; `type` is the name's."""

    name: str
    domain: Domain
    condition: Tree | None = None

    def parts(self) -> Iterator[Tree]:
        yield self.domain
        if self.condition is not None:
            yield self.condition


@attrs.frozen(kw_only=True)
class Member(Tree):
    """Whether an item is in a domain."""

    item: Tree
    domain: Domain
    negated: bool = False

    def parts(self) -> Iterator[Tree]:
        yield self.item
        yield self.domain


@attrs.frozen(kw_only=True)
class Over(Tree):
    """`sum min max count any all argmin argmax` over loops."""

    kind: str
    body: Tree
    loops: tuple[Bound, ...]

    def parts(self) -> Iterator[Tree]:
        yield from self.loops
        yield self.body


def as_number(tree: Tree) -> Tree:
    """Return the tree, or the number 1 or 0 that a flag counts as."""
    if not isinstance(tree.type, Bool):
        return tree
    if isinstance(tree, Const):
        return Const(type=Num(int(tree.value), int(tree.value)), value=int(tree.value))
    return Operation(type=Num(0, 1), op="number", items=(tree,))


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything below it."""
    yield tree
    for part in tree.parts():
        yield from walk(part)


def free_names(tree: Tree) -> frozenset[str]:
    """Return the bound names that a tree reads and does not bind itself."""
    if isinstance(tree, Var):
        return frozenset({tree.name})
    if isinstance(tree, Domain) and tree.name:
        return frozenset({tree.name})
    if isinstance(tree, Over):
        names, bound = set(free_names(tree.body)), set()
        for loop in tree.loops:
            names |= free_names(loop)
            bound.add(loop.name)
        return frozenset(names - bound)
    if isinstance(tree, Bound):
        names = set(free_names(tree.condition)) if tree.condition is not None else set()
        return frozenset((names - {tree.name}) | free_names(tree.domain))
    return frozenset().union(*(free_names(part) for part in tree.parts()))


def is_static(tree: Tree) -> bool:
    """Return whether a tree reads nothing that play can change."""
    return not any(isinstance(part, TrackAt | MeasureAt | Turn | PhaseNow) for part in walk(tree))
