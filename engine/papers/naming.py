"""Who is called what: persons by their names, or by a letter where the Chatham House rule holds.

Under that rule a person's name is taken out of what people wrote, too. Seats and what the rules say keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..language.text import clean
from ..play.scenario import Scenario
from ..speech import _
from ..table.capture import Foretold, Noted
from ..table.journal import Header
from ..table.resuming import Past
from ..table.seats import Person, from_json
from ..table.steps import Seated

_LEAST = 3
"""Letters of a name, or of a part of one, that is looked for in what people wrote."""


class Naming:
    """Says what a person is called in a paper."""

    def __init__(self, scenario: Scenario, people: Iterable[str], *, named: bool) -> None:
        self.named = named
        self._roles = {role: scenario.title_of(role) for role in scenario.book.role_ids}
        known = {it.casefold() for pair in self._roles.items() for it in pair}
        self._people = tuple(dict.fromkeys(it for it in people if it.casefold() not in known))
        parts = {part for it in self._people for part in (it, *it.split()) if len(part) >= _LEAST}
        parts = {it for it in parts if it.casefold() not in known}
        self._loose = None if named else _any_of(parts, re.IGNORECASE)
        self._strict = None if named else _any_of(parts)

    def person(self, who: str) -> str:
        """Return what somebody is called; who signed as a role is called by the role."""
        if not who:
            return ""
        if who in self._roles:
            return self._roles[who]
        if self.named or who in self._roles.values():
            return who
        try:
            return _("Person {letter}").format(letter=_letter(self._people.index(who)))
        except ValueError:
            return _("a person")

    def text(self, said: str) -> str:
        """Return what somebody wrote, without the names of persons where they are not told."""
        return said if self._loose is None else self._loose.sub(_removed(), said)

    def anything(self, said: str) -> str:
        """Return any text without the names of persons, written as they write them, where they are not told."""
        return said if self._strict is None else self._strict.sub(_removed(), said)


def naming_of(past: Past, header: Header, *, named: bool) -> Naming:
    """Return how the persons of a game are called."""
    return Naming(past.scenario, tuple(dict.fromkeys(people_in(past, header))), named=named)


def people_in(past: Past, header: Header) -> Iterator[str]:
    """Yield every name of a person that a journal has in a place for names."""
    for data in header.seats.values():
        sitter = from_json(data)
        if isinstance(sitter, Person):
            yield from sitter.names
    for entry in past.written:
        if entry.control:
            yield entry.control
        match entry.step:
            case Seated(seat=Person(names)):
                yield from names
            case Noted(who=who) | Foretold(who=who) if who:
                yield clean(who, most=80)


def _letter(number: int) -> str:
    """Return A, B … Z, A1 …"""
    return chr(ord("A") + number % 26) + (str(number // 26) if number >= 26 else "")


def _any_of(names: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    words = "|".join(rf"(?<!\w){re.escape(it)}(?!\w)" for it in sorted(names, key=len, reverse=True))
    return re.compile(words, flags) if words else None


def _removed() -> str:
    return f"[{_('name')}]"
