"""What changed, as far as a seat knows: in sentences, grouped by whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from .gauges import level_words, name_of
from .shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.readings import News, Reading, Seen

MOST_ROWS = 150
"""More changes than this are counted, not told."""


@attrs.frozen(kw_only=True)
class Concern:
    """Changes that concern the same: you, everybody, others, or places."""

    title: str
    changes: tuple[Seen, ...]
    near: bool = False  # it concerns the reader directly


def concerns_of(
    changes: Iterable[Seen], *, role: str, title: str, roles: Collection[str], areas: Collection[str]
) -> tuple[Concern, ...]:
    """Return the changes in groups, own first; empty groups are left out."""
    groups: dict[str, list[Seen]] = {f"{plain(title)} (you)": [], "Everybody": [], "Others": [], "Places": []}
    own, world, others, places = groups.values()
    for change in changes:
        indices = change.after.indices
        if role in indices:
            own.append(change)
        elif any(index in areas for index in indices):
            places.append(change)
        elif any(index in roles for index in indices):
            others.append(change)
        else:
            world.append(change)
    return tuple(
        Concern(title=name, changes=tuple(found), near=found is own or found is world)
        for name, found in groups.items()
        if found
    )


def report_of(concerns: Sequence[Concern], news: Sequence[News], *, own: str) -> Content:
    """Return the whole page: own changes, those of everybody, what was told, then others and places."""
    sections = [(it.title, [sentence(change, without=own) for change in it.changes]) for it in concerns]
    near = [section for it, section in zip(concerns, sections, strict=True) if it.near]
    far = [section for it, section in zip(concerns, sections, strict=True) if not it.near]
    told = (
        [("You were told", [content(f"{'*' if it.private else '·'} {plain(it.text)}") for it in news])] if news else []
    )
    rows: list[Content] = []
    for title, found in (*near, *told, *far):
        rows += [*([content("")] if rows else []), content(title, "bold"), *found]
    if len(rows) > MOST_ROWS:
        more = content(f"… and {len(rows) - MOST_ROWS} more: the tracks and areas show how things stand.", "dim")
        rows = [*rows[:MOST_ROWS], more]
    return lines(*rows) if rows else content("Nothing changed that you know of.", "dim")


def sentence(change: Seen, *, without: str = "") -> Content:
    """Return `  Approval: 4 → 5 (a speech at home)`."""
    name = name_of(change.after, without=without)
    reasons = "; ".join(plain(reason) for reason in change.reasons)
    move = f"{_value(change.before)} → {_value(change.after)}"
    return Content.assemble(f"  {name}: ", (move, "bold"), (f" ({reasons})" if reasons else "", "dim"))


def _value(reading: Reading) -> str:
    """Return a number with its level, or the words alone."""
    value = reading.value
    if isinstance(value, bool) or not isinstance(value, int):
        return plain(reading.shown, 40) or "unknown"
    return f"{value:,} {level_words(reading)}".rstrip()
