"""The end in words: how it ended, who scored what, and what the scripted seats were thinking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from .shown import content, lines, marked, plain

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
    rows.append(marked(view.ending_text))
    rows += [content(""), content("Scores", "bold")]
    ranked = sorted(view.scores.items(), key=lambda pair: -pair[1])
    rows += [_score(titles.get(role, role), score, own=titles.get(role) == view.title) for role, score in ranked]
    return Leaf(title="How it ended", text=lines(*rows))


def reasons_pages(room: Room) -> tuple[Leaf, ...]:
    """Return a page for each scripted seat with the reasons of all its decisions, secret players first.

    Slow: every decision is thought through once more. Only after the end.
    """
    decisions: dict[str, list[str]] = {}
    secrets: Counter[str] = Counter()
    orders = room.scenario.rules.orders
    for it in room.session.scripted_orders():  # in order of time: going back and forth is what costs
        reason = room.session.seat(it.role).explain(it.number)
        decisions.setdefault(it.role, []).append(reason)
        rule = orders.get(it.order.partition(" ")[0])
        secrets[it.role] += rule is not None and rule.secret
    ranked = sorted((role for role in room.titles if role in decisions), key=lambda role: -secrets[role])
    return tuple(_reasons(room.titles[role], decisions[role]) for role in ranked)


def _reasons(title: str, reasons: list[str]) -> Leaf:
    rows = [content(f"What {title} was thinking", "bold")]
    for reason in reasons:
        first, *more = reason.splitlines() or [""]
        rows += [content(""), content(first, "bold"), *map(content, more)]
    return Leaf(title=plain(title, 20), text=lines(*rows))


def _score(title: str, score: int, *, own: bool) -> Content:
    return content(f"  {score:>6}  {title}{' (you)' if own else ''}", "bold" if own else "")
