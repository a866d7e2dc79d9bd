"""What happened, in words, and who may be told of it: events for the log of control; `telling` has a role's news."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..rules.events import NOBODY, Given, Record
from ..rules.ruleset import Cause
from ..rules.ruleset import Order as Rule
from ..rules.run import Note
from ..rules.words import VOTE
from ..speech import _
from . import by_control, motions
from .book import ABOUT_DEALS, Book
from .by_control import who
from .orders import Order, made
from .projection import CONTROL, Slot, projection_of
from .readings import Change


class Event:
    """What happened: who, by which rule, and the changes it made; its parts are named when asked for."""

    __slots__ = ("_book", "record")

    _book: Book
    record: Record

    @property
    def number(self) -> int:
        """Its place in the log, from 1."""
        return self.record.number

    @property
    def turn(self) -> int:
        """The turn in which it happened."""
        return self.record.turn

    @property
    def phase(self) -> str:
        """The id of the phase, "" at the start of a turn."""
        return phase_id(self._book, self.record.phase)

    @property
    def kind(self) -> str:
        """What sort of event: see `engine.rules.events.Record`."""
        return self.record.kind

    @property
    def role(self) -> str | None:
        """The id of the role that acted."""
        return None if self.record.role == NOBODY else self._book.role_ids[self.record.role]

    @property
    def rule(self) -> str:
        """The id of the entry that did it."""
        return self.record.rule

    @property
    def order(self) -> Order | None:
        """The order that was given."""
        return None if self.record.order is None else made(self._book, self.record.order)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The numbers that changed, and why."""
        return tuple(change_of(self._book, change) for change in self.record.changes)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What else was noted: said, drawn, scheduled, asked."""
        return self.record.notes

    @property
    def headline(self) -> str:
        """What happened, without its changes."""
        return headline(self._book, self.record)

    @property
    def title(self) -> str:
        """The order that was given in words, with the conditions under which it was sealed; "" without one."""
        return in_full(self._book, self.record)

    @property
    def by_control(self) -> bool:
        """Whether control did it: a ruling, or what it overruled."""
        return by_control.is_by_control(self.record)

    @property
    def reason(self) -> str:
        """Why control did it, "" when it was not control or it said nothing; for control only."""
        return by_control.reason_of(self.record)

    @property
    def text(self) -> str:
        """A sentence for the log of control."""
        return self._told([f"{it.name} {change}" for it, change in self._moved()], ", ")

    @property
    def words(self) -> str:
        """The same with its numbers by their titles."""
        return self._told([f"{it.title} {change}" for it, change in self._moved()], "; ")

    def _moved(self) -> Iterator[tuple[Slot, str]]:
        slots = projection_of(self._book, CONTROL).by_place
        for place, before, after, _cause in self.record.changes:
            it = slots[place]
            yield it, f"{it.text(before)} → {it.text(after)}"

    def _told(self, changes: list[str], between: str) -> str:
        head = for_control(self._book, self.record)
        return f"{head}: {between.join(changes)}." if changes else f"{head}."

    def to_json(self) -> list[Any]:
        """Return what a journal keeps."""
        return self.record.to_json()

    def __eq__(self, other: object) -> bool:
        return self.record == other.record if isinstance(other, Event) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        return f"<Event {self.number}: {self.text}>"


def event_of(book: Book, record: Record) -> Event:
    """Return the event that a record keeps."""
    event = Event()
    event._book = book
    event.record = record
    return event


def phase_id(book: Book, position: int) -> str:
    """Return the id of a phase, "" when it is none."""
    return book.rules.phases[position].id if 0 <= position < len(book.rules.phases) else ""


def phase_title(book: Book, position: int) -> str:
    """Return the title of a phase, "" when it is none."""
    return book.rules.phases[position].title if 0 <= position < len(book.rules.phases) else ""


def cause_of(book: Book, cause: int, place: int) -> Cause:
    """Return why a number changed: without a rule of its own by control, or because its track lasts no longer."""
    if cause >= 0:
        return book.rules.causes[cause]
    track = book.rules.track_at(place)[0]
    return Cause(section="control" if cause == by_control.BY_CONTROL else "lasts", entry=track.id, place=track.place)


def change_of(book: Book, change: tuple[int, int, int, int]) -> Change:
    """Return a change with names."""
    place, before, after, cause = change
    track, positions = book.rules.track_at(place)
    ids = tuple(str(book.member(it.root, at)) for it, at in zip(track.indices, positions, strict=True))
    return Change(track=track.id, indices=ids, before=before, after=after, cause=cause_of(book, cause, place))


def order_title(book: Book, role: int, given: Given, notes: tuple[Note, ...] = ()) -> str:
    """Return an order in words, as its title read when it was given."""
    name, params, _conditions = given
    if name == "pass":
        return _("pass")
    if name == "choose":
        event = book.rules.events[params[0]]
        return next((it.title for it in event.choices if it.id == params[1]), str(params[1]))
    if name in ABOUT_DEALS:
        return str(notes[0][-1]) if notes else name
    rule = book.rules.orders[name]
    noted = next((str(note[2]) for note in notes if note[0] == "title"), "")
    if rule.motion:
        return noted or _about_motion(book, rule, params)
    if rule.title_reads_state:
        title = noted or book.titles[name]
    else:
        title = str(rule.name_of(list(book.rules.start), {}, role, *params))
    return _("Argues: {effect}").format(effect=title) if rule.argues else title


def _about_motion(book: Book, rule: Rule, params: tuple[int, ...]) -> str:
    """Return an order that tables a motion or votes on it in words, without what the motion was filled with."""
    title = book.motion_titles[rule.motion]
    return motions.ballot_words(params[0], title) if rule.kind == VOTE else _("Tables: {motion}").format(motion=title)


def headline(book: Book, record: Record) -> str:
    """Return what happened, without its changes."""
    written = _HEADLINES.get(record.kind)
    return record.kind if written is None else written(book, record)


def for_control(book: Book, record: Record) -> str:
    """Return what happened, with what control decided of it, and why."""
    return headline(book, record) + by_control.decided(record)


def titled(book: Book, record: Record) -> str:
    """Return the order that was given in words, "" without one."""
    return "" if record.order is None else order_title(book, record.role, record.order, record.notes)


def in_full(book: Book, record: Record) -> str:
    """Return the order that was given in words, with the conditions under which it was sealed; "" without one."""
    title, order = titled(book, record), record.order
    if order is None or record.kind != "sealed" or not order[2]:
        return title
    return f"{title}, {book.conditions_in_words(record.role, order)}"


def ordered(book: Book, record: Record) -> str:
    """Return who gave which order, in words."""
    return _("{role}: {order}").format(role=who(book, record), order=titled(book, record))


def _event_title(book: Book, record: Record) -> str:
    return book.rules.events[record.rule].title


def ending_title(book: Book, name: str) -> str:
    """Return how the game ended, in a sentence."""
    ending = book.rules.endings.get(name)
    return _("The game is over") if ending is None else _("The game ends: {title}").format(title=ending.title)


def _solved(_book: Book, record: Record) -> str:
    note = next(note for note in record.notes if note[0] == "solve")
    which, least, greatest = note[2:5]
    return _("Conditions settled ({which}): {least} hold if all wait, {greatest} if all trust").format(
        which=which, least=least, greatest=greatest
    )


_HEADLINES: dict[str, Callable[[Book, Record], str]] = {
    "order": ordered,
    "sealed": lambda book, it: _("{role} seals: {order}").format(role=who(book, it), order=in_full(book, it)),
    "passed": lambda book, it: _("{role} passes").format(role=who(book, it)),
    "taken_back": lambda book, it: _("{role} took sealed orders back").format(role=who(book, it)),
    "defaulted": lambda book, it: _("{role} said nothing, so the default stands").format(role=who(book, it)),
    "turn": lambda _book, it: _("Turn {turn} begins").format(turn=it.turn),
    "phase": lambda book, it: _("{phase} begins").format(phase=phase_title(book, it.phase)),
    "opened": lambda book, it: _("{procedure} begins").format(procedure=book.rules.procedures[it.rule].title),
    "closed": lambda book, it: _("{procedure} is over").format(procedure=book.rules.procedures[it.rule].title),
    "reveal": lambda _book, _record: _("Sealed orders are paid for"),
    "solve": _solved,
    "deal": lambda _book, it: str(it.notes[0][-1]),
    "promise": lambda _book, it: str(it.notes[0][-1]),
    "lapsed": lambda _book, _record: _("Offers that nobody took up lapse"),
    "watched": lambda _book, _record: _("Promises are looked at"),
    "motion": lambda book, it: motions.said(book, next(note for note in it.notes if note[0] == "motion")),
    "after": lambda book, it: _("{phase} is judged").format(phase=phase_title(book, it.phase)),
    "event": _event_title,
    "inject": lambda book, it: _("Inject: {inject}").format(inject=_event_title(book, it)),
    "improvised": lambda _book, it: _("Inject of control: {inject}").format(inject=slip_title(it)),
    "worded": lambda book, it: _("Control words the inject {inject}").format(inject=_event_title(book, it)),
    "judged": lambda book, it: _("The argument of {role} is judged: {effect}").format(
        role=who(book, it), effect=book.titles[it.rule]
    ),
    "chaired": by_control.chaired,
    "held": lambda book, it: _("Control holds the inject {inject}").format(inject=_event_title(book, it)),
    "skipped": lambda book, it: _("Control skips the inject {inject}").format(inject=_event_title(book, it)),
    "armed": lambda book, it: _("Control arms the inject {inject}").format(inject=_event_title(book, it)),
    "styled": by_control.styled,
    "halted": by_control.halted,
    "settled": by_control.settled,
    "adjudged": by_control.adjudged,
    "answered": by_control.adjudged,
    "added": by_control.added,
    "gave": by_control.gave,
    "took": by_control.took,
    "banded": by_control.banded,
    "excepted": by_control.excepted,
    "asked": lambda book, it: _("{role} is asked: {event}").format(event=_event_title(book, it), role=who(book, it)),
    "choice": lambda book, it: _("{role} answered {event}: {answer}").format(
        role=who(book, it), event=_event_title(book, it), answer=titled(book, it)
    ),
    "dealt": lambda book, it: _("Sealed objective of {role}: {objective}").format(
        role=who(book, it), objective=book.rules.objectives[it.rule].title
    ),
    "ending": lambda book, it: ending_title(book, it.rule),
}


BROUGHT = ("inject", "improvised")
"""Kinds of records that are slips for those to whom they are addressed."""

_TOLD = ("deal", "promise")  # known to those who are told of it first of all


def is_known(book: Book, record: Record, role: int) -> bool:
    """Return whether a role may be told what happened: all but others' secret orders and answers."""
    if record.role == role:
        return True
    if record.kind in _TOLD:
        return any(note[0] == "say" or role in note[2] for note in record.notes[:1])
    if record.kind in ("order", "adjudged"):
        return not book.rules.orders[record.rule].secret
    if record.kind in ("judged", "added"):
        return True
    if record.kind in BROUGHT:
        return any(is_addressed(book, note, role) for note in record.notes if note[0] == "inject")
    return record.kind in ("phase", "after", "event", "reveal", "solve", "turn", "motion", "opened", "closed")


def slip_title(record: Record) -> str:
    """Return the title of an inject of control's own."""
    return next((str(note[2]) for note in record.notes if note[0] == "inject"), "")


def is_addressed(book: Book, note: Note, role: int) -> bool:
    """Return whether a role is told an inject; when all are, a screen for all tells it too."""
    return role in note[3] or len(note[3]) == len(book.role_ids)
