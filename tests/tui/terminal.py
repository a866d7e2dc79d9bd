"""A terminal of our own: a program runs in it, keys go in, and every byte that comes out is kept and taken apart."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "question_mark": "?",
    "slash": "/",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
}

ANSWER = 1.0
"""Seconds that a key has to be answered in; nearly all are, and then nobody waits so long."""

_PIECE = re.compile(
    r"(?P<csi>\x1b\[[0-?]*[ -/]*[@-~])"
    r"|(?P<osc>\x1b\].*?(?:\x07|\x1b\\))"
    r"|(?P<string>\x1b[PX^_].*?\x1b\\)"
    r"|(?P<escape>\x1b[ -/]*[0-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)


@attrs.frozen
class Piece:
    """Something that was written: plain text, or a command to the terminal of some kind."""

    kind: str
    said: str

    @property
    def name(self) -> str:
        """What kind of command it is, without its numbers: `CSI ?h`, `OSC 52`, `C0 0d`."""
        match self.kind:
            case "csi":
                return "CSI " + re.sub(r"[\d;:]", "", self.said[2:])
            case "osc":
                return "OSC " + self.said[2:].partition(";")[0]
            case "control":
                return f"C0 {ord(self.said):02x}"
        return f"ESC {self.said[1:2]}"


def pieces(written: str) -> Iterator[Piece]:
    """Take apart what was written; a command that never ends is one of its first character."""
    for found in _PIECE.finditer(written):
        yield Piece(found.lastgroup or "", found[0])


def commands(written: str) -> set[str]:
    """Return the kinds of commands that were written."""
    return {piece.name for piece in pieces(written) if piece.kind != "text"}


def words(written: str) -> str:
    """Return the text that was written; where something stood between, a line break."""
    return "\n".join(piece.said for piece in pieces(written) if piece.kind == "text")


class Terminal:
    """A program in a pseudo-terminal. `code` is Python that runs in the checkout."""

    def __init__(
        self,
        code: str,
        top: Path,
        home: Path,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._all = bytearray()
        self._ours, theirs = pty.openpty()
        self.resize(*size)
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
        own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE")}
        self._child = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=top,
            env={
                **kept,
                **own,
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "TEXTUAL_ANIMATIONS": "none",
                **(env or {}),
            },
            start_new_session=True,
        )
        os.close(theirs)

    @property
    def written(self) -> str:
        """Everything that was written so far."""
        return self._all.decode("utf-8", "replace")

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._child.poll() is None

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: str) -> None:
        """Send characters all at once; what is written meanwhile is read, so that nobody waits for the other."""
        data = text.encode()
        while data and self.is_running:
            _read, free, _ = select.select([], [self._ours], [], 0.05)
            if free:
                data = data[os.write(self._ours, data[:1024]) :]
            self._take(0)

    def press(self, keys: Sequence[str], quiet: float = 0.12) -> None:
        """Press keys one after another, each when the screen has stood still since the last one was answered.

        On a busy machine an answer takes its time; two keys that are read at once would be haste.
        """
        for key in keys:
            self.type(KEYS.get(key, key))
            self._take(ANSWER)
            self.settle(max(quiet, 0.25) if key == "escape" else quiet)

    def settle(self, quiet: float = 0.3, most: float = 20) -> None:
        """Read until nothing was written for a while."""
        ends = time.monotonic() + most
        while time.monotonic() < ends and self._take(quiet):
            pass

    def until(self, text: str, seconds: float = 40) -> None:
        """Read until a text was written, in one piece."""
        ends, start = time.monotonic() + seconds, max(0, len(self._all) - 4000)
        while text not in words(self._all[start:].decode("utf-8", "replace")):
            assert time.monotonic() < ends, f"{text!r} never came:\n{words(self.written)[-3000:]}"
            assert self._take(0.2) or self.is_running, f"it ended before {text!r}:\n{words(self.written)[-3000:]}"

    def wait(self, seconds: float = 20) -> int:
        """Read until the program has ended, and return its exit code."""
        ends = time.monotonic() + seconds
        while self.is_running and time.monotonic() < ends:
            self._take(0.1)
        self.settle(0.1)
        assert not self.is_running, f"it never ended:\n{words(self.written)[-3000:]}"
        return self._child.returncode

    def end(self) -> None:
        """End the program, however it stands."""
        if self.is_running:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        os.close(self._ours)

    def _take(self, seconds: float) -> bool:
        """Read what was written, waiting so long for something; return whether there was anything."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        try:
            data = os.read(self._ours, 65536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        self._all += data
        return bool(data)
