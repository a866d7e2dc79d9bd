"""What formulas read: tracks, measures, levels, attributes and distances, and who may read them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from . import formula_codes as codes
from . import nodes
from .arithmetic import joined
from .meaning import (
    NONE,
    AttributeOf,
    Bool,
    Const,
    Distance,
    LevelAt,
    MeasureAt,
    Mem,
    Num,
    Steps,
    TrackAt,
    Tree,
    Type,
    Var,
    Words,
)
from .spec import Member
from .text import nearest
from .world import FAR, MISSING, Attribute, IndexOf, MeasureOf, Sight, TrackOf

if TYPE_CHECKING:
    from .resolve import Scope
    from .settle import Resolver


NO_SCORE = "rules read score[r] where there are objectives and none is sealed; objectives and measures never do"


def is_read(at: Resolver, id: str) -> bool:
    """Return whether an id is a track or measure."""
    measures = at.scope.measures
    return id in at.world.tracks or (measures is not None and id in measures)


def index(at: Resolver, node: nodes.Index) -> Tree:
    """Return `track[a, b]`."""
    id = node.base.id
    if not is_read(at, id):
        if at.known(id, node.base) is not None:
            raise at.wrong(node, codes.WRONG_COUNT, f"{id!r} has no indices")
        known = at.world.names("track", "measure")
        raise at.unknown(node.base, f"no track or measure is called {id!r}", known, NO_SCORE if id == "score" else "")
    return number_at(at, id, node.items, node)


def number_at(at: Resolver, id: str, given: tuple[nodes.Node, ...], node: nodes.Node) -> Tree:
    """Return a reading of a track or measure, to which the reader has a right."""
    it = _read(at, id)
    items = _indices(at, it, given, node)
    _allow(at, it, items, node)
    type = _or_nothing(it.type, items)
    if isinstance(it, TrackOf):
        at.scope.reads.add(id)
        return TrackAt(type=type, track=id, items=items)
    at.scope.reads.update(it.reads)
    return MeasureAt(type=type, measure=id, items=items)


def _or_nothing(type: Type, items: tuple[Tree, ...]) -> Type:
    """Return the type of a reading: where an index may be none, it may be 0, false or none as well."""
    if not any(isinstance(item.type, Mem) and item.type.nullable for item in items):
        return type
    nothing = Mem("", frozenset(), nullable=True) if isinstance(type, Mem) else Num(0, 0)
    return (joined(type, nothing) if not isinstance(type, Bool) else None) or type


def _read(at: Resolver, id: str) -> TrackOf | MeasureOf:
    if id in at.world.doubtful:
        raise at.told()
    if id in at.world.tracks:
        return at.world.tracks[id]
    assert at.scope.measures is not None
    found = at.scope.measures.settle(id)
    if found is None:
        raise at.told()
    return found


def _indices(
    at: Resolver, it: TrackOf | MeasureOf, given: tuple[nodes.Node, ...], node: nodes.Node
) -> tuple[Tree, ...]:
    if len(given) != len(it.indices):
        wanted = ", ".join(index.set for index in it.indices)
        said = f"{it.id} needs {_count(len(it.indices))}" + (f" [{wanted}]" if wanted else "")
        raise at.wrong(node, codes.WRONG_COUNT, f"{said}, here it has {_count(len(given))}")
    return tuple(_indexed(at, each, index, it.id) for each, index in zip(given, it.indices, strict=True))


def _indexed(at: Resolver, node: nodes.Node, index: IndexOf, of: str) -> Tree:
    tree = at.value(node)
    type = tree.type
    if not isinstance(type, Mem) or type.root not in ("", index.root):
        message = f"{of} wants a member of {index.set} here, this is {type}"
        raise at.wrong(node, codes.WRONG_INDEX, message)
    extra = type.members - frozenset(index.members)
    if extra:
        names = at.world.ids(index.root, extra)
        message = f"{of} is kept per {index.set}, but this may be {names}"
        raise at.wrong(node, codes.WRONG_INDEX, message, f"select with 'if', or loop over {index.set}")
    return tree


def _count(n: int) -> str:
    return "no index" if n == 0 else "1 index" if n == 1 else f"{n} indices"


# -- who may read it -------------------------------------------------------------------------------


def _allow(at: Resolver, it: TrackOf | MeasureOf, items: tuple[Tree, ...], node: nodes.Node) -> None:
    """Report a reading that its reader may not see; in a measure, note who may."""
    scope = at.scope
    reader, own = scope.reader, bool(items) and _is_owner(scope, items[0])
    if reader.kind == "measure":
        scope.sight.append(it.sight if own or not it.sight.owner else Sight(frozenset()))
        return
    readers = None if reader.kind == "all" else reader.roles
    if reader.kind == "rules" or it.sight.allows(readers, own=own and reader.kind == "role"):
        return
    who = "everybody" if reader.kind == "all" else "its reader"
    raise at.wrong(node, codes.SECRET, f"{it.id} is secret: {who} must see what stands here", _advice(it))


def _is_owner(scope: Scope, first: Tree) -> bool:
    """Return whether a first index is always the one who reads; in a measure, whether it is the owner."""
    if isinstance(first, Var):
        return first.name == (scope.owner or scope.reader.name)
    only = first.type.members if isinstance(first.type, Mem) else frozenset()
    return len(only) == 1 and only == scope.reader.roles


def _advice(it: TrackOf | MeasureOf) -> str:
    if isinstance(it, TrackOf) and it.public_levels:
        return f"others may read level({it.id}{'[…]' if it.indices else ''}) only"
    if it.sight.owner:
        return "only the owner sees it: index it with the one who reads, as with me"
    return "copy what may be known into another track"


def level(at: Resolver, node: nodes.Call) -> Tree:
    """Return `level(track[a])`; a track `public_as: levels` may be read so by all."""
    if len(node.items) != 1:
        raise at.wrong(node, codes.NO_FUNCTION, "level takes one track")
    item = node.items[0]
    if not isinstance(item, nodes.Name | nodes.Index):
        raise at.wrong(item, codes.NO_FUNCTION, "level takes a track")
    id = item.id if isinstance(item, nodes.Name) else item.base.id
    it = at.world.tracks.get(id)
    if it is None or not it.levels:
        raise at.wrong(item, codes.NO_FUNCTION, f"{id!r} is no track with levels")
    items = _indices(at, it, item.items if isinstance(item, nodes.Index) else (), item)
    if not it.public_levels:
        _allow(at, it, items, item)
    at.scope.reads.add(id)
    of = TrackAt(type=_or_nothing(it.type, items), track=id, items=items)
    return LevelAt(type=Steps(id, tuple(level.id for level in it.levels)), track=id, of=of)


# -- what is fixed ---------------------------------------------------------------------------------


def attribute(at: Resolver, node: nodes.Attribute) -> Tree:
    """Return `member.name`."""
    of = at.value(node.of)
    it = attribute_of(at, of, node)
    if it.kind == "members":
        raise at.wrong(node, codes.NOT_A_VALUE, f"{it.name!r} is a list", "a list stands after 'in'")
    type = _attribute_type(it, of)
    if isinstance(of, Const):
        return Const(type=type, value=it.table[of.value])
    return AttributeOf(type=type, of=of, root=it.root, name=it.name)


def _attribute_type(it: Attribute, of: Tree) -> Type:
    assert isinstance(of.type, Mem)
    found = [it.table[position] for position in sorted(of.type.members)]
    if it.kind == "number":
        spare = [0] if of.type.nullable or not found else []
        whole = all(isinstance(value, int) for value in found)
        return Num(min(found + spare), max(found + spare), whole)
    if it.kind == "flag":
        return Bool()
    if it.kind == "member":
        values = frozenset(found)
        return Mem(it.of, values - {NONE}, NONE in values or of.type.nullable)
    return Words(frozenset(value for value in it.table if isinstance(value, str)))


def attribute_of(at: Resolver, of: Tree, node: nodes.Attribute) -> Attribute:
    """Return the attribute that all which `of` may be have."""
    type, world = of.type, at.world
    if not isinstance(type, Mem) or not type.root:
        raise at.wrong(node.of, codes.NO_ATTRIBUTE, f"only members have attributes, this is {type}")
    known = world.attributes[type.root]
    if node.name not in known:
        hint = world.suggest(node.name, known)
        raise at.wrong(node, codes.NO_ATTRIBUTE, f"no {type.root} has the attribute {node.name!r}", hint)
    it = known[node.name]
    if it.spoilt:
        raise at.told()
    lacking = next((position for position in sorted(type.members) if it.table[position] is MISSING), None)
    if lacking is not None:
        raise _lacks(at, world.roots[type.root][lacking], it, node)
    return it


def _lacks(at: Resolver, member: Member, it: Attribute, node: nodes.Attribute) -> Exception:
    """Note, where it is first read, that a member has no such attribute, and return what is to be raised."""
    world, lacking = at.world, (member.id, it.name)
    if lacking in world.lacking or member.id in world.doubtful:
        return at.told()
    world.lacking.add(lacking)
    names = Counter(name for each in world.roots[it.root] for name in each.attributes)
    near = nearest(it.name, (name for name in member.attributes if names[name] == 1))
    where = f" ({world.sources.place(member.mark)})" if member.mark else ""  # a game asks without its files
    hint = f"give it one{where}, or give the set an 'else'"
    if near is not None:
        hint = f"it alone has {near!r} ({world.sources.place(member.attributes[near].mark)}): was {it.name!r} meant?"
    return at.wrong(node, codes.NO_ATTRIBUTE, f"{member.id} has no {it.name!r}", hint)


def far(at: Resolver, node: nodes.Call) -> Tree:
    """Return `near(a, b)`, `distance(a, b)`, or the same by one kind of link."""
    if len(node.items) not in (2, 3) or "area" not in at.world.roots:
        message = f"{node.name} takes two areas and, if wanted, a kind of link"
        raise at.wrong(node, codes.NO_FUNCTION, message)
    start, goal = (_area(at, item) for item in node.items[:2])
    kind = _link(at, node.items[2]) if len(node.items) == 3 else ""
    near = node.name == "near"
    return Distance(type=Bool() if near else Num(0, FAR), near=near, kind=kind, items=(start, goal))


def _area(at: Resolver, node: nodes.Node) -> Tree:
    tree = at.value(node)
    if not isinstance(tree.type, Mem) or tree.type.root not in ("", "area"):
        raise at.wrong(node, codes.WRONG_TYPE, f"an area was expected, this is {tree.type}")
    return tree


def _link(at: Resolver, node: nodes.Node) -> str:
    kinds = [kind for kind in at.world.distances if kind]
    if isinstance(node, nodes.Name) and node.id in kinds:
        return node.id
    raise at.wrong(node, codes.NO_SUCH_WORD, "no link is of this kind", "kinds: " + (", ".join(kinds) or "none"))
