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
from ..speech import _
from .journal import Header, header_of, words_of
from .lines import object_of

SUFFIX = ".journal"

_FIRST_BYTES = 64 * 1024
_LAST_BYTES = 4 * 1024 * 1024


@attrs.frozen(kw_only=True)
class Saved:
    """A saved game: its header, where it stands, and when it was last played; `torn` when its end is damaged."""

    path: Path
    header: Header
    turn: int
    phase: str
    over: bool
    played: datetime.datetime
    torn: bool = False

    @property
    def title(self) -> str:
        """The scenario's title."""
        return self.header.title or self.header.scenario


@attrs.frozen(kw_only=True)
class Damaged:
    """A file among the saved games that cannot be gone on with, and why."""

    path: Path
    reason: str


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
    found = [saved for saved in _glances() if isinstance(saved, Saved)]
    return tuple(sorted(found, key=lambda saved: saved.played, reverse=True))


def list_damaged() -> tuple[Damaged, ...]:
    """Return the files in the folder of saved games that hold none, each with why, by name."""
    return tuple(it for it in _glances() if isinstance(it, Damaged))


def _glances() -> list[Saved | Damaged]:
    folder = saves_folder()
    return [_glance(path) for path in sorted(folder.glob(f"*{SUFFIX}"))] if folder.is_dir() else []


def _glance(path: Path) -> Saved | Damaged:
    try:
        with path.open("rb") as file:
            header = header_of(object_of(file.readline(_FIRST_BYTES)), path)
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - _LAST_BYTES))
            step, torn = _last(file.read(_LAST_BYTES))
            played = os.fstat(file.fileno()).st_mtime
    except OSError as error:
        return Damaged(path=path, reason=_("It cannot be read: {error}.").format(error=words_of(error)))
    except Refused as refused:
        return Damaged(path=path, reason=refused.reason)
    turn, phase, over = _stands(step)
    when = datetime.datetime.fromtimestamp(played).astimezone()
    return Saved(path=path, header=header, turn=turn, phase=phase, over=over, played=when, torn=torn)


def _last(data: bytes) -> tuple[dict[str, Any], bool]:
    """Return the last line that holds an object, and whether the end is damaged; opening looks at all of it."""
    torn = False
    for line in reversed(data.split(b"\n")[-4:]):
        if (entry := object_of(line)) is not None:
            return entry, torn
        torn = torn or bool(line)
    return {}, True


def _stands(step: dict[str, Any]) -> tuple[int, str, bool]:
    match step.get("at"):
        case [int(turn), str(phase), bool(over)]:
            return turn, clean(phase, most=80), over
    return 0, "", False
