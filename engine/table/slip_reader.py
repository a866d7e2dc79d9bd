"""The words of a slip, taken one after another; each is asked of the forms what it may stand for.

Here is what stands where on a line. What a word may begin is in `vocabulary`, what is said of a wrong one in `misread`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..play.arguments import CONS, MOST_REASONS, PROS
from ..play.book import Book
from ..play.forms import ConditionForm, Form
from ..play.orders import OFFER, Attached, Value
from ..play.views import View
from ..problems import Refused
from ..rules.words import ARGUE, PROPOSE, VOTE
from ..speech import _
from . import misread
from .misread import Blank
from .vocabulary import Choice, Choices, choice, meant, of_option

AnyForm = TypeVar("AnyForm", bound=Form)

_SIGNS = {"+": "+", "-": "-", "–": "-"}

_IF = choice("if", "")

_ONE_OF = {OFFER: _("a term"), PROPOSE: _("a motion"), VOTE: _("a motion"), ARGUE: _("an argument")}


class Asked(Exception):
    """The words have come to their end: these may be next."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices


class Reader:
    """Takes one word after another."""

    def __init__(self, words: Sequence[str], spoken: Sequence[str] = ()) -> None:
        self._words = list(words)
        self._spoken = list(spoken)  # the same words as they were written
        self._untyped: list[Blank] = []  # what had one choice and was not typed, since the last word that was taken
        self.asking = False
        self.role = ""

    def take(self, choices: Choices, what: str, wrong: Callable[[str], str] | None = None) -> Choice:
        """Return what the next word stands for; `wrong` says what is wrong with one that stands for nothing.

        Raises: Refused: it stands for nothing or for several. Asked: there is no next word, and one is asked for.
        """
        if not self._words:
            if self.asking:
                raise Asked(choices)
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

    @property
    def ended(self) -> bool:
        """Whether there is no next word."""
        return not self._words

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
        return self.one_of(its, _ONE_OF.get(its[0].name, _("one of them")))

    def one_of(self, forms: Sequence[AnyForm], what: str) -> AnyForm:
        """Return the form of one name that the next word says; where there is one only it need not be said."""
        if len(forms) == 1:
            self._name_again(forms[0])
            return self._opened(forms[0])
        told = [it for it in forms if it.open] if self.asking and self.ended else forms
        one = self.take(tuple(choice(_own(it), it.title) for it in told), what)
        return self._opened(next(it for it in forms if _own(it) == one.value))

    def _name_again(self, form: Form) -> None:
        """Pass over the name of the only form there is (`launch` of `vote launch yes`), which need not be typed."""
        if "." not in form.id or not self._words or form.reason:
            return
        own, word = [choice(_own(form), "")], self._words[0]
        given = tuple(option.value for option in form.fixed.values())
        if meant(own, word) and not meant([of_option(it) for it in form.domain(*given)], word):
            self._words.pop(0)

    def _opened(self, form: AnyForm) -> AnyForm:
        if form.reason:
            raise Refused(_("{order} is closed: {reason}").format(order=form.title, reason=form.reason))
        return form

    def values(self, form: Form, *, but: int = 0) -> tuple[Value, ...]:
        """Return the parameters of an order, `but` the last ones; what has a single choice left need not be typed."""
        found: tuple[Value, ...] = tuple(option.value for option in form.fixed.values())
        for label in form.labels[len(found) : len(form.labels) - but]:
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
                raise Refused(self.unfit(form.title, self._words[0], misread.too_much))
            self.take((_IF,), _("“if”"), lambda word: self.unfit(form.title, word, misread.no_condition))
            one = self.take(tuple(choice(it.id, it.title) for it in conditions), _("a condition"))
            condition = next(it for it in conditions if it.id == one.value)
            values: tuple[Value, ...] = ()
            for label in condition.labels:
                values = (*values, self._next(condition, condition.title, values, label))
            found.append((condition.id, dict(zip(condition.parameters, values, strict=True))))
        if self.asking:
            raise Asked(())
        return tuple(found)

    def _next(self, form: Form | ConditionForm, title: str, earlier: tuple[Value, ...], label: str) -> Value:
        """Return the next parameter; one that has a single choice left need not be typed."""
        choices = tuple(map(of_option, form.domain(*earlier)))
        blank = Blank(order=title, what=label.lower(), choices=choices, options=lambda: form.options(*earlier))
        if self.goes_without_saying(blank):
            return choices[0].value
        return self.take(choices, blank.what, lambda word: misread.unfit(word, [*self._untyped, blank])).value

    def goes_without_saying(self, blank: Blank) -> bool:
        """Return whether there is one choice and the next word does not name it."""
        if len(blank.choices) != 1 or (self._words and meant(blank.choices, self._words[0])):
            return False
        self._untyped.append(blank)
        return True

    def unfit(self, title: str, word: str, whole: Callable[[str, str], str]) -> str:
        """Return what is wrong with a word behind the parameters, which may have been meant for one of them."""
        return (
            misread.unfit(word, self._untyped) if self._untyped and word.casefold() != _IF.value else whole(title, word)
        )


def _own(form: Form) -> str:
    """Return what tells a form from others of its name."""
    return form.id.rpartition(".")[2]


def _first(name: str, forms: Sequence[Form]) -> Choice:
    return choice(name, forms[0].title if len(forms) == 1 else "")
