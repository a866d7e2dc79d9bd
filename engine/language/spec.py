"""What an author may write: one class for each kind of entry, one field for each key.

These classes are the language page in code. They hold what was written (`Written` formulas with
their marks), already of the right shape but not yet understood: names and types are settled by the
compiler. The JSON Schema, the reference and the reader all come from the fields here.
"""

from __future__ import annotations

import datetime
from typing import Any

import attrs

from .bargaining import Motion as Motion
from .bargaining import Qualified as Qualified
from .bargaining import Rule as Rule
from .bargaining import Term as Term
from .doctrine import Card as Card
from .doctrine import Doctrine as Doctrine
from .doctrine import Read as Read
from .doctrine import Stance as Stance
from .entry import Entry as Entry
from .entry import style_key
from .overriding import Additions
from .removing import Removals
from .shapes import (
    Day,
    Effects,
    Either,
    Flag,
    Formula,
    Many,
    Named,
    Node,
    Of,
    OneWord,
    Prose,
    Raw,
    Selection,
    Sentence,
    Span,
    Table,
    Terms,
    Whole,
    Word,
    Written,
    key,
)
from .trials import Case as Case
from .trials import Claim as Claim
from .trials import Expectation as Expectation
from .trials import Step as Step
from .verbs import Effect

FORMAT = 1


@attrs.frozen(kw_only=True)
class Member(Entry):
    """A member of a set: a role, an area, a force, or one of the author's own; other keys are attributes."""

    attributes: dict[str, Node] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Role(Member):
    """A seat at the table."""

    usual: str = key(Word(), default="", doc="The doctrine that plays this role when nobody says otherwise.")
    standing: Standing | None = key(
        Of(lambda: Standing), default=None, doc="The order given when its player gives none."
    )


@attrs.frozen(kw_only=True)
class Standing:
    """An order that stands until the player changes it."""

    mark: int = attrs.field(default=0, eq=False)
    order: str = key(Word(), doc="The order.")
    with_: dict[str, Written] = key(Table(Formula()), default=attrs.Factory(dict), name="with", doc="Its parameters.")


@attrs.frozen(kw_only=True)
class Area(Member):
    """A place on the map."""

    links: dict[str, Node] = key(
        Table(Raw()), default=attrs.Factory(dict), doc="Neighbours: a kind, or `{kind: rail, one_way: true}`."
    )


@attrs.frozen(kw_only=True)
class SetSpec:
    """A set of the author's own: members, or a selection that makes a subset."""

    id: str
    mark: int = 0
    selection: Written | None = None
    members: tuple[Member, ...] = ()
    lacking: dict[str, Node] = attrs.field(factory=dict)  # attributes of `else`


@attrs.frozen(kw_only=True)
class Picture:
    """How the map is drawn."""

    mark: int = attrs.field(default=0, eq=False)
    picture: str = key(
        Prose(said=False), default="", doc="A text picture in which `[area]` marks where counters stand."
    )


@attrs.frozen(kw_only=True)
class Track(Entry):
    """A whole number, flag or member, over zero or more sets, that effects change."""

    type: str = key(Word(), default="number", doc="`number`, `flag`, or the set whose member it holds.")
    range: tuple[int, int | None] | None = key(Span(), default=None, doc="Least and most: `0..10`.")
    per: Node | None = key(Raw(), default=None, doc="A set, a list of sets, or names with their sets.")
    start: Node | None = key(Raw(), default=None, doc="A value, a formula, or a map of indices with `else`.")
    levels: Node | None = key(Raw(), default=None, doc="Names of values (a list) or of ranges (a map).")
    seen_by: Written | None = key(Selection(), default=None, doc="`all`, `owner`, `nobody`, or a selection of roles.")
    public_as: str = key(OneWord(("levels",)), default="", doc="Others may read the level only.")
    estimates: str = key(
        Word(), default="", doc="The number that it is an estimate of: a report lays both side by side."
    )
    lasts: str = key(
        OneWord(("phase", "turn")), default="", doc="Goes back to its start when the next phase or turn begins."
    )


@attrs.frozen(kw_only=True)
class Measure(Entry):
    """A number, flag or member worked out from tracks whenever it is read."""

    per: Node | None = key(Raw(), default=None, doc="A set, a list of sets, or names with their sets.")
    is_: Terms = key(Named(), name="is", doc="The formula, or named terms that are added.")


@attrs.frozen(kw_only=True)
class Limit:
    """How often a role may give an order."""

    mark: int = attrs.field(default=0, eq=False)
    per_phase: int = key(Whole(1, 1000), default=0, doc="Times in one phase.")
    per_turn: int = key(Whole(1, 1000), default=0, doc="Times in one turn.")
    per_game: int = key(Whole(1, 1000), default=0, doc="Times in the whole game.")
    each: tuple[str, ...] = key(Many(Word()), default=(), doc="Counted for each value of these parameters.")


@attrs.frozen(kw_only=True)
class Order(Entry):
    """Something a role may do in a phase that offers it."""

    kind: str = key(Word(), default="", doc="Phases offer kinds; without one, the order's own id.")
    title: Written | None = key(Sentence(), default=None, doc="What it is called, parameters in braces.")  # type: ignore[assignment]
    by: Written = key(Selection(), doc="The roles that may give it.")
    choose: dict[str, Written] = key(
        Table(Selection(), words=True),
        default=attrs.Factory(dict),
        doc="Parameters, left to right, each with its domain.",
    )
    when: dict[str, Written] = key(
        Either((Table(Formula(), free=True, said=True), Formula())),
        default=attrs.Factory(dict),
        doc="What must hold: a formula, or reasons for refusal with their formulas.",
    )
    cost: dict[str, Terms] = key(
        Table(Named(), free=True), default=attrs.Factory(dict), doc="Tracks and what the order takes from them."
    )
    limit: Limit | None = key(Of(lambda: Limit), default=None, doc="How often.")
    secret: bool = key(Flag(), default=False, doc="Others learn only what the effects say.")
    adjudicate: str = style_key()
    conditional: tuple[str, ...] = key(Many(Word()), default=(), doc="Conditions that may be attached.")
    does: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens.")


@attrs.frozen(kw_only=True)
class Argument(Entry):
    """What may be argued for: a named list of effects. The reasons that count help or hinder its first check."""

    title: Written | None = key(Sentence(), default=None, doc="What it is called, parameters in braces.")  # type: ignore[assignment]
    by: Written = key(Selection(), default=Written("all"), doc="The roles that may argue for it.")
    choose: dict[str, Written] = key(
        Table(Selection(), words=True), default=attrs.Factory(dict), doc="Parameters, left to right."
    )
    when: dict[str, Written] = key(
        Either((Table(Formula(), free=True, said=True), Formula())),
        default=attrs.Factory(dict),
        doc="What must hold: a formula, or reasons for refusal with their formulas.",
    )
    cost: dict[str, Terms] = key(
        Table(Named(), free=True), default=attrs.Factory(dict), doc="Tracks and what the argument takes from them."
    )
    limit: Limit | None = key(Of(lambda: Limit), default=None, doc="How often.")
    automatic: bool = key(Flag(), default=False, doc="Every reason counts at once, whoever sits in the chair.")
    adjudicate: str = style_key()
    does: tuple[Effect, ...] = key(Effects(), doc="What happens.")


@attrs.frozen(kw_only=True)
class Condition(Entry):
    """What may be attached to an order: it waits until this holds."""

    choose: dict[str, Written] = key(Table(Selection(), words=True), default=attrs.Factory(dict), doc="Its parameters.")
    is_: Written = key(Formula(), name="is", doc="What must hold.")
    text: Written | None = key(Sentence(), default=None, doc="The condition in words.")  # type: ignore[assignment]


@attrs.frozen(kw_only=True)
class Phase(Entry):
    """One step of a turn."""

    mode: str = key(
        OneWord(("automatic", "sequential", "sealed", "open")),
        default="",
        doc="How its roles act; `automatic` when nobody does.",
    )
    by: Written | None = key(Selection(), default=None, doc="The roles that act.")
    offers: tuple[str, ...] = key(Many(Word()), default=(), doc="Kinds or orders, in order of resolution.")
    orders: tuple[int, int | None] | None = key(
        Span(0, 1000), default=None, doc="How many each role gives: `1`, `0..2`, `any`."
    )
    order_by: Written | None = key(Formula(), default=None, doc="Roles act by rising value (`me` is the role).")
    when: Written | None = key(Formula(), default=None, doc="The phase is skipped when this is false.")
    repeat: int = key(Whole(1, 1000), default=1, doc="Played up to so many times.")
    does: tuple[Effect, ...] = key(Effects(), default=(), doc="Effects when it begins.")
    after: tuple[Effect, ...] = key(Effects(), default=(), doc="Effects when it ends.")
    solve: Written | None = key(Formula(), default=None, doc="`greatest`, `least`, or a formula that says which.")
    minutes: int = key(Whole(0, 600), default=0, doc="Planned minutes.")
    agenda: int = key(Whole(0, 100), default=0, doc="How many motions may be tabled in it; 0: any number.")
    follows: str = key(Word(), default="", doc="The phase it comes after (in an extension).")


@attrs.frozen(kw_only=True)
class Procedure(Entry):
    """Phases that are played when a rule or control calls for them: every key that is not an entry's own is one."""

    phases: tuple[Phase, ...] = key(Table(Of(lambda: Phase)), default=(), doc="Its phases.")


@attrs.frozen(kw_only=True)
class Choice(Entry):
    """One answer to an event that asks."""

    when: Written | None = key(Formula(), default=None, doc="Offered only when this holds.")
    does: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens.")


@attrs.frozen(kw_only=True)
class Event(Entry):
    """Something that happens when a deck, a schedule or another rule makes it."""

    takes: dict[str, Written] = key(Table(Selection()), default=attrs.Factory(dict), doc="What it must be given.")
    when: Written | None = key(Formula(), default=None, doc="It happens only when this holds.")
    weight: Terms = key(Named(), default=(("", Written("1")),), doc="How likely in a deck.")
    once: bool = key(Flag(), default=False, doc="At most once a game.")
    does: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens.")
    asks: Written | None = key(Formula(), default=None, doc="The role that must choose.")
    choices: tuple[Choice, ...] = key(Table(Of(lambda: Choice)), default=(), doc="What it may choose.")
    default: str = key(Word(), default="", doc="The choice when nobody makes one.")
    adjudicate: str = style_key()  # of its answers


@attrs.frozen(kw_only=True)
class Cue:
    """When an inject is due."""

    mark: int = attrs.field(default=0, eq=False)
    fields: dict[str, int] = attrs.field(factory=dict, eq=False, repr=False)
    turn: int = key(Whole(1, 1000), doc="The turn.")
    phase: str = key(Word(), default="", doc="The phase; without one, before the turn's first.")
    minute: int = key(Whole(0, 600), default=0, doc="The minute of the phase, for a host with a clock.")


@attrs.frozen(kw_only=True)
class Inject(Entry):
    """Something that control brings into the game: told to some, once, on its cue."""

    text: Written | None = key(Sentence(), default=None, doc="What they are told, formulas in braces.")  # type: ignore[assignment]
    cue: Written | Cue = key(
        Either((Of(lambda: Cue), Formula())),
        doc="`{turn: 1, phase: conference, minute: 4}`, a formula, or `manual`: control only.",
    )
    to: Written = key(Selection(), default=Written("all"), doc="The roles that are told.")
    does: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens.")
    asks: Written | None = key(Formula(), default=None, doc="The role that must choose.")
    choices: tuple[Choice, ...] = key(Table(Of(lambda: Choice)), default=(), doc="What it may choose.")
    default: str = key(Word(), default="", doc="The choice when nobody makes one.")
    adjudicate: str = style_key()  # of its answers
    guidance: str = key(Prose(), default="", doc="For control only: how to bring it in.")
    expected: str = key(Prose(), default="", doc="For control only: what players are expected to do.")
    objective: str = key(Prose(said=False), default="", doc="For control only: the learning objective that it serves.")


@attrs.frozen(kw_only=True)
class Ending(Entry):
    """How the game may end."""

    when: Written | None = key(Formula(), default=None, doc="It ends so when this holds.")
    at: str = key(OneWord(("end",)), default="", doc="`end`: looked at after the last turn only.")


@attrs.frozen(kw_only=True)
class Objective(Entry):
    """What a role wants, as a whole number."""

    for_: Written = key(Selection(), name="for", doc="The roles.")
    is_: Terms = key(Named(), name="is", doc="Its worth.")
    sealed: bool = key(Flag(), default=False, doc="One of a role's sealed objectives is dealt to it in secret.")


@attrs.frozen(kw_only=True)
class Stage(Entry):
    """One stage of a funnel."""

    is_: Terms = key(Named(), name="is", doc="How much of it there is; `me` is the role.")


@attrs.frozen(kw_only=True)
class Funnel(Entry):
    """What becomes of something on its way, from word to deed: shown for each role after the end."""

    for_: Written = key(Selection(), name="for", doc="The roles.")
    stages: tuple[Stage, ...] = key(Table(Of(lambda: Stage)), doc="The stages, from the first to the last.")


@attrs.frozen(kw_only=True)
class Ruleset(Entry):
    """A whole ruleset or scenario, merged from its files; sections keep the order of writing."""

    kind: str = "ruleset"  # or "scenario"
    folder: str = ""
    bottom: str = ""  # the id of the ruleset that it builds on in the end, its own when it extends nothing
    version: str = key(Prose(said=False), default="", doc="The author's version.")
    format: int = key(Whole(1, 1), default=FORMAT, doc="The language's format.")
    summary: str = key(Prose(), default="", doc="A pitch in one line.")
    licence: str = key(Prose(said=False), default="", doc="Under which terms it may be used.")
    extends: str = key(Word(dashes=True), default="", doc="The ruleset or scenario this one builds on.")
    begins: datetime.date | None = key(Day(), default=None, doc="The day the first turn begins.")
    turn_lasts: str = key(Prose(said=False), default="", doc="`3 months`, `2 weeks`, `1 day`, `1 year`.")
    turns: int = key(Whole(1, 1000), default=1, doc="How many turns there are.")
    seats: dict[str, str | tuple[str, dict[str, Written]]] = key(
        Table(Either((Word(), Of(lambda: SeatSpec)))), default=attrs.Factory(dict), doc="Doctrines of seats."
    )
    dates: dict[str, datetime.date] = key(Table(Day()), default=attrs.Factory(dict), doc="Named days.")
    roles: tuple[Role, ...] = ()
    areas: tuple[Area, ...] = ()
    forces: tuple[Member, ...] = ()
    sets: tuple[SetSpec, ...] = ()  # roles, areas and forces are not repeated here
    lacking: dict[str, dict[str, Node]] = attrs.field(factory=dict)  # `else` of roles, areas, forces
    map: Picture | None = key(Of(lambda: Picture), default=None, doc="The map.")
    tracks: tuple[Track, ...] = key(Table(Of(lambda: Track)), default=(), doc="Numbers that effects change.")
    measures: tuple[Measure, ...] = key(Table(Of(lambda: Measure)), default=(), doc="Numbers worked out.")
    orders: tuple[Order, ...] = key(Table(Of(lambda: Order)), default=(), doc="What roles may do.")
    conditions: tuple[Condition, ...] = key(Table(Of(lambda: Condition)), default=(), doc="What may be attached.")
    terms: tuple[Term, ...] = key(Table(Of(lambda: Term)), default=(), doc="What may stand in a deal.")
    motions: tuple[Motion, ...] = key(Table(Of(lambda: Motion)), default=(), doc="What may be put to a vote.")
    palette: tuple[Argument, ...] = key(Table(Of(lambda: Argument)), default=(), doc="What may be argued for.")
    turn: tuple[Phase, ...] = key(Table(Of(lambda: Phase)), default=(), doc="The phases of a turn.")
    procedures: tuple[Procedure, ...] = key(
        Table(Of(lambda: Procedure)), default=(), doc="Phases that are played when something calls for them."
    )
    events: tuple[Event, ...] = key(Table(Of(lambda: Event)), default=(), doc="What may happen.")
    decks: dict[str, tuple[str, ...]] = key(
        Table(Many(Word())), default=attrs.Factory(dict), doc="Events to draw from."
    )
    injects: tuple[Inject, ...] = key(
        Table(Of(lambda: Inject)), default=(), doc="What control brings into the game on its cue."
    )
    endings: tuple[Ending, ...] = key(Table(Of(lambda: Ending)), default=(), doc="How it may end.")
    objectives: tuple[Objective, ...] = key(Table(Of(lambda: Objective)), default=(), doc="What roles want.")
    funnels: tuple[Funnel, ...] = key(Table(Of(lambda: Funnel)), default=(), doc="Ways from word to deed.")
    doctrines: tuple[Doctrine, ...] = key(Table(Of(lambda: Doctrine)), default=(), doc="Scripted opponents.")
    tests: tuple[Case, ...] = key(Table(Of(lambda: Case)), default=(), doc="Given, when, then.")
    claims: tuple[Claim, ...] = key(Table(Of(lambda: Claim)), default=(), doc="What must come out of many games.")
    expects: tuple[Expectation, ...] = key(
        Table(Of(lambda: Expectation)), default=(), doc="What a single step must never do."
    )
    sources: Any = attrs.field(default=None, eq=False, repr=False)  # source.Sources of all files read
    digest: str = ""  # of the bytes of all files read
    texts: dict[str, str] = attrs.field(factory=dict, eq=False, repr=False)  # text files, by path
    words: dict[str, str] = attrs.field(factory=dict, eq=False, repr=False)  # of ids, in another language
    removed: Removals = attrs.field(factory=dict, eq=False, repr=False)  # what null took out of a base
    added: Additions = attrs.field(factory=dict, eq=False, repr=False)  # what a base does not have


@attrs.frozen(kw_only=True)
class SeatSpec:
    """Who plays a seat: a doctrine, and traits that differ."""

    mark: int = attrs.field(default=0, eq=False)
    doctrine: str = key(Word(), doc="The doctrine.")
    traits: dict[str, Written] = key(Table(Formula()), default=attrs.Factory(dict), doc="Traits that differ.")
