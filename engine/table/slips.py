"""Paper slips: one line an order, typed by a scribe who need not spell anything out.

A slip reads `ROLE ORDER CHOICE … [if CONDITION CHOICE …]`: every word is the beginning of an id, or of a word of a
title, that no other choice at this place begins with. So `ber ple batt 3 if back 3` pledges three battalions of
Berlin if the backstop is at least three. What a role may choose is asked of its own forms, as everywhere.

After an argument's choices may stand what is said: `par arg shame rome They knew + it is on tape - nobody cares`, with
each reason for it after a +, each against it after a -.

After semicolons may stand why, how sure from 1 to 5, and what was rejected: `ber pass; no mandate; 4; a battalion`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from ..language.text import clean
from ..play.arguments import CONS, MOST_REASONS, PROS
from ..play.book import Book
from ..play.forms import ConditionForm, Form
from ..play.orders import Attached, Order, Value
from ..play.views import View
from ..problems import Refused
from ..speech import _
from . import misread
from .capture import aside
from .misread import Blank
from .vocabulary import MOST_READ, Choice, Choices, begins, choice, meant, of_option, spoken, words

IF = "if"
MOST = 600
"""Characters of a slip."""

_SIGNS = {"+": "+", "-": "-", "–": "-"}


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


class Scribe:
    """Reads slips for the roles of a game; `view` is asked for what a role may do now."""

    def __init__(self, book: Book, view: Callable[[str], View]) -> None:
        self._book = book
        self._roles = tuple(map(choice, book.role_ids, book.role_titles))
        self._view = view

    def read(self, text: str) -> Slip:
        """Return what a line says, or what is wrong with it; nothing has been given."""
        text = clean(text, most=MOST_READ)
        line, *parts = text.split(";")
        reader = _Reader(words(line), spoken(line))
        try:
            if len(text) > MOST:
                raise Refused(misread.endless(len(text), MOST))
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
        typed = words(text)
        last = "" if not typed or text[-1:].isspace() else typed.pop()
        reader = _Reader(typed)
        try:
            self._read(reader, asking=True)
        except _Asked as asked:
            return tuple(dict.fromkeys(it.words[0] for it in asked.choices if begins(it, last)))
        except Refused:
            pass
        return ()

    def _read(self, reader: _Reader, *, asking: bool = False) -> tuple[str, Order, str, tuple[tuple[str, int], ...]]:
        reader.asking = asking
        role = str(reader.take(self._roles, _("a role")).value)
        reader.role = role
        form = reader.form(self._view(role), self._book)
        values = reader.values(form)
        said = reader.said() if form.wordings else {}
        conditions = reader.conditions(form)
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
        self._untyped: list[Blank] = []  # what had one choice and was not typed, since the last word that was taken
        self.asking = False
        self.role = ""

    def take(self, choices: Choices, what: str, wrong: Callable[[str], str] | None = None) -> Choice:
        """Return what the next word stands for; `wrong` says what is wrong with one that stands for nothing.

        Raises: Refused: it stands for nothing or for several. _Asked: there is no next word, and one is asked for.
        """
        if not self._words:
            if self.asking:
                raise _Asked(choices)
            raise Refused(misread.early(what, choices))
        word = self._words[0]
        found = meant(choices, word)
        if len(found) > 1:
            raise Refused(misread.vague(word, found))
        if not found:
            raise Refused(wrong(word) if wrong else misread.unknown(word, what, choices))
        self._words.pop(0)
        self._untyped = []
        return found[0]

    def form(self, view: View, book: Book) -> Form:
        """Return the form that the next word names, or the next two for those of one name (`vote launch`)."""
        named: dict[str, list[Form]] = {}
        for form in view.choices.forms:
            if self.asking and len(self._words) < 1 and form.reason:
                continue
            named.setdefault(form.name, []).append(form)
        if not named:
            raise Refused(misread.idle(book, view))
        names = tuple(_first(name, its) for name, its in named.items())
        first = self.take(names, _("an order"), lambda word: misread.no_order(book, view, word, names))
        its = named[str(first.value)]
        if len(its) == 1:
            self._name_again(its[0])
            return self._opened(its[0])
        one = self.take(tuple(choice(form.id.rpartition(".")[2], form.title) for form in its), _("one of them"))
        return self._opened(next(form for form in its if form.id.rpartition(".")[2] == one.value))

    def _name_again(self, form: Form) -> None:
        """Pass over the name of the only form there is (`launch` of `vote launch yes`), which need not be typed."""
        if "." not in form.id or not self._words or form.reason:
            return
        own, word = [choice(form.id.rpartition(".")[2], "")], self._words[0]
        given = tuple(option.value for option in form.fixed.values())
        if meant(own, word) and not meant([of_option(it) for it in form.domain(*given)], word):
            self._words.pop(0)

    def _opened(self, form: Form) -> Form:
        if form.reason:
            raise Refused(_("{order} is closed: {reason}").format(order=form.title, reason=form.reason))
        return form

    def values(self, form: Form) -> tuple[Value, ...]:
        """Return the parameters of an order; one that has a single choice left need not be typed at the end."""
        found: tuple[Value, ...] = tuple(option.value for option in form.fixed.values())
        for label in form.labels[len(found) :]:
            found = (*found, self._next(form, form.title, found, label))
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

    def conditions(self, form: Form) -> tuple[Attached, ...]:
        """Return what is attached to an order, to the end of the line."""
        found: list[Attached] = []
        conditions = form.conditions
        while self._words or (self.asking and conditions):
            if not conditions:
                raise Refused(self._unfit(form.title, self._words[0], misread.too_much))
            self.take((choice(IF, ""),), _("“if”"), lambda word: self._unfit(form.title, word, misread.no_condition))
            one = self.take(tuple(choice(it.id, it.title) for it in conditions), _("a condition"))
            condition = next(it for it in conditions if it.id == one.value)
            values: tuple[Value, ...] = ()
            for label in condition.labels:
                values = (*values, self._next(condition, condition.title, values, label))
            found.append((condition.id, dict(zip(condition.parameters, values, strict=True))))
        if self.asking:
            raise _Asked(())
        return tuple(found)

    def _next(self, form: Form | ConditionForm, title: str, earlier: tuple[Value, ...], label: str) -> Value:
        """Return the next parameter; one that has a single choice left need not be typed."""
        choices = tuple(map(of_option, form.domain(*earlier)))
        blank = Blank(order=title, what=label.lower(), choices=choices, options=lambda: form.options(*earlier))
        if len(choices) == 1 and not (self._words and meant(choices, self._words[0])):
            self._untyped.append(blank)
            return choices[0].value
        return self.take(choices, blank.what, lambda word: misread.unfit(word, [*self._untyped, blank])).value

    def _unfit(self, title: str, word: str, whole: Callable[[str, str], str]) -> str:
        """Return what is wrong with a word behind the parameters, which may have been meant for one of them."""
        return misread.unfit(word, self._untyped) if self._untyped and word.casefold() != IF else whole(title, word)


def _first(name: str, forms: Sequence[Form]) -> Choice:
    return choice(name, forms[0].title if len(forms) == 1 else "")
