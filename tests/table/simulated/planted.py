"""Mistakes that somebody might make in the table: each is planted for a while, and the simulation must find it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

import attrs

from engine.problems import Refused
from engine.table import journal, resuming, session, steps
from engine.table.branches import Branch
from engine.table.clock import PhaseClock
from engine.table.journal import Journal, Kept, Unkept
from engine.table.messages import Post, Written
from engine.table.resuming import Past
from engine.table.session import Session
from engine.table.steps import Entry, Ordered, Seated, Step, json_of

Planted = Callable[[], AbstractContextManager[Any]]

PLANTED: dict[str, Planted] = {}
"""What is wrong -> what plants it."""


def planted(wrong: str) -> Callable[[Planted], Planted]:
    """Declare a mistake."""

    def declare(plant: Planted) -> Planted:
        PLANTED[wrong] = plant
        return plant

    return declare


@planted("a step is acknowledged before it is synced")
def unsynced() -> AbstractContextManager[Any]:
    def write(self: Journal, data: bytes) -> None:
        journal.put(data, self._handle, self._disk)

    return mock.patch.object(Journal, "_write", write)


@planted("what a killed program left unsynced is gone on with")
def unsettled() -> AbstractContextManager[Any]:
    return mock.patch.object(journal, "_settle")


@planted("half a line stays when the disk is full")
def torn() -> AbstractContextManager[Any]:
    return mock.patch.object(Journal, "_cut_back")


@planted("a step that cannot be written is remembered")
def too_soon() -> AbstractContextManager[Any]:
    right = Session._write

    def write(self: Session, step: Step, events: Sequence[Any] = ()) -> None:
        try:
            right(self, step, events)
        except Unkept:
            step.note(self._past, tuple(event.record for event in events))
            raise

    return mock.patch.object(Session, "_write", write)


@planted("two steps are written in the wrong order")
def swapped() -> AbstractContextManager[Any]:
    right, kept = Journal.append, list[Any]()

    def append(self: Journal, *steps: Any) -> None:
        if len(steps) == 1 and steps[0]["do"] == "draft":
            kept[:] = steps
            return
        right(self, *steps, *kept)
        kept.clear()

    return mock.patch.object(Journal, "append", append)


@planted("an order that cannot be written stays in the game")
def unwritten() -> AbstractContextManager[Any]:
    def do(self: Session, step: Step) -> None:
        events = step.act(self._game)
        self._write(step, events)
        self._untold += events

    return mock.patch.object(Session, "_do", do)


@planted("listeners are told before it is written")
def too_early() -> AbstractContextManager[Any]:
    right = Session._do

    def do(self: Session, step: Step) -> None:
        ahead = step.act(self._game.fork())
        for listener in self._listeners:
            listener(ahead)
        right(self, step)

    return mock.patch.object(Session, "_do", do)


@planted("a draft is lost when the game is opened again")
def draft_lost() -> AbstractContextManager[Any]:
    right = resuming._past

    def past(kept: Kept, entries: list[Entry], scenario: Any) -> Past:
        found = right(kept, entries, scenario)
        found.drafts.clear()
        return found

    return mock.patch.object(resuming, "_past", past)


@planted("a draft outlives its order")
def draft_kept() -> AbstractContextManager[Any]:
    right = Ordered.note

    def note(self: Ordered, past: Past, records: Any) -> None:
        before = past.drafts.get(self.role)
        right(self, past, records)
        if before is not None:
            past.drafts[self.role] = before

    return mock.patch.object(Ordered, "note", note)


@planted("a message forgets its readers")
def readers_forgotten() -> AbstractContextManager[Any]:
    def without(step: Step) -> dict[str, Any]:
        return {key: value for key, value in json_of(step).items() if key != "to" or not isinstance(step, Written)}

    return mock.patch.object(steps, "json_of", without)


@planted("everybody reads every note")
def overheard() -> AbstractContextManager[Any]:
    return mock.patch.object(Post, "messages", lambda self, _role: tuple(self._messages))


@planted("the clock counts twice")
def counted_twice() -> AbstractContextManager[Any]:
    right = PhaseClock.stood

    def stood(self: PhaseClock, spent: float) -> None:
        since = self._since
        right(self, spent)
        self._since = since

    return mock.patch.object(PhaseClock, "stood", stood)


@planted("a fork loses the seconds since the clock was turned")
def seconds_lost() -> AbstractContextManager[Any]:
    return mock.patch.object(Past, "_stand")


@planted("the clock runs on while nobody is there")
def runs_on() -> AbstractContextManager[Any]:
    return mock.patch.object(PhaseClock, "stand")


@planted("a hand-over is not written")
def unseated() -> AbstractContextManager[Any]:
    right = Journal.append

    def append(self: Journal, *steps: Any) -> None:
        right(self, *(step for step in steps if step.get("do") != Seated.do))

    return mock.patch.object(Journal, "append", append)


@planted("whoever is absent is waited for")
def waited_for() -> AbstractContextManager[Any]:
    return mock.patch.object(session, "Absent", Step)


@planted("whom a full disk kept from acting never acts")
def never_again() -> AbstractContextManager[Any]:
    return mock.patch.object(Session, "catch_up")


@planted("what is refused is done all the same")
def not_refused() -> AbstractContextManager[Any]:
    right = Session._do

    def do(self: Session, step: Step) -> None:
        try:
            right(self, step)
        except Unkept:
            raise
        except Refused:
            self._write(step)
            raise

    return mock.patch.object(Session, "_do", do)


@planted("dice fall otherwise in a game that was opened again")
def other_dice() -> AbstractContextManager[Any]:
    right = Past.game

    def game(self: Past, branch: Branch | None = None) -> Any:
        other = attrs.evolve(self.branch, luck=(attrs.evolve(self.branch.luck[-1], seed=self.seed + 1),))
        return right(self, other if branch is None else branch)

    return mock.patch.object(Past, "game", game)


@planted("what was begun on the branch that was left is still begun on the new one")
def carried_over() -> AbstractContextManager[Any]:
    right = Past.turn_to

    def turn_to(self: Past, branch: Branch) -> None:
        drafts, post = self.drafts, self.post
        right(self, branch)
        self.drafts, self.post = drafts, post

    return mock.patch.object(Past, "turn_to", turn_to)


@planted("going back forgets what was said before")
def struck_dumb() -> AbstractContextManager[Any]:
    right = Branch.until

    def until(self: Branch, number: int) -> list[Entry]:
        return [entry for entry in right(self, number) if entry.records]

    return mock.patch.object(Branch, "until", until)


@planted("fresh dice are forgotten when the game is opened again")
def stale_dice() -> AbstractContextManager[Any]:
    right = resuming._past

    def past(kept: Kept, entries: list[Entry], scenario: Any) -> Past:
        found = right(kept, entries, scenario)
        first = found.branches[0].luck[0]
        found.branch.luck, found.seed = (first,), first.seed
        return found

    return mock.patch.object(resuming, "_past", past)
