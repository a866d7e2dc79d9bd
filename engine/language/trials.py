"""What an author may say of a ruleset and have tried: tests, claims, expectations.

No rule reads these entries, and no game knows that it is played for one of them.
"""

from __future__ import annotations

import attrs

from .entry import Entry
from .shapes import Flag, Formula, Many, Node, Of, OneWord, Prose, Raw, Span, Table, Whole, Word, Written, key

_GIVEN = "Start values."
_FIX = "Values that nothing changes."
_DOCTRINES = "Who plays which seat; the others have their usual doctrines."
_SCENARIO = "Where games start; the ruleset's first scenario otherwise."
_TURNS = "How many turns games have; the scenario's number otherwise."


@attrs.frozen(kw_only=True)
class Step:
    """One order of a test."""

    mark: int = attrs.field(default=0, eq=False)
    role: str = key(Word(), doc="Who.")
    order: str = key(Word(), doc="What; `pass` too.")
    with_: dict[str, Node] = key(Table(Raw()), default=attrs.Factory(dict), name="with", doc="Parameters.")
    if_: tuple[dict[str, dict[str, Node]], ...] = key(
        Many(Table(Table(Raw()))), default=(), name="if", doc="Conditions attached."
    )
    terms: tuple[dict[str, dict[str, dict[str, Node]]], ...] = key(
        Many(Table(Table(Table(Raw())))), default=(), doc="Of an offer: who gives which terms."
    )
    dice: dict[str, Node] = key(Table(Raw()), default=attrs.Factory(dict), doc="How draws fall from here on, by id.")


@attrs.frozen(kw_only=True)
class Case(Entry):
    """A test: given, when, then."""

    scenario: str = key(Word(dashes=True), default="", doc="Where it starts; the ruleset's first one otherwise.")
    given: dict[str, Node] = key(Table(Raw(), free=True), default=attrs.Factory(dict), doc="Start values.")
    when: tuple[Step, ...] = key(Many(Of(lambda: Step)), default=(), doc="Orders, in order.")
    until: str = key(Word(), default="", doc="Read the result after this phase.")
    then: dict[str, Node] = key(
        Table(Raw(), free=True),
        default=attrs.Factory(dict),
        doc="Formulas and their values; `refused`, `ended`, `says`.",
    )
    hidden: dict[str, tuple[str, ...]] = key(
        Table(Many(Word())), default=attrs.Factory(dict), doc="Tracks that a role must not see."
    )
    doctrines: dict[str, str] = key(Table(Word()), default=attrs.Factory(dict), doc="Roles that are played.")
    seed: int = key(Whole(), default=0, doc="The dice's seed.")


@attrs.frozen(kw_only=True)
class Arm:
    """One way in which a claim's games are played."""

    mark: int = attrs.field(default=0, eq=False)
    scenario: str = key(Word(dashes=True), default="", doc=_SCENARIO)
    turns: int = key(Whole(1, 1000), default=0, doc=_TURNS)
    given: dict[str, Node] = key(Table(Raw(), free=True), default=attrs.Factory(dict), doc=_GIVEN)
    fix: dict[str, Node] = key(Table(Raw(), free=True), default=attrs.Factory(dict), doc=_FIX)
    doctrines: dict[str, str] = key(Table(Word()), default=attrs.Factory(dict), doc=_DOCTRINES)


@attrs.frozen(kw_only=True)
class Claim(Entry):
    """A sentence that must come out of the rules, tested on paired games."""

    scenario: str = key(Word(dashes=True), default="", doc=f"{_SCENARIO} An arm may have its own.")
    turns: int = key(Whole(1, 1000), default=0, doc=f"{_TURNS} An arm may have its own.")
    given: dict[str, Node] = key(Table(Raw(), free=True), default=attrs.Factory(dict), doc=f"{_GIVEN} In all arms.")
    fix: dict[str, Node] = key(Table(Raw(), free=True), default=attrs.Factory(dict), doc=f"{_FIX} In all arms.")
    doctrines: dict[str, str] = key(Table(Word()), default=attrs.Factory(dict), doc=f"{_DOCTRINES} In all arms.")
    compare: dict[str, Arm] = key(Table(Of(lambda: Arm)), doc="The arms, by name: ways to play that share their dice.")
    among: Written | None = key(Formula(), default=None, doc="Only games count in which this holds at the end.")
    measure: Written = key(Formula(), doc="The number that is read at the end of each game.")
    expect: Written = key(Formula(), doc="A chain of arms and numbers: `b1 < b3 < b5`, `alone < 0.15`.")
    assumes: tuple[str, ...] = key(
        Many(Word()), default=(), doc="Constants that may carry it alone: tried at the end of their range nearest 0."
    )


@attrs.frozen(kw_only=True)
class Expectation(Entry):
    """What a single step of a single track must never do."""

    raise_: str = key(Prose(said=False), name="raise", doc="The track that is raised step by step: `cover[lithuania]`.")
    over: tuple[int, int | None] | None = key(Span(), default=None, doc="From which value to which; its whole range.")
    hold: bool = key(Flag(), default=False, doc="Nothing changes it during the game; else it starts so.")
    measure: Written = key(Formula(), doc="The number that is read at the end of each game.")
    never: str = key(OneWord(("up", "down")), doc="Where a step must not move it.")
    scenario: str = key(Word(dashes=True), default="", doc=_SCENARIO)
    turns: int = key(Whole(1, 1000), default=0, doc=_TURNS)
    given: dict[str, Node] = key(Table(Raw(), free=True), default=attrs.Factory(dict), doc=_GIVEN)
    doctrines: dict[str, str] = key(Table(Word()), default=attrs.Factory(dict), doc=_DOCTRINES)
    explained: str = key(Prose(), default="", doc="Why perverse steps of it are right, for people.")
