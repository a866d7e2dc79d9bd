"""Commands for reading: numbers, news, the map in words, finding, copying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from engine.language.text import clean, nearest
from engine.speech import _, _n

from ..areas import area_line, area_page
from ..copying import kept, shortened
from ..counters import Counters, counters_of
from ..gauges import aims_of, groups_of, key_of, name_of, worded
from ..shown import plain
from ..telling import TURN, rows_of
from ..vantage import OTHERS, PLACES, WORLD, Vantage
from .onlooker import FOR_ALL, Onlooker

if TYPE_CHECKING:
    from engine.play.readings import News, Reading
    from engine.play.views import View

    from ..board import Area

MOST_AT_HAND = 16
_MOST_FOUND = 30
_OTHERS = ("others", _("others"))
_NOTHING = (0, None, "")
"""Values of numbers that are not told unasked; `False` equals 0."""


# Numbers.


@FOR_ALL.command("t", "tracks", _("tracks"), _("the numbers you may know, turn by turn; t WORDS: those that match"))
def tell_numbers(who: Onlooker, words: str) -> None:
    """Tell the numbers by what they mean to the reader, or those that are called so."""
    if not words:
        _tell_groups(who)
    elif words.casefold() in _OTHERS:
        who.lines.say("\n".join(_rows(who, (it for it in who.readings if who.vantage.heading(it) == OTHERS))))
    elif found := matching(who.readings, words):
        who.lines.say("\n".join(_rows(who, found)))
    else:
        who.lines.say(unknown(who.readings, words))


def _tell_groups(who: Onlooker) -> None:
    """Tell what is near number by number; what is far is counted, it is long."""
    aims = aims_of(who.view.objectives, who.room.scenario.aims)
    groups = groups_of(who.readings, who.vantage, aims, who.history)
    for group in groups:
        count = len(group.readings)
        if who.vantage.is_near(group.title) or count <= MOST_AT_HAND:
            who.lines.say(_("{title}:").format(title=group.title))
            who.lines.say("\n".join(_rows(who, group.readings)))
        else:
            said = _n(
                "{title}: {count} number, t others tells it", "{title}: {count} numbers, t others tells them", count
            )
            who.lines.say(said.format(title=group.title, count=count))
    if not groups:
        who.lines.say(_("There are no numbers to show."))


def _rows(who: Onlooker, readings: Iterable[Reading]) -> Iterator[str]:
    """Yield a line for each number."""
    for it in readings:
        moved, past = who.moved.get(key_of(it), ""), who.history.get(it.name.replace(" ", ""), ())
        yield f"  {worded(it, without=who.vantage.role, moved=moved, past=past).plain}"


def at_hand(view: View, vantage: Vantage) -> list[str]:
    """Return lines of the numbers told unasked: few ones all; else one's own, what few see, and those with levels."""
    readings = view.tracks
    if len(readings) > MOST_AT_HAND:
        readings = tuple(it for it in readings if not (it.measure or vantage.is_idle(it)) and _is_main(it, vantage))
    return [f"  {worded(it, without=vantage.role).plain}" for it in readings]


def _is_main(reading: Reading, vantage: Vantage) -> bool:
    heading = vantage.heading(reading)
    if heading == vantage.own:
        return len(reading.indices) == 1 and reading.value not in _NOTHING
    return heading not in (OTHERS, PLACES, WORLD) or (heading == WORLD and bool(reading.level))


def matching(readings: Sequence[Reading], words: str) -> list[Reading]:
    """Return the numbers that are written or called exactly so, else those that all the words occur in."""
    wanted = words.replace(" ", "").casefold()
    exact = [it for it in readings if wanted in (it.name.replace(" ", ""), name_of(it).replace(" ", "").casefold())]
    same = [it for it in readings if wanted in (it.id, plain(it.title).replace(" ", "").casefold())]
    parts = words.casefold().replace(",", " ").split()
    return exact or same or [it for it in readings if all(part in _called(it) for part in parts)]


def _called(reading: Reading) -> str:
    return f"{name_of(reading)} {reading.name}".casefold()


def unknown(readings: Sequence[Reading], words: str) -> str:
    """Return that no number is called so, with the one that was probably meant."""
    near = nearest(words, {word for it in readings for word in (it.id, it.name)})
    meant = _("You know no number called '{name}'. Did you mean {near}?")
    said = meant if near else _("You know no number called '{name}'. t shows those you know.")
    return said.format(name=clean(words, most=40), near=near)


# News.


@FOR_ALL.command("n", "news", _("news"), _("all news, with a mark where you last looked; n 2: those of turn 2"))
def tell_news(who: Onlooker, turn: str) -> None:
    """Tell the news turn by turn."""
    news = who.vantage.told(it for it in who.view.news if not turn or str(it.turn) == turn)
    for kind, words in rows_of(news, who.mark, who.lines.columns, remarks=who.remarks, reader=who.view.title):
        who.lines.say(_("{title}:").format(title=words) if kind == TURN else words)
    if not news:
        who.lines.say(_no_news(who.view.news, turn))


def _no_news(news: Sequence[News], turn: str) -> str:
    if not turn:
        return _("Nothing has been reported yet.")
    said = _("Nothing is known of turn '{turn}': n wants the number of a turn, or nothing for all.")
    return said.format(turn=clean(turn, most=40)) if news else _("Nothing has been reported yet.")


# The map in words.


@FOR_ALL.command("m", "map", _("map"), _("every area in a line, with what stands there; m AREA: all about one"))
def tell_map(who: Onlooker, words: str) -> None:
    """Tell all areas, or everything that is known of one."""
    if not words:
        _tell_areas(who)
        return
    area = area_called(who, words)
    if area is not None:
        who.lines.say(area_told(who, area))


def _tell_areas(who: Onlooker) -> None:
    """Tell all areas, zone by zone in the author's order."""
    board, counters = who.room.board, _counters(who)
    if not board.areas:
        who.lines.say(_("This game has no map."))
    for area in board.areas.values():
        who.lines.say(area_line(board, area, counters))


def _counters(who: Onlooker) -> Counters:
    return counters_of(who.readings, who.room.board.areas, who.room.letters)


@FOR_ALL.command(
    "mp", "picture", _("picture"), _("the map as its author drew it: links in light lines, fronts in heavy ones")
)
def show_picture(who: Onlooker, _words: str) -> None:
    """Draw the map for those who see it, line by line, counters in their marks."""
    board = who.room.board
    if not board.marks:
        who.lines.say(_("This game has no map."))
        return
    counters = _counters(who)
    for y, line in enumerate(board.lines):
        for area, mark in board.marks.items():
            if mark.y == y:
                inside = counters.rows(area, mark.width - 2, 1, named=False)[0]
                line = f"{line[: mark.x]:<{mark.x}}[{inside:<{mark.width - 2}}]{line[mark.x + mark.width :]}"
        who.lines.say_whole(line.rstrip())


def area_told(who: Onlooker, area: Area) -> str:
    """Return everything that is known of an area."""
    page = area_page(who.room.board, area, who.readings, 0).plain
    return "\n".join([plain(area.title), *(row for row in page.split("\n") if row)])


def area_called(who: Onlooker, words: str) -> Area | None:
    """Return the area of that name; where several match somebody chooses, and where none does it is said."""
    areas, wanted = list(who.room.board.areas.values()), words.casefold()
    found = [it for it in areas if wanted in (it.id, plain(it.title).casefold())]
    found = found or [it for it in areas if wanted in plain(it.title).casefold() or wanted in it.id]
    if not areas:
        who.lines.say(_("This game has no map."))
    elif not found:
        near = nearest(words, [name for it in areas for name in (it.id, it.title)])
        meant = _("There is no area '{name}' here. Did you mean {near}?")
        said = meant if near else _("There is no area '{name}' here: m tells all areas.")
        who.lines.say(said.format(name=clean(words, most=40), near=near))
    if len(found) < 2:
        return next(iter(found), None)
    at = who.choose(_("Which area"), [plain(it.title) for it in found], _("an empty line for none"))
    return None if at is None else found[at]


# Finding and copying.


@FOR_ALL.command("/", "find", _("find"), _("/ WORDS: orders, areas and numbers by name, with what to type for them"))
def find(who: Onlooker, words: str) -> None:
    """Tell what is called so, and what to type for it."""
    if not words:
        who.lines.say(_("Type / and a part of a name: / {name}").format(name=who.an_area or who.a_number))
        return
    found = [row for row in who.named() if words.casefold() in row.casefold()]
    who.lines.say("\n".join(found[:_MOST_FOUND]))
    left = len(found) - _MOST_FOUND
    if left > 0:
        who.lines.say(_n("and {count} more", "and {count} more", left).format(count=left))
    if not found:
        who.lines.say(_("Nothing here is called '{name}'.").format(name=clean(words, most=40)))


@FOR_ALL.command("y", "copy", _("copy"), _("write what was told last to a file"))
def copy(who: Onlooker, _rest: str) -> None:
    """Write the last page to a file of the player's own."""
    page = who.lines.page
    if not page:
        who.lines.say(_("There is nothing to copy yet."))
        return
    try:
        path = kept("page", page)
    except OSError as error:
        who.lines.say(_("It could not be saved: {reason}.").format(reason=error.strerror))
        return
    count = len(page.splitlines())
    said = _n("{count} line is now in {path}", "{count} lines are now in {path}", count)
    who.lines.say_whole(said.format(count=count, path=plain(shortened(path))))
