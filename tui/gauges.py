"""Numbers as one-line gauges: title, bar, value of most, level, and how it moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
from rich.cells import cell_len
from textual.content import Content

from engine.speech import _

from .shown import apart, content, fitted, plain
from .vantage import PLACES

if TYPE_CHECKING:
    from engine.play.readings import Goal, Reading
    from engine.play.scenario import Aim

    from .vantage import Vantage

Key = tuple[str, tuple[str, ...]]

_BAR, _MOST_FOR_A_BAR, _WIDTH_FOR_A_BAR = 8, 100, 60
_FULL, _EMPTY = "█", "·"
_TITLE = 6  # cells that a title keeps beside its indices
_BLOCKS, _SHORT_TRAIL, _LONG_TRAIL = "▁▂▃▄▅▆▇█", 6, 12


@attrs.frozen(kw_only=True)
class Group:
    """Numbers that belong together, under a heading."""

    title: str
    readings: tuple[Reading, ...]


def key_of(reading: Reading) -> Key:
    """Return what names this number through the whole game."""
    return reading.id, tuple(reading.indices)


def name_of(reading: Reading, *, without: str = "") -> str:
    """Return a number's name with its indices, `Approval, Paris`; the index `without` goes without saying."""
    pairs = zip(reading.indices, reading.index_titles, strict=True)
    return ", ".join([plain(reading.title), *(plain(title) for index, title in pairs if index != without)])


@attrs.frozen
class Name:
    """What a number is called, without an index that goes without saying, and what those `beside` it are called."""

    reading: Reading
    without: str = ""
    beside: Collection[str] = ()

    @property
    def whole(self) -> str:
        """The name as long as it is."""
        return name_of(self.reading, without=self.without)

    def within(self, room: int) -> str:
        """Return the name in `room` cells; its indices tell it from its neighbours, so its title is cut first."""
        if cell_len(self.whole) <= room:
            return fitted(self.whole, room)
        whole, _comma, indices = self.whole.partition(", ")
        others = [other.partition(", ")[::2] for other in self.beside]
        kept = max(_TITLE, room - cell_len(indices) - 2) if indices else room
        title = apart(whole, [other for other, more in others if more == indices], kept)
        if not indices:
            return fitted(title, room)
        left = room - cell_len(title) - 2
        return fitted(f"{title}, {apart(indices, [more for other, more in others if other == whole], left)}", room)


def groups_of(
    readings: Iterable[Reading], vantage: Vantage, aims: Sequence[Aim] = (), moved: Collection[str] = ()
) -> tuple[Group, ...]:
    """Return own numbers, those that few see, everybody's and others'; numbers of areas are on the map instead.

    What says nothing now is left out. Of the own ones those come first that `aims` count or rest on, or that bear a
    name; last what never was anything but zero: `moved` names the numbers that have moved.
    """
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        if not vantage.is_idle(reading):
            found.setdefault(vantage.heading(reading), []).append(reading)
    found.pop(PLACES, None)
    if own := found.get(vantage.own):
        own.sort(key=lambda it: _weight(it, vantage.role, aims, moved))
    return tuple(Group(title=title, readings=tuple(found[title])) for title in vantage.sorted(found))


def aims_of(goals: Iterable[Goal], aims: Mapping[str, Aim]) -> tuple[Aim, ...]:
    """Return what a seat's objectives count."""
    return tuple(aims[goal.id] for goal in goals if goal.id in aims)


def _weight(it: Reading, role: str, aims: Sequence[Aim], moved: Collection[str]) -> tuple[bool, ...]:
    counted = any(aim.counts(role, it.id, it.indices) for aim in aims)
    matters = bool(it.level) or any(it.id in aim.rests_on for aim in aims)
    idle = it.value in (0, None) and it.name.replace(" ", "") not in moved
    return not counted, not matters, idle and not matters, len(it.indices) > 1, it.measure


def of_area(readings: Iterable[Reading], area: str) -> tuple[Reading, ...]:
    """Return what is known of an area; numbers with two indices or more only when above nothing."""
    here = [reading for reading in readings if area in reading.indices]
    return tuple(reading for reading in here if len(reading.indices) == 1 or reading.value)


def gauge(
    reading: Reading,
    width: int,
    *,
    words: int,
    without: str = "",
    moved: str = "",
    past: Sequence[float] = (),
    trail: int = 0,
    beside: Collection[str] = (),
) -> Content:
    """Return one line of `width` cells: name, bar, value in `words` cells, history in `trail` cells; words say all.

    A long name takes the place of a short bar, what a short value leaves, and the place of a history that has not
    moved. Where histories are drawn on little room, they take the place of the bars. A name that is cut can still be
    told from those `beside` it.
    """
    name, drawn = Name(reading, without, beside), spark(past, trail) if trail else ""
    bars = not trail or width >= _WIDTH_FOR_A_BAR
    room = width - trail - 1 if trail else width
    line = _measured(reading, room, words=words, name=name, moved=moved, bars=bars)
    if not drawn and name.whole not in line.plain:
        line = _measured(reading, width, words=words, name=name, moved=moved, bars=False)
    gap = " " * (width - line.cell_length - len(drawn)) if drawn else ""
    return Content.assemble(line, gap, (drawn, "$primary"))


def worded(reading: Reading, *, without: str = "", moved: str = "", past: Sequence[float] = ()) -> Content:
    """Return the same in words alone: `Approval, Paris: 4/10 low, moved -1, turn by turn 6, 5, 4`."""
    parts = [_("{name}: {value}").format(name=name_of(reading, without=without), value=words_of(reading))]
    if moved:
        parts.append(_("moved {by}").format(by=moved))
    if len(past) > 1:
        values = ", ".join(f"{round(value, 1):g}" for value in past[-_LONG_TRAIL:])
        parts.append(_("turn by turn {values}").format(values=values))
    return content(", ".join(parts))


def _measured(reading: Reading, width: int, *, words: int, name: Name, moved: str, bars: bool) -> Content:
    value = f"{words_of(reading)} {moved}".rstrip()
    words = max(words, min(cell_len(value), width // 2))
    value = fitted(value, words)
    cells = _BAR if width >= _WIDTH_FOR_A_BAR else _BAR // 2
    bar, room = (_bar(reading, cells) if bars else "").ljust(cells), max(1, width - words - cells - 2)
    style = "bold" if moved else ""
    longest = cell_len(name.whole)
    if not bars:
        value = value if longest <= width - words - 1 else value.rstrip()
        return Content.assemble(f"{name.within(width - cell_len(value) - 1)} ", (value, style))
    if not bar.strip() or (cells < _BAR and longest > room):
        value = value if longest <= room + cells + 1 else value.rstrip()
        return Content.assemble(f"{name.within(width - cell_len(value) - 1)} ", (value, style))
    return Content.assemble(f"{name.within(room)} ", (bar, "$primary"), " ", (value, style))


def spark(past: Sequence[float], cells: int) -> str:
    """Return the last values as blocks between the lowest and the highest there were, "" when nothing moved."""
    low, high = min(past, default=0), max(past, default=0)
    if low == high:
        return ""
    return "".join(_BLOCKS[round((value - low) / (high - low) * (len(_BLOCKS) - 1))] for value in past[-cells:])


def trail_of(history: Mapping[str, Sequence[float]], width: int) -> int:
    """Return the cells that histories get on lines of that width: 0 while nothing has moved."""
    longest = max((len(past) for past in history.values() if spark(past, 1)), default=0)
    return min(longest, _LONG_TRAIL if width >= _WIDTH_FOR_A_BAR else _SHORT_TRAIL)


def widest(readings: Iterable[Reading], most: int) -> int:
    """Return the cells that the values of these numbers need, with room for how they moved, at most `most`.

    One long value in twenty does not widen the column of all: it takes from its own name.
    """
    lengths = sorted(cell_len(words_of(reading)) + 4 for reading in readings)
    return min(most, lengths[len(lengths) - 1 - len(lengths) // 20]) if lengths else 8


def _bar(reading: Reading, cells: int) -> str:
    value, most = reading.value, reading.most
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    span = most - reading.least
    if not 0 < span <= _MOST_FOR_A_BAR:
        return ""
    full = min(cells, max(0, round(cells * (value - reading.least) / span)))
    return _FULL * full + _EMPTY * (cells - full)


def words_of(reading: Reading) -> str:
    """Return `3/10 mid`, `12,000`, `yes`, `Paris`; a level alone where the number is not known."""
    value = reading.value
    if isinstance(value, bool) or not isinstance(value, int):
        return plain(reading.shown, 24) or _("unknown")
    number = f"{value}/{reading.most}" if 0 < reading.most <= _MOST_FOR_A_BAR else f"{value:,}"
    return f"{number} {level_words(reading)}".rstrip()


def level_words(reading: Reading) -> str:
    """Return the name of a number's level, "" when it has none."""
    if not reading.level:
        return ""
    named = reading.shown != str(reading.value)
    return plain(reading.shown if named else reading.level.replace("_", " "), 24)


def moves(changes: Iterable[tuple[Reading, Reading]]) -> Mapping[Key, str]:
    """Return how each number moved, `+1`, where it is known on both sides; `+1!` when its level is another now."""
    found: dict[Key, str] = {}
    for before, after in changes:
        crossed = "!" if before.level != after.level else ""
        if _counts(before.value) and _counts(after.value):
            found[key_of(after)] = f"{int(after.value) - int(before.value):+d}{crossed}"  # type: ignore[arg-type]
        elif crossed:
            found[key_of(after)] = crossed
    return found


def _counts(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def heading(text: str, width: int) -> Content:
    """Return a heading with a line after it."""
    title = plain(text, max(1, width - 4))
    return Content.assemble((f"{title} ", "bold"), ("─" * max(0, width - cell_len(title) - 1), "dim"))


def empty(text: str) -> Content:
    """Return what an empty pane says: the next key to press."""
    return content(text, "dim")
