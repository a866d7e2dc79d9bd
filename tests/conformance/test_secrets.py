"""What a role may not know reaches it by no way: not by numbers, news, forms, prices, refusals or suggestions."""

from __future__ import annotations

import copy
import pickle
import struct
from itertools import islice
from random import Random
from typing import Any

import attrs
import pytest

from engine import Game, Refused, Scenario
from tests.conformance.hiding import MARK, WORD, disturbed, hidden_places, marked
from tests.conformance.playing import ALL, moments, scenario_of
from tests.conformance.told import difference, told

MOMENTS = 8
ROLES = 3  # at each moment
SECRETIVE = [name for name in ALL if any(track.seen_by != "all" for track in scenario_of(name).rules.tracks.values())]


def some_roles(game: Game, rng: Random) -> list[str]:
    return rng.sample(game.roles, min(ROLES, len(game.roles)))


def test_own_rulesets_have_secrets_to_keep() -> None:
    assert {"harbour", "hunt", "corners", "council", "market", "declaration-2026"} <= set(SECRETIVE)


def test_two_moments_that_agree_on_what_a_role_sees_are_told_alike(name: str) -> None:
    for number, game in enumerate(moments(name, seed=8, count=MOMENTS)):
        rng = Random(number)
        for role in some_roles(game, rng):
            seed = rng.randrange(10**6)
            assert not difference(told(disturbed(game, role, rng), role, seed), told(game, role, seed))


@pytest.mark.parametrize("name", SECRETIVE)
def test_disturbing_what_is_hidden_changes_the_game(name: str) -> None:
    game = list(moments(name, seed=8, count=MOMENTS))[-1]
    for role in game.roles:
        if len(list(hidden_places(game.scenario.rules, game.roles.index(role)))) > 3:
            assert disturbed(game, role, Random(1)).digest != game.digest


def sealing(name: str, seed: int) -> list[Game]:
    """Return some moments at which orders are being sealed by several roles."""
    found = (game for game in moments(name, seed, 4 * MOMENTS) if game.view(game.roles[0]).mode == "sealed")
    return list(islice((game for game in found if len(game.awaiting) > 1), MOMENTS))


def test_an_own_sealed_order_tells_nothing_of_those_of_others(name: str) -> None:
    for number, game in enumerate(sealing(name, seed=9)):
        rng = Random(number)
        role = rng.choice(game.awaiting)
        one, other, order = game.fork(), disturbed(game, role, rng), game.view(role).choices.sample(rng)
        one.submit(role, order)
        other.submit(role, order)
        assert not difference(told(other, role, number), told(one, role, number))


def test_taking_back_tells_nothing_of_the_orders_of_others(name: str) -> None:
    for number, game in enumerate(sealing(name, seed=10)):
        for role in [role for role in game.roles if game.view(role).given][:1]:
            one, other = game.fork(), disturbed(game, role, Random(number))
            one.take_back(role)
            other.take_back(role)
            assert not difference(told(other, role, number), told(one, role, number))


def test_no_hidden_number_is_found_in_anything_a_role_gets(name: str) -> None:
    for number, game in enumerate(moments(name, seed=11, count=MOMENTS)):
        for role in some_roles(game, Random(number)):
            text = told(marked(game, role), role, number)
            assert str(MARK) not in text
            assert WORD not in text


def test_no_hidden_number_travels_with_a_view(name: str) -> None:
    for number, game in enumerate(moments(name, seed=12, count=MOMENTS)):
        for role in some_roles(game, Random(number)):
            view = marked(game, role).view(role)
            for packed in (pickle.dumps(view), pickle.dumps(view.keep()), pickle.dumps(copy.copy(view))):
                assert struct.pack("<i", MARK) not in packed
                assert WORD.encode() not in packed
                assert str(MARK).encode() not in packed


def test_a_hidden_number_cannot_be_asked_for(name: str) -> None:
    for game in moments(name, seed=13, count=2):
        for role in game.roles:
            view, known = game.view(role), {reading.name for reading in game.view(role).tracks}
            for place, track in hidden_places(game.scenario.rules, game.roles.index(role)):
                written = name_of(game, place)
                if track.public_levels:
                    assert view.value(written) is None
                    continue
                assert written not in known
                with pytest.raises(KeyError):
                    view.value(written)
                with pytest.raises(KeyError):
                    game.why(written, role)


def test_a_refused_taking_back_names_no_other_role_s_order(name: str) -> None:
    for number, game in enumerate(moments(name, seed=14, count=MOMENTS)):
        rng = Random(number)
        for role in some_roles(game, rng):
            assert taken_back(disturbed(game, role, rng), role) == taken_back(game, role)


def taken_back(game: Game, role: str) -> str:
    try:
        game.fork().take_back(role)
    except Refused as refused:
        return refused.reason
    return ""


def name_of(game: Game, place: int) -> str:
    """Return how the number at a place is written."""
    rules = game.scenario.rules
    track, positions = rules.track_at(place)
    ids = [rules.roots[it.root][at].id for it, at in zip(track.indices, positions, strict=True)]
    return f"{track.id}[{', '.join(ids)}]" if ids else track.id


INJECTED = [name for name in ALL if scenario_of(name).rules.injects]
FOR_CONTROL = ("guidance", "expected", "objective")


def _for_control(id: str) -> dict[str, Any]:
    return {key: f"{WORD} {key} {id}" for key in FOR_CONTROL}


def worded_injects(name: str) -> Scenario:
    """Return a scenario in which what an inject is called, and what it tells control, is said nowhere else."""
    rules = scenario_of(name).rules
    injects = {id: attrs.evolve(it, title=f"Slip {WORD} {id}.", **_for_control(id)) for id, it in rules.injects.items()}
    events = {id: attrs.evolve(it, title=injects[id].title) if id in injects else it for id, it in rules.events.items()}
    return Scenario(attrs.evolve(rules, injects=injects, events=events))


@pytest.mark.parametrize("name", INJECTED)
def test_what_injects_say_to_control_reaches_no_role_and_titles_only_whom_they_were_brought_to(name: str) -> None:
    scenario = worded_injects(name)
    slips = {it.id: it.title for it in scenario.rules.injects.values()}
    for number, game in enumerate(moments(scenario, seed=15, count=2 * MOMENTS)):
        brought = [note for event in game.log for note in event.notes if note[0] == "inject"]
        for role in Random(number).sample(game.roles, min(ROLES, len(game.roles))):
            mine = {note[2] for note in brought if game.roles.index(role) in note[3]}
            asked = {event.rule for event in game.log if event.kind == "asked" and event.role == role}
            text = told(game, role, number)
            assert not [key for key in FOR_CONTROL if f"{WORD} {key}" in text]
            assert not [id for id, title in slips.items() if id not in mine | asked and title in text]
