"""Forecasts: questions at the end of a turn, what people privately hold likely, and how right they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.problems import Refused
from engine.speech import _, _n

from ..shown import content, fitted, lines, plain
from .listed import ListScreen

if TYPE_CHECKING:
    from engine.table.capture import Capture, Question
    from engine.table.session import Session
    from engine.table.steps import Step

    from .control import Control


class ForecastsScreen(ListScreen):
    """Asks, types in answers, and settles; nobody's chance is shown before its question is settled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("Answers"), tooltip=_("Type what people hold likely: Anna 70, Ben 40")),
        Binding("n", "ask", _("New question"), tooltip=_("Ask whether something will come about")),
        Binding("y", "settle(True)", _("It came"), tooltip=_("Say that it came about")),
        Binding("x", "settle(False)", _("It did not"), tooltip=_("Say that it did not come about")),
    ]

    @property
    def _capture(self) -> Capture:
        return self.control.session.desk.capture

    def rows(self) -> Sequence[Content]:
        """Return each question with its state."""
        return [content(f"{fitted(state_of(it), 9)} {plain(it.text, 80)}") for it in self._capture.questions]

    def without(self) -> str:
        """Return why nothing is here."""
        return _("No forecast was asked for yet: n asks a question at the end of a turn.")

    def about(self, at: int) -> Content:
        """Return a question, who answered, and everybody's score so far."""
        it = self._capture.questions[at]
        hint = [content(""), content(_("Enter types answers in."), "dim")] if it.came is None else []
        return lines(*map(content, told(self._capture, it)), *hint)

    def action_take(self) -> None:
        """Ask for answers to the question under the cursor."""
        it = self._asked
        if it is None or it.came is not None:
            self.say(_("! This question is settled.") if it else _("! There is no question yet: n asks one."))
            return
        session = self.control.session
        known = _("Name and per cent, commas between: Anna 70, Ben 40. At the table: {names}.")
        names = ", ".join(people_of(self.control)) or "-"
        self.ask_line(
            plain(it.text, 60), known.format(names=names), lambda said: self._keep(answers(session, it, said))
        )

    def action_ask(self) -> None:
        """Ask for a question."""
        capture = self._capture
        said = _("What may come about? For example: The ceasefire holds next turn.")
        self.ask_line(_("Question"), said, lambda text: self._keep(lambda: (capture.ask(text),)))

    def action_settle(self, came: bool) -> None:
        """Say whether what was asked came about."""
        it, capture = self._asked, self._capture
        if it is None:
            self.say(_("! There is no question yet: n asks one."))
        else:
            number = it.number
            self._keep(lambda: (capture.settle(number, came),))

    @property
    def _asked(self) -> Question | None:
        questions = self._capture.questions
        return questions[self.at] if questions else None

    def _keep(self, make: Callable[[], Sequence[Step]]) -> None:
        session = self.control.session

        def act() -> str:
            made = make()
            for step in made:
                session.keep(step)
            return _n("{count} line was kept.", "{count} lines were kept.", len(made)).format(count=len(made))

        self.want(act)


def answers(session: Session, it: Question, text: str) -> Callable[[], Sequence[Step]]:
    """Return what makes the steps of answers such as `Anna 70, Ben 40%`; all of them, or none."""

    def make() -> Sequence[Step]:
        found: list[Step] = []
        for word in filter(None, (part.strip() for part in text.split(","))):
            name, _space, chance = word.rstrip("% ").rpartition(" ")
            if not (name and chance.isdecimal()):
                raise Refused(_("'{word}' is no name with a number: Anna 70.").format(word=plain(word, 40)))
            found.append(session.desk.capture.forecast(it.number, name, int(chance[:4])))
        if not found:
            raise Refused(_("It says nothing."))
        return found

    return make


def people_of(control: Control) -> tuple[str, ...]:
    """Return the names of who sits at the table; of seats without names, the seats."""
    return tuple(
        name.strip()
        for chair in control.picture.chairs
        if chair.by_hand
        for name in (chair.who.split(",") if chair.named else (chair.title,))
    )


def state_of(it: Question) -> str:
    """Return what has become of a question, in a word."""
    return _("open") if it.came is None else _("came") if it.came else _("did not")


def told(capture: Capture, it: Question) -> Iterator[str]:
    """Yield a question with who answered it; what they said only when it is settled."""
    given = [found for (question, _who), found in capture.forecasts.items() if question == it.number]
    yield _("{text} (asked in turn {turn}; {state})").format(text=plain(it.text), turn=it.turn, state=state_of(it))
    yield ""
    if it.came is None:
        names = ", ".join(plain(found.who, 40) for found in given)
        yield _("Answered, still private: {names}").format(names=names or "-")
    else:
        for found in given:
            yield _("{name}: {chance} per cent").format(name=plain(found.who, 40), chance=found.chance)
    scores = sorted(capture.scores().items(), key=lambda pair: pair[1])
    if scores:
        yield ""
        yield _("Brier scores, 0 is best, 0.25 is a coin:")
        yield from (f"  {plain(name, 40)}: {score:.2f}" for name, score in scores)
