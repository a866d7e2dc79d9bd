"""What a seat gets: all that a role may know at one moment, and the orders it may give.

A view is worked out as it is read, and refuses to be read once the game has moved on. `keep` gives one
that stays readable; printing, comparing and pickling never carry the game along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..rules.ruleset import PHASE, TURN, Memo, Objective, Phase, Values
from ..speech import _
from . import asking
from .choices import Choices
from .course import Course
from .dates import date_of
from .motions import motions_of
from .orders import Order, made
from .plain import plain
from .pledges import pledges_of
from .procedures import step_of
from .projection import PUBLIC, projection_of, sees
from .promises import deals_of, ledger_of
from .prompts import ending_of, ending_title_of, prompt_of
from .readings import Entry, Goal, Motion, News, Offer, Reading, Waiting
from .sight import Sight
from .speaking import of_phase, silent_of
from .telling import news_of


class View:
    """A role's view; `tracks`, `news` and the rest are read-only and of one moment."""

    __slots__ = ("_parts", "_seat", "_sight")

    _seat: Choices | None  # what it may do is where it stands; None when it is kept
    _parts: dict[str, Any]
    _sight: Sight | None

    def _part(self, name: str) -> Any:
        if self._seat is None:
            return self._parts[name]
        course, role = self._seat.now()
        if name not in self._parts:
            self._parts[name] = _PARTS[name](course, role)
        return self._parts[name]

    @property
    def role(self) -> str:
        """The id of the role."""
        return self._part("role")  # type: ignore[no-any-return]

    @property
    def title(self) -> str:
        """The title of the role."""
        return self._part("title")  # type: ignore[no-any-return]

    @property
    def turn(self) -> int:
        """The turn, from 1."""
        return self._part("turn")  # type: ignore[no-any-return]

    @property
    def turns(self) -> int:
        """How many turns there are at most."""
        return self._part("turns")  # type: ignore[no-any-return]

    @property
    def date(self) -> str:
        """When this turn begins ("January 2026"), "" without dates."""
        return self._part("date")  # type: ignore[no-any-return]

    @property
    def phase(self) -> str:
        """The id of the phase."""
        return self._part("phase")  # type: ignore[no-any-return]

    @property
    def phase_title(self) -> str:
        """The title of the phase; in a procedure with where it stands: "Crisis round, step 2 of 3: Joint response"."""
        return self._part("phase_title")  # type: ignore[no-any-return]

    @property
    def procedure(self) -> str:
        """Which step of which procedure it is: "Crisis round, step 2 of 3"; "" outside of procedures."""
        return self._part("procedure")  # type: ignore[no-any-return]

    @property
    def mode(self) -> str:
        """How orders are given now: sequential, sealed, open, choice, or "" when none are."""
        return self._part("mode")  # type: ignore[no-any-return]

    @property
    def prompt(self) -> str:
        """What is wanted of this role now, in a sentence."""
        return self._part("prompt")  # type: ignore[no-any-return]

    @property
    def tracks(self) -> tuple[Reading, ...]:
        """Every number this role may know, in order of declaration; measures after tracks."""
        return self._part("tracks")  # type: ignore[no-any-return]

    @property
    def news(self) -> tuple[News, ...]:
        """All that this role was told."""
        return self._part("news")  # type: ignore[no-any-return]

    @property
    def given(self) -> tuple[Order, ...]:
        """The orders this role gave in this phase."""
        return self._part("given")  # type: ignore[no-any-return]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The roles that may still act now."""
        return self._part("waiting")  # type: ignore[no-any-return]

    @property
    def silent(self) -> tuple[str, ...]:
        """Who may act in this phase and has neither spoken nor passed in it, as far as this role knows.

        Nobody, where orders are sealed.
        """
        return self._part("silent")  # type: ignore[no-any-return]

    @property
    def objectives(self) -> tuple[Goal, ...]:
        """What this role wants."""
        return self._part("objectives")  # type: ignore[no-any-return]

    @property
    def motions(self) -> tuple[Motion, ...]:
        """What is on the table, with the ballots this role knows and what would come of its own."""
        return self._part("motions")  # type: ignore[no-any-return]

    @property
    def deals(self) -> tuple[Offer, ...]:
        """The open deals this role knows of, by what it calls them."""
        return self._part("deals")  # type: ignore[no-any-return]

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """What was agreed as far as this role knows, and what became of it."""
        return self._part("ledger")  # type: ignore[no-any-return]

    @property
    def pledges(self) -> tuple[Waiting, ...]:
        """The pledges under conditions that this role knows: its own sealed ones, else those settled last this turn."""
        return self._part("pledges")  # type: ignore[no-any-return]

    @property
    def over(self) -> bool:
        """Whether the game is over."""
        return self._part("over")  # type: ignore[no-any-return]

    @property
    def ending(self) -> str:
        """The id of the ending, "" before it or without one."""
        return self._part("ending")  # type: ignore[no-any-return]

    @property
    def ending_title(self) -> str:
        """The title of the ending."""
        return self._part("ending_title")  # type: ignore[no-any-return]

    @property
    def ending_text(self) -> str:
        """The text of the ending."""
        return self._part("ending_text")  # type: ignore[no-any-return]

    @property
    def scores(self) -> Mapping[str, int]:
        """Role -> score, once the game is over."""
        return self._part("scores")  # type: ignore[no-any-return]

    @property
    def choices(self) -> Choices:
        """The orders this role may give now."""
        seat = self._seat
        assert seat is not None, "a kept view has no choices: they belong to their moment"
        if seat._moment != seat._course.moment:
            seat.now()
        return seat

    def value(self, name: str) -> int | float | str | None:
        """Return the number written as `approval[paris]`; None where only its level is known.

        Raises: KeyError: this role does not see it.
        """
        if self._seat is None:
            return {it.name.replace(" ", ""): it.value for it in self.tracks}[name.replace(" ", "")]
        course, role = self._seat.now()
        return projection_of(course.book, role).find(name).value(*course.ground(role))

    def set_aside(self, name: str) -> int:
        """Return how much of a track is set aside for what this role has sealed; its value leaves that out.

        Raises: KeyError: this role does not see it.
        """
        assert self._seat is not None, "a kept view knows no sealed orders"
        course, role = self._seat.now()
        slot = projection_of(course.book, role).find(name)
        if slot.place < 0 or not slot.exact:  # a measure, or not a number that this role knows
            return 0
        return course.state.values[slot.place] - course.ground(role)[0][slot.place]

    @property
    def sight(self) -> Sight:
        """The same moment by position and without words, as doctrines read it."""
        assert self._seat is not None, "a kept view carries no values"
        if self._sight is None:
            self._sight = Sight(self._seat)
        else:
            self._seat.now()
        return self._sight

    def ground(self) -> tuple[Values, Memo]:
        """Return the values for compiled rules that read only what this role sees: doctrines ask them."""
        assert self._seat is not None, "a kept view carries no values"
        course, role = self._seat.now()
        return course.ground(role)

    def keep(self) -> View:
        """Return a copy that stays readable, without choices."""
        return self if self._seat is None else kept({name: self._part(name) for name in _PARTS})

    def public(self) -> View:
        """Return what everybody may know at this moment, of no seat: for a screen that all look at."""
        assert self._seat is not None, "a kept view knows its own seat's side only"
        course, _reader = self._seat.now()
        return kept({name: _NOBODYS.get(name, read)(course, PUBLIC) for name, read in _PARTS.items()})

    def as_json(self) -> dict[str, Any]:
        """Return everything in it, with its forms while it is of this moment."""
        data = {name: plain(self._part(name)) for name in _PARTS}
        if self._seat is not None:
            data["forms"] = [form.as_json() for form in self.choices.forms]
        return data

    def __eq__(self, other: object) -> bool:
        return self.keep()._parts == other.keep()._parts if isinstance(other, View) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        moved = "" if self._seat is None or self._seat.stands else ", of another moment"
        return f"<View of {self._name()}{moved}>"

    def _name(self) -> str:
        return str(self._parts["role"]) if self._seat is None else self._seat.name

    def __reduce__(self) -> tuple[Callable[..., View], tuple[dict[str, Any]]]:
        return kept, (self.keep()._parts,)


def view_at(course: Course, role: int) -> View:
    """Return the view of a role at this moment, with what it may do."""
    seat, view = Choices(), View()
    seat._course, seat._role, seat._moment = course, role, course.moment
    seat._legal = seat._forms = None
    view._seat, view._parts, view._sight = seat, {}, None
    return view


def kept(parts: dict[str, Any]) -> View:
    """Return a view of these parts that belongs to no moment."""
    view = View()
    view._seat, view._parts, view._sight = None, parts, None
    return view


def _tracks(course: Course, role: int) -> tuple[Reading, ...]:
    values, memo = course.ground(role)
    return tuple([slot.reading(values, memo) for slot in projection_of(course.book, role).slots])


def _phase(course: Course) -> Phase | None:
    position = course.state.values[PHASE]
    return course.rules.phases[position] if 0 <= position < len(course.rules.phases) else None


def _mode(course: Course, _role: int) -> str:
    frame = course.state.top
    if frame[0] == "ask":
        return "choice"
    phase = asking.phase_of(course)
    return "" if phase is None else phase.mode


def _given(course: Course, role: int) -> tuple[Order, ...]:
    """Return the orders of this phase: sealed ones as they lie there, the others from the log."""
    sealed = course.state.sealed_by(role)
    if sealed:
        return tuple(made(course.book, order[:3]) for order in sealed)
    return tuple(reversed(list(_resolved(course, role))))


def _resolved(course: Course, role: int) -> Iterator[Order]:
    for record in of_phase(course):
        if record.role == role and record.order is not None:
            yield made(course.book, record.order)


def goals(course: Course, role: int) -> list[Objective]:
    """Return the objectives that count for a role: the public ones, and the sealed one dealt to it."""
    dealt = course.state.dealt.get(role)
    return [it for it in course.book.goals[role] if not it.sealed or it.id == dealt]


def _objectives(course: Course, role: int) -> tuple[Goal, ...]:
    values, memo = course.ground(role)
    over = course.state.top[0] == "over"
    return tuple(
        Goal(
            id=it.id,
            title=it.title,
            text=it.text,
            sealed=it.sealed,
            worth=int(it.worth(values, memo, role)) if over or sees(it.seen_by, role, role) else None,
        )
        for it in goals(course, role)
    )


def scores(course: Course) -> dict[str, int]:
    """Return role -> the sum of its objectives, as it stands."""
    values, memo = course.state.values, course.state.memo
    return {
        name: sum([int(it.worth(values, memo, role)) for it in goals(course, role)])
        for role, name in enumerate(course.book.role_ids)
    }


def _ending_text(course: Course, _role: int) -> str:
    ending = course.rules.endings.get(ending_of(course))
    return "" if ending is None else ending.text


def _waiting(course: Course, _role: int) -> tuple[str, ...]:
    return tuple(course.book.role_ids[role] for role in sorted(asking.awaiting(course)))


def _phase_id(course: Course, _role: int) -> str:
    phase = _phase(course)
    return "" if phase is None else phase.id


def _phase_title(course: Course, _role: int) -> str:
    phase = _phase(course)
    if phase is None:
        return ""
    step = _procedure(course, _role)
    return _("{step}: {phase}").format(step=step, phase=phase.title) if step else phase.title


def _procedure(course: Course, _role: int) -> str:
    found = step_of(course)
    if found is None:
        return ""
    procedure, step, steps = found
    return _("{procedure}, step {step} of {steps}").format(procedure=procedure, step=step, steps=steps)


_PARTS: dict[str, Callable[[Course, int], Any]] = {
    "role": lambda course, role: course.book.role_ids[role],
    "title": lambda course, role: course.book.role_titles[role],
    "turn": lambda course, _role: course.state.values[TURN],
    "turns": lambda course, _role: course.rules.turns,
    "date": lambda course, _role: date_of(course.rules, course.state.values[TURN]),
    "phase": _phase_id,
    "phase_title": _phase_title,
    "procedure": _procedure,
    "mode": _mode,
    "prompt": prompt_of,
    "tracks": _tracks,
    "news": news_of,
    "given": _given,
    "waiting": _waiting,
    "silent": silent_of,
    "objectives": _objectives,
    "motions": motions_of,
    "deals": deals_of,
    "ledger": ledger_of,
    "pledges": pledges_of,
    "over": lambda course, _role: course.state.top[0] == "over",
    "ending": lambda course, _role: ending_of(course),
    "ending_title": ending_title_of,
    "ending_text": _ending_text,
    "scores": lambda course, _role: scores(course) if course.state.top[0] == "over" else {},
}

_NOBODYS: dict[str, Callable[[Course, int], Any]] = {
    "role": lambda _course, _role: "",
    "title": lambda _course, _role: "",
    "given": lambda _course, _role: (),
    "objectives": lambda _course, _role: (),
}
