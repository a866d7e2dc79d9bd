"""What happens in many games from here: shares and ranges, always the same for the same seed, nothing of the luck."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Scenario, load
from engine.analysis.apart import REHEARSAL, Search, Seats, forks_of, past_of
from engine.analysis.rehearsal import Rehearsal, rehearsal
from engine.play.game import Game
from engine.rules.dice import Seeded

ARENA = Path(__file__).parents[1] / "bots" / "arena.yaml"
SEATS: Seats = (("red", "random", {}), ("blue", "random", {}))
GAMES = 20


@pytest.fixture(scope="module")
def arena() -> Scenario:
    return load(ARENA)


@pytest.fixture
def game(arena: Scenario) -> Game:
    game = Game(arena, seed=1)
    for _ in range(3):
        role = game.awaiting[0]
        game.submit(role, next(iter(game.view(role).choices)))
    return game


def found(game: Game, seed: int = 5, games: int = GAMES) -> Rehearsal:
    (it,) = rehearsal(forks_of(game, SEATS, Seeded(seed)), games=games)
    return it


def test_the_same_seed_gives_the_same_answer_and_another_one_another(game: Game) -> None:
    assert found(game) == found(game)
    assert len({found(game, seed=seed, games=3) for seed in range(5)}) > 1


def test_the_shares_of_the_endings_are_those_of_all_games(game: Game) -> None:
    it = found(game)
    assert sum(share.games for share in it.endings) == it.games == GAMES
    assert sum(share.share.mean or 0 for share in it.endings) == pytest.approx(1)


def test_a_range_holds_its_middle_and_starts_from_now(game: Game) -> None:
    it = found(game)
    now = {reading.name: reading.value for reading in game.numbers}
    assert it.gauges
    for gauge in it.gauges:
        assert gauge.now == now[gauge.name]
        assert gauge.least <= gauge.low <= gauge.middle <= gauge.high <= gauge.most


def test_the_game_itself_is_not_touched(game: Game) -> None:
    before = game.digest
    found(game)
    assert game.digest == before


def test_the_luck_that_is_to_come_changes_nothing(arena: Scenario, game: Game) -> None:
    other = Game.resumed(arena, game.log, seed=99)
    assert found(other) == found(game)


def test_each_game_is_told_when_it_is_played(game: Game) -> None:
    told: list[tuple[int, int]] = []
    rehearsal(forks_of(game, SEATS, Seeded(1)), games=3, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_another_process_finds_the_same_and_takes_no_secret_along(game: Game) -> None:
    past = past_of(game, str(ARENA), SEATS, REHEARSAL, Seeded(5))
    (it,) = Search(past).found()
    assert it == found(game, games=200)
    assert past.dice is not game._course.dice
