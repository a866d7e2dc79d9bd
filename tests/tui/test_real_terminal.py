"""The game in a real terminal: tmux types the keys and reads the screen."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.haste import APART

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A tmux session of its own server."""

    def __init__(self, socket: Path, command: str, size: tuple[int, int] = (80, 24)) -> None:
        self._socket = str(socket)
        width, height = map(str, size)
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, command)

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Type keys, no faster after what was seen than a hand would: what comes in haste is asked about."""
        time.sleep(3 * APART)
        self._tmux("send-keys", *keys)

    def until(self, text: str, seconds: float = 30) -> str:
        """Wait until a text is on the screen, and return the screen."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if text in (screen := self.screen()):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"{text!r} never came:\n{self.screen()}")

    def settled(self) -> str:
        """Return the screen once it has stood still."""
        before = ""
        while (screen := self.screen()) != before:
            before = screen
            time.sleep(0.3)
        return screen

    def end(self) -> None:
        """End the server of this test."""
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *words], capture_output=True, text=True, check=False)
        return done.stdout


def _opening(words: str, home: Path, checkout: Path) -> str:
    """Return a shell line that plays, says `left` and waits."""
    game = f"{shlex.quote(sys.executable)} -m tui.main play {words}"
    return f"cd {shlex.quote(str(checkout))} && XDG_DATA_HOME={shlex.quote(str(home))} {game}; echo left; sleep 60"


@pytest.fixture
def terminal(tmp_path: Path, checkout: Path) -> Iterator[Terminal]:
    """A terminal in which the tutorial opens as Paris."""
    it = Terminal(tmp_path / "tmux", _opening("tutorial --seat paris --seed 1", tmp_path, checkout))
    yield it
    it.end()


def test_the_tutorial_is_begun_left_and_listed_in_a_real_terminal(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until("you are Paris")
    terminal.press("Enter")
    terminal.until("1 Map")
    terminal.press("2")
    terminal.until("You may give")
    terminal.press("Enter")
    terminal.until("Esc goes back")
    terminal.press("Escape")
    terminal.until("No order given")
    terminal.press("q")
    screen = terminal.until("left")
    [saved] = tmp_path.rglob("*.journal")
    assert "The game is saved. Go on with: whitecell play" in screen
    assert saved.name in screen.replace("\n", "")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_whole_game_is_played_by_keyboard(size: tuple[int, int], tmp_path: Path, checkout: Path) -> None:
    it = Terminal(tmp_path / "tmux", _opening("prisoners-dilemma --seat ann --seed 1", tmp_path, checkout), size)
    try:
        it.until("you are Ann")
        for _ in range(60):  # the card, then ten turns: choose, seal, read
            it.press("Enter")
            if "the end" in it.settled():
                break
        screen = it.until("Arrows turn the pages")
        assert "Scores" in screen
        it.press("End")
        it.until("What Bob was thinking")
        it.press("q")
        it.until("left")
    finally:
        it.end()
