"""What became of what was promised: the funnels that a ruleset declares, read at the end of a game."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..play.game import Game


@attrs.frozen(kw_only=True)
class Flow:
    """A funnel with its numbers: for each role one for each stage."""

    title: str
    text: str
    stages: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


def flows(game: Game) -> tuple[Flow, ...]:
    """Return the funnels of a game as they stand, secrets included: for control, and for all after the end."""
    course = game._course
    values, memo, ids = course.state.values, course.state.memo, course.book.role_ids
    return tuple(
        Flow(
            title=it.title,
            text=it.text,
            stages=it.stages,
            rows={ids[role]: tuple(it.values(values, memo, role)) for role in it.roles},
        )
        for it in game.scenario.rules.funnels.values()
    )
