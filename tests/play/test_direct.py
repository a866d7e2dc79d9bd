"""The short way of an order does what the long way does; what is not quite so plain goes the long way."""

from __future__ import annotations

from random import Random

import pytest

from engine import Game, Order, Refused, Scenario
from engine.play import direct
from tests.rules.ruled import rules_of

TEXT = """
roles: {red: {}, blue: {}}
areas: {a0: {}, a1: {}}
tracks:
  heat:  {range: 0..20, start: 3}
  money: {per: role, range: 0..9, start: 5}
orders:
  poke:  {by: all, choose: {a: area}, when: "heat > 1", does: [{roll: "x in 1d6", do: ["heat += x - 3"]}]}
  plan:  {by: all, does: [{schedule: flare, in: 1}]}
  calm:  {by: red, does: ["heat -= 1"]}
  pay:   {by: all, cost: {money: 1}, does: ["heat -= 1"]}
  rest:  {by: all, limit: {per_phase: 1}}
events:
  flare: {does: ["heat += 2"]}
turn:
  play: {by: all, offers: [poke, plan, calm, pay, rest], mode: sequential, orders: 2, repeat: 2}
endings:
  hot:  {when: "heat > 18"}
  over: {at: end}
"""


def scenario() -> Scenario:
    return Scenario(rules_of(TEXT))


@pytest.fixture
def game() -> Game:
    return Game(scenario(), seed=3)


def test_only_orders_without_costs_and_limits_go_the_short_way() -> None:
    assert list(scenario().book.direct[0]) == ["poke", "plan", "calm"]


@pytest.mark.parametrize("seed", range(5))
def test_both_ways_write_the_same_log(seed: int) -> None:
    other, rng = scenario(), Random(seed)
    other.book.direct = ({},)
    short, long = Game(scenario(), seed), Game(other, seed)
    while not short.over:
        role, choices = short.awaiting[0], short.view(short.awaiting[0]).choices
        which = int(rng.random() * len(choices))
        short.submit(role, choices[which])
        long.submit(role, long.view(role).choices[which])
    assert [it.to_json() for it in short.log] == [it.to_json() for it in long.log]
    assert short.digest == long.digest


def test_an_order_of_another_moment_is_refused_with_the_rules_reason(game: Game) -> None:
    order = game.view("red").choices[0]
    values = game._course.state.values
    values[game.scenario.rules.place_of("heat")] = 0
    with pytest.raises(Refused, match="heat > 1"):
        game.submit("red", order)


def test_an_order_of_another_role_is_left_to_the_long_way(game: Game) -> None:
    calm = next(order for order in game.view("red").choices if order.name == "calm")
    for _ in range(2):
        game.submit("red", Order("plan"))
    assert game.awaiting == ("blue",)
    assert direct.give(game._course, 1, calm) is None
    with pytest.raises(Refused, match="not an order of blue"):
        game.submit("blue", calm)


def test_a_written_order_goes_the_long_way(game: Game) -> None:
    assert direct.give(game._course, 0, Order("plan")) is None
    assert [event.kind for event in game.submit("red", Order("plan"))] == ["order"]
