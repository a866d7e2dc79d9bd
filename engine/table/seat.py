"""One seat of a session: the same for a person, a doctrine and an agent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import attrs

from ..language.text import clean
from ..play.narration import event_of
from ..play.orders import Order
from ..play.readings import Seen, Why
from ..play.views import View
from .capture import Aside, Question
from .messages import CONTROL, Asked, Written
from .remarks import Remark
from .seats import MOST_NAME, Person
from .steps import Ordered, TakenBack

if TYPE_CHECKING:
    from .session import Session


@attrs.frozen(kw_only=True)
class Said:
    """An order that this seat gave and did not take back, with its event's number and what was said beside it."""

    number: int
    order: Order
    title: str
    beside: Aside = attrs.field(factory=Aside)


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

    def submit(self, order: Order, beside: Aside | None = None) -> None:
        """Give an order, with what is said beside it; scripted seats act after it where they are awaited.

        Raises: Refused: it may not be given, or cannot be written down; nothing has changed.
        """
        with self._session.desk.still:
            before = len(self._session.game.log)
            self._session.submit(self.role, order)
            if beside:
                given = (it.number for it in self._session.game.log[before:] if it.role == self.role)
                self.say_why(next(given), beside)

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

    @property
    def said(self) -> tuple[Said, ...]:
        """The orders that were given at this seat and not taken back, passes too, oldest first."""
        past, found = self._session.past, list[tuple[tuple[int, str], Said]]()
        beside = {it.number: Aside(why=it.why, sure=it.sure, rejected=it.rejected) for it in past.capture.rationales}
        for entry in past.entries:
            match entry.step:
                case Ordered(role=self.role, order=text, by=None) if entry.records:
                    number = entry.records[0].number
                    event = event_of(self._session.scenario.book, entry.records[0])
                    title, said = event.title or event.headline, beside.get(number, Aside())
                    it = Said(number=number, order=Order.parse(text), title=title, beside=said)
                    found.append((entry.at[:2], it))
                case TakenBack(role=self.role, order=text):
                    back = [it for at, it in found if at == entry.at[:2] and text in ("", it.order.text)]
                    found = [pair for pair in found if pair[1] not in (back[-1:] if text else back)]
        return tuple(it for _at, it in found)

    def say_why(self, number: int, beside: Aside) -> None:
        """Keep what is said beside the order of an event; what was said before is replaced.

        Raises: Refused: nothing is said, or it cannot be written down.
        """
        capture = self._session.desk.capture
        self._session.keep(capture.explain(self.role, number, beside.why, beside.sure, beside.rejected))

    def write(self, to: Collection[str], text: str) -> None:
        """Pass a note to some roles, or to all; what is for control alone is a request.

        Raises: Refused: see `Post.message` and `Post.ask`.
        """
        self._session.keep(self.written(to, text))

    def written(self, to: Collection[str], text: str) -> Written | Asked:
        """Return the step of a note, or of a request to control; nothing is passed yet.

        Raises: Refused: as `write`.
        """
        post = self._session.desk.post
        return post.ask(self.role, text) if set(to) == {CONTROL} else post.message(self.role, to, text)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What control asks everybody to forecast, as far as it is open."""
        return tuple(it for it in self._session.past.capture.questions if it.came is None)

    @property
    def names(self) -> tuple[str, ...]:
        """Who forecasts at this seat: those who sit here, or the seat where nobody said a name."""
        sitter, role = self._session.sitter(self.role), self._session.scenario.roles
        title = next(it.title or it.id for it in role if it.id == self.role)
        names = sitter.names if isinstance(sitter, Person) else ()
        return tuple(clean(it, most=MOST_NAME).strip() for it in names or (title,))

    def forecasts(self, question: int) -> Mapping[str, int]:
        """Return who at this seat holds what was asked how likely, in per cent; nobody else's."""
        given = self._session.past.capture.forecasts
        return {who: given[question, who].chance for who in self.names if (question, who) in given}

    def forecast(self, question: int, chances: Mapping[str, int]) -> None:
        """Keep how likely those who sit here hold what was asked; only control sees it before it is settled.

        Raises: Refused: it is settled, a chance is none, or it cannot be written down.
        """
        capture = self._session.desk.capture
        for step in [capture.forecast(question, who, chance) for who, chance in chances.items()]:
            self._session.keep(step)
