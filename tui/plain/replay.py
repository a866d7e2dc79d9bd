"""A recorded game in numbered lines: one goes through it event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from engine.problems import Refused
from engine.speech import _, _n
from engine.table.standing import standing

from ..shown import plain
from .words import Words

if TYPE_CHECKING:
    from engine.play.narration import Event
    from engine.table.branches import Branch
    from engine.table.replaying import Replay

    from .lines import Lines

_PAGE = 10


class Left(Exception):
    """Somebody has seen enough."""


@attrs.define
class Reader:
    """Who goes through a game."""

    replay: Replay
    lines: Lines
    sought: str = ""

    def tell(self) -> None:
        """Tell the event that is looked at."""
        event = self.replay.event
        self.lines.say(_("Before the first event.") if event is None else self.line(event))

    def line(self, event: Event) -> str:
        """Return an event in a line: its number, when it was, what happened, who gave it, its bookmark."""
        phase = plain(self.replay.past.scenario.phases.get(event.phase, event.phase), 40)
        when = _("turn {turn}, {phase}") if phase else _("turn {turn}")
        said = f"{event.number}/{self.replay.last}  {when.format(turn=event.turn, phase=phase)}: {plain(event.text)}"
        if by := self.replay.by(event):
            said += " " + _("(by doctrine: {name})").format(name=plain(by, 60))
        if name := self.replay.bookmarks.get(event.number):
            said += " " + _("[bookmark: {name}]").format(name=name)
        return said

    def number(self, word: str) -> int | None:
        """Return the number that a word is; else say what was expected, and return None."""
        if word.isdecimal():
            return int(word[:9])
        self.lines.expected(_("a number"), word)
        return None


def browse(replay: Replay, lines: Lines) -> None:
    """Let somebody go through a game until they leave, or the input ends."""
    reader = Reader(replay, lines)
    _greet(reader)
    try:
        while True:
            obey(reader, lines.ask())
    except (EOFError, Left):
        return


def obey(reader: Reader, line: str) -> None:
    """Do what a line says; an empty one goes on by an event, a number goes there."""
    line = f"/ {line[1:]}" if line.startswith("/") else line
    word, _space, rest = line.partition(" ")
    command = AT_REPLAY.find(word)
    try:
        if not word or word.isdecimal():
            reader.replay.to(int(word[:9]) if word else reader.replay.number + 1)
            reader.tell()
        elif command is None:
            reader.lines.expected(_("a command: {keys}").format(keys=AT_REPLAY.keys()), word)
        else:
            command.act(reader, rest.strip())
    except Refused as refused:
        reader.lines.say(refused.reason)


def _greet(reader: Reader) -> None:
    replay, lines = reader.replay, reader.lines
    header, past = replay.kept.header, replay.past
    events = _n("{n} event", "{n} events", replay.last).format(n=replay.last)
    lines.say(
        _("EXERCISE: {title}, begun {when}: {events}.").format(title=header.title, when=header.begun, events=events)
    )
    lines.say(standing(replay.game) + ".")
    if replay.kept.damage is not None:
        lines.say(replay.kept.damage.text)
    if past.commitment:
        lines.say_whole(_("Commitment to the seed: {commitment}").format(commitment=past.commitment))
    if len(replay.branches) > 1:
        _branch(reader, "")
    if replay.bookmarks:
        _tell_marks(reader, "")
    lines.say(_("Enter goes on by an event; ? lists what else there is."))


AT_REPLAY: Words[Any] = Words()
"""What may be typed while one goes through a game."""


@AT_REPLAY.command("n", "next", _("next"), _("the next event (also Enter); n 5: five events on, all told"))
def _go_on(reader: Reader, rest: str) -> None:
    count = reader.number(rest or "1")
    for event in reader.replay.events(reader.replay.number + 1, count or 0):
        reader.lines.say(reader.line(event))
        reader.replay.to(event.number)


@AT_REPLAY.command("b", "back", _("back"), _("the event before; b 5: five back"))
def _go_back(reader: Reader, rest: str) -> None:
    count = reader.number(rest or "1")
    if count is not None:
        reader.replay.to(reader.replay.number - count)
        reader.tell()


@AT_REPLAY.command("g", "go", _("go"), _("g 40: to event 40 (a number alone does it too)"))
def _go(reader: Reader, rest: str) -> None:
    number = reader.number(rest)
    if number is not None:
        reader.replay.to(number)
        reader.tell()


@AT_REPLAY.command("t", "turn", _("turn"), _("t 2: to the start of turn 2"))
def _to_turn(reader: Reader, rest: str) -> None:
    number = reader.number(rest)
    if number is not None:
        _tell_found(reader, reader.replay.to_turn(number), _("There is no turn {what} in it.").format(what=number))


@AT_REPLAY.command("p", "phase", _("phase"), _("p NAME: to the next beginning of that phase; p alone: of any"))
def _to_phase(reader: Reader, rest: str) -> None:
    titles = ", ".join(map(plain, reader.replay.past.scenario.phases.values()))
    none = _("No such phase begins after this. There are: {titles}.").format(titles=titles)
    _tell_found(reader, reader.replay.to_phase(rest), none)


@AT_REPLAY.command("/", "find", _("find"), _("/WORDS: to the next event with these words; / alone: the same again"))
def _find(reader: Reader, rest: str) -> None:
    reader.sought = rest or reader.sought
    none = _("No event has '{words}' in it.").format(words=reader.sought)
    _tell_found(reader, reader.replay.search(reader.sought), none)


@AT_REPLAY.command("m", "mark", _("mark"), _("m NAME: bookmark this event, in the file; m alone: take it away"))
def _mark(reader: Reader, rest: str) -> None:
    reader.replay.mark(rest)
    reader.tell()


@AT_REPLAY.command("k", "marks", _("marks"), _("all bookmarks"))
def _tell_marks(reader: Reader, _rest: str) -> None:
    marks = reader.replay.bookmarks
    reader.lines.say(_("Bookmarks:") if marks else _("There are no bookmarks."))
    for number, name in marks.items():
        reader.lines.say(f"{number:>5}  {name}")


@AT_REPLAY.command("r", "branch", _("branch"), _("r 2: look at branch 2, from what it shares; r alone: all branches"))
def _branch(reader: Reader, rest: str) -> None:
    replay, number = reader.replay, reader.number(rest) if rest else None
    if number is not None:
        replay.to_branch(number)
        reader.lines.say(told(replay.branch, replay))
        reader.tell()
    elif not rest:
        for branch in replay.branches:
            reader.lines.say(told(branch, replay))


def told(branch: Branch, replay: Replay) -> str:
    """Return a branch in a line: where it left which other, why, where it ends, and whether it is played."""
    turn, _phase, over = branch.stands
    title = plain(branch.title, 60)
    name = title if title == _("branch {number}").format(number=branch.number) else f"{branch.number} {title}"
    ends = _("over in turn {turn}") if over else _("turn {turn}")
    said = [_("{name}: {last} events, {ends}").format(name=name, last=branch.last, ends=ends.format(turn=turn))]
    if branch.parent:
        left = _("left branch {parent} after event {at}: {reason}")
        said.append(left.format(parent=branch.parent, at=branch.at, reason=plain(branch.reason, 200)))
    said += [_("played")] if branch is replay.past.branch else []
    said += [_("looked at")] if branch is replay.branch else []
    return "; ".join(said)


@AT_REPLAY.command(
    "v", "values", _("values"), _("v WORD: the numbers with that word, as they stood then; v alone: all")
)
def _tell_numbers(reader: Reader, rest: str) -> None:
    wanted, found = rest.casefold(), 0
    for it in reader.replay.numbers:
        if wanted in it.name.casefold() or wanted in it.title.casefold():
            found += 1
            reader.lines.say(f"{it.name}: {plain(it.shown)}")
    if not found:
        reader.lines.say(_("No number has '{words}' in its name.").format(words=rest))


@AT_REPLAY.command("?", "help", _("help"), _("this help"))
def _tell_help(reader: Reader, _rest: str) -> None:
    reader.lines.say("\n".join(AT_REPLAY.help()))


@AT_REPLAY.command("q", "quit", _("quit"), _("leave"))
def _leave(_reader: Reader, _rest: str) -> None:
    raise Left


def _tell_found(reader: Reader, found: bool, none: str) -> None:
    if found:
        reader.tell()
    else:
        reader.lines.say(none)
