"""While everybody talks: what all may know, and the seats that may be taken in private."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.speech import _

from ..hot_seat import Place
from ..shown import plain
from .onlooker import Onlooker
from .reading import tell_news

if TYPE_CHECKING:
    from ..room import Room
    from .lines import Lines


def seat_wanted(room: Room, places: Sequence[Place], read: int, lines: Lines) -> tuple[str, int]:
    """Return who wants to sit down in private, and the number of the last news that all have read.

    Raises: Quit: somebody leaves; EOFError: there is no next line.
    """
    lines.conceal()
    view = room.session.seat(room.people[0]).view.public()
    who = Onlooker(room=room, lines=lines, view=view, vantage=room.common, mark=read)
    turn = _("Turn {turn} of {turns}").format(turn=view.turn, turns=view.turns)
    parts = (turn, plain(view.date, 40), plain(view.phase_title, 60))
    heading = _("EXERCISE, for all to see: {parts}.")
    lines.say("\n" + heading.format(parts=", ".join(part for part in parts if part)))
    tell_news(who, str(view.turn))
    lines.say(_("Seats (a number hands the keyboard over in private):"))
    lines.list(_row(it) for it in places)
    first = next((it for it in places if it.awaited), places[0])
    lines.say(_("An empty line takes {title}. ? helps.").format(title=first.title))
    while word := lines.ask():
        if word.isdecimal():
            number = lines.number(word, len(places), _("an empty line"))
            if number is not None:
                first = places[number - 1]
                break
        elif not who.obey(word):
            who.puzzled(_("a number from 1 to {most}").format(most=len(places)), word)
    return first.role, view.news[-1].number if view.news else 0


def _row(place: Place) -> str:
    state = _("may act") if place.awaited else _("is done")
    return _("{title}: {state}").format(title=place.title, state=state)
