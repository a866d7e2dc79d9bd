"""A scripted player's draws are its decision's own: the same each time, even, and as many as it asks for."""

from __future__ import annotations

from statistics import mean

from engine import Game, load
from engine.bots.player import Random, draws_for


def test_a_decision_draws_the_same_each_time_it_is_made() -> None:
    view = Game(load("prisoners-dilemma"), seed=3).view("ann")
    one, other = draws_for(7)(view).evenly, draws_for(7)(view).evenly
    assert [one.random() for _ in range(50)] == [other.random() for _ in range(50)]


def test_decisions_of_other_seats_and_seeds_draw_otherwise() -> None:
    game = Game(load("prisoners-dilemma"), seed=3)
    ann, bob = game.view("ann"), game.view("bob")
    drawn = [draws_for(7)(ann).evenly.random(), draws_for(7)(bob).evenly.random(), draws_for(8)(ann).evenly.random()]
    assert len(set(drawn)) == 3


def test_a_decision_never_runs_out_of_draws_and_they_are_even() -> None:
    draws = draws_for(7)(Game(load("prisoners-dilemma"), seed=3).view("ann")).evenly
    found = [draws.random() for _ in range(4000)]
    assert len(set(found)) == len(found)
    assert all(0 <= it < 1 for it in found)
    assert abs(mean(found) - 0.5) < 0.02
    assert all(abs(sum(it * 10 // 1 == tenth for it in found) - 400) < 100 for tenth in range(10))


def test_random_play_of_one_moment_gives_one_order() -> None:
    view = Game(load("prisoners-dilemma"), seed=3).view("ann")
    assert len({Random().decide(view, draws_for(5)(view)).order for _ in range(5)}) == 1
