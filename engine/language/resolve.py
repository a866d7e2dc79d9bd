"""Formulas settled: every name found, every type fitting, every reader allowed, every bound proved.

A `Scope` is where a formula stands: which names are bound, and who reads. Problems are noted in the
world with the place inside the formula; what could not be settled comes back as None, and what
depends on it stays silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from . import formula as f
from .arithmetic import calculate, call_type, decided, joined
from .evaluate import evaluate
from .meaning import (
    BOUND,
    NONE,
    AttributeOf,
    Bool,
    Bound,
    Comparison,
    Const,
    Distance,
    Domain,
    LevelAt,
    MeasureAt,
    Mem,
    Member,
    Num,
    Operation,
    Over,
    PhaseNow,
    Steps,
    TrackAt,
    Tree,
    Turn,
    Type,
    Var,
    Words,
    free_names,
    is_number,
    is_static,
    walk,
)
from .shapes import Written
from .world import MISSING, Attribute, IndexOf, MeasureOf, Sight, TrackOf, World

MOST_STEPS = 100_000
MOST_RANGE = 1000
UNBOUND = frozenset({"me", "turn", "turns", "phase", "none", "yes", "no", "abstained", "true", "false", "score"})


class Unsettled(Exception):
    """A formula with a problem that has been noted already."""


@attrs.frozen
class Reader:
    """Who reads a formula: everybody at the table, some roles (each what it sees), or the rules (everything)."""

    kind: str  # all, role (each what it sees), told (some roles, none of them `me`), rules, measure
    roles: frozenset[int] = frozenset()


RULES = Reader("rules")
TABLE = Reader("all")


@attrs.define
class Scope:
    """Where a formula stands."""

    world: World
    names: Mapping[str, Type]
    reader: Reader = RULES
    measures: Measures | None = None
    owner: str = ""  # in a measure: the name of its first index
    sight: list[Sight] = attrs.field(factory=list)  # in a measure: of all that it reads
    reads: set[str] = attrs.field(factory=set)

    def bind(self, **names: Type) -> Scope:
        """Return the scope with more names."""
        return attrs.evolve(self, names={**self.names, **names})

    def given(self, condition: Tree | None, *, holds: bool = True) -> Scope:
        """Return the scope in which a condition is known to hold: members that fail it are ruled out."""
        if condition is None:
            return self
        names = dict(self.names)
        for part in _conjuncts(condition, holds):
            for name, members in _fitting(part, names, self.world):
                names[name] = members
        return attrs.evolve(self, names=names)

    # -- what was written --------------------------------------------------------------------------

    def number(self, written: Written) -> Tree | None:
        """Return a formula that gives a number (a flag counts 0 or 1)."""
        return self._settle(written, "a number")

    def flag(self, written: Written) -> Tree | None:
        """Return a formula that holds or not; warns when it always or never does."""
        tree = self._settle(written, "a flag")
        if tree is not None and not isinstance(tree, Const):
            always = decided(tree)
            if always is not None:
                word = "always" if always else "never"
                self.world.report(
                    written.mark, "F015", f"this {word} holds", length=len(written.text), severity="warning"
                )
        return tree

    def any(self, written: Written) -> Tree | None:
        """Return a formula of any type."""
        return self._settle(written, "")

    def of_type(self, written: Written, type: Type) -> Tree | None:
        """Return a formula whose values all fit a type (`none` only where that may be none)."""
        tree = self._settle(written, "")
        if tree is None:
            return None
        wrong = self.misfit(tree, type)
        if wrong:
            self.world.blame(written, "F003", wrong)
            return None
        return tree

    def misfit(self, tree: Tree, type: Type) -> str:
        """Return why a value cannot be of a type, or nothing."""
        if isinstance(type, Mem):
            if not isinstance(tree.type, Mem) or tree.type.root not in ("", type.root):
                return f"{type} was expected, this is {tree.type}"
            extra = tree.type.members - type.members
            if extra:
                names = ", ".join(self.world.roots[type.root][position].id for position in sorted(extra)[:3])
                return f"this may be {names}, which does not belong here"
            if tree.type.nullable and not type.nullable:
                return "this may be none, which does not belong here"
            return ""
        if isinstance(type, Num | Bool):
            return "" if is_number(tree.type) else f"{type} was expected, this is {tree.type}"
        return "" if tree.type == type else f"{type} was expected, this is {tree.type}"

    def selection(self, written: Written, *, most: int | None = MOST_RANGE) -> Bound | None:
        """Return what a selection runs over; its name is empty when none was written."""
        try:
            loop = f.parse_selection(written.text)
            return _Resolver(self, written).bound(loop, named=False, most=most)
        except f.FormulaError as error:
            self._unread(written, error)
        except Unsettled:
            pass
        return None

    def sentence(self, written: Written) -> tuple[str | Tree, ...] | None:
        """Return a text's pieces with its formulas settled."""
        try:
            pieces = f.parse_text(written.text)
            return tuple(piece if isinstance(piece, str) else _Resolver(self, written).value(piece) for piece in pieces)
        except f.FormulaError as error:
            self._unread(written, error)
        except Unsettled:
            pass
        return None

    def assignment(self, written: Written) -> tuple[TrackAt, str, Tree] | None:
        """Return an assignment's track, `=`, `+=` or `-=`, and value."""
        try:
            assign = f.parse_assignment(written.text)
            resolver = _Resolver(attrs.evolve(self, reader=RULES), written)
            target = resolver.value(assign.target)
            if not isinstance(target, TrackAt):
                raise resolver.wrong(
                    assign.target, "F016", "only tracks can be changed", "a measure follows from tracks"
                )
            value = resolver.value(assign.value)
            wrong = self.misfit(value, target.type)
            if isinstance(target.type, Mem | Bool) and assign.op != "=":
                wrong = f"{assign.op} needs a number, {target.track} holds {target.type}"
            if wrong:
                raise resolver.wrong(assign.value, "F003", wrong)
            resolver.afford(value)
            return target, assign.op, value
        except f.FormulaError as error:
            self._unread(written, error)
        except Unsettled:
            pass
        return None

    def _settle(self, written: Written, want: str) -> Tree | None:
        try:
            node = f.parse(written.text)
            resolver = _Resolver(self, written)
            tree = resolver.value(node)
            if want and not is_number(tree.type):
                raise resolver.wrong(node, "F003", f"{want} was expected, this is {tree.type}")
            if want == "a flag" and isinstance(tree.type, Num):
                raise resolver.wrong(
                    node, "F003", "a condition was expected, this is a number", "compare it with something"
                )
            resolver.afford(tree)
            return tree
        except f.FormulaError as error:
            self._unread(written, error)
        except Unsettled:
            pass
        return None

    def _unread(self, written: Written, error: f.FormulaError) -> None:
        self.world.report(written.mark, "F001", error.message, hint=error.hint, offset=error.at, length=error.length)


def _conjuncts(tree: Tree, holds: bool) -> list[Tree]:
    """Return trees that all hold when `tree` does (or, not `holds`, when it does not)."""
    if isinstance(tree, Operation):
        if tree.op == "not":
            return _conjuncts(tree.items[0], not holds)
        if tree.op == ("and" if holds else "or"):
            return [part for item in tree.items for part in _conjuncts(item, holds)]
    return [tree if holds else Operation(type=Bool(), op="not", items=(tree,))]


def _fitting(part: Tree, names: Mapping[str, Type], world: World) -> list[tuple[str, Type]]:
    """Return the one name whose members a fixed condition narrows, with those that fit."""
    free = free_names(part)
    if len(free) != 1 or not is_static(part):
        return []
    (name,) = free
    type = names.get(name)
    if not isinstance(type, Mem) or not type.root:
        return []
    kept = frozenset(position for position in type.members if evaluate(part, world, {name: position}))
    nullable = type.nullable and bool(evaluate(part, world, {name: NONE}))
    return [(name, Mem(type.root, kept, nullable))]


class _Resolver:
    """Settles one written formula."""

    def __init__(self, scope: Scope, written: Written) -> None:
        self.scope = scope
        self.world = scope.world
        self.written = written

    def within(self, scope: Scope) -> _Resolver:
        return _Resolver(scope, self.written)

    def wrong(self, node: f.Node, code: str, message: str, hint: str = "") -> Exception:
        self.world.report(
            self.written.mark, code, message, hint=hint, offset=node.at, length=max(1, node.end - node.at)
        )
        return Unsettled()

    def afford(self, tree: Tree) -> None:
        taken = steps(tree, self.world)
        if taken > MOST_STEPS:
            self.world.blame(
                self.written,
                "F011",
                f"this takes up to {taken:,} steps, at most {MOST_STEPS:,} are allowed",
                "loop over fewer members, or give an inner part a name as a measure",
            )
            raise Unsettled

    # -- values --------------------------------------------------------------------------------

    def value(self, node: f.Node) -> Tree:
        match node:
            case f.Number():
                whole = isinstance(node.value, int)
                return Const(type=Num(node.value, node.value, whole), value=node.value)
            case f.Name():
                return self.name(node)
            case f.Index():
                return self.index(node)
            case f.Attribute():
                return self.attribute(node)
            case f.Unary():
                return self.unary(node)
            case f.Binary():
                return calculate(self, node, node.op, self.number(node.left), self.number(node.right))
            case f.Compare():
                return self.compare(node)
            case f.Logic():
                return self.logic(node)
            case f.IfElse():
                return self.choice(node)
            case f.Call():
                return self.call(node)
            case f.Within():
                return self.within_domain(node)
            case f.Quantifier():
                return self.quantifier(node)
        raise AssertionError(node)

    def number(self, node: f.Node) -> Tree:
        tree = self.value(node)
        if not is_number(tree.type):
            raise self.wrong(node, "F003", f"a number was expected, this is {tree.type}")
        return tree

    def condition(self, node: f.Node) -> Tree:
        tree = self.value(node)
        if not isinstance(tree.type, Bool):
            raise self.wrong(
                node, "F003", f"a condition was expected, this is {tree.type}", "compare it with something"
            )
        return tree

    def name(self, node: f.Name) -> Tree:
        tree = self.known(node.id, node)
        if tree is not None:
            return tree
        if node.id in self.world.sets or node.id == "all":
            raise self.wrong(node, "F016", f"{node.id!r} is a set, not a value", "a set stands after 'in'")
        if node.id in ("me", "yes", "no", "abstained", "score"):
            raise self.wrong(node, "F002", f"nothing is called {node.id!r} here")
        names = {**self.world.names("member", "track", "measure", "date"), **dict.fromkeys(self.scope.names, "")}
        raise self.wrong(node, "F002", f"nothing is called {node.id!r}", self.world.suggest(node.id, names))

    def known(self, id: str, node: f.Node) -> Tree | None:
        world = self.world
        if id in self.scope.names:
            return Var(type=self.scope.names[id], name=id)
        if id in world.tracks or (self.scope.measures is not None and id in self.scope.measures):
            return self.number_at(id, (), node)
        if id in world.positions:
            root, position = world.positions[id]
            return Const(type=Mem(root, frozenset({position})), value=position)
        if id in world.dates:
            return Const(type=Num(world.dates[id], world.dates[id]), value=world.dates[id])
        match id:
            case "turn":
                return Turn(type=Num(1, world.turns))
            case "turns":
                return Const(type=Num(world.turns, world.turns), value=world.turns)
            case "phase":
                return PhaseNow(type=Steps("phase", world.phases))
            case "none":
                return Const(type=Mem("", frozenset(), nullable=True), value=NONE)
            case "true" | "false":
                return Const(type=Bool(), value=id == "true")
        return None

    def index(self, node: f.Index) -> Tree:
        id = node.base.id
        measures = self.scope.measures
        if id not in self.world.tracks and not (measures is not None and id in measures):
            if self.known(id, node.base) is not None:
                raise self.wrong(node, "F004", f"{id!r} has no indices")
            hint = self.world.suggest(id, self.world.names("track", "measure"))
            raise self.wrong(node.base, "F002", f"no track or measure is called {id!r}", hint)
        return self.number_at(id, node.items, node)

    def number_at(self, id: str, nodes: tuple[f.Node, ...], node: f.Node) -> Tree:
        """Settle a reading of a track or measure, with the reader's right to it."""
        it: TrackOf | MeasureOf
        if id in self.world.tracks:
            it = self.world.tracks[id]
        else:
            assert self.scope.measures is not None
            found = self.scope.measures.settle(id)
            if found is None:
                raise Unsettled
            it = found
        if len(nodes) != len(it.indices):
            wanted = ", ".join(index.set for index in it.indices)
            said = f"{id} needs {_count(len(it.indices))}" + (f" [{wanted}]" if wanted else "")
            raise self.wrong(node, "F004", f"{said}, here it has {_count(len(nodes))}")
        items = tuple(self.indexed(n, index, id) for n, index in zip(nodes, it.indices, strict=True))
        if isinstance(it, TrackOf):
            tree: Tree = TrackAt(type=it.type, track=id, items=items)
            self.scope.reads.add(id)
        else:
            tree = MeasureAt(type=it.type, measure=id, items=items)
            self.scope.reads.update(it.reads)
        self.allow(it, items, node)
        return tree

    def indexed(self, node: f.Node, index: IndexOf, of: str) -> Tree:
        tree = self.value(node)
        type = tree.type
        if not isinstance(type, Mem) or type.root not in ("", index.root):
            raise self.wrong(node, "F005", f"{of} wants a member of {index.set} here, this is {type}")
        assert isinstance(type, Mem)
        extra = type.members - frozenset(index.members)
        if extra:
            names = ", ".join(self.world.roots[index.root][position].id for position in sorted(extra)[:3])
            hint = f"select with 'if', or loop over {index.set}"
            raise self.wrong(node, "F005", f"{of} is kept per {index.set}, but this may be {names}", hint)
        return tree

    def allow(self, it: TrackOf | MeasureOf, items: tuple[Tree, ...], node: f.Node, *, level: bool = False) -> None:
        """Report a reading that its reader may not see."""
        if level and isinstance(it, TrackOf) and it.public_levels:
            return
        scope, first = self.scope, items[0] if items else None
        if scope.owner or scope.reader.kind == "measure":
            own = isinstance(first, Var) and first.name == scope.owner
            sight = it.sight if not it.sight.owner or own else Sight(frozenset())
            scope.sight.append(sight)
            return
        if scope.reader.kind == "rules":
            return
        own = isinstance(first, Var) and first.name == "me"
        readers = None if scope.reader.kind == "all" else scope.reader.roles
        if it.sight.allows(readers, own=own and scope.reader.kind == "role"):
            return
        who = "everybody" if scope.reader.kind == "all" else "its reader"
        hint = (
            "only the owner sees it: index it with me"
            if it.sight.owner
            else "copy what may be known into another track"
        )
        if isinstance(it, TrackOf) and it.public_levels:
            hint = f"others may read level({it.id}[…]) only"
        raise self.wrong(node, "F009", f"{it.id} is secret: {who} must see what stands here", hint)

    def attribute(self, node: f.Attribute) -> Tree:
        of = self.value(node.of)
        it = self.attribute_of(of, node)
        if it.kind == "members":
            raise self.wrong(node, "F016", f"{it.name!r} is a list", "a list stands after 'in'")
        type: Type
        if it.kind == "number":
            found = [it.table[p] for p in self.possible(of)] or [0]
            whole = all(isinstance(value, int) for value in found)
            spare = [0] if isinstance(of.type, Mem) and of.type.nullable else []
            type = Num(min(found + spare), max(found + spare), whole)
        elif it.kind == "flag":
            type = Bool()
        elif it.kind == "member":
            values = frozenset(it.table[p] for p in self.possible(of))
            nullable = NONE in values or (isinstance(of.type, Mem) and of.type.nullable)
            type = Mem(it.of, values - {NONE}, nullable)
        else:
            type = Words(frozenset(value for value in it.table if isinstance(value, str)))
        if isinstance(of, Const):
            return Const(type=type, value=it.table[of.value])
        return AttributeOf(type=type, of=of, root=it.root, name=it.name)

    def possible(self, of: Tree) -> list[int]:
        assert isinstance(of.type, Mem)
        return sorted(of.type.members)

    def attribute_of(self, of: Tree, node: f.Attribute) -> Attribute:
        if not isinstance(of.type, Mem) or not of.type.root:
            raise self.wrong(node.of, "F008", f"only members have attributes, this is {of.type}")
        assert isinstance(of.type, Mem)
        known = self.world.attributes[of.type.root]
        if node.name not in known:
            hint = self.world.suggest(node.name, known)
            raise self.wrong(node, "F008", f"no {of.type.root} has the attribute {node.name!r}", hint)
        it = known[node.name]
        lacking = [p for p in self.possible(of) if it.table[p] is MISSING]
        if lacking:
            who = self.world.roots[of.type.root][lacking[0]].id
            raise self.wrong(node, "F008", f"{who} has no {node.name!r}", "give it one, or give the set an 'else'")
        return it

    def unary(self, node: f.Unary) -> Tree:
        if node.op == "not":
            return Operation(type=Bool(), op="not", items=(self.condition(node.of),))
        tree = self.number(node.of)
        if isinstance(tree, Const):
            value = -tree.value
            return Const(type=Num(value, value, isinstance(value, int)), value=value)
        return calculate(self, node, "neg", tree)

    def logic(self, node: f.Logic) -> Tree:
        resolver, items = self, []
        for item in node.items:
            tree = resolver.condition(item)
            items.append(tree)
            resolver = self.within(resolver.scope.given(tree, holds=node.op == "and"))
        return Operation(type=Bool(), op=node.op, items=tuple(items))

    def choice(self, node: f.IfElse) -> Tree:
        condition = self.condition(node.condition)
        then = self.within(self.scope.given(condition)).value(node.then)
        other = self.within(self.scope.given(condition, holds=False)).value(node.other)
        type = joined(then.type, other.type)
        if type is None:
            raise self.wrong(node, "F003", f"the two cases do not fit: {then.type}, and {other.type}")
        assert type is not None
        return Operation(type=type, op="if", items=(condition, then, other))

    # -- comparisons -----------------------------------------------------------------------------

    def compare(self, node: f.Compare) -> Tree:
        nodes = [node.first, *(item for _, item in node.rest)]
        items = self.compared(nodes)
        ops = tuple(op for op, _ in node.rest)
        for left, op, right, at in zip(items, ops, items[1:], nodes[1:], strict=False):
            self.comparable(left, op, right, at)
        return Comparison(type=Bool(), ops=ops, items=tuple(items))

    def compared(self, nodes: list[f.Node]) -> list[Tree]:
        """Settle things compared with each other; a word, level or phase is known by its neighbour."""
        vocabulary: Type | None = None
        found: list[Tree | None] = []
        for node in nodes:
            wordy = isinstance(node, f.Name) and node.id not in self.scope.names
            tree = None if wordy else self.value(node)
            if wordy and isinstance(node, f.Name) and node.id == "phase":
                tree = self.value(node)
            if tree is not None and isinstance(tree.type, Words | Steps):
                vocabulary = tree.type
            found.append(tree)
        return [
            tree if tree is not None else self.word(node, vocabulary) for tree, node in zip(found, nodes, strict=True)
        ]

    def word(self, node: f.Node, vocabulary: Type | None) -> Tree:
        assert isinstance(node, f.Name)
        if isinstance(vocabulary, Words):
            if node.id not in vocabulary.words:
                hint = self.world.suggest(node.id, vocabulary.words) or "known: " + ", ".join(sorted(vocabulary.words))
                raise self.wrong(node, "F018", f"no member has the word {node.id!r} there", hint)
            return Const(type=vocabulary, value=node.id)
        if isinstance(vocabulary, Steps):
            if node.id not in vocabulary.names:
                what = "phase" if vocabulary.of == "phase" else f"level of {vocabulary.of}"
                hint = self.world.suggest(node.id, vocabulary.names) or "known: " + ", ".join(vocabulary.names)
                raise self.wrong(node, "F018", f"no {what} is called {node.id!r}", hint)
            return Const(type=vocabulary, value=vocabulary.names.index(node.id))
        return self.name(node)

    def comparable(self, left: Tree, op: str, right: Tree, node: f.Node) -> None:
        a, b = left.type, right.type
        if is_number(a) and is_number(b):
            fractions = [t for t in (a, b) if isinstance(t, Num) and not t.whole]
            if op in ("==", "!=") and fractions:
                raise self.wrong(
                    node, "F010", f"fractions are not compared with {op}", "round one of them, or use <= or >="
                )
            return
        same = (isinstance(a, Mem) and isinstance(b, Mem) and (a.root == b.root or "" in (a.root, b.root))) or (
            isinstance(a, Words) and isinstance(b, Words)
        )
        ordered = isinstance(a, Steps) and a == b
        if ordered or (same and op in ("==", "!=")):
            return
        if same:
            raise self.wrong(node, "F006", f"{a} is not compared with {op}")
        raise self.wrong(node, "F006", f"{a} is not compared with {b}")

    def within_domain(self, node: f.Within) -> Tree:
        if isinstance(node.domain, f.Listing):
            item, *items = self.compared([node.item, *node.domain.items])
            if isinstance(item.type, Words | Steps):
                equal = tuple(Comparison(type=Bool(), ops=("==",), items=(item, other)) for other in items)
                tree: Tree = Operation(type=Bool(), op="or", items=equal)
                return Operation(type=Bool(), op="not", items=(tree,)) if node.negated else tree
        item = self.value(node.item)
        domain = self.domain(node.domain, most=None)
        if isinstance(item.type, Mem) != isinstance(domain.type, Mem) or (
            isinstance(item.type, Mem)
            and isinstance(domain.type, Mem)
            and item.type.root != domain.type.root
            and "" not in (item.type.root, domain.type.root)
        ):
            raise self.wrong(node.item, "F006", f"{item.type} cannot be in a list of {domain.type}")
        return Member(type=Bool(), item=item, domain=domain, negated=node.negated)

    # -- sets --------------------------------------------------------------------------------------

    def domain(self, node: f.Node, *, most: int | None = MOST_RANGE, members: bool = False) -> Domain:
        """Settle what stands after `in`; one member is allowed where `members`."""
        match node:
            case f.Name():
                return self.set_named(node, members)
            case f.Range():
                return self.range(node, most)
            case f.Listing():
                return self.listing(node)
            case f.Attribute():
                of = self.value(node.of)
                it = self.attribute_of(of, node)
                if it.kind == "members":
                    found = [it.table[p] for p in self.possible(of)]
                    type = Mem(it.of, frozenset(p for positions in found for p in positions))
                    size = max((len(positions) for positions in found), default=0)
                    if isinstance(of, Const):
                        return Domain(type=type, size=size, members=it.table[of.value], root=it.of)
                    return Domain(type=type, size=size, of=of, root=it.root, attribute=it.name)
        raise self.wrong(
            node, "F019", "a set, a list or a range was expected here", "sets: " + ", ".join(self.world.sets)
        )

    def set_named(self, node: f.Name, members: bool) -> Domain:
        world = self.world
        id = "role" if node.id == "all" else node.id
        if id in world.sets:
            it = world.sets[id]
            return Domain(
                type=Mem(it.root, frozenset(it.members)), size=len(it.members), members=it.members, root=it.root
            )
        if members and id in world.positions:
            root, position = world.positions[id]
            return Domain(type=Mem(root, frozenset({position})), size=1, members=(position,), root=root)
        if members and id == "none":
            return Domain(type=Mem("", frozenset(), nullable=True), size=1, members=(NONE,))
        what = "set or member" if members else "set"
        known = world.names("set", "member") if members else world.sets
        raise self.wrong(node, "F002", f"no {what} is called {node.id!r}", world.suggest(node.id, known))

    def range(self, node: f.Range, most: int | None) -> Domain:
        low, high = self.number(node.least), self.number(node.most)
        a, b = _num(low), _num(high)
        size = max(0, int(b.most - a.least) + 1)
        if most is not None and size > most:
            raise self.wrong(node, "F017", f"this range may hold {size:,} numbers, a loop takes at most {most:,}")
        return Domain(type=Num(a.least, max(a.least, b.most)), size=size, least=low, most=high)

    def listing(self, node: f.Listing) -> Domain:
        items = [self.value(item) for item in node.items]
        if not items:
            raise self.wrong(node, "F019", "an empty list holds nothing to choose from")
        type: Type | None = items[0].type
        for item, at in zip(items, node.items, strict=True):
            type = joined(type, item.type) if type is not None else None
            if type is None or not isinstance(type, Mem | Num | Bool):
                raise self.wrong(at, "F019", f"a list holds members of one set, or numbers; this is {item.type}")
        assert type is not None
        root = type.root if isinstance(type, Mem) else ""
        if all(isinstance(item, Const) for item in items):
            values = tuple(int(item.value) for item in items if isinstance(item, Const))
            return Domain(type=type, size=len(items), members=values, root=root)
        return Domain(type=type, size=len(items), items=tuple(items), root=root)

    def bound(self, loop: f.Loop, *, named: bool = True, most: int | None = MOST_RANGE) -> Bound:
        """Settle a loop or selection; what is fixed about its condition is sorted out at once."""
        domain = self.domain(loop.domain, most=most, members=not named)
        if loop.name:
            self.free(loop.name, loop)
        if loop.condition is None:
            return Bound(type=domain.type, name=loop.name, domain=domain)
        scope = self.scope.bind(**{loop.name: domain.type})
        condition: Tree | None = self.within(scope).condition(loop.condition)
        assert condition is not None
        type = scope.given(condition).names[loop.name]
        if domain.members is not None and is_static(condition) and free_names(condition) <= {loop.name}:
            kept = tuple(p for p in domain.members if evaluate(condition, self.world, {loop.name: p}))
            domain, condition = attrs.evolve(domain, members=kept, size=len(kept), type=type), None
        return Bound(type=type, name=loop.name, domain=domain, condition=condition)

    def free(self, name: str, node: f.Node) -> None:
        """Report a bound name that hides another."""
        world = self.world
        measures = self.scope.measures
        taken = (
            name in world.positions
            or name in world.tracks
            or name in world.dates
            or name in UNBOUND
            or (measures is not None and name in measures)
        )
        if taken or name in self.scope.names:
            what = "another name bound here" if name in self.scope.names else "something of the ruleset"
            raise self.wrong(node, "F013", f"{name!r} would hide {what}", "choose another name")

    def quantifier(self, node: f.Quantifier) -> Tree:
        if node.kind in ("argmin", "argmax") and len(node.loops) > 1:
            raise self.wrong(node, "F014", f"{node.kind} runs over one set", "it gives the member of its one 'for'")
        resolver, loops = self, []
        for loop in node.loops:
            bound = resolver.bound(loop)
            loops.append(bound)
            resolver = self.within(resolver.scope.bind(**{bound.name: bound.type}).given(bound.condition))
        body = resolver.value(node.body)
        return Over(
            type=self.over_type(node, body, loops), kind=node.kind, body=self.body(node, body), loops=tuple(loops)
        )

    def body(self, node: f.Quantifier, body: Tree) -> Tree:
        """Return the body, where a member stands for "there is one" in `count` and `any`."""
        if isinstance(body.type, Mem) and node.kind in ("count", "any"):
            return Const(type=Bool(), value=True)
        return body

    def over_type(self, node: f.Quantifier, body: Tree, loops: list[Bound]) -> Type:
        kind = node.kind
        most = 1
        for loop in loops:
            most *= max(loop.domain.size, 0)
        if kind in ("count", "any", "all"):
            if not isinstance(body.type, Bool) and not (isinstance(body.type, Mem) and kind != "all"):
                raise self.wrong(node.body, "F003", f"{kind} runs over conditions, this is {body.type}")
            return Num(0, most) if kind == "count" else Bool()
        if not is_number(body.type):
            raise self.wrong(node.body, "F003", f"{kind} runs over numbers, this is {body.type}")
        number = _num(body)
        if kind in ("argmin", "argmax"):
            type = loops[0].type
            if isinstance(type, Mem):
                return attrs.evolve(type, nullable=True)
            raise self.wrong(node, "F014", f"{kind} gives a member, a range has none")
        if kind == "sum":
            low, high = min(0, number.least * most), max(0, number.most * most)
            if max(-low, high) > BOUND:
                raise self.wrong(node, "F012", "this sum may grow beyond 10^15")
            return Num(low, high, number.whole)
        return Num(min(0, number.least), max(0, number.most), number.whole)

    # -- functions -----------------------------------------------------------------------------------

    def call(self, node: f.Call) -> Tree:
        if node.name == "level":
            return self.level(node)
        if node.name in ("near", "distance"):
            return self.far(node)
        if node.name in f.QUANTIFIERS - {"min", "max"}:
            raise self.wrong(node, "F014", f"{node.name} needs 'for': {node.name}(… for x in set)")
        return call_type(self, node, [self.number(item) for item in node.items])

    def level(self, node: f.Call) -> Tree:
        if len(node.items) != 1:
            raise self.wrong(node, "F014", "level takes one track")
        item = node.items[0]
        if not isinstance(item, f.Name | f.Index):
            raise self.wrong(item, "F014", "level takes a track")
        id = item.id if isinstance(item, f.Name) else item.base.id
        if id not in self.world.tracks or not self.world.tracks[id].levels:
            raise self.wrong(item, "F014", f"{id!r} is no track with levels")
        it = self.world.tracks[id]
        free = attrs.evolve(self.scope, reader=RULES, owner="", sight=[])
        tree = self.within(free).value(item)
        assert isinstance(tree, TrackAt)
        self.allow(it, tree.items, item, level=True)
        return LevelAt(type=Steps(id, tuple(level.id for level in it.levels)), track=id, of=tree)

    def far(self, node: f.Call) -> Tree:
        if len(node.items) not in (2, 3) or "area" not in self.world.roots:
            raise self.wrong(node, "F014", f"{node.name} takes two areas and, if wanted, a kind of link")
        ends = []
        for item in node.items[:2]:
            tree = self.value(item)
            if not isinstance(tree.type, Mem) or tree.type.root not in ("", "area"):
                raise self.wrong(item, "F003", f"an area was expected, this is {tree.type}")
            ends.append(tree)
        kind = ""
        if len(node.items) == 3:
            word = node.items[2]
            kind = word.id if isinstance(word, f.Name) else ""
            if kind not in self.world.distances:
                known = tuple(k for k in self.world.distances if k)
                raise self.wrong(word, "F018", "no link is of this kind", "kinds: " + ", ".join(known))
        near = node.name == "near"
        type: Type = Bool() if near else Num(0, 99)
        return Distance(type=type, near=near, kind=kind, items=(ends[0], ends[1]))


def _num(tree: Tree) -> Num:
    return tree.type if isinstance(tree.type, Num) else Num(0, 1)


def _count(n: int) -> str:
    return "no index" if n == 0 else "1 index" if n == 1 else f"{n} indices"


def steps(tree: Tree, world: World) -> int:
    """Return at most how many steps a tree takes, measures included."""
    if isinstance(tree, Over):
        times, total = 1, 1
        for loop in tree.loops:
            total += times * steps(loop.domain, world)
            times *= max(1, loop.domain.size)
            total += times * (1 if loop.condition is None else steps(loop.condition, world))
        return total + times * steps(tree.body, world)
    own = 1
    if isinstance(tree, MeasureAt):
        own += world.measures[tree.measure].steps
    if isinstance(tree, Member):
        own += min(tree.domain.size, 8)
    return own + sum(steps(part, world) for part in tree.parts())


class Measures:
    """The measures of a ruleset, settled when first read; cycles are problems."""

    def __init__(self, world: World, written: Mapping[str, Any]) -> None:
        self.world = world
        self.written = written
        self.open: list[str] = []
        self.failed: set[str] = set()

    def __contains__(self, id: object) -> bool:
        return id in self.written

    def settle(self, id: str) -> MeasureOf | None:
        """Return a measure, or None when something in it is wrong (noted once)."""
        world = self.world
        if id in world.measures or id in self.failed:
            return world.measures.get(id)
        entry, indices = self.written[id]
        if id in self.open:
            ring = " → ".join([*self.open[self.open.index(id) :], id])
            world.report(entry.mark, "F020", f"measures read each other in a circle: {ring}", length=len(id))
            self.failed.add(id)
            return None
        self.open.append(id)
        found = self._settle(entry, indices)
        self.open.pop()
        if found is None:
            self.failed.add(id)
        else:
            world.measures[id] = found
        return found

    def _settle(self, entry: Any, indices: tuple[IndexOf, ...]) -> MeasureOf | None:
        owner = indices[0].name if indices and indices[0].root == "role" else ""
        scope = Scope(
            self.world,
            {index.name: index.type for index in indices},
            Reader("measure"),
            self,
            owner=owner,
        )
        single = len(entry.is_) == 1 and not entry.is_[0][0]
        terms = [(name, scope.any(text) if single else scope.number(text)) for name, text in entry.is_]
        if any(tree is None for _, tree in terms):
            return None
        trees = [(name, tree) for name, tree in terms if tree is not None]
        sight = Sight()
        for one in scope.sight:
            sight = sight.also(one)
        type = trees[0][1].type
        for _, tree in trees[1:]:
            a, b = _num_type(type), _num_type(tree.type)
            type = Num(a.least + b.least, a.most + b.most, a.whole and b.whole)
        if not isinstance(type, Num | Bool | Mem):
            self.world.blame(entry.is_[0][1], "F003", f"a measure is a number, flag or member, this is {type}")
            return None
        taken = sum(steps(tree, self.world) for _, tree in trees)
        reads = frozenset(scope.reads)
        return MeasureOf(entry.id, entry.title, indices, type, tuple(trees), sight, taken, reads, entry)


def _num_type(type: Type) -> Num:
    return type if isinstance(type, Num) else Num(0, 1)


__all__ = ["RULES", "TABLE", "Measures", "Reader", "Scope", "steps", "walk"]
