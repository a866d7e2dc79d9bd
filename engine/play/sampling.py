"""One legal order at random, without listing the others: drawn left to right, and judged.

Only where the judge refuses again and again are all legal ones listed.
"""

from __future__ import annotations

from random import Random
from typing import Any

from ..rules.events import Given
from ..rules.ruleset import Memo, Values
from ..rules.ruleset import Order as Rule
from . import asking, legality
from .course import Course

_TRIES = 12
_ATTACHED = 0.3  # how likely each condition is attached


def sampled(course: Course, role: int, rule: Rule, rng: Random) -> Given | None:
    """Return a legal order of a rule at random, None when there is none; each of them can come."""
    values, memo = course.ground(role)
    if rule.closed(values, memo, role) != -1:
        return None
    for _ in range(_TRIES):
        params = _drawn(rule.domains, values, memo, role, rng)
        if params is not None and not legality.refused(course, role, rule, params):
            return rule.id, params, _attached(course, role, rule, rng)
    found = legality.legal(course, role, rule)
    if not found:
        return None
    return rule.id, tuple(found[int(rng.random() * len(found))]), _attached(course, role, rule, rng)


def _drawn(domains: tuple[Any, ...], values: Values, memo: Memo, role: int, rng: Random) -> tuple[int, ...] | None:
    """Return a value from each domain, each seeing those before it; None when one is empty."""
    chosen: tuple[int, ...] = ()
    for domain in domains:
        found = domain(values, memo, role, *chosen)
        if not found:
            return None
        chosen = (*chosen, found[int(rng.random() * len(found))])
    return chosen


def _attached(course: Course, role: int, rule: Rule, rng: Random) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return conditions at random, most often none."""
    phase = asking.phase_of(course)
    if not rule.conditional or phase is None or phase.mode != "sealed":
        return ()
    values, memo = course.ground(role)
    names = [name for name in rule.conditional if rng.random() < _ATTACHED]
    drawn = [(name, _drawn(course.rules.conditions[name].domains, values, memo, role, rng)) for name in names]
    return tuple((name, params) for name, params in drawn if params is not None)
