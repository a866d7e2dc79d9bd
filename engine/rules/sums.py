"""Loops whose members are sorted out, or weighed, when the ruleset is loaded: what is fixed is not asked again.

`weighted` makes a sum over whole tracks a few sums over slices; `sorted_out` takes the conditions that rest on
attributes off a loop, and gives the members that are left for each member of what it depends on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product, takewhile
from math import prod
from typing import TYPE_CHECKING

import attrs

from ..language.evaluate import evaluate
from ..language.meaning import (
    Bound,
    Const,
    Mem,
    Num,
    Operation,
    Over,
    TrackAt,
    Tree,
    Var,
    free_names,
    is_static,
    walk,
)
from ..language.world import World

if TYPE_CHECKING:
    from .source import Python

MOST_SORTED = 2000
MOST_STEPS = 32  # distances that are tried between places of one weight
ONE, SLICED, EACH, AT_ONCE, EACH_WEIGHED = 40, 140, 8, 350, 40  # nanoseconds: see `_cost`

Members = tuple[int, ...]


@attrs.frozen
class Fit:
    """The members of a loop that are left: a tuple of them; one for each member of `outer` when that is a name."""

    outer: str
    members: tuple[Members, ...]

    def written(self, python: Python, base: int) -> str:
        """Return the expression for the members that are left, each with `base` added."""
        table = tuple(tuple(base + member for member in members) for members in self.members)
        return (
            f"{python.module.constant(table)}[{python.name(self.outer)}]"
            if self.outer
            else python.module.constant(table[0])
        )


def sorted_out(python: Python, loop: Bound) -> tuple[Bound, Fit | None]:
    """Return a loop without those of its first conditions that play cannot change, and the members they leave."""
    if loop.condition is None or loop.domain.members is None:
        return loop, None
    parts = list(_joined(loop.condition))
    first = list(takewhile(is_static, parts))
    outer = sorted(frozenset().union(*map(free_names, first)) - {loop.name})
    givers = _givers(first, outer, python.module.world)
    if not first or len(outer) > 1 or givers is None or len(givers) * len(loop.domain.members) > MOST_SORTED:
        return loop, None
    left = _together(parts[len(first) :])
    name = outer[0] if outer else ""
    return attrs.evolve(loop, condition=left), Fit(name, tuple(_left(python.module.world, loop, first, givers)))


def _joined(tree: Tree) -> tuple[Tree, ...]:
    return tree.items if isinstance(tree, Operation) and tree.op == "and" else (tree,)


def _together(parts: list[Tree]) -> Tree | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Operation(type=parts[0].type, op="and", items=tuple(parts))


def _givers(parts: list[Tree], outer: list[str], world: World) -> list[Mapping[str, int] | None] | None:
    """Return the bindings for which the members are sorted out, None for those that cannot be; None: it cannot be done.

    There is one for each member of the root set that the outer name is of, so that they are found by position.
    """
    if not outer:
        return [{}]
    types = [part.type for tree in parts for part in walk(tree) if isinstance(part, Var) and part.name == outer[0]]
    if len(outer) > 1 or not all(isinstance(type, Mem) and type.root and not type.nullable for type in types):
        return None
    type = types[0]
    assert isinstance(type, Mem)
    return [{outer[0]: member} if member in type.members else None for member in world.everything(type.root)]


def _left(world: World, loop: Bound, wanted: list[Tree], givers: list[Mapping[str, int] | None]) -> Iterator[Members]:
    for giver in givers:
        names = [] if giver is None else [(it, {**giver, loop.name: it}) for it in loop.domain.members or ()]
        yield tuple(member for member, known in names if all(evaluate(tree, world, known) for tree in wanted))


# -- sums over whole tracks --------------------------------------------------------------------------


def weighted(python: Python, tree: Over) -> str | None:
    """Return a sum of tracks over all their members as a sum over slices, each number with its weight."""
    world, loops = python.module.world, tree.loops
    members = [loop.domain.members for loop in loops]
    if tree.kind != "sum" or not all(members) or prod(len(it) for it in members if it) > MOST_SORTED:
        return None
    if any(loop.condition is not None and not _is_of(loop.condition, loops) for loop in loops):
        return None
    parts = list(_added(tree.body))
    if not all(_is_weighed(world, part, loops) for part in parts):
        return None
    texts = [_slice(python, part, loops) for part in parts]
    return f"({'+'.join(text for text in texts if text) or '0'})"


def _is_of(tree: Tree, loops: tuple[Bound, ...]) -> bool:
    """Return whether a tree rests on nothing but the members of some loops."""
    return is_static(tree) and free_names(tree) <= {loop.name for loop in loops}


@attrs.frozen
class _Part:
    """What is added to a sum: a track's number and what it is multiplied with."""

    track: Tree
    factors: tuple[Tree, ...] = ()
    sign: int = 1


def _added(tree: Tree) -> Iterator[_Part]:
    """Yield the parts of a sum."""
    if not isinstance(tree, Operation):
        yield _Part(tree)
        return
    match tree.op:
        case "+":
            for item in tree.items:
                yield from _added(item)
        case "-":
            yield from _added(tree.items[0])
            yield from (attrs.evolve(part, sign=-part.sign) for part in _added(tree.items[1]))
        case "*" if is_static(tree.items[1]):
            yield from (attrs.evolve(it, factors=(*it.factors, tree.items[1])) for it in _added(tree.items[0]))
        case "*" if is_static(tree.items[0]):
            yield from (attrs.evolve(it, factors=(*it.factors, tree.items[0])) for it in _added(tree.items[1]))
        case _:
            yield _Part(tree)


def _is_weighed(world: World, part: _Part, loops: tuple[Bound, ...]) -> bool:
    """Return whether a part is a track over all the loops' members, with whole weights that play cannot change.

    Its other indices may be anything that is there and does not change in the loops.
    """
    track = part.track
    if not isinstance(track, TrackAt) or world.tracks[track.track].kind != "number":
        return False
    looped = {loop.name for loop in loops}
    own = [item.name for item in track.items if isinstance(item, Var) and item.name in looped]
    others = [item for item in track.items if not (isinstance(item, Var) and item.name in looped)]
    if any((isinstance(it.type, Mem) and it.type.nullable) or not looped.isdisjoint(free_names(it)) for it in others):
        return False
    whole = all(isinstance(it.type, Num) and it.type.whole and _is_of(it, loops) for it in part.factors)
    return whole and sorted(own) == sorted(loop.name for loop in loops)


def _slice(python: Python, part: _Part, loops: tuple[Bound, ...]) -> str:
    """Return the expression for what a part adds, "" for nothing."""
    world, track = python.module.world, part.track
    assert isinstance(track, TrackAt)
    it = world.tracks[track.track]
    looped = {loop.name for loop in loops}
    strided = [(item, n) for item, n in zip(track.items, it.strides, strict=True)]
    own = {item.name: n for item, n in strided if isinstance(item, Var) and item.name in looped}
    others = [(item, n) for item, n in strided if not (isinstance(item, Var) and item.name in looped)]
    first = it.base + sum(item.value * n for item, n in others if isinstance(item, Const))
    along = "".join(f"+{python(item)}*{n}" for item, n in others if not isinstance(item, Const))
    weights: dict[int, int] = {}
    for found in product(*(loop.domain.members or () for loop in loops)):
        names = {loop.name: member for loop, member in zip(loops, found, strict=True)}
        if all(loop.condition is None or evaluate(loop.condition, world, names) for loop in loops):
            place = first + sum(names[name] * n for name, n in own.items())
            weights[place] = part.sign * prod(evaluate(factor, world, names) for factor in part.factors)
    return _read(python, {place: weight for place, weight in weights.items() if weight}, along)


def _read(python: Python, weights: dict[int, int], along: str) -> str:
    """Return the quickest expression for a sum of numbers with weights; `along` is added to each place."""
    if not weights:
        return ""
    whole = range(min(weights), max(weights) + 1)
    usual = Counter(weights.values()).most_common(1)[0][0]
    rest = {place: it - usual for place in whole if (it := weights.get(place, 0)) != usual}
    runs = min((list(_runs(weights)), [(whole, usual), *_runs(rest)]), key=_cost)
    if _cost(runs) <= AT_ONCE + EACH_WEIGHED * len(whole):
        return "+".join(_summed(places, along) + (f"*{it}" if it != 1 else "") for places, it in runs)
    row = tuple(weights.get(place, 0) for place in whole)
    return f"_weighted(s[{whole.start}{along}:{whole.stop}{along}],{python.module.constant(row)})"


def _runs(weights: Mapping[int, int]) -> Iterator[tuple[range, int]]:
    """Yield the places of one weight, as ranges of three and more and one by one."""
    for weight in dict.fromkeys(weights.values()):
        left = {place for place, it in weights.items() if it == weight}
        while left:
            run = _longest(left)
            yield run, weight
            left.difference_update(run)


def _longest(places: set[int]) -> range:
    """Return the longest of the ranges that begin with the first place, at least of three, else it alone."""
    first, *others = sorted(places)
    found = range(first, first + 1)
    for other in others[:MOST_STEPS]:
        step = other - first
        end = next(it for it in count(other, step) if it not in places)
        found = max(found, range(first, end - step + 1, step), key=len)
    return found if len(found) > 2 else range(first, first + 1)


def _cost(runs: Iterable[tuple[range, int]]) -> int:
    """Return how long it takes to add some runs up, in nanoseconds on a machine of 2024."""
    return sum(ONE if len(places) == 1 else SLICED + EACH * len(places) for places, _weight in runs)


def _summed(places: range, along: str) -> str:
    """Return the expression for the sum of the numbers at some places."""
    if len(places) == 1:
        return f"s[{places.start}{along}]"
    step = f":{places.step}" if places.step != 1 else ""
    return f"sum(s[{places.start}{along}:{places.stop}{along}{step}])"
