"""What a section of a report may read: a recorded game, as far as its edition goes.

Editions leak nothing above their level, because they read nothing above it: who may not see what is hidden reads
the numbers, news and deals that everybody could read at the table, and no free words of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from ..analysis.funnel import Flow, flows
from ..bots.player import draws_for
from ..bots.reasoning import Reasoning
from ..language.text import clean
from ..play.deals import Deal
from ..play.history import history
from ..play.narration import Event, is_known
from ..play.projection import CONTROL, PUBLIC, projection_of
from ..play.promises import ledger_of
from ..play.readings import Entry as Promise
from ..play.readings import Reading
from ..play.scenario import Scenario
from ..play.telling import said
from ..rules.events import NOBODY, unapply
from ..speech import _
from ..table.capture import Rationale
from ..table.reasons import Hindsight
from ..table.replaying import Replay, replay_of
from ..table.seats import Absent, Person, Randomly, Scripted, Sitter, Voiced, from_json
from ..table.steps import Defaulted, Entry, Ordered, Seated
from .naming import Naming, naming_of
from .withdrawn import withdrawn

EDITIONS = ("players", "control", "public")
"""Who reads it: those who played, with nothing attributed to a person; the white cell; anybody."""

FEWEST = 3
"""Below control nothing is told of fewer people together: it would tell of each."""


@attrs.frozen(kw_only=True)
class Decision:
    """One order as it was given; `number` is that of its event, 0 where numbers would tell of others."""

    number: int
    turn: int
    phase: str
    role: str
    title: str
    by: str = ""
    defaulted: bool = False
    why: str = ""
    sure: int = 0
    rejected: str = ""
    taken_back: bool = False


@attrs.frozen(kw_only=True)
class Struck:
    """A deal that was struck: between whom, and what became of its terms."""

    turn: int
    parties: tuple[str, ...]
    public: bool
    terms: tuple[Promise, ...]


class Material:
    """A recorded game, as an edition may tell of it."""

    def __init__(self, replay: Replay, edition: str, *, named: bool) -> None:
        assert edition in EDITIONS, edition
        self.replay = replay
        self.edition = edition
        self.past, self.game, self.header = replay.past, replay.game, replay.kept.header
        self.scenario: Scenario = self.past.scenario
        self.naming: Naming = naming_of(self.past, self.header, named=named and edition == "control")

    @property
    def whole(self) -> bool:
        """Whether everything is told."""
        return self.edition == "control"

    @property
    def opened(self) -> bool:
        """Whether hidden orders and numbers are told: to control, and to who played once the game is over."""
        return self.whole or (self.edition == "players" and self.game.over)

    @property
    def reader(self) -> int:
        """As whom numbers are read."""
        return CONTROL if self.opened else PUBLIC

    def title_of(self, role: str) -> str:
        """Return the title of a role, the word itself when it is none."""
        return self.scenario.title_of(role) if role in self.scenario.book.role_at else role

    def phase_of(self, phase: str) -> str:
        """Return the title of a phase."""
        return self.scenario.phases.get(phase, phase)

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """The turns that were begun."""
        return tuple(range(1, self.game.turn + 1))

    @cached_property
    def log(self) -> tuple[Event, ...]:
        """Everything that happened; a section asks `known` before it tells of an event."""
        return self.game.log

    def known(self, event: Event) -> bool:
        """Return whether an event may be told of; which sealed objective was dealt to whom is control's alone."""
        if self.whole:
            return True
        if event.kind == "dealt" or not is_known(self.scenario.book, event.record, PUBLIC):
            return self.opened and event.kind in ("order", "sealed", "choice")
        return True

    def told(self, event: Event) -> tuple[str, ...]:
        """Return what everybody was told of an event."""
        return tuple(it.text for it in said(self.scenario.book, event.record, PUBLIC) if not it.private)

    # Numbers.

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The numbers that may be told as they stand now."""
        course = self.game._course
        slots = projection_of(course.book, self.reader).slots
        values, memo = course.ground(PUBLIC) if self.reader == PUBLIC else (course.state.values, course.state.memo)
        return {slot.name: slot.reading(values, memo) for slot in slots}

    @cached_property
    def history(self) -> Mapping[str, tuple[float, ...]]:
        """The values of each number that moved: before the first turn, after each turn, and now."""
        return history(self.game._course, self.reader)

    @cached_property
    def ends_of_turns(self) -> tuple[tuple[int, Mapping[str, Reading]], ...]:
        """Every number, secret ones too, when each turn was over, and now: for what is open alone."""
        assert self.opened
        course = self.game._course
        slots, state, turn = projection_of(course.book, CONTROL).slots, course.state.fork(), self.game.turn
        found = [(turn, {slot.name: slot.reading(state.values, state.memo) for slot in slots})]
        for record in reversed(course.log):
            unapply(state, record)
            if record.kind == "turn" and record.turn > 1:
                found.append((record.turn - 1, {slot.name: slot.reading(state.values, state.memo) for slot in slots}))
        return tuple(reversed(found))

    @cached_property
    def funnels(self) -> tuple[Flow, ...]:
        """What became of what was promised, where hidden things may be told."""
        return flows(self.game) if self.opened else ()

    @cached_property
    def deals(self) -> tuple[Struck, ...]:
        """The deals that were struck: public ones, for control the private ones too."""
        course = self.game._course
        terms: dict[object, Promise] = dict(zip(sorted(course.state.ledger), ledger_of(course, CONTROL), strict=True))
        return tuple(it for event in self.log for it in self._struck(event, terms) if self.whole or it.public)

    def _struck(self, event: Event, terms: Mapping[object, Promise]) -> Iterator[Struck]:
        moves = event.record.moves if event.kind == "deal" else ()
        mine = [key for part, key, before, _after in moves if part == "ledger" and before is None]
        for part, key, before, after in moves:
            if part == "deals" and after is None and mine and mine[0][0] == key:
                deal = Deal(*before)
                names = tuple(self.scenario.book.role_ids[it] for it in deal.parties)
                yield Struck(
                    turn=event.turn, parties=names, public=bool(deal.public), terms=tuple(terms[it] for it in mine)
                )

    # Orders.

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every order in order of time, as far as it may be told."""
        found = self._given() if self.opened else self._public()
        return tuple(found)

    def _public(self) -> Iterator[Decision]:
        """Yield the orders that everybody was told of, when they were."""
        book = self.scenario.book
        for event in self.log:
            if event.kind != "order" or event.role is None or not self.known(event):
                continue
            text = next(iter(self.told(event)), "")
            title = text.removeprefix(f"{self.title_of(event.role)}: ")
            phase = self.phase_of(event.phase)
            if event.record.role != NOBODY and book.rules.orders[event.rule].id:
                yield Decision(number=0, turn=event.turn, phase=phase, role=event.role, title=title)

    def _given(self) -> Iterator[Decision]:
        """Yield the orders as they were given, with who gave them and what was said beside."""
        reasons = {it.number: it for it in self.past.capture.rationales} if self.whole else {}
        sitters = dict(self._first)
        by_number = {event.number: event for event in self.log}
        for entry in self.past.entries:
            step = entry.step
            if isinstance(step, Seated):
                sitters[step.role] = step.seat
            if isinstance(step, (Ordered, Defaulted)) and entry.records:
                yield from self._decision(entry, step, by_number, sitters, reasons)

    def _decision(
        self,
        entry: Entry,
        step: Ordered | Defaulted,
        events: Mapping[int, Event],
        sitters: Mapping[str, Sitter],
        reasons: Mapping[int, Rationale],
    ) -> Iterator[Decision]:
        defaulted = isinstance(step, Defaulted)
        event = events[entry.records[min(int(defaulted), len(entry.records) - 1)].number]
        if event.kind == "deal" and not (self.whole or self.told(event)):
            return
        taken_back = event.number in self._withdrawn
        if taken_back and not self.whole:
            return  # nobody was to know
        reason = reasons.get(event.number)
        text, own = self.naming.text, f"{self.title_of(step.role)} "  # what is done with a deal begins with who does it
        yield Decision(
            number=event.number,
            turn=event.turn,
            phase=self.phase_of(event.phase),
            role=step.role,
            title=(event.title or event.headline).removeprefix(own),
            by=_("default") if defaulted else self.seated(sitters[step.role]),
            defaulted=defaulted,
            why=self._thought(event) if reason is None else text(reason.why),
            sure=0 if reason is None else reason.sure,
            rejected="" if reason is None else text(reason.rejected),
            taken_back=taken_back,
        )

    @cached_property
    def _withdrawn(self) -> frozenset[int]:
        return withdrawn(event.record for event in self.log)

    @cached_property
    def _hindsight(self) -> Hindsight:
        luck = self.past.branch.luck_at
        return Hindsight(self.scenario, lambda number: draws_for(luck(number).seed))

    def _thought(self, event: Event) -> str:
        """Return why a scripted seat gave an order, "" for a person's, a pass, and below control."""
        it = self.past.decided.get(event.number) if self.whole else None
        if it is None or it.order == "pass":
            return ""
        reasoning = self._hindsight.reasoning(it, self.log)
        return "" if reasoning is None else "; ".join(_reasons(reasoning))

    # Seats.

    @cached_property
    def _first(self) -> Mapping[str, Sitter]:
        """Who sat in each seat when the game began."""
        seats = {role: from_json(data) for role, data in self.header.seats.items()}
        return {role: seats.get(role, self.past.sitters[role]) for role in self.scenario.book.role_ids}

    @cached_property
    def sitters(self) -> Mapping[str, tuple[str, ...]]:
        """Role -> who sat there, one after the other."""
        found = {role: [self.seated(sitter)] for role, sitter in self._first.items()}
        for _entry, step in self.past.ever(Seated):
            if (now := self.seated(step.seat)) != found[step.role][-1]:
                found[step.role].append(now)
        return {role: tuple(names) for role, names in found.items()}

    def seated(self, sitter: Sitter) -> str:
        """Return what may be told of who sits somewhere; for control with persons by name or letter."""
        match sitter:
            case Person(names):
                return ", ".join(map(self.naming.person, names)) if names and self.whole else _("person")
            case Voiced():
                return _("control")
            case Absent():
                return _("nobody")
            case Randomly():
                return _("chance")
            case Scripted() if not self.opened:
                return _("doctrine")  # which one is for the others to find out
            case Scripted(doctrine, _traits):
                known = self.scenario.doctrines.get(doctrine)
                return _("doctrine {name}").format(name=known.title if known else clean(doctrine, most=40))


def _reasons(it: Reasoning) -> Iterator[str]:
    """Yield why a doctrine chose what it did, and what it would have done instead."""
    if it.chosen.because:
        yield it.chosen.because
    if it.turning is not None:
        said = _("{order}, if {read} had been {instead:g} instead of {value:g}")
        turning = it.turning
        yield said.format(order=turning.title, read=turning.read, instead=turning.instead, value=turning.value)


def material_of(path: Path, edition: str, *, named: bool) -> Material:
    """Return what a report of a saved game may read.

    Raises: Refused: it is no saved game, or its rules are lost. Problems: its rules do not load.
    """
    return Material(replay_of(path), edition, named=named)
