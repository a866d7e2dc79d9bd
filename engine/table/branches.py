"""Branches of a game: each rewind begins one, and the one that was left stays as it is.

A journal is only ever added to: a rewind is a step like any other, and what was undone can be taken up again.
Who sits where, and what the file says of itself, holds on every branch; all else is as it was on that one.
Source: rewinding keeps the old line (dossier, practice 8; reliability 2.5: keyed dice are shared by branches).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from ..language.text import clean
from ..play.game import Game
from ..play.narration import Event
from ..rules.events import Record
from ..speech import _
from .fairness import Luck
from .steps import Entry, Step, step

if TYPE_CHECKING:
    from .resuming import Past

MOST_BRANCHES = 200
"""Branches of one game."""

MOST_NAME = 60
"""Characters of a branch's name."""

MOST_WHY = 500
"""Characters of why the game was taken back."""


@attrs.define(kw_only=True)
class Branch:
    """One course of the game from its start, and all that was done at the table along it.

    number: from 1 · parent: the branch that it left, 0 for the first · at: the last event that it shares with that ·
    luck: the dice it was played with, oldest first · reason: why it was begun · spent: the minutes that its phase had
    taken when it was left last, None when its steps say so
    """

    number: int
    luck: tuple[Luck, ...]
    name: str = ""
    parent: int = 0
    at: int = 0
    reason: str = ""
    spent: float | None = None
    entries: list[Entry] = attrs.field(factory=list, repr=False)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.name or _("branch {number}").format(number=self.number)

    @property
    def records(self) -> Iterator[Record]:
        """All that happened in the game."""
        for entry in self.entries:
            yield from entry.records

    @property
    def last(self) -> int:
        """The number of its last event, 0 before the first."""
        return next((entry.records[-1].number for entry in reversed(self.entries) if entry.records), 0)

    @property
    def stands(self) -> tuple[int, str, bool]:
        """Turn and phase at its end, and whether the game is over there."""
        return self.entries[-1].at if self.entries else (0, "", False)

    def luck_at(self, number: int) -> Luck:
        """Return the dice that were in use at the event of that number."""
        return next((it for it in reversed(self.luck) if it.since <= number), self.luck[0])

    def until(self, number: int) -> list[Entry]:
        """Return what was done before anything after that event happened; a step that goes beyond it is cut.

        Raises: ValueError: there is no such event.
        """
        if not 0 <= number <= self.last:
            raise ValueError(number)
        found: list[Entry] = []
        for entry in self.entries:
            if entry.records and entry.records[-1].number > number:
                kept = tuple(record for record in entry.records if record.number <= number)
                return [*found, attrs.evolve(entry, records=kept)] if kept else found
            found.append(entry)
        return found


def shared(one: Branch, other: Branch) -> int:
    """Return the number of the last event that two branches have in common."""
    number = 0
    for here, there in zip(one.records, other.records, strict=False):
        if here is not there:
            break
        number = here.number
    return number


@step("rewind")
@attrs.frozen(kw_only=True)
class Rewound(Step):
    """The game was taken back to an event; what came after stays on the branch that was left.

    left, name: what the branch that was left, and the new one, are called · seed, salt, commitment: of fresh dice
    """

    stays = True
    to: int
    reason: str
    left: str = ""
    name: str = ""
    seed: int | None = attrs.field(default=None, repr=False)
    salt: str = attrs.field(default="", repr=False)
    commitment: str = ""

    def begins(self, past: Past) -> Branch:
        return self._branch(past)

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.advance()

    def note(self, past: Past, records: Sequence[Record]) -> None:
        new = self._branch(past)
        past.branch.name = clean(self.left, most=MOST_NAME) or past.branch.name
        past.branches.append(new)
        past.turn_to(new)

    def _branch(self, past: Past) -> Branch:
        if len(past.branches) >= MOST_BRANCHES:
            raise ValueError(len(past.branches))
        left = past.branch
        luck = tuple(it for it in left.luck if it.since <= self.to + 1)
        if self.seed is not None:
            new = Luck(since=self.to + 1, seed=self.seed, salt=self.salt, commitment=self.commitment)
            luck = (*(it for it in luck if it.since <= self.to), new)
        return Branch(
            number=len(past.branches) + 1,
            luck=luck,
            name=clean(self.name, most=MOST_NAME),
            parent=left.number,
            at=self.to,
            reason=clean(self.reason, most=MOST_WHY),
            spent=past.clock.kept if self.to == past.number else None,
            entries=left.until(self.to),
        )


@step("switch")
@attrs.frozen(kw_only=True)
class Switched(Step):
    """The game goes on at the end of another branch."""

    stays = True
    branch: int
    reason: str = ""

    def begins(self, past: Past) -> Branch:
        return past.branch_of(self.branch)

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.advance()

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.turn_to(past.branch_of(self.branch))


@step("name")
@attrs.frozen(kw_only=True)
class Named(Step):
    """A branch is called otherwise."""

    stays = True
    branch: int
    name: str

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.branch_of(self.branch).name = clean(self.name, most=MOST_NAME)
