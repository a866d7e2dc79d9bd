"""One session of a game: who sits where, what they give, and the journal that keeps it.

`Seat.submit` is the seam for a person, a doctrine and an agent. Whatever changes the game is in the
journal before anybody is told; when it cannot be written, it has not happened.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock

from ..bots.player import Player, draws_for
from ..bots.roster import decided
from ..play.game import Game
from ..play.narration import Event
from ..play.orders import Order
from ..play.readings import Seen
from ..play.scenario import Scenario
from ..problems import Refused
from ..speech import _
from .clock import Clocked
from .commentary import Commentary
from .conflicts import Guard
from .desk import Desk
from .disk import SYSTEM, Disk
from .fairness import commitment_to, new_salt, new_seed
from .journal import Journal, Unkept, read
from .reasons import Decided
from .remarks import Remark
from .resuming import Past, past_in
from .rewinding import Branches
from .seat import Seat
from .seats import Absent, Person, Randomly, Scripted, Sitter, Voiced, named, player_of, seated
from .shelving import scenario_named, written
from .standing import standing
from .steps import (
    RULINGS,
    Advanced,
    Bookmarked,
    Defaulted,
    Drafted,
    Entry,
    Ordered,
    Recorded,
    Ruled,
    Seated,
    Step,
    TakenBack,
    json_of,
)

Listener = Callable[[tuple[Event, ...]], None]

_FIRST_LINE = 2  # of a step; the first line of a journal is its header

__all__ = ["Absent", "Person", "Randomly", "Scripted", "Seat", "Session", "Voiced"]


class Session:
    """A game with its seats; made by `open` and `resume`. Its methods may be called from any thread."""

    def __init__(self, game: Game, past: Past, journal: Journal | None) -> None:
        self.scenario = game.scenario
        self._game = game
        self._past = past
        self._journal = journal
        self._players = self._seat_players()
        self._draws, self._commentary = draws_for(past.seed), Commentary(past)
        self._listeners: list[Listener] = []
        self._untold: list[Event] = []
        self._behind = False  # whether somebody was kept from acting
        self._resumed = False
        self._lock = RLock()
        self.desk = Desk(self, self._lock)
        self.guard = Guard(past, self._lock)
        self.branches = Branches(self, self._lock)

    @classmethod
    def open(
        cls,
        scenario: Scenario | str | Path,
        *,
        seats: Mapping[str, Sitter] | None = None,
        seed: int | None = None,
        journal: Path | None = None,
        disk: Disk = SYSTEM,
    ) -> Session:
        """Return a new game, played on until a person is awaited; seats left out are scripted as usual.

        Raises: Problems: the scenario does not load. Refused: there is no such role or doctrine, or the
        journal cannot be written.
        """
        it = scenario if isinstance(scenario, Scenario) else scenario_named(str(scenario))
        number, salt = new_seed() if seed is None else seed, new_salt()
        past = Past(it, seated(it, seats or {}), number, salt, commitment_to(number, salt))
        for role, sitter in past.sitters.items():
            player_of(it, role, sitter)  # what is wrong is said before there is a file
        kept = None
        if journal is not None:
            rules = Recorded(layers=written(it))
            kept = Journal.create(Path(journal), past.header(), {**json_of(rules), "at": [0, "", False]}, disk=disk)
            past.take(Entry(line=_FIRST_LINE, step=rules))
        return cls(Game.resumed(it, (), past.seed), past, kept)._begun()

    @classmethod
    def resume(cls, path: Path, disk: Disk = SYSTEM) -> Session:
        """Return the game that a journal holds, its drafts included, played on until a person is awaited.

        Raises: Refused: it cannot be opened or gone on with. Problems: its scenario does not load.
        """
        path = Path(path)
        first = read(path, disk)
        past = past_in(first, path)  # what is wrong is said before anything is mended
        journal, kept = Journal.open(path, disk)
        try:
            past = past if kept.code == first.code else past_in(kept, path)
            session = cls(past.game(), past, journal)
            session._resumed = True
            for step in past.opening():
                session._write(step)
        except BaseException:
            journal.close()
            raise
        return session._begun()

    def _begun(self) -> Session:
        """Play on until a person is awaited, and return the session itself."""
        try:
            self._go_on()
        except BaseException:
            self.close()
            raise
        return self

    @property
    def game(self) -> Game:
        """The game itself, secrets included."""
        return self._game

    @property
    def journal(self) -> Path | None:
        """The file that keeps this game, None when nothing does."""
        return None if self._journal is None else self._journal.path

    @property
    def mended(self) -> str:
        """What was wrong with the journal when it was opened, and what was done about it; "" when all was well."""
        return "" if self._journal is None else self._journal.mended

    @property
    def commitment(self) -> str:
        """What may be told of the seed before the game is over: see `fairness.py`; "" when an old journal has none."""
        return self._past.commitment

    @property
    def revealed(self) -> tuple[int, str] | None:
        """The seed and its salt once the game is over, None before."""
        return (self._past.seed, self._past.salt) if self.over else None

    @property
    def past(self) -> Past:
        """What was done at the table, for control."""
        return self._past

    @property
    def resumed(self) -> bool:
        """Whether this is a saved game that goes on."""
        return self._resumed

    @property
    def standing(self) -> str:
        """Where the game stands, in a line: `Turn 3, commit, 6 of 9 roles are done`."""
        return standing(self._game)

    @property
    def over(self) -> bool:
        """Whether the game is over."""
        return self._game.over

    @property
    def people(self) -> tuple[str, ...]:
        """The roles that persons play, or control."""
        return tuple(role for role, sitter in self._past.sitters.items() if isinstance(sitter, (Person, Voiced)))

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The persons' roles that may act now."""
        people = self.people
        return tuple(role for role in self._game.awaiting if role in people)

    def sitter(self, role: str) -> Sitter:
        """Return who sits in a seat."""
        return self._past.sitters[role]

    def seat(self, role: str) -> Seat:
        """Return a seat, to see and act for its role.

        Raises: Refused: there is no such role.
        """
        self._game.view(role)
        return Seat(self, role)

    def hand_over(self, role: str, sitter: Sitter | None = None) -> None:
        """Let somebody else play a seat, or its usual doctrine, and play on.

        Raises: Refused: there is no such role or doctrine, or it cannot be written down.
        """
        with self._lock:
            self._game.view(role)
            it = named(self.scenario, role, sitter or Scripted())
            player_of(self.scenario, role, it)
            self._write(Seated(role=role, seat=it), who=self.guard.who)
            self._players = self._seat_players()
            self._go_on()

    def scripted_orders(self) -> tuple[Decided, ...]:
        """Return every decision of a scripted seat so far: for control, and for all after the end."""
        return tuple(self._past.decided.values())

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with what happened after each act; the function returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Let go of the journal; nothing more can be given."""
        if self._journal is not None:
            self._journal.close()

    def submit(self, role: str, order: Order) -> None:
        """Give an order for a role, and play on until a person is awaited.

        Raises: Refused: it may not be given, or cannot be written down; nothing has changed.
        """
        self.act(Ordered(role=role, order=order.text))

    def take_back(self, role: str, order: Order | None) -> None:
        """Take back a sealed order of a role, or all of them.

        Raises: Refused: there is none, or it cannot be written down.
        """
        self.act(TakenBack(role=role, order="" if order is None else order.text))

    def rule(self, act: str, what: str, reason: str = "") -> None:
        """Let control act on the course of the game (see `steps.RULINGS`), and play on.

        `what` is a procedure or an inject; to judge an argument, its number and those reasons that count.

        Raises: Refused: it cannot be done now, or cannot be written down; nothing has changed.
        """
        assert act in RULINGS, act
        self.act(Ruled(ruling=act, what=what, reason=reason))

    def act(self, step: Step) -> None:
        """Do a step that acts on the game, write it down, and play on until a person is awaited.

        Raises: Refused: it cannot be done now, or cannot be written down; nothing has changed.
        """
        with self._lock:
            self._do(step, self.guard.who)
            self._go_on()

    def bookmark(self, number: int, name: str) -> None:
        """Mark an event to come back to; without a name the mark is taken away.

        Raises: Refused: it cannot be written down.
        """
        self.keep(Bookmarked(number=number, name=name))

    def keep(self, step: Step) -> None:
        """Write down a step that changes nothing in the game: a note, the clock, what somebody said.

        Raises: Refused: it cannot be written down.
        """
        with self._lock:
            self._write(step, who=self.guard.who)
            self.catch_up()

    def catch_up(self) -> None:
        """Let those act whom a full disk kept from it; while it is full they go on waiting."""
        with self._lock, suppress(Unkept):
            if self._behind:
                self._go_on()

    def default(self, role: str) -> None:
        """Give what stands for a role that says nothing, and play on.

        Raises: Refused: the role is not awaited, or it cannot be written down.
        """
        self.act(Defaulted(role=role))

    def save_draft(self, role: str, order: Order | None) -> None:
        """Keep an order that is not yet given, or forget it.

        Raises: Refused: it cannot be written down.
        """
        self.keep(Drafted(role=role, order=None if order is None else order.text))

    def draft(self, role: str) -> Order | None:
        """Return the order that a role keeps as a draft."""
        text = self._past.drafts.get(role)
        return None if text is None else Order.parse(text)

    def since_last(self, role: str) -> tuple[Seen, ...]:
        """Return what changed as far as a role knows since it last asked."""
        with self._lock:
            found = self._game.changes(role, self._past.looked.get(role, 0))
            self._past.looked[role] = self._past.number
            return found

    def remarks(self, role: str) -> tuple[Remark, ...]:
        """Return what scripted seats said publicly of orders of which a role (`remarks.EVERYBODY`: all) was told."""
        with self._lock:
            return self._commentary.remarks(role, self._game)

    def explain(self, role: str, number: int) -> str:
        """Return why a role's scripted player gave the order of that event, "" when it was no decision of one."""
        with self._lock:
            return self._commentary.explain(role, number, self._game)

    def _go_on(self) -> None:
        """Play until a person is awaited or the game is over, then tell the listeners."""
        self._behind = True
        try:
            if not (self._game.over or self._game.awaiting or self._game.arguments or self._game.is_halted):
                self._do(Advanced())
            while True:
                if role := self._game.next_of(self._players):
                    self._act(role)
                elif absent := [it for it in self._game.awaiting if isinstance(self._past.sitters[it], Absent)]:
                    self._do(Defaulted(role=absent[0]))
                else:
                    break
            self._behind = False  # before the desk keeps anything, which asks for it
            self.desk.follow()
        except Unkept as error:
            self._behind = True
            raise Unkept(
                _("{reason} Orders given before are kept; the others wait.").format(reason=error.reason)
            ) from None
        told, self._untold = tuple(self._untold), []
        for listener in tuple(self._listeners) if told else ():
            listener(told)

    def _act(self, role: str) -> None:
        """Let a scripted seat decide and give its order."""
        decision = decided(self._game, role, self._players[role], self._draws)
        text, draw = decision.order.text, tuple(self._game.view(role).choices.key.split("/"))
        try:
            self._do(Ordered(role=role, order=text, by=self._past.sitters[role], card=decision.card, draw=draw))
        except Unkept:
            raise
        except Refused as refused:
            raise AssertionError(f"{role} decided {text!r}: {refused.reason}") from refused

    def _do(self, step: Step, who: str = "") -> None:
        """Do something in the game and write it down; when it cannot be written, it has not happened."""
        self.guard.look(step)
        begun = step.begins(self._past)
        before = self._game if begun else None if self._journal is None else self._game.fork()
        self._game = self._past.game(begun) if begun else self._game
        try:
            events = step.act(self._game)
            self._write(step, events, who)
        except Unkept as error:
            self._game = before or self._game
            raise Unkept(_("{reason} Nothing was done.").format(reason=error.reason)) from None
        except Refused:
            raise
        except BaseException:  # Ctrl+C in the middle of it
            self._game = before or self._game
            raise
        if begun is not None:
            self._draws, self._commentary, self._untold = draws_for(self._past.seed), Commentary(self._past), []
        self._untold += events

    def _write(self, step: Step, events: Sequence[Event] = (), who: str = "") -> None:
        """Keep a step and what it made, on disk first, with the name of who in control wanted it.

        Raises: Unkept: it cannot be kept; nothing is remembered.
        """
        self.guard.look(step)
        game, now = self._game, datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        at = (game.turn, game.view(game.roles[0]).phase, game.over)
        line, records = len(self._past.written) + _FIRST_LINE, tuple(event.record for event in events)
        spent = None if isinstance(step, Clocked) else self._past.clock.running_for
        entry = Entry(line=line, step=step, records=records, at=at, when=now, spent=spent, control=who)
        if self._journal is not None:
            self._journal.append(entry.to_json())
        self._past.take(entry)

    def _seat_players(self) -> dict[str, Player]:
        found = {role: player_of(self.scenario, role, sitter) for role, sitter in self._past.sitters.items()}
        return {role: player for role, player in found.items() if player is not None}

    def __repr__(self) -> str:
        return f"<Session of {self.scenario.id}, turn {self._game.turn}>"
