"""What changed, as far as a seat knows: in sentences, grouped by whom it concerns, in short or in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from .gauges import level_words, name_of
from .shown import content, lines, plain
from .vantage import weightiest

if TYPE_CHECKING:
    from engine.play.readings import News, Reading, Seen

    from .vantage import Vantage

MOST_ROWS = 150
"""More changes than this are counted, not told."""
SHORT_NEAR, SHORT_TOLD, SHORT_FAR = 6, 8, 3
"""Rows of a section in the short report."""


@attrs.frozen(kw_only=True)
class Concern:
    """Changes that concern the same: you, those who see it, everybody, others, or places."""

    title: str
    changes: tuple[Seen, ...]
    near: bool = False  # it concerns the reader directly


def concerns_of(changes: Iterable[Seen], vantage: Vantage) -> tuple[Concern, ...]:
    """Return the changes in groups, own first; counters that only start again are left out."""
    groups: dict[str, list[Seen]] = {}
    for change in changes:
        if change.after.id not in vantage.passing:
            groups.setdefault(vantage.heading(change.after), []).append(change)
    return tuple(
        Concern(title=title, changes=tuple(groups[title]), near=vantage.is_near(title))
        for title in vantage.sorted(groups)
    )


def report_of(concerns: Sequence[Concern], news: Sequence[News], *, own: str, short: bool = False) -> Content:
    """Return the whole page: own changes, those of everybody, what was told, then others and places.

    The short one tells of each what weighs most, and counts the rest.
    """
    near = [_section(it, own, SHORT_NEAR if short else MOST_ROWS) for it in concerns if it.near]
    far = [_section(it, own, SHORT_FAR if short else MOST_ROWS) for it in concerns if not it.near]
    told = [_told(news, SHORT_TOLD if short else MOST_ROWS)] if news else []
    rows: list[Content] = []
    for section in (*near, *told, *far):
        rows += [*([content("")] if rows else []), *section]
    if len(rows) > MOST_ROWS:
        more = content(f"… and {len(rows) - MOST_ROWS} more: the tracks and areas show how things stand.", "dim")
        rows = [*rows[:MOST_ROWS], more]
    return lines(*rows) if rows else content("Nothing changed that you know of.", "dim")


def _section(concern: Concern, own: str, most: int) -> list[Content]:
    short = most < MOST_ROWS
    changes = weightiest(concern.changes, most)
    sentences = [sentence(change, without=own, reasons=1 if short else None) for change in changes]
    return [content(concern.title, "bold"), *sentences, *_more(len(concern.changes) - len(changes))]


def _told(news: Sequence[News], most: int) -> list[Content]:
    """Return what was told: all that only this seat was told, and the newest of the rest."""
    private = [it for it in news if it.private]
    public = [it for it in news if not it.private]
    left = max(0, most - len(private))
    kept = {it.number for it in (*private, *public[len(public) - min(left, len(public)) :])}
    rows = [content(f"{'*' if it.private else '·'} {plain(it.text)}") for it in news if it.number in kept]
    return [content("You were told", "bold"), *rows, *_more(len(news) - len(rows))]


def _more(number: int) -> list[Content]:
    return [content(f"  … and {number} more", "dim")] if number > 0 else []


def sentence(change: Seen, *, without: str = "", reasons: int | None = None) -> Content:
    """Return `· Approval: 4 → 5 (a speech at home)`, with at most so many reasons."""
    name = name_of(change.after, without=without)
    told = [plain(reason) for reason in change.reasons[:reasons]]
    told += [f"{left} more"] if (left := len(change.reasons) - len(told)) else []
    move = f"{_value(change.before)} → {_value(change.after)}"
    return Content.assemble(f"· {name}: ", (move, "bold"), (f" ({'; '.join(told)})" if told else "", "dim"))


def _value(reading: Reading) -> str:
    """Return a number with its level, or the words alone."""
    value = reading.value
    if isinstance(value, bool) or not isinstance(value, int):
        return plain(reading.shown, 40) or "unknown"
    return f"{value:,} {level_words(reading)}".rstrip()
