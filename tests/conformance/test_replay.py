"""Events are the game: they rebuild it, take it back, and nothing else changes it; each says why."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from engine import Event, Game, View
from engine.play.readings import Change
from engine.rules.events import Record
from engine.rules.state import State
from tests.conformance.playing import moments, played, scenario_of, step

SEEDS = (31, 32)


@pytest.mark.parametrize("seed", SEEDS)
def test_events_read_back_from_json_rebuild_every_state(name: str, seed: int) -> None:
    game, rng = Game(scenario_of(name), seed), Random(seed)
    live = {len(game.log): game.digest}
    while not game.over:
        step(game, rng)
        live[len(game.log)] = game.digest
    again = rebuilt(name, game.log)
    assert {number: again[number] for number in live} == live


def test_taking_events_back_goes_through_the_same_states(name: str) -> None:
    game = played(name, SEEDS[0])
    forwards = rebuilt(name, game.log)
    backwards = {number: game._course.back_to(number).digest for number in range(0, len(game.log) + 1, 7)}
    assert backwards == {number: forwards[number] for number in backwards}
    assert game._course.back_to(0) == State.at_start(scenario_of(name).rules)


def test_a_state_survives_json(name: str) -> None:
    for game in moments(name, SEEDS[1], 6):
        state = game._course.state
        again = State.from_json(json.loads(json.dumps(state.as_json())))
        assert again == state
        assert again.digest == state.digest


def test_a_game_opened_from_its_log_goes_on_alike(name: str) -> None:
    for game in moments(name, SEEDS[1], 4):
        opened = Game.resumed(scenario_of(name), written(game.log), SEEDS[1])
        assert opened.advance() == ()
        finish(game, Random(3))
        finish(opened, Random(3))
        assert opened.log == game.log


def test_a_fork_and_its_origin_go_their_own_ways(name: str) -> None:
    for game in moments(name, SEEDS[1], 3):
        twin, before, log = game.fork(), game.digest, game.log
        finish(twin, Random(4))
        assert (game.digest, game.log) == (before, log)
        other = game.fork()
        finish(game, Random(5))
        assert (other.digest, other.log) == (before, log)
        finish(other, Random(5))
        assert (other.digest, other.log) == (game.digest, game.log)


def test_reading_changes_nothing(name: str) -> None:
    for game in moments(name, SEEDS[0], 4):
        before, values, count = game.digest, list(game._course.state.values), len(game.log)
        for role in game.roles[:5]:
            read(game, role)
        assert (game.digest, len(game.log)) == (before, count)
        assert game._course.state.values == values


def test_only_the_events_of_an_order_change_the_state(name: str) -> None:
    game, rng = Game(scenario_of(name), SEEDS[0]), Random(SEEDS[0])
    mirror = Game.resumed(scenario_of(name), game.log)
    while not game.over:
        for event in step(game, rng):
            mirror.apply(event)
        assert mirror.digest == game.digest


def test_a_game_that_is_fed_with_events_tells_what_the_game_tells(name: str) -> None:
    game, rng = Game(scenario_of(name), SEEDS[1]), Random(SEEDS[1])
    mirror, role = Game.resumed(scenario_of(name), game.log), game.roles[-1]
    while not game.over:
        for event in step(game, rng):
            mirror.apply(event)
        assert mirror.view(role).tracks == game.view(role).tracks
        assert mirror.view(role).prompt == game.view(role).prompt


def test_numbers_of_events_have_no_gaps(name: str) -> None:
    log = played(name, 33).log
    assert [event.number for event in log] == list(range(1, len(log) + 1))


def test_every_change_is_within_the_range_of_its_track(name: str) -> None:
    tracks = scenario_of(name).rules.tracks
    for change in changes(name):
        track = tracks[change.track]
        assert track.least <= change.after <= track.most, change.name
        assert track.least <= change.before <= track.most, change.name


def test_every_change_has_a_cause_on_a_line_of_a_file(name: str) -> None:
    lines: dict[str, list[str]] = {}
    for change in changes(name):
        place = change.cause.place
        if place.path not in lines:
            lines[place.path] = Path(place.path).read_text(encoding="utf-8").splitlines()
        assert 1 <= place.line <= len(lines[place.path]), change
        assert 1 <= place.column <= len(lines[place.path][place.line - 1]), change


def test_at_the_place_of_a_cause_stands_what_it_quotes(name: str) -> None:
    for cause in {change.cause for change in changes(name)}:
        line = Path(cause.place.path).read_text(encoding="utf-8").splitlines()[cause.place.line - 1]
        quoted = cause.text.split()[:1]
        assert all(word in line[cause.place.column - 1 :] for word in quoted), cause


def test_the_entry_of_a_cause_is_in_the_ruleset(name: str) -> None:
    rules = scenario_of(name).rules
    known = {
        *rules.tracks,
        *rules.orders,
        *rules.motions,
        *rules.terms,
        *rules.events,
        *(order.argues for order in rules.orders.values()),
        *(phase.id for phase in rules.phases),
    }
    assert {change.cause.entry.partition(".")[0] for change in changes(name)} <= known


@cache
def changes(name: str) -> tuple[Change, ...]:
    """Return every change of some games."""
    return tuple(change for seed in SEEDS for event in played(name, seed).log for change in event.changes)


def written(log: tuple[Event, ...]) -> list[list[object]]:
    """Return events as a journal would hold them, written and read."""
    return [json.loads(json.dumps(event.to_json())) for event in log]


def rebuilt(name: str, log: tuple[Event, ...]) -> dict[int, str]:
    """Return the digest after every event, from the events alone."""
    course = Game.resumed(scenario_of(name), ())._course
    digests = {0: course.state.digest}
    for data in written(log):
        course.keep(Record.from_json(data))
        digests[course.moment] = course.state.digest
    return digests


def finish(game: Game, rng: Random) -> None:
    while not game.over:
        step(game, rng)


def read(game: Game, role: str) -> View:
    """Return a role's view after all of it was read."""
    view = game.view(role)
    view.as_json()
    view.keep()
    list(view.choices)
    for form in view.choices.forms:
        form.domain()
    game.changes(role)
    if role in game.awaiting:
        game.decide(role, view.choices.sample(Random(1)))
    for reading in view.tracks[:5]:
        game.why(reading.name, role)
    return view
