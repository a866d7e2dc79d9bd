"""A doctrine reads, takes the first stance that fits, and plays the card that is worth most to it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from engine import Game, Order, Scenario, load
from engine.bots.doctrine import Commander
from engine.bots.player import draws_for
from engine.bots.roster import decided, player_for

from .conftest import changed, choice, give

DREAMER = """
id: dreamer
title: Dreamer
format: 1
turns: 1
roles: {ann: {title: Ann, usual: dreamer}}
tracks: {height: {title: Height, range: 0..9}}
orders:
  fly: {title: Fly, by: ann, when: {"Nobody can fly.": "height > 5"}, does: ["height += 1"]}
  walk: {title: Walk, by: ann, does: []}
turn:
  play: {by: ann, offers: [fly, walk], mode: sequential, orders: 1}
endings: {done: {at: end, title: Done, text: Done.}}
doctrines:
  dreamer:
    title: Dreamer
    for: ann
    cards:
      wings: {order: fly, score: {joy: 50}}
      feet: {order: walk, score: {sense: 1}}
"""


@pytest.fixture
def dreamer(tmp_path: Path) -> Game:
    path = tmp_path / "dreamer.yaml"
    path.write_text(DREAMER, encoding="utf-8")
    return Game(load(path))


def commander(scenario: Scenario, role: str, doctrine: str, **traits: float) -> Commander:
    player = player_for(scenario, role, doctrine, traits)
    assert isinstance(player, Commander)
    return player


def test_free_parameters_are_searched_for_the_best(game: Game) -> None:
    assert choice(game, "red", "raider") == "raid place=south n=3"


def test_ties_go_by_order_of_declaration(game: Game) -> None:
    with changed(game, guard_north=2, guard_south=2, guard_west=2):
        assert choice(game, "red", "raider") == "raid place=north n=3"


def test_the_scenario_may_set_traits(game: Game) -> None:
    assert choice(game, "red", "raider", greed=0) == "raid place=south n=1"


def test_the_first_stance_that_fits_is_taken(game: Game) -> None:
    with changed(game, alarm=7, money_red=20):
        assert choice(game, "red", "raider") == "earn"
    with changed(game, alarm=7, money_red=14):
        assert choice(game, "red", "raider") == "wait"


def test_a_card_whose_condition_does_not_hold_is_not_played(game: Game) -> None:
    it = commander(game.scenario, "red", "raider")
    cards = [weighed.id for weighed in it.judge(game.view("red").sight).weighed]
    assert cards == ["strike", "again", "save"]


def test_what_is_fixed_and_not_legal_makes_a_card_impossible(game: Game) -> None:
    it = commander(game.scenario, "red", "raider")
    assert "broke" not in [weighed.id for weighed in it.judge(game.view("red").sight).weighed]


def test_what_the_rules_refuse_is_not_played_however_much_it_is_worth(dreamer: Game) -> None:
    assert choice(dreamer, "ann", "dreamer") == "walk"
    assert choice(dreamer, "ann", "dreamer", temperature=1) == "walk"


def test_a_judgement_that_is_settled_holds_only_what_the_rules_allow(dreamer: Game) -> None:
    it, sight = commander(dreamer.scenario, "ann", "dreamer"), dreamer.view("ann").sight
    judgement = it.judge(sight)
    it.settle(sight, judgement)
    assert [weighed.id for weighed in judgement.weighed] == ["feet"]


def test_what_is_fixed_narrows_the_search(game: Game) -> None:
    it = commander(game.scenario, "red", "raider")
    again = next(weighed for weighed in it.judge(game.view("red").sight).weighed if weighed.id == "again")
    west = game.scenario.rules.positions["west"][1]
    assert list(again.orders) == [(west, 1), (west, 2), (west, 3)]


def test_a_card_rests_after_its_order_was_given(game: Game) -> None:
    it = commander(game.scenario, "red", "raider")
    give(game, "red", "raid place=west n=1")
    ready: dict[int, bool] = {}
    while not game.over:
        role = game.awaiting[0]
        sight = game.view(role).sight
        if role == "red":
            ready[game.turn] = "again" in [weighed.id for weighed in it.judge(sight).weighed]
            give(game, "red", "earn")
        else:
            game.default(role)
    assert ready == {2: False, 3: False, 4: True, 5: True, 6: True}


def test_another_order_of_the_same_kind_does_not_make_it_rest(game: Game) -> None:
    it = commander(game.scenario, "red", "raider")
    give(game, "red", "raid place=south n=1")
    while "red" not in game.awaiting:
        game.default(game.awaiting[0])
    assert "again" in [weighed.id for weighed in it.judge(game.view("red").sight).weighed]


def test_conditions_are_attached(game: Game) -> None:
    give(game, "red", "raid place=south n=3")
    assert choice(game, "blue", "keeper") == "fortify place=south if raided n=4"


def test_passing_scores_nothing_and_beats_what_is_worth_less(game: Game) -> None:
    give(game, "red", "earn")
    game.submit("blue", Order.parse(choice(game, "blue", "keeper")))
    assert choice(game, "blue", "keeper") == "pass"


def test_a_question_is_answered_by_its_card(game: Game) -> None:
    to_the_question(game)
    assert choice(game, "blue", "keeper") == "choose event=offer choice=take"


def test_a_question_without_a_card_gets_its_default(game: Game) -> None:
    to_the_question(game)
    assert choice(game, "blue", "silent") == "choose event=offer choice=refuse"


def test_without_a_card_the_first_legal_order_stands_where_passing_is_not_allowed(game: Game) -> None:
    assert choice(game, "red", "silent") == "raid place=north n=1"


def test_without_a_card_it_passes_where_that_is_allowed(game: Game) -> None:
    give(game, "red", "earn")
    assert choice(game, "blue", "silent") == "pass"


def test_the_same_view_and_draws_give_the_same_decision(game: Game, arena: Scenario) -> None:
    assert [choice(game, "red", "dicer", seed) for seed in range(9)] == [
        choice(Game(arena, seed=99), "red", "dicer", seed) for seed in range(9)
    ]


def test_the_dice_of_the_game_do_not_matter(arena: Scenario) -> None:
    assert {choice(Game(arena, seed=seed), "red", "dicer", 5) for seed in range(20)} == {
        choice(Game(arena), "red", "dicer", 5)
    }


def test_temperature_softens_the_choice(game: Game) -> None:
    found = [choice(game, "red", "dicer", seed) for seed in range(300)]
    names = Counter(text.split()[0] for text in found)
    assert len(set(found)) > 5
    assert names["raid"] > names["earn"] > 0


def test_at_temperature_0_nothing_is_left_to_chance(game: Game) -> None:
    assert {choice(game, "red", "raider", seed) for seed in range(30)} == {"raid place=south n=3"}


@pytest.mark.parametrize("temperature", [0.05, 0.2])
def test_what_is_out_of_reach_of_the_best_is_never_chosen(game: Game, temperature: float) -> None:
    best = 5
    found = {choice(game, "red", "dicer", seed, temperature=temperature) for seed in range(200)}
    worth = {"earn": 0.8, "raid place=south n=2": 4, "raid place=north n=3": 3, "raid place=south n=1": 3}
    assert all(worth.get(text, best) >= best - 3 * temperature * best for text in found)


def test_decisions_are_legal_wherever_a_random_game_leads(arena: Scenario) -> None:
    chance = player_for(arena, "red", "random")
    others = {"red": ("raider", "dicer", "silent"), "blue": ("keeper", "silent")}
    for seed in range(25):
        game, draws = Game(arena, seed), draws_for(seed)
        while not game.over:
            role = game.awaiting[0]
            for doctrine in others[role]:
                order = decided(game, role, player_for(arena, role, doctrine), draws).order
                assert order in game.fork().view(role).choices, (seed, role, doctrine, order)
            game.submit(role, decided(game, role, chance, draws).order)


def test_a_decision_changes_nothing(game: Game) -> None:
    before = game.digest
    choice(game, "red", "dicer")
    assert game.digest == before


def to_the_question(game: Game) -> None:
    while game.view("blue").mode != "choice":
        game.default(game.awaiting[0])
