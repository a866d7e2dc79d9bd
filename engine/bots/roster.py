"""Who plays a seat: a player by the name of a doctrine, and one step of a game among players."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..language.text import clean, nearest
from ..play.scenario import Scenario
from ..problems import Refused
from ..speech import _
from .doctrine import TEMPERATURE, Commander
from .player import Decision, Draws, FirstLegal, Player, Random

if TYPE_CHECKING:
    from ..play.game import Game
    from ..play.views import View

RANDOM, FIRST_LEGAL = "random", "first_legal"

_PLAIN: Mapping[str, type[Random] | type[FirstLegal]] = {RANDOM: Random, FIRST_LEGAL: FirstLegal}


def usual_for(scenario: Scenario, role: str) -> tuple[str, Mapping[str, float]]:
    """Return the doctrine and traits that a role has in a scenario: its seat's, its usual one, or random."""
    if role in scenario.seats:
        return scenario.seats[role]
    return scenario.usual.get(role, RANDOM), {}


def player_for(scenario: Scenario, role: str, name: str, traits: Mapping[str, float] | None = None) -> Player:
    """Return a player for a seat: by a doctrine's id, `random` or `first_legal`.

    Raises: Refused: no doctrine is called so, it cannot play the role, or it has no such trait.
    """
    if name in _PLAIN and name not in scenario.doctrines:
        return _PLAIN[name]()
    doctrine = scenario.doctrines.get(name)
    fit = [it.id for it in scenario.doctrines.values() if scenario.book.role_at[role] in it.roles]
    if doctrine is None or name not in fit:
        near = nearest(name, [*fit, *_PLAIN])
        meant = _("No doctrine {name!r} can play {role}. Did you mean {near}?")
        said = meant if near else _("No doctrine {name!r} can play {role}. There are {known}.")
        known = ", ".join([*fit, *_PLAIN])
        raise Refused(said.format(name=clean(name, most=40), role=scenario.title_of(role), near=near, known=known))
    for trait in traits or {}:
        if trait not in doctrine.traits and trait != TEMPERATURE:
            raise Refused(
                _("{title} has no trait {trait!r}.").format(title=doctrine.title, trait=clean(trait, most=40))
            )
    return Commander(doctrine, traits)


def play_to_end(game: Game, players: Mapping[str, Player], draws: Callable[[View], Draws]) -> int:
    """Play until none of the players is awaited; return how many decisions they made."""
    decisions = 0
    while role := game.next_of(players):
        game.give(role, decided(game, role, players[role], draws).order)
        decisions += 1
    return decisions


def decided(game: Game, role: str, player: Player, draws: Callable[[View], Draws]) -> Decision:
    """Return what a player decides for a role that is awaited."""
    view = game.view(role)
    return player.decide(view, draws(view))
