"""Procedures: played on top of a phase, which goes on as it stood; opened by a rule or by control."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from engine import Game, Order, Refused, Scenario, load

SAVE = Order("save", n=2)


@cache
def crisis() -> Scenario:
    return load(Path(__file__).parents[1] / "rulesets" / "crisis")


def at_plans() -> Game:
    """Return a game in its sealed phase, in which red has set two aside."""
    game = Game(crisis(), seed=1)
    everybody_passes(game, until="plans")
    game.submit("red", SAVE)
    return game


def everybody_passes(game: Game, *, until: str) -> None:
    while game.view("red").phase != until:
        game.submit(game.awaiting[0], Order("pass"))


def test_control_opens_a_procedure_at_once() -> None:
    game = at_plans()
    game.open_procedure("round", "Red was seen at the border.")
    assert (game.view("red").phase, game.awaiting) == ("warning", ("blue", "green"))


def test_a_scenario_says_which_phases_are_of_a_procedure() -> None:
    scenario, game = crisis(), at_plans()
    assert game.view("red").phase not in scenario.rounds
    game.open_procedure("round")
    assert scenario.rounds[game.view("red").phase] == "Crisis round"


def test_what_control_says_why_is_in_the_log_only() -> None:
    game = at_plans()
    opened = game.open_procedure("round", "Red was seen at the border.")[0]
    assert (opened.kind, opened.rule, opened.notes[0][2]) == ("opened", "round", "Red was seen at the border.")
    assert all("border" not in json.dumps(game.view(role).as_json()) for role in game.roles)


def test_everybody_is_told_that_a_procedure_begins() -> None:
    game = at_plans()
    game.open_procedure("round")
    assert [news.text for news in game.view("green").news][-2:] == ["Crisis round", "Warnings"]


def test_the_title_of_the_phase_says_where_in_the_procedure_it_stands() -> None:
    game = at_plans()
    game.open_procedure("round")
    assert game.view("red").phase_title == "Crisis round, step 1 of 3: Warnings"
    everybody_passes(game, until="plans")
    assert game.view("red").phase_title == "Plans"


def test_sealed_orders_stay_sealed_until_the_procedure_is_over() -> None:
    game = at_plans()
    before = game.view("red").given
    game.open_procedure("round")
    assert game.view("red").given == ()
    everybody_passes(game, until="plans")
    assert game.view("red").given == before == (SAVE,)


def test_sealed_orders_may_be_taken_back_after_the_procedure() -> None:
    game = at_plans()
    game.open_procedure("round")
    everybody_passes(game, until="plans")
    game.take_back("red", SAVE)
    assert game.view("red").value("gold[red]") == 5


def test_a_sealed_order_resolves_after_the_procedure() -> None:
    game = at_plans()
    game.open_procedure("round")
    everybody_passes(game, until="chat")
    assert (game.view("red").value("plan[red]"), game.view("red").value("gold[red]")) == (2, 3)


def test_what_is_set_aside_cannot_be_spent_in_the_procedure() -> None:
    game = Game(crisis(), seed=1)
    everybody_passes(game, until="plans")
    game.submit("blue", Order("save", n=3))
    game.open_procedure("round")
    everybody_passes(game, until="joint")
    assert game.view("blue").value("gold[blue]") == 2
    assert Order("join", n=2) in game.view("blue").choices
    assert Order("join", n=3) not in game.view("blue").choices


def test_others_do_not_see_what_is_set_aside_below_a_procedure() -> None:
    game = Game(crisis(), seed=1)
    everybody_passes(game, until="plans")
    game.submit("blue", Order("save", n=3))
    game.open_procedure("round")
    assert "gold[blue]" not in [reading.name for reading in game.view("red").tracks]
    assert game.view("red").value("gold[red]") == 5


def test_limits_of_the_phase_below_count_on_after_the_procedure() -> None:
    game = Game(crisis(), seed=1)
    everybody_passes(game, until="plans")
    game.submit("red", Order("shout"))
    game.open_procedure("round")
    everybody_passes(game, until="plans")
    assert game.view("red").choices.why_not(Order("shout")) == "Shout may be given once a phase, and has been."


def test_who_passed_has_passed_after_the_procedure_too() -> None:
    game = Game(crisis(), seed=1)
    everybody_passes(game, until="plans")
    game.submit("red", Order("pass"))
    game.open_procedure("talks")
    everybody_passes(game, until="plans")
    assert game.awaiting == ("blue", "green")


def test_a_procedure_opens_on_top_of_a_question() -> None:
    game = Game(crisis(), seed=1)
    game.submit("red", Order("shout"))
    game.submit("red", Order("pass"))
    game.submit("blue", Order("shout"))
    for _ in range(2):
        game.submit(game.awaiting[0], Order("pass"))
    assert game.view("blue").mode == "choice"
    game.open_procedure("talks")
    assert game.view("blue").phase == "quiet"
    everybody_passes(game, until="moves")
    assert game.view("blue").mode == "choice"


def test_a_procedure_that_is_being_played_cannot_be_opened_again() -> None:
    game = at_plans()
    game.open_procedure("round")
    with pytest.raises(Refused, match="Crisis round is being played already"):
        game.open_procedure("round")


def test_a_procedure_that_is_not_there_is_refused_with_a_suggestion() -> None:
    with pytest.raises(Refused, match=r"There is no procedure 'rund'\. Did you mean round\?"):
        at_plans().open_procedure("rund")


def test_another_procedure_opens_on_top_of_one() -> None:
    game = at_plans()
    game.open_procedure("round")
    game.open_procedure("talks")
    assert game.view("red").phase == "quiet"
    everybody_passes(game, until="warning")
    assert game.awaiting == ("blue", "green")


def test_a_game_cut_after_any_event_of_a_procedure_goes_on_alike() -> None:
    game = at_plans()
    game.open_procedure("round")
    everybody_passes(game, until="chat")
    log = [json.loads(json.dumps(event.to_json())) for event in game.log]
    for cut in range(1, len(log)):
        again = Game.resumed(crisis(), log[:cut], 1)
        follows = [list(event.to_json()) for event in again.advance()]
        assert json.loads(json.dumps(follows)) == log[cut : cut + len(follows)]


def test_no_procedure_opens_once_the_game_is_over() -> None:
    game = at_plans()
    while not game.over:
        game.submit(game.awaiting[0], Order("pass"))
    with pytest.raises(Refused, match="only while somebody may act"):
        game.open_procedure("round")
