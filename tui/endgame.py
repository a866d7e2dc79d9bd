"""The end in words: how it ended, who scored what, and what the scripted seats were thinking."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from .gauges import gauge, groups_of, heading, widest
from .shown import content, lines, marked, plain

if TYPE_CHECKING:
    from engine.play.readings import Goal

    from .room import Room
    from .scene import Scene

WIDTH = 52
"""Cells of a page beside the list of pages, at 80 columns."""


@attrs.frozen(kw_only=True)
class Leaf:
    """One page of the end: its name in the list, and its text."""

    title: str
    text: Content


def end_pages(scene: Scene, room: Room) -> tuple[Leaf, ...]:
    """Return the pages that need no thinking: how it ended with the scores, and where the numbers came to rest."""
    return (_ending(scene, room), _standing(scene, room))


def _ending(scene: Scene, room: Room) -> Leaf:
    """Return the ending, its text, and the scores, best first, each with its objectives."""
    view = scene.view
    rows = [content(view.ending_title or "The game is over.", "bold"), content("")]
    rows += [marked(view.ending_text), content("")] if view.ending_text else []
    ranked = sorted(view.scores.items(), key=lambda pair: -pair[1])
    rows += [content(_summary(scene, len(ranked))), content(""), content("Scores", "bold")]
    for role, score in ranked:
        rows.append(_score(room.titles.get(role, role), score, own=role == view.role))
        rows += map(_goal, room.session.seat(role).view.objectives)
    return Leaf(title="How it ended", text=lines(*rows))


def _summary(scene: Scene, players: int) -> str:
    """Return when it ended and how this seat did."""
    view = scene.view
    own = view.scores.get(view.role, 0)
    place = 1 + sum(score > own for score in view.scores.values())
    when = f"It ended in turn {view.turn} of {view.turns}."
    return f"{when} {view.title} scored {own}: place {place} of {players}." if players > 1 else when


def _standing(scene: Scene, room: Room) -> Leaf:
    """Return the numbers as they stand at the end."""
    rows: list[Content] = []
    for group in groups_of(scene.view.tracks, room.vantage(scene.view.role)):
        words = widest(group.readings, WIDTH // 2)
        rows += [*([content("")] if rows else []), content(group.title, "bold")]
        rows += [gauge(reading, WIDTH, words=words, without=scene.view.role) for reading in group.readings]
    return Leaf(title="Where things stand", text=lines(*rows) if rows else content("No numbers to show."))


def reasons_pages(room: Room) -> tuple[Leaf, ...]:
    """Return a page for each scripted seat with the reasons of all its decisions, secret players first.

    Slow: every decision is thought through once more. Only after the end.
    """
    decisions: dict[str, list[tuple[int, str]]] = {}
    secrets: Counter[str] = Counter()
    for it in room.session.scripted_orders():  # in order of time: going back and forth is what costs
        reason = room.session.seat(it.role).explain(it.number)
        decisions.setdefault(it.role, []).append((it.turn, reason))
        secrets[it.role] += it.order.partition(" ")[0] in room.scenario.secret_orders
    ranked = sorted((role for role in room.titles if role in decisions), key=lambda role: -secrets[role])
    return tuple(_reasons(room.titles[role], decisions[role]) for role in ranked)


def _reasons(title: str, reasons: list[tuple[int, str]]) -> Leaf:
    rows = [content(f"What {title} was thinking", "bold")]
    told = 0
    for turn, reason in reasons:
        if turn != told:
            told = turn
            rows += [content(""), heading(f"Turn {turn}", WIDTH)]
        first, *more = reason.splitlines() or [""]
        rows += [content(""), content(first, "bold"), *map(content, more)]
    return Leaf(title=plain(title, 20), text=lines(*rows))


def _score(title: str, score: int, *, own: bool) -> Content:
    return content(f"{score:>4}  {title}{' (you)' if own else ''}", "bold")


def _goal(goal: Goal) -> Content:
    worth = f"{goal.worth:>+4}" if goal.worth is not None else "    "
    return content(f"   {worth}  {goal.title}{' (sealed)' if goal.sealed else ''}")
