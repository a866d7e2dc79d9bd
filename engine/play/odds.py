"""The odds of an order before it is given: what it would roll, as far as the seat that asks may know.

Terms come from the compiled rules, bands from the very check that play rolls; nothing is worked out
twice. A term that reads what the seat does not see is never worked out on the secret: it has bounds only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import attrs

from ..rules.link import function_of, odds_name
from ..rules.ruleset import Choice, Values
from ..rules.ruleset import Order as Rule
from ..rules.run import BANDS, STRONG, SUCCESS
from ..rules.runtime import shown
from ..rules.words import LEVEL
from ..speech import _
from .chances import chances_of, modifier_of
from .course import Course
from .excepting import granted
from .projection import sees

MOST_SHOWN = 24  # rolls of one order
_MOST_TRIED = 400  # values of what is hidden, to find a term's bounds
_MOST_TEXTS = 6  # what a band does

Known = Callable[[], float]
Probe = tuple[str, int]  # a track, and the place of one of its numbers
Written = tuple[str, Known, bool, float, float, tuple[Probe, ...]]
Told = tuple[str, ...]
Verdict = Callable[[], bool | None]


@attrs.frozen(kw_only=True)
class Term:
    """A named term of a check: its amount, or the bounds of what is not known to the seat."""

    title: str
    least: float
    most: float

    @property
    def amount(self) -> float | None:
        """The amount, None when it is not known."""
        return self.least if self.least == self.most else None


@attrs.frozen(kw_only=True)
class Band:
    """One way that a roll may end: what it is called and does, and how likely it is."""

    title: str
    text: str
    least: Fraction
    most: Fraction

    @property
    def chance(self) -> Fraction | None:
        """How likely it is, None when that depends on what is not known."""
        return self.least if self.least == self.most else None


@attrs.frozen(kw_only=True)
class Odds:
    """One roll of an order, as things stand; `least` and `most` bound what is added to the dice."""

    id: str
    title: str
    kind: str  # check, chance, roll, pick
    terms: tuple[Term, ...] = ()
    least: int = 0
    most: int = 0
    dice: str = ""  # 2d6
    sure: bool = True  # False: it may be rolled, or not
    good: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))  # of a check: success or better, at least and at most
    outcome: str = ""  # of a check: what is said of success or better, in the author's words
    bands: tuple[Band, ...] = ()  # () where they depend on what is not known

    @property
    def total(self) -> int | None:
        """What is added to the dice, None when that is not known."""
        return self.least if self.least == self.most else None


def odds_of(
    course: Course, role: int, rule: Rule, params: Sequence[int], reasons: Sequence[tuple[str, float]] = ()
) -> tuple[Odds, ...]:
    """Return what an order with these parameters would roll itself, in order, as far as a role may know.

    `reasons` are terms of an argument, for its first check.
    """
    if not rule.foresight:
        return ()
    values, memo = course.ground(role)
    if rule.fits is not None and not rule.fits(values, memo, role, *params):
        return ()
    costs = () if granted(course, role, rule) else rule.costs(values, memo, role, *params)
    values = values.copy()
    for place, amount in costs:
        values[place] -= amount
    heading = str(rule.name_of(values, memo, role, *params)) if rule.argues else ""
    return _foreseen(course, role, values, odds_name(rule.id), rule.foresight, params, reasons, heading)


def odds_of_choice(course: Course, role: int, event: str, choice: Choice, args: Sequence[int]) -> tuple[Odds, ...]:
    """Return what an answer to an event's question would roll itself, as far as the role that is asked may know."""
    if not choice.foresight:
        return ()
    values, name = course.ground(role)[0].copy(), odds_name(f"{event}_OF_{choice.id}")
    return _foreseen(course, role, values, name, choice.foresight, args)


def _foreseen(
    course: Course,
    role: int,
    values: Values,
    name: str,
    text: str,
    args: Sequence[int],
    reasons: Sequence[tuple[str, float]] = (),
    heading: str = "",
) -> tuple[Odds, ...]:
    """Return what a function of odds tells, on values that it may write."""
    run = _Foreseen(course, role, values)
    run.heading = heading
    run.reasons = tuple(Term(title=_titled(name), least=worth, most=worth) for name, worth in reasons)
    function_of(course.rules, name, text)(values, run.memo, run, role, *args)
    return tuple(run.found[:MOST_SHOWN])


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]


class _Foreseen:
    """What a function of odds asks and tells: `unknown` names what the seat does not know by now."""

    def __init__(self, course: Course, role: int, values: Values) -> None:
        self.found: list[Odds] = []
        self.reasons: tuple[Term, ...] = ()  # of an argument, for its first check
        self.heading = ""  # what an argument is for: the title of its first check
        self.memo: dict[Any, Any] = {}
        self.certain = True
        self._rules = course.rules
        self._role = role
        self._values = values
        self._unknown: set[str] = set()

    # What the seat knows.

    def knows(self, names: frozenset[str]) -> bool:
        """Return whether none of these has become unknown."""
        return self._unknown.isdisjoint(names)

    def blur(self, names: Iterable[str]) -> None:
        """Note that the seat cannot know these any more."""
        self._unknown.update(names)

    def bound(self, name: str, known: bool) -> None:
        """Note whether the seat knows what a name stands for."""
        self._unknown.discard(name) if known else self._unknown.add(name)

    def enter(self, doubt: bool) -> bool:
        """Begin effects that may not happen at all; return what `leave` wants."""
        before, self.certain = self.certain, self.certain and not doubt
        return before

    def leave(self, before: bool) -> None:
        """End what `enter` began."""
        self.certain = before

    @staticmethod
    def every(*parts: Verdict) -> bool | None:
        """Return whether all hold, None when the seat cannot know; what the first rules out is not looked at."""
        found: bool | None = True
        for part in parts:
            holds = part()
            if holds is False:
                return False
            found = None if holds is None else found
        return found

    @staticmethod
    def some(*parts: Verdict) -> bool | None:
        """Return whether one holds, None when the seat cannot know; after one that does none is looked at."""
        found: bool | None = False
        for part in parts:
            holds = part()
            if holds:
                return True
            found = None if holds is None else found
        return found

    @staticmethod
    def nay(part: bool | None) -> bool | None:
        """Return whether it does not hold, None when the seat cannot know."""
        return None if part is None else not part

    # What is rolled.

    def check(self, id: str, subject: Told, terms: tuple[Written, ...], told: tuple[tuple[int, Told], ...]) -> None:
        """Note a check: its terms, and what is done in the bands that are written."""
        found, self.reasons = (*(self._term(term) for term in terms), *self.reasons), ()
        sums = ([term.least for term in found], [term.most for term in found])
        least, most = (modifier_of(self._rules, self._values, amounts) for amounts in sums)
        spread = [chances_of(self._rules, self._values, modifier) for modifier in range(least, most + 1)]
        texts = [next((text for number, text in told if number >= band), ()) for band in range(len(BANDS))]
        bands = tuple(
            Band(
                title=_band_title(band),
                text=self._joined(texts[band]),
                least=min(chances[band] for chances in spread),
                most=max(chances[band] for chances in spread),
            )
            for band in range(len(BANDS))
        )
        better = [chances[STRONG] + chances[SUCCESS] for chances in spread]
        good = min(better), max(better)
        common = next((it for it in texts[SUCCESS] if isinstance(it, _Sentence) and it in texts[STRONG]), "")
        parts = {"terms": found, "least": least, "most": most, "dice": "2d6", "bands": bands, "good": good}
        self._note(id, subject, "check", **parts, outcome=common.rstrip(".!?"))

    def chance(self, id: str, subject: Told, term: Written, then: Told, other: Told) -> None:
        """Note something that happens or does not."""
        found = self._term(term)
        least, most = (Fraction(min(1.0, max(0.0, end))).limit_denominator(1000) for end in (found.least, found.most))
        bands = (
            Band(title=_("happens"), text=self._joined(then), least=least, most=most),
            Band(title=_("does not"), text=self._joined(other), least=1 - most, most=1 - least),
        )
        self._note(id, subject, "chance", bands=bands)

    def roll(self, id: str, subject: Told, count: int, sides: int) -> None:
        """Note dice whose sum the rules go on with."""
        self._note(id, subject, "roll", dice=f"{count}d{sides}")

    def pick(self, id: str, subject: Told, found: list[tuple[str, float]] | None) -> None:
        """Note that one of several is drawn by weight; None when the seat does not know among which."""
        weights = [max(Fraction(0), Fraction(weight).limit_denominator(1000)) for _title, weight in found or ()]
        total = sum(weights)
        pairs = zip(found or (), weights, strict=True)
        bands = tuple(Band(title=it[0], text="", least=w / total, most=w / total) for it, w in pairs if w)
        self._note(id, subject, "pick", bands=bands)

    def _note(self, id: str, subject: Told, kind: str, **parts: Any) -> None:
        if len(self.found) < MOST_SHOWN:
            title = self._spoken(id) + (f" ({', '.join(subject)})" if subject else "")
            if kind == "check" and self.heading:
                title, self.heading = self.heading, ""
            self.found.append(Odds(id=id, title=title, kind=kind, sure=self.certain, **parts))

    # Terms that may be hidden.

    def _term(self, written: Written) -> Term:
        name, value, known, least, most, probes = written
        if known:
            least = most = value()
        elif probes:
            least, most = self._tried(value, probes, least, most)
        return Term(title=self._spoken(name), least=least, most=most)

    def _tried(self, value: Known, probes: tuple[Probe, ...], least: float, most: float) -> tuple[float, float]:
        """Return the bounds of a term over all that the hidden numbers may be, as far as the seat knows."""
        places = {place: self._span(track, place) for track, place in probes}
        if prod(len(span) for span in places.values()) > _MOST_TRIED:
            return least, most
        before = [self._values[place] for place in places]
        found = [self._with(value, places, numbers) for numbers in product(*places.values())]
        self._with(value, places, before)
        return min(found), max(found)

    def _with(self, value: Known, places: Iterable[int], numbers: Iterable[int]) -> float:
        for place, number in zip(places, numbers, strict=True):
            self._values[place] = number
        self.memo.clear()
        return value()

    def _span(self, track: str, place: int) -> Sequence[int]:
        """Return what a number may be: itself where the seat sees it, else those of its level where that is public."""
        it, here = self._rules.tracks[track], self._values[place]
        owner = (place - it.base) // it.strides[0] if it.strides else -1
        if track not in self._unknown and sees(it.seen_by, self._role, owner):
            return (here,)
        if f"{LEVEL}{track}" in self._unknown or not it.public_levels:
            return range(it.least, it.most + 1)
        level = next((level for level in it.levels if level.least <= here <= level.most), None)
        return range(it.least, it.most + 1) if level is None else range(level.least, level.most + 1)

    # What is done, in words.

    def moves(self, title: str, members: Told, by: float | None, op: str) -> Told:
        """Return a change by an amount in words; nothing for a change by 0."""
        if by is None:
            return (f"{_named(title, members)} {'+' if op == '+=' else '-'}…",)
        return (f"{_named(title, members)} {signed(by)}",) if by else ()

    def becomes(self, title: str, members: Told, value: str) -> Told:
        """Return in words what a number is set to, or at which level."""
        return (_("{title}: set to {value}").format(title=_named(title, members), value=value),)

    def flag(self, title: str, members: Told, value: bool | None) -> Told:
        """Return in words what a flag is set to; None when the seat cannot know."""
        said = "…" if value is None else _("yes") if value else _("no")
        return (f"{_named(title, members)}: {said}",)

    def says(self, sentence: str) -> Told:
        """Return what is said, in the author's own words."""
        return (_Sentence(sentence),)

    def whether(self, verdict: bool | None, then: Callable[[], Told], other: Callable[[], Told]) -> Told:
        """Return what is done in a case that may not be known yet."""
        if verdict is not None:
            return then() if verdict else other()
        return tuple(_("perhaps {text}").format(text=text) for text in (*then(), *other()))

    def later(self, event: str) -> Told:
        """Return in words that an event comes later."""
        return (_("later: {event}").format(event=event),)

    def rolled(self, id: str) -> Told:
        """Return in words that another check follows."""
        return (_("another check: {title}").format(title=self._spoken(id)),)

    def ends(self, id: str) -> Told:
        """Return in words that the game ends."""
        return (_("the game ends: {title}").format(title=self._rules.endings[id].title),)

    def more(self) -> Told:
        """Return in words that there is more than can be said in a line."""
        return (_("more follows"),)

    def _spoken(self, id: str) -> str:
        """Return an id in words, in the reader's language where that is known."""
        words = id.replace("_", " ")
        return self._rules.words.get(words, words).capitalize()

    @staticmethod
    def _joined(texts: Told) -> str:
        each = list(dict.fromkeys(text.rstrip(".") for text in texts))
        return "; ".join(each[:_MOST_TEXTS]) + ("…" if len(each) > _MOST_TEXTS else "")


class _Sentence(str):
    """What an author says of an outcome."""


def signed(amount: float) -> str:
    """Return a number with its sign.

    >>> signed(2), signed(-0.5), signed(0)
    ('+2', '-0.5', '0')
    """
    text = shown(abs(amount))
    return text if text == "0" else f"{'+' if amount > 0 else '-'}{text}"


def _named(title: str, members: Told) -> str:
    return f"{title} ({', '.join(members)})" if members else title


def _band_title(band: int) -> str:
    return (_("strong"), _("success"), _("mixed"), _("fail"))[band]
