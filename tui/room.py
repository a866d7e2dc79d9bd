"""A game at the table of one terminal: its session, its scenario, its map, and which seats people have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from .board import Area, Board, board_of
from .shown import plain
from .vantage import Vantage, vantage_of

if TYPE_CHECKING:
    from engine import Scenario
    from engine.table.session import Session


@attrs.frozen(kw_only=True)
class Room:
    """What every screen of a running game is given."""

    session: Session
    scenario: Scenario
    board: Board
    titles: Mapping[str, str]  # of roles
    people: tuple[str, ...]  # the seats that people have
    letters: Mapping[str, str] = attrs.field(factory=dict)  # of counters on the map
    saved: bool = True

    @property
    def title(self) -> str:
        """The scenario's name."""
        return plain(self.scenario.title, 60)

    @property
    def person(self) -> str:
        """The seat that a person should look at now: one that is awaited, else the first."""
        return next(iter(self.session.waiting_for), self.people[0])

    def next_person(self, role: str) -> str:
        """Return whose the screen is now: `role`'s while it is awaited or nobody else is, else the next one's."""
        waiting = self.session.waiting_for
        return role if role in waiting else next(iter(waiting), role)

    @property
    def is_talking(self) -> bool:
        """Whether a phase is open in which everybody acts as they like, round one public screen."""
        return self.session.game.view(self.people[0]).mode == "open"

    def text_of(self, role: str) -> str:
        """Return a role's own words about itself."""
        return next((it.text for it in self.scenario.roles if it.id == role), "")

    def vantage(self, role: str) -> Vantage:
        """Return whose numbers are whose from where a seat looks."""
        return vantage_of(self.scenario, role)

    @property
    def common(self) -> Vantage:
        """From where everybody looks together: nobody's own numbers, and no mention of what few see."""
        return attrs.evolve(self.vantage(""), watchers={})


def room_of(session: Session) -> Room:
    """Return the room of a session that was just opened or resumed."""
    scenario = session.scenario
    titles = {role.id: plain(role.title or role.id, 40) for role in scenario.roles}
    people, saved = session.people, session.journal is not None
    return Room(
        session=session,
        scenario=scenario,
        board=map_of(scenario),
        titles=titles,
        people=people,
        letters=scenario.letters,
        saved=saved,
    )


def map_of(scenario: Scenario) -> Board:
    """Return the scenario's map; it has no marks when the ruleset has no areas."""
    areas = [
        Area(id=it.id, title=plain(it.title, 60), zone=plain(it.zone, 30), links=it.links) for it in scenario.areas
    ]
    return board_of(areas, scenario.picture if areas else "")
