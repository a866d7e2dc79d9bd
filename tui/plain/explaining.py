"""In plain lines: why a seat gave an order, and how likely it holds what control asks. Nobody must say either."""

from __future__ import annotations

from engine.speech import _
from engine.table.capture import chances

from ..proposal import aside_of
from ..shown import plain
from .asking import asked_beside
from .place import AT_SEAT, Place


@AT_SEAT.command("r", "reason", _("reason"), _("why you gave your last order: r to be seen; 4; to wait"))
def say_why(who: Place, words: str) -> None:
    """Keep why the order that was given last was given, how sure, and what was rejected."""
    it = who.scene.last_said
    if it is None:
        who.lines.say(_("You have given no order yet."))
        return
    who.lines.say(_("Why? {order}").format(order=plain(it.title)))
    beside = aside_of(words) if words else asked_beside(who.lines)
    if beside:
        who.seat.say_why(it.number, beside)
        who.look()
        who.lines.say(_("Kept for the debriefing."))


@AT_SEAT.command("f", "forecast", _("forecast"), _("what control asks to forecast; f 1 70: the first, 70 per cent"))
def forecast(who: Place, words: str) -> None:
    """List what is asked with one's own answers, or keep an answer."""
    number, _space, chance = words.partition(" ")
    asked, names = who.scene.questions, who.seat.names
    if not asked:
        who.lines.say(_("Control asks for no forecast now."))
        return
    if number:
        at = who.lines.number(number, len(asked))
        if at is not None:
            who.seat.forecast(asked[at - 1].number, chances(chance, names))
            who.lines.say(_("Your forecast is kept."))
        return
    for at, it in enumerate(asked, 1):
        given = (f"{who_says} {likely}" for who_says, likely in who.seat.forecasts(it.number).items())
        who.lines.say(f"{at:>3}  {plain(it.text)} {', '.join(given)}".rstrip())
    who.lines.say(_("f 1 70 holds the first likely by 70 per cent. Only control learns it, when it is settled."))
