"""Promises of deals: looked at when a turn ends, kept or broken, and written into the ledger.

All that are due are looked at on the same state first; then what follows happens, one promise after the other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..rules.events import Move
from ..rules.ruleset import TURN, Term
from ..rules.run import Run
from ..rules.words import TERM
from ..speech import _
from . import halting
from .course import Course
from .deals import Deal, known, term_words, terms_words, words
from .projection import CONTROL
from .readings import Entry, Offer
from .styles import is_asked, style_of

OPEN, KEEPING, BREAKING, KEPT, BROKEN, DONE = "open", "keeping", "breaking", "kept", "broken", "done"


class Line(NamedTuple):
    """A line of the ledger: a term of a deal that was struck.

    `status`: done (nothing was promised), open, keeping or breaking (seen, not yet told), kept, broken. `looked`: the
    turn at whose end it was looked at last, `held` how often it held.
    """

    giver: int
    term: str
    params: tuple[int, ...]
    knowers: tuple[int, ...]
    public: int
    turn: int
    status: str
    looked: int
    held: int


_STATUS, _LIVE = Line._fields.index("status"), (OPEN, KEEPING, BREAKING)


def judge(course: Course) -> bool:
    """Judge what is due at the end of this turn, one record at a time; return whether there was anything."""
    found = [it for it in course.state.ledger.items() if it[1][_STATUS] in _LIVE]
    lines = [(key, Line(*line)) for key, line in sorted(found)]
    seen = [it for it in lines if it[1].status in (KEEPING, BREAKING)]
    if seen:
        _settle(course, *seen[0])
        return True
    turn = course.state.values[TURN]
    due = [it for it in lines if it[1].status == OPEN and it[1].looked < turn]
    if due:
        moves: list[Move] = [("ledger", key, tuple(line), tuple(_looked(course, line, turn))) for key, line in due]
        course.stand(course.record("watched", moves))
    return bool(due)


def _looked(course: Course, line: Line, turn: int) -> Line:
    """Return the line after a look at what was promised."""
    term = course.rules.terms[line.term]
    assert term.promise is not None, line
    holds = bool(term.promise(course.state.values, course.state.memo, line.giver, *line.params))
    looked = line._replace(looked=turn, held=line.held + holds)
    return looked._replace(status=_status(term, looked, holds=holds))


def _status(term: Term, line: Line, *, holds: bool) -> str:
    looks = line.looked - line.turn + 1
    if term.lasts:
        return BREAKING if not holds else KEEPING if looks >= term.lasts else OPEN
    return KEEPING if holds else BREAKING if looks >= term.within else OPEN


def _settle(course: Course, key: tuple[int, int], line: Line) -> None:
    """Do what follows a promise that was kept or broken; or let it wait for control."""
    what = f"{TERM}.{line.term}"
    if is_asked(course, what):
        title, style = term_words(course, line.giver, line.term, line.params), style_of(course, what)
        waits = halting.held(
            course, line.giver, halting.PROMISE, key, style, title, lambda ahead, run: fulfil(ahead, key, run)
        )
        if waits:
            course.stand(course.record("halted", waits, rule=what))
            return
    run = course.run()
    moves = fulfil(course, key, run)
    course.stand(course.record("promise", moves, role=line.giver, rule=line.term, run=run))


def fulfil(course: Course, key: tuple[int, int], run: Run) -> list[Move]:
    """Tell of a promise that was kept or broken and do what follows; what it wrote stands in the values."""
    line = Line(*course.state.ledger[key])
    term, kept = course.rules.terms[line.term], line.status == KEEPING
    said = _("{role} kept its word: {term}") if kept else _("{role} broke its word: {term}")
    title = course.book.role_titles[line.giver]
    text = said.format(role=title, term=term_words(course, line.giver, line.term, line.params))
    if line.public:
        run.say(term.order.cause, text)
    else:
        run.tell(term.order.cause, line.knowers, text)
    effects = term.kept if kept else term.broken
    effects(course.state.values, course.state.memo, run, line.giver, *line.params)
    after = line._replace(status=KEPT if kept else BROKEN)
    return [("ledger", key, tuple(line), tuple(after))]


# -- as a seat sees them ---------------------------------------------------------------------------


def deals_of(course: Course, role: int) -> tuple[Offer, ...]:
    """Return the open deals that a role knows of, by what it calls them."""
    found = sorted(known(course, role).items()) if course.state.deals else ()
    return tuple(_offer(course, role, number, deal) for number, (_key, deal) in found)


def _offer(course: Course, role: int, number: int, deal: Deal) -> Offer:
    ids = course.book.named
    answered = course.state.deals.get(deal.answers)
    return Offer(
        number=number,
        by=course.book.role_ids[deal.by],
        public=bool(deal.public),
        answers=dict(Deal(*answered).numbers).get(role, 0) if answered is not None else 0,
        parties=ids[deal.parties],
        accepted=ids[deal.accepted],
        waits=role in deal.parties and role not in deal.accepted,
        title=words(course, deal),
        terms=tuple(
            (course.book.role_ids[giver], name, term_words(course, giver, name, params))
            for giver, name, params in deal.terms
        ),
        said=tuple(terms_words(course, (term,)) for term in deal.terms),
    )


def ledger_of(course: Course, role: int) -> tuple[Entry, ...]:
    """Return what was agreed as far as a role knows (control: all), and what became of it, oldest first."""
    lines = [Line(*line) for _key, line in sorted(course.state.ledger.items())]
    return tuple(_entry(course, line) for line in lines if role == CONTROL or role in line.knowers or line.public)


def _entry(course: Course, line: Line) -> Entry:
    term: Any = course.rules.terms[line.term]
    status = OPEN if line.status in (KEEPING, BREAKING) else line.status
    last = line.turn + (term.lasts or term.within) - 1
    return Entry(
        turn=line.turn,
        giver=course.book.role_ids[line.giver],
        term=line.term,
        title=term_words(course, line.giver, line.term, line.params),
        public=bool(line.public),
        status=status,
        until=last if term.promise is not None else 0,
    )
