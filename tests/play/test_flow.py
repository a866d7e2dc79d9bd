"""The sequence of play: whose turn it is, what begins and ends when, and how a game ends."""

from __future__ import annotations

import pytest

from engine import Game, Order, Refused, Scenario, load
from engine.rules.ruleset import Standing
from tests.play import handmade
from tests.play.conftest import at_commit, play, set_value, values_of
from tests.play.handmade import Siege


def closed_commit(game: Game) -> None:
    """Close the sealed phase with no order but what was sealed already."""
    for role in game.awaiting:
        game.submit(role, Order("pass"))


def at_question() -> Game:
    """Return the siege when North is asked about the budget; two are pledged."""
    game = at_commit()
    game.submit("south", Order("pledge", n=2))
    closed_commit(game)
    return game


def test_roles_act_one_after_another_in_the_phases_order(siege: Game) -> None:
    order = []
    while siege.view("north").phase == "signals":
        order.append(siege.awaiting)
        siege.submit(siege.awaiting[0], Order("hold"))
    assert order == [("south",), ("north",), ("judge",)]


def test_each_sees_what_those_before_did(siege: Game) -> None:
    siege.submit("south", Order("calm"))
    assert siege.view("north").value("heat") == 0
    assert siege.view("north").choices.form("calm").reason == "There is no heat."


def test_an_automatic_phase_asks_nobody(siege: Game) -> None:
    assert [event.phase for event in siege.log if event.kind == "phase"] == ["dawn", "signals"]
    assert siege.view("south").value("heat") == 1


def test_a_schedule_fires_at_the_start_of_its_turn(siege: Game) -> None:
    siege.submit("south", Order("raid", place="hill", n=3))
    play(siege, 3, until=lambda game: game.turn == 2)
    fired = [event for event in siege.log if event.kind == "event" and event.rule == "relief"]
    assert fired[0].turn == 2
    assert fired[0].phase == ""
    kinds = [event.kind for event in siege.log if event.turn == 2]
    assert kinds[:2] == ["turn", "event"]


def test_a_question_waits_until_the_phase_is_done_and_comes_before_the_next() -> None:
    game = at_question()
    assert game.awaiting == ("north",)
    assert game.view("north").phase == "commit"
    assert game.view("north").mode == "choice"
    assert game.view("north").prompt == "Who pays?"


def test_a_question_is_answered_by_choose() -> None:
    game = at_question()
    assert [order.text for order in game.view("north").choices] == [
        "choose event=budget choice=cut",
        "choose event=budget choice=borrow",
    ]
    game.submit("north", Order("choose", event="budget", choice="cut"))
    assert values_of(game)[Siege.supply] == 6


def test_an_answer_whose_condition_does_not_hold_is_not_open() -> None:
    game = at_commit()
    closed_commit(game)
    choices = game.view("north").choices
    assert [order.params["choice"] for order in choices] == ["borrow"]
    assert choices.why_not(Order("choose", event="budget", choice="cut")) == "That answer is not open now."


def test_a_question_without_anybody_to_ask_is_dropped() -> None:
    game = at_commit()
    game.submit("south", Order("pledge", n=1))
    closed_commit(game)
    assert game.view("north").mode != "choice"


def test_while_a_question_is_open_the_others_wait() -> None:
    game = at_question()
    assert len(game.view("south").choices) == 0
    assert game.view("south").choices.why_not(Order("pass")) == "North has a question to answer first."


def test_the_default_of_a_question_is_the_authors() -> None:
    game = at_question()
    events = game.default("north")
    assert [event.kind for event in events[:2]] == ["defaulted", "choice"]
    assert events[1].order == Order("choose", event="budget", choice="borrow")


def test_the_default_is_the_standing_order_else_to_pass(siege: Game) -> None:
    assert siege.view("south").choices.default == Order("pass")
    siege.default("south")
    siege.default("north")
    assert siege.view("judge").choices.default == Order("hold")
    assert siege.default("judge")[1].order == Order("hold")


def test_a_standing_order_stands_once_and_then_the_role_passes() -> None:
    game = at_commit()
    game.scenario.rules.standing = {"judge": Standing(order="pledge", parameters=(2,))}
    game.default("judge")
    assert game.view("judge").given == (Order("pledge", n=2),)
    assert game.view("judge").choices.default == Order("pass")


def test_a_default_for_who_is_not_awaited_is_refused(siege: Game) -> None:
    with pytest.raises(Refused, match="turn of South"):
        siege.default("north")


def test_the_default_where_nobody_may_pass_is_the_first_legal_order() -> None:
    game = Game(Scenario(handmade.dilemma()))
    assert game.view("row").choices.default == Order("cooperate")


def at_rest(heat: int) -> Game:
    """Return the siege when it comes to rest with that heat."""
    game = at_question()
    set_value(game, Siege.heat, heat)
    game.submit("north", Order("choose", event="budget", choice="cut"))
    return game


def test_a_phase_whose_condition_does_not_hold_is_skipped() -> None:
    assert at_rest(2).view("north").phase == "signals"
    assert at_rest(3).view("north").phase == "rest"


def test_a_phase_repeats_while_its_condition_holds() -> None:
    game = at_rest(5)
    rounds = 0
    while game.view("north").phase == "rest":
        assert game.awaiting == ("north",)
        for role in ("north", "south"):
            game.submit(role, Order("calm"))
        rounds += 1
    assert rounds == 2
    game = at_rest(4)
    for role in ("north", "south"):
        game.submit(role, Order("calm"))
    assert game.view("north").phase == "signals"


def test_who_must_act_but_cannot_may_pass() -> None:
    game = at_rest(5)
    set_value(game, Siege.heat, 0)
    choices = game.view("north").choices
    assert list(choices) == [Order("pass")]
    assert choices.may_pass
    assert choices.left == (1, 1)
    game.submit("north", Order("pass"))
    assert game.awaiting == ("south",)


def test_tracks_that_last_a_turn_go_back_when_the_next_begins() -> None:
    game = at_question()
    assert game.view("north").value("pledged[south]") == 2
    play(game, 1, until=lambda it: it.turn == 2)
    begun = next(event for event in game.log if event.kind == "turn" and event.turn == 2)
    change = next(change for change in begun.changes if change.name == "pledged[south]")
    assert (change.before, change.after, change.cause.section) == (2, 0, "lasts")


def test_an_ending_comes_before_anybody_is_asked_again(siege: Game) -> None:
    set_value(siege, Siege.heat, 10)
    siege.submit("south", Order("raid", place="hill", n=1))
    assert siege.over
    assert siege.ending == "war"
    assert siege.awaiting == ()
    assert siege.view("north").ending_text == "All lose."


def test_an_effect_ends_the_game_at_once() -> None:
    game = at_question()
    set_value(game, Siege.heat, 11)
    events = game.submit("north", Order("choose", event="budget", choice="borrow"))
    assert game.ending == "collapse"
    assert [event.kind for event in events] == ["choice"]


def test_after_the_last_turn_the_first_ending_that_fits_is_taken() -> None:
    for heat, ending in ((1, "calm_end"), (6, "frozen")):
        game = Game(Scenario(handmade.siege(turns=1)), seed=1)
        for role in ("south", "north", "judge"):
            game.submit(role, Order("pass"))
        closed_commit(game)
        set_value(game, Siege.heat, heat)
        while not game.over:
            game.default(game.awaiting[0])
            set_value(game, Siege.heat, heat)
        assert game.ending == ending


def test_scores_add_public_objectives_and_the_sealed_one_dealt() -> None:
    game = Game(Scenario(handmade.siege()), seed=1)
    play(game, 1)
    values, dealt = values_of(game), game._course.state.dealt[0]
    ground = values[Siege.held : Siege.held + 3]
    own = values[Siege.supply] if dealt == "stock" else 12 - values[Siege.heat]
    assert game.scores == {"north": ground.count(0) + own, "south": ground.count(1), "judge": 0}
    assert game.view("judge").scores == game.scores


def test_the_dice_deal_either_sealed_objective() -> None:
    scenario = Scenario(handmade.siege())
    dealt = {Game(scenario, seed)._course.state.dealt[0] for seed in range(20)}
    assert dealt == {"stock", "peace"}


def test_in_an_open_phase_an_act_makes_the_others_unready() -> None:
    game = Game(Scenario(handmade.market()))
    game.submit("ann", Order("pass"))
    assert "ann" not in game.awaiting
    game.submit("ben", Order("boast"))
    assert "ann" in game.awaiting


def test_an_open_phase_ends_when_all_have_passed_in_a_row() -> None:
    game = Game(Scenario(handmade.market()))
    for role in ("ann", "ben", "cat"):
        assert game.turn == 1
        game.submit(role, Order("pass"))
    assert game.turn == 2


def test_in_an_open_phase_nobody_acts_more_than_eight_times() -> None:
    game = Game(Scenario(handmade.market()))
    for _ in range(4):
        game.submit("ann", Order("pay", to="ben", n=1))
        game.submit("ann", Order("pay", to="cat", n=1))
        game.submit("ben", Order("pay", to="ann", n=1))
        game.submit("cat", Order("pay", to="ann", n=1))
    assert game.awaiting == ("ben", "cat")
    assert game.view("ann").choices.why_not(Order("pass")) == "You have given all your orders of this phase."


def test_in_an_open_phase_those_who_acted_least_are_asked_first() -> None:
    game = Game(Scenario(handmade.market()))
    game.submit("ann", Order("boast"))
    assert game.awaiting == ("ben", "cat", "ann")
    assert game.view("ben").waiting == ("ann", "ben", "cat")


def test_without_an_ending_that_fits_the_game_is_over_all_the_same() -> None:
    rules = handmade.dilemma(turns=1)
    rules.endings = {}
    game = Game(Scenario(rules))
    game.submit("row", Order("defect"))
    game.submit("column", Order("defect"))
    assert game.over
    assert game.ending == ""
    assert game.view("row").prompt == "The game is over."


def test_a_game_begins_as_the_first_one_of_its_scenario_did(scenario: Scenario) -> None:
    first = Game(scenario, seed=1)
    begun = first.digest, [event.record for event in first.log], first.awaiting
    play(first, 3)
    again = Game(scenario, seed=1)
    assert (again.digest, [event.record for event in again.log], again.awaiting) == begun


def test_games_that_begin_alike_go_their_own_ways(scenario: Scenario) -> None:
    games = [Game(scenario, seed=1) for _ in range(3)]
    logs = [[event.record for made in play(game, 4) for event in made] for game in games]
    alone = [event.record for made in play(Game(Scenario(scenario.rules), seed=1), 4) for event in made]
    assert logs == [alone] * 3
    assert len({game.digest for game in games}) == 1


def test_a_beginning_that_draws_is_played_for_each_seed() -> None:
    games = [Game(load("tutorial"), seed=seed) for seed in range(6)]
    alone = [Game(load("tutorial"), seed=seed) for seed in range(6)]
    assert [game.digest for game in games] == [game.digest for game in alone]
    assert len({game.digest for game in games}) > 1
