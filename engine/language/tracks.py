"""Tracks named: what they hold, over which sets, where their numbers stand, who sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from . import formula_codes, spec
from . import naming_codes as codes
from .meaning import NONE
from .resolve import Scope
from .shapes import Node
from .world import IndexOf, LevelOf, Sight, TrackOf, World

MOST_LEVELLED = 100_000
_SPAN = re.compile(r"(-?\d{1,9})(?:\.\.(-?\d{1,9}))?", re.ASCII)
_LEVEL = re.compile(r"[A-Za-z_][A-Za-z0-9_ ]*")


def track_of(world: World, written: spec.Track) -> TrackOf | None:
    """Return a track, its place in the values taken, or None after a problem."""
    indices = indices_of(world, written.per, written.mark)
    if indices is None:
        return None
    title = written.title or written.id.replace("_", " ").capitalize()
    it = TrackOf(written.id, title, "number", 0, 0, indices=indices, written=written)
    if not _holds(world, it, written):
        return None
    strides, size = [], 1
    for index in reversed(indices):
        strides.append(size)
        size *= len(world.roots[index.root])
    it.strides, it.size, it.base = tuple(reversed(strides)), size, world.size
    world.size += size
    it.levels = tuple(_levels(world, it, written))
    it.sight = _sight(world, it, written)
    it.public_levels = written.public_as == "levels"
    if it.public_levels and not it.levels:
        message = f"{written.id} has no levels to show"
        world.report(written.mark, codes.BAD_TRACK, message, length=len(written.id))
    return it


# -- over which sets -------------------------------------------------------------------------------


def indices_of(world: World, node: Node | None, mark: int) -> tuple[IndexOf, ...] | None:
    """Return what a track or measure is kept per, or None after a problem."""
    if node is None:
        return ()
    found: list[IndexOf] = []
    for name, set_, at in _written_indices(node):
        if set_ not in world.sets:
            world.unknown(at or mark, codes.NO_SET, f"no set is called {set_[:40]!r}", set_, world.sets)
            return None
        what = world.taken(name)
        if what:
            message = f"{name!r} would hide {what}"
            world.report(at or mark, formula_codes.HIDES, message, hint="per: {another_name: …}")
            return None
        it = world.sets[set_]
        found.append(IndexOf(name, it.id, it.root, it.members))
    if len({index.name for index in found}) < len(found):
        hint = "per: {giver: role, taker: role}"
        world.report(node.mark, codes.NO_SET, "a set that comes twice needs names", hint=hint)
        return None
    return tuple(found)


def _written_indices(node: Node) -> Iterator[tuple[str, str, int]]:
    """Yield the name, set and mark of each index."""
    value: Any = node.value
    if isinstance(value, list):
        for item, mark in zip(value, getattr(value, "items_at", [node.mark] * len(value)), strict=True):
            yield str(item), str(item), mark
    elif isinstance(value, dict):
        for name, item in value.items():
            yield str(name), str(item), getattr(value, "values_at", {}).get(name, node.mark)
    else:
        yield str(value), str(value), node.mark


# -- what it holds ---------------------------------------------------------------------------------


def _holds(world: World, it: TrackOf, written: spec.Track) -> bool:
    """Settle what a track holds; say whether that was possible."""
    if written.type == "flag":
        it.kind, it.least, it.most = "flag", 0, 1
        return True
    if written.type in world.sets:
        subset = world.sets[written.type]
        it.kind, it.root, it.members = "member", subset.root, frozenset(subset.members)
        it.least, it.most = NONE, len(world.roots[subset.root]) - 1
        return True
    if written.type != "number":
        mark = written.fields.get("type", written.mark)
        hint = world.suggest(written.type, ("number", "flag", *world.sets)) or "number, flag, or a set"
        world.unknown(mark, codes.NO_SET, f"{written.type!r} is no type", written.type, hint=hint)
        return False
    if written.range is None or written.range[1] is None:
        new = world.added.get(written.mark)
        message = new.lacks("track", "a range") if new else f"{written.id} needs a range"
        hint = (new and new.meant) or "range: 0..10"
        world.report(written.mark, codes.BAD_TRACK, message, length=len(written.id), hint=hint)
        return False
    it.least, it.most = written.range[0], written.range[1]
    if it.least > it.most:
        mark = written.fields.get("range", written.mark)
        world.report(mark, codes.BAD_TRACK, f"the range {it.least}..{it.most} is empty")
        return False
    return True


def _levels(world: World, it: TrackOf, written: spec.Track) -> Iterator[LevelOf]:
    """Yield a track's levels, rising; what is wrong with them is a problem."""
    node = written.levels
    if node is None:
        return
    if it.kind != "number":
        world.report(node.mark, codes.BAD_TRACK, f"levels are for numbers; {it.id} holds {it.type}")
        return
    if it.most - it.least >= MOST_LEVELLED:
        world.report(node.mark, codes.BAD_TRACK, f"levels are for tracks of at most {MOST_LEVELLED:,} values")
        return
    names: set[str] = set()
    last = it.least - 1
    for name, least, most, mark in _spans(world, it, node):
        id = name.replace(" ", "_")
        if not _LEVEL.fullmatch(name) or id in names:
            what = "is there twice" if id in names else "cannot be the name of a level"
            world.report(mark, codes.BAD_TRACK, f"{name[:40]!r} {what}")
            return
        if not last < least <= most <= it.most:
            world.report(mark, codes.BAD_TRACK, f"levels rise within {it.least}..{it.most} and do not overlap")
            return
        names.add(id)
        last = most
        yield LevelOf(id, world.words(id), least, most)


def _spans(world: World, it: TrackOf, node: Node) -> Iterator[tuple[str, int, int, int]]:
    """Yield the name, least, most and mark of each level as written."""
    value: Any = node.value
    if isinstance(value, list):
        if len(value) > it.most - it.least + 1:
            message = f"{len(value)} levels for {it.most - it.least + 1} values"
            world.report(node.mark, codes.BAD_TRACK, message)
            return
        marks = getattr(value, "items_at", [node.mark] * len(value))
        for number, (name, mark) in enumerate(zip(value, marks, strict=True), start=it.least):
            yield str(name), number, number, mark
    elif isinstance(value, dict):
        for name, span in value.items():
            mark = getattr(value, "values_at", {}).get(name, node.mark)
            found = _SPAN.fullmatch(str(span))
            if not found:
                message = f"{str(span)[:40]!r} is no range of a level"
                world.report(mark, codes.BAD_TRACK, message, hint="low: 0..3")
                return
            yield str(name), int(found[1]), int(found[2] or found[1]), mark
    else:
        world.report(node.mark, codes.BAD_TRACK, "levels are a list of names, or names with ranges")


# -- who sees it -----------------------------------------------------------------------------------


def _sight(world: World, it: TrackOf, written: spec.Track) -> Sight:
    seen = written.seen_by
    if seen is None or seen.text == "all":
        return Sight()
    if seen.text == "nobody":
        return Sight(frozenset())
    if seen.text == "owner":
        if it.indices and it.indices[0].root == "role":
            return Sight(None, owner=True)
        world.blame(seen, codes.BAD_TRACK, "only a track whose first index is a role has an owner")
        return Sight()
    bound = Scope(world, {}, words=("owner", "nobody")).selection(seen)
    if bound is None:
        return Sight()
    if bound.domain.members is None or bound.condition is not None or bound.domain.root != "role":
        message = "who sees a track is fixed: all, owner, nobody, or a selection of roles by attributes"
        world.blame(seen, codes.NOT_FIXED, message)
        return Sight()
    return Sight(frozenset(bound.domain.members))
