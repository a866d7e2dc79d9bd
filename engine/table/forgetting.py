"""A person is taken out of a saved game: the journal is written anew, its lines chained as before.

Where a journal has a place for names the person gets another word, always the same one; in what people wrote the
name is replaced as it is typed. Orders, rolls and changes stay, so the game is the one that was played.
Copies of the file, and what was printed, are out of reach. Source: delete a person (dossier, practice 1.7).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from ..language.text import clean, quoted
from ..problems import Refused
from ..speech import _
from .disk import SYSTEM, Disk
from .journal import Journal, read, shown, words_of
from .lines import FIRST_SUM, line_of, whole_lines
from .resuming import past_of
from .verifying import verify

NAMES = ("who", "person", "scribe")
"""Fields of a step that hold a name."""

WORDS = ("text", "why", "rejected", "reason", "name", "answer", "what")
"""Fields of a step that hold what somebody wrote."""

_SPOKEN = "argue"
"""The order that holds what somebody said."""


@attrs.frozen(kw_only=True)
class Forgotten:
    """What was changed: the word that stands for the person, and how often in which kind of line."""

    path: Path
    before: Path | None
    alias: str
    names: int
    words: int
    kinds: Mapping[str, int]


def forget(path: Path, person: str, *, keep: bool = False, disk: Disk = SYSTEM) -> Forgotten:
    """Write a journal anew without a person, in the old one's place; with `keep` the old one stays beside it.

    Raises: Refused: nobody of that name is in it, it is damaged or being played, or it cannot be written. Then
    nothing has changed. Problems: its rules do not load.
    """
    name = clean(person, most=80).strip()
    if not name:
        raise Refused(_("Say whom to forget."))
    if read(path, disk).damage is not None:
        raise Refused(_("{path} is damaged; play it once, so that it is mended.").format(path=shown(path)))
    journal, _kept = Journal.open(path, disk)  # nobody plays it meanwhile
    try:
        return _written(path, path.read_bytes(), name, disk, keep=keep)
    except OSError as error:
        raise Refused(_("{path} cannot be written: {error}.").format(path=shown(path), error=words_of(error))) from None
    finally:
        journal.close()


def _written(path: Path, data: bytes, name: str, disk: Disk, *, keep: bool) -> Forgotten:
    entries = whole_lines(data).entries
    eraser = _Eraser(name, _alias(data))
    lines, last = [], FIRST_SUM
    for entry in entries:
        line, last = line_of(eraser.line(entry), last)
        lines.append(line)
    if not eraser.kinds:
        raise Refused(_("{path} knows nobody called {name}.").format(path=shown(path), name=quoted(name)))
    new = path.with_name(f"{path.name}.new")
    disk.remove(new)
    try:
        _put(new, b"".join(lines), disk)
        _look(path, new, spoken=eraser.spoken)
        before = _replaced(path, new, disk, keep=keep)
    except BaseException:
        disk.remove(new)
        raise
    return Forgotten(
        path=path, before=before, alias=eraser.alias, names=eraser.names, words=eraser.words, kinds=dict(eraser.kinds)
    )


def _alias(data: bytes) -> str:
    """Return a word that stands nowhere in a journal yet."""
    number = 1
    while f"removed-{number}".encode() in data:
        number += 1
    return f"removed-{number}"


def _put(path: Path, data: bytes, disk: Disk) -> None:
    handle = disk.make(path)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[disk.write(handle, rest) :]
        disk.sync(handle)
    finally:
        disk.close(handle)


def _look(old: Path, new: Path, *, spoken: bool) -> None:
    """Pass when a new journal opens as well as the old one did."""
    past_of(new)
    if spoken and len(verify(new).faults) > len(verify(old).faults):
        raise Refused(_("The name stands where the rules need it, so it cannot be taken out."))


def _replaced(path: Path, new: Path, disk: Disk, *, keep: bool) -> Path | None:
    """Put the new file in the old one's place, and return where the old one is."""
    before = _free_name(path) if keep else None
    if before is not None:
        before.hardlink_to(path)
    new.replace(path)
    disk.sync_folder(path)
    return before


def _free_name(path: Path) -> Path:
    number = 1
    while (found := path.with_name(f"{path.name}.before-{number}")).exists():
        number += 1
    return found


class _Eraser:
    """Replaces a name in lines, and counts."""

    def __init__(self, name: str, alias: str) -> None:
        self.alias = alias
        self.names = self.words = 0
        self.kinds: Counter[str] = Counter()
        self.spoken = False
        self._name = name.casefold()
        self._written = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)

    def line(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Return a line without the name."""
        before = self.names + self.words
        found = {key: self._field(entry, key, value) for key, value in entry.items()}
        if self.names + self.words > before:
            self.kinds[str(entry.get("do", "header"))] += 1
            if "records" in found:
                self.spoken = True
                found["records"] = self._everywhere(found["records"])
        return found

    def _field(self, entry: dict[str, Any], key: str, value: Any) -> Any:
        if key == "seats" and "do" not in entry and isinstance(value, dict):
            return {role: self._sitter(sitter) for role, sitter in value.items()}
        if key == "seat":
            return self._sitter(value)
        if key in NAMES and isinstance(value, str):
            return self._named(value)
        if isinstance(value, str) and "do" in entry and (key in WORDS or self._is_spoken(key, value)):
            return self._said(value)
        return value

    def _is_spoken(self, key: str, value: str) -> bool:
        return key == "order" and value.startswith(f"{_SPOKEN} ")

    def _sitter(self, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("names"), list):
            return data
        return {**data, "names": [self._named(it) if isinstance(it, str) else it for it in data["names"]]}

    def _named(self, value: str) -> str:
        if value.casefold().strip() != self._name:
            return value
        self.names += 1
        return self.alias

    def _said(self, value: str) -> str:
        found, count = self._written.subn(self.alias, value)
        self.words += count
        return found

    def _everywhere(self, value: Any) -> Any:
        """Return what an order made without the name, as far down as there are texts."""
        if isinstance(value, str):
            return self._written.sub(self.alias, value)
        return [self._everywhere(it) for it in value] if isinstance(value, list) else value
