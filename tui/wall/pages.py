"""What a wall says, as lines of content: who is awaited, gauges, places, headlines, one reveal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from engine.speech import _, _n

from ..counters import counters_of
from ..fitting import fitted_board
from ..gauges import gauge, heading, trail_of, widest
from ..shown import content, fitted
from ..telling import SLIP, TURN, awaited, not_heard, rows_of, slip_title, wrapped
from ..vantage import PLACES, WORLD, Vantage

if TYPE_CHECKING:
    from engine.play.readings import News, Reading

    from ..board import Board
    from .frames import Clock, Picture

MOST_NAMES = 8
ENOUGH = 12
"""Numbers of the whole game beside which those of single roles are too many to be read from afar."""

_MOST_FOR_A_BAR = 100


def banner(picture: Picture | None, width: int) -> Content:
    """Return the first line: EXERCISE and the game."""
    title = picture.title if picture else _("The wall")
    return content(fitted(_("EXERCISE  {title}").format(title=title), width), "bold reverse")


def moment(picture: Picture, width: int) -> Content:
    """Return turn, date and phase in one line; the ending when there is one."""
    when = _("Turn {turn}/{turns}").format(turn=picture.turn, turns=picture.turns)
    phase = (picture.ending or _("The game is over")) if picture.over else picture.phase
    said = "  ".join(part for part in (when, phase, picture.date) if part)
    return content(fitted(said, width), "bold")


def clock_words(left: float) -> str:
    """Return `12:05`, `-1:30` when the phase overruns."""
    seconds = round(abs(left))
    return f"{'-' if left <= -0.5 else ''}{seconds // 60}:{seconds % 60:02d}"


def clock_state(clock: Clock, left: float) -> str:
    """Return what there is to say of the clock, "" while it runs with time to spare."""
    if not clock.running:
        return _("The clock stands still")
    if left <= 0:
        return _("Time is out")
    return _("Less than a minute") if clock.amber or left <= 60 else ""


def who(picture: Picture) -> str:
    """Return who has neither spoken nor passed, or who is awaited; "" when nobody is."""
    if picture.over:
        return picture.ending_text
    if picture.silent:
        return not_heard(_names(picture, picture.silent))
    return awaited(_names(picture, picture.awaited)) if picture.awaited else ""


def _names(picture: Picture, roles: Sequence[str]) -> str:
    titles = [picture.roles.get(role, role) for role in roles]
    if len(titles) == len(picture.roles) > 1:
        return _("everybody")
    more = len(titles) - MOST_NAMES
    if more > 1:
        return _n("{titles} and {n} more", "{titles} and {n} more", more).format(
            titles=", ".join(titles[:MOST_NAMES]), n=more
        )
    return ", ".join(titles)


def gauges(picture: Picture, width: int) -> list[Content]:
    """Return every number of the game that says something, bars first; each role's too where the game has few."""
    vantage = _vantage(picture)
    found: dict[str, list[Reading]] = {}
    for reading in picture.tracks:
        moved = reading.name in picture.history
        if not vantage.is_idle(reading) and (reading.value or reading.level or moved):
            found.setdefault(vantage.heading(reading), []).append(reading)
    found.pop(PLACES, None)
    if len(found.get(WORLD, ())) > ENOUGH:
        found = {WORLD: found[WORLD]}
    rows: list[Content] = []
    for title in vantage.sorted(found):
        rows += [] if title == WORLD else [heading(_("Each role"), width)]
        rows += _gauges(picture, sorted(found[title], key=_rank), width)
    return rows


def _gauges(picture: Picture, readings: Sequence[Reading], width: int) -> Iterable[Content]:
    words, trail = widest(readings, width // 3), trail_of(picture.history, width)
    for it in readings:
        yield gauge(it, width, words=words, past=picture.history.get(it.name, ()), trail=trail)


def _rank(it: Reading) -> int:
    """Return how far down a number stands: what has a bar is first, else they stay as they came, by what matters."""
    number = isinstance(it.value, int) and not isinstance(it.value, bool)
    barred = number and 0 < it.most - it.least <= _MOST_FOR_A_BAR and not it.measure
    return 2 * (not barred) + (it.measure and not it.level)


def _vantage(picture: Picture) -> Vantage:
    return Vantage(role="", roles=picture.roles, areas=frozenset(area.id for area in picture.areas))


def map_fits(board: Board, width: int, height: int) -> bool:
    """Return whether all of the map can be seen in a pane of that size."""
    it = fitted_board(board, width, height)
    return it.width <= width and it.height <= height


def places(picture: Picture, width: int) -> list[Content]:
    """Return every area in which something stands, with its counters in words."""
    board = {area.id: area.title for area in picture.areas}
    counters = counters_of(picture.tracks, board.keys(), picture.letters)
    rows: list[Content] = []
    for area, title in board.items():
        held = [f"{counters.legend[letter]} {number}".strip() for letter, number in counters.of(area)]
        if held:
            said = _("{area}: {held}").format(area=title, held=", ".join(held))
            rows += [content(line) for line in wrapped(said, width)]
    return rows


def headlines(news: Sequence[News], picture: Picture, width: int, height: int) -> list[Content]:
    """Return the last news that fit, and above them what somebody told everybody last."""
    told = []
    for notice in picture.notices[-1:]:
        by = notice.by or _("Control")
        said = _("{who} to all: {text}").format(who=by, text=notice.text)
        told = [content(line, "bold reverse") for line in list(wrapped(said, width))[:3]]
    rows = [_painted(kind, words, width) for kind, words in rows_of(news, 0, width)]
    room = max(1, height - len(told))
    return [*told, *(rows[-room:] or [content(_("Nothing has been reported yet."))])]


def _painted(kind: str, words: str, width: int) -> Content:
    if kind == TURN:
        return heading(words, width)
    return content(words, "bold reverse" if kind == SLIP else "")


def reveal(item: News, more: int, width: int, height: int) -> list[Content]:
    """Return one piece of news alone, in the middle of the page."""
    rows = [content(slip_title(item, ""), "bold reverse"), Content("")] if item.inject else []
    if item.text != item.inject:
        rows += [content(line, "bold") for line in wrapped(item.text, max(10, width - 8))]
    rows = [_centred(row, width) for row in rows[: max(1, height - 2)]]
    left = _n("{n} more to reveal: Space", "{n} more to reveal: Space", more).format(n=more) if more else ""
    space = max(0, height - len(rows) - 1)
    return [*[Content("")] * (space // 2), *rows, *[Content("")] * (space - space // 2), _centred(content(left), width)]


def _centred(row: Content, width: int) -> Content:
    return Content.assemble(" " * max(0, (width - cell_len(row.plain)) // 2), row)
