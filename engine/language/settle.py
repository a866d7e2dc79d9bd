"""One written formula settled: every name found, every type fitting, every bound proved.

What stands in a formula is settled by the kind of thing it is: readings of tracks and attributes in
`reading`, comparisons in `comparing`, sets and loops in `ranging`, calculations in `arithmetic`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import comparing, nodes, ranging, reading
from . import formula_codes as codes
from .arithmetic import calculate, call_type, joined
from .formula import QUANTIFIERS
from .meaning import (
    NONE,
    Bool,
    Const,
    Mem,
    Num,
    Operation,
    PhaseNow,
    Steps,
    Tree,
    Turn,
    Var,
    as_number,
    is_number,
)
from .measures import MOST_STEPS, steps
from .shapes import Written
from .world import Known

if TYPE_CHECKING:
    from .resolve import Scope


MOST_BOUND = 8
"""So many bound names a hint lists."""


class Unsettled(Exception):
    """A formula with a problem that has been noted already."""


class Resolver:
    """Settles one written formula where a scope says it stands.

    What is wrong is noted in the world, then `Unsettled` is raised: one problem a formula.
    """

    def __init__(self, scope: Scope, written: Written) -> None:
        self.scope = scope
        self.world = scope.world
        self.written = written

    def within(self, scope: Scope) -> Resolver:
        """Return the resolver of the same text in another scope."""
        return Resolver(scope, self.written)

    def wrong(self, node: nodes.Node, code: str, message: str, hint: str = "") -> Exception:
        """Note a problem with a piece of the formula and return what is to be raised."""
        length = max(1, node.end - node.at)
        self.world.report(self.written.mark, code, message, hint=hint, offset=node.at, length=length)
        return Unsettled()

    def told(self) -> Exception:
        """Return what is to be raised where the cause was noted elsewhere."""
        return Unsettled()

    def unknown(
        self, node: nodes.Name, message: str, known: Known, hint: str = "", code: str = codes.UNKNOWN
    ) -> Exception:
        """Note that nothing known has a name, and return what is to be raised."""
        self.world.unknown(self.written.mark, code, message, node.id, known, hint=hint, offset=node.at)
        return Unsettled()

    def afford(self, *trees: Tree) -> None:
        """Report trees that take too many steps.

        Raises: Unsettled: they do.
        """
        taken = sum(steps(tree, self.world) for tree in trees)
        if taken > MOST_STEPS:
            message = f"this takes up to {taken:,} steps, at most {MOST_STEPS:,} are allowed"
            hint = "loop over fewer members, or give an inner part a name as a measure"
            self.world.blame(self.written, codes.TOO_MANY_STEPS, message, hint)
            raise Unsettled
        self.scope.spent.append(taken)

    # -- values --------------------------------------------------------------------------------

    def value(self, node: nodes.Node) -> Tree:
        """Return what a piece of a formula means.

        Raises: Unsettled: something in it is wrong, and noted.
        """
        match node:
            case nodes.Number():
                return Const(type=Num(node.value, node.value, isinstance(node.value, int)), value=node.value)
            case nodes.Name():
                return self.name(node)
            case nodes.Index():
                return reading.index(self, node)
            case nodes.Attribute():
                return reading.attribute(self, node)
            case nodes.Unary():
                return self.unary(node)
            case nodes.Binary():
                return calculate(self, node, node.op, self.number(node.left), self.number(node.right))
            case nodes.Compare():
                return comparing.compare(self, node)
            case nodes.Logic():
                return self.logic(node)
            case nodes.IfElse():
                return self.choice(node)
            case nodes.Call():
                return self.call(node)
            case nodes.Within():
                return comparing.within(self, node)
            case nodes.Quantifier():
                return ranging.quantifier(self, node)
        raise AssertionError(node)

    def number(self, node: nodes.Node) -> Tree:
        """Return what gives a number (a flag counts 0 or 1)."""
        tree = self.value(node)
        if not is_number(tree.type):
            raise self.wrong(node, codes.WRONG_TYPE, f"a number was expected, this is {tree.type}")
        return tree

    def condition(self, node: nodes.Node) -> Tree:
        """Return what holds or does not."""
        tree = self.value(node)
        if not isinstance(tree.type, Bool):
            message = f"a condition was expected, this is {tree.type}"
            raise self.wrong(node, codes.WRONG_TYPE, message, "compare it with something")
        return tree

    # -- names ---------------------------------------------------------------------------------

    def name(self, node: nodes.Name) -> Tree:
        """Return the value that a name stands for."""
        tree = self.known(node.id, node)
        if tree is not None:
            return tree
        if node.id in self.world.spoilt:
            raise self.told()
        if node.id in self.world.sets or node.id == "all":
            raise self.wrong(node, codes.NOT_A_VALUE, f"{node.id!r} is a set, not a value", "a set stands after 'in'")
        message = f"nothing is called {node.id!r}"
        if node.id in ("me", "yes", "no", "abstained", "score"):
            hint = reading.NO_SCORE if node.id == "score" else self._bound()
            raise self.wrong(node, codes.UNKNOWN, f"{message} here", hint)
        names = (*self.world.names("member", "track", "measure", "date"), *self.scope.names, *self.scope.words)
        hint = self._other_word(node.id) or self.world.suggest(node.id, names) or self._bound()
        raise self.unknown(node, message, names, hint)

    def _bound(self) -> str:
        """Return which names are bound where a formula stands, as the index of a measure is; "" without any."""
        names = [*self.scope.names][:MOST_BOUND]
        return f"known here: {', '.join(names)}" if names else ""

    def _other_word(self, id: str) -> str:
        """Return what is meant by a word of other languages, or by a level that stands alone, or nothing."""
        word = {"True": "true", "False": "false", "None": "none", "null": "none", "nil": "none"}.get(id)
        if word is not None:
            return f"write {word}"
        levelled = (track.id for track in self.world.tracks.values() for level in track.levels if level.id == id)
        track = next(levelled, "")
        return f"{id} is a level: compare level({track}) with it" if track else ""

    def known(self, id: str, node: nodes.Node) -> Tree | None:
        """Return the value that an id stands for, or None when it stands for none.

        Raises: Unsettled: it stands for two things.
        """
        world = self.world
        if id in self.scope.names:
            return Var(type=self.scope.names[id], name=id)
        if id in world.doubtful:
            raise self.told()
        if reading.is_read(self, id):
            return reading.number_at(self, id, (), node)
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

    # -- logic ---------------------------------------------------------------------------------

    def unary(self, node: nodes.Unary) -> Tree:
        """Return `not x` or `-x`."""
        if node.op == "not":
            return Operation(type=Bool(), op="not", items=(self.condition(node.of),))
        tree = self.number(node.of)
        if isinstance(tree, Const):
            value = -tree.value
            return Const(type=Num(value, value, isinstance(value, int)), value=value)
        return calculate(self, node, "neg", tree)

    def logic(self, node: nodes.Logic) -> Tree:
        """Return `x and y` or `x or y`; what the first rules out, the next need not think of."""
        resolver, items = self, []
        for item in node.items:
            tree = resolver.condition(item)
            items.append(tree)
            resolver = self.within(resolver.scope.given(tree, holds=node.op == "and"))
        return Operation(type=Bool(), op=node.op, items=tuple(items))

    def choice(self, node: nodes.IfElse) -> Tree:
        """Return `a if c else b`."""
        condition = self.condition(node.condition)
        then = self.within(self.scope.given(condition)).value(node.then)
        other = self.within(self.scope.given(condition, holds=False)).value(node.other)
        type = joined(then.type, other.type)
        if type is None:
            message = f"the two cases do not fit: {then.type}, and {other.type}"
            raise self.wrong(node, codes.WRONG_TYPE, message)
        if isinstance(type, Num):
            then, other = as_number(then), as_number(other)
        return Operation(type=type, op="if", items=(condition, then, other))

    def call(self, node: nodes.Call) -> Tree:
        """Return a function of values."""
        if node.name == "level":
            return reading.level(self, node)
        if node.name in ("near", "distance"):
            return reading.far(self, node)
        if node.name in QUANTIFIERS - {"min", "max"}:
            message = f"{node.name} needs 'for': {node.name}(… for x in set)"
            raise self.wrong(node, codes.NO_FUNCTION, message)
        return call_type(self, node, [self.number(item) for item in node.items])


__all__ = ["Resolver", "Unsettled"]
