"""The end in words: how it ended, who scored what, and what the scripted seats were thinking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from .shown import content, lines, plain, prose

if TYPE_CHECKING:
    from .room import Room
    from .scene import Scene


@attrs.frozen(kw_only=True)
class Leaf:
    """One page of the end: its name in the list, and its text."""

    title: str
    text: Content


def ending_page(scene: Scene, titles: Mapping[str, str]) -> Leaf:
    """Return the page with the ending, its text and the scores, best first."""
    view = scene.view
    rows = [content(view.ending_title or "The game is over.", "bold"), content("")]
    rows += [Content(row) for row in prose(view.ending_text).split("\n")]
    rows += [content(""), content("Scores", "bold")]
    ranked = sorted(view.scores.items(), key=lambda pair: -pair[1])
    rows += [_score(titles.get(role, role), score, own=titles.get(role) == view.title) for role, score in ranked]
    return Leaf(title="How it ended", text=lines(*rows))


def reasons_pages(room: Room) -> tuple[Leaf, ...]:
    """Return a page for each scripted seat with the reasons of all its decisions, secret players first.

    Slow: every decision is thought through once more. Only after the end.
    """
    decisions: dict[str, list[tuple[int, str, str]]] = {}
    for event in room.session.game.log:
        role = event.role
        if event.order is not None and role in room.titles and role not in room.people:
            reason = room.session.seat(role).explain(event.number)
            decisions.setdefault(role, []).append((event.turn, event.phase, reason))
    return tuple(_reasons(room.titles[role], decisions[role]) for role in room.titles if role in decisions)


def _reasons(title: str, decisions: list[tuple[int, str, str]]) -> Leaf:
    rows = [content(f"What {title} was thinking", "bold")]
    for turn, phase, reason in decisions:
        rows += [content(""), content(f"Turn {turn}, {plain(phase)}", "bold")]
        rows += [Content(plain(row)) for row in reason.splitlines()]
    return Leaf(title=plain(title, 20), text=lines(*rows))


def _score(title: str, score: int, *, own: bool) -> Content:
    return content(f"  {score:>6}  {title}{' (you)' if own else ''}", "bold" if own else "")
