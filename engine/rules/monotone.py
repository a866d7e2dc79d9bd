"""Which conditions stay true when tracks grow: pledges under such may wait for each other and still be settled."""

from __future__ import annotations

from ..language.meaning import Bound, Comparison, MeasureAt, Num, Operation, Over, TrackAt, Tree, is_static
from ..language.world import World


def is_monotone(tree: Tree, world: World, *, rising: bool = True) -> bool:
    """Return whether a condition stays true when tracks grow, by its form alone."""

    def follows(part: Tree, up: bool = rising) -> bool:
        return is_monotone(part, world, rising=up)

    if is_static(tree):
        return True
    match tree:
        case Operation(op="and" | "or" | "+" | "min" | "max" | "round" | "floor" | "ceil"):
            return all(follows(item) for item in tree.items)
        case Operation(op="not" | "neg"):
            return follows(tree.items[0], not rising)
        case Operation(op="-"):
            return follows(tree.items[0]) and follows(tree.items[1], not rising)
        case Operation(op="*" | "/" | "//"):
            other = tree.items[1]
            positive = is_static(other) and isinstance(other.type, Num) and other.type.least >= 0
            return positive and follows(tree.items[0])
        case Comparison(ops=(">" | ">=",)):
            return follows(tree.items[0]) and follows(tree.items[1], not rising)
        case Comparison(ops=("<" | "<=",)):
            return follows(tree.items[0], not rising) and follows(tree.items[1])
        case TrackAt():
            return rising and all(is_static(item) for item in tree.items)
        case MeasureAt():
            return all(follows(term) for _label, term in world.measures[tree.measure].terms)
        case Over(kind="sum" | "count" | "any" | "all" | "min" | "max"):
            return rising and all(follows(part) for part in tree.parts())
        case Bound():
            return all(follows(part) for part in tree.parts())
    return False
