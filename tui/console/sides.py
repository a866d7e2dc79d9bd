"""Branches in words: one in a line, all about one, two side by side, and what going back would undo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from engine.speech import _, _n

from ..shown import content, fitted, plain

if TYPE_CHECKING:
    from engine.play.scenario import Scenario
    from engine.table.branches import Branch
    from engine.table.comparing import Choice, Comparison, Side
    from engine.table.rewinding import Undone

_NAME, _NOW = 26, 14  # cells of a number's name, and of its value


def title_of(it: Branch) -> str:
    return plain(it.title, 60)


def row_of(it: Branch, *, here: bool) -> Content:
    turn, _phase, over = it.stands
    stands = _("over") if over else _("turn {turn}").format(turn=turn)
    return content(f"{'>' if here else ' '} {it.number:>2} {fitted(stands, 7)} {title_of(it)}", "bold" if here else "")


def about_branch(it: Branch, scenario: Scenario, *, here: bool) -> Iterator[Content]:
    turn, phase, over = it.stands
    stands = _("Turn {turn}, {phase}, event {number}").format(
        turn=turn, phase=plain(scenario.phases.get(phase, phase), 40), number=it.last
    )
    yield content(stands + (_("; the game is over") if over else ""))
    yield content(_("This branch is played.") if here else _("u goes on with it; d lays it beside what is played."))
    if it.parent:
        yield content("")
        yield content(_("It left branch {parent} after event {at}.").format(parent=it.parent, at=it.at))
        yield content(_("Why: {reason}").format(reason=plain(it.reason, 300)))
    for luck in it.luck:
        yield content("")
        said = _("Fresh dice from event {since} on, committed to by") if luck.since else _("Dice committed to by")
        yield content(said.format(since=luck.since), "dim")
        yield content(luck.commitment or "-", "dim")


def side_by_side(it: Comparison, scenario: Scenario, titles: dict[str, str]) -> Iterator[Content]:
    one, other = it.sides
    phase = plain(scenario.phases.get(it.phase, it.phase), 40)
    parted = _("They part after event {at}, in turn {turn} {phase}").format(at=it.at, turn=it.turn, phase=phase)
    yield content(parted.rstrip() + ".")
    yield content("")
    yield _columns("", "", (plain(one.title, 60), plain(other.title, 60)), "bold")
    yield _columns(_("Stands in"), "", (_stands(one), _stands(other)))
    yield _columns(_("Ending"), "", (_ending(one, scenario), _ending(other, scenario)))
    for role, title in titles.items():
        if one.scores.get(role) != other.scores.get(role):
            scores = (str(one.scores.get(role, "-")), str(other.scores.get(role, "-")))
            yield _columns(_("Score: {role}").format(role=title), "", scores)
    yield content("")
    yield _columns(_("Numbers that differ"), _("then"), ("", ""), "bold")
    yield from (_columns(plain(row.title, 60), row.then, row.now) for row in it.numbers)
    if not it.numbers:
        yield content(_("none"), "dim")
    yield content("")
    yield content(_("What was decided otherwise"), "bold")
    yield from (row for choice in it.decisions for row in _choice(choice, it, scenario, titles))
    if not it.decisions:
        yield content(_("nothing"), "dim")


def _columns(name: str, then: str, now: tuple[str, str], style: str = "") -> Content:
    return content(
        f"{fitted(name, _NAME)} {fitted(then, 8)} {fitted(now[0], _NOW)} {fitted(now[1], _NOW)}".rstrip(), style
    )


def _stands(it: Side) -> str:
    return _("turn {turn}").format(turn=it.turn)


def _ending(it: Side, scenario: Scenario) -> str:
    return plain(scenario.endings.get(it.ending, it.ending) or "-", 60) if it.over else _("goes on")


def _choice(it: Choice, found: Comparison, scenario: Scenario, titles: dict[str, str]) -> Iterator[Content]:
    phase = plain(scenario.phases.get(it.phase, it.phase), 40)
    yield content(_("Turn {turn} {phase}, {role}").format(turn=it.turn, phase=phase, role=titles.get(it.role, it.role)))
    for side, given in zip(found.sides, it.given, strict=True):
        yield content(f"  {side.number}: {'; '.join(plain(title, 80) for title in given) or '-'}")


def undone_words(it: Undone) -> str:
    """Return what would be undone, in a sentence."""
    if not it.events:
        return _("Nothing is undone.")
    counts = (
        _n("{n} event", "{n} events", it.events).format(n=it.events),
        _n("{n} order", "{n} orders", len(it.orders)).format(n=len(it.orders)),
        _n("{n} message", "{n} messages", it.messages).format(n=it.messages) if it.messages else "",
        _n("{n} note", "{n} notes", it.notes).format(n=it.notes) if it.notes else "",
    )
    return _("Undone: {counts}.").format(counts=", ".join(filter(None, counts)))
