"""After the end: pages chosen by number, any number's history, and all of it in one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from engine.analysis.standing import standings
from engine.speech import _

from ..copying import kept, shortened
from ..endgame import Leaf, end_pages, mind_page, minds, numbers
from ..scene import Scene
from ..shown import plain
from .onlooker import OF_A_ROLE, Again, Onlooker
from .words import Words

if TYPE_CHECKING:
    from engine.play.readings import Reading

    from ..room import Room
    from .lines import Lines


@attrs.frozen(kw_only=True)
class Chapter:
    """A page by its name, made when somebody wants to read it."""

    title: str
    page: Callable[[], Leaf]


@attrs.define(kw_only=True, eq=False)
class Debriefing(Onlooker):
    """A game that is over: nothing is hidden any more. Pages that were made are kept."""

    chapters: tuple[Chapter, ...] = ()
    _made: dict[int, Leaf] = attrs.field(factory=dict)

    @property
    def words(self) -> Words[Any]:
        """What may be typed after the end."""
        return AT_END

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All numbers there are."""
        return tuple(it.reading for it in standings(self.room.session.game))

    @property
    def changed(self) -> Sequence[tuple[str, str]]:
        """All numbers that moved in the game."""
        return numbers(self.room, self.vantage.role)

    def read(self, at: int) -> None:
        """Tell a page."""
        self.lines.say(self.leaf(at).text.plain)

    def leaf(self, at: int) -> Leaf:
        """Return a page, made now if it was not before."""
        if at not in self._made:
            self._made[at] = self.chapters[at].page()
        return self._made[at]

    def made(self) -> list[Leaf]:
        """Return the pages that were read so far, and those that take no time."""
        return [leaf for _at, leaf in sorted(self._made.items())]


AT_END: Words[Debriefing] = Words(OF_A_ROLE)
"""What may be typed after the end."""


def debriefing(scene: Scene, room: Room, lines: Lines) -> Debriefing:
    """Return the pages for somebody's seat; the slow ones are made when they are asked for."""
    view, ready = scene.view, end_pages(scene, room, drawn=False)
    slow = [(_("Turning points"), _turning), (_("Luck"), _luck)]
    chapters = (
        *(Chapter(title=leaf.title, page=partial(_same, leaf)) for leaf in ready),
        *(Chapter(title=title, page=partial(page, room, lines)) for title, page in slow),
        *(Chapter(title=plain(room.titles[role], 40), page=partial(_mind, room, role)) for role in minds(room)),
    )
    it = Debriefing(room=room, lines=lines, view=view, vantage=room.vantage(view.role), chapters=chapters)
    for at in range(len(ready)):
        it.leaf(at)
    return it


def browse(it: Debriefing) -> None:
    """Tell pages as they are asked for, until an empty line.

    Raises: Quit: somebody leaves; EOFError: there is no next line.
    """
    tell_pages(it, "")
    titles = [chapter.title.casefold() for chapter in it.chapters]
    while word := it.lines.ask(_("page> ")):
        if word.casefold() in titles:
            it.read(titles.index(word.casefold()))
        elif word.isdecimal():
            number = it.lines.number(word, len(it.chapters), _("a command: {keys}").format(keys=AT_END.keys()))
            if number is not None:
                it.read(number - 1)
        elif not it.obey(word):
            it.puzzled(_("a number from 1 to {most}, an empty line to leave").format(most=len(it.chapters)), word)


@AT_END.command("l", "list", _("list"), _("the list of pages"))
def tell_pages(it: Debriefing, _rest: str) -> None:
    """Tell the list of pages."""
    it.lines.say(_("The debriefing. A number tells a page, an empty line leaves, ? helps."))
    it.lines.list(chapter.title for chapter in it.chapters)


@AT_END.command("g", "again", _("again"), _("another game, from the list of scenarios"))
def again(_it: Debriefing, _rest: str) -> None:
    """Begin at the list of scenarios again."""
    raise Again


@AT_END.command("s", "save", _("save"), _("write every page that was made so far to a file"))
def save(it: Debriefing, _rest: str) -> None:
    """Write the pages to a file of the player's own."""
    text = "\n\n".join(f"{leaf.title}\n\n{leaf.text.plain}" for leaf in it.made())
    try:
        path = kept("end", text)
    except OSError as error:
        it.lines.say(_("It could not be saved: {reason}.").format(reason=error.strerror))
        return
    it.lines.say_whole(_("The debriefing is now in {path}").format(path=plain(shortened(path))))


def _same(leaf: Leaf) -> Leaf:
    return leaf


def _mind(room: Room, role: str) -> Leaf:
    return mind_page(room, role, drawn=False)


def _turning(room: Room, lines: Lines) -> Leaf:
    from ..replays import turning_page

    _warn(lines)
    return turning_page(room, partial(_report, lines))


def _luck(room: Room, lines: Lines) -> Leaf:
    from ..replays import luck_page

    _warn(lines)
    return luck_page(room, partial(_report, lines))


def _warn(lines: Lines) -> None:
    lines.say(_("Working it out: this may take some seconds."))
    lines.sink.flush()


def _report(lines: Lines, done: int, of: int) -> None:
    """Say at each quarter how far the playing of rests is."""
    if done * 4 // of != (done - 1) * 4 // of:
        said = _("Playing the rest of the game without each decision or roll: {done} per cent done.")
        lines.say(said.format(done=100 * done // of))
        lines.sink.flush()
