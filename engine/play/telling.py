"""What a role is told of what happened: its news.

What effects say or show it, orders that are not secret when they resolve, and the beginnings of turns and
phases; nothing else, so nothing else can give a secret away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..rules.events import Record
from ..rules.run import Note
from ..speech import _, _n
from . import motions
from .book import Book
from .by_control import who
from .course import Course
from .dates import date_of
from .narration import (
    BROUGHT,
    ending_title,
    headline,
    is_addressed,
    order_title,
    ordered,
    phase_id,
    phase_title,
    slip_title,
    titled,
)
from .readings import News

_FOR_ONE = ("gave", "took", "excepted")  # what control overrules of one role's orders


class Said(NamedTuple):
    """A text; whether it is private, the title of the slip that it is, and what begins with it: see `News`."""

    text: str
    private: bool = False
    inject: str = ""
    begins: str = ""


def news_of(course: Course, role: int) -> tuple[News, ...]:
    """Return all that a role was told, numbered from 1."""
    upto, news = course.told.get(role, (0, []))
    if upto != course.moment:
        news = list(news)
        for record in course.log.since(upto):
            phase = phase_id(course.book, record.phase)
            for it in told(course.book, record, role):
                news.append(News(number=len(news) + 1, turn=record.turn, phase=phase, **it._asdict()))
        course.told[role] = (course.moment, news)
    return tuple(news)


def told(book: Book, record: Record, role: int) -> tuple[Said, ...]:
    """Return what a role is told of an event: each is one of its news."""
    return *_slips(book, record, role), *said(book, record, role)


def _slips(book: Book, record: Record, role: int) -> Iterator[Said]:
    """Yield an inject as those are told whom it is brought to."""
    if record.kind not in BROUGHT:
        return
    title = slip_title(record) if record.kind == "improvised" else book.rules.injects[record.rule].title
    for note in record.notes:
        if note[0] == "inject" and is_addressed(book, note, role):
            yield Said(note[4] or title, len(note[3]) < len(book.role_ids), title)


def said(book: Book, record: Record, role: int) -> Iterator[Said]:
    """Yield what a role is told of an event, slips of injects left out."""
    if record.kind == "turn":
        date = date_of(book.rules, record.turn)
        begun = _("Turn {turn}, {date}") if date else _("Turn {turn}")
        yield Said(begun.format(turn=record.turn, date=date), begins="turn")
    elif record.kind == "phase":
        yield Said(phase_title(book, record.phase), begins="phase")
    elif record.kind == "opened":
        yield Said(book.rules.procedures[record.rule].title, begins="procedure")
    elif record.kind == "order":
        yield from _order_said(book, record, role)
    elif record.kind in ("choice", "dealt", *_FOR_ONE) and record.role == role:
        yield Said(headline(book, record), private=True)
    yield from (it for note in record.notes for it in _note_said(book, note, role))


def _order_said(book: Book, record: Record, role: int) -> Iterator[Said]:
    rule = book.rules.orders[record.rule]
    if record.role == role:
        yield Said(ordered(book, record), rule.secret)
    elif not rule.secret:
        title = book.titles[rule.id] if rule.title_reads_state and not rule.motion else titled(book, record)
        yield Said(_("{role}: {order}").format(role=who(book, record), order=title))


def _note_said(book: Book, note: Note, role: int) -> Iterator[Said]:
    kind = note[0]
    if kind == "say":
        yield Said(note[2])
    elif kind == "tell" and role in note[2]:
        yield Said(note[3], private=True)
    elif kind == "motion":
        yield Said(motions.said(book, note))
    elif kind == "end":
        yield Said(ending_title(book, note[2]))
    elif kind == "lapsed":
        yield from _lapsed_said(book, note, role)
    elif kind == "solve":
        yield from _gap_said(book, note)


def _lapsed_said(book: Book, note: Note, role: int) -> Iterator[Said]:
    who, given, *worded = note[2:]
    rule = book.rules.orders[given[0]]
    if who == role or not rule.secret:
        title = book.titles[rule.id] if rule.title_reads_state else order_title(book, who, given)
        lapsed = _("{role}: {order}, but its condition does not hold: {conditions}")
        wanted = worded[0] if worded else book.conditions_in_words(who, given)
        yield Said(lapsed.format(role=book.role_titles[who], order=title, conditions=wanted), rule.secret)


def _gap_said(book: Book, note: Note) -> Iterator[Said]:
    """Yield how many public orders hold if all trust, but not if all wait."""
    which, gap = note[2], note[5]
    orders = sum(1 for _role, given in gap if not book.rules.orders[given[0]].secret)
    if orders:
        trusted = _n("{n} order held because all trusted", "{n} orders held because all trusted", orders)
        missed = _n("{n} order would have held if all trusted", "{n} orders would have held if all trusted", orders)
        held = (trusted if which == "greatest" else missed).format(n=orders)
        yield Said(held)
