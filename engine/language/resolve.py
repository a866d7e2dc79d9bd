"""Where formulas stand, and what is made of them there: the one door to settled formulas.

A `Scope` says which names are bound and who reads. Problems are noted in the world with the place
inside the formula; what could not be settled comes back as None, and what depends on it stays silent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import attrs

from . import formula as f
from . import formula_codes as codes
from . import nodes, ranging
from .arithmetic import decided
from .evaluate import evaluate
from .meaning import (
    NONE,
    Bool,
    Bound,
    Const,
    Mem,
    Num,
    Operation,
    TrackAt,
    Tree,
    Type,
    as_number,
    free_names,
    is_number,
    is_static,
    walk,
)
from .measures import Measures, steps
from .ranging import MOST_RANGE
from .settle import Resolver, Unsettled
from .shapes import Written
from .world import Sight, World

T = TypeVar("T")


@attrs.frozen
class Reader:
    """Who reads a formula: everybody at the table, some roles (each what it sees), or the rules (everything)."""

    kind: str  # all, role (each what it sees), rules, measure
    roles: frozenset[int] = frozenset()
    name: str = "me"  # what each of the roles is called in the formula, "" for nothing


RULES = Reader("rules")
TABLE = Reader("all")


@attrs.define
class Scope:
    """Where a formula stands."""

    world: World
    names: Mapping[str, Type]
    reader: Reader = RULES
    measures: Measures | None = None
    owner: str = ""  # in a measure: the name of the index that is the owner, if one is
    sight: list[Sight] = attrs.field(factory=list)  # in a measure: of all that it reads
    words: tuple[str, ...] = ()  # that may stand here instead of a formula, for suggestions
    lists: Mapping[str, Mem] = attrs.field(factory=dict)  # names of lists of members, for what stands after `in`
    reads: set[str] = attrs.field(factory=set)
    spent: list[int] = attrs.field(factory=list)  # the steps of each formula settled here, for lists of effects

    def bind(self, **names: Type) -> Scope:
        """Return the scope with more names."""
        return attrs.evolve(self, names={**self.names, **names})

    def given(self, condition: Tree | None, *, holds: bool = True) -> Scope:
        """Return the scope in which a condition is known to hold: members that fail it are ruled out."""
        if condition is None:
            return self
        names = dict(self.names)
        for part in _conjuncts(condition, holds):
            names.update(_fitting(part, names, self.world))
        return attrs.evolve(self, names=names)

    # -- what was written --------------------------------------------------------------------------

    def number(self, written: Written) -> Tree | None:
        """Return a formula that gives a number (a flag counts 0 or 1)."""
        return self._afforded(written, Resolver.number)

    def flag(self, written: Written) -> Tree | None:
        """Return a formula that holds or not; warns when it always or never does."""
        tree = self._afforded(written, Resolver.condition)
        always = None if tree is None or isinstance(tree, Const) else decided(tree)
        if always is not None:
            message = f"this {'always' if always else 'never'} holds"
            length = len(written.text.split("\n")[0])
            self.world.report(written.mark, codes.DECIDED, message, length=length, severity="warning")
        return tree

    def likelihood(self, written: Written) -> Tree | None:
        """Return a formula that gives a probability; warns when it never is one, as percentages are not."""
        tree = self.number(written)
        bounds = tree.type if tree is not None and isinstance(tree.type, Num) else Num(0, 1)
        if bounds.least > 1 or bounds.most < 0:
            message = f"this {'always' if bounds.least > 1 else 'never'} happens: a chance is from 0 to 1"
            hint = "write 0.5 for 50 %" if bounds.least > 1 else ""
            length = len(written.text.split("\n")[0])
            self.world.report(written.mark, codes.DECIDED, message, hint=hint, length=length, severity="warning")
        return tree

    def any(self, written: Written) -> Tree | None:
        """Return a formula of any type."""
        return self._afforded(written, Resolver.value)

    def of_type(self, written: Written, type: Type) -> Tree | None:
        """Return a formula whose values all fit a type (`none` only where that may be none)."""
        tree = self.any(written)
        if tree is None:
            return None
        wrong = self.misfit(tree, type)
        if wrong:
            self.world.blame(written, codes.WRONG_TYPE, wrong)
            return None
        return as_number(tree) if isinstance(type, Num) else tree

    def misfit(self, tree: Tree, type: Type) -> str:
        """Return why a value cannot be of a type, or nothing."""
        expected = f"{type} was expected, this is {tree.type}"
        if isinstance(type, Num):
            return "" if is_number(tree.type) else expected
        if not isinstance(type, Mem):
            return "" if tree.type == type else expected
        if not isinstance(tree.type, Mem) or tree.type.root not in ("", type.root):
            return expected
        extra = tree.type.members - type.members
        if extra:
            return f"this may be {self.world.ids(type.root, extra)}, which does not belong here"
        if tree.type.nullable and not type.nullable:
            return "this may be none, which does not belong here"
        return ""

    def selection(self, written: Written, *, most: int | None = MOST_RANGE) -> Bound | None:
        """Return what a selection runs over; its name is empty when none was written."""

        def bound(at: Resolver) -> Bound:
            found = ranging.bound(at, f.parse_selection(written.text), named=False, most=most)
            if found.condition is not None:
                at.afford(*[found.condition] * min(found.domain.size, MOST_RANGE))
            return found

        return self._settled(written, bound)

    def sentence(self, written: Written) -> tuple[str | Tree, ...] | None:
        """Return a text's pieces with its formulas settled."""

        def pieces(at: Resolver) -> tuple[str | Tree, ...]:
            parts = f.parse_text(written.text)
            found = tuple(part if isinstance(part, str) else at.value(part) for part in parts)
            at.afford(*(part for part in found if not isinstance(part, str)))
            return found

        return self._settled(written, pieces)

    def assignment(self, written: Written) -> tuple[TrackAt, str, Tree] | None:
        """Return an assignment's track, `=`, `+=` or `-=`, and value."""
        return attrs.evolve(self, reader=RULES)._settled(written, _assigned)

    def _afforded(self, written: Written, settle: Callable[[Resolver, nodes.Node], Tree]) -> Tree | None:
        def tree(at: Resolver) -> Tree:
            found = settle(at, f.parse(written.text))
            at.afford(found)
            return found

        return self._settled(written, tree)

    def _settled(self, written: Written, settle: Callable[[Resolver], T]) -> T | None:
        """Return what a text was settled to, or None after a problem."""
        try:
            return settle(Resolver(self, written))
        except f.FormulaError as error:
            self.world.unread(written, error)
        except Unsettled:
            pass
        return None


def _assigned(at: Resolver) -> tuple[TrackAt, str, Tree]:
    assign = f.parse_assignment(at.written.text)
    target = at.value(assign.target)
    if not isinstance(target, TrackAt):
        hint = "a measure follows from tracks"
        raise at.wrong(assign.target, codes.NOT_A_VALUE, "only tracks can be changed", hint)
    value = at.value(assign.value)
    wrong = at.scope.misfit(value, target.type)
    if isinstance(target.type, Mem | Bool) and assign.op != "=":
        wrong = f"{assign.op} needs a number, {target.track} holds {target.type}"
    if wrong:
        raise at.wrong(assign.value, codes.WRONG_TYPE, wrong)
    at.afford(value, *target.items)
    return target, assign.op, as_number(value) if isinstance(target.type, Num) else value


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


__all__ = ["RULES", "TABLE", "Measures", "Reader", "Scope", "steps", "walk"]
