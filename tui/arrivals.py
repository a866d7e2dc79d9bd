"""What comes to the app from the background: rules that were read, a table that was set, somebody who sits down.

Each is made by one function, slow and without a widget; `made` tells what cannot be opened as a message too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from engine import Scenario

    from .opening import Asked
    from .room import Room
    from .scene import Scene
    from .seating import Seating


class Loaded(Message):
    """A scenario's rules were read."""

    def __init__(self, scenario: Scenario, seating: Seating) -> None:
        super().__init__()
        self.scenario = scenario
        self.seating = seating


class Opened(Message):
    """A table was set, and its first scene read; where several people sit, no scene before one sits down."""

    def __init__(self, room: Room, role: str, scene: Scene | None, *, resumed: bool = False) -> None:
        super().__init__()
        self.room = room
        self.role = role
        self.scene = scene
        self.resumed = resumed


class Seated(Message):
    """Another person sits here, and their scene was read."""

    def __init__(self, role: str, scene: Scene) -> None:
        super().__init__()
        self.role = role
        self.scene = scene


class Failed(Message):
    """What was asked for cannot be opened; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


def made(make: Callable[[], Message]) -> Message:
    """Return what comes of something slow, or why nothing does."""
    from engine.problems import Problems, Refused

    try:
        return make()
    except Problems as problems:
        return Failed(str(problems))
    except Refused as refused:
        return Failed(refused.reason)


def loaded(name: str, asked: Asked) -> Loaded:
    """Read a scenario, and who sits where as far as the command line said.

    Raises: Problems: it does not load. Refused: there are no such seats.
    """
    from .playing import read_scenario, seating_of

    scenario = read_scenario(name)
    return Loaded(scenario, seating_of(scenario, asked.seats, asked.doctrines))


def resumed(path: Path) -> Opened:
    """Go on with a saved game.

    Raises: Refused: it is none. Problems: its rules do not load.
    """
    from .playing import resume_room

    return _opened(resume_room(path), resumed=True)


def opened(scenario: Scenario, seating: Seating, seed: int | None, journal: Path | None) -> Opened:
    """Begin a game.

    Raises: Refused: its file cannot be written.
    """
    from .playing import open_room

    return _opened(open_room(scenario, seating, seed, journal), resumed=False)


def _opened(room: Room, *, resumed: bool) -> Opened:
    from .playing import scene_of

    several = len(room.people) > 1 and not room.session.over
    scene = None if several else scene_of(room.session.seat(room.person))
    return Opened(room, room.person, scene, resumed=resumed)


def seated(room: Room, role: str) -> Seated:
    """Read what somebody who sits down sees."""
    from .playing import scene_of

    return Seated(role, scene_of(room.session.seat(role)))
