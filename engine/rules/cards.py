"""What a doctrine thinks, written out as few functions: one for its reads, few for each card.

A card's orders are found as an order's own enumerator finds them, what the card fixes in its place; its
score is added up in one expression, and what no parameter changes is worked out once for all orders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

import attrs

from ..language.meaning import AttributeOf, Comparison, Mem, Num, Operation, Tree, Type, Var, free_names, walk
from .enumerator import held_first
from .forms import Payment, Recipe, inside, payable
from .module import Module
from .scripts import MOST_LOOKED_AT
from .source import Python

LEAST_SHARED = 12
"""Of so many pieces must be what is worked out once for each value of a parameter."""

Fixed = Mapping[int, Tree]  # parameter by position -> what a card fixes it to


def mind(reads: Sequence[str], stances: Sequence[str]) -> Iterable[str]:
    """Yield the body of a function that gives all reads, and the position of the stance that fits."""
    yield from (f"r{n}={text}" for n, text in enumerate(reads))
    yield f"r=[{','.join(f'r{n}' for n in range(len(reads)))}]"
    for n, when in enumerate(stances):
        if not when:
            yield f"return r,{n}"
            return
        yield f"if {when}: return r,{n}"
    yield "return r,-1"


def totals(python: Python, terms: Sequence[Tree], takes: Sequence[str]) -> Iterable[str]:
    """Yield the body of a function that adds the terms of a score up for each of some `orders`.

    What rests on one of several parameters alone is worked out once for each of its values.
    """
    hoisted: dict[str, str] = {}
    free = frozenset().union(*map(free_names, terms)) - frozenset(takes)
    inner = Python(python.module, python.names, hoisted=hoisted, fixed=free)
    lines, columns, runs = list[str](), dict[Tree, str](), f" for {''.join(f'p_{name},' for name in takes)} in orders"
    for n, name in enumerate(takes if len(takes) > 1 else ()):
        own = dict.fromkeys(it for tree in terms for it in _resting(tree, free | {name}, name))
        if sum(1 for tree in own for _ in walk(tree)) >= LEAST_SHARED:
            texts, locals_ = "".join(f"{inner(tree)}," for tree in own), [f"c{n}_{k}" for k in range(len(own))]
            lines.append(f"c{n}={{p_{name}:({texts}) for p_{name} in {{it[{n}] for it in orders}}}}")
            runs += f" for {''.join(f'{it},' for it in locals_)} in (c{n}[p_{name}],)"
            columns |= zip(own, locals_, strict=True)
    text = added(attrs.evolve(inner, columns=columns), terms)
    yield from (f"{local}={reading}" for reading, local in hoisted.items())
    yield from lines
    known = {f"p_{name}" for name in takes}  # others belong to a loop inside
    for n, (measure, times) in enumerate(Counter(_MEASURE.findall(text)).items()):
        if times > 1 and set(_NAME.findall(measure)) <= known:
            text, runs = text.replace(measure, f"q{n}"), f"{runs} for q{n} in ({measure},)"
    yield f"return [{text}{runs}]"


def _resting(tree: Tree, known: frozenset[str], name: str) -> Iterator[Tree]:
    """Yield the largest parts of a tree that read nothing but what is known, the name among it."""
    names = free_names(tree)
    if name not in names or isinstance(tree, Var | AttributeOf):
        return
    if names <= known:
        yield tree
    elif isinstance(tree, Operation | Comparison):
        for part in tree.parts():
            yield from _resting(part, known, name)


def ways(module: Module, recipe: Recipe, names: Mapping[str, str], fixed: Fixed) -> list[str] | None:
    """Return the body of a function that gives a card's orders; None when they may be too many to look at all."""
    form = recipe.form
    free = [bound.domain.size for n, bound in enumerate(form.bounds) if n not in fixed]
    if prod(free) > MOST_LOOKED_AT:
        return None
    first = " and ".join(filter(None, (recipe.asked, *held_first(module, recipe))))
    lines = [f"if not ({first}): return ()"] if first else []
    return lines + (_searched(module, recipe, names, fixed) if free else _straight(module, recipe, names, fixed))


def added(python: Python, trees: Sequence[Tree]) -> str:
    """Return the expression for one tree, or for several added."""
    return python(trees[0]) if len(trees) == 1 else f"({'+'.join(map(python, trees))})"


def whole(python: Python, tree: Tree) -> str:
    """Return the expression for a value as a parameter holds it."""
    text = python(tree)
    return text if not isinstance(tree.type, Num) or tree.type.whole else f"_round({text})"


def mismatch(tree: Tree, type: Type) -> str:
    """Return why a value can never be a parameter of a type, or nothing; play looks at each value."""
    if isinstance(type, Mem):
        fits = isinstance(tree.type, Mem) and tree.type.root in ("", type.root)
        return "" if fits else f"{type} was expected, this is {tree.type}"
    return f"{type} was expected, this is {tree.type}" if isinstance(tree.type, Mem) else ""


def _straight(module: Module, recipe: Recipe, names: Mapping[str, str], fixed: Fixed) -> list[str]:
    """Return lines that choose what is fixed, one parameter after another, and stop at the first that may not be."""
    python, form = Python(module), recipe.form
    lines: list[str] = []
    for n, (name, bound) in enumerate(zip(form.names, form.bounds, strict=True)):
        lines.append(f"p_{name}={whole(Python(module, _without(names, form.names[:n])), fixed[n])}")
        held = [inside(python, name, bound), *_held(python, *recipe.at(n + 1))]
        lines.append(f"if not ({' and '.join(held)}): return ()")
    return [*lines, f"return (({''.join(f'p_{name},' for name in form.names)}),)"]


def _searched(module: Module, recipe: Recipe, names: Mapping[str, str], fixed: Fixed) -> list[str]:
    """Return lines that read what does not change, and one comprehension over what is not fixed."""
    form, hoisted = recipe.form, dict[str, str]()
    python = Python(module, hoisted=hoisted, fixed=frozenset({"me"}))
    loops: list[tuple[str, str]] = []  # the run over a parameter, and what must hold of it
    for n, (name, bound) in enumerate(zip(form.names, form.bounds, strict=True)):
        held = _held(python, *recipe.at(n + 1))
        inner = python.spelled(**{bound.name: f"p_{name}"}) if bound.name else python
        run = f" for p_{name} in {inner.collection(bound.domain)}"
        if n not in fixed and bound.condition is not None:
            held.insert(0, inner(bound.condition))
        if n in fixed:
            own = _without(names, form.names[:n])
            run = f" for p_{name} in ({whole(Python(module, own, hoisted, frozenset({'me', *own})), fixed[n])},)"
            held.insert(0, inside(python, name, bound))
        loops.append((run, "".join(f" if {text}" for text in held)))
    lines = [f"{local}={reading}" for reading, local in hoisted.items()]
    return [*lines, f"return [({''.join(f'p_{name},' for name in form.names)}){_asked_once(form.names, loops)}]"]


def _asked_once(names: Sequence[str], loops: list[tuple[str, str]]) -> str:
    """Return the loops, a measure that several of their parts ask for worked out where its last parameter is chosen."""
    for n, name in enumerate(names):
        known = {f"p_{it}" for it in names[: n + 1]}
        later = loops[n][1] + "".join(run + held for run, held in loops[n + 1 :])
        asked = Counter(it for it in _MEASURE.findall(later) if f"p_{name}" in it and set(_NAME.findall(it)) <= known)
        for text in [it for it, times in asked.items() if times > 1]:
            own = f"q{later.find(text)}_{n}"
            loops[n:] = [
                (run if k == n else run.replace(text, own), held.replace(text, own))
                for k, (run, held) in enumerate(loops[n:], start=n)
            ]
            loops[n] = (f"{loops[n][0]} for {own} in ({text},)", loops[n][1])
    return "".join(run + held for run, held in loops)


_MEASURE = re.compile(r"\bM_\w+\(s,m(?:,(?:me|p_\w+|-?\d+))*\)")
_NAME = re.compile(r"\bp_\w+")


def _held(python: Python, wanted: Sequence[Tree], paid: Sequence[Payment]) -> list[str]:
    return [*map(python, wanted), *(payable(python, target, trees, least) for _, target, trees, least in paid)]


def _without(names: Mapping[str, str], hidden: Sequence[str]) -> dict[str, str]:
    """Return how names are spelled where parameters hide some of them."""
    return {name: text for name, text in names.items() if name not in hidden}
