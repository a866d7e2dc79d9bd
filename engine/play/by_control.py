"""What control did, in words: the sentences of its log for what it overruled, and why."""

from __future__ import annotations

from ..rules.events import NOBODY, Record
from ..speech import _
from .book import Book
from .styles import title_of

BY_CONTROL = -2
"""The cause of a change that no rule made but control."""


def is_by_control(record: Record) -> bool:
    """Return whether control did it: a ruling, or what it overruled."""
    return record.kind == "chaired" or any(note[0] == "ruled" for note in record.notes)


def reason_of(record: Record) -> str:
    """Return why control did something, "" when it was not control or it said nothing."""
    return next((str(note[2]) for note in record.notes if note[0] == "ruled"), "")


def decided(record: Record) -> str:
    """Return the bands that control decided in what happened, and why it did something; "" for most."""
    picked = "".join(
        _(" [control decided {check}: {band}]").format(check=note[2], band=note[3])
        for note in record.notes
        if note[0] == "band"
    )
    picked += "".join(
        _(" [control counted reasons: {pros} for, {cons} against]").format(pros=note[2], cons=note[3])
        for note in record.notes
        if note[0] == "weighed"
    )
    why = reason_of(record)
    return f"{picked} ({why})" if why else picked


def who(book: Book, record: Record) -> str:
    """Return the title of the role that acted."""
    return book.role_titles[record.role] if record.role != NOBODY else _("Nobody")


def added(_book: Book, _record: Record) -> str:
    """Return the headline of a number that control changed."""
    return _("By control")


def gave(book: Book, record: Record) -> str:
    """Return the headline of an order that control gave."""
    return _("Control gives an order for {role}").format(role=who(book, record))


def took(book: Book, record: Record) -> str:
    """Return the headline of orders that control took back."""
    return _("Control takes back sealed orders of {role}").format(role=who(book, record))


def banded(_book: Book, record: Record) -> str:
    """Return the headline of a band that control picked."""
    note = next(note for note in record.notes if note[0] == "picks")
    return _("Control picks the band of the next check {check}: {band}").format(check=note[2], band=note[3])


def styled(book: Book, record: Record) -> str:
    """Return the headline of a kind of order that is adjudicated otherwise from here on."""
    note = next(note for note in record.notes if note[0] == "style")
    return _("Control adjudicates {order}: {style}").format(order=title_of(book, note[2]), style=note[3])


def chaired(_book: Book, record: Record) -> str:
    """Return the headline of control that sits down to decide, or gets up."""
    sits = any(part == "pending" and key == "chair" and after for part, key, _before, after in record.moves)
    return _("Control takes the chair") if sits else _("Control leaves the chair: the rules decide")


def halted(book: Book, record: Record) -> str:
    """Return the headline of a motion or promise that waits for control."""
    return _("Control is to decide: {what}").format(what=title_of(book, record.rule))


def settled(_book: Book, record: Record) -> str:
    """Return the headline of one check of several that control decided."""
    note = next(note for note in record.notes if note[0] == "settles")
    said = {"check": note[2], "band": note[3], "title": note[4]}
    if note[3]:
        return _("Control decides the check {check} of {title}: {band}").format(**said)
    return _("Control lets the dice decide the check {check} of {title}").format(**said)


def adjudged(book: Book, record: Record) -> str:
    """Return the headline of an order or answer whose check was decided: in words."""
    title = next(str(note[2]) for note in record.notes if note[0] == "title")
    return _("{role}: {order}").format(role=who(book, record), order=title)


def excepted(book: Book, record: Record) -> str:
    """Return the headline of an exception that control granted."""
    if not record.rule:
        said = _("Control grants {role} an exception: the next order needs no condition, limit or cost")
        return said.format(role=who(book, record))
    said = _("Control grants {role} an exception: {order} needs no condition, limit or cost")
    return said.format(role=who(book, record), order=book.titles[record.rule])
