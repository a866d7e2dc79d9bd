"""A whole table, driven by a seed: people, doctrines, a clock, a disk and whatever may happen to them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TypeVar, cast
from unittest import mock

import attrs

from engine import Event, Refused, Scenario
from engine.table.clock import Clocked, PhaseClock
from engine.table.disk import Disk
from engine.table.journal import Unkept
from engine.table.lines import object_of
from engine.table.replaying import replay_of
from engine.table.resuming import past_of
from engine.table.seats import Absent, Person, Randomly, Scripted, Sitter, Voiced, seated
from engine.table.session import Session
from engine.table.shelving import written
from engine.table.steps import Advanced, Defaulted, Entry, Ordered, Ruled, Step

from ..disks import Memory
from . import control as control  # what it declares is done too
from .checks import Broken, counted, equal, hold, reported, verified
from .deeds import Deed, drawn, seating
from .faults import Interrupted, Killed, Program, reboot, trouble_by
from .promises import Promises, entries_of, line_of, said
from .words import marking

NASTY = ("", "   ", "[bold]Hello[/bold]", "a\x1b[31mb\u202ec", "é" * 600, "one\ntwo")
T = TypeVar("T")
PATH = Path("/games/simulated.journal")
MOST_ATTEMPTS = 20
MOST_SAID = 0 if "WHITECELL_SEED" in os.environ else 12  # lines of a report; 0 is all
MOST_STEPS = 45
SITTERS: tuple[Sitter, ...] = (*(Person(),) * 6, Voiced(), Absent(), Scripted(), Randomly())

_written = functools.cache(written)  # their files are read once


class Hands:
    """The time on the wall."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@attrs.define
class Table:
    """One game from its start to its end.

    stopped: until it is opened again nothing is written · behind: somebody was kept from acting, and nothing was done
    since that could let them · doubts: what was done and not acknowledged, and may yet be there when the game is opened
    again · said: all that was done, in lines · told: the number of the last event that listeners were told of, None
    once another one was turned to
    """

    seed: int
    scenario: Scenario
    chance: Random
    hands: Hands
    promises: Promises
    disk: Memory = attrs.field(factory=Memory)
    program: Program = attrs.field(init=False)
    session: Session = attrs.field(init=False)
    stopped: bool = False
    behind: bool = False
    doubts: list[Deed] = attrs.field(factory=list)
    said: list[str] = attrs.field(factory=list)
    told: int | None = 0
    tokens: int = 0

    # What makers of deeds ask for.

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles."""
        return self.scenario.book.role_ids

    def one(self, found: Iterable[T]) -> T:
        """Return one of some things."""
        return self.chance.choice([*found])

    def some(self, found: Iterable[T]) -> tuple[T, ...]:
        """Return some of some things, often none."""
        return tuple(it for it in found if self.chance.random() < 0.3)

    def token(self) -> str:
        """Return a word that was never said before."""
        self.tokens += 1
        return f"token{self.tokens}x"

    def words(self) -> str:
        """Return something to say, now and then something nasty."""
        return f"Hear {self.token()}" if self.chance.random() < 0.85 else self.one(NASTY)

    # The course of a game.

    def play(self, steps: int) -> None:
        """Begin, do so many things, and come to the end; what was promised holds after each."""
        self.begin()
        for _ in range(steps):
            if self.program.trouble is None and self.chance.random() < 0.12:
                self.program.trouble = trouble_by(self.chance)
                self.said.append(f"ahead: {self.program.trouble.text}")
            self.do(drawn(self))
            if self.chance.random() < (0.4 if self.stopped else 0.03):
                self.leave()
        self.end()

    def begin(self) -> None:
        """Begin the game, with trouble now and then."""
        seats = {role: self.one(SITTERS) for role in self.roles}
        self.promises.seats.update(seated(self.scenario, seats))
        self.program = Program(self.disk, trouble_by(self.chance) if self.chance.random() < 0.2 else None)
        try:
            self.session = Session.open(self.scenario, seats=seats, seed=self.seed, journal=PATH, disk=disk(self))
            self.settle()
        except Killed:
            self.crash()
        except (Refused, Interrupted):
            if not self.program.happened:
                raise
            self.crash(power=False)

    def do(self, deed: Deed) -> None:
        """Do something, see what came of it, and hold it against what was promised."""
        self.said.append(deed.say)
        before = (self.session.game.digest, len(self.session.past.written))
        done, hits, told = False, self.program.happened, self.told
        self.told = None if deed.turns else told
        try:
            deed.act(self.session)
            done = True
        except Killed:
            self.doubts.append(deed)
            self.crash()
            return
        except (Unkept, Interrupted) as error:
            self.said.append(f"  {error!r}")
            self.stopped = self.stopped or "open it again" in str(error)
            self.doubts.append(deed)
            self.behind = True
        except Refused as refused:
            self.said.append(f"  refused: {refused.reason}")
            if deed.step is not None and (self.session.game.digest, len(self.session.past.written)) != before:
                raise Broken("what was refused changed something") from None
        if deed.turns and len(self.session.past.written) == before[1]:
            self.told = told
        self.learn(deed, done=done)
        if done and deed.heals and hits == self.program.happened and not self.stopped:
            self.behind = False
        hold(self)

    def learn(self, deed: Deed, *, done: bool) -> None:
        """Take into the promises what a deed wrote."""
        new = entries_of(self.session.past)[len(self.promises.lines) :]
        if done and not new and not deed.quiet:
            raise Broken("it is acknowledged, and nothing was written")
        mine = bool(new) and deed.wrote(new[0].step)
        if new and not mine and (not follows(new[0].step) or (done and deed.step is not None)):
            raise Broken(f"{deed.say}, but written was {said(new[0].step)}")
        self.keep(new, deed if mine else None)
        if done and new:
            self.doubts.clear()

    def keep(self, new: Iterable[Entry], deed: Deed | None = None, *, again: bool = False) -> None:
        """Take lines into the promises, the first of them that of a deed."""
        for number, entry in enumerate(new):
            then = deed.then if deed is not None and not number else None
            self.promises.take(entry, then, again=again)

    def settle(self) -> None:
        """Listen to a session that was opened, and take what it did on its own."""
        self.told, self.stopped, self.behind = len(self.session.game.log), False, False
        self.session.listen(self.hear)
        self.keep(entries_of(self.session.past)[len(self.promises.lines) :])
        hold(self)

    def hear(self, events: tuple[Event, ...]) -> None:
        """Be told of events: each once, in order, and not before it is on disk."""
        numbers = [event.number for event in events]
        first = numbers[0] if self.told is None else self.told + 1
        if numbers != [*range(first, first + len(numbers))]:
            raise Broken(f"told of {numbers} after {self.told}")
        self.told = numbers[-1]
        made = (object_of(line) for line in reversed(self.disk.files[PATH].safe.splitlines()))
        last = next((line["records"][-1][0] for line in made if line is not None and "records" in line), 0)
        if last < self.told:
            raise Broken(f"told of event {self.told}, {last} is on disk")

    # Ends, of all kinds.

    def leave(self) -> None:
        """Leave the game as people do, and open it again."""
        self.said.append("all leave, and come back")
        self.program.trouble = None
        self.session.close()
        if self.chance.random() < 0.3 and not self.doubts:
            self.mark()
        self.disk = reboot(self.disk) if self.chance.random() < 0.5 else self.disk
        self.reopen()

    def mark(self) -> None:
        """Go through the game while nobody plays it, and mark an event."""
        replay = replay_of(PATH, self.disk)
        equal("the game that is gone through", replay.game.digest, self.session.game.digest)
        replay.to(self.chance.randint(0, replay.last))
        self.said.append(f"{replay.number} is marked in the replay")
        replay.mark("Marked", self.disk)
        new = entries_of(past_of(PATH, self.disk))[len(self.promises.lines) :]
        self.keep(new, marking(replay.number, "Marked"), again=True)

    def crash(self, *, power: bool | None = None) -> None:
        """Let the program end, and perhaps the power fail, and start again."""
        power = self.chance.random() < 0.5 if power is None else power
        self.said.append("the power fails" if power else "the program is killed")
        self.disk = reboot(self.disk, self.chance if power else None)
        self.reopen()

    def reopen(self) -> None:
        """Open the game again, however often that goes wrong; what was acknowledged is there."""
        for attempt in range(MOST_ATTEMPTS):
            likely = 0.3 / (attempt + 1) if attempt + 1 < MOST_ATTEMPTS else 0.0
            self.program = Program(self.disk, trouble_by(self.chance) if self.chance.random() < likely else None)
            try:
                if self.is_unbegun():
                    self.disk.files.pop(PATH, None)
                    self.begin()
                else:
                    self.session = Session.resume(PATH, disk(self))
                    self.explain()
                    self.settle()
                return
            except Killed:
                self.disk = reboot(self.disk, self.chance if self.chance.random() < 0.5 else None)
            except (Refused, Interrupted) as error:
                if not self.program.happened:
                    raise Broken(f"it does not open again: {error}") from error

    def is_unbegun(self) -> bool:
        """Return whether there is no game yet: nothing was acknowledged, and there is no whole header."""
        if self.promises.lines or self.doubts:
            return False
        try:
            past_of(PATH, self.disk)
        except Refused:
            return True
        return False

    def explain(self) -> None:
        """Find all that was acknowledged in a game that was opened again, and nothing that nobody did."""
        entries, lines = entries_of(self.session.past), self.promises.lines
        found = [line_of(entry) for entry in entries[: len(lines)]]
        if found != lines:
            at = next((n for n, pair in enumerate(zip(found, lines, strict=False)) if pair[0] != pair[1]), len(found))
            raise Broken(f"acknowledged and lost: {lines[at]}; found: {found[at : at + 1]}")
        rest = entries[len(lines) :]
        it = next((it for it in reversed(self.doubts) if rest and it.wrote(rest[0].step)), None)
        for entry in rest if it is None else rest[1:]:
            if not follows(entry.step) and not (it is not None and it.like(entry.step)):
                raise Broken(f"nobody did {said(entry.step)}")
        self.keep(rest, it, again=True)
        self.doubts.clear()
        self.promises.reopened(counted(self.session.desk.clock))

    def end(self) -> None:
        """Let everybody go: the game comes to its end by itself, and its journal is what was played."""
        self.leave()
        self.program.trouble = None
        self.do(Deed(say="control rises", act=lambda it: it.rule("rise", ""), step=Ruled(ruling="rise")))
        for role in self.roles:
            self.do(seating(role, Absent()))
        if not self.session.over:
            raise Broken(f"nobody plays, and it waits for {self.session.game.awaiting}")
        self.session.close()
        verified(PATH, self.disk)
        if self.chance.random() < 0.06:
            reported(PATH, self.disk)


def follows(step: Step) -> bool:
    """Return whether a step may be done without anybody's doing it."""
    by = isinstance(step, Ordered) and step.by is not None
    return by or isinstance(step, (Advanced, Defaulted)) or (isinstance(step, Clocked) and step.hand == "phase")


def disk(table: Table) -> Disk:
    """Return the disk as the program has it."""
    return cast(Disk, table.program)


@contextmanager
def simulated(scenarios: Mapping[str, Scenario], hands: Hands) -> Iterator[None]:
    """Let time stand still but by those hands, and rules be read once."""
    with (
        mock.patch("engine.table.resuming.PhaseClock", functools.partial(PhaseClock, now=hands)),
        mock.patch("engine.table.resuming.installed", lambda _source, digest: scenarios.get(digest)),
        mock.patch("engine.table.session.written", _written),
        mock.patch("engine.table.session.new_salt", return_value="00" * 16),
        mock.patch("engine.table.fairness.new_salt", return_value="11" * 16),
        mock.patch("engine.table.fairness.new_seed", return_value=4711),
    ):
        yield


def play(seed: int, scenarios: Mapping[str, Scenario]) -> Table:
    """Play the game of a seed.

    Raises: Broken: a promise was not kept; how to see that again is its first line.
    """
    chance, hands = Random(seed), Hands()
    table = Table(seed, chance.choice([*scenarios.values()]), chance, hands, Promises({}))
    with simulated(scenarios, hands):
        try:
            table.play(chance.randint(15, MOST_STEPS))
        except Exception as error:
            raise Broken(_report(table, error)) from error
        except (Killed, Interrupted) as error:
            raise Broken(_report(table, error)) from error
    return table


def _report(table: Table, error: BaseException) -> str:
    """Return how to see it again, what went wrong, and what was done before."""
    again = f"WHITECELL_SEED={table.seed} .venv/bin/pytest -q tests/table/test_simulation.py -k seed"
    return "\n".join([f"Seed {table.seed} of {table.scenario.id}: {again}", repr(error), *table.said[-MOST_SAID:]])
