"""Going through a recorded game event by event: nothing is played and no rule runs.

It shows everything, so it is for control, and for all when the game is over. The seed is not among it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from ..play.game import Game
from ..play.narration import Event
from ..play.readings import Reading
from ..problems import Refused
from ..speech import _
from .branches import Branch, shared
from .disk import SYSTEM, Disk
from .journal import Journal, Kept, read, shown
from .reasons import Earlier
from .resuming import MISFITS, Past, past_in
from .seats import Scripted
from .steps import Bookmarked, Entry, Ordered, json_of


@attrs.define(kw_only=True)
class Replay:
    """A recorded game, the branch that is looked at, and the event at which somebody looks; 0 is before the first."""

    path: Path
    kept: Kept
    past: Past
    game: Game = attrs.field(init=False)
    branch: Branch = attrs.field(init=False)
    number: int = 0
    _log: tuple[Event, ...] = attrs.field(init=False)
    _entries: dict[int, Entry] = attrs.field(init=False)
    _earlier: Earlier | None = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._look_at(self.past.branch)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Every branch there is, by number."""
        return tuple(self.past.branches)

    def to_branch(self, number: int) -> None:
        """Look at another branch, at the last event up to here that it shares with this one.

        Raises: Refused: there is none, or it does not fit the rules.
        """
        try:
            branch = self.past.branch_of(number)
            same = min(self.number, shared(self.branch, branch))
            self._look_at(branch)
        except MISFITS:
            said = _("There is no branch {number}; there are 1 to {last}.")
            raise Refused(said.format(number=number, last=len(self.branches))) from None
        self.number = same

    def _look_at(self, branch: Branch) -> None:
        self.game = self.past.game(branch)
        self.branch, self._log, self._earlier = branch, self.game.log, None
        self._entries = {record.number: entry for entry in branch.entries for record in entry.records}

    @property
    def last(self) -> int:
        """The number of the last event."""
        return len(self._log)

    @property
    def event(self) -> Event | None:
        """The event at which somebody looks, None before the first."""
        return self._log[self.number - 1] if self.number else None

    @property
    def bookmarks(self) -> dict[int, str]:
        """Number -> name, in order of the game, as far as the branch that is played has them."""
        same = shared(self.branch, self.past.branch)
        return {number: name for number, name in sorted(self.past.bookmarks.items()) if number <= same}

    @property
    def numbers(self) -> tuple[Reading, ...]:
        """Every number as it stood after the event."""
        if self._earlier is None:
            self._earlier = Earlier(self.past.scenario)
        return self._earlier.before(self.number + 1, self._log).numbers

    def to(self, number: int) -> None:
        """Look at the event of that number, or the nearest there is."""
        self.number = min(max(number, 0), self.last)

    def to_turn(self, turn: int) -> bool:
        """Look at the first event of a turn; False when there is none."""
        return self._to(it for it in self._log if it.turn == turn)

    def to_phase(self, name: str) -> bool:
        """Look at the next beginning of a phase, by its id or the start of its title; False when there is none."""
        wanted, titles = name.casefold(), self.past.scenario.phases
        return self._to(
            it
            for it in self._log[self.number :]
            if it.kind == "phase"
            and (it.phase == name or titles.get(it.phase, "").casefold().startswith(wanted) or not wanted)
        )

    def search(self, words: str) -> bool:
        """Look at the next event with these words, after the end from the start; False when there is none."""
        wanted = words.casefold()
        round_ = (*self._log[self.number :], *self._log[: self.number])
        return self._to(it for it in round_ if wanted in it.text.casefold() or wanted in (self.order(it)).casefold())

    def order(self, event: Event) -> str:
        """Return the order of an event as it was given, "" without one."""
        return "" if event.order is None else event.order.text

    def line(self, event: Event) -> int:
        """Return the line of the journal that an event stands on."""
        return self._entries[event.number].line

    def by(self, event: Event) -> str:
        """Return which doctrine gave the order that this event is, "" for a person's and what follows from orders."""
        entry = self._entries[event.number]
        if event.number != entry.records[0].number or not isinstance(entry.step, Ordered) or entry.step.by is None:
            return ""
        return entry.step.by.doctrine if isinstance(entry.step.by, Scripted) else _("chance")

    def events(self, start: int, most: int) -> tuple[Event, ...]:
        """Return up to `most` events from that number on."""
        return self._log[max(0, start - 1) : max(0, start - 1) + most]

    def mark(self, name: str, disk: Disk = SYSTEM) -> None:
        """Bookmark the event, in the journal; without a name the bookmark is taken away.

        Raises: Refused: the journal is damaged, or cannot be written now; the event is of another branch.
        """
        if self.number > shared(self.branch, self.past.branch):
            raise Refused(_("This event is not on the branch that is played: only what it shares can be marked."))
        if self.kept.damage is not None:
            raise Refused(_("{path} is damaged; play it once, so that it is mended.").format(path=shown(self.path)))
        journal, kept = Journal.open(self.path, disk)
        try:
            past = past_in(kept, self.path)
            last = past.entries[-1].at if past.entries else (0, "", False)
            mark = Bookmarked(number=self.number, name=name)
            journal.append(*({**json_of(it), "at": list(last)} for it in (*past.opening(), mark)))
        finally:
            journal.close()
        mark.note(self.past, ())

    def to_json(self) -> Iterator[dict[str, Any]]:
        """Yield each event as a script may read it."""
        for it in self._log:
            yield {
                "number": it.number,
                "line": self.line(it),
                "turn": it.turn,
                "phase": it.phase,
                "kind": it.kind,
                "role": it.role,
                "order": self.order(it),
                "by": self.by(it),
                "text": it.text,
                "bookmark": self.bookmarks.get(it.number, ""),
            }

    def _to(self, found: Iterator[Event]) -> bool:
        event = next(found, None)
        if event is not None:
            self.number = event.number
        return event is not None


def replay_of(path: Path, disk: Disk = SYSTEM) -> Replay:
    """Return a recorded game to go through, at its start.

    Raises: Refused: it is no journal, or its rules are lost. Problems: its rules do not load.
    """
    kept = read(path, disk)
    return Replay(path=path, kept=kept, past=past_in(kept, path))
