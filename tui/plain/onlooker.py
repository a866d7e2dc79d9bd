"""Somebody who reads: at a seat, round the table while everybody talks, or after the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from engine.speech import _

from ..gauges import Key, name_of
from ..room import Room
from ..shown import plain
from ..vantage import Vantage
from .lines import BACK, Lines
from .words import Words

if TYPE_CHECKING:
    from engine.play.readings import Reading
    from engine.play.views import View
    from engine.table.remarks import Remark


class Quit(Exception):
    """The player leaves; what was given is kept."""


class Again(Exception):
    """A game is over, and somebody wants another."""


@attrs.define(kw_only=True, eq=False)
class Onlooker:
    """What is known, from where it is looked at, and where it is told."""

    room: Room
    lines: Lines
    view: View
    vantage: Vantage
    mark: int = 0  # the last news that had been read before the newest came
    moved: Mapping[Key, str] = attrs.field(factory=dict)
    history: Mapping[str, Sequence[float]] = attrs.field(factory=dict)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The numbers that are known here."""
        return self.view.tracks

    @property
    def remarks(self) -> Sequence[Remark]:
        """What opponents say publicly of their orders."""
        return ()

    @property
    def changed(self) -> Sequence[tuple[str, str]]:
        """The numbers that changed last, as they are written, each with a line: what one may want to ask about."""
        return ()

    @property
    def an_area(self) -> str:
        """The name of an area that is soonest typed, for an example; "" without a map."""
        return min((plain(it.title).casefold() for it in self.room.board.areas.values()), key=len, default="")

    @property
    def a_number(self) -> str:
        """The name of a number that is soonest typed, for an example; "" without any."""
        return min((plain(it.title).casefold() for it in self.readings), key=len, default="")

    @property
    def words(self) -> Words[Any]:
        """What may be typed here."""
        return FOR_ALL

    def named(self) -> Iterator[str]:
        """Yield what can be found by name, each with what to type for it."""
        for area in self.room.board.areas.values():
            yield _("Area: {title} (m {name})").format(title=plain(area.title), name=area.id)
        for it in self.readings:
            yield _("Number: {title} (w {name})").format(title=name_of(it), name=it.name)

    def obey(self, line: str) -> bool:
        """Do what a line says, and return whether it was a command; `/kyiv` is `/ kyiv`."""
        line = f"/ {line[1:]}" if line.startswith("/") else line
        word, _space, rest = line.partition(" ")
        command = self.words.find(word)
        if command is not None:
            command.act(self, rest.strip())
        return command is not None

    def puzzled(self, wanted: str, word: str) -> None:
        """Say of a word that means nothing what may be typed instead."""
        self.lines.expected(_("{wanted}, or a command: {keys}").format(wanted=wanted, keys=self.words.keys()), word)
        if near := self.words.near(word):
            self.lines.say(_("Did you mean {near}?").format(near=near))

    def choose(self, question: str, titles: Sequence[str], leaving: str) -> int | None:
        """Return the position of the title that somebody chooses by its number, None for a line that leads back."""
        self.lines.list(titles)
        asked = _("{question}, or {leaving}> ").format(question=question, leaving=leaving)
        while (word := self.lines.ask(asked)) and word.casefold() not in BACK:
            number = self.lines.number(word, len(titles), leaving)
            if number is not None:
                return number - 1
        return None


FOR_ALL: Words[Onlooker] = Words()
"""What may be typed wherever one reads."""

OF_A_ROLE: Words[Onlooker] = Words(FOR_ALL)
"""What may be typed by somebody who has a role."""


@FOR_ALL.command("?", "help", _("help"), _("this help"))
def tell_help(who: Onlooker, _rest: str) -> None:
    """Tell what may be typed."""
    who.lines.say("\n".join(who.words.help()))


@FOR_ALL.command("q", "quit", _("quit"), _("leave; the game is saved"))
def leave(_who: Onlooker, _rest: str) -> None:
    """Leave the game where it stands."""
    raise Quit
