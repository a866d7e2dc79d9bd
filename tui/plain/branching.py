"""Back in time, branches and the rehearsal of the rest, for control in plain lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.problems import Refused
from engine.speech import _

from ..console.sides import row_of, side_by_side, undone_words
from ..shown import plain
from .desk import AT_DESK, YES, Host, tell_status

WIDTH = 80


@AT_DESK.command(
    "r",
    "rewind",
    _("rewind"),
    _("r lists branches; r EVENT tells what going back undoes; r EVENT WHY, r fresh EVENT WHY go back;")
    + " "
    + _("r fork NAME, r up, name, compare NUMBER; r rehearse"),
)
def rewind(who: Host, words: str) -> None:
    """Do what is wanted with the branches of the game; alone, list them."""
    first, _space, rest = words.partition(" ")
    if not first:
        _list(who)
    elif first.isdecimal():
        _go_back(who, words, fresh=False)
    elif first.casefold() in ACTS:
        ACTS[first.casefold()](who, rest.strip())
    else:
        who.lines.expected(_("a number, or one of {words}").format(words=", ".join(ACTS)), first)


def _list(who: Host) -> None:
    session, lines = who.session, who.lines
    for branch in session.branches.all:
        lines.say(row_of(branch, here=branch is session.branches.here).plain.strip())
    lines.say(_("The game is at event {number}; v tells them all.").format(number=session.past.number))


def _go_back(who: Host, words: str, *, fresh: bool) -> None:
    """Tell what going back would undo; with a reason, ask and do it."""
    to, reason = _numbered(words)
    session, lines = who.session, who.lines
    seen, undone = session.past.seen, session.branches.preview(to)
    lines.say(_("Event {to}: {event}").format(to=to, event=plain(undone.event) or _("the start")))
    lines.say(undone_words(undone))
    if not reason:
        for order in undone.orders:
            lines.say(f"· {plain(order.words)}")
        return
    if lines.ask(_("y goes back> ")).casefold() not in YES:
        lines.say(_("Nothing was undone."))
        return
    with session.guard.having_seen(seen):
        session.branches.rewind(to, reason, fresh=fresh)
    tell_status(who, "")


def _fork(who: Host, name: str) -> None:
    branch = who.session.branches.fork(name)
    who.lines.say(_("{branch} was begun, and is played now.").format(branch=plain(branch.title)))


def _take_up(who: Host, words: str) -> None:
    number, reason = _numbered(words)
    who.session.branches.switch(number, reason)
    tell_status(who, "")


def _name(who: Host, words: str) -> None:
    number, name = _numbered(words)
    who.session.branches.rename(number, name)
    _list(who)


def _compare(who: Host, words: str) -> None:
    session, (number, _rest) = who.session, _numbered(words)
    found = session.branches.compare(number, session.branches.here.number)
    for row in side_by_side(found, session.scenario, who.control.titles):
        who.lines.say_whole(row.plain)


def _rehearse(who: Host, words: str) -> None:
    from engine.analysis.apart import BrokenOff

    from ..console.rests import Rehearser, seats_of, told

    session = who.session
    who.lines.say(_("Playing…"))
    seed = int(words[:9]) if words.isdecimal() else 1
    try:
        found = Rehearser().found(session.game.fork(), seats_of(session), seed)
    except BrokenOff as error:
        raise Refused(_("It broke off ({reason}).").format(reason=error)) from error
    for row in told(found, session.scenario, seed, WIDTH):
        who.lines.say_whole(row.plain)


def _numbered(words: str) -> tuple[int, str]:
    """Return the number that words begin with, and the rest.

    Raises: Refused: they begin with none.
    """
    first, _space, rest = words.partition(" ")
    if not first.isdecimal():
        raise Refused(_("Begin with a number."))
    return int(first[:9]), rest.strip()


ACTS: Mapping[str, Callable[[Host, str], None]] = {
    "fresh": lambda who, words: _go_back(who, words, fresh=True),
    "fork": _fork,
    "up": _take_up,
    "name": _name,
    "compare": _compare,
    "rehearse": _rehearse,
}
