"""Who may know what a formula reads: written as conditions that are asked before the formula is worked out.

A seat sees some numbers, and others only by level; effects make more of them unknown on the way. What
is written here asks `run.knows` for names: a track's id, `level:` and its id, or `.` and a bound name.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..language.meaning import Const, LevelAt, MeasureAt, Mem, Operation, Over, TrackAt, Tree, Var, free_names
from .words import LEVEL
from .writer import Writer

_MOST_PROBES = 3


@attrs.define
class Knowing(Writer):
    """Writes for seats that may not know everything; `acting` are the roles that `me` may be."""

    acting: frozenset[int] = frozenset()
    given: frozenset[str] = frozenset()  # names that the seat itself chose

    def knows(self, *trees: Tree, but: tuple[TrackAt, ...] = ()) -> str:
        """Return the condition under which the seat knows all that trees read, `but` some readings."""
        roles, reads = self.acting, set[str]()
        for tree in trees:
            reads |= {f".{name}" for name in free_names(tree) - self.given - {"me"}}
            for part in _read(tree, but):
                roles &= self.seers(part)
                reads |= self._sources(part)
        asked = [f"run.knows({self.module.constant(frozenset(reads))})"] if reads else []
        seen = [f"me in {self.module.constant(roles)}"] if roles != self.acting else []
        return " and ".join(seen + asked) or "True"

    def seers(self, part: Tree) -> frozenset[int]:
        """Return the roles that may know a reading when they act."""
        world = self.module.world
        if isinstance(part, LevelAt):
            if world.tracks[part.track].public_levels:
                return self.acting
            part = part.of
        assert isinstance(part, TrackAt | MeasureAt)
        sight = (world.tracks[part.track] if isinstance(part, TrackAt) else world.measures[part.measure]).sight
        first = part.items[0] if part.items else None
        mine = isinstance(first, Var) and first.name == "me"
        owner = first.value if isinstance(first, Const) else None
        return frozenset(it for it in self.acting if sight.allows(frozenset({it}), own=mine or it == owner))

    def _sources(self, part: Tree) -> set[str]:
        if isinstance(part, MeasureAt):
            reads = self.module.world.measures[part.measure].reads
            return {*reads, *(f"{LEVEL}{track}" for track in reads)}
        if isinstance(part, LevelAt):
            return {part.track, f"{LEVEL}{part.track}"}
        assert isinstance(part, TrackAt)
        return {part.track}

    def verdict(self, tree: Tree) -> str:
        """Return an expression that is true, false, or None when the seat cannot know."""
        if isinstance(tree, Operation) and tree.op in ("and", "or"):
            parts = ",".join(f"lambda:{self.verdict(item)}" for item in tree.items)
            return f"run.{'every' if tree.op == 'and' else 'some'}({parts})"
        if isinstance(tree, Operation) and tree.op == "not":
            return f"run.nay({self.verdict(tree.items[0])})"
        return f"(bool({self.python(tree)}) if {self.knows(tree)} else None)"

    def probes(self, tree: Tree) -> tuple[TrackAt, ...]:
        """Return the readings of numbers that may be hidden, () when they cannot be tried out."""
        hidden = [it for it in _read(tree) if self.seers(it) != self.acting]
        found = tuple(dict.fromkeys(it for it in hidden if isinstance(it, TrackAt) and self._plain(it)))
        return found if len(found) <= _MOST_PROBES and not _in_loops(tree) else ()

    def _plain(self, it: TrackAt) -> bool:
        fixed = not any(isinstance(item.type, Mem) and item.type.nullable for item in it.items)
        return fixed and self.module.world.tracks[it.track].kind in ("number", "flag")


def _read(tree: Tree, but: tuple[TrackAt, ...] = ()) -> Iterator[Tree]:
    """Yield what a tree reads of the game: tracks, measures, levels; of those `but` only the indices."""
    if isinstance(tree, LevelAt):
        yield tree
        for item in tree.of.parts():
            yield from _read(item, but)
        return
    if isinstance(tree, TrackAt | MeasureAt) and tree not in but:
        yield tree
    for part in tree.parts():
        yield from _read(part, but)


def _in_loops(tree: Tree) -> bool:
    return isinstance(tree, Over) or any(_in_loops(part) for part in tree.parts())
