"""When a turn begins, in the calendar of the scenario."""

from __future__ import annotations

import datetime

from ..rules.ruleset import Ruleset
from ..speech import _

_MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July")),
    *(_("August"), _("September"), _("October"), _("November"), _("December")),
)


def date_of(rules: Ruleset, turn: int) -> str:
    """Return when a turn begins, "" when the scenario has no dates."""
    begins, lasts = rules.begins, rules.turn_lasts
    if begins is None:
        return ""
    return _date(begins, 0, "day") if lasts is None else _date(begins, max(0, turn - 1) * lasts[0], lasts[1])


def day_words(day: datetime.date) -> str:
    """Return a day in words, 7 January 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _date(begins: datetime.date, count: int, unit: str) -> str:
    if unit in ("day", "week"):
        return day_words(begins + datetime.timedelta(days=count * (7 if unit == "week" else 1)))
    months = begins.year * 12 + begins.month - 1 + count * (12 if unit == "year" else 1)
    return f"{_MONTHS[months % 12]} {months // 12}"
