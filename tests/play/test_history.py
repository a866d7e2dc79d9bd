"""How numbers stood at the end of every turn, as far as a role knows."""

from __future__ import annotations

from engine import Game
from tests.play.conftest import play


def test_a_number_that_never_moved_has_no_history(siege: Game) -> None:
    assert all(len(set(past)) > 1 for past in siege.history("north").values())


def test_a_history_ends_with_the_number_as_it_stands(siege: Game) -> None:
    play(siege, 2)
    view = siege.view("north")
    assert all(past[-1] == view.value(name) for name, past in siege.history("north").items())


def test_a_history_has_a_value_before_the_first_turn_and_one_for_each_turn_since(siege: Game) -> None:
    play(siege, 2)
    assert {len(past) for past in siege.history("north").values()} == {siege.turn + 1}


def test_a_history_holds_no_number_that_the_role_does_not_see(siege: Game) -> None:
    play(siege, 2)
    seen = {it.name.replace(" ", "") for it in siege.view("south").tracks if it.value is not None}
    assert set(siege.history("south")) <= seen
