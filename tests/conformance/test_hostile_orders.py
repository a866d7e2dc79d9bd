"""Whatever is given as an order, a role or a line of text: it is taken or `Refused`, and nothing else happens."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Game, Order, Refused
from engine.play.orders import Attached
from tests.conformance.playing import ALL, moments, scenario_of

WORDS = st.sampled_from(
    ["pass", "choose", "", " ", "none", "me", "__class__", "{0}", "%s", "[red]x[/]", "\x1b[31m", "\ud800", "a" * 5000]
)
NUMBERS = (
    st.integers()
    | st.sampled_from([-1, 0, 10**15, 10**400, -(10**400)])
    | st.floats()
    | st.booleans()
    | st.complex_numbers()
)
SIMPLE = st.none() | WORDS | NUMBERS | st.text(max_size=20) | st.binary(max_size=5)
NESTED = st.recursive(
    SIMPLE, lambda it: st.lists(it, max_size=3) | st.dictionaries(st.text(max_size=3), it, max_size=3), max_leaves=6
)
ANYTHING = NESTED | st.sets(st.integers(), max_size=2) | st.just(object()) | st.just(Order) | st.just(print)


class Liar(str):
    """A text that says it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


@cache
def some_moments(name: str) -> tuple[Game, ...]:
    return tuple(moments(name, seed=41, count=6))


def vocabulary(name: str) -> list[str]:
    """Return words that mean something in a scenario."""
    rules = scenario_of(name).rules
    keys = [it.name for order in rules.orders.values() for it in order.parameters]
    return [*rules.orders, *rules.positions, *rules.conditions, *rules.events, *rules.tracks, *keys, "pass", "choose"]


@st.composite
def orders(draw: st.DrawFn, name: str) -> Any:
    """Draw an order that is nearly right, or nothing like one."""
    rules = scenario_of(name).rules
    words = st.sampled_from(vocabulary(name))
    value = words | st.integers(-3, 12) | ANYTHING
    known = draw(st.none() | st.sampled_from(sorted(rules.orders)))
    keys = [it.name for it in rules.orders[known].parameters] if known else []
    params: dict[str, Any] = {key: draw(value) for key in keys}
    params |= draw(st.dictionaries(words | st.text(max_size=5), value, max_size=2))
    attached = st.tuples(words | ANYTHING, st.dictionaries(words | st.text(max_size=4), value, max_size=2))
    conditions: Any = draw(st.lists(attached | ANYTHING, max_size=2) | ANYTHING)
    first: Any = known if known and draw(st.booleans()) else draw(words | ANYTHING)
    return Order(first, conditions=conditions, terms=(), **params)


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=120)
@given(data=st.data(), number=st.integers(0, 50))
def test_any_order_is_taken_or_refused_and_a_refused_one_changes_nothing(
    name: str, data: st.DataObject, number: int
) -> None:
    found = some_moments(name)
    game = found[number % len(found)].fork()
    role: Any = data.draw(st.sampled_from(game.roles) | st.sampled_from(game.awaiting) | ANYTHING)
    order: Any = data.draw(orders(name) | ANYTHING)
    before, reason = game.digest, refusal(game, role, order)
    if reason:
        assert game.digest == before
        assert len(reason) < 1000
        assert reason.isprintable()
    if reason and type(role) is str and role in game.roles:
        assert game.view(role).choices.why_not(order) == reason
        assert order not in game.view(role).choices


def refusal(game: Game, role: Any, order: Any) -> str:
    """Return why an order was refused, "" when it was given."""
    try:
        game.submit(role, order)
    except Refused as refused:
        given = refused.reason
    else:
        return ""
    assert given
    return given


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=40)
@given(data=st.data(), number=st.integers(0, 50))
def test_taking_back_anything_is_done_or_refused(name: str, data: st.DataObject, number: int) -> None:
    found = some_moments(name)
    game = found[number % len(found)].fork()
    role: Any = data.draw(st.sampled_from(game.roles) | ANYTHING)
    order: Any = data.draw(st.none() | orders(name) | ANYTHING)
    before = game.digest
    try:
        game.take_back(role, order)
    except Refused:
        assert game.digest == before
    with suppress(Refused):
        game.default(role)
    with pytest.raises(Refused):
        game.view(Liar("nobody"))


@settings(max_examples=300)
@given(text=st.text(max_size=60) | st.text("abn1=- if", max_size=40) | ANYTHING)
def test_any_line_of_text_is_an_order_or_refused(text: Any) -> None:
    with suppress(Refused):
        order = Order.parse(text)
        assert Order.parse(order.text) == order


@pytest.mark.parametrize("name", ALL)
def test_a_parameter_that_only_looks_right_is_refused(name: str) -> None:
    for game in some_moments(name):
        role = game.awaiting[0]
        for order in Random(1).sample(list(game.view(role).choices), 1):
            for key, value in order.params.items():
                for other in look_alikes(value):
                    with pytest.raises(Refused):
                        game.submit(role, Order(order.name, conditions=(), terms=(), **{**order.params, key: other}))


def look_alikes(value: Any) -> list[Any]:
    """Return what compares equal to a value, or prints like it, and is not it."""
    if isinstance(value, int):
        return [float(value), str(value), bool(value), complex(value), [value]]
    return [Liar(value), str(value).upper(), f" {value}", f"{value}\u200b", [value], {"id": value}, str(value).encode()]


def test_an_order_that_was_made_for_another_scenario_is_judged_by_its_words() -> None:
    mini, harbour = (next(moments(name, 1, 1)) for name in ("mini", "harbour"))
    order: Order = next(iter(mini.view(mini.awaiting[0]).choices))
    with pytest.raises(Refused, match="There is no order"):
        harbour.submit(harbour.awaiting[0], order)


def test_a_condition_that_is_no_pair_is_refused() -> None:
    game = next(game for game in some_moments("harbour") if game.view("fox").mode == "sealed")
    strange: list[Any] = ["quay_at_least", ("quay_at_least",), 7, None, {"quay_at_least": {}}]
    for role in game.awaiting:
        for condition in strange:
            attached: list[Attached] = [condition]
            with pytest.raises(Refused):
                game.submit(role, Order("pledge", n=1, conditions=attached))
