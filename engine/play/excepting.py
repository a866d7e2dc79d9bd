"""Exceptions that control granted: a role's next order needs no condition of its own, no limit and no cost.

What may be chosen, who may give it and in which phase stays as the rules have it, and so does a condition that no game
changes: what the order does may rest on it. It is asked only while an exception is granted: see `engine.play.rulings`.
"""

from __future__ import annotations

from ..rules.events import Move
from ..rules.ruleset import Order as Rule
from .course import Course, waits


def granted(course: Course, role: int, rule: Rule) -> tuple[int, str] | None:
    """Return the exception that a role's order falls under, the one for that order first; None without one."""
    pending = course.state.pending.get("excepted", ())
    if not pending or rule.motion:
        return None
    return next((it for it in ((role, rule.id), (role, "")) if it in pending), None)


def excuses(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> bool:
    """Return whether an offered order may be given by an exception, whatever the rules say."""
    if granted(course, role, rule) is None:
        return False
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return False
    if not all(
        chosen in domain(values, memo, role, *params[:position])
        for position, (chosen, domain) in enumerate(zip(params, rule.domains, strict=True))
    ):
        return False
    return rule.fits is None or bool(rule.fits(values, memo, role, *params))


def used(course: Course, role: int, rule: Rule) -> list[Move]:
    """Return the moves by which an order uses up its exception; none where it has none."""
    it = granted(course, role, rule)
    if it is None:
        return []
    before = course.state.pending["excepted"]
    return waits(before, "excepted", tuple(other for other in before if other != it))
