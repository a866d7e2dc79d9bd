"""What formulas rest on: the numbers that they can read at all, known before any game is played.

A reading is a track with a position for each of its indices, None for any; the turn and the phase are places
of the track "". What a formula gave stands until one of those numbers changes: nothing else decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import prod

from ..language.meaning import Bound, Const, MeasureAt, Mem, Over, PhaseNow, TrackAt, Tree, Turn, Var, walk
from ..language.world import MeasureOf, World
from .linked import PHASE, TURN, Reading
from .remembering import CLOCK, Rest, Step

At = int | str | None  # a member, the index of a measure by its name, or any
Known = Mapping[str, At]  # the names of which it is known what they stand for


def readings(world: World, trees: Iterable[Tree]) -> frozenset[Reading]:
    """Return all that formulas may read, through measures too."""
    seen: set[Reading] = set()  # measures
    return frozenset(it for tree in trees for it in _readings(world, tree, {}, seen))


def read(world: World, tree: Tree) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the tracks and measures that a tree reads itself, by id, each with its indices: a member, "me", or ""."""
    for part in walk(tree):
        if isinstance(part, TrackAt):
            yield part.track, tuple(_index(item, world) for item in part.items)
        elif isinstance(part, MeasureAt):
            yield part.measure, tuple(_index(item, world) for item in part.items)


def _index(tree: Tree, world: World) -> str:
    """Return the member that an index always is, "me", or "" for one that varies."""
    if isinstance(tree, Const) and isinstance(tree.type, Mem) and tree.value >= 0:
        return str(world.roots[tree.type.root][tree.value].id)
    return "me" if isinstance(tree, Var) and tree.name == "me" else ""


def rests(world: World, keys: Mapping[str, int]) -> dict[str, tuple[Rest, ...]]:
    """Return what rests on each track of the measures that are remembered; `keys`: measure -> the first of its keys."""
    found: dict[str, dict[Rest, None]] = {}
    for id, first in keys.items():
        it = world.measures[id]
        for track, at in _through(world, it, tuple(index.name for index in it.indices), set()):
            only = tuple((index, member) for index, member in enumerate(at) if isinstance(member, int))
            steps = tuple(
                Step(stride, at.index(index.name) if index.name in at else None, index.members)
                for index, stride in zip(it.indices, strides(world, it), strict=True)
            )
            found.setdefault(track, {})[Rest(first, steps, only)] = None
    return {track: tuple(them) for track, them in found.items()}


def strides(world: World, it: MeasureOf) -> tuple[int, ...]:
    """Return how far apart the keys of a measure are for the members of each of its indices."""
    sizes = [len(world.roots[index.root]) for index in it.indices]
    return tuple(prod(sizes[n + 1 :]) for n in range(len(sizes)))


def room(world: World, it: MeasureOf) -> int:
    """Return how many keys a measure takes."""
    return prod(len(world.roots[index.root]) for index in it.indices)


def _readings(world: World, tree: Tree, known: Known, seen: set[Reading]) -> Iterator[Reading]:
    if isinstance(tree, TrackAt):
        yield tree.track, tuple(_at(item, known) for item in tree.items)
    elif isinstance(tree, MeasureAt):
        measure = tree.measure, tuple(_at(item, known) for item in tree.items)
        if measure not in seen:
            seen.add(measure)
            yield from _through(world, world.measures[tree.measure], measure[1], seen)
    elif isinstance(tree, Turn | PhaseNow):
        yield CLOCK, (TURN if isinstance(tree, Turn) else PHASE,)
    elif isinstance(tree, Over | Bound):
        bound = [loop.name for loop in tree.loops] if isinstance(tree, Over) else [tree.name]
        known = {name: at for name, at in known.items() if name not in bound}
    for part in tree.parts():
        yield from _readings(world, part, known, seen)


def _through(world: World, it: MeasureOf, given: tuple[At, ...], seen: set[Reading]) -> Iterator[Reading]:
    """Yield what a measure reads, its indices given; all that it might read where its terms are not known."""
    if not it.terms:
        yield from ((track, (None,) * len(world.tracks[track].indices)) for track in it.reads)
    known = {index.name: at for index, at in zip(it.indices, given, strict=True)}
    for _name, term in it.terms:
        yield from _readings(world, term, known, seen)


def _at(item: Tree, known: Known) -> At:
    """Return the position that an index is, None where it is not known, or none."""
    if isinstance(item, Const):
        return item.value if type(item.value) is int and item.value >= 0 else None
    return known.get(item.name) if isinstance(item, Var) else None
