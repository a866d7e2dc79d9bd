"""Real games at their end, and in their midst, for the pages of the debriefing."""

from __future__ import annotations

from functools import lru_cache

from engine import Order
from engine.bots.player import draws_for
from engine.bots.roster import decided, player_for, usual_for
from engine.table.session import Person, Session
from tui.room import Room, room_of
from tui.scene import Scene, scene_of


def dilemma(turns: int = 10) -> Room:
    """Return a table where Ann, a person, stayed silent, then talked, for so many turns."""
    session = Session.open("prisoners-dilemma", seats={"ann": Person()}, seed=3)
    for turn in range(turns):
        session.submit("ann", Order("talk" if turn else "stay_silent"))
    return room_of(session)


@lru_cache
def tutorial() -> Room:
    """Return the tutorial at its end, the person's seat played as usual."""
    session = Session.open("tutorial", seats={"paris": Person()}, seed=5)
    player = player_for(session.scenario, "paris", *usual_for(session.scenario, "paris"))
    while session.waiting_for:
        session.submit("paris", decided(session.game, "paris", player, draws_for(5)).order)
    return room_of(session)


def scene(room: Room) -> Scene:
    """Return what the person sees now."""
    return scene_of(room.session.seat(room.people[0]))
