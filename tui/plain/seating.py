"""Who sits where, injects and forecasts, for control in plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.problems import Refused
from engine.speech import _
from engine.table.injects import ACTS, carry_out, prepare, ruling, wording
from engine.table.seats import people_of
from engine.table.session import Absent, Randomly, Scripted, Voiced

from ..console.control import HERE
from ..console.cues import STATUS, about_inject
from ..console.forecasts import answers, told
from ..hot_seat import Place, places_of
from ..room import room_of
from ..seating import RANDOM
from ..shown import plain
from .desk import AT_DESK, Host, role_named, tell_status
from .hand_over import hand_over
from .onlooker import Quit
from .place import HandedOver, place_of
from .turns import act

if TYPE_CHECKING:
    from engine.play.readings import Inject
    from engine.table.seats import Sitter


@AT_DESK.command(
    "a", "seats", _("seats"), _("a ROLE people NAME,NAME · doctrine NAME · control · nobody; a alone lists")
)
def seat(who: Host, words: str) -> None:
    """Hand a seat over, or tell who sits where."""
    role, _space, rest = words.partition(" ")
    if not rest.strip():
        tell_status(who, "")
        return
    role, kind, names = role_named(who, role), *_parted(rest)
    who.session.hand_over(role, _sitter(kind, names))
    chair = next(it for it in who.picture.chairs if it.role == role)
    who.lines.say(_("{seat}: {who}").format(seat=chair.title, who=chair.who))


def _parted(words: str) -> tuple[str, str]:
    first, _space, rest = words.strip().partition(" ")
    return first.casefold(), rest.strip()


def _sitter(kind: str, names: str) -> Sitter:
    """Return who is meant to sit down.

    Raises: Refused: it is nobody that can sit.
    """
    match kind:
        case "people":
            return people_of(names)
        case "doctrine":
            return Randomly() if names == RANDOM else Scripted(names)
        case "control":
            return Voiced()
        case "nobody":
            return Absent()
    raise Refused(_("A seat is played by people, a doctrine, control or nobody."))


@AT_DESK.command("h", "hand", _("hand"), _("h ROLE: let a person play her seat at this keyboard, then come back"))
def let_play(who: Host, words: str) -> None:
    """Give the keyboard to a person until her phase is over or she hands it back."""
    session, lines = who.session, who.lines
    waiting = session.waiting_for
    role = role_named(who, words) if words else next(iter(waiting), "")
    if role not in session.people:
        lines.say(_("! Nobody who is a person is awaited.") if not words else _("! No person plays this seat."))
        return
    room, pins = room_of(session), who.control.hot_seat.pins
    _keep_out(who)
    places = [it for it in places_of(room) if it.role == role]
    place = place_of(room, hand_over(places, role, pins, lines), lines)
    place.sit()
    moment = place.view.turn, place.view.phase
    while role in session.waiting_for and (place.view.turn, place.view.phase) == moment:
        try:
            with session.guard.given_by(""):
                act(place)
        except (HandedOver, Quit):
            break
    hand_over([Place(role=HERE, title=_("Control"), awaited=True)], HERE, pins, lines)
    tell_status(who, "")


def _keep_out(who: Host) -> None:
    """Let control choose a PIN before the keyboard leaves it for the first time; in a pipe there is none."""
    lines, pins = who.lines, who.control.hot_seat.pins
    if not lines.interactive or pins.was_asked(HERE):
        return
    lines.say(_("A PIN of your own keeps players out of the console. Type one, or nothing for none."))
    pin = lines.ask_hidden(_("New PIN: "))
    if pin and lines.ask_hidden(_("The PIN once more: ")) != pin:
        raise Refused(_("These were two different PINs. Nothing was handed over."))
    pins.choose(HERE, pin)


@AT_DESK.command(
    "i",
    "injects",
    _("injects"),
    _("i lists; i 3 tells one; i fire 3 WHY, hold, skip, arm; i edit 3 TEXT; i new TITLE; TEXT; ROLES"),
)
def rule(who: Host, words: str) -> None:
    """List injects, tell one, or rule on one."""
    injects = who.picture.injects
    verb, rest = _parted(words)
    if verb == "new":
        _improvise(who, rest)
    elif not injects:
        who.lines.say(_("! There are no injects in this game."))
    elif not verb:
        who.lines.list(f"{STATUS.get(it.status, it.status)}: {plain(it.title, 80)}" for it in injects)
    elif verb in ACTS:
        number, reason = _parted(rest)
        it = _chosen(who, injects, number)
        if it is not None:
            carry_out(who.session, ruling(who.session, verb, it.id, reason))
            after = next(now for now in who.picture.injects if now.id == it.id)
            who.lines.say(f"{plain(after.title, 80)}: {STATUS.get(after.status, after.status)}")
    elif verb == "edit":
        number, text = _parted(rest)
        it = _chosen(who, injects, number)
        if it is not None:
            carry_out(who.session, wording(who.session, it.id, text, it.to))
            who.lines.say(_("It has your words now."))
    elif (it := _chosen(who, injects, verb)) is not None:
        who.lines.say(plain(it.title, 80))
        for line in about_inject(it, who.control.titles):
            who.lines.say(line.plain)


def _improvise(who: Host, words: str) -> None:
    """Put an inject of control's own on the list: `TITLE; TEXT; ROLE, ROLE`."""
    title, _semicolon, rest = words.partition(";")
    text, _semicolon, to = rest.partition(";")
    roles = [role_named(who, it.strip()) for it in to.split(",") if it.strip()]
    carry_out(who.session, prepare(who.session, title, text, roles))
    number = len(who.picture.injects)
    who.lines.say(_("It is number {number} on the list: i fire {number} brings it.").format(number=number))


def _chosen(who: Host, injects: tuple[Inject, ...], word: str) -> Inject | None:
    """Return the inject of a number or an id, and say what was expected where there is none."""
    named = next((it for it in injects if it.id == word), None)
    if named is not None:
        return named
    number = who.lines.number(word, len(injects), _("an id, or fire, hold, skip, arm with a number"))
    return None if number is None else injects[number - 1]


@AT_DESK.command("f", "forecasts", _("forecasts"), _("f lists; f new TEXT; f 1 Anna 70, Ben 40; f came 1, f not 1"))
def forecast(who: Host, words: str) -> None:
    """List questions, ask one, take answers, or settle one."""
    session, capture = who.session, who.session.desk.capture
    verb, rest = _parted(words)
    if verb == "new":
        session.keep(capture.ask(rest))
    elif verb in ("came", "not"):
        number = who.lines.number(rest, len(capture.questions))
        if number is not None:
            session.keep(capture.settle(number, verb == "came"))
    elif verb:
        number = who.lines.number(verb, len(capture.questions))
        for step in answers(session, capture.questions[number - 1], rest)() if number is not None else ():
            session.keep(step)
    for it in capture.questions:
        who.lines.say(f"{it.number:>3}  " + " ".join(filter(None, told(capture, it))))
