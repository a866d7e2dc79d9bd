"""What people say beside their orders: why, how sure, what else; forecasts; a scribe's notes.

None of it changes the game. Forecasts are private until the end, when those that were settled are scored.
Source: the data an after-action review needs, and who enters it when (dossier, practice 1.7).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import attrs

from ..language.text import clean, quoted
from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from .seats import MOST_NAME
from .steps import Step, step

if TYPE_CHECKING:
    from .resuming import Past

MOST_WHY = 140
"""Characters of a rationale, and of an option that was rejected."""

MOST_NOTE = 500
MOST_TAGS = 5
MOST_TAG = 20

SURE = range(1, 6)
"""How sure somebody is of an order: 1 hardly, 5 wholly."""


_SURE = tuple(map(str, SURE))


@attrs.frozen(kw_only=True)
class Aside:
    """What is said beside an order, all of it skippable: why, how sure (0 not said), and what was rejected."""

    why: str = ""
    sure: int = 0
    rejected: str = ""

    def __bool__(self) -> bool:
        """Return whether anything is said."""
        return bool(self.why or self.sure or self.rejected)

    @property
    def text(self) -> str:
        """What `aside` reads again."""
        parts = [self.why] if self.why or self.rejected else []
        return "; ".join(
            [*parts, *([str(self.sure)] if self.sure else []), *([self.rejected] if self.rejected else [])]
        )


def aside(parts: Sequence[str]) -> Aside:
    """Return what is said: a digit alone says how sure, the other two stand in this order.

    Raises: Refused: more is said than these, or one of them is too long.
    """
    said = [clean(part, most=2 * MOST_NOTE).strip() for part in parts]
    sure = next((part for part in said if part in _SURE), "")
    if sure:
        said.remove(sure)
    why, rejected, *more = [*said, "", ""]
    if any(more):
        told = _("Why, how sure from 1 to 5, and what was rejected: {text} is too much.")
        raise Refused(told.format(text=quoted(clean(next(filter(None, more)), most=40))))
    if max(len(why), len(rejected)) > MOST_WHY:
        raise Refused(_("Say why in {most} characters.").format(most=MOST_WHY))
    return Aside(why=why, sure=int(sure or 0), rejected=rejected)


def chances(text: str, names: Sequence[str]) -> dict[str, int]:
    """Return who holds something likely how much: `70` of the one who answers, `Anna 70, Ben 40%` of several.

    Raises: Refused: there is no such name here, no chance stands behind it, or nothing is said.
    """
    found: dict[str, int] = {}
    for word in filter(None, (clean(part, most=MOST_NOTE).strip() for part in text.split(","))):
        name, _space, chance = word.rstrip("% ").rpartition(" ")
        meant = [it for it in names if it.casefold().startswith(name.strip().casefold())]
        if not chance.isdecimal() or len(meant) != 1:
            said = _("Say how likely, 0 to 100: 70.") if len(names) == 1 else _("Say who holds it how likely: {all}.")
            raise Refused(said.format(all=", ".join(f"{it} 70" for it in names)))
        found[meant[0]] = int(chance[:4])
    if not found:
        raise Refused(_("It says nothing."))
    return found


@attrs.frozen(kw_only=True)
class Rationale:
    """Why a role gave an order: `number` is that of the order's event; `sure` 0 when it was not said."""

    number: int
    role: str
    why: str = ""
    sure: int = 0
    rejected: str = ""


@attrs.frozen(kw_only=True)
class Question:
    """What is forecast, asked at an event; `came` is None until control settles it."""

    number: int
    event: int
    turn: int
    text: str
    came: bool | None = None


@attrs.frozen(kw_only=True)
class Forecast:
    """The chance in per cent that somebody gave a question; the last one of each counts."""

    question: int
    who: str
    chance: int


@attrs.frozen(kw_only=True)
class Note:
    """A scribe's note, made after an event."""

    number: int
    event: int
    turn: int
    phase: str
    who: str
    text: str
    tags: tuple[str, ...] = ()


@step("rationale")
@attrs.frozen(kw_only=True)
class Explained(Step):
    """A role said why it gave the order of an event."""

    role: str
    event: int
    why: str = ""
    sure: int = 0
    rejected: str = ""

    def note(self, past: Past, records: Sequence[Record]) -> None:
        it = Rationale(number=self.event, role=self.role, why=self.why, sure=self.sure, rejected=self.rejected)
        others = [other for other in past.capture.rationales if other.number != it.number]
        past.capture.rationales[:] = [*others, it]


@step("question")
@attrs.frozen(kw_only=True)
class Questioned(Step):
    """Control asked for forecasts."""

    text: str

    def note(self, past: Past, records: Sequence[Record]) -> None:
        questions = past.capture.questions
        turn, _phase = past.here
        questions.append(Question(number=len(questions) + 1, event=past.number, turn=turn, text=self.text))


@step("forecast")
@attrs.frozen(kw_only=True)
class Foretold(Step):
    """Somebody gave a question a chance, in per cent."""

    question: int
    who: str
    chance: int

    def note(self, past: Past, records: Sequence[Record]) -> None:
        it = Forecast(question=self.question, who=self.who, chance=self.chance)
        past.capture.forecasts[it.question, it.who] = it


@step("settle")
@attrs.frozen(kw_only=True)
class Settled(Step):
    """Control said whether it came about."""

    question: int
    came: bool

    def note(self, past: Past, records: Sequence[Record]) -> None:
        questions, place = past.capture.questions, self.question - 1
        questions[place] = attrs.evolve(questions[place], came=self.came)


@step("note")
@attrs.frozen(kw_only=True)
class Noted(Step):
    """A scribe wrote something down."""

    who: str
    text: str
    tags: tuple[str, ...] = ()

    def note(self, past: Past, records: Sequence[Record]) -> None:
        notes, (turn, phase) = past.capture.notes, past.here
        it = Note(
            number=len(notes) + 1,
            event=past.number,
            turn=turn,
            phase=phase,
            who=self.who,
            text=self.text,
            tags=self.tags,
        )
        notes.append(it)


@attrs.define
class Capture:
    """All that was captured. A step that its methods return happens when it is noted."""

    rationales: list[Rationale] = attrs.field(factory=list)
    questions: list[Question] = attrs.field(factory=list)
    forecasts: dict[tuple[int, str], Forecast] = attrs.field(factory=dict)
    notes: list[Note] = attrs.field(factory=list)

    def explain(self, role: str, number: int, why: str, sure: int = 0, rejected: str = "") -> Explained:
        """Return the step of a rationale for the order of an event.

        Raises: Refused: it says nothing, or the confidence is none.
        """
        said, other = _short(why, MOST_WHY), _short(rejected, MOST_WHY)
        if sure and sure not in SURE:
            raise Refused(_("Say how sure you are from 1 to 5, or nothing."))
        if not (said or other or sure):
            raise Refused(_("It says nothing."))
        return Explained(role=role, event=number, why=said, sure=sure, rejected=other)

    def ask(self, text: str) -> Questioned:
        """Return the step of a question that everybody may forecast.

        Raises: Refused: it says nothing.
        """
        return Questioned(text=_needed(text, MOST_NOTE))

    def forecast(self, question: int, who: str, chance: int) -> Foretold:
        """Return the step of somebody's forecast, in per cent; another one of theirs replaces it.

        Raises: Refused: no such question is open, or it is no chance.
        """
        self._open(question)
        if not 0 <= chance <= 100:
            raise Refused(_("A chance is 0 to 100 per cent."))
        return Foretold(question=question, who=_needed(who, MOST_NAME), chance=chance)

    def settle(self, question: int, came: bool) -> Settled:
        """Return the step by which control says whether it came about.

        Raises: Refused: no such question is open.
        """
        self._open(question)
        return Settled(question=question, came=came)

    def remember(self, who: str, text: str, tags: Collection[str] = ()) -> Noted:
        """Return the step of a scribe's note.

        Raises: Refused: it says nothing, or bears too many tags.
        """
        marks = sorted({mark for mark in (_short(tag, MOST_TAG) for tag in tags) if mark})
        if len(marks) > MOST_TAGS:
            raise Refused(_("A note bears {most} tags at most.").format(most=MOST_TAGS))
        return Noted(who=_short(who, MOST_NAME), text=_needed(text, MOST_NOTE), tags=tuple(marks))

    def scores(self) -> dict[str, float]:
        """Return who -> the Brier score of their settled forecasts, 0 perfect, 1 the worst."""
        misses: dict[str, list[float]] = {}
        for it in self.forecasts.values():
            came = self.questions[it.question - 1].came
            if came is not None:
                misses.setdefault(it.who, []).append((it.chance / 100 - came) ** 2)
        return {who: sum(found) / len(found) for who, found in misses.items()}

    def _open(self, question: int) -> None:
        if not 1 <= question <= len(self.questions) or self.questions[question - 1].came is not None:
            raise Refused(_("No question {number} is open.").format(number=question))


def _short(text: str, most: int) -> str:
    return clean(text, most=most).strip()


def _needed(text: str, most: int) -> str:
    said = _short(text, most)
    if not said:
        raise Refused(_("It says nothing."))
    return said
