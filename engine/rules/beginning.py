"""Where a game begins: the values of all tracks before anything happened."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from ..language import spec
from ..language.evaluate import evaluate
from ..language.formula import FormulaError, parse
from ..language.meaning import Bool, Mem, Num, is_static
from ..language.resolve import Scope
from ..language.shapes import Node, Written
from ..language.world import TrackOf, World
from .ruleset import FIRST_TRACK, NONE, PHASE, TURN
from .run import rounded


class Beginning:
    """Works out start values; problems are noted in the world."""

    def __init__(self, world: World, written: spec.Ruleset) -> None:
        self.world, self.written = world, written

    def values(self) -> tuple[int, ...]:
        """Return all values at the start: turn 0, no phase, and every track at its start."""
        found = [0] * max(self.world.size, FIRST_TRACK)
        found[TURN], found[PHASE] = 0, NONE
        for it in self.world.tracks.values():
            self._fill(it, found)
        return tuple(found)

    def lasting(self, start: tuple[int, ...]) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Return the places that go back to their start when a phase or turn begins."""
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for span in ("phase", "turn"):
            tracks = [it for it in self.world.tracks.values() if it.written is not None and it.written.lasts == span]
            found[span] = tuple((p, start[p]) for it in tracks for p in range(it.base, it.base + it.size))
        return found

    def _fill(self, it: TrackOf, found: list[int]) -> None:
        node = it.written.start if it.written is not None else None
        lowest = NONE if it.kind == "member" else max(it.least, 0) if it.least <= 0 <= it.most else it.least
        for place in range(it.base, it.base + it.size):
            found[place] = lowest
        if node is None:
            return
        self._check_keys(it, node, 0)
        for positions in product(*(index.members for index in it.indices)):
            place = it.base + sum(p * stride for p, stride in zip(positions, it.strides, strict=True))
            value = self._value(it, node, positions)
            if value is None:
                return
            found[place] = value

    def _check_keys(self, it: TrackOf, node: Node, depth: int) -> None:
        """Report keys of a start that are no members of their index."""
        if not isinstance(node.value, dict):
            return
        marks = getattr(node.value, "keys_at", {})
        if depth >= len(it.indices):
            self.world.report(node.mark, "R018", f"{it.id} has {len(it.indices)} indices, this goes deeper")
            return
        index = it.indices[depth]
        known = {self.world.roots[index.root][p].id for p in index.members}
        for key, inner in node.value.items():
            if key != "else" and key not in known:
                hint = self.world.suggest(key, tuple(known))
                self.world.report(marks.get(key, node.mark), "R018", f"{key!r} is no {index.set}", hint=hint)
                continue
            at = getattr(node.value, "values_at", {}).get(key, node.mark)
            self._check_keys(it, Node(inner, at), depth + 1)

    def _value(self, it: TrackOf, node: Node, positions: tuple[int, ...]) -> int | None:
        """Return the start at some indices, or None after a problem."""
        depth = 0
        while isinstance(node.value, dict) and depth < len(positions):
            id = self.world.roots[it.indices[depth].root][positions[depth]].id
            key = id if id in node.value else "else"
            if key not in node.value:
                hint = "write `else: 0` for the others"
                self.world.report(node.mark, "R018", f"{it.id} has no start for {id}", hint=hint)
                return None
            marks = getattr(node.value, "values_at", {})
            node, depth = Node(node.value[key], marks.get(key, node.mark)), depth + 1
        return self.single(it, node, positions)

    def single(self, it: TrackOf, node: Node, positions: tuple[int, ...]) -> int | None:
        """Return one start value: a number, flag, member or formula over the indices."""
        value = node.value
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, int | float | str):
            text = str(value)
        else:
            self.world.report(node.mark, "R018", f"a start of {it.id} was expected here")
            return None
        names = {index.name: Mem(index.root, frozenset({p})) for index, p in zip(it.indices, positions, strict=True)}
        tree = _settled(self.world, Written(text, node.mark), names, it.type)
        if tree is None:
            return None
        bindings = dict(zip((index.name for index in it.indices), positions, strict=True))
        return self._fitted(it, node, evaluate(tree, self.world, bindings))

    def _fitted(self, it: TrackOf, node: Node, value: Any) -> int | None:
        number = int(value) if isinstance(value, bool) else rounded(value)
        if it.kind == "number" and not it.least <= number <= it.most:
            self.world.report(node.mark, "R018", f"{it.id} starts within {it.least}..{it.most}, this is {number}")
            return None
        return number


def _settled(world: World, written: Written, names: Mapping[str, Mem], type: Any) -> Any:
    """Return a start's formula settled for one member of each index."""
    try:
        parse(written.text)
    except FormulaError as error:
        world.report(written.mark, "F001", error.message, hint=error.hint, offset=error.at, length=error.length)
        return None
    tree = Scope(world, dict(names)).of_type(written, type if isinstance(type, Mem | Bool) else Num(0, 0))
    if tree is not None and not is_static(tree):
        world.blame(written, "R018", "a start reads attributes only: nothing has happened yet")
        return None
    return tree


__all__ = ["Beginning"]
