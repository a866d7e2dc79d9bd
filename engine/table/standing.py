"""Where a game stands, in a line for whoever goes on with it."""

from __future__ import annotations

from ..play.game import Game
from ..speech import _, _n, listed


def standing(game: Game) -> str:
    """Return the turn, the phase, and how many roles are done in it; when it is over, how it ended."""
    if game.over:
        return _("The game is over: {ending}").format(ending=game.scenario.endings.get(game.ending, game.ending) or "-")
    phase = game.view(game.roles[0]).phase_title
    done, most = game.progress
    if most:
        orders = _n("{done} of {n} role is done", "{done} of {n} roles are done", most).format(done=done, n=most)
    else:
        titles = listed([*map(game.scenario.title_of, game.awaiting)])
        orders = _("waiting for {roles}").format(roles=titles or _("control"))
    return _("Turn {turn}, {phase}, {orders}").format(turn=game.turn, phase=phase, orders=orders)
