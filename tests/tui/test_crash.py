"""A mistake of the program ends in words, and in a file without values."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from tui.crash import told
from tui.main import main

from .at_table import seated

SECRET = "the seed is 42"


def broken(secret: str) -> None:
    raise RuntimeError(secret)


async def crashed_at_the_table() -> None:
    async with seated() as table:
        table.app.call_later(broken, SECRET)
        await table.pilot.pause()


def test_the_player_is_told_where_the_details_are_and_no_values(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        broken(SECRET)
    words = told(caught.value, tmp_path)
    details = (tmp_path / "crash.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in words
    assert str(tmp_path / "crash.txt") in words
    assert "in broken" in details
    assert SECRET not in words + details


def test_a_folder_that_cannot_be_written_still_gives_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert told(RuntimeError(SECRET), tmp_path / "file" / "logs").startswith("Whitecell made a mistake")


async def test_a_crash_prints_no_local_variables(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with pytest.raises(RuntimeError):
        await crashed_at_the_table()
    printed = capsys.readouterr()
    assert SECRET not in printed.out + printed.err
    assert "locals" not in printed.out + printed.err


async def crashed_in_a_worker() -> None:
    async with seated() as table:
        table.app.run_worker(lambda: broken(SECRET), thread=True)
        await table.pilot.pause(0.2)


async def test_a_crash_in_a_worker_thread_tells_no_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with pytest.raises(WorkerFailed):
        await crashed_in_a_worker()
    printed = capsys.readouterr()
    details = next(tmp_path.rglob("crash.txt")).read_text(encoding="utf-8")
    assert "had to stop (RuntimeError)" in printed.out + printed.err
    assert "in broken" in details
    assert SECRET not in printed.out + printed.err + details


def test_a_crash_in_plain_lines_tells_no_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setattr("tui.plain.play", lambda *_: broken(SECRET))
    assert main(["play", "prisoners-dilemma", "--seat", "ann", "--plain"]) == 1
    printed = capsys.readouterr()
    assert "had to stop (RuntimeError)" in printed.err
    assert SECRET not in printed.out + printed.err + next(tmp_path.rglob("crash.txt")).read_text(encoding="utf-8")
