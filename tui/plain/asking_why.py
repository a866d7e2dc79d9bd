"""Why a number is what it is: its history with causes, down to the line of the rules."""

from __future__ import annotations

from engine.speech import _, _n

from ..gauges import name_of
from ..whys import number_of, why_page
from .onlooker import OF_A_ROLE, Onlooker
from .reading import matching, unknown

_MOST = 40


@OF_A_ROLE.command("w", "why", _("why"), _("w NAME: why a number is what it is, with the rule; w alone offers some"))
def ask_why(who: Onlooker, words: str) -> None:
    """Tell the history of the number that is called so; where several match, somebody chooses."""
    found = [(it.name, name_of(it)) for it in matching(who.readings, words)] if words else list(who.changed)
    if len(found) == 1:
        _tell(who, found[0][0])
    elif found:
        _offer(who, found)
    else:
        none = _("No number has changed yet: w {number} asks about one.").format(number=who.a_number)
        who.lines.say(unknown(who.readings, words) if words else none)


def _offer(who: Onlooker, found: list[tuple[str, str]]) -> None:
    who.lines.say(_("Why? Choose a number:"))
    left = len(found) - _MOST
    titles = [line for _name, line in found[:_MOST]]
    if left > 0:
        more = _n("{count} more match: w WORDS finds them.", "{count} more match: w WORDS finds them.", left)
        who.lines.say(more.format(count=left))
    at = who.choose(_("Which number"), titles, _("an empty line for none"))
    if at is not None:
        _tell(who, found[at][0])


def _tell(who: Onlooker, name: str) -> None:
    room = who.room
    try:
        page = why_page(number_of(room, who.vantage.role, name), room.scenario, room.titles)
    except KeyError:
        who.lines.say(_("You do not see this number."))
        return
    who.lines.say(page.plain)
