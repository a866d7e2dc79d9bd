"""Several people at one keyboard: nobody sees what another seat was told, and a PIN keeps the curious out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.speech import _, _n

from ..hot_seat import Place
from .onlooker import Quit

if TYPE_CHECKING:
    from ..pins import Pins
    from .lines import Lines


def hand_over(places: Sequence[Place], role: str, pins: Pins, lines: Lines) -> str:
    """Return who sits at the keyboard now; on a terminal only after their PIN, in a pipe at once.

    Raises: Quit: somebody leaves; EOFError: there is no next line.
    """
    place = next(it for it in places if it.role == role)
    if not lines.interactive:
        lines.say("\n" + _("The keyboard goes to {title}.").format(title=place.title))
        return role
    lines.conceal()
    lines.say(_("EXERCISE: the keyboard goes round."))
    lines.list(_row(it) for it in places)
    while True:
        lines.say(_("Now: {title}. Nobody else should look.").format(title=place.title))
        question = _("Enter when {title} sits here, the number of another seat, q leaves> ")
        word = lines.ask(question.format(title=place.title))
        if word.casefold() in ("q", "quit", _("quit")):
            raise Quit
        if word:
            number = lines.number(word, len(places), _("an empty line"))
            place = places[number - 1] if number else place
        elif _may_sit(place, pins, lines):
            return place.role


def _row(place: Place) -> str:
    state = _("may act") if place.awaited else _("is done for now")
    return _("{title}: {state}").format(title=place.title, state=state)


def _may_sit(place: Place, pins: Pins, lines: Lines) -> bool:
    """Return whether somebody proves to be who they are; a seat chooses its PIN when it is first taken."""
    if not pins.was_asked(place.role):
        return _choose_pin(place, pins, lines)
    if not pins.has(place.role):
        return True
    seconds = pins.seconds_closed(place.role)
    if not seconds and pins.opens(place.role, lines.ask_hidden(_("PIN of {title}: ").format(title=place.title))):
        return True
    _refuse(place, pins, lines)
    return False


def _choose_pin(place: Place, pins: Pins, lines: Lines) -> bool:
    lines.say(_("A PIN keeps the others out of your seat. Type one of your own, or nothing for none."))
    pin = lines.ask_hidden(_("New PIN: "))
    if pin and lines.ask_hidden(_("The PIN once more: ")) != pin:
        lines.say(_("These were two different PINs. Choose one again."))
        return False
    pins.choose(place.role, pin)
    return True


def _refuse(place: Place, pins: Pins, lines: Lines) -> None:
    seconds = pins.seconds_closed(place.role)
    if seconds:
        wait = _("Three wrong PINs. {title} is closed for {seconds} s; others may sit down.")
        lines.say(wait.format(title=place.title, seconds=seconds))
        return
    left = pins.tries_left(place.role)
    tries = _n("{left} try is left.", "{left} tries are left.", left).format(left=left)
    lines.say(_("This is not the PIN of {title}. {tries}").format(title=place.title, tries=tries))
