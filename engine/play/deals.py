"""Deals: offered, accepted, declined; struck when all parties have accepted, and then done in one piece.

Who offers knows of another's terms only what everybody can see; whether its giver can give them shows when it
accepts. What each party calls a deal is its own count of the deals it knows of, so that no number tells of others.
Source: transfers bind at once, promises bind honour (dossier, practice 1.2 and 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..language.styles import RIGID
from ..problems import Refused
from ..rules.events import NOBODY, Given, Move, Record
from ..rules.run import Run
from ..rules.words import ACCEPT, DECLINE, OFFER, TERM
from ..speech import _
from . import halting
from .book import shortened, suggestion
from .course import Course
from .open_deals import Deal as Deal
from .open_deals import One as One
from .open_deals import as_party, called, open_deals
from .open_deals import known as known
from .open_deals import to_answer as to_answer
from .orders import Order, Value
from .styles import is_asked, style_of

MOST_TERMS = 8


# -- as orders -------------------------------------------------------------------------------------


def read(course: Course, order: Order) -> Given:
    """Return an offer or an answer as the rules know it, not yet judged.

    Raises: Refused: it is not written as one.
    """
    if order.conditions:
        raise Refused(_("{name} takes no conditions.").format(name=order.name))
    if order.name != OFFER:
        if set(order.params) != {"deal"} or type(order.params["deal"]) is not int or order.terms:
            raise Refused(_("{name} needs the number of a deal, as in: {name} deal=3").format(name=order.name))
        return order.name, (order.params["deal"],), ()
    return OFFER, _offer(course, order), ()


def _offer(course: Course, order: Order) -> tuple[Any, ...]:
    book, params = course.book, order.params
    extra = next((name for name in params if name not in ("public", "answers", "partner")), None)
    if extra is not None:
        said = _("offer has no parameter {extra}; it takes public, answers, partner and terms.")
        raise Refused(said.format(extra=shortened(extra)))
    public, answers = params.get("public", "no"), params.get("answers", 0)
    if public not in ("yes", "no") or type(public) is not str:
        raise Refused(_("offer: public is yes or no, not {value}.").format(value=shortened(public)))
    if type(answers) is not int:
        raise Refused(_("offer: answers is the number of a deal, not {value}.").format(value=shortened(answers)))
    partner = _role(course, params["partner"]) if params.get("partner") is not None else NOBODY
    if not 1 <= len(order.terms) <= MOST_TERMS:
        raise Refused(_("A deal has 1 to {most} terms, as in: offer kyiv: pay n=2").format(most=MOST_TERMS))
    terms = []
    for giver, name, given in order.terms:
        term = course.rules.terms.get(name) if type(name) is str else None
        if term is None:
            hint = suggestion(name, course.rules.terms)
            raise Refused(_("There is no term {name}.{hint}").format(name=shortened(name), hint=hint))
        terms.append((_role(course, giver), name, book.read(term.title, term.order.parameters, given)))
    return int(public == "yes"), answers, partner, tuple(terms)


def _role(course: Course, role: Value) -> int:
    found = course.book.role_at.get(role) if type(role) is str else None
    if found is None:
        hint = suggestion(role, course.book.role_ids)
        raise Refused(_("There is no role {role}.{hint}").format(role=shortened(role), hint=hint))
    return found


def parties_of(course: Course, by: int, partner: int, terms: tuple[One, ...]) -> tuple[int, ...]:
    """Return whose deal it is: who offers it and its partner, who gives, and whom a term names."""
    found, naming = {by, partner}, course.book.naming
    for giver, name, params in terms:
        found.add(giver)
        for position in naming[name]:
            found.add(params[position])
    found.discard(NOBODY)
    return tuple(sorted(found))


def refused(course: Course, role: int, given: Given) -> str:
    """Return why a role that is awaited may not give an offer or an answer now, or ""."""
    phase = course.phase
    if phase is None:
        return _("There is a question to answer first.")
    if not phase.deals:
        return _("Deals are not made in this phase.")
    if given[0] != OFFER:
        return _answer_refused(course, role, *given[:2])
    _public, answers, partner, terms = given[1]
    if len(set(terms)) != len(terms):
        return _("The same term stands in it twice.")
    parties = parties_of(course, role, partner, terms)
    if len(parties) < 2:
        return _("A deal is between two roles or more: name another giver, or a partner.")
    here = course.state.top[4]
    for party in parties:
        if party not in here:
            return _("{role} has no part in this phase.").format(role=course.book.role_titles[party])
    if answers and called(course, role, answers) is None:
        return _("There is no open deal {number}.").format(number=answers)
    return _offered_already(course, role, given[1], parties) or next(
        filter(None, (objection(course, role, *term) for term in terms)), ""
    )


def _offered_already(course: Course, role: int, offer: tuple[Any, ...], parties: tuple[int, ...]) -> str:
    terms = set(offer[3])
    for number, it in as_party(course, role):
        if it.parties == parties and set(it.terms) == terms:
            return _("That is offered already: it is deal {number}.").format(number=number)
    if ("phase", role, OFFER, _same(offer)) in course.state.used:
        return _("You have offered that in this phase already.")
    return ""


def _same(offer: tuple[Any, ...]) -> tuple[int, tuple[One, ...]]:
    """Return by what two offers are the same: the partner, and the terms in one order."""
    return offer[2], tuple(sorted(offer[3]))


def objection(course: Course, by: int, giver: int, name: str, params: tuple[int, ...]) -> str:
    """Return why a term may not be offered, as far as the one who offers it may know, or ""."""
    if giver == by:
        return own_objection(course, giver, name, params)
    term, values, memo = course.rules.terms[name], course.state.values, course.state.memo
    order = term.order
    if giver not in order.may or (order.by is not None and not order.by(values, memo, giver)):
        return _cannot(course, giver, name)
    number = term.objection(values, memo, giver, *params)
    if number == -1:
        return ""
    cannot = _cannot(course, giver, name)
    return f"{cannot} {order.reason(values, memo, giver, number, *params)}" if number in term.told else cannot


def own_objection(course: Course, giver: int, name: str, params: tuple[int, ...]) -> str:
    """Return why a role may not give a term now, as it knows itself, or ""."""
    order = course.rules.terms[name].order
    values, memo = course.ground(giver)
    if giver not in order.may or (order.by is not None and not order.by(values, memo, giver)):
        return _cannot(course, giver, name)
    number = order.refusal(values, memo, giver, *params)
    return "" if number == -1 else str(order.reason(values, memo, giver, number, *params))


def _cannot(course: Course, giver: int, name: str) -> str:
    said = _("{role} cannot promise that: {term}.")
    return said.format(role=course.book.role_titles[giver], term=course.rules.terms[name].title)


def _answer_refused(course: Course, role: int, name: str, params: tuple[Any, ...]) -> str:
    found = called(course, role, params[0])
    if found is None:
        return _("There is no open deal {number}.").format(number=shortened(params[0]))
    return _answer_objection(course, role, name, params[0], found[1])


def _answer_objection(course: Course, role: int, name: str, number: int, deal: Deal) -> str:
    if role not in deal.parties:
        return _("You are no party to deal {number}.").format(number=number)
    if name == DECLINE:
        return ""
    if role in deal.accepted:
        return _("You have accepted deal {number}.").format(number=number)
    return next(filter(None, (own_objection(course, *term) for term in deal.terms if term[0] == role)), "")


def knowers_of(course: Course, role: int, given: Given) -> tuple[int, ...]:
    """Return the roles that learn of a legal offer or answer: they may act upon it."""
    if given[0] != OFFER:
        return _deal_of(course, role, given)[1].knowers
    public, _answers, partner, terms = given[1]
    return tuple(range(len(course.book.role_ids))) if public else parties_of(course, role, partner, terms)


def _deal_of(course: Course, role: int, given: Given) -> tuple[int, Deal]:
    """Return what a legal answer is about."""
    found = called(course, role, given[1][0])
    assert found is not None, given
    return found


# -- what they do ----------------------------------------------------------------------------------


def act(course: Course, role: int, given: Given, moves: list[Move]) -> Record:
    """Return what a legal offer or answer does; its changes stand in the values."""
    run = course.run()
    if given[0] == OFFER:
        _made(course, role, given[1], run, moves)
    else:
        key, deal = _deal_of(course, role, given)
        if given[0] == DECLINE:
            _tell(
                course,
                deal,
                run,
                _("{role} declines: {deal}").format(role=_who(course, role), deal=words(course, deal)),
            )
            moves.append(("deals", key, tuple(deal), None))
        else:
            _accepted(course, role, key, deal, run, moves)
    return course.record("deal", moves, role, given[0], given, run)


def _made(course: Course, role: int, offer: tuple[Any, ...], run: Run, moves: list[Move]) -> None:
    public, answers, partner, terms = offer
    heard, parties = course.state.heard, parties_of(course, role, partner, terms)
    key, knowers = heard.get(NOBODY, 0) + 1, knowers_of(course, role, (OFFER, offer, ()))
    numbers = tuple((it, heard.get(it, 0) + 1) for it in knowers)
    answered = called(course, role, answers) if answers else None
    first = 0 if answered is None else answered[0]
    deal = Deal(role, public, first, parties, tuple(terms), (role,), numbers)
    moves += [("heard", it, heard.get(it), number) for it, number in ((NOBODY, key), *numbers)]
    moves.append(("deals", key, None, tuple(deal)))
    same = ("phase", role, OFFER, _same(offer))
    moves.append(("used", same, course.state.used.get(same), 1))
    said = _("{role} offers: {deal}") if not answers else _("{role} offers instead: {deal}")
    _tell(course, deal, run, said.format(role=_who(course, role), deal=words(course, deal)))


def _accepted(course: Course, role: int, key: int, deal: Deal, run: Run, moves: list[Move]) -> None:
    lacks = len(deal.accepted) + 1 < len(deal.parties)
    waits = [] if lacks else _held(course, role, key, deal)
    if not lacks and not waits:
        moves += strike(course, role, key, run)
        return
    said = _("{role} accepts: {deal}").format(role=_who(course, role), deal=words(course, deal))
    _tell(course, deal, run, said)
    moves += [("deals", key, tuple(deal), tuple(deal._replace(accepted=(*deal.accepted, role)))), *waits]


def _held(course: Course, role: int, key: int, deal: Deal) -> list[Move]:
    """Return the move by which a deal waits for control to decide a check of it; [] when it does not."""
    if not any(is_asked(course, f"{TERM}.{name}") for _giver, name, _params in deal.terms):
        return []
    title = _("Deal ({terms})").format(terms=words(course, deal))
    return halting.held(
        course, role, halting.DEAL, (key,), RIGID, title, lambda ahead, run: strike(ahead, role, key, run)
    )


def strike(course: Course, role: int, key: int, run: Run) -> list[Move]:
    """Do what a deal does that all have accepted, or let it fail; what it wrote stands in the values."""
    deal = Deal(*course.state.deals[key])
    moves: list[Move] = [("deals", key, tuple(deal), None)]
    lacking = _done(course, role, deal, run)
    if lacking:
        course.undo(run.changes)
        course.run()  # the same one, begun anew
        _tell(course, deal, run, _("The deal fails: {reason}").format(reason=lacking))
        return moves
    moves += _settled_with(course, key, run)
    for n, (giver, name, params) in enumerate(deal.terms):
        status = "open" if course.rules.terms[name].promise is not None else "done"
        entry = (giver, name, params, deal.knowers, deal.public, course.state.values[0], status, 0, 0)
        moves.append(("ledger", (key, n), None, entry))
    return moves


def _settled_with(course: Course, key: int, run: Run) -> list[Move]:
    """Close what a deal that is struck answers, what answers it, and all that these led to or came from."""
    moves, offers, exchange = list[Move](), dict(open_deals(course)), {key}
    links = [{other, it.answers} for other, it in offers.items() if it.answers]
    for _link in links:
        exchange = exchange.union(*(link for link in links if link & exchange))
    for other, it in offers.items():
        if other != key and other in exchange:
            _tell(course, it, run, _("Lapsed: {deal}").format(deal=words(course, it)))
            moves.append(("deals", other, tuple(it), None))
    return moves


def _done(course: Course, role: int, deal: Deal, run: Run) -> str:
    """Do all that a deal does at once; return why it fails, or ""."""
    values, memo = course.state.values, course.state.memo
    for giver, name, params in deal.terms:
        if own_objection(course, giver, name, params):
            return _cannot(course, giver, name)
    said = _("Struck, as {role} accepts: {deal}")
    _tell(course, deal, run, said.format(role=_who(course, role), deal=words(course, deal)))
    for giver, name, params in deal.terms:
        if run.ruling is not None:
            run.ruling.style = style_of(course, f"{TERM}.{name}")
        course.rules.terms[name].order.do(values, memo, run, giver, *params)
        if any(note[0] == "lack" for note in run.notes):
            said = _("{role} cannot give in full: {term}.")
            return said.format(role=_who(course, giver), term=term_words(course, giver, name, params))
    return ""


def _tell(course: Course, deal: Deal, run: Run, text: str) -> None:
    """Note what happened to a deal, for all who know of it."""
    cause = course.rules.terms[deal.terms[0][1]].order.cause
    if deal.public:
        run.say(cause, text)
    else:
        run.tell(cause, deal.knowers, text)


def lapse(course: Course) -> None:
    """Close the deals that nobody has struck by the end of the phase."""
    run, moves = course.run(), list[Move]()
    for key, deal in open_deals(course):
        _tell(course, deal, run, _("Lapsed: {deal}").format(deal=words(course, deal)))
        moves.append(("deals", key, tuple(deal), None))
    course.stand(course.record("lapsed", moves, run=run))


# -- in words --------------------------------------------------------------------------------------


def _who(course: Course, role: int) -> str:
    return course.book.role_titles[role]


def term_words(course: Course, giver: int, name: str, params: tuple[int, ...]) -> str:
    """Return a term in words, without its giver."""
    return str(course.rules.terms[name].name_of(course.state.values, course.state.memo, giver, *params))


def words(course: Course, deal: Deal) -> str:
    """Return a deal in words: who gives what."""
    return terms_words(course, deal.terms)


def terms_words(course: Course, terms: tuple[One, ...]) -> str:
    """Return terms in words: who gives what."""
    return "; ".join(f"{_who(course, giver)}: {term_words(course, giver, name, it)}" for giver, name, it in terms)


def answer_words(course: Course, role: int, name: str, number: object) -> str:
    """Return an answer in words."""
    found = known(course, role).get(number) if type(number) is int else None
    deal = words(course, found[1]) if found is not None else _("deal {number}").format(number=number)
    return (_("Accepts {deal}") if name == ACCEPT else _("Declines {deal}")).format(deal=deal)


def answers_open(course: Course, role: int, names: tuple[str, ...] = (ACCEPT, DECLINE)) -> Iterator[Given]:
    """Yield the answers that a role may give now: to accept each open deal, then to decline it."""
    mine = as_party(course, role)
    for name in names:
        for number, deal in mine:
            if not _answer_objection(course, role, name, number, deal):
                yield name, (number,), ()
