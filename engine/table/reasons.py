"""Why scripted seats decided as they did: the game is taken back to the moment, and they decide again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from ..bots.doctrine import Commander
from ..bots.player import Draws
from ..bots.reasoning import Reasoning, explain
from ..play.game import Game
from ..play.narration import Event
from ..play.scenario import Scenario
from .seats import Randomly, Scripted, player_of

if TYPE_CHECKING:
    from ..play.views import View


@attrs.frozen(kw_only=True)
class Decided:
    """One decision of a scripted seat: the number of its event, and who decided."""

    number: int
    turn: int
    phase: str
    role: str
    order: str
    sitter: Scripted | Randomly


class Earlier:
    """A game's past; going through it in order of time is cheap."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._game: Game | None = None
        self._at = 0  # the number of the last event in `_game`

    def before(self, number: int, log: Sequence[Event]) -> Game:
        """Return the game as it stood before the event of that number."""
        if self._game is None or self._at >= number:
            self._game, self._at = Game.resumed(self._scenario, ()), 0
        for event in log[self._at : number - 1]:
            self._game.apply(event)
        self._at = number - 1
        return self._game


class Hindsight:
    """Lets doctrines think their decisions through once more."""

    def __init__(self, scenario: Scenario, draws: Callable[[int], Callable[[View], Draws]]) -> None:
        """`draws` gives what scripted seats draw from when they decide the event of a number."""
        self._scenario = scenario
        self._draws = draws
        self._earlier = Earlier(scenario)

    def reasoning(self, decided: Decided, log: Sequence[Event]) -> Reasoning | None:
        """Return why a doctrine decided so, None for one that has no reasons."""
        player = player_of(self._scenario, decided.role, decided.sitter)
        if not isinstance(player, Commander):
            return None
        view = self._earlier.before(decided.number, log).view(decided.role)
        return explain(player, view, self._draws(decided.number)(view))
