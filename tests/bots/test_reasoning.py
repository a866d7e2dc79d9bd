"""A doctrine can say why: its reads, its stance, its cards with their terms, and what would have changed it."""

from __future__ import annotations

import pytest

from engine import Game, Scenario
from engine.bots.doctrine import Commander
from engine.bots.player import draws_for
from engine.bots.reasoning import Reasoning, Turning, explain
from engine.bots.roster import decided, player_for

from .conftest import changed, give


def reasoning(game: Game, role: str, doctrine: str, seed: int = 1) -> Reasoning:
    player = player_for(game.scenario, role, doctrine)
    assert isinstance(player, Commander)
    view = game.view(role)
    return explain(player, view, draws_for(seed)(view))


def test_reads_are_told_in_their_own_words(game: Game) -> None:
    weakest, slack = reasoning(game, "red", "raider").reads
    assert (weakest.value, weakest.sentence) == (1, "the weakest site has guard 1")
    assert (slack.value, slack.sentence) == (2, "")


def test_the_stance_is_told_with_its_reason(game: Game) -> None:
    it = reasoning(game, "red", "raider")
    assert (it.stance, it.stance_because) == ("hunt", "2 left before they wake")


def test_the_three_best_cards_are_told_with_their_terms(game: Game) -> None:
    best = reasoning(game, "red", "raider").best
    assert [(it.title, it.score) for it in best] == [("Raid South with 3", 5), ("Raid West with 1", 1), ("Earn", 0.8)]
    assert best[0].terms == (("greed", 6), ("thin", 2), ("cost", -3))


def test_the_choice_is_told_with_the_authors_reason(game: Game) -> None:
    chosen = reasoning(game, "red", "raider").chosen
    assert (chosen.title, chosen.because) == ("Raid South with 3", "South has guard 1")


def test_cards_that_could_not_be_played_are_told_with_the_reason(game: Game) -> None:
    assert dict(reasoning(game, "red", "raider").impossible) == {
        "broke": "n cannot be 9 now",
        "lie_low": "only in the stance hide",
        "rich": "its condition does not hold",
    }


def test_the_rules_own_reason_is_told(game: Game) -> None:
    with changed(game, alarm=6, guard_south=0, guard_north=0, guard_west=0):
        assert dict(reasoning(game, "red", "raider").impossible)["strike"] == "The alarm is too high."


def test_a_card_that_rests_says_until_when(game: Game) -> None:
    give(game, "red", "earn")
    give(game, "blue", "fortify place=south")
    assert dict(reasoning(game, "blue", "keeper").impossible) == {"wall": "it rests until turn 3"}


def test_the_smallest_change_of_one_read_that_changes_the_choice_is_told(game: Game) -> None:
    assert reasoning(game, "red", "raider").turning == Turning(read="weakest", value=1, instead=6, title="Wait")


def test_no_change_is_told_when_none_would_matter(game: Game) -> None:
    give(game, "red", "earn")
    assert reasoning(game, "blue", "keeper").turning is None


def test_a_read_that_is_changed_changes_the_reads_after_it(game: Game) -> None:
    player = player_for(game.scenario, "red", "raider")
    assert isinstance(player, Commander)
    assert player.judge(game.view("red").sight, {0: 4}).reads == [4, -1]


@pytest.mark.parametrize("seed", range(12))
def test_the_decision_that_is_explained_is_the_one_that_was_made(arena: Scenario, seed: int) -> None:
    game, draws = Game(arena, seed), draws_for(seed)
    while not game.over:
        role = game.awaiting[0]
        doctrine = {"red": "dicer", "blue": "keeper"}[role]
        player = player_for(arena, role, doctrine)
        order = decided(game, role, player, draws).order
        assert order.raw is not None
        assert reasoning(game, role, doctrine, seed).chosen.title == game.view(role).sight.title_of(order.raw[1])
        game.submit(role, order)


def test_a_card_drawn_by_temperature_is_told_apart_from_the_best(game: Game) -> None:
    texts = {seed: reasoning(game, "red", "dicer", seed) for seed in range(30)}
    drawn = [it for it in texts.values() if it.chosen.title != it.best[0].title]
    assert drawn
    assert all("by its temperature" in it.text() for it in drawn)


def test_it_can_be_read_aloud(game: Game) -> None:
    assert reasoning(game, "red", "raider").text().splitlines() == [
        "Raider, turn 1, Strike: Raid South with 3",
        "  because South has guard 1",
        "  It read: the weakest site has guard 1 (weakest 1)",
        "  It read: slack 2",
        "  Its stance: hunt, because 2 left before they wake",
        "  Its best cards:",
        "    5  Raid South with 3 (greed +6, thin +2, cost -3)",
        "    1  Raid West with 1 (habit +1)",
        "    0.8  Earn (purse +0.8)",
        "  Not “broke”: n cannot be 9 now",
        "  Not “lie low”: only in the stance hide",
        "  Not “rich”: its condition does not hold",
        "  If weakest had been 6 instead of 1: Wait",
    ]
