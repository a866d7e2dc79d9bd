"""Several people in control of one table: who acts on what has changed meanwhile is refused, and told what came first.

A command may say up to which step of the journal its writer has seen (`Past.seen`). Steps are counted and not events,
since after a rewind the numbers of events come again, and since much of what control does makes no event.
Source: optimistic expected numbers; the answer names the event that won (dossier, reliability 2.10).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, local

from ..language.text import clean
from ..play.book import Book
from ..play.narration import event_of
from ..problems import Refused
from ..speech import _
from .branches import Named, Rewound, Switched
from .capture import Explained, Foretold, Noted, Questioned, Settled
from .clock import Clocked
from .injects import Improvised, Prepared, Worded
from .messages import Asked, Pressed, Replied, Written
from .overruling import Overruled
from .resuming import Past
from .seats import MOST_NAME
from .steps import Bookmarked, Defaulted, Drafted, Entry, Ordered, Ruled, Seated, Step, TakenBack

Subject = tuple[str, object]
"""What a step acts on: a word for the sort, and which."""

_COURSE: Subject = ("course", "")
_PHASE: Subject = ("phase", "")
_PROCEDURE: Subject = ("procedure", "")
_INJECTS = ("fire", "hold", "skip", "arm")
_SAID = (Written, Asked, Replied, Explained, Foretold, Noted, Questioned, Settled)
_OF_EVENTS = {"opened": _PROCEDURE, "closed": _PROCEDURE, "phase": _PHASE, "turn": _PHASE}


class Conflict(Refused):
    """Something came first: on `line` of the journal, and `number` when it is an event, else 0."""

    def __init__(self, reason: str, line: int, number: int) -> None:
        super().__init__(reason)
        self.line = line
        self.number = number


class Guard:
    """Looks, before a command is done, at what its writer has not seen."""

    __slots__ = ("_hand", "_lock", "_past", "_seen")

    def __init__(self, past: Past, lock: RLock) -> None:
        self._past = past
        self._lock = lock
        self._seen: int | None = None
        self._hand = local()  # several people in control give their commands each in a thread of their own

    @property
    def who(self) -> str:
        """Who in control gives the command that is done now, "" for nobody who said a name."""
        return str(getattr(self._hand, "name", ""))

    @contextmanager
    def given_by(self, who: str) -> Iterator[None]:
        """Let the commands given inside of the block bear somebody's name; "" for those of a seat."""
        before, self._hand.name = self.who, clean(who, most=MOST_NAME).strip()
        try:
            yield
        finally:
            self._hand.name = before

    @contextmanager
    def having_seen(self, step: int) -> Iterator[None]:
        """Let the one command given inside of the block be that of somebody who has seen the journal up to a step.

        Raises: Conflict: something came first with which it conflicts; it was not done.
        """
        with self._lock:
            self._seen = step
            try:
                yield
            finally:
                self._seen = None

    def look(self, step: Step) -> None:
        """Refuse a step that conflicts with what its writer has not seen; what follows from it is not looked at."""
        seen, self._seen = self._seen, None
        if seen is None or seen >= self._past.seen:
            return
        for entry in self._past.since(seen):
            if self._conflicts(step, entry):
                number = entry.records[0].number if entry.records else 0
                raise Conflict(self._told(entry, number), entry.line, number)

    def _conflicts(self, step: Step, entry: Entry) -> bool:
        """Return whether a step must not be done by somebody who has not seen an entry."""
        if isinstance(step, Rewound) and step.to < self._past.number:  # nobody undoes what they have not seen
            return bool(entry.records) or isinstance(entry.step, (Rewound, Switched, *_SAID))
        return not set(_about(step)).isdisjoint(_touched(entry, self._past.scenario.book))

    def _told(self, entry: Entry, number: int) -> str:
        look = _("Look at it, then say it again.")
        look = _("It was {who}. {look}").format(who=entry.control, look=look) if entry.control else look
        if number and not isinstance(entry.step, (Rewound, Switched)):
            event = event_of(self._past.scenario.book, entry.records[0])
            said = _("Event {number} came first: {text} {look}")
            return said.format(number=number, text=event.words, look=look)
        said = _("Step {line} of the journal came first: {text}. {look}")
        return said.format(line=entry.line, text=_words(entry.step), look=look)


def _touched(entry: Entry, book: Book) -> Iterator[Subject]:
    """Yield what a step and what came of it changed."""
    if isinstance(entry.step, (Rewound, Switched)):
        yield _COURSE
        return
    yield from (it for it in _about(entry.step) if it not in (_COURSE, _PHASE))
    for record in entry.records:
        if record.kind in _OF_EVENTS:
            yield _OF_EVENTS[record.kind]
        if record.kind == "inject":
            yield ("inject", record.rule)
        yield from (("number", change.name) for change in event_of(book, record).changes)


def _about(step: Step) -> Iterator[Subject]:
    """Yield what a step acts on: who has not seen that any of it changed must look first."""
    if isinstance(step, (Rewound, Switched)) or not (step.stays or isinstance(step, _SAID)):
        yield _COURSE
    match step:
        case Ruled(ruling="open"):
            yield _PROCEDURE
        case Ruled(ruling="settle"):  # whatever is decided, it is what waits now
            yield ("ruling", "settle")
        case Overruled(ruling="add", what=what):
            yield ("number", what.rpartition(" ")[0].strip())
        case Overruled(ruling=ruling, what=what):
            yield (ruling, what)
        case Worded(inject=inject) | Prepared(inject=inject) | Improvised(inject=inject):
            yield ("inject", inject)
        case Ruled(ruling=ruling, what=what):
            yield ("inject" if ruling in _INJECTS else "ruling", what.partition(" ")[0])
        case Ordered(role=role) | TakenBack(role=role):
            yield ("orders", role)
        case Defaulted(role=role):
            yield from (_PHASE, ("orders", role))
        case Drafted(role=role):
            yield ("draft", role)
        case Seated(role=role):
            yield ("seat", role)
        case Bookmarked(number=number):
            yield ("mark", number)
        case Named(branch=number):
            yield ("branch", number)
        case Clocked():
            yield ("clock", "")
        case Pressed():
            yield ("press", "")
        case Replied(request=number):
            yield from (_COURSE, ("request", number))
        case Settled(question=number):
            yield from (_COURSE, ("question", number))


def _words(step: Step) -> str:
    """Return in words what was done that is no event."""
    match step:
        case Rewound(to=number):
            return _("the game was taken back to event {number}").format(number=number)
        case Switched(branch=number):
            return _("the game goes on on branch {number}").format(number=number)
        case Named(branch=number):
            return _("branch {number} was named").format(number=number)
        case Seated(role=role):
            return _("the seat {role} changed hands").format(role=role)
        case Bookmarked(number=number):
            return _("the mark of event {number} was changed").format(number=number)
        case Clocked():
            return _("the clock was turned")
        case Pressed():
            return _("the press was changed")
        case Replied(request=number):
            return _("request {number} was answered").format(number=number)
        case Settled(question=number):
            return _("question {number} was settled").format(number=number)
    return _("something was written down ({kind})").format(kind=step.do)
