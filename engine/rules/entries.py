"""What happens in a ruleset, compiled: measures, orders, conditions, phases, events, endings, objectives."""

from __future__ import annotations

import attrs

from ..problems import Place
from .linked import Function, Index, Linked, Reading


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
    members: frozenset[int] = frozenset()  # that it can ever be
    span: tuple[float, float] = (0, 0)  # of a number: the least and the most that it can ever be
    words: str = ""  # what people call it
    needs: str = ""  # what a member must have to be chosen, said where none has it
    named: tuple[str, ...] = ()  # of a number that is written as a word: the words, from 0
    called: tuple[str, ...] = ()  # and what people call them


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
    fits:    `(s, m, me, *p) -> bool`, the parts of `when` that no game changes, on which all that follows may rest;
             None where there are none.
    costs:   `(s, m, me, *p) -> tuple[tuple[int, int], ...]`, pairs (place, amount), amounts not 0; none unless it fits.
    do:      `(s, m, run, me, *p) -> None`, writes into `s`, notes in `run`.
    pledge:  the same with only the assignments of `does` (for solving conditions), None if not conditional.
    name_of: `(s, m, me, *p) -> str`, the title with its parameters. `plain_title` is the title as written.
    foresight: the text of `odds_ID(s, m, run, me, *p)`, which tells what `do` would roll; "" when it rolls nothing.
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
    motion: str = ""  # the motion that it tables or votes on
    argues: str = ""  # the effect of the palette that it argues for
    automatic: bool = False  # of an argument: control is not asked
    secret: bool = False
    costly: bool = False
    cost_cause: int = -1
    title_reads_state: bool = False
    foresight: str = attrs.field(default="", repr=False)
    place: Place
    cause: int
    domains: tuple[Function, ...] = attrs.field(default=(), repr=False)
    legal: Function = attrs.field(default=None, repr=False)
    refusal: Function = attrs.field(default=None, repr=False)
    closed: Function = attrs.field(default=None, repr=False)
    reason: Function = attrs.field(default=None, repr=False)
    fits: Function | None = attrs.field(default=None, repr=False)
    costs: Function = attrs.field(default=None, repr=False)
    do: Function = attrs.field(default=None, repr=False)
    pledge: Function | None = attrs.field(default=None, repr=False)
    name_of: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Term(Linked):
    """What may stand in a deal: `order` has its domains, refusals and effects as its giver knows them.

    seen: domains as everybody knows them, as an order's. objection: `(s, m, me, *p) -> int`, the number of the
    order's reason by which everybody can see that it may not be given, or -1; `told` are the numbers of reasons that
    everybody may read. name_of: `(s, m, me, *p) -> str`. promise: `(s, m, me, *p) -> bool`, looked at when turns end:
    for `lasts` turns, or until it holds `within` so many; None when nothing is promised. kept, broken: `(s, m, run,
    me, *p) -> None`. `me` is the giver.
    """

    id: str
    title: str
    text: str = ""  # as written, formulas in braces
    order: Order
    told: frozenset[int] = frozenset()
    lasts: int = 0
    within: int = 0
    place: Place
    seen: tuple[Function, ...] = attrs.field(default=(), repr=False)
    objection: Function = attrs.field(default=None, repr=False)
    name_of: Function = attrs.field(default=None, repr=False)
    promise: Function | None = attrs.field(default=None, repr=False)
    kept: Function = attrs.field(default=None, repr=False)
    broken: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Motion(Linked):
    """What may be put to a vote: tabled by the order `propose.ID`, voted on by `vote.ID`.

    rule: opt_in, unanimity, unanimity_abstain, majority, qualified. `shares`: per cent of members and of weight
    that a qualified one needs, `weights`: of each role. members: `(s, m) -> Iterable[int]`. needed: `(s, m, me, *p)
    -> int`, how many must opt in. name_of: `(s, m, me, *p) -> str`. passed, failed: `(s, m, run, me, *p, yes, no,
    abstained) -> None`. `me` is who tabled it, `p` are its parameters.
    """

    id: str
    plain_title: str
    text: str = ""
    rule: str
    shares: tuple[int, int] = (0, 0)
    weights: tuple[int, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    place: Place
    cause: int
    members: Function = attrs.field(default=None, repr=False)
    needed: Function | None = attrs.field(default=None, repr=False)
    name_of: Function = attrs.field(default=None, repr=False)
    passed: Function = attrs.field(default=None, repr=False)
    failed: Function = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Judged:
    """Something that makes checks: their ids, by way of events too, and in which style they are adjudicated."""

    checks: tuple[str, ...]
    style: str
    said: bool = False  # whether the author said so


@attrs.define(kw_only=True, eq=False)
class Condition(Linked):
    """What may be attached to an order: domains as an order's, `holds(s, m, me, *p)`, `name_of(s, m, me, *p)`.

    `plain_title` is its text as written, `reads` are tracks and measures with their indices, see `Objective`.
    """

    id: str
    plain_title: str = ""
    parameters: tuple[Parameter, ...] = ()
    reads: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title_reads_state: bool = False
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
    deals: bool = False  # whether deals are made in it
    agenda: int = 0  # how many motions may be tabled in it; 0: any number
    procedure: str = ""  # the procedure that it belongs to, "" for a phase of the turn
    place: Place
    cause: int
    by: Function | None = attrs.field(default=None, repr=False)
    legal: Function | None = attrs.field(default=None, repr=False)
    when: Function | None = attrs.field(default=None, repr=False)
    does: Function | None = attrs.field(default=None, repr=False)
    after: Function | None = attrs.field(default=None, repr=False)
    solve: Function | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Procedure:
    """Phases that are played when called for: those of the rules' phases from position `first` up to before `end`."""

    id: str
    title: str
    text: str = ""
    first: int
    end: int
    place: Place


@attrs.define(kw_only=True, eq=False)
class Choice(Linked):
    """One answer to an asking event: when `(s, m, me, *args) -> bool` or None; does `(s, m, run, me, *args)`.

    foresight: as an order's, of `odds_EVENT_OF_ID(s, m, run, me, *args)`.
    """

    id: str
    title: str
    text: str = ""
    foresight: str = attrs.field(default="", repr=False)
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
class Inject(Linked):
    """What control brings into the game; the event of the same id is what happens, and who is told.

    It is due in `turn` once the phase at position `phase` begins (-1: before the first), or when
    `when(s, m) -> bool`; with neither, control fires it or nobody does. `trigger` is `when` as written, `reads`
    the numbers in it, `now(s, m) -> tuple[str, ...]` what they are. `to(s, m)`: the roles that are told.
    `rests_on`: all that decides `when`, see `engine.rules.resting`.
    `minute` is for a host with a clock. `guidance`, `expected` and `objective` are for control only.
    """

    id: str
    title: str
    text: str = ""
    guidance: str = attrs.field(default="", repr=False)
    expected: str = attrs.field(default="", repr=False)
    objective: str = attrs.field(default="", repr=False)
    turn: int = 0
    phase: int = -1
    minute: int = 0
    trigger: str = ""
    reads: tuple[str, ...] = ()
    rests_on: frozenset[Reading] | None = None  # None: not known
    place: Place
    when: Function | None = attrs.field(default=None, repr=False)
    now: Function | None = attrs.field(default=None, repr=False)
    to: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Ending(Linked):
    """How it may end: when `(s, m) -> bool` or None, which `rests_on`; `at_end`: looked at after the last turn."""

    id: str
    title: str
    text: str = ""
    at_end: bool = False
    by_effect_only: bool = False  # neither `when` nor `at`
    rests_on: frozenset[Reading] | None = None  # None: not known
    place: Place | None = None
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
    reads: tuple[tuple[str, tuple[str, ...]], ...] = ()  # track or measure, and its indices; "me", "" for any
    rests_on: frozenset[str] = frozenset()  # the tracks that it reads through measures
    worth: Function = attrs.field(default=None, repr=False)


@attrs.define(kw_only=True, eq=False)
class Funnel(Linked):
    """What becomes of something on its way: `values(s, m, me)` gives a number for each stage."""

    id: str
    title: str
    text: str = ""
    roles: tuple[int, ...]
    stages: tuple[str, ...]  # their titles
    values: Function = attrs.field(default=None, repr=False)
