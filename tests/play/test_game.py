"""What a game is made of: a scenario, a seed, and dice."""

from __future__ import annotations

from typing import Any

import pytest

from engine import Game, Order, Refused, Scenario, load
from tests.conformance.playing import scenario_of


@pytest.fixture(scope="module")
def coin() -> Scenario:
    """Four tosses with even chances."""
    return load("tests/analysis/coin.yaml")


def wins(game: Game) -> object:
    while not game.over:
        game.submit("ann", Order("toss"))
    return game.view("ann").value("wins")


def test_median_dice_know_no_luck(coin: Scenario) -> None:
    assert wins(Game(coin, dice="median")) == 4


def test_a_script_says_how_draws_fall(coin: Scenario) -> None:
    assert wins(Game(coin, dice={"coin": False})) == 0


def test_a_script_of_a_draw_that_is_not_there_is_a_mistake_at_once(coin: Scenario) -> None:
    with pytest.raises(ValueError, match="nothing is drawn as 'cion'; did you mean 'coin'"):
        Game(coin, dice={"cion": False})


@pytest.mark.parametrize("fall", [1, "heads", [3, 4], None])
def test_a_script_of_a_fall_that_cannot_be_is_a_mistake_at_once(coin: Scenario, fall: Any) -> None:
    with pytest.raises(ValueError, match="coin falls as true or false, not "):
        Game(coin, dice={"coin": fall})


def test_dice_are_seeded_unless_others_are_given(coin: Scenario) -> None:
    assert [wins(Game(coin, n, dice="seeded")) for n in range(20)] == [wins(Game(coin, n)) for n in range(20)]


def test_dice_of_another_name_are_a_mistake_at_once(coin: Scenario) -> None:
    other: Any = "lucky"
    with pytest.raises(AssertionError, match="dice are seeded, median, or how draws fall by id, not 'lucky'"):
        Game(coin, dice=other)


def test_a_game_of_a_mere_name_is_a_mistake_at_once() -> None:
    name: Any = "tutorial"
    with pytest.raises(AssertionError, match="as `load` gives it, not of 'tutorial'"):
        Game(name)


def test_giving_an_order_does_what_submitting_it_does() -> None:
    shown, unseen = (Game(load("tutorial"), seed=5) for _ in range(2))
    while not shown.over:
        role = shown.awaiting[0]
        order = list(shown.view(role).choices)[-1]
        events = shown.submit(role, order)
        assert unseen.give(role, Order.parse(order.text)) == events[0].number
    assert [it.to_json() for it in unseen.log] == [it.to_json() for it in shown.log]
    with pytest.raises(Refused, match="no role 'nobody'"):
        shown.give("nobody", Order("pass"))


def test_who_is_next_among_some_is_the_first_of_them_that_is_awaited() -> None:
    game = Game(load("prisoners-dilemma"), seed=1)
    assert game.next_of(game.roles) == game.awaiting[0]
    assert game.next_of({game.awaiting[-1]}) == game.awaiting[-1]
    assert game.next_of(()) == ""


def test_a_refused_style_or_chair_leaves_who_is_asked_as_it_was() -> None:
    game = Game(scenario_of("hunt"), 1)
    game.take_chair()
    before = game.progress
    with pytest.raises(Refused):
        game.take_chair()
    assert game.progress == before
    with pytest.raises(Refused):
        game.set_style("nothing")
    assert game.progress == before
