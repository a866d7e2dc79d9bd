"""A game's language changes its words and nothing else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from engine import Game, Scenario, load
from engine.analysis.scripted import Ready
from engine.bots.player import draws_for
from engine.bots.roster import decided
from engine.speech import PSEUDO
from engine.table.session import Session
from tests.conformance.playing import ALL, scenario_of, source_of


@cache
def foreign(name: str) -> Scenario:
    """Return a scenario of `ALL` in the made-up language."""
    return load(source_of(name), language=PSEUDO)


def numbers(game: Game) -> list[object]:
    """Return the digest, and all that happened but the words that were told."""
    records = [event.record.to_json() for event in game.log]
    return [game.digest, [[*record[:8], record[9]] for record in records]]


def at_random(scenario: Scenario) -> Game:
    game, rng = Game(scenario, 21), Random(21)
    for _step in range(150):
        if game.over:
            break
        role = rng.choice(game.awaiting)
        game.submit(role, game.view(role).choices.sample(rng))
    return game


def scripted(scenario: Scenario) -> Game:
    ready, game, draws = Ready(scenario, {}), Game(scenario, 4), draws_for(4)
    for _step in range(100):
        if game.over:
            break
        role = game.awaiting[0]
        game.submit(role, decided(game, role, ready.players[role], draws).order)
    return game


@pytest.mark.parametrize("name", ALL)
def test_a_random_game_is_the_same_in_another_language(name: str) -> None:
    assert numbers(at_random(scenario_of(name))) == numbers(at_random(foreign(name)))


@pytest.mark.parametrize("name", ALL)
def test_doctrines_decide_the_same_in_another_language(name: str) -> None:
    assert numbers(scripted(scenario_of(name))) == numbers(scripted(foreign(name)))


@pytest.mark.parametrize("name", ALL)
def test_all_rulesets_have_one_digest_in_every_language(name: str) -> None:
    assert scenario_of(name).digest == foreign(name).digest
    assert scenario_of(name).title != foreign(name).title


@pytest.mark.parametrize("name", ALL)
def test_an_order_is_written_the_same_in_every_language(name: str) -> None:
    one, other = Game(scenario_of(name), 3), Game(foreign(name), 3)
    for role in one.awaiting:
        assert [order.text for order in one.view(role).choices] == [order.text for order in other.view(role).choices]


def test_a_game_saved_in_one_language_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "game.journal"
    session = Session.open(foreign("tutorial"), journal=path, seed=5)
    before = session.game.digest
    session.close()
    monkeypatch.delenv("WHITECELL_LANGUAGE", raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    again = Session.resume(path)
    assert (again.game.digest, again.game.scenario.title) == (before, scenario_of("tutorial").title)
    assert json.dumps(again.game.view(again.game.roles[0]).as_json())
    again.close()
