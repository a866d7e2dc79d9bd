"""The same seed and orders give the same game, whatever the process; dice hang on what they are for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine import Game, Order
from engine.rules.dice import Seeded
from tests.conformance.playing import CHECKOUT, step
from tests.conformance.playing import scenario_of as scenario
from tests.conftest import Once

Draws = dict[str, tuple[Any, ...]]


class Recording:
    """Seeded dice that note every draw: its key, what was asked of it, and how it fell."""

    def __init__(self, seed: int) -> None:
        self._seeded = Seeded(seed)
        self.drawn: Draws = {}

    def roll(self, key: str, count: int, sides: int) -> int:
        fell = self._seeded.roll(key, count, sides)
        self._note(key, "roll", count, sides, fell)
        return fell

    def chance(self, key: str, likely: float) -> bool:
        fell = self._seeded.chance(key, likely)
        self._note(key, "chance", likely, fell)
        return fell

    def pick(self, key: str, names: Sequence[str], weights: Sequence[float]) -> int:
        fell = self._seeded.pick(key, names, weights)
        self._note(key, "pick", *names, *weights, fell)
        return fell

    def _note(self, key: str, *drawn: Any) -> None:
        assert key not in self.drawn, f"{key} is drawn twice"
        self.drawn[key] = drawn


def run(once: Once, name: str, **environment: str) -> dict[str, Any]:
    """Return what a process of its own plays, which all workers ask."""
    command = [sys.executable, "-m", "tests.conformance.determined"]
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT), **environment}

    def play(folder: Path) -> None:
        with (folder / "played.json").open("w") as out:
            subprocess.run(command, cwd=CHECKOUT, env=env, stdout=out, check=True, timeout=300)

    found: dict[str, Any] = json.loads((once(name, play) / "played.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def plain(once: Once) -> dict[str, Any]:
    return run(once, "plain", PYTHONHASHSEED="0")


@pytest.fixture(scope="module")
def hashed(once: Once, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """With an empty cache: the other process compiles under its own hash seed, too."""
    return run(once, "hashed", PYTHONHASHSEED="4242", XDG_CACHE_HOME=str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def polluted(once: Once) -> dict[str, Any]:
    return run(once, "polluted", PYTHONHASHSEED="77", POLLUTED="yes")


def test_another_hash_seed_gives_the_same_state_after_every_event(
    name: str, plain: dict[str, Any], hashed: dict[str, Any]
) -> None:
    assert hashed[name]["digests"] == plain[name]["digests"]


def test_another_hash_seed_gives_the_same_words(name: str, plain: dict[str, Any], hashed: dict[str, Any]) -> None:
    assert hashed[name]["told"] == plain[name]["told"]


def test_scripted_seats_decide_alike_under_another_hash_seed(
    name: str, plain: dict[str, Any], hashed: dict[str, Any]
) -> None:
    assert hashed[name]["scripted"] == plain[name]["scripted"]


def test_a_polluted_global_random_and_seats_given_backwards_change_nothing(
    name: str, plain: dict[str, Any], polluted: dict[str, Any]
) -> None:
    assert polluted[name] == plain[name]


def test_no_key_is_drawn_twice_in_a_game(name: str) -> None:
    game, rng = Game(scenario(name), dice=Recording(3)), Random(3)
    while not game.over:
        step(game, rng)


def test_games_of_one_seed_share_every_draw_that_both_make(name: str) -> None:
    drawn = [recorded(name, orders).drawn for orders in range(5)]
    for other in drawn[1:]:
        for key in drawn[0].keys() & other.keys():
            assert agree(drawn[0][key], other[key]), key


def agree(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Return whether two draws of one key can be the same fall of the dice."""
    if one[:-1] == other[:-1]:
        return bool(one[-1] == other[-1])
    if one[0] == other[0] == "chance" and one[-1] != other[-1]:
        return bool((one[1] > other[1]) == one[-1])  # what is likelier happens whenever the other does
    return True


def recorded(name: str, orders: int) -> Recording:
    dice, rng = Recording(11), Random(orders)
    game = Game(scenario(name), dice=dice)
    while not game.over:
        step(game, rng)
    return dice


def test_another_seed_gives_other_draws(name: str) -> None:
    one = recorded(name, 1).drawn
    dice, rng = Recording(12), Random(1)
    game = Game(scenario(name), dice=dice)
    while not game.over:
        step(game, rng)
    shared = one.keys() & dice.drawn.keys()
    assert len(shared) < 5 or any(one[key] != dice.drawn[key] for key in shared)


def test_one_other_decision_leaves_every_unrelated_roll_as_it_was() -> None:
    first, second = (night(Order("listen", where="pier")), night(Order("forage")))
    others = {key for key in first.drawn if "/forage/" in key and "/fox/" not in key}
    assert len(others) >= 3
    assert {key: first.drawn[key] for key in others} == {key: second.drawn[key] for key in others}
    assert [key for key in second.drawn if key not in first.drawn] == ["1/night/forage/fox/0"]


def night(order: Order) -> Recording:
    """Return the dice of a first night in the harbour in which the fox does this, and the others forage."""
    dice = Recording(5)
    game = Game(scenario("harbour"), dice=dice)
    while game.view("fox").phase != "night":
        game.default(game.awaiting[0])
    game.submit("fox", order)
    for role in game.awaiting:
        form = "listen" if role == "warden" else "forage"
        game.submit(role, Order("listen", where="customs") if form == "listen" else Order("forage"))
    return dice


def test_a_turn_of_the_benchmark_rolls_the_same_for_every_area_whatever_was_ordered() -> None:
    closing = []
    for orders in range(3):
        drawn = recorded("mini", orders).drawn
        closing.append({key: drawn[key] for key in drawn if key.startswith("4/close/")})
    assert closing[0] == closing[1] == closing[2]
    assert len(closing[0]) == 30
