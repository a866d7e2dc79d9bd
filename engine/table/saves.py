"""Where saved games live, what a new one is called, and a quick list of those there are."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import Any

import attrs
from platformdirs import user_data_path

from ..language.text import clean
from ..problems import Refused
from .journal import Header, header_of
from .lines import object_of

SUFFIX = ".journal"

_FIRST_BYTES = 64 * 1024
_LAST_BYTES = 4 * 1024 * 1024


@attrs.frozen(kw_only=True)
class Saved:
    """A saved game: its header, where it stands, and when it was last played."""

    path: Path
    header: Header
    turn: int
    phase: str
    over: bool
    played: datetime.datetime

    @property
    def title(self) -> str:
        """The scenario's title."""
        return self.header.title or self.header.scenario


def saves_folder() -> Path:
    """Return the folder of saved games; it may not exist yet."""
    return user_data_path("whitecell", appauthor=False) / "saves"


def new_save_path(scenario: str) -> Path:
    """Return a path in the folder of saved games that is not taken, named after the scenario and the time."""
    word = re.sub(r"[^a-z0-9]+", "-", scenario.lower())[:40].strip("-") or "game"
    name = f"{word}-{datetime.datetime.now():%Y%m%d-%H%M}"
    folder, number = saves_folder(), 1
    while (path := folder / f"{name}{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
        number += 1
    return path


def list_saves() -> tuple[Saved, ...]:
    """Return the saved games, last played first; files that are none are left out.

    Reads the first and the last line of each.
    """
    folder = saves_folder()
    if not folder.is_dir():
        return ()
    found = [saved for path in folder.glob(f"*{SUFFIX}") if (saved := _saved(path)) is not None]
    return tuple(sorted(found, key=lambda saved: saved.played, reverse=True))


def _saved(path: Path) -> Saved | None:
    try:
        with path.open("rb") as file:
            header = header_of(object_of(file.readline(_FIRST_BYTES)), path)
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - _LAST_BYTES))
            step = _last(file.read(_LAST_BYTES))
            played = os.fstat(file.fileno()).st_mtime
    except (OSError, Refused):
        return None
    turn, phase, over = _stands(step)
    when = datetime.datetime.fromtimestamp(played).astimezone()
    return Saved(path=path, header=header, turn=turn, phase=phase, over=over, played=when)


def _last(data: bytes) -> dict[str, Any]:
    """Return the last line that holds an object; damage is looked at when the game is opened."""
    for line in reversed(data.splitlines()[-3:]):
        if (entry := object_of(line)) is not None:
            return entry
    return {}


def _stands(step: dict[str, Any]) -> tuple[int, str, bool]:
    match step.get("at"):
        case [int(turn), str(phase), bool(over)]:
            return turn, clean(phase, most=80), over
    return 0, "", False
