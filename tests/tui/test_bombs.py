"""Pastes and storms of keys in a real terminal: the program lives on, and nothing final was done."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .terminal import Terminal, words
from .tour import SHELF

PLAY = """\
import sys
from pathlib import Path
from textual.widgets import Input
import engine.language.library as library
Input.cursor_blink._default = False  # a screen on which something blinks never stands still
library.shipped = lambda: Path({shelf!r})
from tui.main import main
sys.exit(main(["play", "isles", "--seat", "north", "--seed", "7", *{more!r}]))
"""
WHERE: dict[str, tuple[str, ...]] = {
    "card": (),
    "map": ("enter",),
    "list": ("enter", "2", "down", "enter"),
    "last_step": ("enter", "2", "enter"),
    "question": ("enter", "p"),
    "palette": ("enter", "ctrl+p"),
    "find": ("enter", "slash"),
}
SECONDS = 90
"""That a busy machine may need for what was typed, and for one box after another to be left."""
PASTED = "p\ry\r1234ou\n" * 20_000


@pytest.fixture
def terminal(tmp_path: Path, checkout: Path) -> Iterator[Terminal]:
    """A game at its role card."""
    it = Terminal(PLAY.format(shelf=str(SHELF), more=[]), checkout, tmp_path)
    it.until("Enter plays")
    yield it
    it.end()


def given(home: Path) -> list[str]:
    """Return the lines of the journal in which the person gave an order, passed or took something back; not drafts."""
    (journal,) = home.rglob("*.journal")
    said = [line for line in journal.read_text(encoding="utf-8").splitlines() if '"role":"north"' in line]
    return [line for line in said if '"do":"draft"' not in line]


@pytest.mark.parametrize("where", ["map", "list", "last_step", "find"])
def test_a_paste_of_two_hundred_kilobytes_gives_nothing(where: str, terminal: Terminal, tmp_path: Path) -> None:
    terminal.press(WHERE[where])
    before = given(tmp_path)
    terminal.type(f"\x1b[200~{PASTED}\x1b[201~")
    terminal.settle(1)
    assert terminal.is_running, words(terminal.written)[-2000:]
    assert given(tmp_path) == before
    leave(terminal)


@pytest.mark.parametrize("where", ["card", "list", "question", "palette", "find"])
def test_thousands_of_keys_at_once_give_nothing(where: str, terminal: Terminal, tmp_path: Path) -> None:
    terminal.press(WHERE[where])
    before = given(tmp_path)
    draw = random.Random(where)
    terminal.type("".join(draw.choice("py\rou1234 \x1bcin/?ax\t") for _key in range(5000)))
    terminal.settle(1.5)
    assert terminal.is_running, words(terminal.written)[-2000:]
    assert given(tmp_path) == before
    leave(terminal)


def leave(terminal: Terminal) -> None:
    """Go back to the table and leave: keys are heard again, as soon as what came before them was worked through."""
    terminal.settle(1.2)
    ends = time.monotonic() + SECONDS
    while terminal.is_running and time.monotonic() < ends:
        terminal.press(["escape", "q"], quiet=1.3)
    assert terminal.wait() == 0, words(terminal.written)[-1500:]
