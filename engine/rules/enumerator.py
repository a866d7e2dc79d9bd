"""One enumerator an order: all that `choose`, `when` and `cost` allow, in order, quickly.

Guards stand where their last parameter is chosen; what does not change is read before the loop;
what is fixed between giver and target is sorted out at load; and where one number of the target
must equal one of the giver's, the targets are remembered until a number is written that may change them.
Sources: dossier, performance 0 (3) and 2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from ..language.evaluate import evaluate
from ..language.meaning import (
    NONE,
    Bound,
    Comparison,
    MeasureAt,
    Mem,
    Num,
    Over,
    PhaseNow,
    TrackAt,
    Tree,
    Turn,
    Type,
    free_names,
    is_static,
    walk,
)
from .forms import Form, Payment, Recipe, payable, runs
from .loops import beside, is_column, run_of
from .module import OWN, Alike, Module
from .source import Python

MOST_SORTED = 2000


@attrs.frozen
class Body:
    """The Python of an enumerator: what must hold first, what is read then, and the list it gives."""

    guards: tuple[str, ...]
    lines: tuple[str, ...]
    result: str

    def function(self) -> Iterable[str]:
        """Yield the body of a function of its own."""
        for guard in self.guards:
            yield f"if not {guard}: return []"
        yield from self.lines
        yield f"return {self.result}"

    def inline(self, name: str, also: str) -> Iterable[str]:
        """Yield lines that put the list under a name; `also` is a condition before all others, or nothing."""
        held = " and ".join(filter(None, (also, *self.guards)))
        if not held:
            yield from self.lines
            yield f"{name}={self.result}"
            return
        yield f"if {held}:"
        yield from (f" {line}" for line in self.lines)
        yield f" {name}={self.result}"
        yield f"else: {name}=()"


def enumerator(module: Module, recipe: Recipe) -> Body:
    """Return the enumerator of an order."""
    form, outer = recipe.form, held_first(module, recipe)
    if not form.names:
        return Body(outer, (), module.constant(((),)))
    steps = [
        _Step(name, bound, *recipe.at(n))
        for n, (name, bound) in enumerate(zip(form.names, form.bounds, strict=True), start=1)
    ]
    split = _alike(steps[0]) if len(steps) == 1 else None
    me = form.scope.names["me"]
    if split is not None:
        lines, result = _remembered(module, steps[0], split)
    else:
        alone = _alone(module, steps[0], me) if len(steps) == 1 else None
        lines, result = alone or _nested(module, form, steps, me)
    return Body(outer, tuple(lines), result)


def held_first(module: Module, recipe: Recipe) -> tuple[str, ...]:
    """Return what must hold, and be payable, before any parameter is chosen."""
    first = Python(module)
    wanted, paid = recipe.at(0)
    return (*map(first, wanted), *(payable(first, target, trees, least) for _, target, trees, least in paid))


def together(bodies: Iterable[tuple[str, Body]]) -> Iterable[str]:
    """Yield one function for several enumerators, each with a condition before it (or none).

    What several of them read of the giver is read once. It gives a tuple of lists, in order.
    """
    lines: list[str] = []
    names = []
    for number, (also, body) in enumerate(bodies):
        names.append(f"r{number}")
        lines += body.inline(names[-1], also)
    readings = Counter(reading for line in lines for reading in _OWN.findall(line))
    for number, (reading, times) in enumerate(readings.items()):
        if times > 1:
            yield f"g{number}={reading}"
            lines = [line.replace(reading, f"g{number}") for line in lines]
    yield from lines
    yield f"return ({''.join(name + ',' for name in names)})"


_TARGET = "TARGET"
_OWN = re.compile(r"s\[\d+\+me\]|A_\w+\[me\]|(?<![+\w])s\[\d+\]")


@attrs.define
class _Step:
    """A parameter, its guards and its payments."""

    name: str
    bound: Bound
    wanted: list[Tree]
    paid: list[Payment]

    def conditions(self, python: Python) -> str:
        """Return the `if`s of the guards that are left, and of what must be payable."""
        held = "".join(f" if {python(tree)}" for tree in self.wanted)
        return held + "".join(f" if {payable(python, target, trees, least)}" for _, target, trees, least in self.paid)

    @property
    def trees(self) -> list[Tree]:
        """What is read for each member."""
        paid = [tree for _, target, trees, _ in self.paid for tree in (target, *trees)]
        return [*self.wanted, *paid]


def _nested(module: Module, form: Form, steps: list[_Step], me: Type) -> tuple[list[str], str]:
    """Return what is read first, and one comprehension over all parameters."""
    hoisted: dict[str, str] = {}
    python = Python(module, hoisted=hoisted, fixed=frozenset({"me"}))
    loops = ""
    for step in steps:
        if step.bound.condition is None:
            run, python = _run(module, python, step, me)
        else:
            run = runs(python, step.name, step.bound)
        loops += run + step.conditions(python)
    result = f"[({''.join(f'{python.name(name)},' for name in form.names)}){loops}]"
    return [f"{local}={reading}" for reading, local in hoisted.items()], result


def _run(module: Module, python: Python, step: _Step, me: Type) -> tuple[str, Python]:
    """Return the loop over a parameter's members and the writer inside it; fixed guards are taken off the step."""
    table = _fitting(module, step, me)
    if table is None:
        return beside(python, attrs.evolve(step.bound, name=step.name), step.trees)
    return f" for p_{step.name} in {module.constant(table)}[me]", python


def _fitting(module: Module, step: _Step, me: Type) -> tuple[tuple[int, ...], ...] | None:
    """Return for each giver the members that fixed guards let through, which are taken off; None without such."""
    members = step.bound.domain.members
    fixed = [tree for tree in step.wanted if is_static(tree) and free_names(tree) <= {"me", step.name}]
    givers = module.world.everything("role")
    if members is None or not fixed or len(givers) * len(members) > MOST_SORTED:
        return None
    step.wanted = [tree for tree in step.wanted if tree not in fixed]
    may = me.members if isinstance(me, Mem) else frozenset()

    def fit(giver: int) -> tuple[int, ...]:
        bindings = {"me": giver}
        return tuple(
            p for p in members if all(evaluate(tree, module.world, {**bindings, step.name: p}) for tree in fixed)
        )

    return tuple(fit(giver) if giver in may else () for giver in givers)


def _alone(module: Module, step: _Step, me: Type) -> tuple[list[str], str] | None:
    """Return the enumerator of one parameter that runs over what it gives, beside where its first number stands."""
    members = step.bound.domain.members
    columns = [it for tree in step.trees for it in walk(tree) if is_column(it, step.name)]
    if step.bound.condition is not None or not members or not run_of(members) or not columns:
        return None
    hoisted: dict[str, str] = {}
    base, table = module.world.tracks[columns[0].track].base, _fitting(module, step, me)
    python = Python(module, hoisted=hoisted, fixed=frozenset({"me"}))
    _, inside = beside(python, attrs.evolve(step.bound, name=step.name), [columns[0], *step.trees])

    def paired(found: Iterable[int]) -> tuple[tuple[tuple[int], int], ...]:
        return tuple(((member,), base + member) for member in found)

    every = paired(members) if table is None else tuple(map(paired, table))
    run = f"for p,p_{step.name}_at in {module.constant(every)}{'' if table is None else '[me]'}"
    found = f"[p {run}{step.conditions(inside)}]"
    return [f"{local}={reading}" for reading, local in hoisted.items()], found


def _alike(step: _Step) -> tuple[TrackAt, Tree, Tree] | None:
    """Return a guard that one number of each target equals one of the giver's: column, other side, guard."""
    members = step.bound.domain.members
    if step.bound.condition is not None or not members or not run_of(members):
        return None
    for tree in step.wanted:
        if isinstance(tree, Comparison) and tree.ops == ("==",):
            for column, other in (tree.items, tree.items[::-1]):
                whole = not isinstance(other.type, Num) or other.type.whole
                if whole and is_column(column, step.name) and step.name not in free_names(other):
                    return column, other, tree
    return None


def _remembered(module: Module, step: _Step, split: tuple[TrackAt, Tree, Tree]) -> tuple[list[str], str]:
    """Return the enumerator that starts from the remembered targets whose number equals the giver's."""
    column, other, guard = split
    step.wanted = [tree for tree in step.wanted if tree is not guard]
    members = step.bound.domain.members
    assert members is not None
    hoisted: dict[str, str] = {}
    python = Python(module, hoisted=hoisted, fixed=frozenset({"me"}))
    _, inside = beside(python, attrs.evolve(step.bound, name=step.name), [column, *step.trees])
    base, own = module.world.tracks[column.track].base, frozenset({column.track})
    targets = module.constant(tuple(((member,), base + member) for member in members))
    first, conditions, reads = f"h={Python(module)(other)}", step.conditions(inside), _rests_on(step)
    of = Alike(column.track, *_span(other.type))
    if not conditions:
        return [first, *_kept(module, "x", f"[p for p,at in {targets} if s[at]==h]", of, own)], "x"
    lines = _kept(module, "x", f"[q for q in {targets} if s[q[1]]==h]", of, own)
    lines += [f"{local}={reading}" for reading, local in hoisted.items()]
    found = f"[p for p,p_{step.name}_at in x{conditions}]"
    if reads is None:
        return [first, *lines], found
    tests = {name: test for name in sorted(reads - own) if (test := _test(module, step, name)) is not None}
    return [first, *_kept(module, "z", found, of, own | reads, lines, tests)], "z"


def _kept(
    module: Module,
    name: str,
    made: str,
    of: Alike,
    reads: frozenset[str],
    before: Iterable[str] = (),
    tests: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Return lines that put under a name what is remembered for `h`, or make it, with what is read before that."""
    lines = [f" {line}" for line in before]
    key = module.keep("\n".join((*lines, made)), of, reads, tests)
    return [f"{name}=m.get(h-{key})", f"if {name} is None:", *lines, f" {name}=m[h-{key}]={made}"]


def _span(type: Type) -> tuple[int, int]:
    """Return the least and greatest number that a value may be."""
    match type:
        case Num():
            return int(type.least), int(type.most)
        case Mem():
            return NONE, max(type.members, default=NONE)
    return 0, 1


def _test(module: Module, step: _Step, track: str) -> str | None:
    """Return how a target's own number in a track decides, "" where more of it does, None where others' do."""
    read = [tree for tree in step.wanted if any(isinstance(it, TrackAt) and it.track == track for it in walk(tree))]
    numbers = {it for tree in read for it in walk(tree) if isinstance(it, TrackAt)}
    if not all(is_column(it, step.name) for it in numbers):
        return None
    python = Python(module, names={step.name: _TARGET}, columns=dict.fromkeys(numbers, OWN))
    test = " and ".join(map(python, read))
    return test if len(numbers) == 1 and _TARGET not in test else ""


def _rests_on(step: _Step) -> frozenset[str] | None:
    """Return the tracks on which the guards of a target rest, None when it is not only them and the target."""
    parts = [part for tree in step.wanted for part in walk(tree)]
    other = any(isinstance(part, MeasureAt | Turn | PhaseNow | Over) for part in parts)
    if step.paid or other or not all(free_names(tree) <= {step.name} for tree in step.wanted):
        return None
    return frozenset(part.track for part in parts if isinstance(part, TrackAt))
