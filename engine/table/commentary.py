"""What is told afterwards of scripted seats' decisions: why they decided so, and what they said of it publicly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..bots.player import draws_for
from ..speech import _
from .reasons import Hindsight
from .remarks import Podium, Remark

if TYPE_CHECKING:
    from ..play.game import Game
    from .resuming import Past


class Commentary:
    """Remembers what was asked of one course of the game; one that was taken back needs another."""

    def __init__(self, past: Past) -> None:
        branch = past.branch
        self._past = past
        self._hindsight = Hindsight(past.scenario, lambda number: draws_for(branch.luck_at(number).seed))
        self._podium = Podium(past.scenario)

    def remarks(self, role: str, game: Game) -> tuple[Remark, ...]:
        """Return what scripted seats said publicly of orders of which a role was told."""
        return self._podium.remarks(role, game.log, self._past.decided)

    def explain(self, role: str, number: int, game: Game) -> str:
        """Return why a role's scripted player gave the order of that event, "" when it was no decision of one."""
        it = self._past.decided.get(number)
        if it is None or it.role != role:
            return ""
        reasoning = self._hindsight.reasoning(it, game.log)
        if reasoning is None:
            return _("{order}: one of the legal orders, at random").format(order=it.order)
        return reasoning.text()
