"""A program in a pseudo-terminal: what is typed, and everything that was seen."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path
from types import TracebackType

SECONDS = 60


class Keyboard:
    """Types lines to `whitecell` with those words, and reads what it writes."""

    def __init__(self, checkout: Path, home: Path, *words: str) -> None:
        self.seen = ""
        self._read = 0  # how much of it was waited for
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.chdir(checkout)
            os.environ.update(XDG_DATA_HOME=str(home), TERM="xterm", COLUMNS="80", LINES="24")
            os.execv(sys.executable, [sys.executable, "-m", "tui.main", *words])

    def __enter__(self) -> Keyboard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._terminal)

    def types(self, line: str) -> None:
        """Type a line."""
        os.write(self._terminal, f"{line}\n".encode())

    def until(self, text: str) -> None:
        """Wait until a text has come after the one before."""
        ends = time.monotonic() + SECONDS
        while (found := self.seen.find(text, self._read)) < 0:
            assert time.monotonic() < ends, f"{text!r} never came:\n{self.seen[self._read :]}"
            assert self._reads(), f"{text!r} never came, the end did:\n{self.seen[self._read :]}"
        self._read = found + len(text)

    def code(self) -> int:
        """Read to the end, and return the exit code."""
        while self._reads():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])

    def _reads(self) -> bool:
        """Read what is there, for at most a second; False at the end."""
        if not select.select([self._terminal], [], [], 1)[0]:
            return True
        try:
            more = os.read(self._terminal, 65536)
        except OSError:  # the program has closed it
            return False
        self.seen += more.decode(errors="replace").replace("\r\n", "\n")
        return bool(more)
