"""Conditional orders are settled together: which of them hold, when everybody trusts or everybody waits.

Source: bargaining by conditional pledges; greatest and least fixed point of a monotone operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from ..rules.ruleset import Memo, Values
from ..rules.state import Sealed
from .course import Course

Pledge = tuple[int, Sealed]  # role, order


@attrs.frozen(kw_only=True)
class Solution:
    """Which conditional orders hold, as positions in the list given: if all trust, and if all wait."""

    greatest: frozenset[int]
    least: frozenset[int]

    @property
    def gap(self) -> frozenset[int]:
        """What trust alone would add."""
        return self.greatest - self.least


def solve(course: Course, pledges: list[Pledge]) -> Solution:
    """Return both solutions for pledges in order of resolution, on the values as they stand.

    Those without conditions always count. One with a condition that is not monotone is decided in
    its turn, on what the others make of those decided before it.
    """
    conditions = course.rules.conditions
    fixed = [k for k, (_, order) in enumerate(pledges) if not order[2]]
    plain = [k for k, (_, order) in enumerate(pledges) if order[2] and all(conditions[c].monotone for c, _ in order[2])]
    rest = [k for k in range(len(pledges)) if k not in fixed and k not in plain]

    def holding(asked: Iterable[int], among: frozenset[int]) -> frozenset[int]:
        return met(course, pledges, asked, among)

    return Solution(
        greatest=_decided(fixed, rest, lambda sure: _dropped(sure, plain, holding), holding) - frozenset(fixed),
        least=_decided(fixed, rest, lambda sure: _added(sure, plain, holding), holding) - frozenset(fixed),
    )


def settled_with(course: Course, pledges: list[Pledge], first: int) -> frozenset[int]:
    """Return what would hold, if all others wait, once one pledge is made without its conditions."""
    role, order = pledges[first]
    freed = [*pledges[:first], (role, (*order[:2], (), order[3])), *pledges[first + 1 :]]
    return solve(course, freed).least


Met = Callable[[Iterable[int], frozenset[int]], frozenset[int]]


def _decided(
    fixed: Iterable[int], rest: list[int], close: Callable[[frozenset[int]], frozenset[int]], met: Met
) -> frozenset[int]:
    sure = frozenset(fixed)
    for k in rest:
        sure |= met([k], close(sure))
    return close(sure)


def _dropped(sure: frozenset[int], plain: list[int], met: Met) -> frozenset[int]:
    held = sure | frozenset(plain)
    while True:
        kept = sure | met([k for k in plain if k in held], held)
        if kept == held:
            return held
        held = kept


def _added(sure: frozenset[int], plain: list[int], met: Met) -> frozenset[int]:
    held = sure
    while True:
        more = held | met([k for k in plain if k not in held], held)
        if more == held:
            return held
        held = more


def met(course: Course, pledges: list[Pledge], asked: Iterable[int], among: frozenset[int]) -> frozenset[int]:
    """Return the pledges asked about whose conditions hold when only the assignments of those `among` count."""
    values, memo, run = course.state.values, course.state.memo, course.run()
    for other in sorted(among):
        role, (name, params, _, _) = pledges[other]
        pledge = course.rules.orders[name].pledge
        if pledge is not None:
            pledge(values, memo, run, role, *params)
    held = frozenset([k for k in asked if _holds(course, values, memo, pledges[k])])
    course.undo(run.changes)
    return held


def _holds(course: Course, values: Values, memo: Memo, pledge: Pledge) -> bool:
    """Return whether all conditions of a pledge hold."""
    role, (_, _, attached, _) = pledge
    conditions = course.rules.conditions
    return all(conditions[name].holds(values, memo, role, *params) for name, params in attached)
