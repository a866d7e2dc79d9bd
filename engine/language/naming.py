"""The names of a ruleset gathered into a `World`: members, sets and attributes, then all the rest.

Order matters little to authors, so everything is gathered before any formula is settled; a set that is
selected from others comes after those, wherever they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from difflib import get_close_matches
from typing import Any

from . import naming_codes as codes
from . import spec
from .days import dates, later, turn_length
from .distances import measure_distances
from .faults import Enough
from .formula import RESERVED
from .meaning import NONE, Mem
from .measures import Measures, Written
from .removing import StillNamed
from .resolve import Scope
from .shapes import Node
from .shapes import Written as Text
from .tracks import indices_of, track_of
from .world import MISSING, WORDS, Attribute, Subset, World

__all__ = ["build", "later", "turn_length"]

MOST_NUMBERS = 200_000
MOST_MEMBERS = 1000
MOST_NAMED = 8  # of a circle
_NEARLY = 0.75  # so much alike are two words of which one is the other, misspelt
_NAME = re.compile(r"(?<![.\w])[a-z]\w*")  # no attribute's
_KINDS = {"member": "a member", "members": "a list of members"}
_ATTRIBUTES = "an attribute is a number, flag, member, list of members, or word"


def build(written: spec.Ruleset) -> tuple[World, Measures]:
    """Return every name of a ruleset and its measures, settled; problems are noted in the world."""
    still_named = StillNamed(written.sources, dict(written.removed))
    world = World(written.sources, said=written.words, still_named=still_named, added=written.added)
    measures = Measures(world)
    try:
        _gather(world, written)
        measures.written = dict(_measures(world, written))
        for id in measures.written:
            measures.settle(id)
    except Enough:
        world.given_up = True
    return world, measures


def _gather(world: World, written: spec.Ruleset) -> None:
    world.turns = written.turns
    world.phases = tuple(phase.id for phase in every_phase(written))
    _roots(world, written)
    for id in written.dates:
        _claim(world, id, written.fields.get(f"dates.{id}:", written.fields.get("dates", written.mark)))
    for entry in (*written.tracks, *written.measures):
        _claim(world, entry.id, entry.mark)
    _attributes(world, written)
    _subsets(world, written)
    measure_distances(world, written)
    dates(world, written)
    for one in written.tracks:
        track = track_of(world, one)
        if track is None:
            world.spoilt.add(one.id)
        else:
            world.tracks[track.id] = track
        if world.size > MOST_NUMBERS:
            message = f"the tracks hold {world.size:,} numbers up to here, at most {MOST_NUMBERS:,} fit"
            world.report(one.mark, codes.TOO_MUCH, message, length=len(one.id))
            raise Enough


def every_phase(written: spec.Ruleset) -> tuple[spec.Phase, ...]:
    """Return the phases of a turn, and then those of procedures: as many and in the order that play knows."""
    return (*written.turn, *(phase for each in written.procedures for phase in each.phases))


def _measures(world: World, written: spec.Ruleset) -> Iterator[tuple[str, Written]]:
    for measure in written.measures:
        indices = indices_of(world, measure.per, measure.mark)
        if indices is None:
            world.spoilt.add(measure.id)
        else:
            yield measure.id, (measure, indices)


def _claim(world: World, id: str, mark: int) -> None:
    """Note a clash in the space of names that members, tracks, measures and dates share."""
    if id in WORDS or id in world.marks:
        world.doubtful.add(id)
        world.spoilt.add(id)
    if id in WORDS:
        message = f"{id!r} is a word of the language"
        world.report(mark, codes.TAKEN, message, length=len(id), hint="choose another name")
    elif id in world.marks:
        message = f"{id!r} is taken: see {world.sources.place(world.marks[id])}"
        hint = "members, tracks, measures and dates share one space of names"
        world.report(mark, codes.TAKEN, message, length=len(id), hint=hint)
    else:
        world.marks[id] = mark


# -- sets and members ------------------------------------------------------------------------------


def _roots(world: World, written: spec.Ruleset) -> None:
    roots: list[tuple[str, tuple[spec.Member, ...]]] = [("role", written.roles)]
    roots += [("area", written.areas)] if written.areas else []
    roots += [("force", written.forces)] if written.forces else []
    for root, members in roots:
        _root(world, root, members)
    for own in written.sets:
        if own.selection is None and _is_free_set(world, own):
            _root(world, own.id, own.members)
    if not written.roles:
        world.report(written.mark, codes.NO_ROLES, "a ruleset needs roles", hint="roles: {red: {}, blue: {}}")


def _root(world: World, root: str, members: tuple[spec.Member, ...]) -> None:
    if len(members) > MOST_MEMBERS:
        message = f"{root} has {len(members):,} members, at most {MOST_MEMBERS:,} fit"
        world.report(members[MOST_MEMBERS].mark, codes.TOO_MUCH, message)
        raise Enough
    world.roots[root] = list(members)
    world.sets[root] = Subset(root, root, tuple(range(len(members))))
    for position, member in enumerate(members):
        _claim(world, member.id, member.mark)
        world.positions.setdefault(member.id, (root, position))


def _is_free_set(world: World, own: spec.SetSpec) -> bool:
    """Return whether a set may have its name; a problem when not."""
    if own.id in world.sets:
        message = f"there is a set {own.id!r} already"
    elif own.id in RESERVED or own.id in ("all", "none"):
        message = f"{own.id!r} is a word of the language"
    else:
        return True
    world.report(own.mark, codes.SET_TWICE, message, length=len(own.id), hint="choose another name")
    return False


def _subsets(world: World, written: spec.Ruleset) -> None:
    """Note the sets that are selected from others, each once those that it names are known."""
    left = {own.id: own.selection for own in written.sets if own.selection is not None and _is_free_set(world, own)}
    named = {id: left.keys() & set(_NAME.findall(it.text)) for id, it in left.items()}
    while left:
        id = next((id for id in left if not named[id] & left.keys()), "") or _in_circle(world, left, named)
        found = _subset(world, id, left.pop(id))
        if found is None:
            world.spoilt.add(id)
        else:
            world.sets[id] = found


def _in_circle(world: World, left: Mapping[str, Text], named: Mapping[str, Set[str]]) -> str:
    """Return the first set of a circle among sets that all wait for another; the circle is a problem."""
    ring = [next(iter(left))]
    while ring[-1] not in ring[:-1]:
        ring.append(next(id for id in left if id in named[ring[-1]]))
    ring = ring[ring.index(ring[-1]) :]
    message = f"sets are selected from each other in a circle: {' → '.join(ring[:MOST_NAMED])}"
    world.blame(left[ring[0]], codes.SET_CIRCLE, message)
    world.spoilt.update(ring)
    return ring[0]


def _subset(world: World, id: str, selection: Text) -> Subset | None:
    """Return the members that a set's selection has at any time, None after a problem."""
    bound = None if id in world.spoilt else Scope(world, {}).selection(selection)
    if bound is None:
        return None
    if bound.domain.members is None or bound.condition is not None or not isinstance(bound.type, Mem):
        world.blame(selection, codes.NOT_FIXED, "a set is fixed: its selection reads attributes only")
        return None
    return Subset(id, bound.type.root, bound.domain.members)


# -- attributes ------------------------------------------------------------------------------------


def _attributes(world: World, written: spec.Ruleset) -> None:
    lacking = {root: written.lacking.get(f"{root}s", {}) for root in ("role", "area", "force")}
    lacking.update({own.id: own.lacking for own in written.sets if own.id not in lacking})
    for root, members in world.roots.items():
        otherwise = lacking.get(root, {})
        names = dict.fromkeys(name for member in members for name in member.attributes)
        world.attributes[root] = {}
        for name in [*names, *(name for name in otherwise if name not in names)]:
            nodes = [member.attributes.get(name, otherwise.get(name)) for member in members]
            world.attributes[root][name] = _attribute(world, root, name, nodes)
        _misspelt(world, root, otherwise)


def _misspelt(world: World, root: str, otherwise: Mapping[str, Node]) -> None:
    """Warn of attributes that one member alone has, called nearly like one that it lacks and nobody would miss."""
    held = Counter(name for member in world.roots[root] for name in member.attributes)
    unmissed = [
        name for name, it in world.attributes[root].items() if it.kind in ("flag", "members") and held[name] > 1
    ]
    for member in world.roots[root]:
        lacked = [name for name in unmissed if name not in member.attributes and name not in otherwise]
        for name, node in member.attributes.items():
            alone = held[name] == 1 and name not in otherwise
            for near in get_close_matches(name, lacked, n=1, cutoff=_NEARLY) if alone else ():
                message, hint = f"{member.id} alone has {name!r}, others have {near!r}", f"did you mean {near!r}?"
                length = _length(node)
                world.report(node.mark, codes.LIKE_ANOTHER, message, hint=hint, length=length, severity="warning")


def _attribute(world: World, root: str, name: str, nodes: list[Node | None]) -> Attribute:
    """Return an attribute with its one type, that of most of its values; values of another are problems."""
    found = [None if node is None else (node, *_value(world, node)) for node in nodes]
    it = Attribute(name, root, *_usual([each[1:] for each in found if each is not None]))
    blank: Any = False if it.kind == "flag" else () if it.kind == "members" else MISSING
    for each in found:
        if each is None:
            it.table.append(blank)
            continue
        node, kind, of, value = each
        fits = kind == it.kind and of in ("", it.of) and value is not MISSING
        if not fits and value is not MISSING:
            _mixed(world, it, node, kind)
        it.spoilt = it.spoilt or not fits
        it.table.append(value if fits else blank)
    return it


def _usual(values: list[tuple[str, str, Any]]) -> tuple[str, str]:
    """Return the kind of most values of an attribute, and the root of the members that it holds."""
    known = Counter((kind, of) for kind, of, value in values if value is not MISSING)
    telling = [each for each in known if each[1] or each[0] not in _KINDS]  # `none` and [] may be of any set
    return max(telling or known, key=known.__getitem__, default=("word", ""))


def _mixed(world: World, it: Attribute, node: Node, kind: str) -> None:
    """Report a value that is of another kind than an attribute's others."""
    usual, this = (_KINDS.get(each, f"a {each}") for each in (it.kind, kind))
    message = f"{it.name!r} is {usual}{f' of {it.of}' if it.of else ''} elsewhere in {it.root}, this is {this}"
    word = node.value if isinstance(node.value, str) else ""
    hint = world.suggest(word, tuple(member.id for member in world.roots[it.of])) if it.of else ""
    if it.kind == "flag" and word:
        hint = "a flag is true or false"
    world.report(node.mark, codes.MIXED_TYPES, message, hint=hint, length=_length(node))


def _length(node: Node) -> int:
    """Return how many characters of a value are marked."""
    return len(str(node.value)) if isinstance(node.value, str | int | float) else 1


def _value(world: World, node: Node) -> tuple[str, str, Any]:
    """Return the kind, root and value of an attribute as written."""
    value = node.value
    if isinstance(value, bool):
        return "flag", "", value
    if isinstance(value, int | float):
        return "number", "", value
    if isinstance(value, list):
        return "members", *_members(world, node, value)
    if isinstance(value, str) and value == "none":
        return "member", "", NONE
    if isinstance(value, str) and value in world.doubtful:
        return "member", "", MISSING
    if isinstance(value, str) and value in world.positions:
        return "member", *world.positions[value]
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]*", value):
        return "word", "", value
    hint = "take the quotes away" if isinstance(value, str) and value.isdecimal() else ""
    world.report(node.mark, codes.NOT_AN_ATTRIBUTE, _ATTRIBUTES, hint=hint, length=_length(node))
    return "word", "", MISSING


def _members(world: World, node: Node, items: list[Any]) -> tuple[str, tuple[int, ...]]:
    """Return the root and positions of a list of members; those of nothing after a problem."""
    if not world.doubtful.isdisjoint(item for item in items if isinstance(item, str)):
        return "", ()
    found = [world.positions.get(item) if isinstance(item, str) else None for item in items]
    for place, item, mark in zip(found, items, getattr(items, "items_at", [node.mark] * len(items)), strict=True):
        if place is None:
            message = f"no member is called {str(item)[:40]!r}"
            world.unknown(mark, codes.NOT_A_MEMBER, message, str(item), world.positions)
            return "", ()
    roots = {place[0] for place in found if place is not None}
    if len(roots) > 1:
        world.report(node.mark, codes.NOT_A_MEMBER, "a list holds members of one set")
        return "", ()
    return roots.pop() if roots else "", tuple(place[1] for place in found if place is not None)
