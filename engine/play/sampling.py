"""One legal order at random, without listing the others: drawn left to right, and judged.

Only where the judge refuses again and again are all legal ones listed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..rules.events import NOBODY, Given
from ..rules.ruleset import Memo, Phase, Term, Values
from ..rules.ruleset import Order as Rule
from ..rules.words import ACCEPT, DECLINE, OFFER
from . import deals, legality
from .book import PASS
from .course import Course

_T = TypeVar("_T")
Chance = Callable[[], float]
"""Gives an even fraction each time: the `random` of `random.Random`, and of whatever has one."""

_TRIES = 12
_ONE_OR_TWO = (range(1), range(2))
_ATTACHED = 0.3  # how likely each condition is attached


def some_order(course: Course, role: int, phase: Phase, random: Chance) -> Given:
    """Return a legal order of a role that is awaited in the phase; each can come, conditions too."""
    left, (values, memo) = [*course.book.drawn_among[phase.index][role]], course.ground(role)
    while left:
        rule = left.pop(int(random() * len(left)))
        if isinstance(rule, str):
            given = _OWN[rule](course, role, random)
        elif rule.closed(values, memo, role) != -1:
            continue
        else:
            given = _of_rule(course, role, rule, random)
        if given is not None:
            return given
    return PASS


def _of_rule(course: Course, role: int, rule: Rule, random: Chance) -> Given | None:
    """Return a legal order of a rule that is not closed at random, None when there is none; each of them can come."""
    if rule.id in course.book.counted and legality.is_spent(course, role, rule):
        return None
    values, memo = course.ground(role)
    for _ in range(_TRIES):
        params = _drawn(rule.domains, values, memo, role, random)
        if params is not None and legality.accepts(course, role, rule, params):
            given: Given = (rule.id, params, _attached(course, role, rule, random) if rule.conditional else ())
            if not given[2]:
                course.judged = (course.moment, role, given)
            return given
    found = legality.legal(course, role, rule)
    if not found:
        return None
    return rule.id, tuple(one_of(found, random)), _attached(course, role, rule, random)


def one_of(found: Sequence[_T], random: Chance) -> _T:
    """Return one of them at random."""
    return found[int(random() * len(found))]


def _some_acceptance(course: Course, role: int, random: Chance) -> Given | None:
    return _some_answer(course, role, ACCEPT, random)


def _some_refusal(course: Course, role: int, random: Chance) -> Given | None:
    return _some_answer(course, role, DECLINE, random)


def _some_answer(course: Course, role: int, name: str, random: Chance) -> Given | None:
    """Return an answer of that name to one of the open deals, None when there is none."""
    found = list(deals.answers_open(course, role, (name,))) if course.state.deals else ()
    if not found:
        return None
    given = one_of(found, random)
    course.judged = (course.moment, role, given)
    return given


def _some_pass(course: Course, role: int, _random: Chance) -> Given | None:
    return None if legality.pass_refused(course, role) else PASS


def _some_offer(course: Course, role: int, random: Chance) -> Given | None:
    """Return an offer of one or two terms at random, None when none comes up in a few tries."""
    here, terms = course.state.top[4], tuple(course.rules.terms.values())
    others = [it for it in here if it != role]
    for _ in range(_TRIES):
        found, able = list[deals.One](), True
        for _ in one_of(_ONE_OR_TWO, random):
            giver, term = one_of(here, random), one_of(terms, random)
            params = _of_term(course, role, giver, term, random)
            if params is not None:
                found.append((giver, term.id, params))
                able = able and giver in term.order.may
        partner = one_of(others, random) if others and random() < _ATTACHED else NOBODY
        public = random() < _ATTACHED
        if not found or not able:
            continue  # as most often: the judge would say why
        given: Given = (OFFER, (int(public), 0, partner, tuple(found)), ())
        if not deals.refused(course, role, given):
            course.judged = (course.moment, role, given)
            return given
    return None


def _of_term(course: Course, role: int, giver: int, term: Term, random: Chance) -> tuple[int, ...] | None:
    """Return a term's parameters at random, None when there are none; another's as everybody knows it."""
    if giver == role:
        return _drawn(term.order.domains, *course.ground(role), giver, random)
    return _drawn(term.seen, course.state.values, course.state.memo, giver, random)


_OWN: dict[str, Callable[[Course, int, Chance], Given | None]] = {
    OFFER: _some_offer,
    ACCEPT: _some_acceptance,
    DECLINE: _some_refusal,
    PASS[0]: _some_pass,
}


def _drawn(domains: tuple[Any, ...], values: Values, memo: Memo, role: int, random: Chance) -> tuple[int, ...] | None:
    """Return a value from each domain, each seeing those before it; None when one is empty."""
    chosen: tuple[int, ...] = ()
    for domain in domains:
        found = domain(values, memo, role, *chosen)
        if not found:
            return None
        chosen = (*chosen, found[int(random() * len(found))])
    return chosen


def _attached(course: Course, role: int, rule: Rule, random: Chance) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return conditions at random, most often none."""
    phase = course.phase
    if not rule.conditional or phase is None or phase.mode != "sealed":
        return ()
    values, memo = course.ground(role)
    names = [name for name in rule.conditional if random() < _ATTACHED]
    drawn = [(name, _drawn(course.rules.conditions[name].domains, values, memo, role, random)) for name in names]
    return tuple((name, params) for name, params in drawn if params is not None)
