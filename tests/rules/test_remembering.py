"""What measures gave is forgotten as soon as a number that they read is written, and no sooner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine import Game, Scenario, load
from engine.rules.remembering import MOST_KEYS
from engine.rules.ruleset import TURN, Memo, Ruleset

from .ruled import rules_of

FOLDER = Path(__file__).parents[1] / "rulesets"
TEXT = """
roles: {red: {}, blue: {}}
areas: {north: {flank: 1}, south: {flank: 0}, west: {flank: 1}}
tracks:
  troops: {per: [role, area], range: 0..20, start: 2}
  hidden: {per: area, range: 0..20, start: 3}
  price:  {range: 0..9, start: 1}
measures:
  held:  {per: role, is: "sum(troops[role, a] for a in area) + sum(price * a.flank for a in area)"}
  edge:  {per: area, is: "sum(troops[r, area] for r in role) + max(hidden[area], price) + abs(hidden[area] - 2) + 1"}
  pole:  {is: "sum(troops[r, north] for r in role) + max(hidden[north], turn) + abs(hidden[north] - 2) + min(turn, 3)"}
orders:
  raise: {by: all, choose: {a: area}, does: ["troops[me, a] += 1"]}
  hide:  {by: all, choose: {a: area}, does: ["hidden[a] += 1"]}
  shift: {by: all, choose: {a: area}, does: [{move: "2", from: "troops[me, a]", to: "hidden[a]"}]}
  rise:  {by: all, does: ["price += 1"]}
turn:
  play: {by: all, offers: [raise, hide, shift, rise], mode: sequential}
"""


class Noted:
    """As much of a run as effects need."""

    def __init__(self) -> None:
        self.changes: list[Any] = []


@pytest.fixture
def rules() -> Ruleset:
    return rules_of(TEXT)


def members(rules: Ruleset, name: str) -> Iterator[tuple[int, ...]]:
    return product(*(index.members for index in rules.measures[name].indices))


def remembered(rules: Ruleset, values: list[int], memo: Memo) -> set[tuple[str, tuple[int, ...]]]:
    """Return what asking for it leaves as it stands: the measures that are remembered."""
    kept = set()
    for name in rules.measures:
        for at in members(rules, name):
            before = set(memo)
            rules.measures[name].value(values, memo, *at)
            if set(memo) == before:
                kept.add((name, at))
    return kept


def all_of(rules: Ruleset, *but: tuple[str, tuple[int, ...]]) -> set[tuple[str, tuple[int, ...]]]:
    return {(name, at) for name in rules.measures for at in members(rules, name)} - set(but)


RED, BLUE, NORTH, SOUTH, WEST = 0, 1, 0, 1, 2


@pytest.mark.parametrize(
    ("order", "given", "forgotten"),
    [
        ("raise", (SOUTH,), [("held", (RED,)), ("edge", (SOUTH,))]),
        ("raise", (NORTH,), [("held", (RED,)), ("edge", (NORTH,)), ("pole", ())]),
        ("hide", (WEST,), [("edge", (WEST,))]),
        ("hide", (NORTH,), [("edge", (NORTH,)), ("pole", ())]),
        ("shift", (WEST,), [("held", (RED,)), ("edge", (WEST,))]),
        ("rise", (), [("held", (RED,)), ("held", (BLUE,)), *(("edge", (it,)) for it in (NORTH, SOUTH, WEST))]),
    ],
)
def test_a_write_makes_forgotten_what_reads_that_number_and_nothing_else(
    rules: Ruleset, order: str, given: tuple[int, ...], forgotten: list[tuple[str, tuple[int, ...]]]
) -> None:
    values, memo = list(rules.start), dict[Any, Any]()
    remembered(rules, values, memo)
    rules.orders[order].do(values, memo, Noted(), RED, *given)
    assert remembered(rules, values, memo) == all_of(rules, *forgotten)


def test_the_turn_makes_forgotten_what_reads_it_and_nothing_else(rules: Ruleset) -> None:
    values, memo = list(rules.start), dict[Any, Any]()
    remembered(rules, values, memo)
    rules.resting.forget(memo, [TURN])
    assert remembered(rules, values, memo) == all_of(rules, ("pole", ()))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_remembered_is_what_would_be_worked_out_anew_whatever_was_written(rules: Ruleset, seed: int) -> None:
    chance, values, memo = Random(seed), list(rules.start), dict[Any, Any]()
    for _ in range(200):
        order = rules.orders[chance.choice(list(rules.orders))]
        order.do(values, memo, Noted(), chance.randrange(2), *[chance.randrange(3)] * len(order.parameters))
        assert_fresh(rules, values, memo)


def assert_fresh(rules: Ruleset, values: list[int], memo: Memo) -> None:
    """Hold all that is remembered against what is worked out anew, and remember it all."""
    for name, measure in rules.measures.items():
        for at in members(rules, name):
            assert measure.value(values, memo, *at) == measure.value(values, {}, *at), (name, at)


def test_so_much_that_all_is_forgotten_is_forgotten_too() -> None:
    areas = ", ".join(f"a{n}: {{}}" for n in range(MOST_KEYS + 1))
    rules = rules_of(
        f"""
roles: {{red: {{}}}}
areas: {{{areas}}}
tracks: {{heat: {{range: 0..9, start: 1}}, cold: {{per: area, range: 0..9, start: 1}}}}
measures:
  felt: {{per: area, is: "heat * cold[area] + max(heat, cold[area]) + min(heat, cold[area]) + abs(heat - cold[area])"}}
orders: {{warm: {{by: red, does: ["heat += 1"]}}}}
turn: {{play: {{by: red, offers: [warm], mode: sequential}}}}
"""
    )
    values, memo = list(rules.start), dict[Any, Any]()
    assert_fresh(rules, values, memo)
    assert len(memo) == MOST_KEYS + 1
    rules.orders["warm"].do(values, memo, Noted(), RED)
    assert not memo


@pytest.mark.parametrize("source", ["declaration-2026", FOLDER / "crisis", FOLDER / "briefed.yaml"])
def test_nothing_that_is_remembered_in_play_is_stale(source: str | Path) -> None:
    scenario: Scenario = load(source)
    game, rng = Game(scenario, 5), Random(5)
    for _ in range(150):
        if game.over:
            break
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))
        state = game._course.state
        assert_fresh(scenario.rules, state.values, state.memo)
