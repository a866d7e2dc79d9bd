"""Screens look alike on every machine: colours, animations and the place of saved games are fixed."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture(autouse=True)
def saves_of_this_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the player's own saved games or settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("WHITECELL_THEME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def salted_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A game with a seed shows the same commitment every time."""
    monkeypatch.setattr("engine.table.session.new_salt", lambda: "00" * 16)


@pytest.fixture(autouse=True)
def usual_collector() -> Iterator[None]:
    """A game that was opened leaves nothing behind for the next test."""
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)
