"""Views: a role gets what it may know, of one moment, and nothing of the game comes along."""

from __future__ import annotations

import json
import pickle
from random import Random

import attrs
import pytest

from engine import Game, Order, Scenario, View
from engine.play.projection import projection_of
from engine.rules.ruleset import Level, Track
from tests.play import handmade
from tests.play.conftest import play, set_value, values_of
from tests.play.handmade import Siege


def test_everybody_reads_what_all_may_see(siege: Game) -> None:
    assert [siege.view(role).value("heat") for role in siege.roles] == [1, 1, 1]


def test_an_owner_reads_its_own_number_only(siege: Game) -> None:
    assert siege.view("north").value("supply[north]") == 4
    with pytest.raises(KeyError):
        siege.view("north").value("supply[south]")


def test_a_number_of_some_roles_is_not_in_the_views_of_others(siege: Game) -> None:
    assert siege.view("north").value("prep[hill]") == 0
    assert not any(it.id == "prep" for it in siege.view("south").tracks)


def test_what_nobody_sees_is_in_no_view() -> None:
    game = Game(Scenario(handmade.dilemma()))
    assert not any(it.id == "chose" for role in game.roles for it in game.view(role).tracks)


def test_where_only_levels_are_public_the_value_is_not_told() -> None:
    game = Game(Scenario(handmade.market()))
    seen = {it.name: it for it in game.view("ann").tracks}
    assert (seen["money[ann]"].value, seen["money[ann]"].shown) == (5, "5")
    assert (seen["money[ben]"].value, seen["money[ben]"].shown, seen["money[ben]"].level) == (None, "rich", "rich")
    assert game.view("ann").value("money[ben]") is None


def test_a_level_of_one_value_is_shown_by_its_title() -> None:
    rules = handmade.siege()
    levels = (Level(id="calm", title="all calm", least=1, most=1), Level(id="hot", title="hot", least=2, most=12))
    rules.tracks = {**rules.tracks, "heat": _with(rules.tracks["heat"], levels)}
    game = Game(Scenario(rules), seed=1)
    heat = next(it for it in game.view("judge").tracks if it.id == "heat")
    assert (heat.value, heat.shown, heat.level) == (1, "all calm", "calm")
    set_value(game, Siege.heat, 3)
    heat = next(it for it in game.view("judge").tracks if it.id == "heat")
    assert (heat.value, heat.shown, heat.level) == (3, "3", "hot")


def _with(track: Track, levels: tuple[Level, ...]) -> Track:
    return attrs.evolve(track, levels=levels)


def test_members_and_flags_are_shown_in_words(siege: Game) -> None:
    set_value(siege, Siege.held, 1)
    seen = {it.name: it for it in siege.view("judge").tracks}
    assert (seen["held[hill]"].value, seen["held[hill]"].shown) == ("south", "South")
    assert (seen["held[ford]"].value, seen["held[ford]"].shown) == (None, "none")
    assert (seen["trust"].value, seen["trust"].shown) == (False, "no")


def test_a_view_knows_turn_date_and_phase(siege: Game) -> None:
    view = siege.view("south")
    assert (view.turn, view.turns, view.date, view.phase, view.phase_title) == (
        1,
        3,
        "November 2026",
        "signals",
        "Signals",
    )
    play(siege, 1, until=lambda game: game.turn == 2)
    assert siege.view("south").date == "February 2027"


def test_a_prompt_says_what_is_wanted_and_of_whom(siege: Game) -> None:
    assert siege.view("south").prompt == "Signals: give at most 1 order, or pass."
    assert siege.view("north").prompt == "Waiting for South."


def test_a_view_refuses_to_be_read_once_the_game_has_moved_on(siege: Game) -> None:
    view = siege.view("south")
    choices, form = view.choices, view.choices.form("raid")
    assert view.turn == 1
    siege.submit("south", Order("hold"))
    readers = (
        lambda: view.turn,
        lambda: view.tracks,
        lambda: view.value("heat"),
        lambda: view.choices,
        lambda: len(choices),
        lambda: list(choices),
        lambda: choices[0],
        lambda: Order("pass") in choices,
        lambda: form.open,
        lambda: form.domain(),
        view.keep,
        view.as_json,
    )
    for read in readers:
        with pytest.raises(AssertionError, match="moved on"):
            read()


def test_a_view_of_another_game_is_not_touched_by_this_one(siege: Game) -> None:
    view = siege.fork().view("south")
    siege.submit("south", Order("hold"))
    assert view.phase == "signals"


def test_a_kept_view_stays_readable(siege: Game) -> None:
    view = siege.view("south")
    data = {name: value for name, value in view.as_json().items() if name != "forms"}
    kept = view.keep()
    siege.submit("south", Order("raid", place="hill", n=2))
    assert kept.as_json() == data
    assert kept.value("supply[south]") == 4
    with pytest.raises(AssertionError, match="their moment"):
        _ = kept.choices


def test_a_pickled_view_carries_nothing_but_what_is_read(siege: Game) -> None:
    view = siege.view("south")
    data = pickle.dumps(view)
    assert pickle.loads(data) == view
    assert b"prep" not in data
    assert len(data) < 20_000


def test_choices_cannot_be_pickled(siege: Game) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(siege.view("south").choices)


def test_printing_a_view_tells_who_looks_and_no_more(siege: Game) -> None:
    view = siege.view("south")
    assert repr(view) == "<View of south>"
    siege.submit("south", Order("hold"))
    assert repr(view) == "<View of south, of another moment>"


def test_a_view_cannot_be_written(siege: Game) -> None:
    with pytest.raises(AttributeError):
        siege.view("south").turn = 3  # type: ignore[misc]


def test_views_are_equal_when_all_in_them_is(siege: Game) -> None:
    assert siege.view("south") == siege.view("south")
    assert siege.view("south") != siege.view("north")
    twin = siege.fork()
    set_value(twin, Siege.prep, 5)
    assert siege.view("south") == twin.view("south")
    assert siege.view("north") != twin.view("north")


def test_a_sealed_objective_is_known_to_its_role_only(siege: Game) -> None:
    mine = [goal for goal in siege.view("north").objectives if goal.sealed]
    assert len(mine) == 1
    assert not any(goal.sealed for goal in siege.view("south").objectives)
    assert not any("dealt" in it.text for it in siege.view("south").news)


def test_a_worth_is_shown_only_to_who_sees_all_that_it_reads() -> None:
    rules = handmade.siege()
    rules.objectives["ground"].seen_by = frozenset({0})
    game = Game(Scenario(rules), seed=1)
    assert game.view("north").objectives[0].worth == 0
    assert game.view("south").objectives[0].worth is None
    play(game, 1)
    assert game.view("south").objectives[0].worth is not None


def test_scores_are_shown_when_it_is_over(siege: Game) -> None:
    assert siege.view("north").scores == {}
    play(siege, 1)
    assert siege.view("north").scores == siege.scores


def test_given_orders_of_this_phase_are_in_the_own_view(siege: Game) -> None:
    game = Game(Scenario(handmade.market()))
    game.submit("ann", Order("boast"))
    game.submit("ann", Order("pay", to="ben", n=1))
    assert game.view("ann").given == (Order("boast"), Order("pay", to="ben", n=1))
    assert game.view("ben").given == ()


def test_what_is_told_to_one_is_news_to_one() -> None:
    game = Game(Scenario(handmade.market()))
    game.submit("ann", Order("pay", to="ben", n=2))
    assert [it.text for it in game.view("ben").news if it.private] == ["You got 2."]
    assert not any(it.private for it in game.view("cat").news)


def test_news_are_numbered_for_each_role_without_gaps() -> None:
    game = Game(Scenario(handmade.siege()), seed=1)
    play(game, 1)
    for role in game.roles:
        news = game.view(role).news
        assert [it.number for it in news] == list(range(1, len(news) + 1))


def test_news_grow_at_their_end_only(scenario: Scenario) -> None:
    game, rng = Game(scenario, 3), Random(3)
    seen = {role: game.view(role).news for role in game.roles}
    while not game.over:
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))
        for role, before in seen.items():
            news = game.view(role).news
            assert news[: len(before)] == before
            seen[role] = news


def everything(view: View) -> str:
    """Return all that a role can get out of a view, as text."""
    choices, rng = view.choices, Random(1)
    data = view.as_json()
    data["listed"] = [order.text for order in choices]
    data["titles"] = [choices.form(order.name).title_of(order) for order in choices if order.name != "choose"]
    data["costs"] = [choices.form(order.name).cost(order) for order in choices]
    data["sampled"] = [choices.sample(rng).text for _ in range(5)] if len(choices) else []
    data["default"] = choices.default.text if choices.default else ""
    hostile = (Order("raid", place="hill", n=3), Order("pledge", n=9), Order("calm"), Order("pay", to="ann", n=9))
    data["refusals"] = [choices.why_not(order) for order in hostile]
    return json.dumps(data)


@pytest.mark.parametrize("seed", range(6))
def test_what_a_role_may_not_see_changes_nothing_in_its_view(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        for position, role in enumerate(game.roles):
            twin = game.fork()
            values = values_of(twin)
            seen = projection_of(scenario.book, position).by_place
            for track in scenario.rules.tracks.values():
                for place in range(track.base, track.base + track.size):
                    if place not in seen:
                        set_value(twin, place, rng.randint(track.least, track.most))
                    elif game.view(role).value(seen[place].name) is None and track.levels:
                        level = next(it for it in track.levels if it.least <= values[place] <= it.most)
                        set_value(twin, place, rng.randint(level.least, level.most))
            assert everything(game.view(role)) == everything(twin.view(role))
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))
