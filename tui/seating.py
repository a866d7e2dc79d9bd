"""Who sits where before a game begins: people and doctrines, seat by seat."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

import attrs

from engine.language.text import quoted
from engine.problems import Refused
from engine.speech import _

from .shown import plain, unmarked

if TYPE_CHECKING:
    from engine import Scenario

RANDOM = "random"
"""What plays a seat that no doctrine can play, and any other if it is asked to."""


@attrs.frozen(kw_only=True)
class Chair:
    """One seat: its role, the doctrines that can play it, and who does."""

    role: str
    title: str
    text: str
    doctrines: tuple[str, ...]  # ids; the usual one first
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    chosen: int = 0
    person: bool = False

    @property
    def doctrine(self) -> str:
        """The doctrine that plays this seat when no person does, "" for the usual one with the scenario's traits."""
        return self.doctrines[self.chosen] if self.chosen else ""

    @property
    def player(self) -> str:
        """Who plays this seat, in words."""
        if self.person:
            return _("a person")
        title = self.titles[self.chosen]
        return _("{doctrine} (usual)").format(doctrine=title) if self.chosen == 0 else title


@attrs.frozen(kw_only=True)
class Seating:
    """All chairs in order of the roles."""

    chairs: tuple[Chair, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """The roles that people play."""
        return tuple(chair.role for chair in self.chairs if chair.person)

    @property
    def doctrines(self) -> Mapping[str, str]:
        """The doctrine of each other role."""
        return {chair.role: chair.doctrine for chair in self.chairs if not chair.person}

    def sit(self, role: str) -> Seating:
        """Return the seating in which one person takes that seat and leaves all others."""
        return Seating(chairs=tuple(attrs.evolve(chair, person=chair.role == role) for chair in self.chairs))

    def also(self, role: str) -> Seating:
        """Return the seating in which another person takes that seat, or leaves it."""
        return self._with(role, lambda chair: attrs.evolve(chair, person=not chair.person))

    def next_doctrine(self, role: str) -> Seating:
        """Return the seating in which another doctrine plays that seat."""
        return self._with(role, lambda chair: attrs.evolve(chair, chosen=(chair.chosen + 1) % len(chair.doctrines)))

    def _with(self, role: str, change: Callable[[Chair], Chair]) -> Seating:
        return Seating(chairs=tuple(change(chair) if chair.role == role else chair for chair in self.chairs))


def seating_of(scenario: Scenario, people: Collection[str], doctrines: Mapping[str, str]) -> Seating:
    """Return the seating that was asked for; without `people` a person takes the first seat left free.

    Raises: Refused: there is no such role, or the doctrine cannot play it.
    """
    _check(scenario, people, doctrines)
    free = [role.id for role in scenario.roles if role.id not in scenario.seats]
    wanted = people or (free or [role.id for role in scenario.roles])[:1]
    chairs = range(len(scenario.roles))
    return Seating(chairs=tuple(_chair(scenario, position, wanted, doctrines) for position in chairs))


def _check(scenario: Scenario, people: Collection[str], doctrines: Mapping[str, str]) -> None:
    roles = {role.id: position for position, role in enumerate(scenario.roles)}
    for role in (*people, *doctrines):
        if role not in roles:
            known = ", ".join(roles)
            raise Refused(_("There is no role {role} here; there are {roles}.").format(role=quoted(role), roles=known))
    for role, name in doctrines.items():
        able = [it.id for it in scenario.doctrines.values() if roles[role] in it.roles]
        if name not in (*able, RANDOM):
            can = ", ".join([*able, RANDOM])
            said = _("{doctrine} cannot play {role}; {doctrines} can.")
            raise Refused(said.format(doctrine=quoted(name), role=role, doctrines=can))


def _chair(scenario: Scenario, position: int, people: Collection[str], doctrines: Mapping[str, str]) -> Chair:
    role = scenario.roles[position]
    given, _traits = scenario.seats.get(role.id, ("", {}))
    usual = given or scenario.usual.get(role.id, "")
    able = [it for it in scenario.doctrines.values() if position in it.roles]
    able.sort(key=lambda it: it.id != usual)
    ids = (*(it.id for it in able), RANDOM)
    wanted = doctrines.get(role.id, "")
    return Chair(
        role=role.id,
        title=plain(role.title or role.id, 40),
        text=plain(unmarked(role.text), 400),
        doctrines=ids,
        titles=(*(plain(it.title or it.id, 40) for it in able), _("Chance")),
        texts=(*(plain(unmarked(it.text), 300) for it in able), _("Anything legal, at random.")),
        chosen=ids.index(wanted) if wanted in ids else 0,
        person=role.id in people,
    )
