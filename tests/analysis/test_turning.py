"""Which decisions a game hung on, found by playing on without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine import Game, Order, Scenario
from engine import load as load_scenario
from engine.analysis.forks import Defaulting, Following, Forks, Reached, other_endings, swings, weight
from engine.analysis.turning import FEW, MANY, TOLD, TRIED, turning_points
from engine.bots.player import FirstLegal, draws_for
from engine.bots.roster import play_to_end, player_for, usual_for
from engine.play.views import View
from engine.rules.load import load
from tests.play import handmade

MARKET = Path(__file__).parents[1] / "conformance" / "rulesets" / "market.yaml"


def scripted(name: str, seed: int = 5) -> Forks:
    """Return the forks of a game that doctrines played to its end."""
    scenario = Scenario(load(name))
    players = {it.id: player_for(scenario, it.id, *usual_for(scenario, it.id)) for it in scenario.roles}
    game = Game(scenario, seed)
    play_to_end(game, players, draws_for(seed))
    return Forks(game, players)


@pytest.fixture(scope="module")
def tutorial() -> Forks:
    return scripted("tutorial")


def dilemma(*talks: str) -> Forks:
    """Return the forks of a dilemma in which `rc` are the turns' choices: c cooperates, d defects."""
    game = Game(Scenario(handmade.dilemma(len(talks))), seed=1)
    names = {"c": Order("cooperate"), "d": Order("defect")}
    for turn in talks:
        game.submit("row", names[turn[0]])
        game.submit("column", names[turn[1]])
    return Forks(game, {"row": FirstLegal(), "column": FirstLegal()})


def test_scripted_seats_that_follow_what_was_given_come_to_the_same_end(tutorial: Forks) -> None:
    ended = tutorial.back_to(len(tutorial.log))
    for moment in tutorial.moments():
        reached = tutorial.rest(moment.number, tutorial.dice, 5, tutorial.following(moment))
        assert reached == Reached(ending=ended.ending, scores=ended.scores)


def test_going_back_changes_nothing_in_the_game_asked_about() -> None:
    forks = dilemma("cd", "dc")
    before = forks.log
    turning_points(forks)
    assert forks.log == before


def test_each_occasion_has_the_orders_given_at_it() -> None:
    first, second = dilemma("cd", "dc").moments()
    assert {role: [it.name for it in orders] for role, orders in first.given.items()} == {
        "row": ["cooperate"],
        "column": ["defect"],
    }
    assert second.turn == 2


def test_offers_and_answers_are_among_what_was_given() -> None:
    game = Game(load_scenario(MARKET), seed=1)
    game.submit("kyiv", Order.parse("offer kyiv: pay to=paris n=2"))
    game.submit("paris", Order.parse("accept deal=1"))
    (moment,) = Forks(game, {role: FirstLegal() for role in game.roles}).moments()
    assert {role: [it.name for it in orders] for role, orders in moment.given.items()} == {
        "kyiv": ["offer"],
        "paris": ["accept"],
    }


def test_an_order_taken_back_was_not_given() -> None:
    game = Game(Scenario(handmade.siege()), seed=1)
    for role in ("south", "north", "judge"):
        game.submit(role, Order("pass"))
    game.submit("north", Order("pledge", n=1))
    game.take_back("north")
    game.submit("north", Order("pledge", n=2))
    forks = Forks(game, {role: FirstLegal() for role in game.roles})
    *_earlier, last = forks.moments()
    assert [it.text for it in last.given["north"]] == ["pledge n=2"]


def test_a_decision_left_to_its_default_is_the_first_legal_order_where_nobody_may_pass() -> None:
    forks = dilemma("dd")
    (moment,) = forks.moments()
    assert forks.rest(0, forks.dice, 0, forks.without(moment, "row")).scores == {"row": 0, "column": 5}


def test_a_decision_that_is_its_default_is_no_turning_point() -> None:
    assert turning_points(dilemma("cc", "cc")) == ()


def test_the_decision_that_moved_scores_is_told_with_what_it_gained() -> None:
    (point,) = turning_points(dilemma("cc", "dc"))
    assert (point.turn, point.role, point.titles) == (2, "row", ("Defect",))
    assert {it.role: (it.mean, it.same) for it in point.swings} == {"row": (2, MANY), "column": (-3, MANY)}


def test_few_decisions_are_told_the_most_weighty_first_and_progress_never_passes_its_end(tutorial: Forks) -> None:
    told: list[tuple[int, int]] = []
    found = turning_points(tutorial, progress=lambda done, of: told.append((done, of)))
    assert [done for done, _of in told] == sorted(done for done, _of in told)
    assert all(done <= of for done, of in told)
    assert 0 < len(found) <= TOLD
    assert [it.weight for it in found] == sorted((it.weight for it in found), reverse=True)


def test_the_same_game_has_the_same_turning_points() -> None:
    assert turning_points(dilemma("cd", "dc")) == turning_points(dilemma("cd", "dc"))


def test_what_progress_raises_ends_the_search(tutorial: Forks) -> None:
    class Left(Exception):
        pass

    def leave(done: int, of: int) -> None:
        raise Left

    with pytest.raises(Left):
        turning_points(tutorial, progress=leave)


def test_the_cost_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    forks, rests = dilemma(*["dc", "cd", "dd"] * 4), 0
    rest = forks.rest

    def counted(*given: Any) -> Reached:
        nonlocal rests
        rests += 1
        return rest(*given)

    monkeypatch.setattr(forks, "rest", counted)
    turning_points(forks)
    assert 0 < rests <= 2 * (TRIED * FEW + TOLD * (MANY - FEW))


def test_what_has_become_illegal_is_left_out() -> None:
    forks = dilemma("cc")
    (moment,) = forks.moments()
    player = Following(FirstLegal(), moment, [Order("no_such_order"), Order("defect")])
    view: View = forks.back_to(0).view("row")
    assert moment.number > 0
    game = forks.begun(moment.number, forks.dice)
    assert player.decide(game.view("row"), draws_for(1)(game.view("row"))).order.name == "defect"
    assert view.role == "row"


def test_a_default_ends_with_its_moment() -> None:
    forks = dilemma("dd", "dd")
    first, second = forks.moments()
    player = Defaulting(Following(FirstLegal(), second, [Order("defect")]), first)
    game = forks.begun(second.number, forks.dice)
    assert player.decide(game.view("row"), draws_for(1)(game.view("row"))).order.name == "defect"


PAIR = (Reached(ending="peace", scores={"a": 3, "b": 1}), Reached(ending="war", scores={"a": 1, "b": 1}))
SAME = (PAIR[0], PAIR[0])


def test_a_swing_counts_the_replays_that_went_its_way() -> None:
    (swing,) = swings([PAIR, SAME])
    assert (swing.role, swing.mean, swing.same) == ("a", 1, 1)


def test_only_endings_that_differ_are_told() -> None:
    assert other_endings([PAIR, SAME, PAIR]) == (("war", 2),)


def test_another_ending_weighs_as_much_as_a_point_for_everybody() -> None:
    assert weight([SAME]) == 0
    assert weight([PAIR]) == 2 + 2
