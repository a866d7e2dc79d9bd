"""The frozen face of a compiled ruleset: what may be shown before a game begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from ..language.emphasis import unmarked
from ..problems import Place
from ..rules.ruleset import Doctrine, Member, Ruleset
from ..speech import _
from ..speech import language as asked_language
from .book import Book
from .dates import date_of
from .letters import letters_of


@attrs.frozen(kw_only=True)
class Area:
    """A place on the map: its zone in words, and the areas it has a link to, either way."""

    id: str
    title: str
    zone: str = ""
    links: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Aim:
    """The numbers that an objective counts or a condition asks about: `reads` itself, each with its indices, and
    those that these rest on.

    An index is a member's id, "me" for the role that has it, or "" for any.
    """

    reads: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rests_on: frozenset[str] = frozenset()

    def counts(self, role: str, number: str, indices: Sequence[str]) -> bool:
        """Return whether it reads a number itself."""
        return any(
            id == number
            and all(
                it in ("", index) or (it == "me" and index == role) for it, index in zip(given, indices, strict=True)
            )
            for id, given in self.reads
        )


def is_for_control(paragraph: str) -> bool:
    """Return whether a paragraph of a scenario's text begins with “For control.”, so that no player reads it."""
    return unmarked(paragraph).lstrip().startswith((_("For control."), "For control."))


class Scenario:
    """A start of a ruleset, ready to be played; `rules` is for the engine itself.

    `source` is the path or id it was loaded from, its own id when nobody says; `language` that of its texts,
    the reader's when nobody says.
    """

    def __init__(self, rules: Ruleset, source: str = "", language: str | None = None) -> None:
        self._rules = rules
        self.source = source or rules.id
        self.language = asked_language() if language is None else language

    @property
    def rules(self) -> Ruleset:
        """The compiled ruleset."""
        return self._rules

    @cached_property
    def book(self) -> Book:
        """What play looks up in the ruleset."""
        return Book(self._rules)

    @property
    def id(self) -> str:
        """The scenario's id."""
        return self._rules.id

    @property
    def ruleset(self) -> str:
        """The id of its ruleset."""
        return self._rules.ruleset

    @property
    def title(self) -> str:
        """The scenario's title."""
        return self._rules.title

    @property
    def summary(self) -> str:
        """What it is about, in a line or two."""
        return self._rules.summary

    @property
    def text(self) -> str:
        """All that the author wrote about this start, what is for control too."""
        return self._rules.text

    @property
    def briefing(self) -> str:
        """The briefing for everybody: the text without the paragraphs that are for control."""
        return "\n\n".join(it for it in self.text.split("\n\n") if not is_for_control(it))

    @property
    def version(self) -> str:
        """The ruleset's version, as its author counts."""
        return self._rules.version

    @property
    def digest(self) -> str:
        """A fingerprint of everything written in the ruleset and scenario."""
        return self._rules.digest

    @property
    def turns(self) -> int:
        """How many turns it lasts at most."""
        return self._rules.turns

    @property
    def minutes(self) -> Mapping[str, int]:
        """How long each phase of a turn is planned to take, in order of play."""
        return {phase.id: phase.minutes for phase in self._rules.phases[: self.book.steps]}

    @property
    def procedures(self) -> Mapping[str, str]:
        """The title of every procedure."""
        return {id: it.title for id, it in self._rules.procedures.items()}

    @property
    def rounds(self) -> Mapping[str, str]:
        """The title of its procedure, of every phase of one."""
        every = self._rules.procedures.values()
        return {phase.id: it.title for it in every for phase in self._rules.phases[it.first : it.end]}

    @property
    def procedure_minutes(self) -> Mapping[str, int]:
        """How long each phase of a procedure is planned to take."""
        return {phase.id: phase.minutes for phase in self._rules.phases[self.book.steps :]}

    @property
    def roles(self) -> tuple[Member, ...]:
        """The roles in order of declaration."""
        return self._rules.roles

    @property
    def doctrines(self) -> Mapping[str, Doctrine]:
        """Scripted opponents by id."""
        return self._rules.doctrines

    @property
    def seats(self) -> Mapping[str, tuple[str, Mapping[str, float]]]:
        """Role -> the doctrine it has in this scenario, and the traits that differ."""
        return self._rules.seats

    @property
    def usual(self) -> Mapping[str, str]:
        """Role -> its usual doctrine."""
        return self._rules.usual

    @property
    def picture(self) -> str:
        """The author's drawing of the map, with areas as `[id]`; "" without one."""
        return self._rules.picture

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas in order of declaration, none without a map."""
        near: dict[str, list[str]] = {}
        for one, other, *_rest in self._rules.links:
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
        return tuple(
            Area(
                id=it.id,
                title=it.title or it.id,
                zone=self._zone(str(it.attributes.get("zone", ""))),
                links=tuple(dict.fromkeys(near.get(it.id, ()))),
            )
            for it in self._rules.roots.get("area", ())
        )

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Track or measure of an area -> the letter under which it stands on the map."""
        return letters_of(self._rules)

    def _zone(self, id: str) -> str:
        """Return what a zone is called: its word in another language, else its id as people read it."""
        words = id.replace("_", " ")
        return self._rules.words.get(words, words.capitalize())

    def _in_words(self, id: str) -> str:
        return self._rules.words.get(id.replace("_", " "), id)

    @property
    def secret_orders(self) -> frozenset[str]:
        """The orders of which others learn only what their effects say."""
        return frozenset(it.id for it in self._rules.orders.values() if it.secret)

    @cached_property
    def watchers(self) -> Mapping[str, tuple[str, ...]]:
        """Track or measure -> the roles that see it, for those that some roles see and others do not."""
        roles = self._rules.roles
        seen = {it.id: it.seen_by for it in self._rules.tracks.values()}
        seen |= {it.id: it.seen_by for it in self._rules.measures.values()}
        return {
            id: tuple(roles[at].id for at in sorted(seers))
            for id, seers in seen.items()
            if not isinstance(seers, str) and len(seers) < len(roles)
        }

    @property
    def phases(self) -> Mapping[str, str]:
        """Phase -> its title, in order."""
        return {it.id: it.title for it in self._rules.phases}

    @cached_property
    def passing(self) -> frozenset[str]:
        """The tracks that count something for a phase or a turn, and then start again."""
        return frozenset(it.id for it in self._rules.tracks.values() if it.lasts)

    @property
    def bargains(self) -> bool:
        """Whether there is anything to bargain with: motions, terms of deals, conditions of orders."""
        return bool(self._rules.motions or self._rules.terms or self._rules.conditions)

    @property
    def endings(self) -> Mapping[str, str]:
        """Ending -> its title."""
        return {it.id: it.title for it in self._rules.endings.values()}

    def place_of_ending(self, ending: str) -> Place | None:
        """Return where an ending is written."""
        found = self._rules.endings.get(ending)
        return None if found is None else found.place

    def member_title(self, member: str) -> str:
        """Return the title of a role, area, force or other member, the word itself when it is none."""
        root, position = self._rules.positions.get(member, ("", -1))
        return self.book.member_title(root, position) if root else member

    def drawn_title(self, drawn: str) -> str:
        """Return the title of what was drawn from a deck, or picked from a set; the word itself when it is neither."""
        event = self._rules.events.get(drawn)
        return self.member_title(drawn) if event is None else event.title

    def roll_title(self, name: str) -> str:
        """Return the id of a roll, or of a deck, as people read it."""
        return self._in_words(name).replace("_", " ").capitalize()

    def place_of(self, number: str) -> Place | None:
        """Return where a track or measure is written, None for what is neither."""
        found = self._rules.tracks.get(number) or self._rules.measures.get(number)
        return None if found is None else found.place

    @cached_property
    def aims(self) -> Mapping[str, Aim]:
        """Objective -> the numbers that it counts."""
        return {it.id: Aim(reads=it.reads, rests_on=it.rests_on) for it in self._rules.objectives.values()}

    def title_of(self, role: str) -> str:
        """Return the title of a role."""
        return self.book.role_titles[self.book.role_at[role]]

    def date(self, turn: int) -> str:
        """Return when a turn begins, "" when the scenario has no dates."""
        return date_of(self._rules, turn)

    def __repr__(self) -> str:
        return f"<Scenario {self.id}>"
