"""Settled formulas written out as Python: what is true of the tree is true of the text.

Generated names are those of `engine.rules.module`. The oracle is `engine.language.evaluate`; a
differential test holds the two together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any

import attrs

from ..language.adding import added_up
from ..language.evaluate import evaluate
from ..language.meaning import (
    NONE,
    AttributeOf,
    Bool,
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
    is_static,
)
from ..language.world import IndexOf, MeasureOf
from ..speech import _
from . import loops
from .module import Module

MOST_ADDED = 50  # Python reads some hundreds of additions, one inside the other
MOST_IN_A_TABLE = 2000  # members for which a measure is worked out at load


@attrs.frozen
class Python:
    """Writes trees as Python expressions; `names` says how bound names are spelled.

    In a loop, what does not change is fixed before it (`hoisted`, by the names that are `fixed`), and
    what is read for each member in turn comes from slices run beside the loop's name (`columns`).
    """

    module: Module
    names: Mapping[str, str] = attrs.field(factory=dict)
    hoisted: dict[str, str] | None = None  # expression -> local
    fixed: frozenset[str] = frozenset()
    columns: Mapping[Tree, str] = attrs.field(factory=dict)  # reading -> the name it has in the loop

    def spelled(self, **names: str) -> Python:
        """Return the writer with other spellings added."""
        return attrs.evolve(self, names={**self.names, **names})

    def name(self, name: str) -> str:
        """Return how a bound name is spelled."""
        return self.names.get(name) or ("me" if name == "me" else f"p_{name}")

    def __call__(self, tree: Tree) -> str:
        """Return the expression for a tree."""
        if self.columns and tree in self.columns:  # as it is told apart by all that it holds
            return self.columns[tree]
        if self.hoisted is not None and not isinstance(tree, Const | Var | Turn) and free_names(tree) <= self.fixed:
            text = attrs.evolve(self, hoisted=None)(tree)
            return self.hoisted.setdefault(text, f"h{len(self.hoisted)}")
        if isinstance(tree, TrackAt | MeasureAt | Distance) and any(map(_is_tangled, tree.items)):
            return self._untangled(tree)
        match tree:
            case Const():
                return (
                    repr(tree.value)
                    if not isinstance(tree.value, int | float) or tree.value >= 0
                    else f"({tree.value!r})"
                )
            case Var():
                return self.name(tree.name)
            case Turn():
                return "s[0]"
            case PhaseNow():
                return "s[1]"
            case TrackAt():
                return self._reading(tree, f"s[{self.place(tree)}]")
            case MeasureAt():
                return self._measure(tree)
            case AttributeOf():
                return f"{self.module.attribute(tree.root, tree.name)}[{self(tree.of)}]"
            case LevelAt():
                return f"{self._levels(tree.track)}.get({self(tree.of)},-1)"
            case Comparison():
                ops = zip(tree.ops, tree.items[1:], strict=True)
                return f"({self(tree.items[0])}" + "".join(f"{op}{self(item)}" for op, item in ops) + ")"
            case Member():
                item = self(tree.item)
                whole = _whole(tree.item)
                held = self.within(item, tree.domain) if whole else f"({item} in {self.collection(tree.domain)})"
                return f"(not {held})" if tree.negated else held
            case Distance():
                return self._distance(tree)
            case Over():
                return loops.over(self, tree)
            case Operation():
                return self._operation(tree)
        raise AssertionError(tree)

    # -- tracks and measures -------------------------------------------------------------------

    def _untangled(self, tree: TrackAt | MeasureAt | Distance) -> str:
        """Return a reading whose long indices are worked out once: written twice each time, they would double."""
        inner, names, given = [], {}, []
        for n, item in enumerate(tree.items):
            tangled = _is_tangled(item)
            inner.append(Var(type=item.type, name=f"_{n}") if tangled else item)
            if tangled:
                names[f"_{n}"] = f"i{n}"
                given.append(self(item))
        reading = self.spelled(**names)(attrs.evolve(tree, items=tuple(inner)))  # type: ignore[arg-type]
        return f"(lambda {','.join(names.values())}:{reading})({','.join(given)})"

    def place(self, tree: TrackAt) -> str:
        """Return the expression for where a track's number stands."""
        it = self.module.world.tracks[tree.track]
        base = it.base
        parts: list[tuple[str, bool]] = []
        for item, stride in zip(tree.items, it.strides, strict=True):
            if isinstance(item, Const):
                base += item.value * stride
            else:
                text = self(item)
                parts.append((text if stride == 1 else f"{text}*{stride}", free_names(item) <= self.fixed))
        text = "+".join([str(base), *(part for part, fixed in parts if fixed)])
        varying = [part for part, fixed in parts if not fixed]
        if self.hoisted is not None and varying and len(varying) < len(parts):
            text = self.hoisted.setdefault(text, f"h{len(self.hoisted)}")
        return "+".join([text, *varying])

    def missing(self, items: tuple[Tree, ...]) -> str:
        """Return the condition under which all indices are there, or nothing when they always are."""
        doubtful = [item for item in items if isinstance(item.type, Mem) and item.type.nullable]
        return " and ".join(f"{self(item)}>=0" for item in doubtful)

    def _reading(self, tree: TrackAt | MeasureAt, reading: str) -> str:
        there = self.missing(tree.items)
        if not there:
            return reading
        return f"({reading} if {there} else {NONE if isinstance(tree.type, Mem) else 0})"

    def _measure(self, tree: MeasureAt) -> str:
        it = self.module.world.measures[tree.measure]
        if len(it.terms) == 1 and isinstance(it.terms[0][1], Const):
            return self._reading(tree, self(it.terms[0][1]))
        items = [self(item) for item in tree.items]
        if it.terms and _is_fixed(it):
            return self._reading(tree, self._table(it) + "".join(f"[{item}]" for item in items))
        plain = all(isinstance(item, Var | Const) for item in tree.items) and not self.missing(tree.items)
        if plain and it.terms and not it.heavy:
            names = {index.name: item for index, item in zip(it.indices, items, strict=True)}
            own = Python(self.module, names)
            return f"({'+'.join(own(term) for _, term in it.terms)})"
        call = f"M_{tree.measure}({','.join(('s', 'm', *items))})"
        if it.heavy and not items:
            call = f"(m.get({self.module.key(it)}) or {call})"  # as the function begins
        return self._reading(tree, call)

    def _table(self, it: MeasureOf) -> str:
        """Return the table of what a measure gives for each of its members, where play cannot change it."""
        world, name = self.module.world, f"T_{it.id}"
        if name in self.module.named:
            return name

        def row(indices: Sequence[IndexOf], known: Mapping[str, int]) -> Any:
            if not indices:
                return added_up(evaluate(term, world, known) for _, term in it.terms)
            first, *rest = indices
            members = world.everything(first.root)
            return tuple(
                row(rest, {**known, first.name: member}) if member in first.members else 0 for member in members
            )

        return self.module.table(name, row(it.indices, {}))

    def _levels(self, track: str) -> str:
        it = self.module.world.tracks[track]
        levels = {v: n for n, level in enumerate(it.levels) for v in range(level.least, level.most + 1)}
        return self.module.table(f"L_{track}", levels)

    def _distance(self, tree: Distance) -> str:
        table = self.module.constant((*((*row, 99) for row in self.module.world.distances[tree.kind]), (99, 99)))
        a, b = (self(item) for item in tree.items)
        reading = f"{table}[{a}][{b}]"
        there = self.missing(tree.items)
        reading = f"({reading} if {there} else 99)" if there else reading
        return f"({reading}==1)" if tree.near else reading

    # -- calculations ----------------------------------------------------------------------------

    def _operation(self, tree: Operation) -> str:
        op, items = tree.op, tree.items
        if op in _DIVIDING and not (isinstance(items[1], Const) and items[1].value):
            # a divisor is 0 only where the value is not used: it may be worked out before what guards it is asked
            return f"({self(items[0])}{op}({self(items[1])} or 1))"
        if op in _BETWEEN:
            return "(" + _BETWEEN[op].join(self(item) for item in items) + ")"
        texts = [self(item) for item in items]
        if op == "number" and isinstance(items[0], TrackAt):
            return texts[0]  # a track holds 1 or 0 for a flag
        if op == "if":
            return f"({texts[1]} if {texts[0]} else {texts[2]})"
        if op in ("round", "floor", "ceil"):
            return texts[0] if _whole(items[0]) else f"_{op}({texts[0]})"
        if op == "at":
            last = len(texts) - 2
            position = texts[0] if _whole(items[0]) else f"_round({texts[0]})"
            table = f"({','.join(texts[1:])},)"
            if all(isinstance(item, Const) for item in items[1:]):
                table = self.module.constant(tuple(item.value for item in items[1:] if isinstance(item, Const)))
            return f"{table}[max(0,min({last},{position}))]"
        if op == "clamp":
            return f"max({texts[1]},min({texts[2]},{texts[0]}))"
        return _CALLS[op] % tuple(texts) if op in _CALLS else f"{op}({','.join(texts)})"

    # -- sets ------------------------------------------------------------------------------------

    def within(self, item: str, domain: Domain) -> str:
        """Return the condition that a value is in a domain: bounds or a set of fixed members, else a look through."""
        members = domain.members
        if members and members == tuple(range(members[0], members[-1] + 1)):
            return f"({members[0]}<={item}<={members[-1]})"
        if domain.least is not None and domain.most is not None and _whole(domain.least) and _whole(domain.most):
            return f"({self(domain.least)}<={item}<={self(domain.most)})"
        held = self.module.constant(frozenset(members)) if members else self.collection(domain)
        return f"({item} in {held})"

    def collection(self, domain: Domain) -> str:
        """Return an expression for what a domain holds, in order: a tuple or a range."""
        if domain.members is not None:
            return self.module.constant(domain.members)
        if domain.name:
            return self.name(domain.name)
        if domain.items is not None:
            return f"({','.join(self(item) for item in domain.items)},)"
        if domain.of is not None:
            return f"{self.module.attribute(domain.root, domain.attribute)}[{self(domain.of)}]"
        assert domain.least is not None
        assert domain.most is not None
        least, most = self(domain.least), self(domain.most)
        least = least if _whole(domain.least) else f"_ceil({least})"
        if isinstance(domain.most, Const) and isinstance(domain.most.value, int):
            return f"range({least},{domain.most.value + 1})"
        most = most if _whole(domain.most) else f"_floor({most})"
        return f"range({least},{most}+1)"

    # -- text ------------------------------------------------------------------------------------

    def sentence(self, pieces: Iterable[str | Tree]) -> str:
        """Return an expression for a text with its formulas shown."""
        texts = [repr(piece) if isinstance(piece, str) else self.show(piece) for piece in pieces]
        return told(texts)

    def show(self, tree: Tree) -> str:
        """Return an expression for a value as people read it."""
        text = self(tree)
        if isinstance(tree, TrackAt) and self.module.world.tracks[tree.track].levels:
            it = self.module.world.tracks[tree.track]
            words = {v: level.title for level in it.levels for v in range(level.least, level.most + 1)}
            return f"{self.module.table(f'W_{tree.track}', words)}.get({text},'–')"
        match tree.type:
            case Mem(root=root):
                return f"{self.module.titles(root)}[{text}]" if root else repr(_("none"))
            case Bool():
                return f"({_('yes')!r} if {text} else {_('no')!r})"
            case Words():
                return self._word(f"str({text} or {_('none')!r})")
            case Steps(names=names):
                spoken = (*(self.module.world.words(name) for name in names), "–")
                return f"{self.module.constant(spoken)}[{text}]"
            case Num(whole=True):
                return f"str({text})"
        return f"_shown({text})"

    def _word(self, text: str) -> str:
        """Return an expression for a word of an attribute in the reader's language."""
        said = dict(self.module.world.said)
        return f"{self.module.constant(said)}.get(w:={text},w)" if said else text


def added(parts: Sequence[str], type: Type) -> str:
    """Return an expression for a sum of a type; one of many parts is not nested as deep as it is long."""
    return "+".join(parts) if len(parts) <= MOST_ADDED else f"{loops.added_by(type)}(({','.join(parts)},))"


def told(texts: Sequence[str]) -> str:
    """Return an expression for texts one after another; like `added`, it is not nested."""
    return "+".join(texts) or "''" if len(texts) <= MOST_ADDED else f"''.join(({','.join(texts)},))"


def read_once(text: str, parameters: str) -> tuple[list[str], str]:
    """Return lines that work out where rows of tracks begin, and the expression with those names instead.

    `parameters` (`,p_a,p_b`) are what stays as it is in the whole expression.
    """
    names = "|".join(re.escape(name) for name in parameters.split(",") if name)
    if not names or re.search(rf"for ({names}) in", text):
        return [], text
    found = Counter(re.findall(rf"(?<=\d\+)(?:{names})\*\d+(?:\+(?:{names}))?(?=[\]:])", text))
    lines = []
    for number, (row, times) in enumerate(found.most_common()):
        if times > 1:
            lines.append(f"q{number}={row}")
            text = re.sub(rf"(?<=\d\+){re.escape(row)}(?=[\]:])", f"q{number}", text)
    return lines, text


_DIVIDING = ("/", "//", "%")
_BETWEEN = {"and": " and ", "or": " or ", "+": "+", "-": "-", "*": "*", "/": "/", "//": "//", "%": "%"}
_CALLS = {"neg": "(-%s)", "not": "(not %s)", "div": "_div(%s,%s,%s)", "number": "(%s+0)"}


def _whole(tree: Tree) -> bool:
    return not isinstance(tree.type, Num) or tree.type.whole


def _is_fixed(it: MeasureOf) -> bool:
    """Return whether a measure is a number that rests on nothing but its members, few enough for a table."""
    few = prod(len(index.members) for index in it.indices) <= MOST_IN_A_TABLE
    return bool(it.indices) and few and isinstance(it.type, Num) and all(is_static(term) for _, term in it.terms)


def _is_tangled(item: Tree) -> bool:
    """Return whether an index may be none and is more than a name or one plain reading."""
    doubtful = isinstance(item.type, Mem) and item.type.nullable
    return doubtful and any(not isinstance(part, Const | Var) for part in item.parts())
