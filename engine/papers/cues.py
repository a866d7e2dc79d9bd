"""When an inject comes and what it says, in words: who never saw the tool is shown no formula."""

from __future__ import annotations

import re

from ..play.dates import day_words
from ..play.readings import Inject
from ..speech import _, listed
from .pack import Pack

_EQUALS, _BRACES = re.compile(r"\s*(\w+)\s*==\s*(\w+)\s*"), re.compile(r"\{([^{}]*)\}")


def when(pack: Pack, it: Inject) -> str:
    """Return when an inject comes: in its turn, on its day, when the rules say so, or when control does."""
    if it.turn:
        phase = pack.scenario.phases.get(it.phase, it.phase)
        said = _("turn {turn}, {phase}") if phase else _("turn {turn}")
        return said.format(turn=it.turn, phase=phase)
    if not it.trigger:
        return _("when you say so")
    watched = [pack.numbers[name] for name, _value in it.now if name in pack.numbers]
    said = _("when the rules say so; watch {numbers}") if watched else _("when the rules say so")
    return _on_a_day(pack, it) or said.format(numbers=listed(watched))


def _on_a_day(pack: Pack, it: Inject) -> str:
    """Return the day that a trigger waits for and nothing else, "" when it does not."""
    days, found = pack.scenario.rules.dates, _EQUALS.fullmatch(it.trigger)
    for turn, day in (days[name] for name in (found.groups() if found else ()) if name in days):
        if 1 <= turn <= pack.scenario.turns:
            return _("turn {turn}, {day}").format(turn=turn, day=day_words(day))
        return _("when you say so: {day} is not in this game").format(day=day_words(day))
    return ""


def words(pack: Pack, it: Inject) -> str:
    """Return what an inject says; for a number that is filled in when it comes, what it is called, in brackets."""
    return _BRACES.sub(lambda found: f"[{pack.numbers.get(found[1].strip(), '…')}]", it.text)
