"""A compiled ruleset: everything that play needs, and nothing that it must still look up.

Members of sets are their positions in their root set (`role`, `area`, `force`, or a set of the
author's own); `none` is -1. All functions take the values `s` (one flat list of whole numbers: the
turn, the phase, then every track end to end) and `m`, a dict in which measures are remembered; who
writes into `s` forgets there what rests on it (`engine.rules.remembering`). Only
`engine.rules.events.apply` and a `Run` under `decide` write.

The data here is made by `engine.rules.compiler` and can be pickled; functions are linked to it
afterwards by name (`Linked`), so that a cached ruleset needs no compiling.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import attrs

from ..problems import Place
from .dice import Draws
from .entries import Choice as Choice
from .entries import Condition as Condition
from .entries import Ending as Ending
from .entries import Event as Event
from .entries import Funnel as Funnel
from .entries import Inject as Inject
from .entries import Judged as Judged
from .entries import Limit as Limit
from .entries import Measure as Measure
from .entries import Motion as Motion
from .entries import Objective as Objective
from .entries import Order as Order
from .entries import Parameter as Parameter
from .entries import Phase as Phase
from .entries import Procedure as Procedure
from .entries import Term as Term
from .linked import FIRST_TRACK as FIRST_TRACK
from .linked import NONE as NONE
from .linked import PHASE as PHASE
from .linked import TURN as TURN
from .linked import Cause as Cause
from .linked import Function as Function
from .linked import Index as Index
from .linked import Linked as Linked
from .linked import Memo as Memo
from .linked import Reading as Reading
from .linked import Values as Values
from .remembering import CLOCK, Rest, Resting, nothing
from .scripts import Card as Card
from .scripts import Doctrine as Doctrine
from .scripts import Read as Read
from .scripts import Stance as Stance
from .scripts import Standing as Standing
from .scripts import Worth as Worth


@attrs.frozen(kw_only=True)
class Member:
    """A member of a root set; `attributes` hold numbers, flags, words, member ids, tuples of member ids."""

    id: str
    title: str
    text: str = ""
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Attribute:
    """A constant of the members of a root set, as numbers: `kind` number, flag, member, members (of `of`) or word."""

    kind: str
    of: str = ""
    table: tuple[Any, ...] = ()  # one value a member; None where it has none


@attrs.frozen(kw_only=True)
class Set:
    """A set or subset; `members` are positions in the root set, in order of declaration."""

    id: str
    root: str
    members: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Level:
    """A named range of a track's values, both ends included."""

    id: str
    title: str
    least: int
    most: int


@attrs.frozen(kw_only=True)
class Track:
    """A track: its numbers stand at `base + sum(position * stride)`, positions in the root sets.

    `kind` is `number`, `flag` or `member` (of `root`; -1 is none). `seen_by` is "all", "owner",
    "nobody" or the positions of the roles that see it; the owner is the first index.
    """

    id: str
    title: str
    text: str = ""
    tags: tuple[str, ...] = ()
    kind: str
    root: str = ""
    least: int
    most: int
    indices: tuple[Index, ...] = ()
    strides: tuple[int, ...] = ()
    base: int
    size: int
    levels: tuple[Level, ...] = ()
    seen_by: str | frozenset[int] = "all"
    public_levels: bool = False
    lasts: str = ""  # "", "phase", "turn"
    estimates: str = ""  # the track or measure that it is an estimate of
    place: Place
    source: Any = None


@attrs.define(kw_only=True, eq=False)
class Ruleset:
    """A scenario's rules, compiled. Maps keep the order of declaration."""

    id: str  # the scenario's (or ruleset's) id
    ruleset: str  # the ruleset's id
    title: str
    summary: str = ""
    text: str = ""
    version: str = ""
    digest: str
    begins: datetime.date | None = None
    turn_lasts: tuple[int, str] | None = None  # (3, "month"), units: day, week, month, year
    turns: int
    roots: Mapping[str, tuple[Member, ...]]  # root set -> its members; `role` is always there
    positions: Mapping[str, tuple[str, int]]  # member id -> (root, position)
    sets: Mapping[str, Set]
    attributes: Mapping[str, Mapping[str, Attribute]] = attrs.field(factory=dict)  # root -> name -> its values
    distances: Mapping[str, tuple[tuple[int, ...], ...]] = attrs.field(factory=dict)  # kind of link -> area x area
    links: tuple[tuple[str, str, str, bool], ...] = ()  # area, area, kind, one_way
    picture: str = ""
    tracks: Mapping[str, Track]
    measures: Mapping[str, Measure]
    orders: Mapping[str, Order]
    conditions: Mapping[str, Condition]
    motions: Mapping[str, Motion] = attrs.field(factory=dict)
    terms: Mapping[str, Term] = attrs.field(factory=dict)
    draws: Draws = attrs.field(factory=dict)  # that of sealed objectives among them
    judged: Mapping[str, Judged] = attrs.field(factory=dict)  # what makes checks: see `engine.rules.judging`
    phases: tuple[Phase, ...]  # of the turn, then of procedures
    procedures: Mapping[str, Procedure] = attrs.field(factory=dict)
    events: Mapping[str, Event]  # injects among them, as what happens when they fire
    injects: Mapping[str, Inject] = attrs.field(factory=dict)
    decks: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, Ending]
    objectives: Mapping[str, Objective]
    funnels: Mapping[str, Funnel] = attrs.field(factory=dict)
    doctrines: Mapping[str, Doctrine]
    seats: Mapping[str, tuple[str, Mapping[str, float]]]  # role -> (doctrine, traits that differ), of the scenario
    usual: Mapping[str, str]  # role -> doctrine
    standing: Mapping[str, Standing]
    dates: Mapping[str, tuple[int, datetime.date]]  # name -> (turn, day)
    start: tuple[int, ...]  # the values at the start
    lasting: Mapping[str, tuple[tuple[int, int], ...]]  # "phase" | "turn" -> (place, start value)
    causes: tuple[Cause, ...]
    tests: tuple[Any, ...] = ()  # spec.Case, as written
    words: Mapping[str, str] = attrs.field(factory=dict)  # ids in words -> the same in another language
    functions: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    resting: Resting = attrs.field(factory=nothing, repr=False)  # what is remembered and rests on each number
    rests: Mapping[str, tuple[Rest, ...]] = attrs.field(factory=dict, repr=False)  # track -> measures resting on it
    listed: frozenset[str] = frozenset()  # tracks that remembered lists read
    source: str = attrs.field(default="", repr=False)  # the generated Python, for the curious and for tests

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in attrs.fields(type(self)) if f.name not in _LINKED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, made in _LINKED.items():
            setattr(self, name, made())
        for name, value in state.items():
            setattr(self, name, value)

    @property
    def roles(self) -> tuple[Member, ...]:
        """The roles in order of declaration."""
        return self.roots["role"]

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of all checks."""
        return tuple(id for id, verbs in self.draws.items() if "check" in verbs)

    @property
    def steps(self) -> int:
        """How many of the phases are of the turn itself."""
        return len(self.phases) - sum(it.end - it.first for it in self.procedures.values())

    def place_of(self, track: str, indices: Sequence[int] = ()) -> int:
        """Return where a track's number stands in the values."""
        it = self.tracks[track]
        return it.base + sum(i * stride for i, stride in zip(indices, it.strides, strict=True))

    def places_of(self, readings: Iterable[Reading]) -> frozenset[int]:
        """Return where the numbers of readings stand in the values."""
        found: set[int] = set()
        for id, at in readings:
            if id == CLOCK:
                found.update(one for one in at if isinstance(one, int))
                continue
            indices = self.tracks[id].indices
            runs = ((one,) if isinstance(one, int) else it.members for it, one in zip(indices, at, strict=True))
            found.update(self.place_of(id, chosen) for chosen in product(*runs))
        return frozenset(found)

    def track_at(self, place: int) -> tuple[Track, tuple[int, ...]]:
        """Return the track and indices whose number stands at `place`."""
        for track in self.tracks.values():
            if track.base <= place < track.base + track.size:
                rest, indices = place - track.base, []
                for stride in track.strides:
                    indices.append(rest // stride)
                    rest %= stride
                return track, tuple(indices)
        raise AssertionError(f"no track at {place}")


_LINKED: Mapping[str, Callable[[], Any]] = {"functions": dict, "resting": nothing}  # what is not pickled
