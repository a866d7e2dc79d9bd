"""Days and turns: how long a turn lasts, and in which turn a day falls."""

from __future__ import annotations

import datetime
import re

from . import naming_codes as codes
from . import spec
from .world import World

_LASTS = re.compile(r"(\d{1,3}) (day|week|month|year)s?", re.ASCII)
_HINT = "3 months, 2 weeks, 1 day"


def turn_length(written: spec.Ruleset) -> tuple[int, str] | None:
    """Return how long a turn is, as a count and a unit, or None when it is not written or not readable."""
    found = _LASTS.fullmatch(written.turn_lasts)
    return (int(found[1]), found[2]) if found and int(found[1]) else None


def later(day: datetime.date, count: int, unit: str) -> datetime.date:
    """Return the day `count` units after `day`; a month too short ends on its last day, time in 9999."""
    try:
        if unit in ("day", "week"):
            return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
        first = datetime.date(months // 12, months % 12 + 1, 1)
        following = datetime.date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    except (ValueError, OverflowError):
        return datetime.date.max
    return first + datetime.timedelta(days=min(day.day, (following - first).days) - 1)


def dates(world: World, written: spec.Ruleset) -> None:
    """Put the turn in which each named day falls into the world; 0 is before the first turn."""
    length = turn_length(written)
    if written.turn_lasts and length is None:
        mark = written.fields.get("turn_lasts", written.mark)
        message = f"{written.turn_lasts[:40]!r} is no length of a turn"
        world.report(mark, codes.NO_CALENDAR, message, hint=_HINT)
        world.dates.update(dict.fromkeys(written.dates, 1))
        return
    for id, day in written.dates.items():
        if written.begins is None or length is None:
            if written.kind == "scenario":
                mark = written.fields.get(f"dates.{id}:", written.mark)
                message = "dates need `begins` and `turn_lasts`"
                world.report(mark, codes.NO_CALENDAR, message, hint="begins: 2026-01-07", length=len(id))
            world.dates[id] = 1
        else:
            world.dates[id] = _turn(day, written.begins, *length)


def _turn(day: datetime.date, begins: datetime.date, count: int, unit: str) -> int:
    """Return the turn in which a day falls: how many turns have begun by then."""
    turn = 0
    while turn < 10_000:
        first = later(begins, count * turn, unit)
        if first > day or first == datetime.date.max:
            break
        turn += 1
    return turn
