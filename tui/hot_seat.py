"""Several people at one screen: who has sat here, what each has read, and their PINs; nothing of it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .pins import Pins

if TYPE_CHECKING:
    from engine.table.capture import Aside
    from engine.table.messages import Message, Request
    from engine.table.seats import Sitter

    from .room import Room

PUBLIC = ""
"""Stands for everybody among those who read."""


@attrs.frozen(kw_only=True)
class Place:
    """One person's seat on the list of those who may take the screen."""

    role: str
    title: str
    awaited: bool


@attrs.frozen(kw_only=True)
class Words:
    """What somebody said beside a draft: for that draft alone, and for nobody else who is given the seat."""

    sitter: Sitter
    order: str
    beside: Aside = attrs.field(repr=False)


@attrs.define(kw_only=True)
class HotSeat:
    """What is remembered from seat to seat while the program runs.

    met: the roles that read their card · read: role -> the number of the last news on its screen
    panes: role -> the pane that was in front · words: role -> what was said beside its draft
    noted: role -> the notes and answers that were shown to it
    branches: role -> the branch that was played when it was left
    """

    pins: Pins = attrs.field(factory=Pins)
    met: set[str] = attrs.field(factory=set)
    read: dict[str, int] = attrs.field(factory=dict)
    panes: dict[str, str] = attrs.field(factory=dict)
    words: dict[str, Words | None] = attrs.field(factory=dict, repr=False)
    noted: dict[str, frozenset[Message | Request]] = attrs.field(factory=dict, repr=False)
    branches: dict[str, int] = attrs.field(factory=dict)

    def note(self, role: str, read: int, pane: str, words: Words | None) -> None:
        """Remember how a seat was left."""
        self.read[role], self.panes[role], self.words[role] = read, pane, words

    def stood(self, role: str) -> tuple[int, str, Words | None]:
        """Return how a seat was left: the last news that was read, the pane in front, "" for the first one, words."""
        return self.read.get(role, 0), self.panes.get(role, ""), self.words.get(role)


def places_of(room: Room) -> tuple[Place, ...]:
    """Return the seats of people, and which of them may act now; all may know that."""
    waiting = room.session.waiting_for
    return tuple(Place(role=role, title=room.titles[role], awaited=role in waiting) for role in room.people)
