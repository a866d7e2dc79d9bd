"""What names run over: sets, lists and ranges, loops and selections, and quantifiers over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from . import formula_codes as codes
from . import nodes
from .arithmetic import joined
from .evaluate import evaluate
from .meaning import (
    BOUND,
    Bool,
    Bound,
    Const,
    Domain,
    Mem,
    Num,
    Over,
    Tree,
    Type,
    as_number,
    free_names,
    is_number,
    is_static,
    numbers_of,
)
from .reading import attribute_of

if TYPE_CHECKING:
    from .settle import Resolver

MOST_RANGE = 1000
MOST_LOOPS = 8

_NOTHING = "none alone holds nothing to choose from"


def domain(at: Resolver, node: nodes.Node, *, most: int | None = MOST_RANGE, members: bool = False) -> Domain:
    """Return what stands after `in`; one member is allowed where `members`."""
    match node:
        case nodes.Name():
            return _set(at, node, members)
        case nodes.Range():
            return _range(at, node, most)
        case nodes.Listing():
            return listed(at, node, [at.value(item) for item in node.items])
        case nodes.Attribute():
            return _list(at, node)
    is_range = isinstance(node, nodes.Number | nodes.Binary | nodes.Call)
    hint = "a range is written 1..3" if is_range else "sets: " + ", ".join(at.world.sets)
    raise at.wrong(node, codes.NOT_A_DOMAIN, "a set, a list or a range was expected here", hint)


def _set(at: Resolver, node: nodes.Name, members: bool) -> Domain:
    world, id = at.world, "role" if node.id == "all" else node.id
    if id in at.scope.lists:
        type = at.scope.lists[id]
        return Domain(type=type, size=len(type.members), root=type.root, name=id)
    if id in world.sets:
        it = world.sets[id]
        type = Mem(it.root, frozenset(it.members))
        return Domain(type=type, size=len(it.members), members=it.members, root=it.root)
    if members and id in world.positions:
        root, position = world.positions[id]
        return Domain(type=Mem(root, frozenset({position})), size=1, members=(position,), root=root)
    if id == "none":
        raise at.wrong(node, codes.NOT_A_DOMAIN, _NOTHING)
    known = world.names("set", "member") if members else world.sets
    what = "set or member" if members else "set"
    raise at.unknown(node, f"no {what} is called {node.id!r}", (*known, "all", *at.scope.lists, *at.scope.words))


def _range(at: Resolver, node: nodes.Range, most: int | None) -> Domain:
    low, high = at.number(node.least), at.number(node.most)
    if isinstance(low, Const) and isinstance(high, Const) and low.value > high.value:
        hint = f"write {high.value}..{low.value}"
        raise at.wrong(
            node, codes.NOT_A_DOMAIN, f"{low.value} is more than {high.value}: nothing is in this range", hint
        )
    a, b = numbers_of(low.type), numbers_of(high.type)
    size = max(0, int(b.most - a.least) + 1)
    if most is not None and size > most:
        message = f"this range may hold {size:,} numbers, a loop takes at most {most:,}"
        raise at.wrong(node, codes.LONG_RANGE, message)
    type = Num(a.least, max(a.least, b.most))
    return Domain(type=type, size=size, least=as_number(low), most=as_number(high))


def _list(at: Resolver, node: nodes.Attribute) -> Domain:
    of = at.value(node.of)
    it = attribute_of(at, of, node)
    if it.kind != "members":
        message = f"{it.name!r} is no list of members"
        raise at.wrong(node, codes.NOT_A_DOMAIN, message, "sets: " + ", ".join(at.world.sets))
    assert isinstance(of.type, Mem)
    found = [it.table[position] for position in sorted(of.type.members)]
    type = Mem(it.of, frozenset(position for positions in found for position in positions))
    size = max((len(positions) for positions in found), default=0)
    if isinstance(of, Const):
        return Domain(type=type, size=size, members=it.table[of.value], root=it.of)
    return Domain(type=type, size=size, of=of, root=it.root, attribute=it.name)


def listed(at: Resolver, node: nodes.Listing, items: Sequence[Tree]) -> Domain:
    """Return a list of members of one set, or of whole numbers."""
    if not items:
        raise at.wrong(node, codes.NOT_A_DOMAIN, "an empty list holds nothing to choose from")
    type: Type | None = items[0].type
    for item, where in zip(items, node.items, strict=True):
        type = joined(type, item.type) if type is not None else None
        if not isinstance(type, Mem | Num | Bool) or (isinstance(type, Num) and not type.whole):
            what = "a fraction" if isinstance(type, Num) else str(item.type)
            message = f"a list holds members of one set, or whole numbers; this is {what}"
            raise at.wrong(where, codes.NOT_A_DOMAIN, message)
    assert type is not None
    root = type.root if isinstance(type, Mem) else ""
    if isinstance(type, Mem) and not root:
        raise at.wrong(node, codes.NOT_A_DOMAIN, _NOTHING)
    if all(isinstance(item, Const) for item in items):
        values = tuple(int(item.value) for item in items if isinstance(item, Const))
        return Domain(type=type, size=len(items), members=values, root=root)
    if isinstance(type, Num):
        items = [as_number(item) for item in items]
    return Domain(type=type, size=len(items), items=tuple(items), root=root)


def bound(at: Resolver, loop: nodes.Loop, *, named: bool = True, most: int | None = MOST_RANGE) -> Bound:
    """Return a loop or selection; what is fixed about its condition is sorted out at once."""
    over = domain(at, loop.domain, most=most, members=not named)
    if loop.name:
        _free(at, loop)
    if loop.condition is None:
        return Bound(type=over.type, name=loop.name, domain=over)
    scope = at.scope.bind(**{loop.name: over.type})
    condition = at.within(scope).condition(loop.condition)
    type = scope.given(condition).names[loop.name]
    if over.members is None or not is_static(condition) or not free_names(condition) <= {loop.name}:
        return Bound(type=type, name=loop.name, domain=over, condition=condition)
    kept = tuple(each for each in over.members if evaluate(condition, at.world, {loop.name: each}))
    return Bound(type=type, name=loop.name, domain=attrs.evolve(over, members=kept, size=len(kept), type=type))


def _free(at: Resolver, loop: nodes.Loop) -> None:
    """Report a bound name that hides another."""
    name = loop.name
    what = "another name bound here" if name in at.scope.names else at.world.taken(name)
    if not what and at.scope.measures is not None and name in at.scope.measures:
        what = "something of the ruleset"
    if what:
        raise at.wrong(loop, codes.HIDES, f"{name!r} would hide {what}", "choose another name")


# -- quantifiers -----------------------------------------------------------------------------------


def quantifier(at: Resolver, node: nodes.Quantifier) -> Tree:
    """Return `sum(… for x in set)` and its kin."""
    if node.kind in ("argmin", "argmax") and len(node.loops) > 1:
        hint = "it gives the member of its one 'for'"
        raise at.wrong(node, codes.NO_FUNCTION, f"{node.kind} runs over one set", hint)
    if len(node.loops) > MOST_LOOPS:
        raise at.wrong(node, codes.TOO_MANY_STEPS, f"at most {MOST_LOOPS} 'for' stand in one {node.kind}")
    inner, loops = at, []
    for loop in node.loops:
        one = bound(inner, loop)
        loops.append(one)
        inner = at.within(inner.scope.bind(**{one.name: one.type}).given(one.condition))
    body = inner.value(node.body)
    type = _over_type(at, node, body, loops)
    if isinstance(body.type, Mem):  # it stands for "there is one" in `count` and `any`
        body = Const(type=Bool(), value=True)
    if isinstance(type, Num) and node.kind in ("sum", "min", "max"):
        body = as_number(body)
    return Over(type=type, kind=node.kind, body=body, loops=tuple(loops))


def _over_type(at: Resolver, node: nodes.Quantifier, body: Tree, loops: list[Bound]) -> Type:
    kind, most = node.kind, 1
    for loop in loops:
        most *= loop.domain.size
    if kind in ("count", "any", "all"):
        if not isinstance(body.type, Bool) and not (isinstance(body.type, Mem) and kind != "all"):
            raise at.wrong(node.body, codes.WRONG_TYPE, f"{kind} runs over conditions, this is {body.type}")
        return Num(0, most) if kind == "count" else Bool()
    if not is_number(body.type):
        raise at.wrong(node.body, codes.WRONG_TYPE, f"{kind} runs over numbers, this is {body.type}")
    number = numbers_of(body.type)
    if kind in ("argmin", "argmax"):
        if isinstance(loops[0].type, Mem):
            return attrs.evolve(loops[0].type, nullable=True)
        raise at.wrong(node, codes.NO_FUNCTION, f"{kind} gives a member, a range has none")
    if kind != "sum":
        return Num(min(0, number.least), max(0, number.most), number.whole)
    low, high = min(0, number.least * most), max(0, number.most * most)
    if max(-low, high) > BOUND:
        raise at.wrong(node, codes.TOO_LARGE, "this sum may grow beyond 10^15")
    return Num(low, high, number.whole)
