"""Conditional pledges: what holds when everybody trusts, and when everybody waits."""

from __future__ import annotations

import pytest

from engine import Event, Game, Order
from tests.play.conftest import at_commit


def pledge(n: int, **conditions: int) -> Order:
    return Order("pledge", n=n, conditions=[(name, {"n": least}) for name, least in conditions.items()])


def settled(solve: bool | None, **orders: Order) -> tuple[dict[str, int], Event]:
    """Return what each role has pledged once the phase is revealed, and how it was solved."""
    game = at_commit(solve)
    for role, order in orders.items():
        game.submit(role, order)
    for role in game.awaiting:
        game.submit(role, Order("pass"))
    view = game.view("judge")
    pledged = {role: int(view.value(f"pledged[{role}]") or 0) for role in game.roles}
    return pledged, next(event for event in game.log if event.kind == "solve")


def test_who_trusts_each_other_pledge_and_who_wait_do_not() -> None:
    orders = {"north": pledge(2, others=2), "south": pledge(2, others=2)}
    assert settled(True, **orders)[0] == {"north": 2, "south": 2, "judge": 0}
    assert settled(False, **orders)[0] == {"north": 0, "south": 0, "judge": 0}


def test_without_a_word_on_it_everybody_waits() -> None:
    assert settled(None, north=pledge(2, others=2), south=pledge(2, others=2))[0]["north"] == 0


@pytest.mark.parametrize("solve", [True, False])
def test_a_pledge_without_condition_starts_a_chain(solve: bool) -> None:
    orders = {"north": pledge(3, others=3), "south": pledge(1, others=2), "judge": pledge(2)}
    assert settled(solve, **orders)[0] == {"north": 3, "south": 1, "judge": 2}


def test_both_solutions_and_their_gap_are_in_the_log() -> None:
    _, event = settled(False, north=pledge(2, others=2), south=pledge(2, others=2))
    note = next(note for note in event.notes if note[0] == "solve")
    assert note[2:5] == ("least", 0, 2)
    assert [role for role, _ in note[5]] == [0, 1]
    assert "0 hold if all wait, 2 if all trust" in event.text


def test_what_did_not_hold_is_news() -> None:
    game = at_commit(False)
    game.submit("north", pledge(2, others=2))
    for role in game.awaiting:
        game.submit(role, Order("pass"))
    assert any(
        it.text == "North: Pledge 2, but its condition does not hold: if others 2" for it in game.view("judge").news
    )


@pytest.mark.parametrize(
    ("solve", "text"), [(True, "2 orders held because all trusted"), (False, "2 orders would have held if all trusted")]
)
def test_the_gap_between_trusting_and_waiting_is_news(solve: bool, text: str) -> None:
    game = at_commit(solve)
    game.submit("north", pledge(2, others=2))
    game.submit("south", pledge(2, others=2))
    for role in game.awaiting:
        game.submit(role, Order("pass"))
    assert [it.text for it in game.view("judge").news if "trusted" in it.text] == [text]


@pytest.mark.parametrize("solve", [True, False])
def test_a_pledge_waits_until_its_condition_holds(solve: bool) -> None:
    assert settled(solve, north=pledge(2, others=4), judge=pledge(3))[0]["north"] == 0


@pytest.mark.parametrize("solve", [True, False])
def test_all_conditions_of_a_pledge_must_hold(solve: bool) -> None:
    assert settled(solve, north=pledge(2, others=2, at_most=1), judge=pledge(3))[0]["north"] == 0


@pytest.mark.parametrize("solve", [True, False])
def test_conditions_that_are_not_monotone_are_decided_in_order(solve: bool) -> None:
    orders = {"north": pledge(1, at_most=0), "south": pledge(1, at_most=0), "judge": pledge(1, at_most=1)}
    assert settled(solve, **orders)[0] == {"north": 1, "south": 0, "judge": 1}


def test_solving_leaves_nothing_behind() -> None:
    game = at_commit(True)
    twin = game.fork()
    for it in (game, twin):
        it.submit("north", pledge(2, others=2) if it is game else pledge(2))
        it.submit("south", pledge(2, others=2) if it is game else pledge(2))
        for role in it.awaiting:
            it.submit(role, Order("pass"))
    assert game.digest == twin.digest


def test_a_condition_is_sampled_sooner_or_later() -> None:
    from random import Random

    game: Game = at_commit()
    rng = Random(1)
    drawn = [game.view("north").choices.sample(rng) for _ in range(100)]
    assert any(order.conditions for order in drawn)
    assert all(order in game.view("north").choices for order in drawn)
