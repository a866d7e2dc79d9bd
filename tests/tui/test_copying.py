"""Copying a pane: to the clipboard, and to a file for terminals that cannot."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from .at_table import LARGE, seated
from .golden_text import screen_text


@pytest.mark.parametrize(
    ("key", "pane", "text"), [("1", "map", "Kyiv"), ("2", "orders", "Pledge"), ("3", "tracks", "4/10")]
)
async def test_y_copies_the_pane_in_front(key: str, pane: str, text: str, saves_of_this_test: Path) -> None:
    async with seated() as table:
        await table.press(key, "y")
        kept = saves_of_this_test / "whitecell" / "copies" / f"{pane}.txt"
        assert text in table.app.clipboard
        assert kept.read_text(encoding="utf-8") == table.app.clipboard + "\n"


async def test_copying_says_where_the_file_is() -> None:
    async with seated(LARGE) as table:
        await table.press("3", "y")
        assert "Copied 6 lines of Tracks; also in" in screen_text(table.app)


async def test_nobody_else_may_read_the_copy(saves_of_this_test: Path) -> None:
    async with seated() as table:
        await table.press("3", "y")
    kept = saves_of_this_test / "whitecell" / "copies" / "tracks.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_a_folder_that_cannot_be_written_to_is_said(saves_of_this_test: Path) -> None:
    saves_of_this_test.mkdir(parents=True, exist_ok=True)
    (saves_of_this_test / "whitecell").mkdir(exist_ok=True)
    (saves_of_this_test / "whitecell" / "copies").write_text("in the way")
    async with seated(LARGE) as table:
        await table.press("3", "y")
        assert "it could not be saved" in screen_text(table.app)
