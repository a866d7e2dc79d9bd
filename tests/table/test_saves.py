"""Saved games are listed quickly, by their first and last lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import Order, Scenario
from engine.table import saves
from engine.table.saves import list_damaged, list_saves, new_save_path, saves_folder
from engine.table.session import Person, Session


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(saves, "user_data_path", lambda *_, **__: tmp_path)
    return tmp_path / "saves"


def saved(arena: Scenario, orders: int = 0) -> Path:
    path = new_save_path(arena.id)
    session = Session.open(arena, seats={"red": Person()}, seed=3, journal=path)
    for _ in range(orders):
        session.seat("red").submit(Order("earn"))
    session.close()
    return path


def test_without_saved_games_the_list_is_empty() -> None:
    assert list_saves() == ()


def test_a_save_says_where_its_game_stands(arena: Scenario) -> None:
    path = saved(arena, orders=2)
    (found,) = list_saves()
    assert (found.path, found.title, found.turn, found.phase, found.over) == (path, "Arena", 3, "strike", False)


def test_a_game_that_is_over_says_so(arena: Scenario) -> None:
    saved(arena, orders=6)
    assert list_saves()[0].over


def test_the_last_played_comes_first(arena: Scenario) -> None:
    paths = [saved(arena) for _ in range(3)]
    for age, path in zip((20, 30, 10), paths, strict=True):
        os.utime(path, (1e9 - age, 1e9 - age))
    assert [found.path for found in list_saves()] == [paths[2], paths[0], paths[1]]


def test_a_damaged_end_does_not_hide_a_game(arena: Scenario) -> None:
    path = saved(arena, orders=1)
    path.write_bytes(path.read_bytes() + b'{"sum":"00')
    assert list_saves()[0].turn == 2


def test_a_damaged_end_is_said_and_a_whole_one_is_not(arena: Scenario) -> None:
    path = saved(arena, orders=1)
    assert not list_saves()[0].torn
    path.write_bytes(path.read_bytes() + b'{"sum":"00')
    assert list_saves()[0].torn


def test_a_file_that_is_no_game_is_listed_with_why(folder: Path) -> None:
    folder.mkdir()
    (folder / "garbage.journal").write_bytes(b"\xff" * 999)
    (folder / "held.journal").mkdir()
    garbage, held = list_damaged()
    assert "garbage.journal is not a saved game, or its first line is damaged." in garbage.reason
    assert held.reason.startswith("It cannot be read: ")


def test_files_that_are_no_games_are_left_out(arena: Scenario, folder: Path) -> None:
    saved(arena)
    (folder / "empty.journal").touch()
    (folder / "garbage.journal").write_bytes(b"\xff" * 999)
    (folder / "folder.journal").mkdir()
    assert len(list_saves()) == 1


def test_a_new_path_is_never_taken(arena: Scenario) -> None:
    assert len({saved(arena) for _ in range(3)}) == 3


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "\x1b[31mred", "", "x" * 500, "con.\u202eexe"])
def test_names_from_outside_stay_in_the_folder(name: str) -> None:
    path = new_save_path(name)
    assert path.parent == saves_folder()
    assert len(path.name) < 80
    assert path.name.isascii()
    assert path.name.isprintable()
