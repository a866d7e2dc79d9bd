"""A game: orders come in, events come out, and every role has its view."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any

from ..language.text import clean
from ..problems import Refused
from ..rules.dice import Choice, Dice, chosen
from ..rules.events import Record
from ..speech import _
from . import adjudging, arguments, asking, direct, flow, hindsight, injects, legality, own_words, procedures, styles
from .book import shortened, suggestion
from .course import Course
from .deciding import act, decide, take_back
from .history import history
from .narration import Event, event_of
from .orders import Order
from .projection import CONTROL, PUBLIC
from .prompts import ending_of
from .readings import Argument, Inject, Proposal, Reading, Seen, Why
from .rulings import MOST_REASON, overrule
from .scenario import Scenario
from .speaking import heard
from .views import View, scores, view_at


class Game:
    """A game of a scenario; the seed is secret, and dice other than seeded ones may be given.

    `dice` is "seeded", "median" (no luck), or how draws fall, by id, for tests: `{"parliament": (3, 4)}`.

    Raises: ValueError: no draw falls as `dice` says.

    >>> game = Game(load("prisoners-dilemma"), seed=7)  # doctest: +SKIP
    >>> game.submit("ann", Order("stay_silent"))  # doctest: +SKIP
    """

    __slots__ = ("_course", "scenario")

    def __init__(self, scenario: Scenario, seed: int = 0, *, dice: Choice = None) -> None:
        assert isinstance(scenario, Scenario), f"a game is of a scenario, as `load` gives it, not of {scenario!r}"
        self.scenario = scenario
        self._course = flow.begun(scenario.book, chosen(dice, seed, scenario.rules.draws))

    @classmethod
    def resumed(
        cls,
        scenario: Scenario,
        events: Iterable[Event | Record | list[Any]],
        seed: int = 0,
        *,
        dice: Choice = None,
    ) -> Game:
        """Return the game after these events (or their records, or what `to_json` made of them); no rule runs.

        Where the log was cut between an order and what follows from it, `advance` plays on.
        """
        game = cls.__new__(cls)
        game.scenario = scenario
        game._course = Course(scenario.book, chosen(dice, seed, scenario.rules.draws))
        game.keep(events)
        return game

    def keep(self, events: Iterable[Event | Record | list[Any]]) -> None:
        """Make the changes of events that happened next; no rule runs."""
        for event in events:
            self._course.keep(_record_of(event))

    def advance(self) -> tuple[Event, ...]:
        """Play on until somebody is asked or the game is over; return what happened."""
        before = self._course.moment
        flow.advance(self._course)
        return self._since(before)

    @property
    def roles(self) -> tuple[str, ...]:
        """All roles, in order of declaration."""
        return self._course.book.role_ids

    @property
    def awaiting(self) -> tuple[str, ...]:
        """The roles that may act now, in the order in which they are asked."""
        course = self._course
        return course.book.named[course.awaited if course.asked_at == course.moment else asking.awaiting(course)]

    def next_of(self, roles: Container[str]) -> str:
        """Return the first of these roles that may act now, "" when none of them may."""
        course, ids = self._course, self._course.book.role_ids
        for role in course.awaited if course.asked_at == course.moment else asking.awaiting(course):
            if ids[role] in roles:
                return ids[role]
        return ""

    @property
    def heard(self) -> Mapping[str, str]:
        """Role -> "given", "passed" or "silent" in the phase that is played, secrets included: for control."""
        return heard(self._course)

    @property
    def progress(self) -> tuple[int, int]:
        """How many roles are done with their orders in this phase, and how many give some; (0, 0) without a phase."""
        return asking.progress(self._course)

    @property
    def turn(self) -> int:
        """The turn, from 1."""
        return self._course.state.values[0]

    @property
    def over(self) -> bool:
        """Whether the game is over."""
        return self._course.state.flow[0][0] == "over"  # type: ignore[no-any-return]

    @property
    def ending(self) -> str:
        """The id of the ending, "" before it or without one."""
        return ending_of(self._course)

    @property
    def scores(self) -> dict[str, int]:
        """Role -> its score as it stands, secrets included: for control, and for all at the end."""
        return scores(self._course)

    @property
    def numbers(self) -> tuple[Reading, ...]:
        """Every number as it stands, secrets included: for control only."""
        return hindsight.numbers(self._course)

    @property
    def log(self) -> tuple[Event, ...]:
        """Everything that happened, secrets included."""
        return self._since(0)

    @property
    def digest(self) -> str:
        """A fingerprint of the state, equal exactly when states are equal."""
        return self._course.state.digest

    def view(self, role: str) -> View:
        """Return what a role may know now, and the orders it may give."""
        return view_at(self._course, self._role(role))

    def submit(self, role: str, order: Order) -> tuple[Event, ...]:
        """Return what happened when the order was given, and all that followed from it.

        Raises: Refused: it may not be given; nothing has changed.
        """
        number, course = self.give(role, order), self._course
        if course.moment == number:
            return (event_of(course.book, course.log.tail[-1]),)
        return self._since(number - 1)

    def give(self, role: str, order: Order) -> int:
        """Do as `submit`, and return the number of the first event alone: for many games in which nobody looks on.

        Raises: Refused: it may not be given; nothing has changed.
        """
        course, position = self._course, self._role(role)
        record = direct.give(course, position, order) if course.direct else None
        if record is None:
            record = act(course, position, legality.read(course, position, order))
            course.stand(record)
        flow.advance(course)
        return record[0]

    def decide(self, role: str, order: Order) -> Event:
        """Return what a legal order does; nothing has changed yet.

        Raises: Refused: it may not be given.
        """
        course, position = self._course, self._role(role)
        return event_of(course.book, decide(course, position, legality.read(course, position, order)))

    def apply(self, event: Event) -> None:
        """Make the changes of an event, which must be the next."""
        assert event.number == self._course.moment + 1, f"{event.number} after {self._course.moment}"
        self._course.keep(event.record)

    def take_back(self, role: str, order: Order | None = None) -> tuple[Event, ...]:
        """Take back a role's own sealed order (or all, and its passing) while the phase is open.

        Raises: Refused: there is nothing to take back.
        """
        course, position = self._course, self._role(role)
        before = course.moment
        course.keep(take_back(course, position, order))
        return self._since(before)

    def default(self, role: str) -> tuple[Event, ...]:
        """Give what stands for a role that says nothing: its standing order, pass, or the first legal order.

        Raises: Refused: the role is not awaited.
        """
        course, position = self._course, self._role(role)
        given = legality.default(course, position)
        if given is None:
            raise Refused(legality.idle(course, position))
        before = course.moment
        course.stand(course.record("defaulted", [], role=position, rule=given[0]))
        course.stand(act(course, position, given))
        flow.advance(course)
        return self._since(before)

    def open_procedure(self, name: str, reason: str = "") -> tuple[Event, ...]:
        """Open a procedure at once, for control; sealed orders stay sealed until it is over.

        Raises: Refused: there is no such procedure, it is being played, or nobody may act now.
        """
        return self._stood(procedures.by_control(self._course, name, clean(reason, most=MOST_REASON)))

    @property
    def injects(self) -> tuple[Inject, ...]:
        """Every inject with its status, trigger and guidance, in order of declaration: for control only."""
        return injects.injects_of(self._course)

    def fire_inject(self, name: str, reason: str = "") -> tuple[Event, ...]:
        """Fire an inject now, for control, whatever its cue.

        Raises: Refused: there is no such inject, it has fired, or nobody may act now.
        """
        return self._ruled(name, injects.FIRED, reason)

    def hold_inject(self, name: str, reason: str = "") -> tuple[Event, ...]:
        """Keep an inject from firing on its cue until control fires or arms it.

        Raises: Refused: there is no such inject, it has fired, it is held, or nobody may act now.
        """
        return self._ruled(name, injects.HELD, reason)

    def skip_inject(self, name: str, reason: str = "") -> tuple[Event, ...]:
        """Strike an inject off the list; control can still fire or arm it.

        Raises: Refused: there is no such inject, it has fired, it is skipped, or nobody may act now.
        """
        return self._ruled(name, injects.SKIPPED, reason)

    def arm_inject(self, name: str, reason: str = "") -> tuple[Event, ...]:
        """Let an inject that is held or skipped fire on its cue again, at once when that has come.

        Raises: Refused: there is no such inject, it has fired, it is armed, or nobody may act now.
        """
        return self._ruled(name, injects.ARMED, reason)

    def word_inject(self, name: str, text: str, to: Collection[str] = (), reason: str = "") -> tuple[Event, ...]:
        """Let an inject be told in control's words when it fires, and to some roles, to all where none is named.

        Raises: Refused: there is no such inject, it has fired, it would say nothing, or nobody may act now.
        """
        return self._stood(injects.in_other_words(self._course, name, text, to, clean(reason, most=MOST_REASON)))

    def improvise(
        self, title: str, text: str, to: Collection[str] = (), *, key: str = "", reason: str = ""
    ) -> tuple[Event, ...]:
        """Bring an inject of control's own to some roles, to all where none is named; it changes no number.

        Raises: Refused: it says nothing, there is no such role, or nobody may act now.
        """
        return self._stood(own_words.improvised(self._course, title, text, to, key, clean(reason, most=MOST_REASON)))

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments that wait for control to judge them, oldest first."""
        return arguments.waiting_of(self._course)

    def take_chair(self) -> tuple[Event, ...]:
        """Let control decide from here on what is not rigid, and judge arguments that are not automatic.

        Raises: Refused: control sits there already.
        """
        return self._stood(arguments.chaired(self._course, taken=True), anew=True)

    def leave_chair(self) -> tuple[Event, ...]:
        """Let the rules and the dice decide all again, what waits too.

        Raises: Refused: control does not sit there.
        """
        return self._stood(arguments.chaired(self._course, taken=False))

    def judge(self, number: int, counts: Iterable[str], reason: str = "") -> tuple[Event, ...]:
        """Judge an argument, for control: of its reasons those count that are named (`pro1`, `con2`), or a band.

        Raises: Refused: no such argument waits, it has no such reason, or its style does not go with that.
        """
        return self._stood(arguments.by_control(self._course, number, counts, clean(reason, most=MOST_REASON)))

    @property
    def styles(self) -> Mapping[str, str]:
        """All that makes a check, `sail`, `argue.shame`, `motion.launch`, `term.aid` -> rigid, semi, free or matrix."""
        return styles.styles(self._course)

    @property
    def is_chaired(self) -> bool:
        """Whether control sits in the chair: it decides what is not rigid."""
        return styles.CHAIR in self._course.state.pending

    @property
    def is_halted(self) -> bool:
        """Whether something waits for control to decide a check of it."""
        return bool(self._course.state.top[0] == "judge")

    @property
    def proposal(self) -> Proposal | None:
        """What waits for control to decide a check of it, None without one: for control only."""
        return adjudging.proposal(self._course)

    @property
    def wants_control(self) -> bool:
        """Whether the author wants control to decide something, while it does not sit in the chair."""
        return styles.wants_control(self._course)

    def set_style(self, what: str, reason: str = "") -> tuple[Event, ...]:
        """Set how orders of a kind are adjudicated, as in `sail semi`, for control, who takes the chair for it.

        Raises: Refused: there is no such order or style, or it makes no check.
        """
        return self._stood(styles.styled(self._course, what, clean(reason, most=MOST_REASON)), anew=True)

    def settle(self, what: str, reason: str = "") -> tuple[Event, ...]:
        """Decide the order that waits: "" lets the dice fall, `success` picks a band, `for=2 against=1` weighs reasons.

        Raises: Refused: no order waits, its style does not go with that, or there is no reason.
        """
        return self._stood(adjudging.by_control(self._course, what, clean(reason, most=MOST_REASON)))

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of all checks, whose next band control may pick."""
        return self._course.rules.checks

    def overrule(self, ruling: str, what: str, reason: str, *, public: bool = False) -> tuple[Event, ...]:
        """Let control set the rules aside for once: see `rulings.OVERRIDES`; a public reason is told to all.

        Raises: Refused: there is no reason, or it cannot be done now; nothing has changed.
        """
        before = self._course.moment
        overrule(self._course, ruling, what, reason, public=public)
        flow.advance(self._course)
        return self._since(before)

    def _stood(self, record: Record, *, anew: bool = False) -> tuple[Event, ...]:
        before = self._course.moment
        if anew:  # to look again who is asked: no order goes the short way now
            self._course.asking = ()
        self._course.stand(record)
        flow.advance(self._course)
        return self._since(before)

    def _ruled(self, name: str, wanted: str, reason: str) -> tuple[Event, ...]:
        record = injects.by_control(self._course, name, wanted, clean(reason, most=MOST_REASON))
        self._course.looked_at = -1  # to look again: its cue may have come
        return self._stood(record)

    def fork(self, *, dice: Dice | None = None) -> Game:
        """Return a game that goes its own way from here, with the same dice unless others are given."""
        game = Game.__new__(Game)
        game.scenario, game._course = self.scenario, self._course.fork(dice)
        return game

    def why(self, name: str, role: str | None = None) -> tuple[Why, ...]:
        """Return every change of a number (`approval[paris]`), newest last; with a role, what it may know.

        Raises: KeyError: there is no such number, or the role does not see it.
        """
        return hindsight.why(self._course, name, CONTROL if role is None else self._role(role))

    def history(self, role: str) -> Mapping[str, tuple[float, ...]]:
        """Return the values of each number that has moved, turn by turn, as far as a role knows them."""
        return history(self._course, self._role(role))

    def public_history(self) -> Mapping[str, tuple[float, ...]]:
        """Return the same as far as everybody knows."""
        return history(self._course, PUBLIC)

    def changes(self, role: str | None, since: int = 0) -> tuple[Seen, ...]:
        """Return what changed after the event of that number, as far as a role knows; None is control."""
        return hindsight.changes(self._course, CONTROL if role is None else self._role(role), since)

    def _since(self, number: int) -> tuple[Event, ...]:
        book = self._course.book
        return tuple([event_of(book, record) for record in self._course.log.since(number)])

    def _role(self, role: str) -> int:
        book = self._course.book
        try:
            return book.role_at[role]
        except (KeyError, TypeError):
            said, hint = _("There is no role {role}.{hint}"), suggestion(role, book.role_ids)
            raise Refused(said.format(role=shortened(role), hint=hint)) from None

    def __repr__(self) -> str:
        return f"<Game of {self.scenario.id}, turn {self.turn}, {self._course.moment} events>"


def _record_of(event: Event | Record | list[Any]) -> Record:
    if isinstance(event, Event):
        return event.record
    return event if isinstance(event, Record) else Record.from_json(event)
