"""Enumerators list what `choose`, `when` and `cost` allow, in order, and forget nothing they should."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from engine.rules.ruleset import Memo, Ruleset

from .ruled import rules_of

TEXT = """
roles:
  red: {title: Red, side: 0}
  blue: {title: Blue, side: 1}
  grey: {title: Grey, side: 0}
areas: {a0: {room: 2}, a1: {room: 4}, a2: {room: 6}, a3: {room: 8}}
tracks:
  owner: {per: area, range: 0..2, start: 2}
  stock: {per: area, range: 0..9, start: 1}
  money: {per: role, range: 0..9, start: 3}
orders:
  take:  {by: all, choose: {a: area}, when: "owner[a] == 2", does: ["owner[a] = me.side"]}
  feed:  {by: all, choose: {a: area}, when: "money[me] >= 1 and owner[a] == me.side and stock[a] < 3"}
  fill:  {by: all, choose: {a: area}, does: ["stock[a] += 2"]}
  drain: {by: all, choose: {a: area}, does: ["stock[a] -= 1"]}
  rent:  {by: all, choose: {a: area}, when: "owner[a] == me.side and 1 < stock[a] <= 4"}
  build: {by: all, choose: {a: area}, when: "owner[a] == me.side and stock[a] < a.room"}
  hand:  {by: all, choose: {to: role}, when: "to != me and to.side == me.side and money[to] < money[me]"}
  earn:  {by: all, does: ["money[me] += 1"]}
  pay:   {by: all, choose: {to: role, n: 1..5}, when: "to != me and to.side == me.side", cost: {money: n}}
  march: {by: red, choose: {a: area, b: area}, when: "owner[a] == 0 and owner[b] == 2 and stock[a] > stock[b]"}
turn:
  play: {by: all, offers: [take, feed, pay, march], mode: sequential}
"""


@pytest.fixture
def rules() -> Ruleset:
    return rules_of(TEXT)


def looked_through(rules: Ruleset, order: str, values: list[int], me: int) -> list[tuple[int, ...]]:
    """Return what is legal by asking for each combination of parameters whether it is refused."""
    it = rules.orders[order]
    if me not in it.may:
        return []
    sizes = [range(len(rules.roots[p.root])) if p.root else range(-1, 12) for p in it.parameters]
    return [p for p in product(*sizes) if it.refusal(values, {}, me, *p) == -1]


def test_enumerators_agree_with_refusals_after_every_change(rules: Ruleset) -> None:
    values: list[int] = list(rules.start)
    memo: Memo = {}
    take = rules.orders["take"]
    for me, area in ((0, 2), (1, 0), (2, 3), (0, 1)):
        for order, role in product(rules.orders, range(3)):
            if role in rules.orders[order].may:
                assert [*rules.orders[order].legal(values, memo, role)] == looked_through(rules, order, values, role)
        run = _Run()
        take.do(values, memo, run, me, area)
        values[rules.place_of("stock", (area,))] += me
        memo.clear()


def test_a_write_makes_remembered_targets_forgotten(rules: Ruleset) -> None:
    values: list[int] = list(rules.start)
    memo: Memo = {}
    take = rules.orders["take"]
    assert (1,) in take.legal(values, memo, 0)
    take.do(values, memo, _Run(), 0, 1)
    assert (1,) not in take.legal(values, memo, 0)


def test_targets_are_forgotten_when_another_number_that_they_rest_on_is_written(rules: Ruleset) -> None:
    values: list[int] = list(rules.start)
    values[rules.place_of("owner", (1,))] = 0
    memo: Memo = {}
    feed, fill = rules.orders["feed"], rules.orders["fill"]
    assert feed.legal(values, memo, 0) == [(1,)]
    fill.do(values, memo, _Run(), 0, 1)
    assert feed.legal(values, memo, 0) == []


def test_targets_stay_remembered_when_their_number_moves_on_one_side_of_its_test(rules: Ruleset) -> None:
    values: list[int] = list(rules.start)
    values[rules.place_of("owner", (1,))] = 0
    memo: Memo = {}
    before = rules.orders["feed"].legal(values, memo, 0)
    rules.orders["drain"].do(values, memo, _Run(), 0, 1)
    assert rules.orders["feed"].legal(values, memo, 0) is before


@pytest.mark.parametrize("seed", range(5))
def test_what_is_remembered_is_what_would_be_listed_anew_whatever_was_written(rules: Ruleset, seed: int) -> None:
    chance, values, memo = Random(seed), list(rules.start), dict[Any, Any]()
    listing = [id for id in rules.orders if rules.orders[id].parameters]
    for _ in range(200):
        name, me, area = (
            chance.choice(["take", "fill", "drain", "drain", "earn"]),
            chance.randrange(3),
            chance.randrange(4),
        )
        rules.orders[name].do(values, memo, _Run(), me, *([] if name == "earn" else [area]))
        for order, role in product(listing, range(3)):
            if role in rules.orders[order].may:
                assert rules.orders[order].legal(values, memo, role) == rules.orders[order].legal(values, {}, role)


def test_targets_stay_remembered_when_a_number_that_they_do_not_rest_on_is_written(rules: Ruleset) -> None:
    values: list[int] = list(rules.start)
    memo: Memo = {}
    before = rules.orders["feed"].legal(values, memo, 0)
    rules.orders["earn"].do(values, memo, _Run(), 0)
    assert rules.orders["feed"].legal(values, memo, 0) is before


def test_a_phase_lists_what_each_of_its_orders_lists(rules: Ruleset) -> None:
    values, phase = list(rules.start), rules.phases[0]
    values[rules.place_of("owner", (0,))] = 0
    values[rules.place_of("stock", (0,))] = 2
    assert phase.legal is not None
    for me in range(3):
        lists = phase.legal(values, {}, me)
        alone = [rules.orders[id].legal(values, {}, me) if me in rules.orders[id].may else [] for id in phase.offers]
        assert [list(found) for found in lists] == [list(found) for found in alone]


class _Run:
    """What compiled effects need of a run when they draw and say nothing."""

    def __init__(self) -> None:
        self.changes: list[tuple[int, int, int, int]] = []
