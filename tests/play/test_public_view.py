"""What everybody may know: the numbers and news that are in all views, and nobody's orders or goals."""

from __future__ import annotations

from random import Random

import pytest

from engine import Game, Scenario
from tests.play import handmade


@pytest.mark.parametrize("seed", range(3))
def test_the_public_view_holds_nothing_that_any_role_does_not_see(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed=seed), Random(seed)
    while not game.over:
        for role in game.roles:
            own, public = game.view(role), game.view(role).public()
            known = {it.name: it for it in own.tracks}
            assert all(it.name in known for it in public.tracks)
            assert own.given or all(it.value in (None, known[it.name].value) for it in public.tracks)
            assert {item.text for item in public.news} <= {item.text for item in own.news}
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))


def test_an_owners_number_is_not_public() -> None:
    public = Game(Scenario(handmade.siege()), seed=1).view("north").public()
    assert "heat" in {it.id for it in public.tracks}
    assert not {"supply", "prep"} & {it.id for it in public.tracks}


def test_where_only_levels_are_public_the_public_view_tells_no_value() -> None:
    public = Game(Scenario(handmade.market())).view("ann").public()
    money = {it.name: it for it in public.tracks}["money[ann]"]
    assert (money.value, money.level) == (None, "rich")


def test_the_public_view_is_of_no_seat_and_says_who_is_awaited() -> None:
    public = Game(Scenario(handmade.siege()), seed=1).view("south").public()
    assert (public.role, public.title, public.given, public.objectives) == ("", "", (), ())
    assert public.prompt == "Waiting for South."


def test_it_is_the_same_from_every_seat(siege: Game) -> None:
    assert siege.view("north").public() == siege.view("judge").public()
