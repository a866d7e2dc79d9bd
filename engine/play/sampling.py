"""One legal order at random, without listing the others: drawn left to right, and judged.

Only where the judge refuses again and again are all legal ones listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from ..rules.dice import Chances
from ..rules.events import NOBODY, Given
from ..rules.ruleset import Memo, Term, Values
from ..rules.ruleset import Order as Rule
from . import asking, deals, legality
from .course import Course

_T = TypeVar("_T")

_TRIES = 12
_ONE_OR_TWO = (range(1), range(2))
_ATTACHED = 0.3  # how likely each condition is attached


def sampled(course: Course, role: int, rule: Rule, rng: Chances) -> Given | None:
    """Return a legal order of a rule at random, None when there is none; each of them can come."""
    values, memo = course.ground(role)
    if rule.closed(values, memo, role) != -1:
        return None
    if rule.id in course.book.counted and legality.is_spent(course, role, rule):
        return None
    for _ in range(_TRIES):
        params = _drawn(rule.domains, values, memo, role, rng)
        if params is not None and legality.accepts(course, role, rule, params):
            given: Given = (rule.id, params, _attached(course, role, rule, rng))
            if not given[2]:
                course.judged = (course.moment, role, given)
            return given
    found = legality.legal(course, role, rule)
    if not found:
        return None
    return rule.id, tuple(one_of(found, rng)), _attached(course, role, rule, rng)


def one_of(found: Sequence[_T], rng: Chances) -> _T:
    """Return one of them at random."""
    return found[int(rng.random() * len(found))]


def some_answer(course: Course, role: int, name: str, rng: Chances) -> Given | None:
    """Return an answer of that name to one of the open deals, None when there is none."""
    found = list(deals.answers_open(course, role, (name,)))
    return one_of(found, rng) if found else None


def some_offer(course: Course, role: int, rng: Chances) -> Given | None:
    """Return an offer of one or two terms at random, None when none comes up in a few tries."""
    here, known = course.state.top[4], course.rules.terms
    terms, others = list(known.values()), [it for it in here if it != role]
    for _ in range(_TRIES):
        stated = [
            _some_term(course, role, rng, one_of(here, rng), one_of(terms, rng)) for _ in one_of(_ONE_OR_TWO, rng)
        ]
        partner = one_of(others, rng) if others and rng.random() < _ATTACHED else NOBODY
        public = rng.random() < _ATTACHED
        found = [it for it in stated if it is not None]
        able = [it[0] in known[it[1]].order.may for it in found]
        if not found or not all(able):
            continue  # as most often: the judge would say why
        given: Given = ("offer", (int(public), 0, partner, tuple(found)), ())
        if not deals.refused(course, role, given):
            course.judged = (course.moment, role, given)
            return given
    return None


def _some_term(course: Course, role: int, rng: Chances, giver: int, term: Term) -> deals.One | None:
    """Return a term with parameters at random; another's as everybody knows it."""
    own = giver == role
    values, memo = course.ground(role) if own else (course.state.values, course.state.memo)
    params = _drawn(term.order.domains if own else term.seen, values, memo, giver, rng)
    return None if params is None else (giver, term.id, params)


def _drawn(domains: tuple[Any, ...], values: Values, memo: Memo, role: int, rng: Chances) -> tuple[int, ...] | None:
    """Return a value from each domain, each seeing those before it; None when one is empty."""
    chosen: tuple[int, ...] = ()
    for domain in domains:
        found = domain(values, memo, role, *chosen)
        if not found:
            return None
        chosen = (*chosen, one_of(found, rng))
    return chosen


def _attached(course: Course, role: int, rule: Rule, rng: Chances) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return conditions at random, most often none."""
    phase = asking.phase_of(course)
    if not rule.conditional or phase is None or phase.mode != "sealed":
        return ()
    values, memo = course.ground(role)
    names = [name for name in rule.conditional if rng.random() < _ATTACHED]
    drawn = [(name, _drawn(course.rules.conditions[name].domains, values, memo, role, rng)) for name in names]
    return tuple((name, params) for name, params in drawn if params is not None)
