"""The kinds of steps in a journal: one class each, and nowhere else is a kind named.

To add one, write a class with `@step("word")`: its fields are what the line holds. `act` does it in a game, and
says what happened; `note` is what the session remembers of it. Fields with a default may be missing from a line;
fields that a line has beyond them are passed over; a kind that is not known here is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import attrs

from ..language.text import clean, quoted
from ..play.game import Game
from ..play.narration import Event
from ..play.orders import Order
from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from ..version import __version__
from .seats import MOST_NAME, Sitter, from_json, to_json

if TYPE_CHECKING:
    from .branches import Branch
    from .resuming import Past

KINDS: dict[str, type[Step]] = {}
"""What stands after `do` -> the class."""


@attrs.frozen(kw_only=True)
class Step:
    """One thing that was done at the table."""

    do: ClassVar[str] = ""
    stays: ClassVar[bool] = False
    """Whether it holds on every branch: it is not noted again when another one is taken up."""

    def begins(self, past: Past) -> Branch | None:
        """Return the branch on which the game goes on, None for the same; `past` is as it was before the step."""
        return None

    def act(self, game: Game) -> tuple[Event, ...]:
        """Do it in a game, and return what happened; most kinds change no game.

        Raises: Refused: it may not be done; nothing has changed.
        """
        return ()

    def note(self, past: Past, records: Sequence[Record]) -> None:
        """Remember it; the records are those that it made."""


S = TypeVar("S", bound=Step)


@attrs.frozen(kw_only=True)
class Entry:
    """A step as the journal has it: its line, what it made, and where the game stood when it was done.

    at: turn, phase, whether the game was over · when: the time of day, a label only · spent: the minutes that the
    phase had taken by then, None where the clock stood or the step itself turned it ·
    control: who in control gave the command, "" where no name was said
    """

    line: int
    step: Step
    records: tuple[Record, ...] = ()
    at: tuple[int, str, bool] = (0, "", False)
    when: str = ""
    spent: float | None = None
    control: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any], line: int) -> Entry:
        """Return what stands on a line.

        Raises: Refused: it is no step that is known here.
        """
        records = tuple(Record.from_json(record) for record in data.get("records", ()))
        match data.get("at"), data.get("when", ""):
            case [int(turn), str(phase), bool(over)], str(when):
                at = (turn, clean(phase, most=80), over)
            case _:
                at, when = (0, "", False), ""
        spent = data.get("clock")
        return cls(
            line=line,
            step=step_of(data, line),
            records=records,
            at=at,
            when=clean(when, most=40),
            spent=float(spent) if isinstance(spent, (int, float)) else None,
            control=clean(str(data.get("control", "")), most=MOST_NAME),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what a journal keeps of it; what is as usual is left out."""
        made = {"records": [record.to_json() for record in self.records]} if self.records else {}
        clock = {} if self.spent is None else {"clock": self.spent}
        hand = {"control": self.control} if self.control else {}
        return {**json_of(self.step), **made, "at": list(self.at), "when": self.when, **clock, **hand}


def step(do: str) -> Callable[[type[S]], type[S]]:
    """Declare a class as the kind of step that a word stands for."""

    def declare(kind: type[S]) -> type[S]:
        assert KINDS.setdefault(do, kind) is kind, do
        assert all(str(field.type) in _FIELDS for field in attrs.fields(kind)), kind
        kind.do = do
        return kind

    return declare


def step_of(data: Mapping[str, Any], line: int) -> Step:
    """Return the step that a line holds.

    Raises: Refused: its kind is not known, or it does not hold what that kind needs.
    """
    do = data.get("do")
    kind = KINDS.get(do) if isinstance(do, str) else None
    if kind is None:
        raise Refused(
            _(
                "Line {line} holds a step {kind}, which whitecell {version} does not know: the game was played by a "
                "later version. Open it with that one."
            ).format(line=line, kind=quoted(clean(str(do), most=40)), version=__version__)
        )
    found = {}
    for field in attrs.fields(kind):
        if field.name in data:
            found[field.name] = _FIELDS[str(field.type)][0](data[field.name])
        elif field.default is attrs.NOTHING:
            raise _misfit(do, field.name, line)
        if found.get(field.name, 0) is _WRONG:
            raise _misfit(do, field.name, line)
    return kind(**found)


def json_of(it: Step) -> dict[str, Any]:
    """Return what a journal keeps of a step; what is as usual is left out."""
    found: dict[str, Any] = {"do": it.do}
    for field in attrs.fields(type(it)):
        value = getattr(it, field.name)
        if value != field.default:
            found[field.name] = _FIELDS[str(field.type)][1](value)
    return found


def _misfit(do: object, name: str, line: int) -> Refused:
    said = _("Line {line} is a step {kind} without its {name}: it was changed by hand, or by another program.")
    return Refused(said.format(line=line, kind=quoted(str(do)), name=name))


# What fields may be: how each is read from JSON, and how it is written.

_WRONG: Any = object()


def _just(*types: type) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    return lambda data: data if type(data) in types else _WRONG, lambda value: value


def _sitter(data: Any) -> Sitter | None:
    return None if data is None else from_json(data)


def _words(data: Any) -> Any:
    return tuple(data) if isinstance(data, list) and all(type(it) is str for it in data) else _WRONG


_FIELDS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "str": _just(str),
    "str | None": _just(str, type(None)),
    "int": _just(int),
    "int | None": _just(int, type(None)),
    "bool": _just(bool),
    "float": _just(int, float),
    "float | None": _just(int, float, type(None)),
    "tuple[str, ...]": (_words, list),
    "Sitter": (from_json, to_json),
    "Sitter | None": (_sitter, lambda value: value and to_json(value)),
    "Texts": (lambda data: data if isinstance(data, list) else _WRONG, lambda value: value),
}


# What happens in the game.


@step("advance")
@attrs.frozen(kw_only=True)
class Advanced(Step):
    """The game was played on until somebody is asked."""

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.advance()


@step("order")
@attrs.frozen(kw_only=True)
class Ordered(Step):
    """A role gave an order; `by` is the scripted seat that decided so, `draw` what its draws were for."""

    role: str
    order: str
    by: Sitter | None = None
    card: str = ""
    draw: tuple[str, ...] = ()

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.submit(self.role, Order.parse(self.order))

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.drafts.pop(self.role, None)
        if self.by is not None:
            past.note_decision(self, self.by, records[0])


@step("take back")
@attrs.frozen(kw_only=True)
class TakenBack(Step):
    """A role took back a sealed order, "" for all."""

    role: str
    order: str

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.take_back(self.role, Order.parse(self.order) if self.order else None)


@step("default")
@attrs.frozen(kw_only=True)
class Defaulted(Step):
    """Nobody acted for a role: its standing order was given, or it passed, or what was first."""

    role: str

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.default(self.role)

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.drafts.pop(self.role, None)


RULINGS: Mapping[str, Callable[[Game, str, str], tuple[Event, ...]]] = {
    "open": Game.open_procedure,
    "fire": Game.fire_inject,
    "hold": Game.hold_inject,
    "skip": Game.skip_inject,
    "arm": Game.arm_inject,
    "sit": lambda game, _what, _reason: game.take_chair(),
    "rise": lambda game, _what, _reason: game.leave_chair(),
    "style": lambda game, what, reason: game.set_style(what, reason),
    "settle": lambda game, what, reason: game.settle(what, reason),
    "judge": lambda game, what, reason: game.judge(int(what.split()[0]), what.split()[1:], reason),
}
"""What control may do to the course of the game."""


@step("ruling")
@attrs.frozen(kw_only=True)
class Ruled(Step):
    """Control acted on the course of the game: see `RULINGS`."""

    ruling: str
    what: str = ""
    reason: str = ""

    def act(self, game: Game) -> tuple[Event, ...]:
        return RULINGS[self.ruling](game, self.what, self.reason)


# What happens round the game.


@step("draft")
@attrs.frozen(kw_only=True)
class Drafted(Step):
    """A role keeps an order that is not given yet; None forgets it."""

    role: str
    order: str | None

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.drafts.pop(self.role, None)
        if self.order is not None:
            past.drafts[self.role] = self.order


@step("seat")
@attrs.frozen(kw_only=True)
class Seated(Step):
    """Somebody else plays a seat from here on."""

    stays = True
    role: str
    seat: Sitter

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.sitters[self.role] = self.seat


@step("bookmark")
@attrs.frozen(kw_only=True)
class Bookmarked(Step):
    """Somebody wants to come back to an event; no name takes the bookmark away."""

    number: int
    name: str

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.bookmarks.pop(self.number, None)
        if self.name:
            past.bookmarks[self.number] = clean(self.name, most=80)


# What the file says of itself.


@step("opened")
@attrs.frozen(kw_only=True)
class Opened(Step):
    """From here on another version, or one in another language, writes; see `migrations.py`."""

    stays = True
    whitecell: int = 0
    engine: str = ""
    language: str = ""

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.format, past.engine, past.language = self.whitecell, self.engine, self.language


Texts = Iterable[Mapping[str, Any]]


@step("rules")
@attrs.frozen(kw_only=True)
class Recorded(Step):
    """The text of all files of ruleset and scenario: see `shelving.py`."""

    stays = True
    layers: Texts = attrs.field(repr=False)

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.layers = self.layers
