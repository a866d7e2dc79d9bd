"""Hostile text in a real terminal: every byte is kept, and no command arrives but those of the interface itself."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .hostile import HIDDEN, MARKER, hostile_overlay, hostile_shelf
from .terminal import Terminal, commands, pieces, words
from .tour import ALONE, SHELF, TOGETHER, Tour

OF_TEXTUAL = {
    "CSI m",
    "CSI H",
    "CSI ?h",
    "CSI ?l",
    "CSI ?$p",
    "CSI ?u",
    "CSI >u",
    "CSI <u",
    "CSI t",
    "CSI =u",
    "OSC 22",
    "C0 0a",
    "C0 0d",
}
"""What Textual writes for its own sake."""

UNCHECKED = "import engine.language.source as source; source.control_character = lambda text, start=0: -1\n"
"""Lets control characters through that the reader of files refuses: the interface is to be safe by itself."""

PLAY = """\
import sys
from pathlib import Path
import engine.language.library as library
library.shipped = lambda: Path({shelf!r})
from tui.main import main
sys.exit(main({words!r}))
"""


@contextmanager
def playing(code: str, checkout: Path, home: Path, **how: object) -> Iterator[Terminal]:
    """Yield a terminal in which a program runs."""
    it = Terminal(code, checkout, home, **how)  # type: ignore[arg-type]
    try:
        yield it
    finally:
        it.end()


def play(shelf: Path, *said: str, checked: bool = False) -> str:
    """Return a program that plays what stands on a shelf."""
    return ("" if checked else UNCHECKED) + PLAY.format(shelf=str(shelf), words=["play", *said])


def assert_harmless(written: str, allowed: set[str]) -> None:
    """Nothing from outside commanded the terminal, and nothing hides in what was written."""
    written = re.sub(r"\x1b(\[[0-?]*[ -/]*)?\Z", "", written)  # a command of which the rest is still to be read
    assert commands(written) <= allowed
    assert not [it for it in pieces(written) if it.kind != "text" and (MARKER in it.said or "201" in it.said)]
    assert not set(words(written)) & set(HIDDEN)
    assert not re.search("[\ud800-\uf8ff\uffff]", words(written))
    assert all(
        sum(unicodedata.combining(c) > 0 for c in run) <= 8 for run in re.findall("e[^a-zA-Z ]+", words(written))
    )


def walked(terminal: Terminal, tour: Tour) -> None:
    """Press the keys of a tour."""
    for stop in tour.stops:
        terminal.press(stop.keys)
        assert terminal.is_running, f"{stop.name}:\n{words(terminal.written)[-3000:]}"


@pytest.mark.parametrize("tour", [ALONE, TOGETHER], ids=lambda tour: tour.name)
def test_a_game_full_of_hostile_text_commands_no_terminal(tour: Tour, tmp_path: Path, checkout: Path) -> None:
    seats = [word for role in tour.asked.seats for word in ("--seat", role)]
    scenario = [tour.asked.scenario] if tour.asked.scenario else []
    with playing(play(hostile_shelf(tmp_path), *scenario, *seats), checkout, tmp_path) as it:
        it.until("North" if seats else "Three isles")
        it.settle()
        walked(it, tour)
        it.type("q")
        it.settle()
        assert_harmless(it.written, OF_TEXTUAL)
        assert f"[@click=app.quit]{MARKER}[/]" in words(it.written)


@pytest.mark.parametrize("make", [hostile_shelf, hostile_overlay])
def test_plain_lines_of_a_hostile_game_hold_no_command(
    make: Callable[[Path], Path], tmp_path: Path, checkout: Path
) -> None:
    shelf, env = make(tmp_path), {"WHITECELL_LANGUAGE": "de"}
    with playing(play(shelf, "isles", "--seat", "north", "--seed", "7", "--plain"), checkout, tmp_path, env=env) as it:
        it.settle(2)
        for line in ("?", "1", "t", "w 1", "n", "a", "x", "c", "", "1 1", "1 1 1", "1 1 1 1", "", "", "", "c", "q", ""):
            it.type(f"{line}\n")
            it.settle(0.4)
        it.type("\x04\x04")
        it.settle(1)
        assert_harmless(it.written, {"C0 0a", "C0 0d", "C0 08"})
        assert MARKER in words(it.written)


def test_saved_games_with_hostile_names_are_listed_and_go_on(tmp_path: Path, checkout: Path) -> None:
    shelf = hostile_shelf(tmp_path)
    with playing(play(shelf, "isles", "--seat", "north", "--seed", "7"), checkout, tmp_path) as it:
        it.until("Enter plays")
        it.press(["enter", "q"])
        assert it.wait() == 0
    saves = next(tmp_path.rglob("*.journal")).parent
    (saves / f"\x1b]0;{MARKER}\x07[@click=app.quit]\u202e[.journal").write_bytes(b"\x1b[2J\x00 no game")
    with playing(play(shelf), checkout, tmp_path) as it:
        it.until("damaged:")
        it.press(["home", "down", "enter"])
        it.until("The file is left as it is")
        it.press(["escape", "up", "enter"])
        it.until("Enter plays")
        assert_harmless(it.written, OF_TEXTUAL)
        assert "[@click=app.quit][.journal" in words(it.written)


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
def test_a_file_with_a_hostile_name_that_cannot_be_read_is_told_harmlessly(
    plain: list[str], tmp_path: Path, checkout: Path
) -> None:
    path = tmp_path / f"\x1b]0;{MARKER}\x07[@click=app.quit]\u202e[red].yaml"
    path.write_text(f'id: "[/] \\e[2J{MARKER}"\nextends: "\\u202e\\e]52;c;cHduZWQ=\\a[@click=app.quit]"\n', "utf-8")
    with playing(play(tmp_path, str(path), *plain, checked=True), checkout, tmp_path) as it:
        it.settle(2)
        assert_harmless(it.written, OF_TEXTUAL)
        assert "[@click=app.quit]" in words(it.written).replace("\n", "")
        assert "Traceback" not in words(it.written)


def test_what_is_copied_commands_nothing_where_it_is_pasted(tmp_path: Path, checkout: Path) -> None:
    with playing(play(hostile_shelf(tmp_path), "isles", "--seat", "north", "--seed", "7"), checkout, tmp_path) as it:
        it.until("Enter plays")
        it.press(["enter", "2", "y", "3", "y", "4", "y"])
        copied = [piece.said[7:-1] for piece in pieces(it.written) if piece.name == "OSC 52"]
        texts = [base64.b64decode(code).decode() for code in copied]
        assert len(texts) == 3
        assert commands("".join(texts)) == {"C0 0a"}
        assert_harmless(it.written, {*OF_TEXTUAL, "OSC 52"})


def test_a_crash_in_a_terminal_gives_it_back_and_tells_no_secret(tmp_path: Path, checkout: Path) -> None:
    broken = (
        "import tui.screens.play as it\n"
        f"def fail(self): secret = 'seed 424242 {MARKER}'; raise RuntimeError(secret)\n"
        "it.PlayScreen.action_help = fail\n"
    )
    code = broken + play(SHELF, "isles", "--seat", "north", "--seed", "424242")
    with playing(code, checkout, tmp_path) as it:
        it.until("Enter plays")
        it.press(["enter", "2", "question_mark"])
        assert it.wait() == 1
        screen, _gone, after = it.written.rpartition("\x1b[?1049l")
        assert "Whitecell made a mistake" in words(after)
        assert screen
        details = next(tmp_path.rglob("crash.txt")).read_text(encoding="utf-8")
        for secret in ("424242", MARKER, "Speak to all", "locals", "self ="):
            assert secret not in words(after) + details
