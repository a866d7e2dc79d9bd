"""Paper slips: one line an order, typed by a scribe who need not spell anything out.

A slip reads `ROLE ORDER CHOICE … [if CONDITION CHOICE …]`: every word is the beginning of an id, or of a word of a
title, that no other choice at this place begins with. So `ber ple batt 3 if back 3` pledges three battalions of
Berlin if the backstop is at least three. What a role may choose is asked of its own forms, as everywhere.

After an argument's choices may stand what is said: `par arg shame rome They knew + it is on tape - nobody cares`, with
each reason for it after a +, each against it after a -.

After semicolons may stand why, how sure from 1 to 5, and what was rejected: `ber pass; no mandate; 4; a battalion`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from ..language.text import clean, quoted
from ..play.arguments import CONS, MOST_REASONS, PROS
from ..play.forms import ConditionForm, Form, Option
from ..play.orders import Attached, Order, Value
from ..play.views import View
from ..problems import Refused
from ..speech import _
from .capture import aside

IF = "if"
MOST = 600
"""Characters of a slip."""

_SIGNS = {"+": "+", "-": "-", "–": "-"}

MOST_TOLD = 8
"""Choices that a message names."""


@attrs.frozen(kw_only=True)
class Slip:
    """A line as it was understood: the order, in words, with its cost. `wrong` says why it cannot be given.

    why, sure (0 not said), rejected: what was said beside the order · phase: turn and first event of the phase
    that it was typed in, for whoever gives it later
    """

    text: str
    role: str = ""
    order: Order | None = None
    title: str = ""
    cost: tuple[tuple[str, int], ...] = ()
    wrong: str = ""
    why: str = ""
    sure: int = 0
    rejected: str = ""
    phase: tuple[int, int] | None = None


@attrs.frozen(kw_only=True)
class Choice:
    """What a word may stand for, and the words that it may begin."""

    value: Value
    title: str
    words: tuple[str, ...]


Choices = Sequence[Choice]


class Scribe:
    """Reads slips for the roles of a game; `view` is asked for what a role may do now."""

    def __init__(self, roles: Mapping[str, str], view: Callable[[str], View]) -> None:
        self._roles = tuple(_choice(role, title) for role, title in roles.items())
        self._view = view

    def read(self, text: str) -> Slip:
        """Return what a line says, or what is wrong with it; nothing has been given."""
        text = clean(text, most=MOST)
        line, *parts = text.split(";")
        reader = _Reader(_words(line), _spoken(line))
        try:
            role, order, title, cost = self._read(reader)
            said = aside(parts)
        except Refused as refused:
            return Slip(text=text, role=reader.role, wrong=refused.reason)
        it = Slip(text=text, role=role, order=order, title=title, cost=cost)
        return attrs.evolve(it, why=said.why, sure=said.sure, rejected=said.rejected)

    def completions(self, text: str) -> tuple[str, ...]:
        """Return what the last word of a line may become, or what may follow when it ends in a space."""
        if ";" in text:
            return ()
        words = _words(text)
        last = "" if not words or text[-1:].isspace() else words.pop()
        reader = _Reader(words)
        try:
            self._read(reader, asking=True)
        except _Asked as asked:
            return tuple(dict.fromkeys(it.words[0] for it in asked.choices if _begins(it, last)))
        except Refused:
            pass
        return ()

    def _read(self, reader: _Reader, *, asking: bool = False) -> tuple[str, Order, str, tuple[tuple[str, int], ...]]:
        reader.asking = asking
        role = str(reader.take(self._roles, _("a role")).value)
        reader.role = role
        forms = self._view(role).choices.forms
        form = reader.form(forms)
        values = reader.values(form)
        said = reader.said() if form.wordings else {}
        conditions = reader.conditions(form.conditions)
        order = form.order(*values, conditions=conditions)
        order = Order(order.name, terms=(), conditions=conditions, **order.params, **said) if said else order
        why = self._view(role).choices.why_not(order)
        if why:
            raise Refused(why)
        title = form.title_of(order)
        return role, order, _argued(title, said) if said else title, form.cost(order)


def _argued(title: str, said: Mapping[str, str]) -> str:
    """Return an argument in words: how many reasons stand for and against it, and what it says."""
    pros, cons = (sum(key in keys for key in said) for keys in (PROS, CONS))
    counted = f"{title} (+{pros} -{cons})" if pros or cons else title
    return f"{counted}: {said['text']}" if "text" in said else counted


class _Asked(Exception):
    """The words have come to their end: these may be next."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices


class _Reader:
    """Takes one word after another."""

    def __init__(self, words: Sequence[str], spoken: Sequence[str] = ()) -> None:
        self._words = list(words)
        self._spoken = list(spoken)  # the same words as they were written
        self.asking = False
        self.role = ""

    def take(self, choices: Choices, what: str) -> Choice:
        """Return what the next word stands for.

        Raises: Refused: it stands for nothing or for several. _Asked: there is no next word, and one is asked for.
        """
        if not self._words:
            if self.asking:
                raise _Asked(choices)
            raise Refused(_("The slip ends before {what}: {known}.").format(what=what, known=_told(choices)))
        word = self._words.pop(0)
        found = _meant(choices, word)
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(_("{word} may be {known}: type more of it.").format(word=quoted(word), known=_told(found)))
        raise Refused(
            _("{word} is not {what}; there are {known}.").format(word=quoted(word), what=what, known=_told(choices))
        )

    def form(self, forms: Iterable[Form]) -> Form:
        """Return the form that the next word names, or the next two for those of one name (`vote launch`)."""
        named: dict[str, list[Form]] = {}
        for form in forms:
            if self.asking and len(self._words) < 1 and form.reason:
                continue
            named.setdefault(form.name, []).append(form)
        if not named:
            raise Refused(_("This role is not asked for anything now."))
        first = self.take(tuple(_first(name, its) for name, its in named.items()), _("an order"))
        its = named[str(first.value)]
        if len(its) == 1:
            return self._opened(its[0])
        one = self.take(tuple(_choice(form.id.rpartition(".")[2], form.title) for form in its), _("one of them"))
        return self._opened(next(form for form in its if form.id.rpartition(".")[2] == one.value))

    def _opened(self, form: Form) -> Form:
        if form.reason:
            raise Refused(_("{order} is closed: {reason}").format(order=form.title, reason=form.reason))
        return form

    def values(self, form: Form) -> tuple[Value, ...]:
        """Return the parameters of an order; one that has a single choice left need not be typed at the end."""
        found: tuple[Value, ...] = tuple(option.value for option in form.fixed.values())
        for label in form.labels[len(found) :]:
            found = (*found, self._next(form.domain(*found), label))
        return found

    def said(self) -> dict[str, str]:
        """Return what is said with an argument, to the end of the line: its text, then reasons after + and -.

        Raises: Refused: more reasons are given than count.
        """
        found: dict[str, list[str]] = {}
        left, here = {"+": list(PROS), "-": list(CONS)}, "text"
        for word in self._spoken[len(self._spoken) - len(self._words) :]:
            sign = _SIGNS.get(word, "")
            if sign and not left[sign]:
                raise Refused(_("At most {most} reasons on each side count.").format(most=MOST_REASONS))
            if sign:
                here = left[sign].pop(0)
            else:
                found.setdefault(here, []).append(word)
        self._words = []
        return {key: " ".join(words).strip('"“”') for key, words in found.items()}

    def conditions(self, conditions: Sequence[ConditionForm]) -> tuple[Attached, ...]:
        """Return what is attached to an order, to the end of the line."""
        found: list[Attached] = []
        while self._words or (self.asking and conditions):
            if not conditions:
                raise Refused(_("The slip is whole before {word}.").format(word=quoted(self._words[0])))
            self.take((_choice(IF, ""),), _("“if”"))
            one = self.take(tuple(_choice(it.id, it.title) for it in conditions), _("a condition"))
            condition = next(it for it in conditions if it.id == one.value)
            values: tuple[Value, ...] = ()
            for label in condition.labels:
                values = (*values, self._next(condition.domain(*values), label))
            found.append((condition.id, dict(zip(condition.parameters, values, strict=True))))
        if self.asking:
            raise _Asked(())
        return tuple(found)

    def _next(self, options: Sequence[Option], label: str) -> Value:
        choices = tuple(map(_option, options))
        if len(choices) == 1 and not (self._words and _meant(choices, self._words[0])):
            return choices[0].value
        return self.take(choices, label.lower()).value


def _first(name: str, forms: Sequence[Form]) -> Choice:
    return _choice(name, forms[0].title if len(forms) == 1 else "")


def _choice(value: Value, title: str) -> Choice:
    own = "none" if value is None else str(value)
    return Choice(value=value, title=title or own, words=(own, *_words(title.casefold())))


def _option(option: Option) -> Choice:
    return _choice(option.value, option.title)


def _meant(choices: Choices, word: str) -> list[Choice]:
    """Return what a word may stand for: an id before a title, what it names whole before what it begins."""
    said = word.casefold()
    own = [it for it in choices if it.words[0] == said]
    if own or all(isinstance(it.value, int) for it in choices):
        return own
    return [it for it in choices if it.words[0].startswith(said)] or [it for it in choices if _begins(it, word)]


def _begins(choice: Choice, word: str) -> bool:
    """Return whether a word begins a choice; a number is only ever whole."""
    said = word.casefold()
    if isinstance(choice.value, int):
        return not said or str(choice.value) == said
    return any(it.startswith(said) for it in choice.words)


def _words(text: str) -> list[str]:
    return [_bare(word) for word in _spoken(text)]


def _spoken(text: str) -> list[str]:
    """Return the words of a text as they were written; what is nothing but marks is none."""
    return [word for word in clean(text, most=MOST).split() if _bare(word)]


def _bare(word: str) -> str:
    return word.strip(",.:;()“”\"'")


def _told(choices: Choices) -> str:
    names = [it.words[0] for it in choices[:MOST_TOLD]]
    return ", ".join(names + ["…"] * (len(choices) > MOST_TOLD))
