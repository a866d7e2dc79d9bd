"""A game's journal: an append-only file, on disk before anyone is told what happened.

The first line is the header, every other line one step of the game (`steps.py`). Opening a journal reads what was
recorded and runs no rule. It holds the game's secret seed: the file is readable by its owner only.
Source: append and sync each line; nothing acknowledged is lost (dossier, reliability 2.7).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs

from ..language.text import clean
from ..problems import Refused
from ..speech import _, _n
from .disk import SYSTEM, Disk
from .lines import FIRST_SUM, MOST_BYTES, Part, line_of, looks_like_a_line, object_of, whole_lines
from .migrations import FORMAT, MIGRATIONS, brought_up

_WORDS = ("engine", "scenario", "source", "title", "digest", "begun", "language", "salt", "commitment")


class Unkept(Refused):
    """What was to be done could not be written down, so it was not done."""


@attrs.frozen(kw_only=True)
class Header:
    """What a journal says first: of which game it is. `source` is what `load` is given.

    `format` is that of its first line; `commitment` is what was shown of seed and salt when the game began.
    """

    format: int = FORMAT
    engine: str = ""
    scenario: str
    source: str
    title: str = ""
    digest: str
    language: str = ""
    commitment: str = ""
    salt: str = attrs.field(default="", repr=False)
    seed: int = attrs.field(repr=False)
    seats: Mapping[str, Any] = attrs.field(factory=dict)
    begun: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return what the first line holds."""
        fields = attrs.asdict(self)
        return {"whitecell": fields.pop("format"), **fields}


@attrs.frozen(kw_only=True)
class Damage:
    """What of a file is not read: from which line and byte on, how much; `last` is the last moment told of there."""

    line: int
    start: int
    size: int
    lines: int
    last: str = ""

    @property
    def text(self) -> str:
        """What is damaged and what is missing, in a sentence."""
        if not self.lines:
            return _("Its last line (line {line}, from byte {start}) is not whole: {size} bytes.").format(
                line=self.line, start=self.start, size=self.size
            )
        said = _n(
            "Line {line} (from byte {start}) does not fit its checksum; {n} line from there on is not read.",
            "Line {line} (from byte {start}) does not fit its checksum; {n} lines from there on are not read.",
            self.lines,
        ).format(line=self.line, start=self.start, n=self.lines)
        return said + (
            " " + _("The last of them was written in {moment}.").format(moment=self.last) if self.last else ""
        )


@attrs.frozen(kw_only=True)
class Kept:
    """What a journal holds: its header, its steps, what of it is damaged, and the last line's sum."""

    header: Header
    steps: tuple[dict[str, Any], ...]
    damage: Damage | None = None
    code: str = ""


class Journal:
    """A journal open for writing; nobody else can write it meanwhile. `mended` says what was cut off, or is ""."""

    def __init__(self, path: Path, handle: int, size: int, last: bytes, disk: Disk = SYSTEM) -> None:
        self.path = path
        self.mended = ""
        self._handle = handle
        self._size = size
        self._sum = last
        self._stopped = ""
        self._disk = disk

    @classmethod
    def create(cls, path: Path, header: Header, *steps: Mapping[str, Any], disk: Disk = SYSTEM) -> Journal:
        """Start a journal in a new file, with what is known from the start.

        Raises: Unkept: the file exists or cannot be written; a file begun in vain is removed.
        """
        try:
            handle = disk.make(path)
        except FileExistsError:
            raise Unkept(_("{path} exists already; a new game needs a new file.").format(path=shown(path))) from None
        except OSError as error:
            raise Unkept(_("{path} cannot be made: {error}.").format(path=shown(path), error=words_of(error))) from None
        journal = cls(path, handle, 0, FIRST_SUM, disk)
        try:
            journal._begin(header.to_json(), *steps)
        except BaseException:
            with suppress(OSError):
                disk.remove(path)
            journal.close()
            raise
        return journal

    @classmethod
    def open(cls, path: Path, disk: Disk = SYSTEM) -> tuple[Journal, Kept]:
        """Open a journal to go on with it; a damaged end is copied beside it and cut off.

        Raises: Refused: it cannot be opened, somebody else writes it, or it holds no whole header.
        """
        handle = _opened(path, disk, writing=True)
        try:
            _lock(handle, path, disk)
            _settle(handle, path, disk)
            data = _content(handle, path, disk)
            part = whole_lines(data)
            kept = _kept(path, part, data)
            journal = cls(path, handle, part.end, part.sum, disk)
            if kept.damage is not None:
                journal._mend(kept.damage, data[part.end :])
        except BaseException:
            _let_go(handle, disk)
            raise
        return journal, kept

    def append(self, *steps: Mapping[str, Any]) -> None:
        """Write steps; they are on disk when this returns.

        Raises: Unkept: they are not, and the file is as it was before.
        """
        if self._stopped:
            raise Unkept(self._stopped)
        lines, last = [], self._sum
        for step in steps:
            line, last = line_of(step, last)
            lines.append(line)
        data = b"".join(lines)
        if self._size + len(data) > MOST_BYTES:
            raise Unkept(
                _("{path} is full: a journal holds at most {size} MiB.").format(
                    path=shown(self.path), size=MOST_BYTES >> 20
                )
            )
        self._write(data)
        self._size += len(data)
        self._sum = last

    def close(self) -> None:
        """Let others write the file; closing twice does nothing."""
        if self._handle >= 0:
            _let_go(self._handle, self._disk)
        self._handle = -1
        self._stopped = _("{path} is closed.").format(path=shown(self.path))

    def _begin(self, *lines: Mapping[str, Any]) -> None:
        _lock(self._handle, self.path, self._disk)
        self.append(*lines)
        try:
            self._disk.sync_folder(self.path)
        except OSError as error:
            raise Unkept(
                _("{path} cannot be made: {error}.").format(path=shown(self.path), error=words_of(error))
            ) from None

    def _write(self, data: bytes) -> None:
        """Write and sync some lines whole or not at all."""
        written = False
        try:
            put(data, self._handle, self._disk)
            written = True
            self._disk.sync(self._handle)
        except OSError as error:
            why = _("{path} cannot be written: {error}.").format(path=shown(self.path), error=words_of(error))
            self._cut_back("" if not written else why)  # after a failed sync nobody knows what is on disk
            raise Unkept(self._stopped or why) from None
        except BaseException:  # somebody pressed Ctrl+C
            self._cut_back("")
            raise

    def _cut_back(self, stopped: str) -> None:
        """Take away what was written of a line; with a reason, or when that fails, nothing more is written."""
        try:
            self._disk.cut(self._handle, self._size)
        except OSError as error:
            stopped = _("{path} cannot be written: {error}.").format(path=shown(self.path), error=words_of(error))
        if stopped:
            self._stopped = _("{stopped} Leave the game and open it again.").format(stopped=stopped)

    def _mend(self, damage: Damage, tail: bytes) -> None:
        """Copy the damaged end to a file of its own, then cut it off."""
        try:
            copy = _set_aside(self.path, tail, self._disk)
            self._disk.cut(self._handle, self._size)
            self._disk.sync(self._handle)
        except OSError as error:
            raise Refused(
                _("{path} is damaged and cannot be mended: {error}.").format(
                    path=shown(self.path), error=words_of(error)
                )
            ) from None
        self.mended = _(
            "{path} was damaged. {damage} The game goes on from the step before; the damaged end is kept in {name}."
        ).format(path=shown(self.path), damage=damage.text, name=shown(copy.name))


def read(path: Path, disk: Disk = SYSTEM) -> Kept:
    """Return what a journal holds up to its last whole step, and change nothing.

    Raises: Refused: it cannot be opened, or holds no whole header.
    """
    handle = _opened(path, disk, writing=False)
    try:
        data = _content(handle, path, disk)
    finally:
        _let_go(handle, disk)
    return _kept(path, whole_lines(data), data)


def is_journal(path: Path) -> bool:
    """Return whether a file begins as a journal does."""
    try:
        with path.open("rb") as file:
            return looks_like_a_line(file.read(32))
    except OSError:
        return False


def header_of(entry: Mapping[str, Any] | None, path: Path) -> Header:
    """Return the header that a first line holds, of this format or an earlier one.

    Raises: Refused: it is none, or of a later format.
    """
    found = None if entry is None else entry.get("whitecell")
    if entry is None or type(found) is not int:
        raise Refused(_("{path} is not a saved game, or its first line is damaged.").format(path=shown(path)))
    if not 0 < found <= FORMAT:
        raise Refused(later(path, found, str(entry.get("engine", ""))))
    (entry,) = brought_up([dict(entry)], MIGRATIONS)
    seed, seats = entry.get("seed"), entry.get("seats")
    words = {name: entry.get(name) for name in _WORDS}
    if type(seed) is not int or not isinstance(seats, dict) or not all(isinstance(it, str) for it in words.values()):
        raise Refused(_("{path} does not say of which game it is.").format(path=shown(path)))
    fields: dict[str, Any] = {name: clean(str(it), most=4000) for name, it in words.items()}
    return Header(format=found, seed=seed, seats=seats, **fields)


def later(path: Path, found: object, version: str) -> str:
    """Return why a file of a later version is not read, and by what it is."""
    return _(
        "{path} has format {found}; this version of whitecell reads formats up to {known}. "
        "It was written by whitecell {version}."
    ).format(
        path=shown(path),
        found=clean(str(found), most=20),
        known=FORMAT,
        version=clean(version, most=20) or _("of another version"),
    )


def shown(path: Path | str) -> str:
    """Return a path as it can stand in a message."""
    return clean(str(path), most=300)


def words_of(error: OSError) -> str:
    """Return what the system said, in lower case."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("the disk is full")
    return clean((error.strerror or type(error).__name__).lower(), most=200)


def _opened(path: Path, disk: Disk, *, writing: bool) -> int:
    try:
        return disk.open(path, writing=writing)
    except OSError as error:
        raise Refused(_("{path} cannot be opened: {error}.").format(path=shown(path), error=words_of(error))) from None


def _lock(handle: int, path: Path, disk: Disk) -> None:
    try:
        disk.lock(handle)
    except BlockingIOError:
        raise Unkept(
            _("{path} is being played already; a saved game has one writer at a time.").format(path=shown(path))
        ) from None
    except OSError as error:
        raise Unkept(
            _("{path} cannot be kept for one writer: {error}.").format(path=shown(path), error=words_of(error))
        ) from None


def put(data: bytes, handle: int, disk: Disk) -> None:
    """Write all of some bytes, however few the system takes at a time."""
    rest = memoryview(data)
    while rest:
        taken = disk.write(handle, rest)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]


def _settle(handle: int, path: Path, disk: Disk) -> None:
    """Let all that a reader sees outlast a loss of power: whoever wrote it may have been killed before its sync."""
    try:
        disk.sync(handle)
        disk.sync_folder(path)
    except OSError as error:
        raise Unkept(_("{path} cannot be written: {error}.").format(path=shown(path), error=words_of(error))) from None


def _let_go(handle: int, disk: Disk) -> None:
    """Close a file; what the system says to that changes nothing of what was read or synced."""
    with suppress(OSError):
        disk.close(handle)


def _content(handle: int, path: Path, disk: Disk) -> bytes:
    try:
        size = disk.size(handle)
        if size > MOST_BYTES:
            raise Refused(_("{path} is larger than any journal: {size} MiB.").format(path=shown(path), size=size >> 20))
        return disk.read(handle, 0, MOST_BYTES)
    except OSError as error:
        raise Refused(_("{path} cannot be read: {error}.").format(path=shown(path), error=words_of(error))) from None


def _kept(path: Path, part: Part, data: bytes) -> Kept:
    header = header_of(part.entries[0] if part.entries else None, path)
    for step in part.entries[1:]:
        if step.get("do") == "opened" and step.get("whitecell") not in range(1, FORMAT + 1):
            raise Refused(later(path, step.get("whitecell"), str(step.get("engine", ""))))
    steps = brought_up(list(part.entries), MIGRATIONS)[1:]
    return Kept(header=header, steps=tuple(steps), damage=_damage(part, data), code=part.sum.decode())


def _damage(part: Part, data: bytes) -> Damage | None:
    """Return what of some bytes is no whole line."""
    tail = data[part.end :]
    if not tail:
        return None
    whole = tail.split(b"\n")
    told = (object_of(line) for line in reversed(whole))
    last = next((it["at"] for it in told if it is not None and "at" in it), None)
    moment = ""
    if isinstance(last, list) and len(last) == 3:
        moment = _("turn {turn}, {phase}").format(turn=clean(str(last[0]), most=9), phase=clean(str(last[1]), most=80))
    count = tail.count(b"\n") + bool(whole[-1])
    lines = 0 if count == 1 and whole[-1] else count
    return Damage(line=len(part.entries) + 1, start=part.end, size=len(tail), lines=lines, last=moment)


def _set_aside(path: Path, tail: bytes, disk: Disk) -> Path:
    """Write a damaged end into a new file beside its journal."""
    number = 1
    while True:
        copy = path.with_name(f"{path.name}.damaged-{number}")
        try:
            handle = disk.make(copy)
        except FileExistsError:
            number += 1
            continue
        try:
            put(tail, handle, disk)
            disk.sync(handle)
        finally:
            disk.close(handle)
        disk.sync_folder(copy)
        return copy
