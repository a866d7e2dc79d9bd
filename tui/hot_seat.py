"""Several people at one screen: who has sat here, what each has read, and their PINs; nothing of it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .pins import Pins

if TYPE_CHECKING:
    from .room import Room

PUBLIC = ""
"""Stands for everybody among those who read."""


@attrs.frozen(kw_only=True)
class Place:
    """One person's seat on the list of those who may take the screen."""

    role: str
    title: str
    awaited: bool


@attrs.define(kw_only=True)
class HotSeat:
    """What is remembered from seat to seat while the program runs.

    met: the roles that read their card · read: role -> the number of the last news on its screen
    panes: role -> the pane that was in front
    """

    pins: Pins = attrs.field(factory=Pins)
    met: set[str] = attrs.field(factory=set)
    read: dict[str, int] = attrs.field(factory=dict)
    panes: dict[str, str] = attrs.field(factory=dict)

    def note(self, role: str, read: int, pane: str) -> None:
        """Remember how a seat was left."""
        self.read[role], self.panes[role] = read, pane

    def stood(self, role: str) -> tuple[int, str]:
        """Return how a seat was left: the last news that was read, and the pane in front, "" for the first one."""
        return self.read.get(role, 0), self.panes.get(role, "")


def places_of(room: Room) -> tuple[Place, ...]:
    """Return the seats of people, and which of them may act now; all may know that."""
    waiting = room.session.waiting_for
    return tuple(Place(role=role, title=room.titles[role], awaited=role in waiting) for role in room.people)
