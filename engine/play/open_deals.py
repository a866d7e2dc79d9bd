"""The deals that wait for answers: who knows of them, what each role calls them, and whose answer they want."""

from __future__ import annotations

from typing import NamedTuple

from .course import Course
from .projection import PUBLIC

One = tuple[int, str, tuple[int, ...]]  # giver, term, parameters


class Deal(NamedTuple):
    """A deal that was offered and is not yet struck.

    by: who offered it. public: 1 when all know of it. answers: the deal to which it is a counter-offer, or 0.
    accepted: who has accepted, the one who offered it first. numbers: (role, what it calls the deal), ….
    """

    by: int
    public: int
    answers: int
    parties: tuple[int, ...]
    terms: tuple[One, ...]
    accepted: tuple[int, ...]
    numbers: tuple[tuple[int, int], ...]

    @property
    def knowers(self) -> tuple[int, ...]:
        """The roles that know of it."""
        return tuple(role for role, _number in self.numbers)


_PARTIES, _NUMBERS = map(Deal._fields.index, ("parties", "numbers"))
_made_of = tuple.__new__  # what `Deal(*parts)` calls, without the call around it


def open_deals(course: Course) -> list[tuple[int, Deal]]:
    """Return the deals that wait for answers, oldest first, each with its key."""
    return [(key, Deal(*course.state.deals[key])) for key in sorted(course.state.deals)]


def known(course: Course, role: int) -> dict[int, tuple[int, Deal]]:
    """Return the open deals that a role knows of: what it calls each -> its key, and the deal."""
    found = course.state.deals
    if role == PUBLIC:
        return dict(enumerate((it for it in open_deals(course) if it[1].public), start=1))
    names = [(number, key) for key in sorted(found) for it, number in found[key][_NUMBERS] if it == role]
    return {number: (key, _made_of(Deal, found[key])) for number, key in names}


def called(course: Course, role: int, number: int) -> tuple[int, Deal] | None:
    """Return the open deal that a role calls by a number, and its key before it; None without one."""
    for key, it in course.state.deals.items():
        if (role, number) in it[_NUMBERS]:
            return key, _made_of(Deal, it)
    return None


def to_answer(course: Course, role: int) -> list[tuple[int, Deal]]:
    """Return the open deals that wait for a role's answer, by what it calls them."""
    return [it for it in as_party(course, role) if role not in it[1].accepted]


def as_party(course: Course, role: int) -> list[tuple[int, Deal]]:
    """Return the open deals to which a role is a party, by what it calls them."""
    found = course.state.deals
    if not found:
        return []
    mine = [_made_of(Deal, found[key]) for key in sorted(found) if role in found[key][_PARTIES]]
    return [(dict(deal.numbers)[role], deal) for deal in mine]
