"""Names of a ruleset gathered into a `World`: sets, attributes, links, dates, tracks, measures.

Order matters little to authors, so everything is gathered before any formula is settled; only a
subset's selection may read the sets and attributes written before it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from . import spec
from .arithmetic import FUNCTIONS
from .formula import QUANTIFIERS
from .meaning import NONE, Mem
from .resolve import UNBOUND, Measures, Reader, Scope
from .shapes import Node
from .world import FAR, MISSING, Attribute, IndexOf, LevelOf, Sight, Subset, TrackOf, World

MOST_NUMBERS = 200_000
_TAKEN = UNBOUND | QUANTIFIERS | frozenset(FUNCTIONS) | {"level", "near", "distance"}
_KEYWORDS = frozenset({"and", "or", "not", "in", "if", "else", "for"})
_LASTS = re.compile(r"(\d{1,3}) (day|week|month|year)s?")


def build(written: spec.Ruleset) -> tuple[World, Measures]:
    """Return every name of a ruleset and its measures, settled; problems are noted in the world."""
    world = World(written.sources)
    world.turns = written.turns
    world.phases = tuple(phase.id for phase in written.turn)
    _roots(world, written)
    _attributes(world, written)
    _subsets(world, written)
    _links(world, written)
    _dates(world, written)
    for track in written.tracks:
        _track(world, track)
    if world.size > MOST_NUMBERS:
        world.report(written.mark, "N012", f"the tracks hold {world.size:,} numbers, at most {MOST_NUMBERS:,} fit")
    entries = {}
    for measure in written.measures:
        _claim(world, measure.id, measure.mark)
        indices = _indices(world, measure.per, measure.mark)
        if indices is not None:
            entries[measure.id] = (measure, indices)
    measures = Measures(world, entries)
    for id in entries:
        measures.settle(id)
    return world, measures


def _claim(world: World, id: str, mark: int) -> None:
    """Note a clash in the space of names that members, tracks, measures and dates share."""
    if id in _TAKEN or id in _KEYWORDS:
        world.report(mark, "N001", f"{id!r} is a word of the language", length=len(id), hint="choose another name")
    elif id in world.marks:
        first = world.sources.place(world.marks[id])
        hint = "members, tracks, measures and dates share one space of names"
        world.report(mark, "N001", f"{id!r} is taken: see {first}", length=len(id), hint=hint)
    else:
        world.marks[id] = mark


def _roots(world: World, written: spec.Ruleset) -> None:
    roots: list[tuple[str, tuple[spec.Member, ...]]] = [("role", written.roles)]
    roots += [("area", written.areas)] if written.areas else []
    roots += [("force", written.forces)] if written.forces else []
    roots += [(own.id, own.members) for own in written.sets if own.selection is None]
    for root, members in roots:
        if root in world.roots:
            mark = next(own.mark for own in written.sets if own.id == root)
            world.report(mark, "N002", f"the set {root!r} is filled by its own section", length=len(root))
            continue
        world.roots[root] = list(members)
        world.sets[root] = Subset(root, root, tuple(range(len(members))))
        for position, member in enumerate(members):
            _claim(world, member.id, member.mark)
            world.positions.setdefault(member.id, (root, position))
    if not written.roles:
        world.report(written.mark, "N003", "a ruleset needs roles", hint="roles: {red: {}, blue: {}}")


def _attributes(world: World, written: spec.Ruleset) -> None:
    lacking = {"role": written.lacking.get("roles", {}), "area": written.lacking.get("areas", {})}
    lacking["force"] = written.lacking.get("forces", {})
    lacking.update({own.id: own.lacking for own in written.sets})
    for root, members in world.roots.items():
        otherwise = lacking.get(root, {})
        names = dict.fromkeys(name for member in members for name in member.attributes)
        names.update(dict.fromkeys(otherwise))
        world.attributes[root] = {}
        for name in names:
            nodes = [member.attributes.get(name, otherwise.get(name)) for member in members]
            world.attributes[root][name] = _attribute(world, root, name, nodes)


def _attribute(world: World, root: str, name: str, nodes: list[Node | None]) -> Attribute:
    """Return an attribute with its one type; values of another type are problems."""
    it = Attribute(name, root, "")
    for node in nodes:
        if node is None:
            it.table.append(MISSING)
            continue
        kind, of, value = _value(world, node)
        if not it.kind or (it.kind == "word" and kind == "member" and of == ""):
            it.kind, it.of = kind, of
        fits = kind == it.kind and (of == it.of or not of or not it.of)
        if not fits:
            was = f"{it.kind} of {it.of}" if it.of else it.kind
            world.report(node.mark, "N004", f"{name!r} is a {was} elsewhere in {root}, this is a {kind}")
        it.of = it.of or of
        it.table.append(value if fits else MISSING)
    if it.kind in ("flag", "members"):
        blank: Any = False if it.kind == "flag" else ()
        it.table = [blank if value is MISSING else value for value in it.table]
    return it


def _value(world: World, node: Node) -> tuple[str, str, Any]:
    """Return the kind, root and value of an attribute as written."""
    value = node.value
    if isinstance(value, bool):
        return "flag", "", value
    if isinstance(value, int | float):
        return "number", "", value
    if isinstance(value, str):
        if value == "none":
            return "member", "", NONE
        if value in world.positions:
            return "member", *world.positions[value]
        if re.fullmatch(r"[a-z][a-z0-9_]*", value):
            return "word", "", value
        world.report(node.mark, "N005", "an attribute is a number, flag, member, list of members, or word")
        return "word", "", MISSING
    if isinstance(value, list):
        found = [world.positions.get(item, ("", NONE)) if isinstance(item, str) else ("", NONE) for item in value]
        roots = {root for root, _ in found}
        if (len(roots) == 1 and "" not in roots) or not found:
            return "members", roots.pop() if roots else "", tuple(position for _, position in found)
        marks = getattr(value, "items_at", [node.mark] * len(value))
        for (root, _), item, mark in zip(found, value, marks, strict=True):
            if not root:
                hint = world.suggest(str(item), world.positions)
                world.report(mark, "N006", f"no member is called {str(item)[:40]!r}", hint=hint)
                return "members", "", ()
        world.report(node.mark, "N006", "a list holds members of one set")
        return "members", "", ()
    world.report(node.mark, "N005", "an attribute is a number, flag, member, list of members, or word")
    return "word", "", MISSING


def _subsets(world: World, written: spec.Ruleset) -> None:
    for own in written.sets:
        if own.selection is None:
            continue
        if own.id in world.sets:
            world.report(own.mark, "N002", f"the set {own.id!r} is written twice", length=len(own.id))
            continue
        bound = Scope(world, {}).selection(own.selection)
        if bound is None:
            continue
        if bound.domain.members is None or bound.condition is not None or not isinstance(bound.type, Mem):
            world.blame(own.selection, "N007", "a set is fixed: its selection reads attributes only")
            continue
        world.sets[own.id] = Subset(own.id, bound.type.root, bound.domain.members)


def _links(world: World, written: spec.Ruleset) -> None:
    """Measure distances between areas, for each kind of link and for all together."""
    pairs: list[tuple[int, int, str, bool]] = []
    for start, area in enumerate(written.areas):
        for id, node in area.links.items():
            root, goal = world.positions.get(id, ("", NONE))
            if root != "area":
                areas = [member.id for member in written.areas]
                hint = world.suggest(id, tuple(areas))
                world.report(area.fields.get(f"links.{id}:", node.mark), "N008", f"no area is called {id!r}", hint=hint)
                continue
            kind, one_way = _link(node)
            pairs.append((start, goal, kind, one_way))
    size = len(written.areas)
    for kind in dict.fromkeys(["", *(kind for _, _, kind, _ in pairs)]):
        near: list[set[int]] = [set() for _ in range(size)]
        for start, goal, its, one_way in pairs:
            if kind in ("", its):
                near[start].add(goal)
                if not one_way:
                    near[goal].add(start)
        world.distances[kind] = [_spread(near, start) for start in range(size)]


def _link(node: Node) -> tuple[str, bool]:
    if isinstance(node.value, dict):
        return str(node.value.get("kind", "link")), node.value.get("one_way") is True
    return str(node.value), False


def _spread(near: list[set[int]], start: int) -> list[int]:
    far = [FAR] * len(near)
    far[start], edge, steps = 0, {start}, 0
    while edge:
        steps += 1
        edge = {goal for place in edge for goal in near[place] if far[goal] == FAR}
        for goal in edge:
            far[goal] = steps
    return far


def turn_length(written: spec.Ruleset) -> tuple[int, str] | None:
    """Return how long a turn is, as a count and a unit, or None when it is not written or not readable."""
    found = _LASTS.fullmatch(written.turn_lasts)
    return (int(found[1]), found[2]) if found and int(found[1]) else None


def later(day: datetime.date, count: int, unit: str) -> datetime.date:
    """Return the day `count` units after `day`; a month too short ends on its last day."""
    if unit in ("day", "week"):
        return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    first = datetime.date(months // 12, months % 12 + 1, 1)
    following = datetime.date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first + datetime.timedelta(days=min(day.day, (following - first).days) - 1)


def _dates(world: World, written: spec.Ruleset) -> None:
    length = turn_length(written)
    if written.turn_lasts and length is None:
        mark = written.fields.get("turn_lasts", written.mark)
        world.report(
            mark, "N009", f"{written.turn_lasts[:40]!r} is no length of a turn", hint="3 months, 2 weeks, 1 day"
        )
    for id, day in written.dates.items():
        mark = written.fields.get(f"dates.{id}:", written.fields.get("dates", written.mark))
        _claim(world, id, mark)
        if written.begins is None or length is None:
            if written.kind == "scenario":
                world.report(mark, "N009", "dates need `begins` and `turn_lasts`", hint="begins: 2026-01-07")
            world.dates[id] = 1
            continue
        turn = 0
        while turn < 10_000 and later(written.begins, length[0] * turn, length[1]) <= day:
            turn += 1
        world.dates[id] = turn


def _indices(world: World, node: Node | None, mark: int) -> tuple[IndexOf, ...] | None:
    """Return what a track or measure is kept per."""
    if node is None:
        return ()
    found = []
    for name, set_, at in _written_indices(node):
        if set_ not in world.sets:
            hint = world.suggest(set_, world.sets)
            world.report(at or mark, "N010", f"no set is called {set_[:40]!r}", hint=hint)
            return None
        it = world.sets[set_]
        found.append(IndexOf(name, it.id, it.root, it.members))
    if len({index.name for index in found}) < len(found):
        world.report(node.mark, "N010", "a set that comes twice needs names", hint="per: {giver: role, taker: role}")
        return None
    return tuple(found)


def _written_indices(node: Node) -> Iterator[tuple[str, str, int]]:
    value = node.value
    if isinstance(value, str):
        yield value, value, node.mark
    elif isinstance(value, list):
        for item, mark in zip(value, getattr(value, "items_at", [node.mark] * len(value)), strict=True):
            yield str(item), str(item), mark
    elif isinstance(value, dict):
        for name, item in value.items():
            yield str(name), str(item), getattr(value, "values_at", {}).get(name, node.mark)
    else:
        yield str(value), str(value), node.mark


def _track(world: World, written: spec.Track) -> None:
    _claim(world, written.id, written.mark)
    indices = _indices(world, written.per, written.mark)
    if indices is None:
        return
    it = TrackOf(
        written.id, written.title or written.id.replace("_", " ").capitalize(), "number", 0, 0, written=written
    )
    it.indices = indices
    if not _holds(world, it, written):
        return
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
        world.report(written.mark, "N011", f"{written.id} has no levels to show", length=len(written.id))
    world.tracks[it.id] = it


def _holds(world: World, it: TrackOf, written: spec.Track) -> bool:
    """Settle what a track holds; say whether that was possible."""
    if written.type == "flag":
        it.kind, it.least, it.most = "flag", 0, 1
    elif written.type in world.sets:
        subset = world.sets[written.type]
        it.kind, it.root, it.members = "member", subset.root, frozenset(subset.members)
        it.least, it.most = NONE, len(world.roots[subset.root]) - 1
    elif written.type != "number":
        mark = written.fields.get("type", written.mark)
        hint = world.suggest(written.type, ("number", "flag", *world.sets))
        world.report(mark, "N010", f"{written.type!r} is no type", hint=hint or "number, flag, or a set")
        return False
    elif written.range is None or written.range[1] is None:
        world.report(written.mark, "N011", f"{written.id} needs a range", length=len(written.id), hint="range: 0..10")
        return False
    else:
        it.least, it.most = written.range[0], written.range[1]
        if it.least > it.most:
            mark = written.fields.get("range", written.mark)
            world.report(mark, "N011", f"the range {it.least}..{it.most} is empty")
            return False
    return True


def _levels(world: World, it: TrackOf, written: spec.Track) -> Iterator[LevelOf]:
    node = written.levels
    if node is None:
        return
    if isinstance(node.value, list):
        names = [str(item) for item in node.value]
        if len(names) > it.most - it.least + 1:
            world.report(node.mark, "N011", f"{len(names)} levels for {it.most - it.least + 1} values")
        for number, name in enumerate(names):
            yield _level(name, it.least + number, it.least + number)
        return
    last = it.least - 1
    for name, span in node.value.items() if isinstance(node.value, dict) else ():
        found = re.fullmatch(r"(-?\d{1,9})(?:\.\.(-?\d{1,9}))?", str(span))
        mark = getattr(node.value, "values_at", {}).get(name, node.mark)
        if not found:
            world.report(mark, "N011", f"{str(span)[:40]!r} is no range of a level", hint="low: 0..3")
            return
        least, most = int(found[1]), int(found[2] or found[1])
        if least <= last or most < least or most > it.most:
            world.report(mark, "N011", f"levels rise within {it.least}..{it.most} and do not overlap")
        last = most
        yield _level(str(name), least, most)


def _level(name: str, least: int, most: int) -> LevelOf:
    return LevelOf(name.replace(" ", "_"), name.replace("_", " "), least, most)


def _sight(world: World, it: TrackOf, written: spec.Track) -> Sight:
    seen = written.seen_by
    if seen is None or seen.text == "all":
        return Sight()
    if seen.text == "nobody":
        return Sight(frozenset())
    if seen.text == "owner":
        if it.indices and it.indices[0].root == "role":
            return Sight(None, owner=True)
        world.blame(seen, "N011", "only a track whose first index is a role has an owner")
        return Sight()
    bound = Scope(world, {}, Reader("rules")).selection(seen)
    if bound is None:
        return Sight()
    if bound.domain.members is None or bound.condition is not None or bound.domain.root != "role":
        world.blame(
            seen, "N007", "who sees a track is fixed: all, owner, nobody, or a selection of roles by attributes"
        )
        return Sight()
    return Sight(frozenset(bound.domain.members))
