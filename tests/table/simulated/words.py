"""What people at a table say and write, and a scribe's notes: deeds as in `deeds.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.text import clean
from engine.table.capture import Explained, Foretold, Noted, Questioned, Settled
from engine.table.messages import CONTROL, PRESS, Asked, Pressed, Replied, Written
from engine.table.steps import Bookmarked

from .checks import NAME
from .deeds import Deed, deed
from .promises import Note, Promises

if TYPE_CHECKING:
    from .table import Table


@deed(9, afterwards=True)
def write(table: Table) -> Deed:
    """Somebody writes to some, or to all."""
    people = (*table.roles, CONTROL)
    sender, to = table.one((*people, "nobody")), table.some(people)
    text = table.words()
    note = Note(sender, tuple(sorted({role for role in to if role != sender})), clean(text, most=500).strip())
    return Deed(
        say=f"{sender} writes to {note.to}",
        act=lambda it: it.keep(it.desk.post.message(sender, to, text)),
        step=Written(role=sender, to=note.to, text=note.text),
        then=lambda promises: promises.told.notes.append(note),
    )


@deed(3)
def ask(table: Table) -> Deed:
    """Somebody asks control."""
    role, text = table.one(table.roles), table.words()
    kept = clean(text, most=500).strip()
    return Deed(
        say=f"{role} asks control",
        act=lambda it: it.keep(it.desk.post.ask(role, text)),
        step=Asked(role=role, text=kept),
        then=lambda promises: promises.told.requests.append((role, kept, "open", "")),
    )


@deed(3)
def reply(table: Table) -> Deed:
    """Control answers a request, perhaps one that was answered."""
    number, state, text = (
        table.chance.randint(0, len(table.promises.told.requests)),
        table.one(("answered", "refused", "lost")),
        table.words(),
    )
    kept = clean(text, most=500).strip()

    def then(promises: Promises) -> None:
        role, asked, _state, _answer = promises.told.requests[number - 1]
        promises.told.requests[number - 1] = (role, asked, state, kept)

    return Deed(
        say=f"control replies to {number}: {state}",
        act=lambda it: it.keep(it.desk.post.reply(number, state, text)),
        step=Replied(request=number, state=state, text=kept),
        then=then,
    )


@deed(2)
def press(table: Table) -> Deed:
    """Control says what may be written."""
    word = table.one((*PRESS, "all", "loud"))
    return Deed(
        say=f"the press is {word}",
        act=lambda it: it.keep(it.desk.post.regime(word)),
        step=Pressed(press=word),
        then=lambda promises: setattr(promises.told, "press", word),
    )


@deed(3, afterwards=True)
def note(table: Table) -> Deed:
    """A scribe notes something."""
    who, text, tags = table.one(("Scribe", "")), table.words(), table.some(("red line", "bluff", "\x07"))
    kept = Noted(
        who=who,
        text=clean(text, most=500).strip(),
        tags=tuple(sorted(clean(it).strip() for it in tags if it != "\x07")),
    )
    return Deed(
        say="a scribe notes",
        act=lambda it: it.keep(it.desk.capture.remember(who, text, tags)),
        step=kept,
        then=lambda promises: promises.told.captured.append(f"note {kept.text} {kept.tags}"),
    )


@deed(3)
def question(table: Table) -> Deed:
    """Control asks for forecasts."""
    text = table.words()
    kept = clean(text, most=500).strip()
    return Deed(
        say="control asks for forecasts",
        act=lambda it: it.keep(it.desk.capture.ask(text)),
        step=Questioned(text=kept),
        then=lambda promises: promises.told.captured.append(f"question {kept}"),
    )


def questioned(table: Table) -> int:
    """Return the number of a question, or 0."""
    return table.chance.randint(0, sum(it.startswith("question ") for it in table.promises.told.captured))


@deed(4)
def forecast(table: Table) -> Deed:
    """Somebody forecasts."""
    number, who, per_cent = questioned(table), table.one(("Ann", NAME, "")), table.chance.randint(-5, 105)
    return Deed(
        say=f"{who} forecasts {number}: {per_cent}",
        act=lambda it: it.keep(it.desk.capture.forecast(number, who, per_cent)),
        step=Foretold(question=number, who=who, chance=per_cent),
        then=lambda promises: promises.told.forecasts.update({(number, who): per_cent}),
    )


@deed(1, afterwards=True)
def settle(table: Table) -> Deed:
    """Control settles a question."""
    number, came = questioned(table), table.chance.random() < 0.5

    def then(promises: Promises) -> None:
        asked = [place for place, it in enumerate(promises.told.captured) if it.startswith("question ")]
        promises.told.captured[asked[number - 1]] += f" {came}"

    return Deed(
        say=f"question {number} is settled",
        act=lambda it: it.keep(it.desk.capture.settle(number, came)),
        step=Settled(question=number, came=came),
        then=then,
    )


@deed(2, afterwards=True)
def explain(table: Table) -> Deed:
    """Somebody says why."""
    role, number, sure = table.one(table.roles), len(table.session.game.log), table.chance.randint(0, 6)
    why = table.one(("", "To wait"))
    return Deed(
        say=f"{role} says why",
        act=lambda it: it.keep(it.desk.capture.explain(role, number, why, sure)),
        step=Explained(role=role, event=number, why=why, sure=sure),
    )


@deed(2, afterwards=True)
def bookmark(table: Table) -> Deed:
    """Somebody marks an event, or takes the mark away."""
    return marking(table.chance.randint(0, len(table.session.game.log)), table.one(("", "The raid", "Here")))


def marking(number: int, name: str) -> Deed:
    """Return the deed of marking an event."""

    def then(promises: Promises) -> None:
        promises.told.marks.pop(number, None)
        if name:
            promises.told.marks[number] = name

    step = Bookmarked(number=number, name=name)
    return Deed(say=f"{number} is marked {name}", act=lambda it: it.bookmark(number, name), step=step, then=then)
