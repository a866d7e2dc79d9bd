"""All that a journal asks of the system, in one thin layer: tests put another disk in its place.

Nothing else in this room opens, writes or syncs a file of a game.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

_sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


class Disk(Protocol):
    """Where files of games lie. Every call may raise OSError; a handle is a small number."""

    def make(self, path: Path) -> int:
        """Make a new file that only its owner may read, its folder too, and open it to append.

        Raises: FileExistsError: there is one.
        """

    def open(self, path: Path, *, writing: bool) -> int:
        """Open a file to read it, and with `writing` to append to it."""

    def lock(self, handle: int) -> None:
        """Keep the file for this writer.

        Raises: BlockingIOError: it is another's.
        """

    def size(self, handle: int) -> int:
        """Return how many bytes the file has."""

    def read(self, handle: int, start: int, most: int) -> bytes:
        """Return up to `most` bytes from `start` on; fewer only at the end of the file."""

    def write(self, handle: int, data: bytes | memoryview) -> int:
        """Append bytes, perhaps not all of them, and return how many."""

    def sync(self, handle: int) -> None:
        """Return when what was written survives a loss of power."""

    def cut(self, handle: int, size: int) -> None:
        """Let the file end after `size` bytes."""

    def close(self, handle: int) -> None:
        """Let go of the file."""

    def sync_folder(self, path: Path) -> None:
        """Return when a file's being there, or not, survives a loss of power."""

    def remove(self, path: Path) -> None:
        """Take a file away; none there is fine."""


class System:
    """The disk of this machine."""

    def make(self, path: Path) -> int:
        self._make_folder(path.parent)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def open(self, path: Path, *, writing: bool) -> int:
        return os.open(path, (os.O_RDWR | os.O_APPEND if writing else os.O_RDONLY) | os.O_CLOEXEC)

    def lock(self, handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def size(self, handle: int) -> int:
        return os.fstat(handle).st_size

    def read(self, handle: int, start: int, most: int) -> bytes:
        parts = []
        while most and (part := os.pread(handle, min(most, 1 << 24), start)):
            parts.append(part)
            start, most = start + len(part), most - len(part)
        return b"".join(parts)

    def write(self, handle: int, data: bytes | memoryview) -> int:
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        _sync(handle)

    def cut(self, handle: int, size: int) -> None:
        os.ftruncate(handle, size)

    def close(self, handle: int) -> None:
        os.close(handle)

    def sync_folder(self, path: Path) -> None:
        self._sync_folder(path.parent)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def _make_folder(self, folder: Path) -> None:
        """Make a folder and those above it; each is there after a loss of power too."""
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True, mode=0o700)
            self._sync_folder(folder.parent)

    def _sync_folder(self, folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


SYSTEM: Disk = System()
