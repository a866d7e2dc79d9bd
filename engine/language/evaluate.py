"""Formulas worked out slowly and obviously: for what is fixed at load, and as the compiler's oracle.

Nothing here is fast and nothing here is clever; `engine.rules.source` must always agree with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .adding import added_up
from .meaning import (
    NONE,
    AttributeOf,
    Bool,
    Bound,
    Comparison,
    Const,
    Distance,
    Domain,
    LevelAt,
    MeasureAt,
    Mem,
    Member,
    Operation,
    Over,
    PhaseNow,
    TrackAt,
    Tree,
    Turn,
    Var,
)
from .world import MISSING, World

Bindings = Mapping[str, Any]


def evaluate(tree: Tree, world: World, bindings: Bindings, values: Sequence[int] = ()) -> Any:
    """Return what a tree gives when names have these values and tracks these numbers."""
    return _Walker(world, values).value(tree, bindings)


def elements(domain: Domain, world: World, bindings: Bindings, values: Sequence[int] = ()) -> list[int]:
    """Return what a domain holds, in order."""
    return list(_Walker(world, values).elements(domain, bindings))


def _whole(value: float) -> int:
    return value if isinstance(value, int) else int(value + 0.5) if value >= 0 else -int(0.5 - value)


def _floor(value: float) -> int:
    down = int(value)
    return down - 1 if down > value else down


def _ceil(value: float) -> int:
    return -_floor(-value)


class _Walker:
    def __init__(self, world: World, values: Sequence[int]) -> None:
        self.world = world
        self.values = values

    def value(self, tree: Tree, names: Bindings) -> Any:
        match tree:
            case Const():
                return tree.value
            case Var():
                return names[tree.name]
            case Turn():
                return self.values[0]
            case PhaseNow():
                return self.values[1]
            case TrackAt():
                return self.track(tree, names)
            case MeasureAt():
                return self.measure(tree, names)
            case AttributeOf():
                return self.attribute(tree, names)
            case LevelAt():
                return self.level(tree, names)
            case Comparison():
                return self.comparison(tree, names)
            case Member():
                return self.inside(tree, names) != tree.negated
            case Distance():
                return self.distance(tree, names)
            case Over():
                return self.over(tree, names)
            case Operation():
                return self.operation(tree, names)
        raise AssertionError(tree)

    def inside(self, tree: Member, names: Bindings) -> bool:
        item, domain = self.value(tree.item, names), tree.domain
        if domain.least is None or domain.most is None:
            return item in list(self.elements(domain, names))
        return bool(self.value(domain.least, names) <= item <= self.value(domain.most, names))

    def track(self, tree: TrackAt, names: Bindings) -> Any:
        indices = [self.value(item, names) for item in tree.items]
        if NONE in indices:
            return NONE if isinstance(tree.type, Mem) else 0
        it = self.world.tracks[tree.track]
        number = self.values[it.base + sum(i * stride for i, stride in zip(indices, it.strides, strict=True))]
        return bool(number) if isinstance(tree.type, Bool) else number

    def measure(self, tree: MeasureAt, names: Bindings) -> Any:
        indices = [self.value(item, names) for item in tree.items]
        if NONE in indices:
            return NONE if isinstance(tree.type, Mem) else 0
        it = self.world.measures[tree.measure]
        own = {index.name: position for index, position in zip(it.indices, indices, strict=True)}
        if len(it.terms) == 1:
            return self.value(it.terms[0][1], own)
        return added_up(self.value(term, own) for _, term in it.terms)

    def attribute(self, tree: AttributeOf, names: Bindings) -> Any:
        position = self.value(tree.of, names)
        if position == NONE:
            return NONE if isinstance(tree.type, Mem) else 0
        value = self.world.attributes[tree.root][tree.name].table[position]
        assert value is not MISSING, (tree, position)
        return value

    def level(self, tree: LevelAt, names: Bindings) -> int:
        number = self.value(tree.of, names)
        for position, level in enumerate(self.world.tracks[tree.track].levels):
            if level.least <= number <= level.most:
                return position
        return NONE

    def comparison(self, tree: Comparison, names: Bindings) -> bool:
        for left, op, right in zip(tree.items, tree.ops, tree.items[1:], strict=False):
            a, b = self.value(left, names), self.value(right, names)
            holds = {"==": a == b, "!=": a != b}.get(op)
            if holds is None:
                holds = {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]
            if not holds:
                return False
        return True

    def distance(self, tree: Distance, names: Bindings) -> Any:
        start, goal = (self.value(item, names) for item in tree.items)
        if NONE in (start, goal):
            return False if tree.near else 99
        far = self.world.distances[tree.kind][start][goal]
        return far == 1 if tree.near else far

    def operation(self, tree: Operation, names: Bindings) -> Any:
        op, items = tree.op, tree.items
        if op == "if":
            return self.value(items[1] if self.value(items[0], names) else items[2], names)
        if op == "and":
            return all(self.value(item, names) for item in items)
        if op == "or":
            return any(self.value(item, names) for item in items)
        found = [self.value(item, names) for item in items]
        if op == "at":
            return found[1:][max(0, min(len(found) - 2, _whole(found[0])))]
        if op == "div":
            return found[0] / found[1] if found[1] else found[2]
        if op == "clamp":
            return max(found[1], min(found[2], found[0]))
        return _FUNCTIONS[op](*found)

    def elements(self, domain: Domain, names: Bindings) -> Iterator[int]:
        if domain.members is not None:
            yield from domain.members
        elif domain.name:
            yield from names[domain.name]
        elif domain.items is not None:
            for item in domain.items:
                yield self.value(item, names)
        elif domain.of is not None:
            position = self.value(domain.of, names)
            if position != NONE:
                yield from self.world.attributes[domain.root][domain.attribute].table[position]
        else:
            assert domain.least is not None
            assert domain.most is not None
            yield from range(_ceil(self.value(domain.least, names)), _floor(self.value(domain.most, names)) + 1)

    def bindings(self, loops: tuple[Bound, ...], names: Bindings) -> Iterator[Bindings]:
        if not loops:
            yield names
            return
        first, *rest = loops
        for element in self.elements(first.domain, names):
            inner = {**names, first.name: element}
            if first.condition is None or self.value(first.condition, inner):
                yield from self.bindings(tuple(rest), inner)

    def over(self, tree: Over, names: Bindings) -> Any:
        found = [
            (self.value(tree.body, inner), inner[tree.loops[0].name]) for inner in self.bindings(tree.loops, names)
        ]
        bodies = [body for body, _ in found]
        match tree.kind:
            case "sum":
                return added_up(bodies)
            case "count":
                return sum(1 for body in bodies if body)
            case "any":
                return any(bodies)
            case "all":
                return all(bodies)
            case "min":
                return min(bodies, default=0)
            case "max":
                return max(bodies, default=0)
            case "argmin":
                return next((member for body, member in found if body == min(bodies)), NONE)
            case "argmax":
                return next((member for body, member in found if body == max(bodies)), NONE)
        raise AssertionError(tree.kind)


_FUNCTIONS: dict[str, Any] = {
    "neg": lambda a: -a,
    "not": lambda a: not a,
    "number": int,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "min": min,
    "max": max,
    "abs": abs,
    "round": _whole,
    "floor": _floor,
    "ceil": _ceil,
}
