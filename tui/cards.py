"""The role card: who you are, what you want, what you may do."""

from __future__ import annotations

from textual.content import Content

from .scene import Scene
from .shown import content, lines, marked, prose

MOST_ORDERS = 8


def card_of(text: str, scene: Scene) -> Content:
    """Return the card of the seat that `scene` belongs to; `text` is its role's own words."""
    return lines(*_who(text), *_wants(scene), *_may(scene), *_first_steps())


def _who(text: str) -> list[Content]:
    return [marked(text) if text.strip() else content("Your role has no description.", "dim"), content("")]


def _wants(scene: Scene) -> list[Content]:
    goals = scene.view.objectives
    rows = [_goal(f"{goal.title}{' (only you know)' if goal.sealed else ''}", goal.text) for goal in goals]
    return [content("What you want", "bold"), *(rows or [content("Nothing is scored for you.", "dim")]), content("")]


def _goal(title: str, text: str) -> Content:
    return Content.assemble("· ", content(title), ": " if text else "", content(prose(text)))


def _may(scene: Scene) -> list[Content]:
    rows = [content(f"+ {item.title}") for item in scene.open[:MOST_ORDERS]]
    more = len(scene.open) - MOST_ORDERS
    if more > 0:
        rows.append(content(f"and {more} more", "dim"))
    return [content("What you may do now", "bold"), *(rows or [content("Wait: nothing is asked of you yet.", "dim")])]


def _first_steps() -> list[Content]:
    keys = "On the screen: 1 map, 2 orders, 3 tracks, 4 news; ? helps, p passes, q leaves."
    return [content(""), content(keys, "dim")]
