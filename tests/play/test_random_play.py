"""What holds of every game, whoever plays it: orders, logs, copies, ends."""

from __future__ import annotations

import json
from random import Random

import pytest

from engine import Game, Refused, Scenario, View
from engine.rules.state import State
from tests.play.conftest import play

SEEDS = range(12)


def state_of(game: Game) -> State:
    return game._course.state


@pytest.mark.parametrize("seed", SEEDS)
def test_every_game_ends(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    play(game, seed)
    assert game.over
    assert game.ending in scenario.rules.endings


@pytest.mark.parametrize("seed", SEEDS)
def test_listed_sampled_and_accepted_orders_are_the_same(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        role = rng.choice(game.awaiting)
        choices = game.view(role).choices
        listed = list(choices)
        assert len(choices) == len(listed) == len(set(listed)) > 0
        assert [choices[k] for k in range(len(listed))] == listed
        assert [choices[-k] for k in range(len(listed), 0, -1)] == listed
        assert all(order in choices for order in listed)
        assert list(game.view(role).choices) == listed
        order = choices.sample(rng)
        assert order in choices
        assert order in game.fork().view(role).choices  # which does not know yet that it is
        assert order.conditions or order in listed
        game.submit(role, order)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_written_as_text_is_the_same_order(scenario: Scenario, seed: int) -> None:
    game, twin, rng = Game(scenario, seed), Game(scenario, seed), Random(seed)
    while not game.over:
        role = rng.choice(game.awaiting)
        order = game.view(role).choices.sample(rng)
        again = type(order).parse(order.text)
        assert again == order
        assert hash(again) == hash(order)
        game.submit(role, order)
        twin.submit(role, again)
    assert twin.digest == game.digest


@pytest.mark.parametrize("seed", SEEDS)
def test_who_is_not_awaited_has_no_legal_order(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        asked = game.view(game.awaiting[0]).choices
        for role in set(game.roles) - set(game.awaiting):
            choices = game.view(role).choices
            assert len(choices) == 0
            assert not any(order in choices for order in asked)
            assert all(not form.open and form.reason for form in choices.forms)
        game.submit(game.awaiting[0], asked.sample(rng))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_option_of_a_form_leads_to_a_legal_order(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        role = rng.choice(game.awaiting)
        choices = game.view(role).choices
        for form in choices.forms:
            values: tuple[int | str | None, ...] = ()
            while form.open and len(values) < len(form.parameters):
                values = (*values, rng.choice(form.domain(*values)).value)
            if form.open:
                order = form.order(*values)
                assert order in choices
                assert form.title_of(order)
            else:
                assert form.reason
                assert not any(order.name == form.id for order in choices)
        game.submit(role, choices.sample(rng))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_log_alone_gives_the_same_state_after_each_event(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    digests = {len(game.log): game.digest}
    while not game.over:
        role = rng.choice(game.awaiting)
        events = game.submit(role, game.view(role).choices.sample(rng))
        assert events[-1].number == len(game.log)
        digests[len(game.log)] = game.digest
    written = [json.loads(json.dumps(event.to_json())) for event in game.log]
    for count, digest in digests.items():
        assert Game.resumed(scenario, written[:count]).digest == digest


@pytest.mark.parametrize("seed", range(4))
def test_a_log_cut_anywhere_goes_on_to_the_same_events(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    before = len(game.log)
    for events in play(game, seed):
        for cut in range(1, len(events)):
            again = Game.resumed(scenario, game.log[: before + cut], seed)
            assert again.advance() == events[cut:]
        before += len(events)


@pytest.mark.parametrize("seed", range(4))
def test_taking_every_event_back_leads_to_the_beginning(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    play(game, seed)
    assert game._course.back_to(0) == State.at_start(scenario.rules)


@pytest.mark.parametrize("seed", range(4))
def test_the_same_seed_and_orders_give_the_same_log(scenario: Scenario, seed: int) -> None:
    one, other = Game(scenario, seed), Game(scenario, seed)
    play(one, seed)
    play(other, seed)
    assert one.log == other.log


@pytest.mark.parametrize("seed", range(4))
def test_a_fork_leaves_its_origin_alone(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    play(game, seed, until=lambda it: it.turn == 2)
    before, log = game.digest, game.log
    fork = game.fork()
    assert fork.digest == before
    play(fork, seed)
    assert game.digest == before
    assert game.log == log
    assert fork.log[: len(log)] == log


@pytest.mark.parametrize("seed", range(4))
def test_a_fork_with_the_same_orders_has_the_same_future(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    play(game, seed, until=lambda it: it.turn == 2)
    fork = game.fork()
    play(game, seed)
    play(fork, seed)
    assert fork.log == game.log
    assert fork.digest == game.digest


@pytest.mark.parametrize("seed", range(4))
def test_a_state_in_the_middle_comes_back_from_json(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        state = state_of(game)
        assert State.from_json(json.loads(json.dumps(state.as_json()))) == state
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))


@pytest.mark.parametrize("seed", range(4))
def test_a_refused_order_changes_nothing(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    asked = list(game.view(game.awaiting[0]).choices)
    while not game.over:
        before, count = game.digest, len(game.log)
        for role in game.roles:
            for order in asked:
                why = game.view(role).choices.why_not(order)
                if why:
                    with pytest.raises(Refused) as refused:
                        game.submit(role, order)
                    assert refused.value.reason == why
        assert (game.digest, len(game.log)) == (before, count)
        game.submit(game.awaiting[0], game.view(game.awaiting[0]).choices.sample(rng))


@pytest.mark.parametrize("seed", SEEDS)
def test_defaults_alone_end_the_game(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    while not game.over:
        events = game.default(game.awaiting[0])
        assert events[0].kind == "defaulted"
    assert game.over


@pytest.mark.parametrize("seed", range(4))
def test_deciding_changes_nothing_and_applying_does(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        role = rng.choice(game.awaiting)
        order, before = game.view(role).choices.sample(rng), game.digest
        event = game.decide(role, order)
        assert game.digest == before
        twin = game.fork()
        twin.apply(event)
        twin.advance()
        game.submit(role, order)
        assert twin.digest == game.digest
        assert twin.log == game.log


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_is_what_a_game_opened_again_works_out(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        again = Game.resumed(scenario, game.log, seed)
        assert again.awaiting == game.awaiting
        role = rng.choice(game.awaiting)
        assert list(again.view(role).choices) == list(game.view(role).choices)
        game.submit(role, game.view(role).choices.sample(rng))


@pytest.mark.parametrize("seed", range(4))
def test_every_event_has_a_sentence(scenario: Scenario, seed: int) -> None:
    game = Game(scenario, seed)
    play(game, seed)
    assert all(event.text.endswith(".") and "_" not in event.text.split(":")[0] for event in game.log)


@pytest.mark.parametrize("seed", range(4))
def test_every_view_can_be_read_at_any_moment(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        for role in game.roles:
            view = game.view(role)
            assert isinstance(view, View)
            assert json.dumps(view.as_json())
            assert view.prompt.endswith((".", "?"))
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))
    assert all(json.dumps(game.view(role).as_json()) for role in game.roles)
