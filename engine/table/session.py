"""One session of a game: who sits where, what they give, and the journal that keeps it.

`Seat.submit` is the seam for a person, a doctrine and an agent. Whatever changes the game is in the
journal before anybody is told; when it cannot be written, it has not happened.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from typing import Any

from .. import __version__
from ..bots.player import Player, draws_for
from ..bots.roster import decided, next_of
from ..play.game import Game
from ..play.narration import Event
from ..play.orders import Order
from ..play.readings import Seen, Why
from ..play.scenario import Scenario
from ..play.views import View
from ..problems import Refused
from ..speech import _
from .journal import Header, Journal, Unkept
from .reasons import Decided, Hindsight
from .remarks import Podium, Remark
from .resuming import Past, past_of, scenario_named, source_of
from .seats import Person, Randomly, Scripted, Sitter, named, player_of, seated, to_json

Listener = Callable[[tuple[Event, ...]], None]

CONTROL: Mapping[str, Callable[[Game, str, str], tuple[Event, ...]]] = {
    "open": Game.open_procedure,
    "fire": Game.fire_inject,
    "hold": Game.hold_inject,
    "skip": Game.skip_inject,
    "arm": Game.arm_inject,
    "sit": lambda game, _what, _reason: game.take_chair(),
    "rise": lambda game, _what, _reason: game.leave_chair(),
    "judge": lambda game, what, reason: game.judge(int(what.split()[0]), what.split()[1:], reason),
}
"""What control may do to the course of the game."""

__all__ = ["Person", "Randomly", "Scripted", "Seat", "Session"]


class Session:
    """A game with its seats; made by `open` and `resume`. Its methods may be called from any thread."""

    def __init__(self, game: Game, seats: Mapping[str, Sitter], seed: int, journal: Journal | None) -> None:
        self.scenario = game.scenario
        self._game = game
        self._journal = journal
        self._sitters = dict(seats)
        self._players = self._seat_players()
        self._draws = draws_for(seed)
        self._hindsight = Hindsight(game.scenario, self._draws)
        self._podium = Podium(game.scenario)
        self._past = Past()
        self._listeners: list[Listener] = []
        self._untold: list[Event] = []
        self._lock = RLock()

    @classmethod
    def open(
        cls,
        scenario: Scenario | str | Path,
        *,
        seats: Mapping[str, Sitter] | None = None,
        seed: int | None = None,
        journal: Path | None = None,
    ) -> Session:
        """Return a new game, played on until a person is awaited; seats left out are scripted as usual.

        Raises: Problems: the scenario does not load. Refused: there is no such role or doctrine, or the
        journal cannot be written.
        """
        it = scenario if isinstance(scenario, Scenario) else scenario_named(str(scenario))
        sitters = seated(it, seats or {})
        for role, sitter in sitters.items():
            player_of(it, role, sitter)  # what is wrong is said before there is a file
        seed = secrets.randbits(63) if seed is None else seed
        kept = None if journal is None else Journal.create(Path(journal), _header(it, seed, sitters))
        return cls(Game.resumed(it, (), seed), sitters, seed, kept)._begun()

    @classmethod
    def resume(cls, path: Path) -> Session:
        """Return the game that a journal holds, its drafts included, played on until a person is awaited.

        Raises: Refused: it cannot be opened or gone on with. Problems: its scenario does not load.
        """
        past = past_of(Path(path))
        journal, _unused = Journal.open(Path(path))
        session = cls(past.game(), past.sitters, past.seed, journal)
        session._past = past
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
    def over(self) -> bool:
        """Whether the game is over."""
        return self._game.over

    @property
    def people(self) -> tuple[str, ...]:
        """The roles that persons play."""
        return tuple(role for role, sitter in self._sitters.items() if isinstance(sitter, Person))

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The persons' roles that may act now."""
        people = self.people
        return tuple(role for role in self._game.awaiting if role in people)

    def sitter(self, role: str) -> Sitter:
        """Return who sits in a seat."""
        return self._sitters[role]

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
            self._write({"do": "seat", "role": role, "seat": to_json(it)})
            self._sitters[role] = it
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
        with self._lock:
            self._step({"do": "order", "role": role, "order": order.text}, lambda game: game.submit(role, order))
            self._go_on()

    def take_back(self, role: str, order: Order | None) -> None:
        """Take back a sealed order of a role, or all of them.

        Raises: Refused: there is none, or it cannot be written down.
        """
        said = "" if order is None else order.text
        with self._lock:
            self._step({"do": "take back", "role": role, "order": said}, lambda game: game.take_back(role, order))
            self._go_on()

    def rule(self, act: str, what: str, reason: str = "") -> None:
        """Let control act on the course of the game (see `CONTROL`), and play on.

        `what` is a procedure or an inject; to judge an argument, its number and those reasons that count.

        Raises: Refused: it cannot be done now, or cannot be written down; nothing has changed.
        """
        done, step = CONTROL[act], {"do": "rule", "role": "", "act": act, "what": what, "reason": reason}
        with self._lock:
            self._step(step, lambda game: done(game, what, reason))
            self._go_on()

    def save_draft(self, role: str, order: Order | None) -> None:
        """Keep an order that is not yet given, or forget it.

        Raises: Refused: it cannot be written down.
        """
        with self._lock:
            step = {"do": "draft", "role": role, "order": None if order is None else order.text}
            self._write(step)
            self._past.note(step, ())

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
            return self._podium.remarks(role, self._game.log, self._past.decided)

    def explain(self, role: str, number: int) -> str:
        """Return why a role's scripted player gave the order of that event, "" when it was no decision of one."""
        with self._lock:
            it = self._past.decided.get(number)
            if it is None or it.role != role:
                return ""
            reasoning = self._hindsight.reasoning(it, self._game.log)
            return (
                _("{order}: one of the legal orders, at random").format(order=it.order)
                if reasoning is None
                else reasoning.text()
            )

    def _go_on(self) -> None:
        """Play until a person is awaited or the game is over, then tell the listeners."""
        try:
            if not self._game.over and not self._game.awaiting and not self._game.arguments:
                self._step({"do": "advance", "role": ""}, Game.advance)
            while role := next_of(self._game, self._players):
                self._act(role)
        except Unkept as error:
            raise Unkept(
                _("{reason} Orders given before are kept; the others wait.").format(reason=error.reason)
            ) from None
        told, self._untold = tuple(self._untold), []
        for listener in tuple(self._listeners) if told else ():
            listener(told)

    def _act(self, role: str) -> None:
        """Let a scripted seat decide and give its order."""
        decision = decided(self._game, role, self._players[role], self._draws)
        text = decision.order.text
        step = {"do": "order", "role": role, "order": text, "by": to_json(self._sitters[role]), "card": decision.card}
        step["draw"] = list(self._game.view(role).sight.key)
        try:
            self._step(step, lambda game: game.submit(role, decision.order))
        except Unkept:
            raise
        except Refused as refused:
            raise AssertionError(f"{role} decided {text!r}: {refused.reason}") from refused

    def _step(self, step: dict[str, Any], act: Callable[[Game], tuple[Event, ...]]) -> None:
        """Do something and write it down; when it cannot be written, it has not happened."""
        before = None if self._journal is None else self._game.fork()
        try:
            events = act(self._game)
            self._write({**step, "records": [event.to_json() for event in events]})
        except Unkept as error:
            self._game = before or self._game
            raise Unkept(_("{reason} Nothing was done.").format(reason=error.reason)) from None
        except Refused:
            raise
        except BaseException:  # Ctrl+C in the middle of it
            self._game = before or self._game
            raise
        self._past.note(step, [event.record for event in events])
        self._untold += events

    def _write(self, step: dict[str, Any]) -> None:
        if self._journal is not None:
            game = self._game
            phase = game.view(game.roles[0]).phase
            self._journal.append({**step, "at": [game.turn, phase, game.over]})

    def _seat_players(self) -> dict[str, Player]:
        found = {role: player_of(self.scenario, role, sitter) for role, sitter in self._sitters.items()}
        return {role: player for role, player in found.items() if player is not None}

    def __repr__(self) -> str:
        return f"<Session of {self.scenario.id}, turn {self._game.turn}>"


class Seat:
    """One role at the table: what it sees, and all that it can do."""

    __slots__ = ("_session", "role")

    def __init__(self, session: Session, role: str) -> None:
        self._session = session
        self.role = role

    @property
    def view(self) -> View:
        """What this role may know now, and the orders it may give."""
        return self._session.game.view(self.role)

    @property
    def draft(self) -> Order | None:
        """The order that this seat keeps as a draft."""
        return self._session.draft(self.role)

    def submit(self, order: Order) -> None:
        """Give an order; scripted seats act after it where they are awaited.

        Raises: Refused: it may not be given, or cannot be written down; nothing has changed.
        """
        self._session.submit(self.role, order)

    def take_back(self, order: Order | None = None) -> None:
        """Take back an own sealed order, or all of them.

        Raises: Refused: there is none, or it cannot be written down.
        """
        self._session.take_back(self.role, order)

    def save_draft(self, order: Order | None) -> None:
        """Keep an order that is not yet given, half-filled or whole; None forgets it.

        Raises: Refused: it cannot be written down.
        """
        self._session.save_draft(self.role, order)

    def since_last(self) -> tuple[Seen, ...]:
        """Return what changed as far as this seat knows since it last asked."""
        return self._session.since_last(self.role)

    def why(self, name: str) -> tuple[Why, ...]:
        """Return every change of a number (`approval[paris]`) as far as this seat may know.

        Raises: KeyError: this seat does not see it.
        """
        return self._session.game.why(name, self.role)

    def history(self) -> Mapping[str, tuple[float, ...]]:
        """Return the values of each number that has moved, turn by turn, as far as this seat knows them."""
        return self._session.game.history(self.role)

    def remarks(self) -> tuple[Remark, ...]:
        """Return what scripted seats said publicly of orders, each with the number of the news that told of it."""
        return self._session.remarks(self.role)

    def explain(self, number: int) -> str:
        """Return why this seat's scripted player gave the order of that event, "" when it was no decision of one."""
        return self._session.explain(self.role, number)


def _header(scenario: Scenario, seed: int, sitters: Mapping[str, Sitter]) -> Header:
    return Header(
        engine=__version__,
        scenario=scenario.id,
        source=source_of(scenario),
        title=scenario.title,
        digest=scenario.digest,
        seed=seed,
        seats={role: to_json(sitter) for role, sitter in sitters.items()},
        begun=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    )
