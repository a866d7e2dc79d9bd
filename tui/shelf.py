"""What can be played, from a glance at files: nothing is loaded or checked here, so the first paint is fast.

A glance reads the first lines of each scenario; the real loader has the word as soon as one is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from engine.language.library import Entry, catalogue
from engine.speech import PSEUDO, _, _n, language

from .shown import plain

if TYPE_CHECKING:
    from engine.table.saves import Damaged, Saved

_GLANCE = 8192
_LINE = re.compile(r"^(title|summary|extends|turns):[ ]*(.*)$")
_ROLES = re.compile(r"^roles:[^\n]*\n((?:[ #][^\n]*\n|\n)*)", re.MULTILINE)
_ROLE = re.compile(r"^ {2}(?!else:)[a-z]\w*:", re.MULTILINE)
_FOLDED = re.compile(r"^[>|][+-]?\d?$")
_MOST_SAVED = 20


@attrs.frozen(kw_only=True)
class Volume:
    """Something to play: its id, its name, one line that says what it is about, and its size; 0 is unknown."""

    id: str
    title: str
    pitch: str
    turns: int = 0
    seats: int = 0

    @property
    def size(self) -> str:
        """How long and how large it is, in words: `6 turns, 14 seats`."""
        turns = _n("{turns} turn", "{turns} turns", self.turns).format(turns=self.turns) if self.turns else ""
        seats = _n("{seats} seat", "{seats} seats", self.seats).format(seats=self.seats) if self.seats else ""
        return ", ".join(part for part in (turns, seats) if part)


def volumes() -> tuple[Volume, ...]:
    """Return the scenarios that ship with the engine, and the rulesets that are played as they are."""
    entries = catalogue()
    glances = {entry.id: _in_words(entry, _glance(entry)) for entry in entries}
    extended = {glances[entry.id].get("extends") for entry in entries if entry.kind == "scenario"}
    playable = [entry for entry in entries if entry.kind == "scenario" or entry.id not in extended]
    rulesets = {entry.id: entry for entry in entries if entry.kind == "ruleset"}
    seats = {id: _seats(entry.path) for id, entry in rulesets.items()}
    return tuple(_volume(entry.id, glances, seats) for entry in sorted(playable, key=_easiest_first))


def saved_games() -> tuple[Saved, ...]:
    """Return the games that can go on, last played first."""
    from engine.table.saves import list_saves

    return tuple(game for game in list_saves() if not game.over)[:_MOST_SAVED]


def damaged_games() -> tuple[Damaged, ...]:
    """Return the files among the saved games that hold none."""
    from engine.table.saves import list_damaged

    return list_damaged()[:_MOST_SAVED]


def saved_line(game: Saved) -> str:
    """Return what a saved game is, in a line: scenario, turn and phase, when it was played, who plays."""
    people = [role for role, sitter in game.header.seats.items() if sitter.get("by") == "person"]
    names = ", ".join(_words(role, 20) for role in people)
    where = f"{plain(game.title, 40)}, {_standing(game)} ({game.played:%d %b %H:%M})"
    return _("{game} as {names}").format(game=where, names=names) if people else where


def _standing(game: Saved) -> str:
    """Return where a game stands: turn and phase, and whether its end is damaged."""
    where = _("turn {turn}").format(turn=game.turn) if game.turn else _("not begun")
    parts = [where, _words(game.phase, 20).lower(), _("its end is damaged") if game.torn else ""]
    return ", ".join(part for part in parts if part)


def _words(id: str, most: int) -> str:
    return plain(id.replace("_", " ").capitalize(), most)


def _easiest_first(entry: Entry) -> tuple[bool, bool, str]:
    return entry.id != "tutorial", entry.kind == "ruleset", entry.id


def _volume(id: str, glances: Mapping[str, Mapping[str, str]], seats: Mapping[str, int]) -> Volume:
    said = glances[id]
    base = said.get("extends") or id
    turns = said.get("turns") or glances.get(base, {}).get("turns", "")
    return Volume(
        id=id,
        title=plain(said.get("title") or id, 60),
        pitch=plain(said.get("summary", ""), 300).removeprefix("EXERCISE. "),
        turns=int(turns) if turns.isascii() and turns.isdigit() and len(turns) < 4 else 0,
        seats=seats.get(base, 0),
    )


def _seats(folder: Path) -> int:
    """Return how many roles a ruleset seems to have; 0 when a glance does not tell."""
    files = sorted(folder.glob("*.yaml"), key=lambda path: (path.stem not in ("roles", "ruleset"), path.name))
    for path in files:
        try:
            found = _ROLES.search(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
        if found:
            return len(_ROLE.findall(found[1]))
    return 0


def _glance(entry: Entry) -> dict[str, str]:
    path = entry.path / "ruleset.yaml" if entry.path.is_dir() else entry.path
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return dict(_said(iter(file.read(_GLANCE).splitlines())))
    except OSError:
        return {}


def _in_words(entry: Entry, glance: dict[str, str]) -> dict[str, str]:
    """Return a glance with its texts in the reader's language, where there is an overlay."""
    folder = entry.path if entry.path.is_dir() else entry.path.parent
    if language() != PSEUDO and not _has_overlay(folder / "text"):
        return glance
    from engine.language.speakers import at_a_glance

    say = at_a_glance(entry.path, language())
    return {name: say(text) if name in ("title", "summary") else text for name, text in glance.items()}


def _has_overlay(folder: Path) -> bool:
    """Return whether a folder of texts seems to hold the reader's language; to read overlays costs much."""
    general = language().split("_")[0]
    return general.isalpha() and any(folder.glob(f"*{general}*.yaml"))


def _said(rows: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield the top-level texts among the rows, folded ones as one line."""
    pending = next(rows, None)
    while pending is not None:
        found, pending = _LINE.match(pending), next(rows, None)
        if found is None:
            continue
        words = [] if _FOLDED.match(found[2]) else [found[2].strip().strip("\"'")]
        while pending is not None and pending.startswith(" "):
            words.append(pending.strip())
            pending = next(rows, None)
        yield found[1], " ".join(words)
