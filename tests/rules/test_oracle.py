"""The compiled Python of formulas always gives what the slow, obvious evaluation gives."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.evaluate import evaluate
from engine.language.loader import load_spec
from engine.language.meaning import Bool, Domain, Mem, Num, Steps, Tree, Type, Words, walk
from engine.language.naming import build
from engine.language.resolve import RULES, Measures, Scope
from engine.language.shapes import Written
from engine.language.world import World
from engine.rules.compiler import compile_spec
from engine.rules.inventory import measure
from engine.rules.making import Making
from engine.rules.module import Module
from engine.rules.runtime import RUNTIME
from engine.rules.source import Python
from engine.rules.writer import Names

from .wild import Formulas, state, wild

SHIPPED = ("prisoners-dilemma", "declaration-2026")


def begun(world: World, measures: Measures) -> Module:
    """Return a module with the functions of all measures."""
    module = Module(world)
    making = Making(None, world, measures, module, Names({}, {}, frozenset()))  # type: ignore[arg-type]
    for it in world.measures.values():
        measure(making, it)
    return module


def functions_of(module: Module) -> dict[str, Any]:
    """Return the functions of a module, brought to life."""
    functions: dict[str, Any] = dict(RUNTIME)
    exec(module.text(), functions)
    return functions


def compiled(world: World, measures: Measures, tree: Tree) -> Any:
    """Return a formula as a function `(s, m)`."""
    module = begun(world, measures)
    module.define("asked", "s,m", [f"return {Python(module)(tree)}"])
    return functions_of(module)["asked"]


@settings(max_examples=400)
@given(st.integers(0, 10**9))
def test_a_random_formula_gives_the_same_compiled_and_evaluated(seed: int) -> None:
    random = Random(seed)
    world, measures = wild()
    text = Formulas(random).any()
    before = len(world.problems)
    tree = Scope(world, {}, RULES, measures).any(Written(text))
    world.suggested = world.errors = 0
    del world.problems[before:]
    if tree is None:
        return
    function = compiled(world, measures, tree)
    for _ in range(4):
        values = state(random)
        wanted, found = evaluate(tree, world, {}, values), function(values, {})
        assert found == wanted, (text, values)
        if isinstance(tree.type, Num):
            assert not isinstance(found, bool), text
            assert tree.type.least - 1e-6 <= found <= tree.type.most + 1e-6, text
            assert not tree.type.whole or isinstance(found, int), text


def test_indices_inside_indices_are_written_once_each() -> None:
    world, measures = wild()
    tree = Scope(world, {}, RULES, measures).any(Written("next[" * 15 + "leader" + "]" * 15))
    assert tree is not None
    assert len(Python(Module(world))(tree)) < 2000


def settled(id: str) -> tuple[World, Measures]:
    """Return the names of something shipped, its measures settled."""
    return build(load_spec(id)[0])


def within(world: World, random: Random) -> list[int]:
    """Return random values within the ranges of all tracks."""
    values = [random.randint(1, world.turns), random.randrange(len(world.phases))]
    for it in world.tracks.values():
        members = [*sorted(it.members), -1] if it.kind == "member" else range(it.least, it.most + 1)
        values += [random.choice(members) for _ in range(it.size)]
    return values


@pytest.mark.parametrize("id", SHIPPED)
def test_every_shipped_measure_gives_the_same_compiled_and_evaluated(id: str) -> None:
    world, measures = settled(id)
    functions, random = functions_of(begun(world, measures)), Random(id)
    for it in world.measures.values():
        for _ in range(5):
            values = within(world, random)
            positions = [random.choice(index.members) for index in it.indices]
            given = {index.name: position for index, position in zip(it.indices, positions, strict=True)}
            wanted = sum(evaluate(tree, world, given, values) for _, tree in it.terms)
            assert functions[f"M_{it.id}"](values, {}, *positions) == wanted, it.id


def formulas_of(id: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[World, Measures, dict[str, Any], str, Tree]]:
    """Return every formula that compiling something shipped settles, with the names bound there."""
    found: list[tuple[World, Measures, dict[str, Any], str, Tree]] = []
    settle = Scope._afforded

    def noting(scope: Scope, written: Written, how: Any) -> Tree | None:
        tree = settle(scope, written, how)
        if tree is not None and scope.measures is not None:
            found.append((scope.world, scope.measures, dict(scope.names), written.text, tree))
        return tree

    monkeypatch.setattr(Scope, "_afforded", noting)
    compile_spec(load_spec(id)[0])
    return found


def random_value(type: Type, random: Random) -> Any:
    """Return a value of a type."""
    match type:
        case Num(least=least, most=most):
            return random.randint(max(-50, int(least)), min(50, int(most)) if most < 50 else 50)
        case Bool():
            return random.random() < 0.5
        case Mem(members=members, nullable=nullable):
            return random.choice([*sorted(members), *([-1] if nullable else [])])
        case Words(words=words):
            return random.choice(sorted(words))
        case Steps(names=names):
            return random.randrange(len(names))


def lists_in(tree: Tree) -> list[str]:
    """Return the lists of roles that a formula reads, such as `yes` where a motion is decided."""
    return sorted({part.name for part in walk(tree) if isinstance(part, Domain) and part.name})


def some_of(members: Sequence[int], random: Random) -> tuple[int, ...]:
    """Return some members, in order."""
    return tuple(member for member in members if random.random() < 0.5)


@pytest.mark.parametrize("id", SHIPPED)
def test_every_shipped_formula_gives_the_same_compiled_and_evaluated(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = formulas_of(id, monkeypatch)
    assert len(found) > 5
    world, measures = found[0][0], found[0][1]
    module = begun(world, measures)
    python = Python(module)
    for n, (_, _, names, _, tree) in enumerate(found):
        parameters = "".join(f",{python.name(name)}" for name in (*names, *lists_in(tree)))
        module.define(f"asked_{n}", f"s,m{parameters}", [f"return {python(tree)}"])
    functions, random = functions_of(module), Random(id)
    for n, (_, _, names, text, tree) in enumerate(found):
        empty = any(isinstance(type, Mem) and not type.members and not type.nullable for type in names.values())
        for _ in range(0 if empty else 3):
            values = within(world, random)
            given = {name: random_value(type, random) for name, type in names.items()}
            given |= {name: some_of(world.everything("role"), random) for name in lists_in(tree)}
            wanted = evaluate(tree, world, given, values)
            assert functions[f"asked_{n}"](values, {}, *given.values()) == wanted, text
