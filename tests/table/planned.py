"""A plan that tests of the clock count with."""

from __future__ import annotations

from collections.abc import Mapping

from engine.table.planning import Line, Plan


def evenly(minutes: Mapping[str, int], turns: int) -> Plan:
    """Return the plan in which every turn takes the same, and nothing stands round the turns."""
    rows = [(turn, phase) for turn in range(1, turns + 1) for phase in minutes]
    return Plan(tuple(Line(0, minutes[phase], turn, phase, phase) for turn, phase in rows))
