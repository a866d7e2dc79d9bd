"""Every scenario ends, whoever plays it: no crash, no dead end, within its number of turns."""

from __future__ import annotations

from random import Random

import pytest

from engine import Game
from engine.analysis.scripted import Ready
from engine.bots.player import draws_for
from engine.bots.roster import play_to_end, player_for
from tests.conformance.playing import ALL, GAMES, MOST_ORDERS, SHIPPED, scenario_of

GAMES_OF_DOCTRINES = 3
PARTS = 5  # that workers share the games of one scenario


def games_of(name: str) -> int:
    return GAMES if name in SHIPPED else max(1, GAMES // 10)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_random_game_ends_within_its_turns(name: str, part: int) -> None:
    scenario = scenario_of(name)
    for seed in range(part, games_of(name), PARTS):
        game, rng, given = Game(scenario, seed), Random(seed), 0
        while not game.over:
            assert game.awaiting, f"seed {seed}: nobody may act and the game is not over"
            role = game.awaiting[int(rng.random() * len(game.awaiting))]
            game.submit(role, game.view(role).choices.sample(rng))
            given += 1
            assert given < MOST_ORDERS, f"seed {seed}: it does not end"
        assert 1 <= game.turn <= scenario.turns
        assert game.ending in scenario.rules.endings
        assert game.awaiting == ()


def test_every_scripted_game_ends_within_its_turns(name: str) -> None:
    ready = Ready(scenario_of(name), {})
    for seed in range(max(3, games_of(name) // 25)):
        outcome = ready.play(seed)
        assert 1 <= outcome.turns <= ready.scenario.turns
        assert outcome.ending in ready.scenario.rules.endings


def test_a_game_in_which_nobody_says_anything_ends(name: str) -> None:
    game = Game(scenario_of(name), seed=1)
    for _ in range(MOST_ORDERS):
        if game.over:
            break
        game.default(game.awaiting[0])
    assert game.over


def test_a_game_of_first_legal_orders_ends(name: str) -> None:
    scenario = scenario_of(name)
    game = Game(scenario, seed=1)
    play_to_end(game, {role: player_for(scenario, role, "first_legal") for role in game.roles}, draws_for(1))
    assert game.over


DOCTRINES = [(name, doctrine) for name in ALL for doctrine in scenario_of(name).doctrines]


@pytest.mark.parametrize(("name", "doctrine"), DOCTRINES)
def test_a_doctrine_plays_every_seat_it_may_have_to_the_end(name: str, doctrine: str) -> None:
    scenario = scenario_of(name)
    roles = [scenario.roles[at].id for at in sorted(scenario.doctrines[doctrine].roles)]
    for seed in range(GAMES_OF_DOCTRINES):
        assert Ready(scenario, dict.fromkeys(roles, doctrine)).play(seed).ending in scenario.rules.endings


def test_at_every_moment_somebody_has_a_legal_order_and_nobody_else_has(name: str) -> None:
    for seed in range(3):
        game, rng = Game(scenario_of(name), seed), Random(seed)
        while not game.over:
            for role in game.roles:
                some = next(iter(game.view(role).choices), None)
                assert (some is not None) == (role in game.awaiting)
            role = rng.choice(game.awaiting)
            game.submit(role, game.view(role).choices.sample(rng))
