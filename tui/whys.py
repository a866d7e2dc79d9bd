"""Why a number is what it is, in words: every change with its cause, down to the line of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.language.quotation import quotation
from engine.speech import _, _n
from engine.table.shelving import told_path

from .gauges import name_of, words_of
from .shown import clipped, content, lines, plain

if TYPE_CHECKING:
    from engine import Scenario
    from engine.play.readings import Reading, Why
    from engine.problems import Place

    from .room import Room

MOST = 60
"""Older changes than these are counted, not told."""
_LONG = 240


@attrs.frozen(kw_only=True)
class Numbered:
    """A number with all its changes, newest last, and where it is written in the rules.

    `set_aside` is for what the seat has sealed: the reading leaves it out.
    """

    reading: Reading
    changes: tuple[Why, ...]
    set_aside: int = 0
    place: Place | None = None


def number_of(room: Room, role: str, name: str) -> Numbered:
    """Return a number as a seat may know it; after the end nothing about it is hidden.

    Raises: KeyError: this seat does not see it.
    """
    session, wanted = room.session, name.replace(" ", "")
    seat = session.seat(role)
    changes = session.game.why(name) if session.over else seat.why(name)
    reading = _reading(room, role, wanted)
    aside = 0 if session.over else seat.view.set_aside(name)
    return Numbered(reading=reading, changes=tuple(changes), set_aside=aside, place=room.scenario.place_of(reading.id))


def _reading(room: Room, role: str, wanted: str) -> Reading:
    """Return the number with its value now."""
    for reading in room.session.seat(role).view.tracks:
        if reading.name.replace(" ", "") == wanted:
            return reading
    if room.session.over:
        from engine.analysis.standing import standings

        return next(it.reading for it in standings(room.session.game) if it.reading.name.replace(" ", "") == wanted)
    raise KeyError(wanted)


def why_page(number: Numbered, scenario: Scenario, titles: Mapping[str, str]) -> Content:
    """Return the whole history of a number, the newest change first."""
    reading, changes = number.reading, number.changes
    rows = [content(_("{name} now: {value}").format(name=name_of(reading), value=words_of(reading)), "bold")]
    if aside := number.set_aside:
        said = _n(
            "{n} more is set aside for what you have sealed.", "{n} more are set aside for what you have sealed.", aside
        )
        rows.append(content(said.format(n=aside)))
    if reading.measure:
        rows += [
            content(_("Nobody sets this number: it is worked out from others by this rule.")),
            *_cited(number.place),
        ]
    if not changes:
        rows += [content(""), content(_("It has not changed since the game began, as far as you know."))]
        rows += [] if reading.measure else [*_cited(number.place)]
    turn = 0
    for change in reversed(changes[-MOST:]):
        if change.turn != turn:
            turn = change.turn
            rows += [
                content(""),
                content(_("Turn {turn}").format(turn=turn) if turn else _("Before the first turn"), "bold"),
            ]
        rows += _change(change, scenario, titles)
    if len(changes) > MOST:
        left = len(changes) - MOST
        rows += [
            content(""),
            content(_n("… and {count} older change", "… and {count} older changes", left).format(count=left), "dim"),
        ]
    return lines(*rows)


def _change(change: Why, scenario: Scenario, titles: Mapping[str, str]) -> Iterator[Content]:
    """Yield a change in a sentence, and below it the rule that made it as far as the reader may know."""
    yield _moved(change)
    yield content(f"    {_reason(change, scenario, titles)}")
    if change.terms:
        told = ", ".join(
            f"{plain(name.replace('_', ' '), 40)} {round(value, 1):+g}" for name, value in change.terms[:12]
        )
        yield content("    " + _("The check counted: {terms}").format(terms=told), "dim")
    if change.cause is not None:
        yield from _ruled(change.cause.text, change.cause.place)
    elif change.rules:
        rules = dict.fromkeys((rule.text, rule.place) for rule in change.rules)  # one may stand there more than once
        if len(rules) > 1:
            yield content("    " + _("By one of these rules:"), "dim")
        for text, place in rules:
            yield from _ruled(text, place)


def _moved(change: Why) -> Content:
    """Return `4 → 5` in words."""
    before, after = plain(change.before, 40), plain(change.after, 40)
    said = _("  From {before} to {after}").format(before=before or _("unknown"), after=after or _("unknown"))
    return content(said, "bold")


def _reason(change: Why, scenario: Scenario, titles: Mapping[str, str]) -> str:
    """Return what happened, by whom and in which phase, as far as the reader may know."""
    phase = plain(scenario.phases.get(change.phase, ""), 60)
    reason = plain(change.reason, 200)
    if not reason:
        return _("in {phase}: the reason is not yours to know").format(phase=phase or _("between phases"))
    who = titles.get(change.by, "")
    if who and who not in reason:
        reason = _("{who}: {reason}").format(who=who, reason=reason)
    return (
        reason
        if not phase or reason.startswith(phase)
        else _("in {phase}: {reason}").format(phase=phase, reason=reason)
    )


def _ruled(text: str, place: Place) -> Iterator[Content]:
    if text:
        yield content("    " + _("Rule: {text}").format(text=plain(text, 200)))
    yield from _cited(place, without=text)


def rule_rows(written: Iterable[str], indent: str = "") -> Iterator[Content]:
    """Yield what an author wrote, line by line; a long line is cut after a word."""
    yield from (content(f"{indent}| {clipped(plain(line), _LONG)}", "dim") for line in written)


def _cited(place: Place | None, *, without: str = "") -> Iterator[Content]:
    """Yield a place in the rules, and the line that stands there."""
    if place is None:
        return
    yield content(f"    {told_path(place.path)}:{place.line}", "dim")
    lines = quotation(place)
    if len(lines) != 1 or lines[0].strip("-\"' ") != without:
        yield from rule_rows(lines, "    ")
