"""Cards search what they leave open, within bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import Game, Scenario, load
from engine.bots import search
from engine.bots.search import candidates
from engine.rules.ruleset import Card

WIDE = """
id: wide
title: Wide
format: 1
turns: 1
roles: {ann: {title: Ann, usual: counter}}
tracks: {total: {title: Total, range: 0..9999}}
orders:
  count:
    title: "Count {a}, {b}"
    by: ann
    choose: {a: 1..40, b: 1..40}
    does: ["total += a * b"]
turn:
  play: {by: ann, offers: [count], mode: sequential, orders: 1}
endings: {done: {at: end, title: Done, text: Done.}}
doctrines:
  counter:
    title: Counter
    for: ann
    cards:
      all: {order: count, score: {size: "a * b"}}
      half: {order: count, with: {b: "a + 30"}, score: {size: "a * b"}}
"""


def card(scenario: Scenario, doctrine: str, name: str) -> Card:
    return next(it for it in scenario.doctrines[doctrine].cards if it.id == name)


@pytest.fixture
def wide(tmp_path: Path) -> Game:
    path = tmp_path / "wide.yaml"
    path.write_text(WIDE, encoding="utf-8")
    return Game(load(path))


def test_at_most_256_orders_of_a_card_are_scored(wide: Game) -> None:
    found = candidates(wide.view("ann").sight, card(wide.scenario, "counter", "all"), (), [])
    assert len(found) == search.MOST_CANDIDATES
    assert found[0] == (1, 1)


def test_what_a_card_fixes_may_depend_on_what_was_chosen_before(wide: Game) -> None:
    found = candidates(wide.view("ann").sight, card(wide.scenario, "counter", "half"), (), [])
    assert found == [(a, a + 30) for a in range(1, 11)]


def test_candidates_are_exactly_what_the_rules_allow(game: Game) -> None:
    view = game.view("red")
    found = candidates(view.sight, card(game.scenario, "raider", "strike"), (2, 0), [1, 2])
    given = [view.sight.order(("raid", params, ())) for params in found]
    assert given == [order for order in view.choices if order.name == "raid"]


PLAYED = """
import random, sys
random.seed(sys.argv[1])
from engine import Game, load
from engine.bots.player import draws_for
from engine.bots.roster import play_to_end, player_for
game = Game(load(sys.argv[2]), seed=4)
play_to_end(game, {"red": player_for(game.scenario, "red", "dicer"), "blue": player_for(game.scenario, "blue", "random")}, draws_for(4))
print(game.digest)
"""  # noqa: E501


def test_decisions_do_not_depend_on_hash_seeds_or_the_global_random(arena: Scenario, checkout: Path) -> None:
    found = set()
    for seed in ("0", "1", "77"):
        command = [sys.executable, "-c", PLAYED, seed, arena.source]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        found.add(subprocess.run(command, env=environment, cwd=checkout, check=True, capture_output=True).stdout)
    assert len(found) == 1
