"""A compiled ruleset: everything that play needs, and nothing that it must still look up.

Members of sets are their positions in their root set (`role`, `area`, `force`, or a set of the
author's own); `none` is -1. All functions take the values `s` (one flat list of whole numbers: the
turn, the phase, then every track end to end) and `m`, a dict in which measures are remembered; who
writes into `s` clears `m`. Only `engine.rules.events.apply` and a `Run` under `decide` write.

The data here is made by `engine.rules.compiler` and can be pickled; functions are linked to it
afterwards by name (`Linked`), so that a cached ruleset needs no compiling.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from ..problems import Place

TURN, PHASE, FIRST_TRACK = 0, 1, 2  # places in the values
NONE = -1

Values = list[int]
Memo = dict[Any, Any]
Function = Callable[..., Any]


@attrs.define(kw_only=True, eq=False)
class Linked:
    """A rule with functions; `names` maps an attribute to the name of its compiled function."""

    names: dict[str, str] = attrs.field(factory=dict, repr=False)

    def link(self, functions: Mapping[str, Any]) -> None:
        """Put the compiled functions in their attributes; `domains.0`, `domains.1` … make one tuple."""
        tuples: dict[str, list[Any]] = {}
        for attribute, name in self.names.items():
            whole, dot, _ = attribute.partition(".")
            if dot:
                tuples.setdefault(whole, []).append(functions[name] if name else None)
            else:
                setattr(self, attribute, functions[name])
        for attribute, found in tuples.items():
            setattr(self, attribute, tuple(found))

    def __getstate__(self) -> dict[str, Any]:
        linked = {attribute.partition(".")[0] for attribute in self.names}
        return {f.name: None if f.name in linked else getattr(self, f.name) for f in attrs.fields(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


@attrs.frozen(kw_only=True)
class Cause:
    """Why something changed: the rule's section and entry, its place, and its text as written."""

    section: str  # orders, events, turn, choices, cost, lasts, …
    entry: str
    place: Place
    text: str = ""


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
class Index:
    """One index of a track or measure: its name, its set, and that set's root and members."""

    name: str
    set: str
    root: str
    members: tuple[int, ...]


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
    place: Place
    source: Any = None


@attrs.define(kw_only=True, eq=False)
class Measure(Linked):
    """A derived value; `value(s, m, *indices)`; `terms(s, m, *indices)` gives its named terms' values."""

    id: str
    title: str
    text: str = ""
    kind: str  # number, flag, member
    root: str = ""
    indices: tuple[Index, ...] = ()
    seen_by: str | frozenset[int] = "all"
    term_names: tuple[str, ...] = ()  # empty when not named
    least: float = 0  # the bounds proved at load, for numbers
    most: float = 0
    whole: bool = True
    place: Place
    value: Function = attrs.field(default=None, repr=False)
    terms: Function = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Parameter:
    """A parameter of an order, condition or event: a member of `root`, or a number when `root` is empty."""

    name: str
    root: str = ""
    nullable: bool = False  # may be none (-1)


@attrs.frozen(kw_only=True)
class Limit:
    """At most `times` in a `span` (phase, turn, game) for a role, counted for each value of `each` parameters."""

    span: str
    times: int
    each: tuple[int, ...] = ()  # positions of parameters


@attrs.define(kw_only=True, eq=False)
class Order(Linked):
    """An order as rules: `p` below stands for the parameters in order, as whole numbers.

    domains: one function each, `(s, m, me, *earlier) -> Sequence[int]` (a range, tuple or list).
    legal:   `(s, m, me) -> list[tuple[int, ...]]`, every `p` that `choose`, `when` and `cost` allow, in order.
    refusal: `(s, m, me, *p) -> int`, -1 when `choose`, `when` and `cost` allow it, else the number of the reason.
             `me` must be one of `may`; `p` may be any whole numbers.
    closed:  `(s, m, me) -> int`, the reason that closes the order whatever `p` is, or -1.
    reason:  `(s, m, me, number, *p) -> str` the text of a reason (p may be shorter when from `closed`).
    costs:   `(s, m, me, *p) -> tuple[tuple[int, int], ...]`, pairs (place, amount), amounts not 0.
    do:      `(s, m, run, me, *p) -> None`, writes into `s`, notes in `run`.
    pledge:  the same with only the assignments of `does` (for solving conditions), None if not conditional.
    name_of: `(s, m, me, *p) -> str`, the title with its parameters. `plain_title` is the title as written.
    """

    id: str
    kind: str
    plain_title: str
    text: str = ""
    tags: tuple[str, ...] = ()
    may: frozenset[int]  # roles that can ever give it
    by: Function = attrs.field(default=None, repr=False)  # (s, m, me) -> bool; None: every role in `may`
    parameters: tuple[Parameter, ...] = ()
    limits: tuple[Limit, ...] = ()
    conditional: tuple[str, ...] = ()
    secret: bool = False
    costly: bool = False
    title_reads_state: bool = False
    place: Place
    cause: int
    domains: tuple[Function, ...] = attrs.field(default=(), repr=False)
    legal: Function = attrs.field(default=None, repr=False)
    refusal: Function = attrs.field(default=None, repr=False)
    closed: Function = attrs.field(default=None, repr=False)
    reason: Function = attrs.field(default=None, repr=False)
    costs: Function = attrs.field(default=None, repr=False)
    do: Function = attrs.field(default=None, repr=False)
    pledge: Function | None = attrs.field(default=None, repr=False)
    name_of: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Condition(Linked):
    """What may be attached to an order: domains as an order's, `holds(s, m, me, *p)`, `name_of(s, m, me, *p)`."""

    id: str
    parameters: tuple[Parameter, ...] = ()
    monotone: bool = True
    place: Place
    domains: tuple[Function, ...] = attrs.field(default=(), repr=False)
    holds: Function = attrs.field(default=None, repr=False)
    name_of: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Phase(Linked):
    """A phase: `offers` are the orders it offers in order of resolution.

    mode: automatic, sequential, sealed, open. `least`..`most` orders a role (most None: any number).
    by: `(s, m) -> tuple[int, ...]` the roles, in order (by `order_by` where given). None when automatic.
    when: `(s, m) -> bool` or None. does, after: `(s, m, run) -> None` or None. `solve`: `(s, m) -> bool`,
    true for the greatest solution, or None (least). legal: `(s, m, me) -> tuple`, the lists of the
    orders offered, each as its own `legal` gives it (limits are not looked at), () where `me` has no part.
    """

    id: str
    title: str
    text: str = ""
    index: int
    mode: str
    offers: tuple[str, ...] = ()
    least: int = 0
    most: int | None = 1
    repeat: int = 1
    minutes: int = 0
    place: Place
    cause: int
    by: Function | None = attrs.field(default=None, repr=False)
    legal: Function | None = attrs.field(default=None, repr=False)
    when: Function | None = attrs.field(default=None, repr=False)
    does: Function | None = attrs.field(default=None, repr=False)
    after: Function | None = attrs.field(default=None, repr=False)
    solve: Function | None = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Choice(Linked):
    """One answer to an asking event: when `(s, m, *args) -> bool` or None; does `(s, m, run, me, *args)`."""

    id: str
    title: str
    text: str = ""
    cause: int
    when: Function | None = attrs.field(default=None, repr=False)
    does: Function | None = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Event(Linked):
    """Something that happens: `fire(s, m, run, *args)` looks at `when` and `once` and does it.

    An event with choices asks: `fire` notes it in the run (`run.ask`), play asks `asks(s, m, *args) -> int`
    (a role, or -1: then nothing is asked) when the phase is done, and runs the choice.
    """

    id: str
    title: str
    text: str = ""
    takes: tuple[Parameter, ...] = ()
    once: bool = False
    choices: tuple[Choice, ...] = ()
    default: str = ""
    place: Place
    cause: int
    fire: Function = attrs.field(default=None, repr=False)
    asks: Function | None = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Ending(Linked):
    """How it may end: when `(s, m) -> bool` or None; `at_end`: looked at after the last turn only."""

    id: str
    title: str
    text: str = ""
    at_end: bool = False
    by_effect_only: bool = False  # neither `when` nor `at`
    when: Function | None = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Objective(Linked):
    """What roles want: `worth(s, m, me) -> int`. Shown during play to the roles in `shown_to`."""

    id: str
    title: str
    text: str = ""
    roles: tuple[int, ...]
    sealed: bool = False
    seen_by: str | frozenset[int] = "all"  # of what it reads; "owner" means each role its own
    worth: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Card(Linked):
    """A card of a doctrine; functions take `(s, m, me, t, r, *p)`: traits, reads, then parameters chosen so far.

    fixed: one entry a parameter of the order: None (searched) or a function giving its value.
    score: `(s, m, me, t, r, *p) -> tuple[float, ...]`, one for each of `term_names`; None scores 0.
    because: `(s, m, me, t, r, *p) -> str`. attaches: conditions; attached: for each its parameters' tuple.
    """

    id: str
    order: str
    stances: tuple[str, ...] = ()  # empty: all
    cooldown: int = 0
    term_names: tuple[str, ...] = ()
    choose: tuple[str, str] | None = None  # for the engine's order `choose`: (event, choice)
    place: Place
    when: Function | None = attrs.field(default=None, repr=False)
    fixed: tuple[Function | None, ...] = attrs.field(default=(), repr=False)
    score: Function | None = attrs.field(default=None, repr=False)
    because: Function | None = attrs.field(default=None, repr=False)
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
class Doctrine(Linked):
    """A scripted opponent; `traits` are its numbers in order, `temperature` is 0 unless given."""

    id: str
    title: str
    text: str = ""
    roles: frozenset[int]
    traits: Mapping[str, float] = attrs.field(factory=dict)
    reads: tuple[Read, ...] = ()
    stances: tuple[Stance, ...] = ()
    cards: tuple[Card, ...] = ()


@attrs.frozen(kw_only=True)
class Standing:
    """The order a role gives when its player gives none."""

    order: str
    parameters: tuple[int, ...] = ()


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
    phases: tuple[Phase, ...]
    events: Mapping[str, Event]
    decks: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, Ending]
    objectives: Mapping[str, Objective]
    doctrines: Mapping[str, Doctrine]
    seats: Mapping[str, tuple[str, Mapping[str, float]]]  # role -> (doctrine, traits that differ), of the scenario
    usual: Mapping[str, str]  # role -> doctrine
    standing: Mapping[str, Standing]
    dates: Mapping[str, tuple[int, datetime.date]]  # name -> (turn, day)
    start: tuple[int, ...]  # the values at the start
    lasting: Mapping[str, tuple[tuple[int, int], ...]]  # "phase" | "turn" -> (place, start value)
    watched: bytes = b""  # for each place 1 where something remembered reads it, else 0
    causes: tuple[Cause, ...]
    tests: tuple[Any, ...] = ()  # spec.Case, as written
    functions: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    source: str = attrs.field(default="", repr=False)  # the generated Python, for the curious and for tests

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: {} if f.name == "functions" else getattr(self, f.name) for f in attrs.fields(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    @property
    def roles(self) -> tuple[Member, ...]:
        """The roles in order of declaration."""
        return self.roots["role"]

    def place_of(self, track: str, indices: Sequence[int] = ()) -> int:
        """Return where a track's number stands in the values."""
        it = self.tracks[track]
        return it.base + sum(i * stride for i, stride in zip(indices, it.strides, strict=True))

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
