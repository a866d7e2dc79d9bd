"""Scripted opponents as an author writes them: reads, stances, cards, and what deals are worth."""

from __future__ import annotations

import attrs

from .entry import Entry
from .shapes import Formula, Many, Named, Of, Prose, Selection, Sentence, Table, Terms, Whole, Word, Written, key


@attrs.frozen(kw_only=True)
class Read(Entry):
    """How a doctrine sums up what it sees."""

    is_: Terms = key(Named(), name="is", doc="Its value.")
    say: Written | None = key(Sentence(), default=None, doc="The same in words.")


@attrs.frozen(kw_only=True)
class Stance(Entry):
    """What a doctrine is about; the first that fits wins."""

    when: Written | None = key(Formula(), default=None, doc="When it fits.")
    because: Written | None = key(Sentence(), default=None, doc="Why, in words.")


@attrs.frozen(kw_only=True)
class Card(Entry):
    """One thing a doctrine may do."""

    order: str = key(Word(), doc="The order it gives.")
    in_: tuple[str, ...] = key(Many(Word()), default=(), name="in", doc="The stances in which it may be played.")
    with_: dict[str, Written] = key(
        Table(Formula()), default=attrs.Factory(dict), name="with", doc="Parameters it fixes; the rest is searched."
    )
    if_: tuple[dict[str, dict[str, Written]], ...] = key(
        Many(Table(Table(Formula()))), default=(), name="if", doc="Conditions it attaches."
    )
    terms: tuple[dict[str, dict[str, dict[str, Written]]], ...] = key(
        Many(Table(Table(Table(Formula())))),
        default=(),
        doc="Of an offer: who (`me`, a role, a read that is one) gives which terms.",
    )
    when: Written | None = key(Formula(), default=None, doc="Considered only when this holds.")
    score: Terms = key(Named(), default=(), doc="What it is worth, in named terms.")
    because: Written | None = key(Sentence(), default=None, doc="Why, in words.")
    publicly: Written | None = key(
        Sentence(), default=None, doc="What it tells all of the order once they know of it; reads what all see."
    )
    cooldown: int = key(Whole(0, 1000), default=0, doc="Turns before it may be played again.")
    seldom: str = key(Prose(said=False), default="", doc="Why it is hardly ever played: what `coverage` says of it.")


@attrs.frozen(kw_only=True)
class Doctrine(Entry):
    """A scripted opponent."""

    for_: Written = key(Selection(), name="for", doc="The roles it can play.")
    traits: dict[str, Written] = key(Table(Formula()), default=attrs.Factory(dict), doc="Its character, in numbers.")
    reads: tuple[Read, ...] = key(Table(Of(lambda: Read)), default=(), doc="What it makes of the situation.")
    stances: tuple[Stance, ...] = key(Table(Of(lambda: Stance)), default=(), doc="Its moods, first match wins.")
    cards: tuple[Card, ...] = key(Table(Of(lambda: Card)), default=(), doc="What it may do.")
    accepts: dict[str, Written] = key(
        Table(Formula()), default=attrs.Factory(dict), doc="What terms of deals are worth to it; `giver` gives them."
    )
