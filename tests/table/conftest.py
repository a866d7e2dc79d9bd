"""Sessions of games that are quick to play."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Scenario, load


@pytest.fixture(scope="session")
def arena() -> Scenario:
    return load(Path(__file__).parents[1] / "bots" / "arena.yaml")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "saves" / "game.journal"
