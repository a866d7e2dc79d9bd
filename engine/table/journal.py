"""A game's journal: an append-only file, on disk before anyone is told what happened.

The first line is the header, every other line one step of the game: an order with all that it
changed, a draft, a change of seats. Opening a journal reads what was recorded and runs no rule.
Its header holds the game's secret seed: the file is readable by its owner only.
Source: append and sync each line; nothing acknowledged is lost (dossier, reliability 2.7).
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from ..language.text import clean
from ..problems import Refused
from ..speech import _
from .lines import FIRST_SUM, MOST_BYTES, Part, line_of, looks_like_a_line, whole_lines

FORMAT = 1

_WORDS = ("engine", "scenario", "source", "title", "digest", "begun")

_sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


class Unkept(Refused):
    """What was to be done could not be written down, so it was not done."""


@attrs.frozen(kw_only=True)
class Header:
    """What a journal says first: of which game it is. `source` is what `load` is given."""

    format: int = FORMAT
    engine: str = ""
    scenario: str
    source: str
    title: str = ""
    digest: str
    seed: int = attrs.field(repr=False)
    seats: Mapping[str, Any] = attrs.field(factory=dict)
    begun: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return what the first line holds."""
        fields = attrs.asdict(self)
        return {"whitecell": fields.pop("format"), **fields}


@attrs.frozen(kw_only=True)
class Kept:
    """What a journal holds: its header, its steps, and how many bytes at its end are damaged."""

    header: Header
    steps: tuple[dict[str, Any], ...]
    damaged: int = 0


class Journal:
    """A journal open for writing; nobody else can write it meanwhile. `mended` says what was cut off, or is ""."""

    def __init__(self, path: Path, fd: int, size: int, last: bytes) -> None:
        self.path = path
        self.mended = ""
        self._fd = fd
        self._size = size
        self._sum = last
        self._stopped = ""

    @classmethod
    def create(cls, path: Path, header: Header) -> Journal:
        """Start a journal in a new file.

        Raises: Unkept: the file exists or cannot be written; a file begun in vain is removed.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            raise Unkept(_("{path} exists already; a new game needs a new file.").format(path=shown(path))) from None
        except OSError as error:
            raise Unkept(_("{path} cannot be made: {error}.").format(path=shown(path), error=words_of(error))) from None
        journal = cls(path, fd, 0, FIRST_SUM)
        try:
            journal._begin(header)
        except Unkept:
            path.unlink(missing_ok=True)
            journal.close()
            raise
        return journal

    @classmethod
    def open(cls, path: Path) -> tuple[Journal, Kept]:
        """Open a journal to go on with it; a damaged end is copied beside it and cut off.

        Raises: Refused: it cannot be opened, somebody else writes it, or it holds no whole header.
        """
        try:
            fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        except OSError as error:
            raise Refused(
                _("{path} cannot be opened: {error}.").format(path=shown(path), error=words_of(error))
            ) from None
        try:
            _lock(fd, path)
            data = _content(fd, path)
            part = whole_lines(data)
            kept = _kept(path, part, len(data))
            journal = cls(path, fd, part.end, part.sum)
            if kept.damaged:
                journal._mend(data[part.end :])
        except BaseException:
            os.close(fd)
            raise
        return journal, kept

    def append(self, step: Mapping[str, Any]) -> None:
        """Write a step; it is on disk when this returns.

        Raises: Unkept: it is not, and the file is as it was before.
        """
        if self._stopped:
            raise Unkept(self._stopped)
        line, found = line_of(step, self._sum)
        if self._size + len(line) > MOST_BYTES:
            raise Unkept(
                _("{path} is full: a journal holds at most {size} MiB.").format(
                    path=shown(self.path), size=MOST_BYTES >> 20
                )
            )
        self._write(line)
        self._size += len(line)
        self._sum = found

    def close(self) -> None:
        """Let others write the file; closing twice does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
        self._stopped = _("{path} is closed.").format(path=shown(self.path))

    def _begin(self, header: Header) -> None:
        _lock(self._fd, self.path)
        self.append(header.to_json())
        try:
            _sync_folder(self.path.parent)
        except OSError as error:
            raise Unkept(
                _("{path} cannot be made: {error}.").format(path=shown(self.path), error=words_of(error))
            ) from None

    def _write(self, line: bytes) -> None:
        """Write and sync a line whole or not at all."""
        written = False
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._fd, rest) :]
            written = True
            _sync(self._fd)
        except OSError as error:
            why = _("{path} cannot be written: {error}.").format(path=shown(self.path), error=words_of(error))
            self._cut_back("" if not written else why)  # after a failed sync nobody knows what is on disk
            raise Unkept(why) from None
        except BaseException:  # somebody pressed Ctrl+C
            self._cut_back("")
            raise

    def _cut_back(self, stopped: str) -> None:
        """Take away what was written of a line; with a reason, or when that fails, nothing more is written."""
        try:
            os.ftruncate(self._fd, self._size)
        except OSError as error:
            stopped = _("{path} cannot be written: {error}.").format(path=shown(self.path), error=words_of(error))
        if stopped:
            self._stopped = _("{stopped} Leave the game and open it again.").format(stopped=stopped)

    def _mend(self, tail: bytes) -> None:
        """Copy the damaged end to a file of its own, then cut it off."""
        try:
            copy = _set_aside(self.path, tail)
            os.ftruncate(self._fd, self._size)
            os.fsync(self._fd)
        except OSError as error:
            raise Refused(
                _("{path} is damaged and cannot be mended: {error}.").format(
                    path=shown(self.path), error=words_of(error)
                )
            ) from None
        self.mended = _(
            "The end of {path} was damaged: {count} bytes after the last whole step. The game goes on "
            "from that step; the damaged end is kept in {name}."
        ).format(path=shown(self.path), count=len(tail), name=shown(copy.name))


def read(path: Path) -> Kept:
    """Return what a journal holds up to its last whole step, and change nothing.

    Raises: Refused: it cannot be opened, or holds no whole header.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise Refused(_("{path} cannot be opened: {error}.").format(path=shown(path), error=words_of(error))) from None
    try:
        data = _content(fd, path)
    finally:
        os.close(fd)
    return _kept(path, whole_lines(data), len(data))


def is_journal(path: Path) -> bool:
    """Return whether a file begins as a journal does."""
    try:
        with path.open("rb") as file:
            return looks_like_a_line(file.read(32))
    except OSError:
        return False


def header_of(entry: Mapping[str, Any] | None, path: Path) -> Header:
    """Return the header that a first line holds.

    Raises: Refused: it is none, or of a later format.
    """
    if entry is None or not isinstance(entry.get("whitecell"), int):
        raise Refused(_("{path} is not a saved game, or its first line is damaged.").format(path=shown(path)))
    if entry["whitecell"] != FORMAT:
        raise Refused(
            _(
                "{path} has format {found}; this version of whitecell reads format {known}. "
                "It was written by whitecell {version}."
            ).format(
                path=shown(path),
                found=entry["whitecell"],
                known=FORMAT,
                version=clean(str(entry.get("engine", "")), most=20) or _("of another version"),
            )
        )
    seed, seats = entry.get("seed"), entry.get("seats")
    words = {name: entry.get(name) for name in _WORDS}
    if type(seed) is not int or not isinstance(seats, dict) or not all(isinstance(it, str) for it in words.values()):
        raise Refused(_("{path} does not say of which game it is.").format(path=shown(path)))
    fields: dict[str, Any] = {name: clean(str(it), most=4000) for name, it in words.items()}
    return Header(seed=seed, seats=seats, **fields)


def shown(path: Path | str) -> str:
    """Return a path as it can stand in a message."""
    return clean(str(path), most=300)


def words_of(error: OSError) -> str:
    """Return what the system said, in lower case."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("the disk is full")
    return clean((error.strerror or type(error).__name__).lower(), most=200)


def _lock(fd: int, path: Path) -> None:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Unkept(
            _("{path} is being played already; a saved game has one writer at a time.").format(path=shown(path))
        ) from None
    except OSError as error:
        raise Unkept(
            _("{path} cannot be kept for one writer: {error}.").format(path=shown(path), error=words_of(error))
        ) from None


def _content(fd: int, path: Path) -> bytes:
    try:
        size = os.fstat(fd).st_size
        if size > MOST_BYTES:
            raise Refused(_("{path} is larger than any journal: {size} MiB.").format(path=shown(path), size=size >> 20))
        with os.fdopen(os.dup(fd), "rb") as file:
            file.seek(0)
            return file.read(MOST_BYTES)
    except OSError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=shown(path), error=words_of(error))) from None


def _kept(path: Path, part: Part, size: int) -> Kept:
    header = header_of(part.entries[0] if part.entries else None, path)
    return Kept(header=header, steps=part.entries[1:], damaged=size - part.end)


def _set_aside(path: Path, tail: bytes) -> Path:
    """Write a damaged end into a new file beside its journal."""
    number = 1
    while True:
        copy = path.with_name(f"{path.name}.damaged-{number}")
        try:
            fd = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(fd, "wb") as file:
            file.write(tail)
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(path.parent)
        return copy


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
