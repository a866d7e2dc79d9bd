"""Before a game: what to play, who sits where, and the seed; at the end of the input, what is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from engine.speech import _

from ..seating import Chair, Seating, seating_of
from ..shelf import Volume, damaged_games, saved_games, saved_line, volumes
from ..shown import marked, plain, unmarked
from .onlooker import Quit
from .words import Words

if TYPE_CHECKING:
    from engine import Scenario

    from .lines import Lines


def something_to_play(lines: Lines) -> str:
    """Return the id of a scenario or the file of a saved game that somebody chooses; the first for an empty line.

    Raises: Quit: somebody leaves.
    """
    found, saved = volumes(), saved_games()
    names = [*(it.id for it in found), *(str(it.path) for it in saved)]
    lines.say(_("WHITECELL, a tabletop wargame in the terminal. Every game here is an EXERCISE."))
    lines.say(_("Play a scenario, or go on with a saved game:"))
    lines.list([*map(_entry, found), *(_("saved: {game}").format(game=saved_line(it)) for it in saved)])
    for it in damaged_games():
        said = _("damaged: {file}: {reason}")
        lines.say("  x  " + said.format(file=plain(it.path.name, 40), reason=plain(it.reason)))
    lines.say(_("An empty line takes the first, q leaves."))
    try:
        while word := _answer(lines):
            number = 1 + names.index(word) if word in names else lines.number(word, len(names), _("q to leave"))
            if number is not None:
                return names[number - 1]
    except EOFError:
        pass  # the first will do
    return names[0]


def _entry(volume: Volume) -> str:
    title = f"{volume.title} ({volume.size})" if volume.size else volume.title
    return _("{title}: {pitch}").format(title=title, pitch=volume.pitch) if volume.pitch else title


def _answer(lines: Lines) -> str:
    """Return a line.

    Raises: Quit: somebody leaves; EOFError: there is no next line.
    """
    word = lines.ask()
    if word.casefold() in ("q", "quit", _("quit")):
        raise Quit
    return word


# Who sits where.


@attrs.define(kw_only=True, eq=False)
class Setting:
    """The table as it is being set."""

    scenario: Scenario
    lines: Lines
    seating: Seating
    seed: int | None

    def chair(self, word: str) -> Chair | None:
        """Return the seat that a number or a name means; else say what was expected."""
        chairs, wanted = self.seating.chairs, word.casefold()
        named = next((it for it in chairs if wanted in (it.role, it.title.casefold())), None)
        if named is not None:
            return named
        number = self.lines.number(word, len(chairs), _("the name of a seat"))
        return None if number is None else chairs[number - 1]


AT_TABLE: Words[Setting] = Words()
"""What may be typed while the table is set."""


def set_table(
    scenario: Scenario, people: Sequence[str], doctrines: Mapping[str, str], seed: int | None, lines: Lines
) -> tuple[Seating, int | None]:
    """Return who sits where, and the seed; asked only where nobody was named and there is something to choose.

    Raises: Quit: somebody leaves.
    """
    it = Setting(scenario=scenario, lines=lines, seating=seating_of(scenario, people, doctrines), seed=seed)
    lines.say(plain(scenario.title))
    lines.say("\n".join(marked(part).plain for part in (scenario.summary, scenario.briefing) if part))
    if not people and len(it.seating.chairs) > 1:
        usual = it.seating
        try:
            _ask(it)
        except EOFError:
            it.seating = it.seating if it.seating.people else usual
    return it.seating, it.seed


def _ask(it: Setting) -> None:
    """Change the seating until an empty line begins the game."""
    tell_seats(it, "")
    while (line := _answer(it.lines)) or not it.seating.people:
        word, _space, rest = line.partition(" ")
        command = AT_TABLE.find(word)
        if not line:
            it.lines.say(_("Nobody sits anywhere: the number of a seat takes it."))
        elif command is not None:
            command.act(it, rest.strip())
        elif (chair := it.chair(line)) is not None:
            it.seating = it.seating.sit(chair.role)
            _tell_people(it)


@AT_TABLE.command("?", "help", _("help"), _("this help"))
def tell_help(it: Setting, _rest: str) -> None:
    """Tell what may be typed."""
    it.lines.say(_("A number takes that seat and leaves all others. An empty line begins, q leaves."))
    it.lines.say("\n".join(AT_TABLE.help()))


@AT_TABLE.command("l", "list", _("list"), _("the seats, and who plays them"))
def tell_seats(it: Setting, _rest: str) -> None:
    """Tell the seats, and what may be done."""
    it.lines.say(_("Seats:"))
    it.lines.list(_("{title}: {player}").format(title=chair.title, player=chair.player) for chair in it.seating.chairs)
    it.lines.say(_("A number takes that seat, an empty line begins, q leaves, ? tells what else may be chosen."))


@AT_TABLE.command("a", "also", _("also"), _("a NUMBER: another person sits there too, or leaves again"))
def also(it: Setting, words: str) -> None:
    """Let another person take a seat, or leave it."""
    if (chair := it.chair(words)) is not None:
        it.seating = it.seating.also(chair.role)
        _tell_people(it)


@AT_TABLE.command("d", "doctrine", _("doctrine"), _("d NUMBER: the next doctrine that can play that seat"))
def next_doctrine(it: Setting, words: str) -> None:
    """Let another doctrine play a seat."""
    chair = it.chair(words)
    if chair is None:
        return
    if chair.person:
        it.lines.say(_("A person sits there: a NUMBER leaves {title} to a doctrine.").format(title=chair.title))
    elif len(chair.doctrines) == 1:
        it.lines.say(_("No doctrine can play {title}: chance does.").format(title=chair.title))
    else:
        it.seating = it.seating.next_doctrine(chair.role)
        about(it, chair.role)


@AT_TABLE.command("i", "about", _("about"), _("i NUMBER: all about a seat and who plays it"))
def about(it: Setting, words: str) -> None:
    """Tell everything about a seat."""
    chair = it.chair(words)
    if chair is None:
        return
    it.lines.say(_("{title}: {player}").format(title=chair.title, player=chair.player))
    if not chair.person:
        it.lines.say(unmarked(chair.texts[chair.chosen]))
    it.lines.say(marked(next((role.text for role in it.scenario.roles if role.id == chair.role), "")).plain)


@AT_TABLE.command("s", "seed", _("seed"), _("s NUMBER: the seed of the dice; s alone: one is drawn in secret"))
def reseed(it: Setting, words: str) -> None:
    """Take a seed, or none."""
    if words and not (words.isdecimal() and words.isascii() and len(words) <= 10):
        it.lines.expected(_("a whole number, or nothing to have one drawn"), words)
        return
    it.seed = int(words) if words else None
    it.lines.say(_("The seed is taken; nobody is told it again.") if words else _("The seed is drawn in secret."))


def _tell_people(it: Setting) -> None:
    people = [chair.title for chair in it.seating.chairs if chair.person]
    several = _("These seats share the keyboard: {names}. An empty line begins.")
    one = _("You play {names}. An empty line begins.") if people else _("Nobody sits anywhere.")
    it.lines.say((several if len(people) > 1 else one).format(names=", ".join(people)))
