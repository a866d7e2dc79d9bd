"""What changed, as far as a seat knows: in sentences, grouped by what it means to that seat, in short or in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.speech import _, _n

from .gauges import level_words, name_of
from .shown import content, lines, plain
from .telling import quoted, slip_title
from .vantage import OTHERS, PLACES, weightiest

if TYPE_CHECKING:
    from engine.play.readings import Goal, News, Reading, Seen
    from engine.play.scenario import Aim
    from engine.table.remarks import Remark

    from .scene import Scene
    from .vantage import Vantage

AIMS, RESTS = _("What your objectives count"), _("What that rests on")
"""Headings of the numbers that one's objectives read themselves, and of those that these are worked out from."""

MOST_ROWS = 150
"""More changes than this are counted, not told."""
MOST_OF_REASON = 60
"""Characters of a reason in the short report; the full one has all of it."""
SHORT_NEAR, SHORT_TOLD, SHORT_SAID, SHORT_FAR = 6, 8, 4, 3
"""Rows of a section in the short report."""


@attrs.frozen(kw_only=True)
class Concern:
    """Changes that concern the same: you, your objectives, those who see it, everybody, others, or places."""

    title: str
    changes: tuple[Seen, ...]
    near: bool = False  # it concerns the reader directly


def concerns_of(
    changes: Iterable[Seen], vantage: Vantage, goals: Iterable[Goal] = (), aims: Mapping[str, Aim] | None = None
) -> tuple[Concern, ...]:
    """Return the changes in groups, own first; counters that only start again are left out.

    `goals` are the objectives of the seat, and `aims` the numbers that each objective counts.
    """
    own = [aim for goal in goals if (aim := (aims or {}).get(goal.id)) is not None]
    groups: dict[str, list[Seen]] = {}
    for change in changes:
        if change.after.id not in vantage.passing:
            groups.setdefault(_heading(change.after, vantage, own), []).append(change)
    return tuple(
        Concern(title=title, changes=tuple(groups[title]), near=title != RESTS and vantage.is_near(title))
        for title in _sorted(groups, vantage)
    )


def _heading(reading: Reading, vantage: Vantage, aims: Sequence[Aim]) -> str:
    """Return under which heading a number belongs: one's own numbers are one's own, whoever counts them."""
    heading = vantage.heading(reading)
    if heading == vantage.own:
        return heading
    if any(aim.counts(vantage.role, reading.id, reading.indices) for aim in aims):
        return AIMS
    if heading in (OTHERS, PLACES) and any(reading.id in aim.rests_on for aim in aims):
        return RESTS
    return heading


def _sorted(headings: Iterable[str], vantage: Vantage) -> tuple[str, ...]:
    """Return headings as they are read: own, one's objectives, shared, everybody's, then what is far."""
    rank = {vantage.own: 0, AIMS: 1, RESTS: 3, OTHERS: 4, PLACES: 5}
    return tuple(sorted(vantage.sorted(headings), key=lambda it: rank.get(it, 2)))


Said = Sequence[tuple[str, str]]
"""Who says it, and what."""


def report_of(
    concerns: Sequence[Concern],
    news: Sequence[News],
    *,
    own: str,
    short: bool = False,
    said: Said = (),
    reader: str = "",
    handed: bool = False,
    rounds: Mapping[str, str] | None = None,
) -> Content:
    """Return the whole page: own changes, those of everybody, what was told and said, then others and places.

    What was told in procedures stands before all of it; `rounds` are the titles of procedures, by their phases.

    The short one tells of each what weighs most, and counts the rest; of slips that were handed over, on a page of
    their own, it tells the title.
    """
    near = [_section(it, own, SHORT_NEAR if short else MOST_ROWS) for it in concerns if it.near]
    far = [_section(it, own, SHORT_FAR if short else MOST_ROWS) for it in concerns if not it.near]
    slips, news = [it for it in news if it.inject], [it for it in news if not it.inject]
    acute, news = _parted(news, rounds or {})
    first = [_told(them, SHORT_TOLD if short else MOST_ROWS, title) for title, them in acute.items()]
    told = [_slip(it, reader)[: 1 if short and handed else None] for it in slips]
    told += [_told(news, SHORT_TOLD if short else MOST_ROWS, _("You were told"))] if news else []
    told += [_said(said, SHORT_SAID if short else MOST_ROWS)] if said else []
    rows: list[Content] = []
    for section in (*first, *near, *told, *far):
        rows += [*([content("")] if rows else []), *section]
    if len(rows) > MOST_ROWS:
        left = len(rows) - MOST_ROWS
        more = _n(
            "… and {count} more: the tracks and areas show how things stand.",
            "… and {count} more: the tracks and areas show how things stand.",
            left,
        )
        rows = [*rows[:MOST_ROWS], content(more.format(count=left), "dim")]
    return lines(*rows) if rows else content(_("Nothing changed that you know of."), "dim")


def numbers_of(concerns: Sequence[Concern], *, own: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers that changed, as they are written, each with its line: what one may ask about."""
    changes = [change for concern in concerns for change in concern.changes][:MOST_ROWS]
    return tuple((it.after.name, sentence(it, without=own, reasons=0).plain.removeprefix("· ")) for it in changes)


def _section(concern: Concern, own: str, most: int) -> list[Content]:
    short = most < MOST_ROWS
    changes = weightiest(concern.changes, most)
    sentences = [sentence(change, without=own, reasons=1 if short else None) for change in changes]
    return [content(concern.title, "bold"), *sentences, *_more(len(concern.changes) - len(changes))]


def _slip(item: News, reader: str) -> list[Content]:
    """Return an inject with its whole text."""
    text = [content(f"! {plain(item.text)}")] if item.text != item.inject else []
    return [content(slip_title(item, reader), "bold"), *text]


def _parted(news: Sequence[News], rounds: Mapping[str, str]) -> tuple[Mapping[str, Sequence[News]], Sequence[News]]:
    """Return what was told in procedures, by their titles, and the rest; that one begins, its title says."""
    acute: dict[str, list[News]] = {}
    for it in news:
        if it.phase in rounds:
            acute.setdefault(rounds[it.phase], []).append(it)
    rest = [it for it in news if it.phase not in rounds and not (it.begins == "procedure" and it.text in acute)]
    return acute, rest


def _told(news: Sequence[News], most: int, title: str) -> list[Content]:
    """Return what was told: all that only this seat was told, and the newest of the rest."""
    private = [it for it in news if it.private]
    public = [it for it in news if not it.private]
    left = max(0, most - len(private))
    kept = {it.number for it in (*private, *public[len(public) - min(left, len(public)) :])}
    rows = [content(f"{'*' if it.private else '·'} {plain(it.text)}") for it in news if it.number in kept]
    return [content(title, "bold"), *rows, *_more(len(news) - len(rows))]


def said_of(remarks: Iterable[Remark], roles: Mapping[str, str]) -> Said:
    """Return remarks in order of time, those who say the same together."""
    found: dict[str, list[str]] = {}
    for it in remarks:
        names = found.setdefault(it.text, [])
        if (name := roles.get(it.role, it.role)) not in names:
            names.append(name)
    return tuple((", ".join(names), text) for text, names in found.items())


def _said(said: Said, most: int) -> list[Content]:
    rows = [content(f"· {plain(who)}: {quoted(text)}") for who, text in said[max(0, len(said) - most) :]]
    return [content(_("What they say of it"), "bold"), *rows, *_more(len(said) - len(rows))]


def _more(number: int) -> list[Content]:
    if number <= 0:
        return []
    return [content(_n("  … and {count} more", "  … and {count} more", number).format(count=number), "dim")]


def sentence(change: Seen, *, without: str = "", reasons: int | None = None) -> Content:
    """Return `· Approval: up from 4 to 5 (a speech at home)`, with at most so many reasons."""
    told = [plain(reason) for reason in change.reasons[:reasons]]
    told = told if reasons is None else [_in_short(reason) for reason in told]
    left = len(change.reasons) - len(told) if reasons != 0 else 0
    told += [_n("{count} more", "{count} more", left).format(count=left)] if left else []
    said = "· " + _move(name_of(change.after, without=without), change)
    return Content.assemble(said, (f" ({'; '.join(told)})" if told else "", "dim"))


def _in_short(reason: str) -> str:
    """Return a reason without what it says in brackets, and cut at a word."""
    head = reason.partition(" (")[0]
    return shorten(head, MOST_OF_REASON, placeholder="…")


def _move(name: str, change: Seen) -> str:
    """Return how a number moved, in words that fit the title of one thing or of many."""
    before, after = change.before.value, change.after.value
    words = {"name": name, "before": _value(change.before), "after": _value(change.after)}
    if isinstance(before, bool) or not isinstance(before, int) or not isinstance(after, int):
        return _("{name}: from {before} to {after}").format(**words)
    if after > before:
        return _("{name}: up from {before} to {after}").format(**words)
    return _("{name}: down from {before} to {after}").format(**words)


def _value(reading: Reading) -> str:
    """Return a number with its level, or the words alone."""
    value = reading.value
    if isinstance(value, bool) or not isinstance(value, int):
        return plain(reading.shown, 40) or _("unknown")
    return f"{value:,} {level_words(reading)}".rstrip()


@attrs.frozen(kw_only=True)
class Report:
    """What changed, in short and in full, and the numbers that one may ask about; `empty`: nothing did."""

    short: Content
    whole: Content
    numbers: tuple[tuple[str, str], ...] = ()
    empty: bool = False


def told_to(scene: Scene, read: int, vantage: Vantage, aims: Mapping[str, Aim], *, handed: bool = False) -> Report:
    """Return what a scene tells: changes, and news after the number that was `read`; `handed`: slips were shown."""
    concerns = concerns_of(scene.changes, vantage, scene.view.objectives, aims)
    news = vantage.told(item for item in scene.view.news if item.number > read)
    said = said_of((it for it in scene.remarks if it.number > read), vantage.roles)
    report = partial(
        report_of,
        concerns,
        news,
        own=vantage.role,
        said=said,
        reader=scene.view.title,
        handed=handed,
        rounds=vantage.rounds,
    )
    empty = not (concerns or news or said)
    return Report(
        short=report(short=True), whole=report(short=False), numbers=numbers_of(concerns, own=vantage.role), empty=empty
    )
