"""A wargame engine: rulesets are data, views are all that a seat gets.

>>> from engine import Game, Order, load
>>> game = Game(load("prisoners-dilemma"), seed=7)  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .problems import Problem, Problems, Refused
from .version import __version__

if TYPE_CHECKING:
    from .play.game import Game
    from .play.narration import Event
    from .play.orders import Order
    from .play.scenario import Scenario
    from .play.views import View

__all__ = ["Event", "Game", "Order", "Problem", "Problems", "Refused", "Scenario", "View", "__version__", "load"]

_ROOMS = {
    "Event": "play.narration",
    "Game": "play.game",
    "Order": "play.orders",
    "Scenario": "play.scenario",
    "View": "play.views",
}


def load(source: str | Path, *, language: str | None = None) -> Scenario:
    """Return the scenario at a path or with an id; a ruleset's id gives its first scenario.

    Its texts are in the reader's language where overlays have them, in `language` when it is given ("": as written).

    Raises: Problems: everything that is wrong with it.
    """
    from .language.layers import first_of
    from .play.scenario import Scenario
    from .rules.load import load as loaded

    start = first_of(source)
    return Scenario(loaded(start, language), str(start), language)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import engine` costs nothing."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_ROOMS[name]}", __name__), name)
