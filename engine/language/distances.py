"""How far areas lie from each other, by each kind of link and by all together."""

from __future__ import annotations

from collections.abc import Iterator

from . import naming_codes as codes
from . import spec
from .faults import Enough
from .meaning import NONE
from .shapes import Node
from .world import FAR, World

MOST_KINDS = 12

Link = tuple[int, int, str, bool]  # from, to, kind, one way


def measure_distances(world: World, written: spec.Ruleset) -> None:
    """Put the distances between all areas into the world; links to nowhere are problems."""
    links = list(_links(world, written))
    kinds = dict.fromkeys(kind for _, _, kind, _ in links)
    if len(kinds) > MOST_KINDS:
        world.report(written.mark, codes.TOO_MUCH, f"there are {len(kinds)} kinds of links, at most {MOST_KINDS} fit")
        raise Enough
    world.distances[""] = _distances(len(written.areas), links)
    for kind in kinds:
        own = [link for link in links if link[2] == kind]
        world.distances[kind] = world.distances[""] if len(kinds) == 1 else _distances(len(written.areas), own)


def _links(world: World, written: spec.Ruleset) -> Iterator[Link]:
    for start, area in enumerate(written.areas):
        for id, node in area.links.items():
            root, goal = world.positions.get(id, ("", NONE))
            if root == "area":
                yield (start, goal, *_kind(node))
                continue
            mark, known = area.fields.get(f"links.{id}:", node.mark), tuple(member.id for member in written.areas)
            world.unknown(mark, codes.NO_AREA, f"no area is called {id!r}", id, known)


def _kind(node: Node) -> tuple[str, bool]:
    if isinstance(node.value, dict):
        return str(node.value.get("kind", "link")), node.value.get("one_way") is True
    return str(node.value), False


def _distances(size: int, links: list[Link]) -> list[list[int]]:
    near = [0] * size  # areas as bits
    for start, goal, _, one_way in links:
        near[start] |= 1 << goal
        if not one_way:
            near[goal] |= 1 << start
    return [_spread(near, start) for start in range(size)]


def _spread(near: list[int], start: int) -> list[int]:
    """Return how far every area is from one; what cannot be reached is `FAR`, and nothing is farther."""
    far = [FAR] * len(near)
    far[start], seen, edge = 0, 1 << start, [start]
    for steps in range(1, FAR):
        reached = 0
        for place in edge:
            reached |= near[place]
        edge = _places(reached & ~seen)
        seen |= reached
        for goal in edge:
            far[goal] = steps
        if not edge:
            break
    return far


def _places(bits: int) -> list[int]:
    found = []
    while bits:
        last = bits & -bits
        found.append(last.bit_length() - 1)
        bits ^= last
    return found
