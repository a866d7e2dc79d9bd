"""One run of effects: what compiled rules write down while they work.

Compiled rules write numbers into the values themselves and list each change here; everything else
(what is said, drawn, scheduled, asked, ended) is a note. The caller takes the values back with
`undo` and makes an event of it; nothing here is the game's state.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..language.adding import added_up
from .decided import Ruling, Undecided, worth_of
from .dice import Dice
from .ruleset import NONE, PHASE, TURN, Ruleset, Values

Change = tuple[int, int, int, int]  # place, before, after, cause
Note = tuple[Any, ...]  # (kind, cause, …), JSON-able; kinds below
Terms = tuple[tuple[str, float], ...]

STRONG, SUCCESS, MIXED, FAIL = 0, 1, 2, 3
BANDS = ("strong", "success", "mixed", "fail")


class Run:
    """The notes of one run.

    Notes, each a tuple that JSON can hold:
    ("say", cause, text) · ("tell", cause, roles, text) · ("roll", cause, id, total) ·
    ("chance", cause, id, likely, happened) · ("check", cause, id, ((term, value), …), modifier, roll, band) ·
    ("pick", cause, id, name) · ("fire", cause, event, args) · ("once", cause, event) ·
    ("lack", cause) · ("schedule", cause, turn, event, args) · ("ask", cause, event, args) ·
    ("call", cause, procedure) · ("inject", cause, inject, roles, text) · ("end", cause, ending)
    ("band", cause, id, band) before a check whose band control had picked · ("weighed", cause, for, against)

    `drawn`: keys drawn in this run, with how often each was drawn in the phase so far.
    `follows`: whether something that waits or ends the game is among the notes.
    """

    __slots__ = (
        *("_at", "_before", "_dice", "_pending", "_rules", "_spent", "_values", "_where"),
        *("changes", "drawn", "follows", "notes", "reasons", "ruling"),
    )

    def __init__(
        self,
        rules: Ruleset,
        values: Values,
        dice: Dice,
        drawn: dict[str, int],
        spent: Container[str],
        pending: Mapping[str, tuple[Any, ...]] = MappingProxyType({}),
    ) -> None:
        """`drawn`: how often each key was drawn in this phase; `spent`: events that happen once and did.

        `pending`: what waits; of it, the bands that control picked.
        """
        self._rules = rules
        self._dice = dice
        self._before = drawn
        self._spent = spent
        self._pending = pending
        self.reasons: Terms = ()  # terms of an argument, for its first check
        self.ruling: Ruling | None = None  # what control decided of its checks; None where it decides none
        self._at, self._where = (-1, -1), ""  # turn and phase, and how draws there begin
        self.begin(values)

    def begin(self, values: Values) -> Run:
        """Forget what was noted, and return the run that begins on the values."""
        self._values = values
        self.changes: list[Change] = []
        self.drawn: dict[str, int] = {}
        self.notes: list[Note] = []
        self.follows = False
        return self

    def _key(self, own: str) -> str:
        """Return the whole key of a draw; `own` and `drawn` are of one phase and leave out turn and phase."""
        times = self.drawn.get(own) or self._before.get(own, 0)
        self.drawn[own] = times + 1
        values = self._values
        at = values[TURN], values[PHASE]
        if at != self._at:
            turn, phase = self._at = at
            self._where = f"{turn}/{self._rules.phases[phase].id if phase >= 0 else ''}/"
        return f"{self._where}{own}/{times}"

    def roll(self, cause: int, name: str, own: str, count: int, sides: int) -> int:
        """Return the sum of dice; nobody sees a draw, only the changes it makes."""
        total = self._dice.roll(self._key(own), count, sides)
        self.notes.append(("roll", cause, name, total))
        return total

    def chance(self, cause: int, name: str, own: str, likely: float) -> bool:
        """Return whether it happens; `likely` is clamped to 0..1."""
        likely = 0.0 if likely < 0 else 1.0 if likely > 1 else float(likely)
        happened = self._dice.chance(self._key(own), likely)
        self.notes.append(("chance", cause, name, likely, happened))
        return happened

    def check(self, cause: int, name: str, own: str, terms: Terms) -> int:
        """Return the band of 2d6 plus the terms' sum, rounded and clamped to ±4.

        Source: matrix-game practice, 7 and more succeeds (dossier, practice 3.6).
        """
        if self.reasons:
            terms, self.reasons = (*terms, *self.reasons), ()
        key, decided = self._key(own), ""
        if self.ruling is not None:
            decided, terms = self._ruled(self.ruling, key, name, terms)
        modifier = modifier_of(terms)
        roll = self._dice.roll(key, 2, 6)
        reached = roll + modifier
        band = STRONG if reached >= 10 else SUCCESS if reached >= 7 else MIXED if reached >= 5 else FAIL
        if "bands" in self._pending:
            band = self._picked(name, band)
        if decided:
            self.notes.append(("band", NONE, name, decided))
            band = BANDS.index(decided)
        self.notes.append(("check", cause, name, terms, modifier, roll, BANDS[band]))
        return band

    def _picked(self, name: str, band: int) -> int:
        """Return the band that control picked for the next check of that name, once; else the band itself."""
        if not self._is_picked(name):
            return band
        picked = dict(self._pending["bands"])[name]
        self.follows = True
        self.notes.append(("band", NONE, name, picked))
        return BANDS.index(picked)

    def _is_picked(self, name: str) -> bool:
        """Return whether control has picked the band of the next check of that name."""
        picked = any(pair[0] == name for pair in self._pending.get("bands", ()))
        return picked and not any(note[0] == "band" and note[2] == name for note in self.notes)

    def _ruled(self, ruling: Ruling, key: str, name: str, terms: Terms) -> tuple[str, Terms]:
        """Return the band that control decided for a check, "" as the dice fall, and its terms with the reasons.

        Raises: Undecided: control has yet to decide it.
        """
        if key not in ruling.decided:
            if ruling.stops and not self._is_picked(name):
                raise Undecided(key, name, ruling.style, terms, modifier_of(terms))
            return "", terms
        band, pros, cons = ruling.decided[key]
        if pros or cons:
            self.notes.append(("weighed", NONE, pros, cons))
        return band, (*terms, *worth_of(pros, cons))

    def pick(self, cause: int, name: str, own: str, names: Sequence[str], weights: Sequence[float]) -> int:
        """Return the position of one of `names` by weight, or -1 when no weight is above 0."""
        weights = [weight if weight > 0 else 0 for weight in weights]
        if not any(weights):
            return -1
        picked = self._dice.pick(self._key(own), names, weights)
        self.notes.append(("pick", cause, name, names[picked]))
        return picked

    def say(self, cause: int, text: str) -> None:
        """Tell everybody."""
        self.notes.append(("say", cause, text))

    def tell(self, cause: int, roles: tuple[int, ...], text: str) -> None:
        """Tell some roles only."""
        self.notes.append(("tell", cause, roles, text))

    def fired(self, cause: int, event: str, args: tuple[int, ...]) -> None:
        """Note that an event happened."""
        self.notes.append(("fire", cause, event, args))

    def inject(self, cause: int, inject: str, roles: tuple[int, ...], text: str) -> None:
        """Note that an inject was brought to some roles."""
        self.notes.append(("inject", cause, inject, roles, text))

    def is_spent(self, event: str) -> bool:
        """Return whether an event that happens once did."""
        if event in self._spent:
            return True
        return self.follows and any(note[0] == "once" and note[2] == event for note in self.notes)

    def spend(self, cause: int, event: str) -> None:
        """Note that an event that happens once did."""
        self.follows = True
        self.notes.append(("once", cause, event))

    def schedule(self, cause: int, event: str, turns: float, args: tuple[int, ...]) -> None:
        """Note that an event happens at the start of the turn that many turns on (at least 1)."""
        self.follows = True
        self.notes.append(("schedule", cause, self._values[TURN] + max(1, rounded(turns)), event, args))

    def ask(self, cause: int, event: str, args: tuple[int, ...]) -> None:
        """Note that an event waits for a choice; the same one asked twice is asked once."""
        self.follows = True
        if not any(note[0] == "ask" and note[2:] == (event, args) for note in self.notes):
            self.notes.append(("ask", cause, event, args))

    def lack(self, cause: int) -> None:
        """Note that something could not be given in full: a deal with it fails."""
        self.notes.append(("lack", cause))

    def call(self, cause: int, procedure: str) -> None:
        """Note that a procedure waits to be played; the same one called twice is played once."""
        self.follows = True
        if not any(note[0] == "call" and note[2] == procedure for note in self.notes):
            self.notes.append(("call", cause, procedure))

    def end(self, cause: int, ending: str) -> None:
        """Note that the game ends so; the first one counts."""
        self.follows = True
        if not any(note[0] == "end" for note in self.notes):
            self.notes.append(("end", cause, ending))


def take_back(values: Values, changes: Sequence[Change]) -> None:
    """Put the values back as they were before these changes, which must be the last."""
    for place, before, _, _ in reversed(changes):
        values[place] = before


def modifier_of(terms: Terms) -> int:
    """Return what a check's terms come to: their sum, rounded and clamped to ±4."""
    whole = rounded(added_up([value for _, value in terms]))
    return 4 if whole > 4 else -4 if whole < -4 else whole


def rounded(value: float) -> int:
    """Return the nearest whole number, halves away from zero.

    >>> rounded(2.5), rounded(-2.5), rounded(3)
    (3, -3, 3)
    """
    if isinstance(value, int):
        return value
    return int(value + 0.5) if value >= 0 else -int(0.5 - value)
