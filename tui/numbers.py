"""Numbers in plain lines: one line a track, and a line for each change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.speech import _

from .vantage import OTHERS, PLACES, WORLD, weightiest

if TYPE_CHECKING:
    from engine.play.readings import Reading, Seen
    from engine.play.views import View

    from .vantage import Vantage

MOST_INDICES = 8
MOST_READINGS = 16
MOST_CHANGES = 10
NOTHING = (0, None, "")
"""Values of numbers that need no line of their own; `False` equals 0."""


def at_hand(view: View, vantage: Vantage) -> list[Reading]:
    """Return the numbers shown unasked: few ones all; else one's own, what few see, and those with levels."""
    if len(view.tracks) <= MOST_READINGS:
        return list(view.tracks)
    return [it for it in view.tracks if not it.measure and not vantage.is_idle(it) and _is_main(it, vantage)]


def _is_main(reading: Reading, vantage: Vantage) -> bool:
    heading = vantage.heading(reading)
    if heading == vantage.own:
        return len(reading.indices) == 1 and reading.value not in NOTHING
    return heading not in (OTHERS, PLACES, WORLD) or (heading == WORLD and bool(reading.level))


def weighty(changes: Sequence[Seen], vantage: Vantage) -> tuple[Seen, ...]:
    """Return the changes told unasked: of those that are near, what weighs most."""
    near = [it for it in changes if it.after.id not in vantage.passing and vantage.is_near(vantage.heading(it.after))]
    return weightiest(near, MOST_CHANGES)


def changed(seen: Seen) -> str:
    """Return a change with its reasons: `Coins (Ann): 3 → 5, Ann: Talk`."""
    reasons = f", {'; '.join(seen.reasons)}" if seen.reasons else ""
    return f"{name_of(seen.after)}: {seen.before.shown} → {seen.after.shown}{reasons}"


def name_of(reading: Reading) -> str:
    """Return what a number is called: `Coins (Ann)`."""
    return f"{reading.title} ({', '.join(reading.index_titles)})" if reading.index_titles else reading.title


def is_named(reading: Reading, name: str) -> bool:
    """Return whether a name, or a title, means this number."""
    wanted = name.replace(" ", "").casefold()
    return wanted in (reading.id, reading.name.replace(" ", ""), reading.title.replace(" ", "").casefold())


def grouped(readings: Iterable[Reading], *, every: bool = False) -> list[str]:
    """Return a line for each track: `Coins: Ann 3, Bob 0`; of many not the nothings."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.id, []).append(reading)
    return [_line(group, every=every) for group in groups.values()]


def _line(group: list[Reading], *, every: bool) -> str:
    if not group[0].indices:
        return f"{group[0].title}: {group[0].shown}"
    shown = group if every or len(group) <= MOST_INDICES else [it for it in group if it.value not in NOTHING]
    cut = shown if every else shown[:MOST_INDICES]
    words = [f"{', '.join(it.index_titles)} {it.shown}" for it in cut]
    left = len(group) - len(cut)
    more = _("{title}: {words} (t {id}: {left} more)")
    said = more if left else "{title}: {words}"
    return said.format(title=group[0].title, words=", ".join(words) or _("nothing"), id=group[0].id, left=left)
