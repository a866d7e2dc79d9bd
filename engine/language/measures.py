"""Measures settled when first read, and how many steps a formula takes with them."""

from __future__ import annotations

from collections.abc import Mapping

from . import formula_codes as codes
from . import spec
from .meaning import BOUND, Bool, MeasureAt, Mem, Member, Num, Over, Tree, Type, numbers_of
from .world import IndexOf, MeasureOf, Sight, World

MOST_STEPS = 100_000
MOST_DEPTH = 32

Written = tuple[spec.Measure, tuple[IndexOf, ...]]


def steps(tree: Tree, world: World) -> int:
    """Return at most how many steps a tree takes, measures included."""
    if isinstance(tree, Over):
        times, total = 1, 1
        for loop in tree.loops:
            total += times * steps(loop.domain, world)
            times *= max(1, loop.domain.size)
            total += times * (1 if loop.condition is None else steps(loop.condition, world))
        return total + times * steps(tree.body, world)
    own = 1
    if isinstance(tree, MeasureAt):
        own += world.measures[tree.measure].steps
    if isinstance(tree, Member):
        own += min(tree.domain.size, 8)
    return own + sum(steps(part, world) for part in tree.parts())


class Measures:
    """The measures of a ruleset by id, settled when first read; circles are problems."""

    def __init__(self, world: World, written: Mapping[str, Written] | None = None) -> None:
        self.world = world
        self.written: Mapping[str, Written] = {} if written is None else written
        self.open: list[str] = []
        self.failed: set[str] = set()

    def __contains__(self, id: object) -> bool:
        return id in self.world.measures or id in self.written

    def settle(self, id: str) -> MeasureOf | None:
        """Return a measure, or None when something in it is wrong (noted once)."""
        world = self.world
        if id in world.measures or id in self.failed:
            return world.measures.get(id)
        entry, indices = self.written[id]
        found = None
        if id in self.open:
            ring = " → ".join([*self.open[self.open.index(id) :], id])
            world.report(entry.mark, codes.CIRCLE, f"measures read each other in a circle: {ring}", length=len(id))
        elif len(self.open) >= MOST_DEPTH:
            self._deep(entry)
        else:
            self.open.append(id)
            found = self._settle(entry, indices)
            self.open.pop()
        if found is None:
            self.failed.add(id)
            world.spoilt.add(id)
        else:
            world.measures[id] = found
        return found

    def _deep(self, entry: spec.Measure) -> None:
        message = f"{entry.id} is read through more than {MOST_DEPTH} other measures, or reads through as many"
        hint = "let one formula do the work of several"
        self.world.report(entry.mark, codes.TOO_DEEP, message, hint=hint, length=len(entry.id))

    def _settle(self, entry: spec.Measure, indices: tuple[IndexOf, ...]) -> MeasureOf | None:
        from .resolve import Reader, Scope

        owner = indices[0].name if indices and indices[0].root == "role" else ""
        names = {index.name: index.type for index in indices}
        scope = Scope(self.world, names, Reader("measure"), self, owner=owner or "-")
        single = len(entry.is_) == 1 and not entry.is_[0][0]
        terms = [(name, scope.any(text) if single else scope.number(text)) for name, text in entry.is_]
        trees = tuple((name, tree) for name, tree in terms if tree is not None)
        if len(trees) < len(terms):
            return None
        type = self._type(entry, [tree for _, tree in trees])
        if type is None:
            return None
        depth = 1 + max((self.world.measures[id].depth for id in _measures(trees)), default=0)
        if depth > MOST_DEPTH:
            self._deep(entry)
            return None
        sight = Sight()
        for one in scope.sight:
            sight = sight.also(one)
        taken = sum(steps(tree, self.world) for _, tree in trees)
        reads = frozenset(scope.reads)
        return MeasureOf(entry.id, entry.title, indices, type, trees, sight, taken, reads, entry, depth)

    def _type(self, entry: spec.Measure, trees: list[Tree]) -> Type | None:
        """Return what the sum of a measure's terms gives, None after telling why it cannot be one."""
        type, first = trees[0].type, entry.is_[0][1]
        for tree in trees[1:]:
            a, b = numbers_of(type), numbers_of(tree.type)
            type = Num(a.least + b.least, a.most + b.most, a.whole and b.whole)
        if not isinstance(type, Num | Bool | Mem):
            self.world.blame(first, codes.WRONG_TYPE, f"a measure is a number, flag or member, this is {type}")
            return None
        if isinstance(type, Num) and max(-type.least, type.most) > BOUND:
            self.world.blame(first, codes.TOO_LARGE, "these terms together may grow beyond 10^15")
            return None
        return type


def _measures(trees: tuple[tuple[str, Tree], ...]) -> set[str]:
    """Return the measures that trees read themselves."""
    from .meaning import walk

    return {part.measure for _, tree in trees for part in walk(tree) if isinstance(part, MeasureAt)}
