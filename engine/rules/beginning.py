"""Where a game begins: the values of all tracks before anything happened."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from ..language.evaluate import evaluate
from ..language.meaning import Mem, free_names, is_static
from ..language.resolve import Scope
from ..language.shapes import Node, Written
from ..language.world import TrackOf, World
from . import rule_codes as codes
from .ruleset import FIRST_TRACK, NONE, PHASE, TURN
from .run import rounded

Positions = tuple[tuple[int, ...], ...]  # for each index, the members that are meant


class Beginning:
    """Works out start values; problems are noted in the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.found: list[int] = []

    def values(self) -> tuple[int, ...]:
        """Return all values at the start: turn 0, no phase, and every track at its start."""
        self.found = [0] * max(self.world.size, FIRST_TRACK)
        self.found[TURN], self.found[PHASE] = 0, NONE
        for it in self.world.tracks.values():
            lowest = NONE if it.kind == "member" else min(max(it.least, 0), it.most)
            self.found[it.base : it.base + it.size] = [lowest] * it.size
            node = it.written.start if it.written is not None else None
            if node is not None:
                self._fill(it, node, tuple(index.members for index in it.indices), 0)
        return tuple(self.found)

    def lasting(self, start: tuple[int, ...]) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Return the places that go back to their start when a phase or turn begins."""
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for span in ("phase", "turn"):
            tracks = [it for it in self.world.tracks.values() if it.written is not None and it.written.lasts == span]
            found[span] = tuple((p, start[p]) for it in tracks for p in range(it.base, it.base + it.size))
        return found

    def _wrong(self, mark: int, message: str, hint: str = "", length: int = 1) -> None:
        self.world.report(mark, codes.START, message, hint=hint, length=length)

    def _fill(self, it: TrackOf, node: Node, where: Positions, depth: int) -> None:
        """Set the start of a track for some members of its indices; `depth` of them are one member each."""
        if not isinstance(node.value, dict):
            self._leaf(it, node, where)
            return
        if depth >= len(it.indices):
            self._wrong(node.mark, f"{it.id} has {len(it.indices)} indices, this goes deeper")
            return
        index, rest = it.indices[depth], list(where[depth])
        known = {self.world.roots[index.root][position].id: position for position in index.members}
        marks, values_at = getattr(node.value, "keys_at", {}), getattr(node.value, "values_at", {})
        for key, inner in node.value.items():
            below = Node(inner, values_at.get(key, node.mark))
            if key in known:
                rest.remove(known[key])
                self._fill(it, below, (*where[:depth], (known[key],), *where[depth + 1 :]), depth + 1)
            elif key != "else":
                mark, message = marks.get(key, node.mark), f"{key!r} is no {index.set}"
                self.world.unknown(mark, codes.START, message, key, tuple(known))
        if rest and "else" in node.value:
            below = Node(node.value["else"], values_at.get("else", node.mark))
            self._fill(it, below, (*where[:depth], tuple(rest), *where[depth + 1 :]), depth + 1)
        elif rest:
            who = self.world.roots[index.root][rest[0]].id
            self._wrong(node.mark, f"{it.id} has no start for {who}", "write `else: 0` for the others")

    def _leaf(self, it: TrackOf, node: Node, where: Positions) -> None:
        """Set one start value, or one formula's, for all members meant."""
        value = node.value
        if not isinstance(value, bool | int | float | str):
            self._wrong(node.mark, f"a start of {it.id} was expected here")
            return
        text = str(value).lower() if isinstance(value, bool) else str(value)
        names = {index.name: Mem(index.root, frozenset(p)) for index, p in zip(it.indices, where, strict=True)}
        written = Written(text, node.mark)
        tree = Scope(self.world, names).of_type(written, it.type)
        if tree is None:
            return
        if not is_static(tree):
            self.world.blame(written, codes.START, "a start reads attributes only: nothing has happened yet")
            return
        free = [n for n, index in enumerate(it.indices) if index.name in free_names(tree)]
        known: dict[tuple[int, ...], Any] = {}
        for positions in product(*where):
            key = tuple(positions[n] for n in free)
            if key not in known:
                given = dict(zip((index.name for index in it.indices), positions, strict=True))
                known[key] = self._number(it, node, evaluate(tree, self.world, given))
                if known[key] is None:
                    return
            place = it.base + sum(p * stride for p, stride in zip(positions, it.strides, strict=True))
            self.found[place] = known[key]

    def _number(self, it: TrackOf, node: Node, value: Any) -> int | None:
        number = int(value) if isinstance(value, bool) else rounded(value)
        if it.kind == "number" and not it.least <= number <= it.most:
            length = len(str(node.value).split("\n")[0])
            self._wrong(node.mark, f"{it.id} starts within {it.least}..{it.most}, this is {number}", length=length)
            return None
        return number
