"""What may be bargained over, as an author writes it: motions with their rules, one field for each key."""

from __future__ import annotations

import attrs

from .entry import Entry, style_key
from .shapes import (
    Effects,
    Either,
    Formula,
    Named,
    Of,
    OneWord,
    Selection,
    Sentence,
    Table,
    Terms,
    Whole,
    Word,
    Written,
    key,
)
from .verbs import Effect


@attrs.frozen(kw_only=True)
class Qualified:
    """A vote that needs many members, and many by weight."""

    mark: int = attrs.field(default=0, eq=False)
    members: int = key(Whole(0, 100), doc="Per cent of the members who must vote yes.")
    weight: int = key(Whole(0, 100), default=0, doc="Per cent of the weight of all members that they must have.")
    by: str = key(Word(), default="", doc="The attribute of roles that is a member's weight.")


@attrs.frozen(kw_only=True)
class Rule:
    """How a motion is decided, where one word does not say it."""

    mark: int = attrs.field(default=0, eq=False)
    opt_in: Written | None = key(Formula(), default=None, doc="So many must vote yes; nobody can stop the others.")
    qualified: Qualified | None = key(Of(lambda: Qualified), default=None, doc="A share of members, and of weight.")


@attrs.frozen(kw_only=True)
class Motion(Entry):
    """What may be put to a vote."""

    title: Written | None = key(Sentence(), default=None, doc="What it is called, parameters in braces.")  # type: ignore[assignment]
    by: Written = key(Selection(), doc="The roles that may table it.")
    choose: dict[str, Written] = key(
        Table(Selection(), words=True), default=attrs.Factory(dict), doc="Parameters, left to right."
    )
    when: dict[str, Written] = key(
        Either((Table(Formula(), free=True, said=True), Formula())),
        default=attrs.Factory(dict),
        doc="What must hold when it is tabled: a formula, or reasons for refusal with their formulas.",
    )
    members: Written = key(Selection(), doc="The roles that vote.")
    rule: str | Rule = key(
        Either((OneWord(("unanimity", "unanimity_abstain", "majority")), Of(lambda: Rule))),
        doc="`unanimity`, `unanimity_abstain`, `majority`, `{opt_in: 3}` or `{qualified: {…}}`.",
    )
    cost: dict[str, dict[str, Terms]] = key(
        Table(Table(Named(), free=True)),
        default=attrs.Factory(dict),
        doc="For `yes`, `no` and `abstain`: tracks and what the vote takes from them.",
    )
    adjudicate: str = style_key()
    on_pass: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens when it passes.")
    on_fail: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens when it fails.")


@attrs.frozen(kw_only=True)
class Term(Entry):
    """What may stand in a deal: something done when it is struck, or promised."""

    by: Written = key(Selection(), doc="The roles that may give it.")
    choose: dict[str, Written] = key(
        Table(Selection(), words=True), default=attrs.Factory(dict), doc="Parameters, left to right."
    )
    when: dict[str, Written] = key(
        Either((Table(Formula(), free=True, said=True), Formula())),
        default=attrs.Factory(dict),
        doc="What must hold when it is given: a formula, or reasons for refusal with their formulas.",
    )
    text: Written | None = key(Sentence(), default=None, doc="The term in words, as all parties read it.")  # type: ignore[assignment]
    does: tuple[Effect, ...] = key(
        Effects(), default=(), doc="What happens when the deal is struck; in full, or there is no deal."
    )
    adjudicate: str = style_key()
    promise: Written | None = key(Formula(), default=None, doc="What is to hold later, as all can see.")
    lasts: int = key(Whole(0, 1000), default=0, doc="It must hold at the end of so many turns, this one first.")
    within: int = key(Whole(0, 1000), default=0, doc="It must hold at the end of one of so many turns.")
    on_kept: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens when the promise is kept.")
    on_broken: tuple[Effect, ...] = key(Effects(), default=(), doc="What happens when it is broken.")
