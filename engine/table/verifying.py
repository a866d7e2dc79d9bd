"""Whether a journal is what was played: its chain, the commitment to its seed, every roll, every decision.

The game is played once more from the orders in the journal, by its rules and its seed, and each record compared with
what was written down. Only the same engine can do that: what another version played is applied and not judged.
It finds what was altered afterwards; it cannot say that whoever ran the game was honest.
Source: replay and recompute (dossier, reliability 2.5, 2.6, 2.12).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from ..bots.player import Player, draws_for
from ..bots.roster import decided
from ..language.text import quoted
from ..play.game import Game
from ..play.narration import Event
from ..problems import Problems, Refused
from ..rules.events import Record
from ..rules.run import Note
from ..speech import _
from ..version import __version__
from .branches import Rewound
from .disk import SYSTEM, Disk
from .fairness import Luck
from .journal import Kept, read
from .resuming import MISFITS, Lost, Past, past_in
from .seats import Sitter, player_of
from .shelving import digest_in
from .steps import Entry, Opened, Ordered, Recorded, Seated

DRAWS = ("roll", "chance", "check", "pick")
"""The kinds of notes that dice made."""

MOST_FAULTS = 20


@attrs.frozen(kw_only=True)
class Fault:
    """What is wrong, and on which line."""

    line: int
    text: str


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of it. `code` is the sum of the last line; `seed` is told only of a game that is over.

    events: of all branches together · fresh: the later dice of the branch that is played, told as the first ones are
    """

    steps: int
    events: int = 0
    rolls: int = 0
    decisions: int = 0
    faults: tuple[Fault, ...] = ()
    cannot: tuple[str, ...] = ()
    commitment: str = ""
    over: bool = False
    seed: int | None = None
    salt: str = ""
    code: str = ""
    branches: int = 1
    fresh: tuple[Luck, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with what could be checked."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        """Return what a script may read."""
        fresh = [{**attrs.asdict(it), **({} if self.over else {"seed": None})} for it in self.fresh]
        return {"holds": self.holds, **attrs.asdict(self), "fresh": fresh}


def verify(path: Path, disk: Disk = SYSTEM) -> Verdict:
    """Return what is wrong with a journal, and what could not be checked.

    Raises: Refused: it is no journal, or cannot be read.
    """
    kept = read(path, disk)
    faults = [] if kept.damage is None else [Fault(line=kept.damage.line, text=kept.damage.text)]
    verdict = Verdict(steps=len(kept.steps), commitment=kept.header.commitment, code=kept.code)
    try:
        past = past_in(kept, path)
    except Lost as lost:
        return attrs.evolve(verdict, faults=tuple(faults), cannot=(lost.reason,))
    except Refused as refused:
        return attrs.evolve(verdict, faults=(*faults, Fault(line=1, text=refused.reason)))
    except Problems as problems:
        cannot = _("The rules of this game do not load here: {problem}").format(problem=problems.problems[0])
        return attrs.evolve(verdict, faults=tuple(faults), cannot=(cannot,))
    return _Verifier(kept, past).verdict(verdict, faults)


class _Verifier:
    """Plays a game once more, beside its journal."""

    def __init__(self, kept: Kept, past: Past) -> None:
        self._past = past
        self._then = Past(past.scenario, {}, past.branches[0].luck[0].seed)  # as it was before each step
        self._scenario = past.scenario
        self._engine, self._language = kept.header.engine, kept.header.language
        self._players: dict[str, Player | None] = {}
        self._draws = draws_for(self._then.seed)
        self._game = Game.resumed(past.scenario, (), self._then.seed)
        self._faults: list[Fault] = []
        self._events = self._rolls = self._decisions = self._passed_over = 0
        self._untold = False

    def verdict(self, verdict: Verdict, faults: list[Fault]) -> Verdict:
        """Return the verdict with what was found."""
        self._faults = faults
        self._look_at_seed()
        self._look_at_rules()
        for entry in self._past.written:
            self._look(entry)
            self._then.take(entry)
            if len(faults) >= MOST_FAULTS:
                break
        game, first, *later = self._game, *self._past.branch.luck
        return attrs.evolve(
            verdict,
            events=self._events,
            rolls=self._rolls,
            decisions=self._decisions,
            faults=tuple(faults),
            cannot=tuple(self._cannot()),
            over=game.over,
            seed=first.seed if game.over else None,
            salt=first.salt if game.over else "",
            branches=len(self._past.branches),
            fresh=tuple(it if game.over else attrs.evolve(it, seed=0, salt="") for it in later),
        )

    def _look_at_rules(self) -> None:
        for entry, step in self._past.ever(Recorded):
            try:
                found = digest_in(step.layers)
            except MISFITS:
                found = ""
            if found != self._scenario.digest:
                text = _("The text of the rules is not that of the rules that the game was begun by.")
                self._faults.append(Fault(line=entry.line, text=text))

    def _look_at_seed(self) -> None:
        if not self._past.branches[0].luck[0].is_kept:
            self._faults.append(Fault(line=1, text=_("The seed is not the one that was committed to at the start.")))
        for entry, step in self._past.ever(Rewound):
            luck = Luck(seed=step.seed or 0, salt=step.salt, commitment=step.commitment)
            if step.seed is not None and not (step.commitment and luck.is_kept):
                text = _("The fresh dice are not the ones that were committed to.")
                self._faults.append(Fault(line=entry.line, text=text))

    def _cannot(self) -> Iterator[str]:
        if not self._past.branches[0].luck[0].commitment:
            yield _("No commitment to the seed was made: the game was begun by an earlier version.")
        if self._passed_over:
            yield _(
                "{n} steps were played by another version of the engine (this is {here}): their rolls and decisions "
                "cannot be checked."
            ).format(n=self._passed_over, here=__version__)
        if self._untold:
            yield _("What was told in another language than yours was not compared.")

    def _look(self, entry: Entry) -> None:
        """Judge one step, and let the game be as the journal has it."""
        step = entry.step
        if isinstance(step, Opened):
            self._engine, self._language = step.engine, step.language
        if isinstance(step, Seated):
            self._players.pop(step.role, None)
        begun = step.begins(self._then)
        if begun is not None:
            self._game, self._draws = self._then.game(begun), draws_for(begun.luck[-1].seed)
        if not entry.records and begun is None:
            return
        self._events += len(entry.records)
        if self._engine != __version__:
            self._passed_over += 1
            self._apply(entry)
            return
        before = self._game.fork()
        if not self._is_right(entry):
            self._game = before
            self._apply(entry)

    def _apply(self, entry: Entry) -> None:
        self._game.keep(entry.records)

    def _is_right(self, entry: Entry) -> bool:
        """Do a step again; return whether it comes to the same, having said what does not."""
        step = entry.step
        if isinstance(step, Ordered) and step.by is not None and not self._decides(entry, step, step.by):
            return False
        try:
            events = step.act(self._game)
        except Refused as refused:
            said = _("By the rules this is refused: {reason}")
            self._faults.append(Fault(line=entry.line, text=said.format(reason=refused.reason)))
            return False
        except MISFITS:
            self._faults.append(Fault(line=entry.line, text=_("By the rules this cannot be done.")))
            return False
        return self._agree(entry, events)

    def _decides(self, entry: Entry, step: Ordered, sitter: Sitter) -> bool:
        """Let a scripted seat decide again."""
        if step.role not in self._players:
            self._players[step.role] = player_of(self._scenario, step.role, sitter)
        player = self._players[step.role]
        self._decisions += 1
        if player is None or step.role not in self._game.awaiting:
            self._faults.append(Fault(line=entry.line, text=_("No doctrine was to decide here.")))
            return False
        decision = decided(self._game, step.role, player, self._draws)
        if (decision.order.text, decision.card) == (step.order, step.card):
            return True
        said = _("{role} was written down to decide {then}; its doctrine decides {now}.")
        words = {"role": self._scenario.title_of(step.role), "then": quoted(step.order)}
        self._faults.append(Fault(line=entry.line, text=said.format(**words, now=quoted(decision.order.text))))
        return False

    def _agree(self, entry: Entry, events: tuple[Event, ...]) -> bool:
        """Compare what a step made with what was written down."""
        for then, event in zip(entry.records, events, strict=False):
            now = Record.from_json(json.loads(json.dumps(event.to_json())))
            self._rolls += sum(note[0] in DRAWS for note in now.notes)
            if then == now:
                continue
            if self._language != self._scenario.language and _bare(then) == _bare(now):
                self._untold = True
            else:
                self._faults.append(Fault(line=entry.line, text=_difference(then, now)))
                return False
        if len(entry.records) == len(events):
            return True
        said = _("{then} events were written down; the rules make {now} of it.")
        self._faults.append(Fault(line=entry.line, text=said.format(then=len(entry.records), now=len(events))))
        return False


def _bare(record: Record) -> Record:
    """Return a record without what it says in words."""
    return record._replace(notes=tuple(_mute(note) for note in record.notes))


def _mute(note: Note) -> Note:
    if note[0] == "check":
        return (*note[:3], *note[4:])
    return note if note[0] in DRAWS else note[:2]


def _difference(then: Record, now: Record) -> str:
    """Return in words where two records part."""
    for was, falls in zip(_drawn(then), _drawn(now), strict=False):
        if was != falls:
            said = _("Event {number}: the draw {name} was written down as {then}; the seed gives {now}.")
            return said.format(number=then.number, name=quoted(str(was[2])), then=_fell(was), now=_fell(falls))
    said = _("Event {number} is not what the rules make of this order.")
    return said.format(number=then.number)


def _drawn(record: Record) -> tuple[Note, ...]:
    return tuple(note for note in record.notes if note[0] in DRAWS)


def _fell(note: Note) -> str:
    return str(note[5] if note[0] == "check" else note[-1])
