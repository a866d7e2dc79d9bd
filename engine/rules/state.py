"""The state of a game: one flat list of whole numbers, and small records of what is pending.

It holds ids and numbers, never objects, and no ruleset. Only `engine.rules.events` and a `Run` write into it.
`memo` remembers measures for the compiled rules; it is no part of the state.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from .ruleset import TURN, Memo, Ruleset, Values

Frame = tuple[Any, ...]
Sealed = tuple[str, tuple[int, ...], tuple[tuple[str, tuple[int, ...]], ...], tuple[tuple[int, int], ...]]
Waiting = tuple[Any, ...]

PARTS = ("flow", "sealed", "acted", "ready", "used", "drawn", "spent", "dealt", "pending")
BARGAINS = ("tabled", "ballots", "deals", "heard", "ledger")


class State:
    """Where a game stands.

    values   the turn, the phase's position, then every track
    flow     depth -> frame: the stack that says where in the sequence of play it stands
    sealed   (role, which of its orders) -> a sealed order: (order, parameters, conditions, costs set aside)
    acted    role -> orders given in this phase
    ready    role -> 1 when it passed in this phase, 0 when another's act let it act again since
    used     (span, role, order, number of the limit, *values) -> how often
    drawn    key of a draw -> how often it was drawn this turn
    spent    event that happens once -> 1
    dealt    role -> its sealed objective
    pending  "scheduled" -> ((turn, event, args), …), "asked" -> ((event, args), …), "called" -> (procedure, …),
             "injects" -> ((inject, "held" or "skipped"), …), "worded" -> ((inject, text, roles), …) in control's words,
             "bands" -> ((check, band), …) that control picked, "excepted" -> ((role, order or ""), …) that it granted,
             "styles" -> ((order, style), …) by control, "chair" -> (("control",),) while it sits there,
             "held" -> ((part, contents), …) of what waits below each procedure that is played
    tabled   motion -> (its place on the agenda, who tabled it, parameters)
    ballots  (motion, role) -> 0 yes, 1 no, 2 abstain
    deals    key -> an open deal: see `engine.play.open_deals.Deal`
    heard    role -> how many deals it knows of; -1 -> how many there were
    ledger   (key of a deal, which of its terms) -> what became of it: see `engine.play.promises.Line`
    """

    __slots__ = (*PARTS, *BARGAINS, "memo", "values")

    def __init__(self, values: Values) -> None:
        self.values = values
        self.memo: Memo = {}
        self.flow: dict[int, Frame] = {}
        self.sealed: dict[tuple[int, int], Sealed] = {}
        self.acted: dict[int, int] = {}
        self.ready: dict[int, int] = {}
        self.used: dict[tuple[Any, ...], int] = {}
        self.drawn: dict[str, int] = {}
        self.spent: dict[str, int] = {}
        self.dealt: dict[int, str] = {}
        self.pending: dict[str, tuple[Waiting, ...]] = {}
        self.tabled: dict[str, tuple[int, int, tuple[int, ...]]] = {}
        self.ballots: dict[tuple[str, int], int] = {}
        self.deals: dict[int, tuple[Any, ...]] = {}
        self.heard: dict[int, int] = {}
        self.ledger: dict[tuple[int, int], tuple[Any, ...]] = {}

    @classmethod
    def at_start(cls, rules: Ruleset) -> State:
        """Return the state before anything has happened."""
        state = cls(list(rules.start))
        state.values[TURN] = 0
        state.flow[0] = ("start",)
        return state

    def fork(self) -> State:
        """Return a copy that goes its own way; what cannot change is shared."""
        it = State.__new__(State)
        it.values = self.values.copy()
        it.memo = {}
        it.flow = self.flow.copy()
        it.sealed = self.sealed.copy()
        it.acted = self.acted.copy()
        it.ready = self.ready.copy()
        it.used = self.used.copy()
        it.drawn = self.drawn.copy()
        it.spent = self.spent.copy()
        it.dealt = self.dealt.copy()
        it.pending = self.pending.copy()
        it.tabled = self.tabled.copy()
        it.ballots = self.ballots.copy()
        it.deals = self.deals.copy()
        it.heard = self.heard.copy()
        it.ledger = self.ledger.copy()
        return it

    @property
    def top(self) -> Frame:
        """The frame that plays now."""
        return self.flow[len(self.flow) - 1]

    def sealed_by(self, role: int) -> tuple[Sealed, ...]:
        """Return a role's sealed orders, as it gave them."""
        sealed = self.sealed
        if not sealed:
            return ()
        keys = [(role, which) for which in range(self.acted.get(role, 0))]
        return tuple([sealed[key] for key in keys if key in sealed])

    @property
    def digest(self) -> str:
        """A fingerprint, equal exactly when states are equal."""
        text = json.dumps(self.as_json(), separators=(",", ":"))
        return blake2b(text.encode(), digest_size=16).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Return the whole state in what JSON can hold, in one canonical order."""
        used = (*PARTS, *(part for part in BARGAINS if getattr(self, part)))
        parts = {part: sorted(([key, value] for key, value in getattr(self, part).items()), key=repr) for part in used}
        return {"values": list(self.values), **parts}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> State:
        """Return the state that `as_json` wrote."""
        state = cls(list(data["values"]))
        for part in (*PARTS, *BARGAINS):
            getattr(state, part).update({frozen(key): frozen(value) for key, value in data.get(part, ())})
        return state

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        parts = (*PARTS, *BARGAINS)
        return self.values == other.values and all(getattr(self, part) == getattr(other, part) for part in parts)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<State {self.digest[:8]}>"


def frozen(value: Any) -> Any:
    """Return `value` with every list made a tuple; most hold no other list, and that is quick."""
    if type(value) is not list:
        return value
    for it in value:
        if type(it) is list:
            return tuple([frozen(it) if type(it) is list else it for it in value])
    return tuple(value)
