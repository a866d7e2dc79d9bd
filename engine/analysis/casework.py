"""Cases are played: given, when, then; each is also replayed from its log.

A step runs to the next phase that offers its role its order: who may pass, passes, and a role that
may not fails the case, unless the case names its doctrine. The result is read when the phase of the
last order has resolved. A case without orders that gives every role a doctrine is played to its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..bots.player import Player, draws_for
from ..bots.roster import decided
from ..language.shapes import Node
from ..language.spec import Step
from ..language.text import meant, quoted
from ..play.game import Game
from ..play.orders import Order
from ..play.scenario import Scenario
from ..problems import Problems, Refused
from ..rules.dice import Fall, Median, Scripted, Seeded, fall
from ..rules.events import Record, apply
from ..rules.ruleset import NONE
from ..rules.state import State
from .cases import SPECIAL, Piece, Unclear, Wrong, asked, name_of, unknown_phase
from .scripted import chosen_players
from .starts import Unfit, starting

BOUNDARIES = ("phase", "turn", "asked", "opened", "closed")
"""Kinds of records with which something new begins."""


class Fault(Exception):
    """The case cannot go on; carries what is wrong."""

    def __init__(self, wrong: Wrong) -> None:
        self.wrong = wrong
        super().__init__(str(wrong))


def run(piece: Piece) -> tuple[Wrong, ...]:
    """Play a case and return what is not as it says; empty when all is well."""
    try:
        trial = _Trial(piece)
        trial.play()
        return (*trial.judged(), *trial.replayed())
    except Fault as fault:
        return (fault.wrong,)
    except Problems as problems:
        return tuple(Wrong(place=it.place, message=it.message) for it in problems.problems)


class _Trial:
    """One case being played."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.case = piece.case
        self.scenario = scenario = self._started(piece.start.scenario)
        self.rules = scenario.rules
        self.falls: dict[str, Fall] = {}
        if self.case.when:
            self._set_dice(self.case.when[0])
        self.dice = Scripted(self.falls, Seeded(self.case.seed) if self.case.seed else Median())
        self.game = Game(scenario, seed=self.case.seed, dice=self.dice)
        self.players = self._players(scenario)
        self.draws = draws_for(self.case.seed)
        self.refusal: str | None = None
        self.begun = 0  # the number of the record with which the wanted phase began to matter

    def play(self) -> None:
        """Give every order, then play to the moment at which the result is read."""
        if why := unknown_phase(self.case, self.rules):
            raise Fault(self.piece.wrong(self.case.fields.get("until", 0), why))
        for step in self.case.when:
            self._step(step)
        if self.refusal is not None or not (self.case.when or self.case.until or self._plays_itself()):
            return
        self.begun = max(self.begun, 1)
        while not self.game.over and self._read_at() is None:
            self._let_one_pass(self.case.mark)

    def judged(self) -> tuple[Wrong, ...]:
        """Return what is not as `then` and `hidden` say."""
        state = State.at_start(self.rules)
        for record in self._records()[: self._read_at()]:
            apply(state, record)
        wrong = [it for key, node in self.case.then.items() if (it := self._unlike(key, node, state)) is not None]
        wrong += [it for role, names in self.case.hidden.items() for it in self._seen(role, names)]
        wrong += self._picked_otherwise()
        if self.refusal is not None and "refused" not in self.case.then:
            mark = self.case.when[-1].mark
            wrong.insert(0, self.piece.wrong(mark, f"the order was refused: {self.refusal}"))
        return tuple(wrong)

    def _picked_otherwise(self) -> Iterator[Wrong]:
        """Yield the dice that were to fall on something which could not be picked when they were drawn."""
        for name, node in (each for step in self.case.when for each in step.dice.items()):
            fell, names = self.dice.picked.get(name, (True, ()))
            if not fell:
                why = f"{name} could not fall on {quoted(node.value)} here; {meant(str(node.value), names)}"
                yield self.piece.wrong(node.mark, f"dice: {why}")

    def replayed(self) -> tuple[Wrong, ...]:
        """Return a fault when the log, read back, does not lead to the same state."""
        log = [json.loads(json.dumps(record.to_json())) for record in self._records()]
        if Game.resumed(self.scenario, log).digest == self.game.digest:
            return ()
        return (self.piece.wrong(self.case.mark, "replayed from its log the game comes out differently"),)

    def _records(self) -> list[Record]:
        return [event.record for event in self.game.log]

    def _started(self, scenario: Scenario) -> Scenario:
        marks = {key: node.mark for key, node in self.case.given.items()}
        for key, node in self.case.given.items():
            try:
                scenario = Scenario(starting(scenario.rules, [(key, node.value)]))
            except Unfit as error:
                raise Fault(self.piece.wrong(marks[key], f"given: {error}")) from None
        return scenario

    def _players(self, scenario: Scenario) -> dict[str, Player]:
        try:
            return chosen_players(scenario, self.case.doctrines)
        except Unfit as error:
            raise Fault(self.piece.wrong(self.case.fields.get("doctrines", 0), f"doctrines: {error}")) from None

    def _plays_itself(self) -> bool:
        return set(self.players) == set(self.game.roles)

    def _set_dice(self, step: Step) -> None:
        for name, node in step.dice.items():
            try:
                self.falls[name] = fall(name, node.value, self.rules.draws)
            except ValueError as wrong:
                raise Fault(self.piece.wrong(node.mark, f"dice: {wrong}")) from None

    def _step(self, step: Step) -> None:
        if self.refusal is not None:
            raise Fault(self.piece.wrong(step.mark, f"the order before this one was refused: {self.refusal}"))
        if step.role not in self.game.roles:
            raise Fault(self.piece.wrong(step.mark, f"there is no role {quoted(step.role)}"))
        self._set_dice(step)
        while not self._offers(step):
            self._let_one_pass(step.mark, wanting=f"{step.role} could give {step.order}")
        self.begun = len(self.game.log) + 1
        try:
            self.game.submit(step.role, _order(step))
        except Refused as refused:
            self.refusal = refused.reason

    def _offers(self, step: Step) -> bool:
        """Whether this is a phase that offers the step's role its order, open or closed."""
        if step.role not in self.game.awaiting:
            return False
        return step.order == "pass" or self.game.view(step.role).choices.offers(step.order)

    def _let_one_pass(self, mark: int, *, wanting: str = "the result could be read") -> None:
        """Let the first role that is awaited act by its doctrine, or pass."""
        game = self.game
        if game.over:
            raise Fault(self.piece.wrong(mark, f"the game was over ({game.ending}) before {wanting}"))
        role = game.awaiting[0]
        view = game.view(role)
        if role in self.players:
            game.submit(role, decided(game, role, self.players[role], self.draws).order)
        elif view.choices.may_pass:
            game.submit(role, Order("pass"))
        else:
            what = f"{role} may not pass in {view.phase}: give its order in `when`, or its doctrine"
            raise Fault(self.piece.wrong(mark, f"before {wanting}, {what}"))

    def _read_at(self) -> int | None:
        """Return the number of the last record before something new begins.

        None when that is still to come.
        """
        if not self.begun or not (self.case.when or self.case.until):
            return None
        since = self._records()[self.begun - 1 :]
        done = not self.case.until or self._is_until(since[0] if since else None)
        for record in since[1:]:
            if done and record.kind in BOUNDARIES:
                return record.number - 1
            done = done or self._is_until(record)
        return None

    def _is_until(self, record: Record | None) -> bool:
        return record is not None and record.phase >= 0 and self.rules.phases[record.phase].id == self.case.until

    def _unlike(self, key: str, node: Node, state: State) -> Wrong | None:
        """Return what is wrong with one line of `then`."""
        message = self._special(key, node.value, state) if key in SPECIAL else self._formula(key, node, state)
        return self.piece.wrong(node.mark, f"then: {message}") if message else None

    def _special(self, key: str, wanted: Any, state: State) -> str:
        if key == "refused":
            return _refused(wanted, self.refusal)
        if key == "ended":
            ended = state.top[1] if state.top[0] == "over" else None
            return (
                "" if ended == (None if wanted == "none" else wanted) else f"ended is {ended or 'none'}, not {wanted}"
            )
        said = [
            str(note[-1])
            for record in self._records()[: self._read_at()]
            for note in record.notes
            if note[0] in ("say", "tell", "inject", "motion")
        ]
        missing = [
            it for it in (wanted if isinstance(wanted, list) else [wanted]) if not any(str(it) in t for t in said)
        ]
        return f"nothing says {quoted(missing[0])}; said was: {' / '.join(said[-5:]) or 'nothing'}" if missing else ""

    def _formula(self, text: str, node: Node, state: State) -> str:
        """Return how a formula differs from what is wanted, "" when it does not."""
        wanted = name_of(node.value)
        try:
            found = asked(self.rules, text)(state.values, {})
            same = asked(self.rules, f"({text}) == {wanted}")(state.values, {}) if wanted else _equal(found, node.value)
        except Unclear as error:
            return f"{text}: {error}"
        return "" if same else f"{text} is {self._shown(found, node.value)}, not {_written(node.value)}"

    def _shown(self, found: Any, wanted: Any) -> str:
        """Return an answer in the words in which it was wanted, as far as that shows them."""
        root, _ = self.rules.positions.get(wanted, ("", NONE)) if isinstance(wanted, str) else ("", NONE)
        if root and found != NONE:
            return str(self.rules.roots[root][found].id)
        if root:
            return "none"
        if isinstance(wanted, str):
            return "something else"
        return _written(bool(found)) if isinstance(wanted, bool) and found in (0, 1) else _written(found)

    def _seen(self, role: str, names: tuple[str, ...]) -> list[Wrong]:
        """Return what a role sees and should not; its own is never hidden."""
        mark = self.case.fields.get("hidden", 0)
        if role not in self.game.roles:
            return [self.piece.wrong(mark, f"hidden: there is no role {quoted(role)}")]
        readings = self.game.view(role).tracks
        shown = {it.id for it in readings if it.value is not None and it.indices[:1] != (role,)}
        known = {*self.rules.tracks, *self.rules.measures}
        return [
            self.piece.wrong(mark, f"hidden: {role} sees {name}" if name in shown else f"hidden: there is no {name}")
            for name in names
            if name in shown or name not in known
        ]


def _order(step: Step) -> Order:
    conditions = [(name, _plain(values)) for attached in step.if_ for name, values in attached.items()]
    terms = [
        (giver, name, _plain(values))
        for stated in step.terms
        for giver, named in stated.items()
        for name, values in named.items()
    ]
    return Order(step.order, conditions=conditions, terms=terms, **_plain(step.with_))


def _plain(values: Mapping[str, Node]) -> dict[str, Any]:
    return {name: None if node.value == "none" else node.value for name, node in values.items()}


def _refused(wanted: Any, reason: str | None) -> str:
    if reason is None:
        return f"refused: the order was accepted, not refused with {quoted(wanted)}"
    if isinstance(wanted, bool):
        return "" if wanted else f"refused: {reason}"
    return "" if str(wanted).casefold() in reason.casefold() else f"refused with {quoted(reason)}, not {quoted(wanted)}"


def _equal(found: Any, wanted: Any) -> bool:
    return isinstance(wanted, (bool, int, float)) and abs(found - wanted) < 1e-9


def _written(value: Any) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.6g}"
    return str(value)
