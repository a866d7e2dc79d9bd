"""A person is taken out of a saved game: the journal is written anew, its lines chained as before.

Where a journal has a place for names the person gets another word, always the same one; in what people wrote the
name is replaced as it is typed. Orders, rolls and changes stay, so the game is the one that was played.
Damaged ends that lie beside the file are gone through too (`copies`). Other copies, and what was printed, are out of
reach. Source: delete a person (dossier, practice 1.7).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from ..language.text import clean, nearest, quoted
from ..problems import Refused
from ..speech import _
from . import copies
from .disk import SYSTEM, Disk
from .journal import Journal, read, shown, words_of
from .lines import FIRST_SUM, line_of, whole_lines
from .resuming import past_of
from .verifying import verify

NAMES = ("who", "person", "scribe", "control")
"""Fields of a step that hold a name."""

RULES = frozenset(
    {"sum", "do", "at", "when", "role", "to", "hand", "phase", "press", "state", "ruling", "what", "order", "card"}
    | {"draw", "engine", "language", "layers", "commitment", "salt"}
)
"""Fields of a step that hold words of the rules or of the file: people wrote all the others."""

_SPOKEN = "argue"
"""The order that holds what somebody said."""

MOST_NAMED = 12
"""Names that a hint lists."""

_LEAST = 3
"""Letters of a part of a name that is looked for in what is left."""


@attrs.frozen(kw_only=True)
class Forgotten:
    """What was changed: the word that stands for the person, and how often in which kind of line.

    left: parts of the name that still stand somewhere in what people wrote · ends: damaged ends beside the file, each
    with how often the name stood in it · backups: what was kept of the file before, with whatever names it had
    """

    path: Path
    before: Path | None
    alias: str
    names: int
    words: int
    kinds: Mapping[str, int]
    left: tuple[str, ...] = ()
    ends: tuple[tuple[Path, int], ...] = ()
    backups: tuple[Path, ...] = ()


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
    ends = [(end, *copies.without(end.read_bytes(), name, eraser.alias)) for end in copies.damaged_ends(path)]
    if not eraser.kinds and not any(count for _end, _data, count in ends):
        said = _("{path} knows nobody called {name}.{hint}")
        raise Refused(said.format(path=shown(path), name=quoted(name), hint=_hint(name, eraser.known)))
    kept_before = copies.backups(path)
    for end, rest, count in ends:
        if count:
            copies.replace(end, rest, disk)
    new = path.with_name(f"{path.name}.new")
    disk.remove(new)
    try:
        copies.write_new(new, b"".join(lines), disk)
        _look(path, new, spoken=eraser.spoken)
        before = _replaced(path, new, disk, keep=keep)
    except BaseException:
        disk.remove(new)
        raise
    return Forgotten(
        path=path,
        before=before,
        alias=eraser.alias,
        names=eraser.names,
        words=eraser.words,
        kinds=dict(eraser.kinds),
        left=tuple(sorted(eraser.left)),
        ends=tuple((end, count) for end, _data, count in ends),
        backups=kept_before,
    )


def _hint(name: str, known: Mapping[str, None]) -> str:
    near = nearest(name, known)
    if near is not None:
        return " " + _("Did you mean {name}?").format(name=quoted(near))
    if known:
        return " " + _("It names {people}.").format(people=", ".join(map(quoted, list(known)[:MOST_NAMED])))
    return " " + _("It names nobody.")


def _alias(data: bytes) -> str:
    """Return a word that stands nowhere in a journal yet."""
    number = 1
    while f"removed-{number}".encode() in data:
        number += 1
    return f"removed-{number}"


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
    """Replaces a name in lines, and counts.

    known: every name that stands in a place for names · left: parts of the name that were found in other words
    """

    def __init__(self, name: str, alias: str) -> None:
        self.alias = alias
        self.names = self.words = 0
        self.kinds: Counter[str] = Counter()
        self.known: dict[str, None] = {}
        self.left: set[str] = set()
        self.spoken = False
        self._name = name.casefold()
        self._written = _whole_word(name)
        self._parts = {part: _whole_word(part) for part in name.split() if len(part) >= _LEAST and part != name}
        self._recorded: dict[str, str] = {}  # a text in a record -> the same without the name

    def line(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Return a line without the name."""
        before = self.names + self.words
        found = {key: self._field(entry, key, value) for key, value in entry.items()}
        changed = self.names + self.words > before
        if changed:
            self.kinds[str(entry.get("do", "header"))] += 1
        if "records" in entry:
            found["records"] = self._everywhere(entry["records"], own=changed)
            self.spoken = self.spoken or found["records"] != entry["records"]
        return found

    def _field(self, entry: dict[str, Any], key: str, value: Any) -> Any:
        if key == "seats" and "do" not in entry and isinstance(value, dict):
            return {role: self._sitter(sitter) for role, sitter in value.items()}
        if key == "seat":
            return self._sitter(value)
        if "do" not in entry or key == "records" or (key in RULES and not _is_spoken(key, value)):
            return value
        if key in NAMES and isinstance(value, str):
            return self._named(value)
        return self._all_said(value)

    def _sitter(self, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("names"), list):
            return data
        return {**data, "names": [self._named(it) if isinstance(it, str) else it for it in data["names"]]}

    def _named(self, value: str) -> str:
        if value.casefold().strip() != self._name:
            self.known[value] = None
            return value
        self.names += 1
        return self.alias

    def _all_said(self, value: Any) -> Any:
        """Return what people wrote, a text or several, without the name."""
        if isinstance(value, list):
            return [self._all_said(it) for it in value]
        if not isinstance(value, str):
            return value
        said, count = self._written.subn(self.alias, value)
        self.words += count
        self.left |= {part for part, written in self._parts.items() if written.search(said)}
        return said

    def _everywhere(self, value: Any, *, own: bool) -> Any:
        """Return what a step made: without the name, for its own words, and for words that stood in one before."""
        if isinstance(value, list):
            return [self._everywhere(it, own=own) for it in value]
        if not isinstance(value, str):
            return value
        if own and (said := self._written.sub(self.alias, value)) != value:
            self._recorded[value] = said
            return said
        for before, after in self._recorded.items():
            value = value.replace(before, after)
        return value


def _is_spoken(key: str, value: Any) -> bool:
    return key == "order" and isinstance(value, str) and value.startswith(f"{_SPOKEN} ")


def _whole_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
