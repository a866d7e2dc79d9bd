"""Control at a keyboard: what is told, slips, and the course of a phase. Everything goes through the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from engine.language.text import clean
from engine.problems import Refused
from engine.speech import _, _n

from ..console.batch import echo, read_lines, scribe_of, seal
from ..console.control import Control
from ..console.facts import facts, wall_words
from ..console.picture import picture_of
from ..console.timing import clock_words, spent_words
from ..shown import plain
from .onlooker import Quit
from .words import Words

if TYPE_CHECKING:
    from engine.table.session import Session

    from ..console.picture import Chair, Picture
    from .lines import Lines

YES = ("y", "yes", _("yes"))


@attrs.define(kw_only=True)
class Host:
    """Control at a line: the desk, and where lines go."""

    control: Control
    lines: Lines

    @property
    def session(self) -> Session:
        """The game that is hosted."""
        return self.control.session

    @property
    def picture(self) -> Picture:
        """The moment as it is now."""
        self.control.see(picture_of(self.session))
        return self.control.picture

    @property
    def words(self) -> Words[Any]:
        """What may be typed."""
        return AT_DESK

    def obey(self, line: str) -> None:
        """Do what a line says: a command, else it is a slip."""
        word, _space, rest = line.partition(" ")
        command = AT_DESK.find(word)
        if command is not None:
            command.act(self, rest.strip())
        elif line:
            take_slip(self, line)

    def tick(self) -> None:
        """End the phase when its time is out."""
        if self.session.desk.tick():
            self.lines.say(_("The time is out: the phase was ended."))
            tell_status(self, "")


AT_DESK: Words[Host] = Words()
"""What control may type."""


# What is told.


@AT_DESK.command(".", "status", _("status"), _("where the game stands: clock, seats, who was not heard yet"))
def tell_status(who: Host, _rest: str) -> None:
    """Tell where the game stands, and what comes next."""
    it, lines, clock = who.picture, who.lines, who.session.desk.clock
    lines.say(_("EXERCISE. {standing}.").format(standing=it.standing))
    told = filter(None, (clock_words(clock)[0], spent_words(clock), who.control.outlook))
    lines.say("; ".join(told))
    for chair in it.chairs:
        lines.say(_row(chair, who.control.idle(chair.role) if chair.silent else ""))
    if it.silent:
        lines.say(it.silent)
    if it.waits:
        said = _n("{count} thing waits for you: o tells.", "{count} things wait for you: o tells.", it.waits)
        lines.say(said.format(count=it.waits))
    if who.control.slips:
        count = len(who.control.slips)
        lines.say(_n("{count} slip is not sealed.", "{count} slips are not sealed.", count).format(count=count))
    lines.say(_next(who, it))


def _row(chair: Chair, idle: str) -> str:
    sign = ">" if chair.awaited else "·"
    state = chair.state.strip(" -") or _("not asked now")
    state = _("{state}, idle {time}").format(state=state, time=idle) if idle else state
    said = _("{seat}: {state}; {who}").format(seat=chair.title, state=state, who=chair.who)
    return f"{sign} {said}"


def _next(who: Host, it: Picture) -> str:
    if it.over:
        return _("The game is over. q leaves.")
    if it.proposal is not None or it.arguments:
        return _("Next: o tells what waits for your decision.")
    if who.control.slips:
        return _("Next: g gives the slips, or type more of them.")
    if it.silent:
        return _("Next: type a slip, ROLE ORDER CHOICE; n ends the phase without those who were not heard.")
    return _("Next: n ends the phase.") if it.awaited else _("Next: nobody is awaited.")


@AT_DESK.command("d", "dice", _("dice"), _("the commitment to the dice, the wall's address, and the file"))
def tell_dice(who: Host, _rest: str) -> None:
    """Tell what may be written down."""
    for line in facts(who.control):
        who.lines.say(line)


@AT_DESK.command("@", "control", _("control"), _("@ NAME: who is in control; the name stands with each command"))
def say_name(who: Host, words: str) -> None:
    """Say who is in control, or ask."""
    if words:
        who.control.name = words
    name = plain(who.control.name)
    who.lines.say(_("In control: {name}.").format(name=name) if name else _("Nobody said who is in control."))


@AT_DESK.command("p", "publish", _("publish"), _("let `whitecell wall` show what everybody may know; p blank, p show"))
def publish(who: Host, words: str) -> None:
    """Publish a wall, blank it, or show it again."""
    who.lines.say(wall_words(who.control.publish()))
    wall = who.control.wall
    if wall is not None and words in ("blank", "show"):
        wall.blank(on=words == "blank")
        who.lines.say(_("The wall is blank.") if words == "blank" else _("The wall shows the game."))


@AT_DESK.command("v", "view", _("view"), _("v ROLE: what a seat sees; v public; v alone: the whole truth"))
def look(who: Host, words: str) -> None:
    """Tell what somebody sees."""
    from ..console.looking import PUBLIC, TRUTH, sight_of

    if words.casefold() in ("", "public", _("public")):
        who.lines.say(sight_of(who.session, PUBLIC if words else TRUTH).plain)
    else:
        who.lines.say(sight_of(who.session, role_named(who, words)).plain)


def role_named(who: Host, word: str) -> str:
    """Return the role that a word begins.

    Raises: Refused: it begins none, or several.
    """
    said, titles = word.casefold(), who.control.titles
    found = [role for role, title in titles.items() if said in (role, title.casefold())]
    found = found or [
        role for role, title in titles.items() if role.startswith(said) or title.casefold().startswith(said)
    ]
    if said and len(found) == 1:
        return found[0]
    told = _("{word} may be {known}: type more of it.") if found else _("{word} is no role; there are {known}.")
    raise Refused(told.format(word=f"'{clean(word, most=40)}'", known=", ".join(found or titles)))


# Slips.


def take_slip(who: Host, line: str) -> None:
    """Read a slip, and say it back; nothing is given yet."""
    (slip,) = read_lines(who.session, scribe_of(who.session), line) or (None,)
    if slip is None:
        return
    who.lines.say(echo(slip, who.control.titles.get(slip.role, slip.role)))
    if slip.order is not None:
        who.control.slips.append(slip)
    elif not slip.role:
        who.lines.say(_("A line begins with a role or with a command; ? tells the commands."))


@AT_DESK.command("s", "slips", _("slips"), _("the slips that are not given yet; s SLIP types one"))
def tell_slips(who: Host, words: str) -> None:
    """Take a slip, or tell those that wait."""
    if words:
        take_slip(who, words)
        return
    titles = who.control.titles
    who.lines.list(echo(slip, titles.get(slip.role, slip.role)) for slip in who.control.slips)
    if not who.control.slips:
        who.lines.say(_("No slip waits. Type one: ROLE ORDER CHOICE, the beginning of each word is enough."))


@AT_DESK.command("-", "drop", _("drop"), _("- NUMBER: throw a slip away that is not given yet"))
def drop_slip(who: Host, words: str) -> None:
    """Throw a slip away."""
    number = who.lines.number(words, len(who.control.slips))
    if number is not None:
        slip = who.control.slips.pop(number - 1)
        who.lines.say(_("Thrown away: {slip}").format(slip=plain(slip.text, 80)))


@AT_DESK.command("g", "give", _("give"), _("give the orders of all slips"))
def give_slips(who: Host, _rest: str) -> None:
    """Seal all slips; those that are refused are told with why."""
    slips = tuple(who.control.slips)
    left = seal(who.session, slips)
    who.control.slips[:] = []
    done = len(slips) - len(left)
    who.lines.say(_n("{count} slip was sealed.", "{count} slips were sealed.", done).format(count=done))
    for slip in left:
        who.lines.say(echo(slip, slip.role))
    tell_status(who, "")


# The course of the phase.


@AT_DESK.command("n", "next", _("next"), _("end the phase now: standing orders are given; n y does not ask"))
def end_phase(who: Host, words: str) -> None:
    """End the phase, after a question."""
    it = who.picture
    if not it.awaited:
        who.lines.say(_("! Nobody is awaited."))
        return
    asked = _("{awaited}. y ends the phase> ").format(awaited=it.awaited)
    if (words or who.lines.ask(asked)).casefold() not in YES:
        who.lines.say(_("Nothing was ended."))
        return
    who.session.desk.lock()
    who.lines.say(_("The phase was ended."))
    tell_status(who, "")


@AT_DESK.command("c", "clock", _("clock"), _("start or pause the clock; c +2 and c -1 give and take minutes"))
def turn_clock(who: Host, words: str) -> None:
    """Turn the clock, and tell it."""
    desk = who.session.desk
    if not words:
        desk.turn_clock("pause" if desk.clock.running else "start")
    elif words.lstrip("+-").isdecimal():
        desk.turn_clock("add", int(words[:6]))
    else:
        who.lines.expected(_("nothing, or minutes such as +2"), words)
    who.lines.say(clock_words(desk.clock)[0])


@AT_DESK.command("?", "help", _("help"), _("this help"))
def tell_help(who: Host, _rest: str) -> None:
    """Tell what may be typed."""
    who.lines.say("\n".join(AT_DESK.help()))


@AT_DESK.command("q", "quit", _("quit"), _("leave; the game is saved"))
def leave(_who: Host, _rest: str) -> None:
    """Leave the game where it stands."""
    raise Quit
