"""What can be played, from a glance at files: nothing is loaded or checked here, so the first paint is fast.

A glance reads the first lines of each scenario; the real loader has the word as soon as one is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from engine.language.library import Entry, catalogue

from .shown import plain

if TYPE_CHECKING:
    from engine.table.saves import Saved

_GLANCE = 8192
_LINE = re.compile(r"^(title|summary|extends):[ ]*(.*)$")
_FOLDED = re.compile(r"^[>|][+-]?\d?$")
_MOST_SAVED = 20


@attrs.frozen(kw_only=True)
class Volume:
    """Something to play: its id, its name, and one line that says what it is about."""

    id: str
    title: str
    pitch: str


def volumes() -> tuple[Volume, ...]:
    """Return the scenarios that ship with the engine, and the rulesets that are played as they are."""
    entries = catalogue()
    glances = {entry.id: _glance(entry) for entry in entries}
    extended = {glances[entry.id].get("extends") for entry in entries if entry.kind == "scenario"}
    playable = [entry for entry in entries if entry.kind == "scenario" or entry.id not in extended]
    return tuple(_volume(entry.id, glances[entry.id]) for entry in sorted(playable, key=_easiest_first))


def saved_games() -> tuple[Saved, ...]:
    """Return the games that can go on, last played first."""
    from engine.table.saves import list_saves

    return tuple(game for game in list_saves() if not game.over)[:_MOST_SAVED]


def saved_line(game: Saved) -> str:
    """Return what a saved game is, in a line: scenario, who plays, turn, when it was played."""
    where = f"turn {game.turn}" if game.turn else "not begun"
    people = [role for role, sitter in game.header.seats.items() if sitter.get("by") == "person"]
    who = f" as {' and '.join(plain(role.replace('_', ' ').capitalize(), 20) for role in people)}" if people else ""
    return f"{plain(game.title, 40)}{who}, {where} ({game.played:%d %b %H:%M})"


def _easiest_first(entry: Entry) -> tuple[bool, bool, str]:
    return entry.id != "tutorial", entry.kind == "ruleset", entry.id


def _volume(id: str, said: dict[str, str]) -> Volume:
    return Volume(id=id, title=plain(said.get("title") or id, 60), pitch=plain(said.get("summary", ""), 300))


def _glance(entry: Entry) -> dict[str, str]:
    path = entry.path / "ruleset.yaml" if entry.path.is_dir() else entry.path
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return dict(_said(iter(file.read(_GLANCE).splitlines())))
    except OSError:
        return {}


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
