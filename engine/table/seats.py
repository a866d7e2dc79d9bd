"""Who sits in a seat: people, a doctrine, chance, control, or nobody. Seats are not people: they change hands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..bots.player import Player
from ..bots.roster import RANDOM, player_for, usual_for
from ..language.text import clean, quoted
from ..play.scenario import Scenario
from ..problems import Refused
from ..speech import _

MOST_NAME = 40
"""Characters of a person's name."""

MOST_PEOPLE = 8
"""People who share a seat."""


def _names(names: Iterable[str]) -> tuple[str, ...]:
    found = (clean(name, most=MOST_NAME).strip() for name in names)
    return tuple(dict.fromkeys(name for name in found if name))[:MOST_PEOPLE]


@attrs.frozen
class Person:
    """Somebody at a screen, or several who share the seat; names are theirs to give, and cleaned."""

    names: tuple[str, ...] = attrs.field(default=(), converter=_names)


def people_of(text: str) -> Person:
    """Return the people whose names stand in a line with commas between.

    Raises: Refused: they are too many for a seat, or a name is too long to be kept whole.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    longest = max(map(len, names), default=0)
    if longest > MOST_NAME:
        raise Refused(_("A name has at most {most} characters, not {n}.").format(most=MOST_NAME, n=longest))
    if len(names) > MOST_PEOPLE:
        raise Refused(_("At most {most} people share a seat, not {n}.").format(most=MOST_PEOPLE, n=len(names)))
    return Person(tuple(names))


@attrs.frozen
class Voiced:
    """Control speaks for the seat."""


@attrs.frozen
class Absent:
    """Nobody: its standing order is given, else it passes; the game never waits for it."""


@attrs.frozen
class Scripted:
    """A doctrine, with the traits that differ from its own; without a name the seat's usual one."""

    doctrine: str = ""
    traits: Mapping[str, float] = attrs.field(factory=dict)


@attrs.frozen
class Randomly:
    """Any legal order."""


Sitter = Person | Voiced | Absent | Scripted | Randomly


def seated(scenario: Scenario, seats: Mapping[str, Sitter]) -> dict[str, Sitter]:
    """Return who sits in every seat of a scenario, those left open by their usual doctrine.

    Raises: Refused: there is no such role.
    """
    for role in seats:
        if role not in scenario.book.role_at:
            raise Refused(
                _("There is no role {role}; there are {known}.").format(
                    role=quoted(role), known=", ".join(scenario.book.role_ids)
                )
            )
    return {role: named(scenario, role, seats.get(role, Scripted())) for role in scenario.book.role_ids}


def named(scenario: Scenario, role: str, sitter: Sitter) -> Sitter:
    """Return the same sitter with the name of its doctrine."""
    if isinstance(sitter, Scripted) and not sitter.doctrine:
        doctrine, traits = usual_for(scenario, role)
        sitter = Scripted(doctrine, {**traits, **sitter.traits})
    return Randomly() if isinstance(sitter, Scripted) and sitter.doctrine == RANDOM else sitter


def player_of(scenario: Scenario, role: str, sitter: Sitter) -> Player | None:
    """Return the player of a seat, None where no program decides.

    Raises: Refused: no such doctrine can play it.
    """
    match sitter:
        case Person() | Voiced() | Absent():
            return None
        case Randomly():
            return player_for(scenario, role, RANDOM)
        case Scripted(doctrine, traits):
            return player_for(scenario, role, doctrine, traits)


def to_json(sitter: Sitter) -> dict[str, Any]:
    """Return what a journal keeps of who sits there."""
    match sitter:
        case Person(names):
            return {"by": "person", "names": list(names)} if names else {"by": "person"}
        case Voiced():
            return {"by": "control"}
        case Absent():
            return {"by": "nobody"}
        case Randomly():
            return {"by": RANDOM}
        case Scripted(doctrine, traits):
            return {"by": "doctrine", "doctrine": doctrine, "traits": dict(traits)}


def from_json(data: Any) -> Sitter:
    """Return who `to_json` wrote down.

    Raises: Refused: it is nobody.
    """
    match data:
        case {"by": "person", "names": list(names)} if all(isinstance(name, str) for name in names):
            return Person(names)
        case {"by": "person"} if "names" not in data:
            return Person()
        case {"by": "control"}:
            return Voiced()
        case {"by": "nobody"}:
            return Absent()
        case {"by": "random"}:
            return Randomly()
        case {"by": "doctrine", "doctrine": str(doctrine), "traits": dict(traits)}:
            if all(isinstance(name, str) and isinstance(value, (int, float)) for name, value in traits.items()):
                return Scripted(doctrine, traits)
    raise Refused(_("The saved game does not say who sits where."))
