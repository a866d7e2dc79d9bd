"""Players are found by name, and what is wrong with a name is said."""

from __future__ import annotations

import pytest

from engine import Game, Refused, Scenario, load
from engine.bots.player import draws_for
from engine.bots.roster import decided, play_to_end, player_for, usual_for


def test_a_role_is_played_by_its_usual_doctrine(arena: Scenario) -> None:
    assert usual_for(arena, "red") == ("raider", {})


def test_a_doctrine_that_cannot_play_the_role_is_refused(arena: Scenario) -> None:
    with pytest.raises(Refused, match=r"No doctrine 'raider' can play Blue\. There are keeper, silent, random"):
        player_for(arena, "blue", "raider")


def test_a_misspelled_doctrine_is_suggested(arena: Scenario) -> None:
    with pytest.raises(Refused, match="Did you mean raider"):
        player_for(arena, "red", "rayder")


def test_a_trait_that_the_doctrine_does_not_have_is_refused(arena: Scenario) -> None:
    with pytest.raises(Refused, match="Keeper has no trait 'greed'"):
        player_for(arena, "blue", "keeper", {"greed": 1})


def test_first_legal_gives_the_first_order(game: Game, arena: Scenario) -> None:
    assert (
        decided(game, "red", player_for(arena, "red", "first_legal"), draws_for(1)).order == game.view("red").choices[0]
    )


def test_random_gives_every_order_sooner_or_later(game: Game, arena: Scenario) -> None:
    player = player_for(arena, "red", "random")
    given = {decided(game, "red", player, draws_for(seed)).order.text for seed in range(300)}
    assert given == {order.text for order in game.view("red").choices}


def test_draws_differ_by_what_they_are_for(game: Game) -> None:
    draws = draws_for(1)(game.view("red"))
    assert draws.fraction("strike") == draws.fraction("strike")
    assert draws.fraction("strike") != draws.fraction("save")
    assert draws_for(2)(game.view("red")).fraction("strike") != draws.fraction("strike")


@pytest.mark.parametrize("scenario", ["prisoners-dilemma", "tutorial"])
def test_scripted_games_end(scenario: str) -> None:
    it = load(scenario)
    game = Game(it, seed=3)
    players = {role: player_for(it, role, *usual_for(it, role)) for role in game.roles}
    assert play_to_end(game, players, draws_for(3)) > 0
    assert game.over
