"""What a session remembers besides its game, and how all of it comes back from a journal.

The same `Past.take` is told of each step while it is played and when it is read again, so a game that
was opened again remembers what it remembered before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ..language.text import quoted
from ..play.game import Game
from ..play.orders import Order
from ..play.scenario import Scenario
from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from ..version import __version__
from .branches import Branch, shared
from .capture import Capture
from .clock import PhaseClock
from .disk import SYSTEM, Disk
from .fairness import Luck
from .injects import Prepared
from .journal import Header, Kept, read, shown
from .messages import Post
from .migrations import FORMAT
from .overruling import Overruled, counted
from .planning import plan_of
from .reasons import Decided
from .seats import Randomly, Scripted, Sitter, from_json, seated, to_json
from .shelving import installed, source_of, unpacked, written
from .steps import Entry, Opened, Ordered, Recorded, Step, TakenBack

K = TypeVar("K", bound=Step)

MISFITS = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What a journal that was changed by hand leads to."""


class Lost(Refused):
    """The rules of a game are neither installed nor written down."""


@attrs.define
class Past:
    """What was noted beside the game's own log.

    number: of the last event · drafts: role -> text · looked: role -> the number of the event it saw last ·
    decided: number -> a scripted seat's decision · bookmarks: number of an event -> name · layers: the text of the
    rules, when the journal has it · format, engine, language: of who wrote last · here: turn and phase of the last
    step · clock, post, capture: what the table keeps beside the game · written: every step there is, in the order of
    the file · branch: the one that is played; seed, salt and commitment are those of its dice now
    """

    scenario: Scenario
    sitters: dict[str, Sitter]
    seed: int = attrs.field(repr=False)
    salt: str = attrs.field(default="", repr=False)
    commitment: str = ""
    number: int = 0
    drafts: dict[str, str] = attrs.field(factory=dict)
    looked: dict[str, int] = attrs.field(factory=dict)
    decided: dict[int, Decided] = attrs.field(factory=dict)
    bookmarks: dict[int, str] = attrs.field(factory=dict)
    layers: Iterable[Mapping[str, Any]] = attrs.field(factory=tuple, repr=False)
    written: list[Entry] = attrs.field(factory=list, repr=False)
    format: int = FORMAT
    engine: str = __version__
    language: str = ""
    here: tuple[int, str] = (0, "")
    clock: PhaseClock = attrs.field(init=False)
    post: Post = attrs.field(init=False)
    capture: Capture = attrs.field(factory=Capture)
    prepared: dict[str, Prepared] = attrs.field(factory=dict)
    branches: list[Branch] = attrs.field(init=False)
    branch: Branch = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        luck = Luck(seed=self.seed, salt=self.salt, commitment=self.commitment)
        self.branch = Branch(number=1, luck=(luck,))
        self.branches = [self.branch]
        self.clock = PhaseClock(plan_of(self.scenario), self.scenario.procedure_minutes)
        self.post = Post(self.scenario.book.role_ids)

    def take(self, entry: Entry) -> None:
        """Remember a step and what it made."""
        self.written.append(entry)
        self.here, left = entry.at[:2], self.branch
        self._stand(entry)
        entry.step.note(self, entry.records)
        turned = self.branch is not left  # the step is of the branch that it turned to, its time of the one it left
        self.branch.entries.append(attrs.evolve(entry, spent=None) if turned else entry)
        self._pass(entry)

    def turn_to(self, branch: Branch) -> None:
        """Remember what is remembered at the end of a branch; marks of events that it shares stay as they are."""
        same = shared(self.branch, branch)
        marks = {number: name for number, name in self.bookmarks.items() if number <= same}
        self.branch.spent = self.clock.kept
        self.branch, self.number = branch, 0
        luck = branch.luck[-1]
        self.seed, self.salt, self.commitment = luck.seed, luck.salt, luck.commitment
        self.drafts, self.decided, self.bookmarks = {}, {}, {}
        self.clock, self.post, self.capture = self.clock.anew(), Post(self.scenario.book.role_ids), Capture()
        for entry in branch.entries:
            self.here = entry.at[:2]
            self._stand(entry)
            if not entry.step.stays:
                entry.step.note(self, entry.records)
            self._pass(entry)
        self.clock.stand()
        if branch.spent is not None:
            self.clock.stood(branch.spent)
        self.bookmarks = marks | {number: name for number, name in self.bookmarks.items() if number > same}
        self.looked = {role: min(number, same) for role, number in self.looked.items()}

    def _stand(self, entry: Entry) -> None:
        if entry.spent is not None:
            self.clock.stood(entry.spent)

    def _pass(self, entry: Entry) -> None:
        self.here = entry.at[:2]
        if entry.records:
            self.number = entry.records[-1].number

    def branch_of(self, number: int) -> Branch:
        """Return the branch of that number.

        Raises: ValueError: there is none.
        """
        if not 1 <= number <= len(self.branches):
            raise ValueError(number)
        return self.branches[number - 1]

    @property
    def entries(self) -> list[Entry]:
        """Every step of the branch that is played."""
        return self.branch.entries

    def note_decision(self, step: Ordered, sitter: Sitter, record: Record) -> None:
        """Remember what a scripted seat decided."""
        assert isinstance(sitter, (Scripted, Randomly)), sitter
        _turn, phase, *_rest = step.draw
        self.decided[record.number] = Decided(
            number=record.number, turn=record.turn, phase=phase, role=step.role, order=step.order, sitter=sitter
        )

    def of(self, kind: type[K]) -> Iterator[tuple[Entry, K]]:
        """Yield the steps of a kind on the branch that is played, in order of time, each with its entry."""
        for entry in self.entries:
            if isinstance(entry.step, kind):
                yield entry, entry.step

    def ever(self, kind: type[K]) -> Iterator[tuple[Entry, K]]:
        """Yield the steps of a kind on every branch in the order of the file, each with its entry."""
        for entry in self.written:
            if isinstance(entry.step, kind):
                yield entry, entry.step

    @property
    def overruled(self) -> Mapping[str, int]:
        """How often control overruled the rules in each way: for the report."""
        return counted(step for _entry, step in self.of(Overruled))

    @property
    def seen(self) -> int:
        """The line of the last step: what whoever looks now has seen, see `conflicts.py`."""
        return self.written[-1].line if self.written else 0

    def since(self, line: int) -> Iterator[Entry]:
        """Yield every step below a line of the journal, in the order of the file."""
        first = self.written[0].line if self.written else 0
        yield from self.written[max(0, line - first + 1) :]

    @property
    def records(self) -> Iterator[Record]:
        """All that happened in the game."""
        return self.branch.records

    def header(self) -> Header:
        """Return what a journal of this game says first."""
        it, luck = self.scenario, self.branches[0].luck[0]
        self.language = it.language
        return Header(
            engine=__version__,
            scenario=it.id,
            source=source_of(it),
            title=it.title,
            digest=it.digest,
            language=it.language,
            commitment=luck.commitment,
            salt=luck.salt,
            seed=luck.seed,
            seats={role: to_json(sitter) for role, sitter in self.sitters.items()},
            begun=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        )

    def opening(self) -> tuple[Step, ...]:
        """Return what is to be written down before this version adds to the journal, in the reader's language."""
        here = Opened(whitecell=FORMAT, engine=__version__, language=self.scenario.language)
        known = (self.format, self.engine, self.language) == (FORMAT, __version__, here.language)
        return (*(() if known else (here,)), *(() if self.layers else (Recorded(layers=written(self.scenario)),)))

    def game(self, branch: Branch | None = None) -> Game:
        """Return the game as the records left it, on the branch that is played or another; no rule has run."""
        it = self.branch if branch is None else branch
        return Game.resumed(self.scenario, it.records, it.luck[-1].seed)


def past_of(path: Path, disk: Disk = SYSTEM) -> Past:
    """Return what a journal holds, when it can be gone on with; the file is not changed.

    Raises: Refused: it is no journal, its rules are lost, or it does not fit them.
    Problems: its scenario does not load.
    """
    return past_in(read(path, disk), path)


def past_in(kept: Kept, path: Path) -> Past:
    """Return what there is in a journal that was read; `path` is only told of.

    Raises: Refused, Problems: see `past_of`.
    """
    try:
        entries = [Entry.from_json(step, line) for line, step in enumerate(kept.steps, 2)]
        return _past(kept, entries, _scenario(kept, entries, path))
    except MISFITS as error:
        raise Refused(
            _("{path} does not fit its rules: it was changed by hand, or by another engine.").format(path=shown(path))
        ) from error


def _scenario(kept: Kept, entries: list[Entry], path: Path) -> Scenario:
    """Return the rules of a game: what is installed when it is the same, else as they were written down."""
    header = kept.header
    found = installed(header.source, header.digest)
    if found is not None:
        return found
    for entry in entries:
        if isinstance(entry.step, Recorded):
            return unpacked(entry.step.layers, header.digest)
    raise Lost(
        _(
            "{path} was played by other rules of {title} than are installed now, and does not hold their "
            "text ({then}). Its journal can be read, but the game goes on only by the rules it began with."
        ).format(path=shown(path), title=quoted(header.title), then=header.digest[:8])
    )


def _past(kept: Kept, entries: list[Entry], scenario: Scenario) -> Past:
    header = kept.header
    sitters = seated(scenario, {role: from_json(data) for role, data in header.seats.items()})
    past = Past(scenario, sitters, header.seed, header.salt, header.commitment)
    past.format, past.engine, past.language = header.format, header.engine, header.language
    for entry in entries:
        past.take(entry)
        if isinstance(entry.step, TakenBack) or (isinstance(entry.step, Ordered) and entry.step.by is None):
            past.looked[entry.step.role] = past.number
    past.clock.stand()
    for text in past.drafts.values():
        Order.parse(text)
    past.game()
    return past
