"""Saves of every format there was open, hold, and go on. `saves/make.py` adds new ones; none is ever taken out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import pytest

from engine import Scenario
from engine.table.journal import read
from engine.table.lines import whole_bytes, whole_lines
from engine.table.migrations import FORMAT
from engine.table.resuming import past_in
from engine.table.session import Person, Session
from engine.table.verifying import verify

from .disks import holding
from .saves.make import SHELF, stands

FOLDERS = sorted((Path(__file__).parent / "saves").glob("format-*"))
SAVES = [path for folder in FOLDERS for path in sorted(folder.glob("*.journal"))]


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only what shipped when the saves were made is installed."""
    monkeypatch.setattr("engine.language.library.shipped", lambda: SHELF)


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("engine.language.library.shipped", lambda: tmp_path)


def copied(save: Path, folder: Path) -> Path:
    path = folder / save.name
    shutil.copyfile(save, path)
    return path


def told(save: Path) -> object:
    return json.loads((save.parent / "stands.json").read_text(encoding="utf-8"))[save.stem]


def test_there_are_saves_of_every_format() -> None:
    assert {path.parent.name for path in SAVES} == {f"format-{number}" for number in range(1, FORMAT + 1)}


@pytest.mark.parametrize("save", SAVES, ids=named)
def test_a_save_opens_as_it_was_left(save: Path, tmp_path: Path) -> None:
    session = Session.resume(copied(save, tmp_path))
    assert stands(session) == told(save)
    session.close()


@pytest.mark.parametrize("save", [it for it in SAVES if it.parent.name != "format-1"], ids=named)
def test_a_save_opens_where_its_rules_are_not_installed(save: Path, tmp_path: Path, nothing_installed: None) -> None:
    session = Session.resume(copied(save, tmp_path))
    assert stands(session) == told(save)
    session.close()


@pytest.mark.parametrize("save", SAVES, ids=named)
def test_a_save_goes_on_and_what_is_added_holds(save: Path, tmp_path: Path) -> None:
    path = copied(save, tmp_path)
    session = Session.resume(path)
    for role in session.people:
        session.hand_over(role)
    assert session.over
    session.close()
    assert path.read_bytes().startswith(save.read_bytes())
    added = len(read(save).steps) + 2  # another engine of the same version may judge what stood there before
    assert [it for it in verify(path).faults if it.line >= added] == []
    assert Session.resume(path).game.digest == session.game.digest


def test_a_save_of_the_first_format_says_from_where_on_it_is_another(tmp_path: Path) -> None:
    path = copied(FOLDERS[0] / "arena.journal", tmp_path)
    Session.resume(path).close()
    count = len(read(FOLDERS[0] / "arena.journal").steps)
    assert [step["do"] for step in read(path).steps[count:]] == ["opened", "rules"]


# Damage.

SMALL = FOLDERS[-1] / "prisoners.journal"


def test_a_save_cut_at_any_byte_opens_to_its_last_whole_step() -> None:
    data, whole = SMALL.read_bytes(), read(SMALL)
    first = data.index(b"\n") + 1
    for cut in range(first, len(data)):
        found = read(SMALL, holding(SMALL, data[:cut]))
        assert found.steps == whole.steps[: data.count(b"\n", 0, cut) - 1]
        assert (found.damage is None) == (data[cut - 1] == 10)


def test_a_hundred_thousand_flipped_bits_are_all_found() -> None:
    chance, data = Random(1), bytearray((FOLDERS[0] / "arena.journal").read_bytes())
    assert whole_bytes(data) == len(data)
    for _ in range(100_000):
        at, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        data[at] ^= bit
        found = whole_bytes(data)
        data[at] ^= bit
        assert found <= data.rfind(b"\n", 0, at) + 1, (at, bit)


# What is loaded is what was saved.


def test_two_hundred_games_are_the_same_after_every_step_when_they_are_loaded(
    arena: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.table.resuming.installed", lambda *_: arena)  # read once
    for seed in range(200):
        path = Path(f"/{seed}.journal")
        disk = holding(Path("/other"), b"")
        session = Session.open(arena, seats={"red": Person()}, seed=seed, journal=path, disk=disk)
        chance = Random(seed)
        while not session.over:
            seat = session.seat("red")
            seat.submit(seat.view.choices.sample(chance))
            assert loaded(path, disk.files[path].now) == session.game.digest


def loaded(path: Path, data: bytes) -> str:
    return past_in(read(path, holding(path, data)), path).game().digest


def test_a_game_loaded_after_any_of_its_events_is_the_game_as_it_was_then(arena: Scenario) -> None:
    path, disk = Path("/a.journal"), holding(Path("/other"), b"")
    session = Session.open(arena, seed=5, journal=path, disk=disk)
    text = whole_lines(disk.files[path].now).entries[2:]
    records = [record for step in text for record in step.get("records", ())]
    game = type(session.game).resumed(arena, ())
    for number, event in enumerate(session.game.log, 1):
        game.apply(event)
        assert type(game).resumed(arena, records[:number]).digest == game.digest
