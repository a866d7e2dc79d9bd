"""What control writes into a game: an inject in other words or to others, and one of its own.

Words that wait for their inject stand under `pending["worded"]`: triples of an inject, its text and its roles. An
inject of control's own changes no number; it is a record of the kind "improvised" with the same note as any other.
"""

from __future__ import annotations

from collections.abc import Collection

from ..language.text import clean
from ..problems import Refused
from ..rules.events import Record
from ..rules.ruleset import NONE, Inject
from ..rules.run import Note, Run
from ..speech import _
from .asking import awaiting
from .book import Book, shortened, suggestion
from .course import Course, waits

MOST_TEXT, MOST_TITLE = 1000, 80
"""Characters of an inject that control writes."""

Worded = tuple[str, str, tuple[int, ...]]


def worded(course: Course, inject: str) -> Worded | None:
    """Return control's words for an inject of the rules, None when it stands as it was written."""
    waiting: tuple[Worded, ...] = course.state.pending.get("worded", ())
    return next((it for it in waiting if it[0] == inject), None)


def told_anew(note: Note, words: Worded) -> Note:
    """Return the note of an inject with control's readers, and its words where it gave any."""
    return (*note[:3], words[2], words[1] or note[4]) if note[0] == "inject" else note


def reworded(course: Course, it: Inject, text: str, to: Collection[str], reason: str) -> Record:
    """Return the record after which an inject will be told in other words, and to whom; its own text stays as it is.

    Raises: Refused: it says nothing, nobody is told, or it says so already.
    """
    words = (it.id, "" if text == it.text else _said(text), roles_of(course.book, to))
    if worded(course, it.id) == words:
        raise Refused(_("{inject} says so already.").format(inject=it.title))
    before: tuple[Worded, ...] = course.state.pending.get("worded", ())
    after = (*(old for old in before if old[0] != it.id), words)
    return course.record("worded", waits(before, "worded", after), rule=it.id, run=_ruled(course, reason))


def improvised(course: Course, title: str, text: str, to: Collection[str], key: str, reason: str) -> Record:
    """Return the record of an inject of control's own; `key` is what control calls it.

    Raises: Refused: it has no title or says nothing, nobody is told, or nobody may act now.
    """
    if not awaiting(course):
        raise Refused(_("{inject} must wait until somebody may act.").format(inject=shortened(title)))
    run = _ruled(course, reason)
    run.notes.append(("inject", NONE, _said(title, MOST_TITLE), roles_of(course.book, to), _said(text)))
    return course.record("improvised", [], rule=clean(key, most=MOST_TITLE), run=run)


def roles_of(book: Book, to: Collection[str]) -> tuple[int, ...]:
    """Return the positions of roles, of all where none is named.

    Raises: Refused: there is no such role.
    """
    for role in to:
        if role not in book.role_at:
            hint = suggestion(role, book.role_ids)
            raise Refused(_("There is no role {role}.{hint}").format(role=shortened(role), hint=hint))
    return tuple(sorted({book.role_at[role] for role in to})) or tuple(range(len(book.role_ids)))


def _ruled(course: Course, reason: str) -> Run:
    run = course.run()
    run.notes.append(("ruled", NONE, reason))
    return run


def _said(text: str, most: int = MOST_TEXT) -> str:
    said = clean(text, most=most).strip()
    if not said:
        raise Refused(_("It says nothing."))
    return said
