"""What a report finds out of the journal alone: the moments that moved most, and what was believed and what was so.

Nothing is played again, so it says what moved, not what would have come otherwise; `analysis.turning` asks that by
playing the rest many times, which takes longer than a report may.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from ..play.book import Book
from ..play.narration import Event
from ..play.projection import CONTROL, Slot, projection_of
from ..play.readings import Reading
from ..rules.events import apply
from ..rules.ruleset import Track
from ..rules.state import State
from ..speech import _
from .blocks import Block, Grid, Headed, Says
from .material import Material
from .story import name_of

MOST_MOMENTS, MOST_MOVED = 6, 4
LEAST = 0.05
"""Of the range of a number that all share: what moves less than this is no moment."""

FLAG, LEVEL = 0.5, 0.25
"""What it counts when something that is no number, or of which the level alone is known, is another one."""

BESIDE = 0.1
"""What a number counts that no objective rests on, where there are objectives: counters, and means to ends."""

_FRAME = frozenset(
    {"phase", "after", "turn", "opened", "closed", "reveal", "solve", "watched", "lapsed", "ending", "dealt", "sealed"}
    | {"passed", "defaulted", "taken_back", "chaired", "styled", "halted", "settled"}
)
"""Kinds of events that are the course of play itself: no moments, unless they change how it would end."""


@attrs.frozen(kw_only=True)
class Moment:
    """An event, how far it moved numbers, each with the words for it, and the ending before and after it."""

    event: Event
    far: float
    moved: tuple[str, ...]
    ends: tuple[str, str] = ("", "")

    @property
    def turns(self) -> bool:
        """Whether the game would have ended otherwise had it ended there."""
        return self.ends[0] != self.ends[1]


def moments(m: Material) -> Iterator[Block]:
    """Yield the events that moved the game most, in order of time, and how they were found."""
    found = sorted(_all(m), key=lambda it: (it.turns, it.far), reverse=True)[:MOST_MOMENTS]
    yield Headed(_("What moved the game most"))
    if not found:
        yield Says(_("No event that may be told of here moved it much."))
        return
    said = _(
        "Found in the journal alone: the events that moved numbers furthest for the size of their ranges, those that "
        "objectives rest on before others. It says what moved, not what would have come otherwise."
    )
    ended = _(" First of all come those after which the game, had it ended there, would have ended otherwise.")
    yield Says(said + ended if m.opened else said)
    heads = (_("Turn"), _("Phase"), _("What"), _("Moved"))
    rows = [
        (it.event.turn, m.phase_of(it.event.phase), _title(m, it.event), "; ".join(it.moved[:MOST_MOVED]))
        for it in sorted(found, key=lambda it: it.event.number)
    ]
    if not m.opened:
        yield Grid(heads, tuple(rows))
        return
    ends = [_ends(m, it) for it in sorted(found, key=lambda it: it.event.number)]
    yield Grid((*heads, _("Had it ended there")), tuple((*row, end) for row, end in zip(rows, ends, strict=True)))


def _title(m: Material, event: Event) -> str:
    return event.headline if m.opened else next(iter(m.told(event)), "")


def _ends(m: Material, it: Moment) -> str:
    titles = [m.scenario.endings.get(end) or "-" for end in it.ends]
    return _("{before} → {after}").format(before=titles[0], after=titles[1]) if it.turns else titles[1]


def _all(m: Material) -> Iterator[Moment]:
    """Yield every event that may be told of and moved something; how it would end is told where all is open."""
    course = m.game._course
    slots, weights = projection_of(course.book, m.reader).by_place, _weights(m)
    state = course.back_to(0)
    end = _leading(course.book, state) if m.opened else ""
    for event in m.log:
        apply(state, event.record)
        before, end = end, _leading(course.book, state) if m.opened and event.record.changes else end
        if not (m.known(event) and _title(m, event)) or event.kind == "dealt":
            continue
        moved = _moved(course.book, event, slots, weights)
        far = sum(far for far, _text in moved)
        if before == end and (event.kind in _FRAME or far < LEAST):
            continue
        texts = tuple(text for _far, text in sorted(moved, key=lambda it: -it[0]))
        yield Moment(event=event, far=far, moved=texts, ends=(before, end))


def _weights(m: Material) -> Mapping[str, float]:
    """Return what each track counts, however many numbers it has: most where an objective rests on it."""
    count = Counter(it.id for it in m.readings.values() if not it.measure)
    wanted = frozenset[str]().union(*(it.rests_on for it in m.scenario.rules.objectives.values()))
    worth = {id: 1.0 if id in wanted or not wanted else BESIDE for id in count}
    return {id: worth[id] / n for id, n in count.items() if id not in m.scenario.passing}


def _moved(
    book: Book, event: Event, slots: Mapping[int, Slot], weights: Mapping[str, float]
) -> list[tuple[float, str]]:
    """Return how far an event moved each number that may be told, with words for it."""
    first: dict[int, tuple[int, int]] = {}
    for place, before, after, _cause in event.record.changes:
        first[place] = (first.get(place, (before, after))[0], after)
    found = []
    for place, (before, after) in first.items():
        slot, track = slots.get(place), book.rules.track_at(place)[0]
        weight = weights.get(track.id, 0.0)
        if slot is None or not weight or slot.text(before) == slot.text(after):
            continue
        text = f"{slot.title} {slot.text(before)} → {slot.text(after)}"
        found.append((weight * _far(slot, track, before, after), text))
    return found


def _far(slot: Slot, track: Track, before: int, after: int) -> float:
    if slot.level_only:
        return LEVEL
    return abs(after - before) / max(1, track.most - track.least) if track.kind == "number" else FLAG


def _leading(book: Book, state: State) -> str:
    """Return the ending that a game would come to if it ended as things stand, "" for none."""
    fits = (it for it in book.at_end if it.when is None or it.when(state.values, state.memo))
    found = next(fits, None)
    return "" if found is None else found.id


# -- what was believed -----------------------------------------------------------------------------


def beliefs(m: Material) -> Iterator[Block]:
    """Yield each number that is an estimate of another one, beside it, at the end of each turn."""
    pairs = [(track, track.estimates) for track in m.scenario.rules.tracks.values() if track.estimates]
    if not pairs:
        return
    known = {slot.name: slot for slot in projection_of(m.game._course.book, CONTROL).slots}
    rows = [row for track, of in pairs for row in _beside(m, track, of, known)]
    yield Headed(_("What was believed, and what was so"))
    yield Says(_("As both stood when each turn was over; the last row of each is how they stand now."))
    heads = (_("Estimate"), _("Of"), _("Turn"), _("Believed"), _("So"), _("Off by"))
    yield Grid(heads, tuple(rows))


def _beside(m: Material, track: Track, of: str, known: Mapping[str, Slot]) -> Iterator[tuple[str | int, ...]]:
    """Yield a row for each turn: an estimate of several numbers is told by the one that was furthest off."""
    names = [name for name, slot in known.items() if name.partition("[")[0] == track.id and _twin(name, of) in known]
    for turn, readings in m.ends_of_turns:
        off = [(abs(_number(readings[name]) - _number(readings[_twin(name, of)])), name) for name in names]
        if off:
            far, name = max(off, key=lambda it: it[0])
            here, there = readings[name], readings[_twin(name, of)]
            yield name_of(here), name_of(there), turn, here.shown, there.shown, f"{far:g}"


def _twin(name: str, of: str) -> str:
    return of + name[len(name.partition("[")[0]) :]


def _number(it: Reading) -> float:
    return float(it.value) if isinstance(it.value, (int, float)) else 0.0
