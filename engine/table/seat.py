"""One seat of a session: the same for a person, a doctrine and an agent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..play.orders import Order
from ..play.readings import Seen, Why
from ..play.views import View
from .remarks import Remark

if TYPE_CHECKING:
    from .session import Session


class Seat:
    """One role at the table: what it sees, and all that it can do."""

    __slots__ = ("_session", "role")

    def __init__(self, session: Session, role: str) -> None:
        self._session = session
        self.role = role

    @property
    def view(self) -> View:
        """What this role may know now, and the orders it may give."""
        return self._session.game.view(self.role)

    @property
    def draft(self) -> Order | None:
        """The order that this seat keeps as a draft."""
        return self._session.draft(self.role)

    def submit(self, order: Order) -> None:
        """Give an order; scripted seats act after it where they are awaited.

        Raises: Refused: it may not be given, or cannot be written down; nothing has changed.
        """
        self._session.submit(self.role, order)

    def take_back(self, order: Order | None = None) -> None:
        """Take back an own sealed order, or all of them.

        Raises: Refused: there is none, or it cannot be written down.
        """
        self._session.take_back(self.role, order)

    def save_draft(self, order: Order | None) -> None:
        """Keep an order that is not yet given, half-filled or whole; None forgets it.

        Raises: Refused: it cannot be written down.
        """
        self._session.save_draft(self.role, order)

    def since_last(self) -> tuple[Seen, ...]:
        """Return what changed as far as this seat knows since it last asked."""
        return self._session.since_last(self.role)

    def why(self, name: str) -> tuple[Why, ...]:
        """Return every change of a number (`approval[paris]`) as far as this seat may know.

        Raises: KeyError: this seat does not see it.
        """
        return self._session.game.why(name, self.role)

    def history(self) -> Mapping[str, tuple[float, ...]]:
        """Return the values of each number that has moved, turn by turn, as far as this seat knows them."""
        return self._session.game.history(self.role)

    def remarks(self) -> tuple[Remark, ...]:
        """Return what scripted seats said publicly of orders, each with the number of the news that told of it."""
        return self._session.remarks(self.role)

    def explain(self, number: int) -> str:
        """Return why this seat's scripted player gave the order of that event, "" when it was no decision of one."""
        return self._session.explain(self.role, number)
