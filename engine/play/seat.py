"""A role at one moment of a game: everything that belongs to a moment asks here, and fails later."""

from __future__ import annotations

from ..rules.ruleset import PHASE, TURN, Order
from .book import Book
from .course import Course


class Seat:
    """A role at one moment. Never printed, compared or pickled with the course inside."""

    __slots__ = ("_course", "_moment", "_role")

    _course: Course
    _role: int
    _moment: int

    def now(self) -> tuple[Course, int]:
        """Return the course and the role; an AssertionError once the game has moved on."""
        moment = self._course.moment
        assert moment == self._moment, f"the game has moved on: this is of moment {self._moment}, it is {moment}"
        return self._course, self._role

    @property
    def book(self) -> Book:
        """What play looks up in the ruleset."""
        return self._course.book

    def title_of(self, rule: Order) -> str:
        """Return what an order is called; in full where it is the same for its giver at any time."""
        if rule.parameters or rule.title_reads_state or rule.motion or rule.argues:
            return self.book.titles[rule.id]
        course, role = self.now()
        return str(rule.name_of(*course.ground(role), role))

    @property
    def key(self) -> str:
        """What the draws of this decision are for: turn, phase, role, and how many orders it gave in the phase."""
        course, role = self.now()
        values, acted = course.state.values, course.state.acted
        position = values[PHASE]
        phase = course.rules.phases[position].id if position >= 0 else ""
        return f"{values[TURN]}/{phase}/{course.book.role_ids[role]}/{acted.get(role, 0)}"

    @property
    def stands(self) -> bool:
        """Whether the game still stands where this seat looked at it."""
        return self._course.moment == self._moment

    @property
    def name(self) -> str:
        """The id of the role."""
        return self._course.book.role_ids[self._role]

    def __reduce__(self) -> str:
        raise TypeError("what belongs to a moment cannot be pickled; keep the view instead")
