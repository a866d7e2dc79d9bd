"""Who plays when no person does, compiled: doctrines with their reads, stances and cards, and standing orders."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..problems import Place
from .linked import Function, Linked

MOST_LOOKED_AT = 1024
"""So many orders of a card are looked at."""


@attrs.define(kw_only=True, eq=False)
class Card(Linked):
    """A card of a doctrine; functions take `(s, m, me, t, r, *p)`: traits, reads, then parameters chosen so far.

    fixed: one entry a parameter of the order: None (searched) or a function giving its value.
    score: `(s, m, me, t, r, *p) -> tuple[float, ...]`, one for each of `term_names`; None scores 0.
    because: `(s, m, me, t, r, *p) -> str`.
    total: `(s, m, me, t, r, *p) -> float`, the sum of its score; totals: `(s, m, me, t, r, orders) -> list[float]`.
    ways: `(s, m, me, t, r) -> Sequence`, its orders that the rules allow, limits aside; None: not compiled.
    publicly: `(s, m, me, *p) -> str`, of what all see. attaches: conditions; attached: for each its parameters' tuple.
    """

    id: str
    order: str
    stances: tuple[str, ...] = ()  # empty: all
    cooldown: int = 0
    seldom: str = ""  # why it is hardly ever played, in the author's words
    term_names: tuple[str, ...] = ()
    choose: tuple[str, str] | None = None  # for the engine's order `choose`: (event, choice)
    offered: Function | None = attrs.field(default=None, repr=False)  # of an offer: `(s, m, me, t, r)`, what it holds
    place: Place
    when: Function | None = attrs.field(default=None, repr=False)
    fixed: tuple[Function | None, ...] = attrs.field(default=(), repr=False)
    score: Function | None = attrs.field(default=None, repr=False)
    total: Function | None = attrs.field(default=None, repr=False)
    totals: Function | None = attrs.field(default=None, repr=False)
    ways: Function | None = attrs.field(default=None, repr=False)
    because: Function | None = attrs.field(default=None, repr=False)
    publicly: Function | None = attrs.field(default=None, repr=False)
    attaches: tuple[str, ...] = ()
    attached: tuple[Function, ...] = attrs.field(default=(), repr=False)  # one a condition: its parameters' tuple

    @property
    def conditions(self) -> tuple[tuple[str, Function], ...]:
        """The conditions it attaches, each with the function `(s, m, me, t, r, *p) -> tuple[int, ...]`."""
        return tuple(zip(self.attaches, self.attached, strict=True))


@attrs.define(kw_only=True, eq=False)
class Read(Linked):
    """A read of a doctrine: value and words, `(s, m, me, t, r)`; `r` holds the reads before it."""

    id: str
    kind: str = "number"
    root: str = ""
    value: Function = attrs.field(default=None, repr=False)
    say: Function | None = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Stance(Linked):
    """A stance: `when(s, m, me, t, r) -> bool` or None, `because(s, m, me, t, r) -> str` or None."""

    id: str
    when: Function | None = attrs.field(default=None, repr=False)
    because: Function | None = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Worth(Linked):
    """What a term of a deal is worth to a doctrine: `value(s, m, me, t, r, giver, *p) -> float`."""

    term: str
    value: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Doctrine(Linked):
    """A scripted opponent; `traits` are its numbers in order, `temperature` is 0 unless given.

    mind: `(s, m, me, t) -> (reads, stance)`, all reads in order and the position of the first stance that fits, or -1.
    """

    id: str
    title: str
    text: str = ""
    roles: frozenset[int]
    traits: Mapping[str, float] = attrs.field(factory=dict)
    reads: tuple[Read, ...] = ()
    stances: tuple[Stance, ...] = ()
    cards: tuple[Card, ...] = ()
    accepts: tuple[Worth, ...] = ()
    mind: Function = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Standing:
    """The order a role gives when its player gives none."""

    order: str
    parameters: tuple[int, ...] = ()
