"""Setting a table: what the command line asked for, a new session, or one that goes on. Slow: for workers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from engine.problems import Refused
from engine.speech import _

if TYPE_CHECKING:
    from engine import Scenario
    from engine.table.session import Session

    from .room import Room
    from .seating import Seating

YAML = ".yaml"


@attrs.frozen(kw_only=True)
class Asked:
    """What the command line asked for; everything may be left open."""

    scenario: str = ""
    journal: Path | None = None
    seats: tuple[str, ...] = ()
    doctrines: Mapping[str, str] = attrs.field(factory=dict)
    seed: int | None = None

    @property
    def saved(self) -> Path | None:
        """The saved game to go on with, if a file that is no scenario was named."""
        path = Path(self.scenario)
        return path if self.scenario and path.is_file() and path.suffix != YAML else None


def read_scenario(name: str) -> Scenario:
    """Return a scenario, loaded and checked.

    Raises: Problems: what is wrong with it.
    """
    from engine import load

    return load(name)


def open_room(scenario: Scenario, seating: Seating, seed: int | None, journal: Path | None) -> Room:
    """Return a room with a new game, saved to `journal` or to the player's saved games.

    Raises: Refused: the file cannot be written.
    """
    from engine.table.saves import new_save_path
    from engine.table.session import Person, Scripted, Session

    from .room import room_of

    scripted = {role: Scripted(doctrine) for role, doctrine in seating.doctrines.items()}
    seats = {role: Person() for role in seating.people} | scripted
    session = Session.open(scenario, seats=seats, seed=seed, journal=journal or new_save_path(scenario.id))
    return room_of(session)


def resume_room(path: Path) -> Room:
    """Return a room with a saved game that goes on.

    Raises: Refused: the file is no saved game; Problems: its scenario cannot be read.
    """
    from .room import room_of

    return room_of(resumed(path))


def resumed(path: Path) -> Session:
    """Return a saved game that goes on, with somebody to play it.

    Raises: Refused: the file is no saved game, or nobody plays it; Problems: its scenario cannot be read.
    """
    from engine.table.session import Session

    session = Session.resume(path)
    if not session.people:
        session.close()
        said = _("Every seat of this game is scripted: nobody plays it. `whitecell replay {file}` shows what happened.")
        raise Refused(" ".join(filter(None, (session.mended, said.format(file=path)))))
    return session
