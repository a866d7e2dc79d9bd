"""One ruleset on its way from words to rules: what all parts of the compiler share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ..language import spec
from ..language.meaning import Mem, Tree, Type, is_static
from ..language.resolve import TABLE, Measures, Scope
from ..language.shapes import Written
from ..language.verbs import Effect
from ..language.world import IndexOf, Sight, World
from . import rule_codes as codes
from .module import Module
from .ruleset import Cause, Index, Order
from .source import Python
from .writer import Names, Writer, body


@attrs.define
class Making:
    """What was written, its names, and the Python as it grows."""

    written: spec.Ruleset
    world: World
    measures: Measures
    module: Module
    names: Names
    orders: dict[str, Order] = attrs.field(factory=dict)
    terms: dict[str, dict[str, Type]] = attrs.field(factory=dict)  # what each takes

    @property
    def python(self) -> Python:
        """The writer of expressions."""
        return Python(self.module)

    def scope(self, names: Mapping[str, Type] | None = None) -> Scope:
        """Return the scope of rules that read everything."""
        return Scope(self.world, {} if names is None else names, measures=self.measures)

    def table(self) -> Scope:
        """Return the scope of what all at the table see."""
        return Scope(self.world, {}, TABLE, self.measures)

    def cause(self, section: str, entry: spec.Entry, id: str = "") -> int:
        """Return the number of the cause that an entry is."""
        place = self.world.sources.place(entry.mark)
        return self.module.cause(Cause(section=section, entry=id or entry.id, place=place))

    def question(self, name: str, expression: str, parameters: str = "") -> str:
        """Define a function that answers with an expression and return its name."""
        return self.module.define(name, f"s,m{parameters}", [f"return {expression}"])

    def effects(
        self,
        name: str,
        parameters: str,
        items: Sequence[Effect],
        section: str,
        entry: str,
        scope: Scope,
        owner: str = "",
    ) -> tuple[str, set[str]]:
        """Define a function that does effects; return its name and the events it may fire; `owner`: see `Burden`."""
        members = tuple(bound for bound, type in scope.names.items() if isinstance(type, Mem))
        writer = Writer(self.module, self.names, scope, section, entry, members=members)
        return self.module.define(name, parameters, body(writer, items, owner)), set(writer.fires)


def titled(entry: spec.Entry) -> str:
    """Return what people call an entry."""
    return entry.title or entry.id.replace("_", " ").capitalize()


def index_of(index: IndexOf) -> Index:
    """Return an index as play knows it."""
    return Index(name=index.name, set=index.set, root=index.root, members=index.members)


def seen_by(sight: Sight) -> str | frozenset[int]:
    """Return who sees a number as play knows it; owners among some roles count as nobody."""
    if sight.owner:
        return "owner" if sight.roles is None else "nobody"
    if sight.roles is None:
        return "all"
    return sight.roles or "nobody"


def fixed(world: World, written: Written, tree: Tree | None) -> Tree | None:
    """Return a tree that reads nothing which play can change, or None; a problem when it does."""
    if tree is None or is_static(tree):
        return tree
    world.blame(written, codes.NOT_FIXED, "this is fixed at load: it can read attributes and numbers only")
    return None
