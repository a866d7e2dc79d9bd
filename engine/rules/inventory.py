"""What stands in a ruleset: members, links, tracks and measures, as play knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language import spec
from ..language.meaning import Bool, Mem, Num
from ..language.shapes import Node
from ..language.world import MISSING, MeasureOf, TrackOf, World
from ..language.world import Attribute as AttributeOf
from . import rule_codes as codes
from .making import Making, index_of, seen_by
from .resting import strides
from .ruleset import Attribute, Level, Measure, Member, Track
from .source import added, read_once


def members(world: World) -> dict[str, tuple[Member, ...]]:
    """Return the members of every root set."""
    return {
        root: tuple(_member(world, root, position, member) for position, member in enumerate(found))
        for root, found in world.roots.items()
    }


def _member(world: World, root: str, position: int, member: spec.Member) -> Member:
    found = {}
    for name, it in world.attributes[root].items():
        value = _spelled(world, it, it.table[position]) if position < len(it.table) else None
        if isinstance(value, int | float | str | tuple):
            found[name] = value
    title = world.title(root, position)
    return Member(id=member.id, title=title, text=member.text, tags=member.tags, attributes=found)


def _spelled(world: World, it: AttributeOf, value: Any) -> Any:
    """Return an attribute's value with ids instead of positions."""
    if it.kind == "member" and isinstance(value, int):
        return world.roots[it.of][value].id if it.of and value >= 0 else "none"
    if it.kind == "members" and isinstance(value, tuple):
        return tuple(world.roots[it.of][position].id for position in value)
    return value


def attributes(found: Mapping[str, AttributeOf]) -> dict[str, Attribute]:
    """Return the attributes of one root set."""
    return {
        name: Attribute(kind=it.kind, of=it.of, table=tuple(None if v is MISSING else v for v in it.table))
        for name, it in found.items()
    }


def links(written: spec.Ruleset) -> tuple[tuple[str, str, str, bool], ...]:
    """Return the links between areas as written: from, to, kind, one way."""
    found = []
    for area in written.areas:
        for id, node in area.links.items():
            raw = node.value
            kind = str(raw.get("kind", "link")) if isinstance(raw, dict) else str(raw)
            found.append((area.id, id, kind, isinstance(raw, dict) and raw.get("one_way") is True))
    return tuple(found)


def track(world: World, it: TrackOf) -> Track:
    """Return a track."""
    written = it.written
    assert written is not None
    return Track(
        id=it.id,
        title=it.title,
        text=written.text,
        tags=written.tags,
        kind=it.kind,
        root=it.root,
        least=it.least,
        most=it.most,
        indices=tuple(index_of(index) for index in it.indices),
        strides=it.strides,
        base=it.base,
        size=it.size,
        levels=tuple(Level(id=v.id, title=v.title, least=v.least, most=v.most) for v in it.levels),
        seen_by=seen_by(it.sight),
        public_levels=it.public_levels,
        lasts=written.lasts,
        estimates=_estimated(world, written),
        place=world.sources.place(written.mark),
        source=_bare(written.source),
    )


def _estimated(world: World, written: spec.Track) -> str:
    """Return the track or measure that a track is an estimate of, "" for none; a problem when there is none such."""
    known = (*world.tracks, *world.measures)
    if written.estimates and written.estimates not in known:
        mark = written.fields.get("estimates", written.mark)
        message = f"no track or measure is called {written.estimates!r}"
        world.unknown(mark, codes.UNKNOWN, message, written.estimates, known)
        return ""
    return written.estimates


def measure(making: Making, it: MeasureOf) -> Measure:
    """Return a measure, its functions defined."""
    number = it.type if isinstance(it.type, Num) else Num(0, 1)
    return Measure(
        id=it.id,
        title=it.title or it.id.replace("_", " ").capitalize(),
        text=it.written.text,
        kind="flag" if isinstance(it.type, Bool) else "member" if isinstance(it.type, Mem) else "number",
        root=it.type.root if isinstance(it.type, Mem) else "",
        indices=tuple(index_of(index) for index in it.indices),
        seen_by=seen_by(it.sight),
        least=number.least,
        most=number.most,
        whole=number.whole,
        term_names=tuple(making.world.label(name) for name, _ in it.terms if name),
        place=making.world.sources.place(it.written.mark),
        names=_functions(making, it),
    )


def _functions(making: Making, it: MeasureOf) -> dict[str, str]:
    """Define a measure's value, remembered when it is heavy, and the values of its terms."""
    python, define = making.python, making.module.define
    names = [python.name(index.name) for index in it.indices]
    parameters = "".join(f",{name}" for name in names)
    texts = [python(tree) for _, tree in it.terms]
    sum_ = added(texts, it.type)
    lines = [f"return {sum_}"]
    if it.heavy:
        moved = (f"{name}*{n}" if n > 1 else name for name, n in zip(names, strides(making.world, it), strict=True))
        at = "+".join([str(making.module.key(it)), *moved])
        once, sum_ = read_once(sum_, parameters)
        lines = [f"k={at}; v=m.get(k)", "if v is None:", *(f" {line}" for line in once), f" v=m[k]={sum_}", "return v"]
    terms = "".join(f"{text}," for text in texts)
    return {
        "value": define(f"M_{it.id}", f"s,m{parameters}", lines),
        "terms": define(f"MT_{it.id}", f"s,m{parameters}", [f"return ({terms})"]),
    }


def _bare(node: Node | None) -> Any:
    """Return a raw value without its places."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): bare(item) for key, item in value.items()}
        if isinstance(value, list):
            return [bare(item) for item in value]
        return value

    return None if node is None else bare(node.value)
