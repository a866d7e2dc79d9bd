"""The role card: who you are, what you want, what you may do; in short where the screen is small."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
from textual.content import Content

from engine.speech import _, _n

from .scene import Scene
from .shown import content, lines, marked, prose

MOST_LINES = 5
"""Lines of each part of a short card."""

MOST_ORDERS = 8


@attrs.frozen(kw_only=True)
class Part:
    """One part of a card: its heading, and its paragraphs in full and in short."""

    title: str
    rows: tuple[Content, ...]
    brief: tuple[Content, ...] = ()


@attrs.frozen(kw_only=True)
class Card:
    """Everything that a role should know before it begins."""

    parts: tuple[Part, ...]

    def whole(self) -> Content:
        """Return all of it."""
        return _laid((part.title, part.rows) for part in self.parts)

    def fitted(self, width: int, height: int) -> tuple[Content, bool]:
        """Return all of it if it fits, else each part in at most five lines, and whether anything was left out."""
        whole = self.whole()
        if len(whole.wrap(width)) <= height:
            return whole, False
        return _laid((part.title, _cut(part.brief or part.rows, width)) for part in self.parts), True


def card_of(text: str, scene: Scene) -> Card:
    """Return the card of the seat that `scene` belongs to; `text` is its role's own words."""
    return Card(parts=(_who(text), _wants(scene), _may(scene)))


def _who(text: str) -> Part:
    said = marked(text).split("\n") if text.strip() else [content(_("Your role has no description."), "dim")]
    rows = tuple(row for row in said if row.plain.strip())
    headed = len(rows) > 1 and text.lstrip().startswith("#")  # the title above says it already
    return Part(title=_("Who you are"), rows=rows[headed:])


def _wants(scene: Scene) -> Part:
    rows = [_goal(goal.title, goal.text, sealed=goal.sealed) for goal in scene.view.objectives]
    return Part(title=_("What you want"), rows=tuple(rows) or (content(_("Nothing is scored for you."), "dim"),))


def _goal(title: str, text: str, *, sealed: bool) -> Content:
    named = _("{goal} (only you know)").format(goal=title) if sealed else title
    return Content.assemble("· ", content(named), ": " if text else "", content(prose(text)))


def _may(scene: Scene) -> Part:
    title = _("What you may do now")
    if not scene.open:
        return Part(title=title, rows=(content(_("Wait: nothing is asked of you yet."), "dim"),))
    rows = [content(f"+ {item.title}") for item in scene.open[:MOST_ORDERS]]
    more = len(scene.open) - MOST_ORDERS
    if more > 0:
        rows.append(content(_n("and {more} more", "and {more} more", more).format(more=more), "dim"))
    return Part(title=title, rows=tuple(rows), brief=(content(" · ".join(item.title for item in scene.open)),))


def _laid(parts: Iterable[tuple[str, Iterable[Content]]]) -> Content:
    rows: list[Content] = []
    for title, said in parts:
        rows += [*([content("")] if rows else []), content(title, "bold"), *said]
    return lines(*rows)


def _cut(rows: Iterable[Content], width: int) -> list[Content]:
    """Return the paragraphs in at most five lines; `…` ends what was cut."""
    wrapped = [line for row in rows for line in row.wrap(width)]
    if len(wrapped) <= MOST_LINES:
        return wrapped
    last = wrapped[MOST_LINES - 1]
    if last.cell_length > width - 2:  # a word less makes room
        last = last[: max(last.plain.rstrip().rfind(" "), 0)]
    return [*wrapped[: MOST_LINES - 1], Content.assemble(last.truncate(width - 2).rstrip(), " …")]
