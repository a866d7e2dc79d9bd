from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.language import nodes
from engine.language.arithmetic import FUNCTIONS, calculate, call_type, decided, joined
from engine.language.evaluate import evaluate
from engine.language.meaning import Bool, Comparison, Mem, Num, Operation, Steps, Tree, Type, Var, Words


class Refusal(Exception):
    """What a calculation was refused for."""


class Blamer:
    def wrong(self, node: nodes.Node, code: str, message: str, hint: str = "") -> Exception:
        return Refusal(code)


HERE = nodes.Node()
BOUNDS = st.integers(-50, 50)
NUMBERS = st.builds(lambda a, b, whole: Num(min(a, b), max(a, b), whole), BOUNDS, BOUNDS, st.booleans())


def value_in(number: Num, share: float) -> float:
    """Return a value of a number's type, a share of the way between its bounds."""
    value = number.least + share * (number.most - number.least)
    return round(value) if number.whole else value


def holds_bounds(made: Callable[[], Tree], numbers: list[Num], shares: list[float]) -> None:
    """Assert that what a calculation gives lies within the bounds of its type."""
    try:
        tree = made()
    except Refusal:
        assume(False)
    values = {f"v{n}": value_in(number, share) for n, (number, share) in enumerate(zip(numbers, shares, strict=True))}
    found = evaluate(tree, None, values)  # type: ignore[arg-type]
    assert isinstance(tree.type, Num)
    assert tree.type.least - 1e-6 <= found <= tree.type.most + 1e-6
    assert not tree.type.whole or found == int(found)


def variables(numbers: list[Num]) -> list[Tree]:
    return [Var(type=number, name=f"v{n}") for n, number in enumerate(numbers)]


SHARES = st.floats(0, 1)


@given(st.sampled_from(["+", "-", "*", "/", "//", "%"]), NUMBERS, NUMBERS, SHARES, SHARES)
def test_a_calculation_stays_within_its_bounds(op: str, a: Num, b: Num, x: float, y: float) -> None:
    holds_bounds(lambda: calculate(Blamer(), HERE, op, *variables([a, b])), [a, b], [x, y])


THREE_NUMBERS, THREE_SHARES = (st.lists(each, min_size=3, max_size=3) for each in (NUMBERS, SHARES))


@given(st.sampled_from(sorted(FUNCTIONS)), THREE_NUMBERS, THREE_SHARES)
def test_a_function_stays_within_its_bounds(name: str, numbers: list[Num], shares: list[float]) -> None:
    count = min(3, FUNCTIONS[name][1])
    node: Any = nodes.Call(name=name, items=())
    holds_bounds(lambda: call_type(Blamer(), node, variables(numbers[:count])), numbers[:count], shares[:count])


@pytest.mark.parametrize("op", ["/", "//", "%"])
@pytest.mark.parametrize("divisor", [Num(0, 3), Num(-2, 2), Num(-3, 0)])
def test_nothing_is_divided_by_what_may_be_zero(op: str, divisor: Num) -> None:
    with pytest.raises(Refusal, match="F007"):
        calculate(Blamer(), HERE, op, *variables([Num(1, 2), divisor]))


def test_nothing_grows_beyond_ten_to_the_fifteenth() -> None:
    with pytest.raises(Refusal, match="F012"):
        calculate(Blamer(), HERE, "*", *variables([Num(0, 10**8), Num(0, 10**8)]))


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        (Num(0, 3), Num(2, 9), Num(0, 9)),
        (Num(2, 3), Bool(), Num(0, 3)),
        (Bool(), Bool(), Bool()),
        (Mem("role", frozenset({1})), Mem("role", frozenset({2})), Mem("role", frozenset({1, 2}))),
        (Mem("role", frozenset({1})), Mem("", frozenset(), nullable=True), Mem("role", frozenset({1}), nullable=True)),
        (Mem("role", frozenset({1})), Mem("area", frozenset({1})), None),
        (Words(frozenset({"a"})), Words(frozenset({"b"})), Words(frozenset({"a", "b"}))),
        (Steps("x", ("a",)), Steps("y", ("a",)), None),
        (Num(0, 1), Mem("role", frozenset({1})), None),
    ],
)
def test_two_types_are_joined_or_do_not_fit(a: Type, b: Type, both: Type | None) -> None:
    assert joined(a, b) == both


def compared(a: Num, op: str, b: Num) -> Tree:
    return Comparison(type=Bool(), ops=(op,), items=tuple(variables([a, b])))


@given(NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBERS, SHARES, SHARES)
def test_what_is_decided_by_bounds_holds_for_every_value(a: Num, op: str, b: Num, x: float, y: float) -> None:
    tree = compared(a, op, b)
    verdict = decided(tree)
    assume(verdict is not None)
    assert evaluate(tree, None, {"v0": value_in(a, x), "v1": value_in(b, y)}) == verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(("op", "wanted"), [("and", False), ("or", None)])
def test_one_condition_that_never_holds_decides_an_and_but_no_or(op: str, wanted: bool | None) -> None:
    never, open_ = compared(Num(0, 1), ">", Num(5, 6)), compared(Num(0, 9), ">", Num(5, 6))
    assert decided(Operation(type=Bool(), op=op, items=(never, open_))) is wanted
