"""The tables of a report, for spreadsheets: each a name, heads, and rows, as far as an edition may tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from .blocks import Cell
from .material import Material
from .story import rulings

Rows = Iterator[Sequence[Cell]]

TABLES: dict[str, tuple[tuple[str, ...], Callable[[Material], Rows]]] = {}
"""Name of a file -> its heads, in English so that programs find them, and what makes its rows."""


def table(name: str, *heads: str) -> Callable[[Callable[[Material], Rows]], Callable[[Material], Rows]]:
    """Declare a function as what makes the rows of a table; a table without rows is not written."""

    def declare(rows: Callable[[Material], Rows]) -> Callable[[Material], Rows]:
        TABLES[name] = (heads, rows)
        return rows

    return declare


@table("orders", "event", "turn", "phase", "role", "order", "taken_back", "by", "defaulted", "why", "sure", "rejected")
def orders(m: Material) -> Rows:
    """Yield every order."""
    for it in m.decisions:
        own: tuple[Cell, ...] = (it.by, int(it.defaulted), it.why, it.sure or "", it.rejected) if m.whole else ("",) * 5
        yield it.number or "", it.turn, it.phase, it.role, it.title, int(it.taken_back), *own


@table("numbers", "number", "title", "step", "value")
def numbers(m: Material) -> Rows:
    """Yield the values of every number that moved: step 0 is before the first turn, the last one is now."""
    for name, past in m.history.items():
        title = m.readings[name].title if name in m.readings else ""
        yield from ((name, title, step, value) for step, value in enumerate(past))


@table("changes", "event", "turn", "phase", "number", "before", "after", "by", "reason")
def changes(m: Material) -> Rows:
    """Yield every change of a track with what made it; without what is hidden, what turns changed in sum."""
    if not m.whole:
        yield from _by_turn(m)
        return
    for event in m.log:
        for it in event.changes:
            yield event.number, event.turn, event.phase, it.name, it.before, it.after, event.role or "", event.headline


def _by_turn(m: Material) -> Rows:
    for name, past in m.history.items():
        for turn, (before, after) in enumerate(pairwise(past)):
            if before != after:
                yield "", turn or 1, "", name, before, after, "", ""


@table("rulings", "turn", "phase", "ruling", "what", "reason")
def rulings_made(m: Material) -> Rows:
    """Yield what control ruled."""
    if m.whole:
        yield from rulings(m)


@table("forecasts", "question", "turn", "text", "who", "chance", "came")
def forecasts(m: Material) -> Rows:
    """Yield every forecast."""
    questions = m.past.capture.questions
    came: Mapping[bool | None, Cell] = {True: 1, False: 0, None: ""}
    for it in m.past.capture.forecasts.values() if m.whole else ():
        asked = questions[it.question - 1]
        text, who = m.naming.text(asked.text), m.naming.person(it.who)
        yield it.question, asked.turn, text, who, it.chance, came[asked.came]


@table("notes", "note", "event", "turn", "phase", "scribe", "text", "tags")
def notes(m: Material) -> Rows:
    """Yield every note of a scribe."""
    for it in m.past.capture.notes if m.whole else ():
        who, text = m.naming.person(it.who), m.naming.text(it.text)
        yield it.number, it.event, it.turn, it.phase, who, text, " ".join(it.tags)


@table("messages", "message", "turn", "phase", "sender", "to", "text")
def messages(m: Material) -> Rows:
    """Yield every note that seats passed; those to everybody are everybody's."""
    for it in m.past.post.messages("control"):
        if m.whole or (not it.to and m.edition == "players"):
            yield it.number, it.turn, it.phase, it.sender, " ".join(it.to), m.naming.text(it.text)


@table("requests", "request", "turn", "phase", "role", "text", "state", "answer")
def requests(m: Material) -> Rows:
    """Yield every request to control."""
    for it in m.past.post.requests("control") if m.whole else ():
        yield it.number, it.turn, it.phase, it.role, m.naming.text(it.text), it.state, m.naming.text(it.answer)


@table("clock", "turn", "phase", "planned", "added", "spent")
def clock(m: Material) -> Rows:
    """Yield the minutes of every phase that was timed."""
    for it in m.past.clock.spells:
        yield it.turn, it.phase, it.planned, it.added, round(it.spent, 2)
