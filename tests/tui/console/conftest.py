"""A small council that is hosted without a screen, three seats of people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.table.session import Session
from tests.tui.console.hosted import SEATS, council


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    it = Session.open(council(tmp_path), seats=SEATS, seed=1)
    yield it
    it.close()
