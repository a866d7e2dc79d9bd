"""Sealed orders that were taken back are told as such, and with the conditions under which they lay there."""

from __future__ import annotations

from engine import Game, Order, Scenario
from engine.papers.withdrawn import withdrawn
from tests.rules.ruled import rules_of

TEXT = """
roles: {red: {title: Red}, blue: {title: Blue}}
tracks: {heat: {range: 0..9}}
conditions: {warm: {title: if it is warm, choose: {n: 1..9}, is: "heat >= n", text: "if the heat is {n}"}}
orders:
  send: {title: "Send {n}", by: all, kind: deed, choose: {n: 1..3}, conditional: [warm], does: ["heat += n"]}
turn: {play: {by: all, offers: [deed], mode: sealed, orders: 0..4, solve: "greatest"}}
"""


def game() -> Game:
    return Game(Scenario(rules_of(TEXT)))


def seal(game: Game, *numbers: int) -> list[int]:
    """Seal orders for red; return the numbers of their events."""
    return [game.submit("red", Order("send", n=n))[0].number for n in numbers]


def gone(game: Game) -> frozenset[int]:
    return withdrawn(event.record for event in game.log)


def test_the_order_that_was_taken_back_is_found_among_others() -> None:
    played = game()
    first, second, third = seal(played, 1, 2, 3)
    played.take_back("red", Order("send", n=2))
    (fourth,) = seal(played, 2)
    assert gone(played) == {second}
    played.take_back("red", Order("send", n=1))
    assert gone(played) == {first, second}
    played.take_back("red")
    assert gone(played) == {first, second, third, fourth}


def test_of_two_alike_the_later_one_went() -> None:
    played = game()
    _first, second = seal(played, 2, 2)
    played.take_back("red", Order("send", n=2))
    assert gone(played) == {second}


def test_what_was_revealed_stays_given() -> None:
    played = game()
    seal(played, 1)
    for role in ("red", "blue"):
        played.submit(role, Order("pass"))
    assert gone(played) == frozenset()


def test_a_sealed_order_is_told_with_its_conditions() -> None:
    (sealed,) = game().submit("red", Order("send", conditions=[("warm", {"n": 4})], n=2))
    assert sealed.title == "Send 2, if the heat is 4"
    assert sealed.headline == "Red seals: Send 2, if the heat is 4"
