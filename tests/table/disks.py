"""Disks for tests: one in memory that knows what a loss of power may leave, and one whose n-th call fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from engine.table.disk import Disk

Pending = tuple[str, Any]  # ("write", bytes) or ("cut", size)


@attrs.define
class File:
    """What is on the platter for sure, what was done since, and whether its name is in the folder for sure."""

    safe: bytes = b""
    pending: list[Pending] = attrs.field(factory=list)
    named: bool = False

    @property
    def now(self) -> bytes:
        """What a reader sees while there is power."""
        return after(self.safe, self.pending)

    def states(self) -> Iterator[bytes | None]:
        """Yield what may be found after a loss of power; None is no file."""
        if not self.named:
            yield None
        for count in range(len(self.pending) + 1):
            before = after(self.safe, self.pending[:count])
            yield before
            if count < len(self.pending) and self.pending[count][0] == "write":
                data = self.pending[count][1]
                yield from (before + data[:cut] for cut in range(1, len(data)))
                yield before + bytes(len(data))  # its length arrived, its bytes did not
                rest = self.pending[count + 1 :]
                yield after(before + bytes(len(data)), rest)  # later writes did, this one did not


def after(data: bytes, pending: list[Pending]) -> bytes:
    """Return the bytes after some writes and cuts."""
    for what, value in pending:
        data = data + value if what == "write" else data[:value]
    return data


@attrs.define
class Memory:
    """A disk in memory. `watch` is called after each call that changes something."""

    files: dict[Path, File] = attrs.field(factory=dict)
    watch: Callable[[], None] = lambda: None
    _handles: dict[int, Path] = attrs.field(factory=dict)
    _locked: dict[Path, int] = attrs.field(factory=dict)
    _count: int = 0

    def make(self, path: Path) -> int:
        if path in self.files:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        self.files[path] = File()
        self.watch()
        return self.open(path, writing=True)

    def open(self, path: Path, *, writing: bool) -> int:
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        self._count += 1
        self._handles[self._count] = path
        return self._count

    def lock(self, handle: int) -> None:
        if self._locked.setdefault(self._handles[handle], handle) != handle:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def size(self, handle: int) -> int:
        return len(self._file(handle).now)

    def read(self, handle: int, start: int, most: int) -> bytes:
        return self._file(handle).now[start : start + most]

    def write(self, handle: int, data: bytes | memoryview) -> int:
        self._file(handle).pending.append(("write", bytes(data)))
        self.watch()
        return len(data)

    def sync(self, handle: int) -> None:
        file = self._file(handle)
        file.safe, file.pending = file.now, []
        self.watch()

    def cut(self, handle: int, size: int) -> None:
        self._file(handle).pending.append(("cut", size))
        self.watch()

    def close(self, handle: int) -> None:
        path = self._handles.pop(handle)
        if self._locked.get(path) == handle:
            del self._locked[path]

    def sync_folder(self, path: Path) -> None:
        self.files[path].named = True
        self.watch()

    def remove(self, path: Path) -> None:
        self.files.pop(path, None)
        self.watch()

    def _file(self, handle: int) -> File:
        return self.files[self._handles[handle]]


def holding(path: Path, data: bytes) -> Memory:
    """Return a disk with one file."""
    return Memory(files={path: File(safe=data, named=True)})


CODES = (errno.ENOSPC, errno.EIO, errno.EINTR, errno.EACCES)
SHORT = 0
"""Instead of a code: the call writes some bytes only, and says so."""


@attrs.define
class Faulty:
    """A disk whose call of that number, from 1, fails once; by then a write has written some bytes."""

    disk: Disk
    number: int = 0
    code: int = errno.EIO
    calls: int = 0

    def __getattr__(self, name: str) -> Any:
        act = getattr(self.disk, name)

        def called(*given: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls != self.number:
                return act(*given, **named)
            if name == "write":
                taken = act(given[0], bytes(given[1])[:7])
                if self.code == SHORT:
                    return taken
            if self.code == SHORT:
                return act(*given, **named)
            if name == "close":
                act(*given)  # whatever it says, the file is let go of
            raise OSError(self.code, os.strerror(self.code))

        return called
