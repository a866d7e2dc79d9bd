"""Loops of formulas written out as Python: slices where a track is run over, few members one by one.

`over` is called by `engine.rules.source.Python` for `sum min max count any all argmin argmax`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import TYPE_CHECKING, Any, TypeGuard

import attrs

from ..language.meaning import (
    NONE,
    AttributeOf,
    Bound,
    Comparison,
    Const,
    Domain,
    Mem,
    Num,
    Over,
    TrackAt,
    Tree,
    Type,
    Var,
    free_names,
    walk,
)
from ..language.world import MISSING, World
from .sums import Fit, sorted_out, weighted

if TYPE_CHECKING:
    from .source import Python

MOST_UNROLLED = 8  # members of a loop that is written out one by one
MOST_AT_ONCE = 16  # members that are all looked at, though the first may settle it
MOST_WRITTEN = 120  # pieces of a formula written so


def over(python: Python, tree: Over) -> str:
    """Return the expression for a quantifier."""
    if tree.kind in ("argmin", "argmax"):
        return _outermost(python, tree)
    return weighted(python, tree) or _sliced(python, tree) or _unrolled(python, tree) or _looped(python, tree)


def is_column(part: Tree, loop: str) -> TypeGuard[TrackAt]:
    """Return whether a tree reads a track of one index at a loop's own member."""
    return (
        isinstance(part, TrackAt)
        and len(part.items) == 1
        and isinstance(part.items[0], Var)
        and part.items[0].name == loop
    )


def is_row(part: Tree, loop: str) -> TypeGuard[TrackAt]:
    """Return whether a tree reads a track at a loop's own member, its other indices fixed."""
    if not isinstance(part, TrackAt) or any(isinstance(item, Const) and item.value < 0 for item in part.items):
        return False
    own = [item for item in part.items if not isinstance(item, Const)]
    return [item.name if isinstance(item, Var) else "" for item in own] == [loop]


def run_of(members: tuple[int, ...] | None) -> bool:
    """Return whether there are members, following each other without a gap."""
    return members is not None and members != () and members == tuple(range(members[0], members[-1] + 1))


def beside(python: Python, loop: Bound, trees: Iterable[Tree], fit: Fit | None = None) -> tuple[str, Python]:
    """Return `for …` over a loop's members, and the writer for what stands inside it.

    Where `trees` read tracks at the loop's own member only, the loop runs over the places of the
    first of them, and the others stand at a fixed distance: it adds and looks up less. Where some
    members are sorted out at load, `fit` has those that are left.
    """
    name, members = python.name(loop.name), loop.domain.members
    plain = f" for {name} in {python.collection(loop.domain) if fit is None else fit.written(python, 0)}"
    found = [part for tree in trees for part in walk(tree) if is_column(part, loop.name)]
    if members is None or not run_of(members) or not found:
        return plain, python
    bases = [python.module.world.tracks[part.track].base for part in found]
    first, at = bases[0], f"{name}_at"
    columns: dict[Tree, str] = {Var(type=loop.type, name=loop.name): f"({at}-{first})"}
    for part, base in zip(found, bases, strict=True):
        columns[part] = f"s[{at}]" if base == first else f"s[{at}{base - first:+}]"
    every = Fit("", (members,)) if fit is None else fit
    places = every.written(python, first)
    spelled = {**python.names, loop.name: f"({at}-{first})"}
    return f" for {at} in {places}", attrs.evolve(python, columns={**python.columns, **columns}, names=spelled)


def added_by(type: Type) -> str:
    """Return the name of the function that adds up to a number of a type; fractions want more care."""
    return "sum" if isinstance(type, Num) and type.whole else "_added"


def _runs(python: Python, tree: Over) -> tuple[str, Python]:
    """Return `for …` over all members, and the writer for what stands inside."""
    text, inner = "", python
    found = [sorted_out(python, loop) for loop in tree.loops]
    for n, (loop, fit) in enumerate(found):
        conditions = (later.condition for later, _ in found[n:] if later.condition is not None)
        run, inner = beside(inner, loop, [*conditions, tree.body], fit)
        text += run + (f" if {inner(loop.condition)}" if loop.condition is not None else "")
    return text, inner


def _looped(python: Python, tree: Over) -> str:
    loops, inner = _runs(python, tree)
    body = inner(tree.body)
    match tree.kind:
        case "sum":
            return f"{added_by(tree.type)}([{body}{loops}])"
        case "count":
            return f"len([1{loops}" + ("" if body == "True" else f" if {body}") + "])"
        case "any" | "all":
            few = prod(loop.domain.size for loop in tree.loops) <= MOST_AT_ONCE
            return f"{tree.kind}([{body}{loops}])" if few else f"{tree.kind}({body}{loops})"
    return f"{tree.kind}([{body}{loops}],default=0)"


def _outermost(python: Python, tree: Over) -> str:
    """Return the expression for the member of the least or greatest worth."""
    runs, inner = _runs(python, tree)
    loop, fit = sorted_out(python, tree.loops[0])
    members = loop.domain.members
    if len(tree.loops) > 1 or loop.condition is not None or members is None:
        return f"_{tree.kind}_of([({inner(tree.body)},{inner.name(tree.loops[0].name)}){runs}])"
    if fit is None and run_of(members) and is_row(tree.body, loop.name):
        return f"_{tree.kind}({_slice(python, tree.body, members)},{python.collection(loop.domain)})"
    left = python.collection(loop.domain) if fit is None else fit.written(python, 0)
    return f"_{tree.kind}([{inner(tree.body)}{runs}],{left})"


# -- slices ----------------------------------------------------------------------------------------


def _sliced(python: Python, tree: Over) -> str | None:
    """Return the expression over a slice of the values, when the loop just runs over one track."""
    loop, body = tree.loops[0], tree.body
    members, condition = loop.domain.members, loop.condition
    if condition is not None and tree.kind == "count" and python(body) == "True":
        body, condition = condition, None  # to count those that fit is to count where it holds
    if len(tree.loops) != 1 or condition is not None or members is None or not run_of(members):
        return None
    if is_row(body, loop.name):
        found = _slice(python, body, members)
        if tree.kind in ("min", "max"):
            return f"{tree.kind}({found},default=0)"
        return f"{'sum' if tree.kind == 'count' else tree.kind}({found})"
    if isinstance(body, Comparison) and len(body.ops) == 1 and tree.kind in ("any", "all", "count"):
        return _compared(python, tree.kind, body, loop.name, members)
    return None


def _slice(python: Python, row: TrackAt, members: tuple[int, ...]) -> str:
    """Return the expression for the numbers that stand in a row."""
    it = python.module.world.tracks[row.track]
    pairs = list(zip(row.items, it.strides, strict=True))
    base = it.base + sum(item.value * stride for item, stride in pairs if isinstance(item, Const))
    step = next(stride for item, stride in pairs if not isinstance(item, Const))
    first, last = base + members[0] * step, base + members[-1] * step + 1
    return f"s[{first}:{last}:{step}]" if step > 1 else f"s[{first}:{last}]"


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _compared(python: Python, kind: str, body: Comparison, loop: str, members: tuple[int, ...]) -> str | None:
    """Return `any(t[x] == k)`, `any(t[x] > k)`, `count(t[x] == k)` and the like as a look into a slice."""
    (first, second), op = body.items, body.ops[0]
    for column, other, sign in ((first, second, op), (second, first, _TURNED.get(op, op))):
        if is_row(column, loop) and loop not in free_names(other):
            found = _slice(python, column, members)
            if kind != "count" and sign in _TURNED:
                outermost = "max" if (kind == "any") == (sign[0] == ">") else "min"
                return f"({outermost}({found}){sign}{python(other)})"
            match kind, sign:
                case "any", "==":
                    return f"({python(other)} in {found})"
                case "all", "!=":
                    return f"({python(other)} not in {found})"
                case "count", "==":
                    return f"{found}.count({python(other)})"
    return None


# -- one by one --------------------------------------------------------------------------------------


def _unrolled(python: Python, tree: Over) -> str | None:
    """Return the expression with every member written out, when there are few and little is said of each."""
    loop = tree.loops[0]
    members, root = loop.domain.members, loop.domain.root
    if len(tree.loops) != 1 or members is None or len(members) > MOST_UNROLLED or tree.kind in ("min", "max"):
        return None
    values = [Const(type=_at(loop, root, member), value=member) for member in members]
    if sum(_pieces(tree, loop, value, python.module.world) for value in values) > MOST_WRITTEN:
        return None
    empty, join = _JOINED[tree.kind]
    written = [_one(python, tree, loop, value) for value in values]
    return f"({join.join(written)})" if written else empty


def _pieces(tree: Over, loop: Bound, value: Const, world: World) -> int:
    """Return of how many pieces what one member adds is made; what is fixed for it is one."""
    parts = (tree.body,) if loop.condition is None else (tree.body, loop.condition)
    return sum(1 for part in parts for _ in walk(put(part, loop.name, value, world)))


_JOINED = {"sum": ("0", "+"), "count": ("0", "+"), "any": ("False", " or "), "all": ("True", " and ")}


def _at(loop: Bound, root: str, member: int) -> Any:
    return Mem(root, frozenset({member})) if root else loop.type


def _one(python: Python, tree: Over, loop: Bound, member: Const) -> str:
    """Return what one member adds."""
    world = python.module.world
    body = python(put(tree.body, loop.name, member, world))
    held = python(put(loop.condition, loop.name, member, world)) if loop.condition is not None else ""
    match tree.kind:
        case "sum":
            return f"({body} if {held} else 0)" if held else body
        case "count":
            both = " and ".join(part for part in (held, body) if part and part != "True")
            return f"(1 if {both} else 0)" if both else "1"
        case "any":
            return f"({held} and {body})" if held else body
    return f"(not {held} or {body})" if held else body


def put(tree: Tree, name: str, value: Const, world: World) -> Tree:
    """Return a tree with a value in the place of a name; what is fixed then is worked out."""
    if isinstance(tree, Var):
        return value if tree.name == name else tree
    changed: dict[str, Any] = {}
    for field in attrs.fields(type(tree)):
        part = getattr(tree, field.name)
        if isinstance(part, Tree):
            changed[field.name] = put(part, name, value, world)
        elif isinstance(part, tuple) and any(isinstance(item, Tree) for item in part):
            changed[field.name] = tuple(put(item, name, value, world) for item in part)
    made = attrs.evolve(tree, **changed) if changed else tree
    if isinstance(made, AttributeOf) and isinstance(made.of, Const) and made.of.value >= 0:
        found = world.attributes[made.root][made.name].table[made.of.value]
        blank = NONE if isinstance(made.type, Mem) else 0  # never read: a condition keeps from those that lack it
        return Const(type=made.type, value=blank if found is MISSING else found)
    if isinstance(made, Domain) and isinstance(made.of, Const) and made.of.value >= 0:
        members = world.attributes[made.root][made.attribute].table[made.of.value]
        return attrs.evolve(made, of=None, attribute="", members=members, size=len(members))
    return made
