"""Odds in lines, for the dialog and the numbered lines: terms by name, then the bands in words and per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import TYPE_CHECKING

from engine.play.odds import signed
from engine.speech import _

from .shown import clipped, plain

if TYPE_CHECKING:
    from engine.play.odds import Band, Odds, Term

_NARROWEST = 24
_MOST_TERM = 24  # cells for the name of a term
_MOST_SAID = 60  # cells for what is said of an outcome
_HANGING = 4
_DEEP = 6  # what a band does stands under it where there is no room beside it


def lines_of(rolls: Sequence[Odds], width: int = 76) -> list[str]:
    """Return what an order would roll in lines of at most `width` cells; none when it rolls nothing.

    The first line says that they hold as things stand: what happens before the order is carried out may change them.
    """
    if not rolls:
        return []
    width = max(width, _NARROWEST)
    rows = [_("Odds as things stand:")]
    for roll in rolls:
        rows += _of_roll(roll, width)
    return rows


def brief(rolls: Sequence[Odds]) -> str:
    """Return how likely the checks succeed in one line, "" when there are none.

    What their author says of it stands for success, which may be another's: "The trail leads home: 97 %."
    """
    checks = [roll for roll in rolls if roll.kind == "check" and roll.sure]
    each = ", ".join(f"{plain(roll.title)} {percent(*roll.good)}" for roll in checks if not roll.outcome)
    said = [_("Success or better: {checks}.").format(checks=each)] if each else []
    spoken = _("{outcome}: {chance}.")
    said += [
        spoken.format(outcome=clipped(plain(it.outcome), _MOST_SAID), chance=percent(*it.good))
        for it in checks
        if it.outcome
    ]
    return " ".join(said)


def _of_roll(roll: Odds, width: int) -> Iterator[str]:
    yield from _hung(_headline(roll), width, 0)
    yield from _terms(roll, width)
    yield from _bands(roll.bands, width)
    if roll.kind == "pick" and not roll.bands:
        yield from _hung(_("You do not know among which."), width, 2)


def _headline(roll: Odds) -> str:
    """Return `Blow: 2d6 -3`, or that it may be rolled only."""
    title = plain(roll.title)
    if not roll.sure:
        title = _("{title} (may be rolled)").format(title=title)
    if roll.kind == "check":
        if roll.total == 0:
            return _("{title}: {dice}").format(title=title, dice=roll.dice)
        added = _span(signed(roll.least), signed(roll.most), "")
        return _("{title}: {dice} {added}").format(title=title, dice=roll.dice, added=added)
    if roll.kind == "roll":
        return _("{title}: {dice} are rolled").format(title=title, dice=roll.dice)
    if roll.kind == "pick":
        return _("{title}: one is drawn").format(title=title)
    return _("{title}: by chance").format(title=title)


def _terms(roll: Odds, width: int) -> Iterator[str]:
    """Yield the terms that count, then those that add nothing in one line."""
    counting = [term for term in roll.terms if term.amount != 0]
    most = min(_MOST_TERM, max((len(plain(term.title)) for term in counting), default=0))
    for term in counting:
        yield from _hung(f"{plain(term.title):<{most}}  {_amount(term)}", width, 2)
    idle = ", ".join(plain(term.title) for term in roll.terms if term.amount == 0)
    if idle:
        yield from _hung(_("Nothing from: {terms}").format(terms=idle), width, 2)
    least, most_ = sum(term.least for term in counting), sum(term.most for term in counting)
    if counting and (least, most_) != (roll.least, roll.most):
        added = _("nothing") if roll.total == 0 else _span(signed(roll.least), signed(roll.most), "")
        text = _("The dice get {added}").format(added=added)
        if len(counting) > 1:
            together = _span(signed(least), signed(most_), "")
            text = _("Together {sum}; the dice get {added}").format(sum=together, added=added)
        yield from _hung(text, width, 2)


def _amount(term: Term) -> str:
    if term.amount is not None:
        return signed(term.amount)
    return _("{least} to {most}: not known to you").format(least=signed(term.least), most=signed(term.most))


def _bands(bands: Sequence[Band], width: int) -> Iterator[str]:
    """Yield the bands in columns: what it is called, how likely, what it does."""
    chances = [percent(band.least, band.most) for band in bands]
    first = min(_MOST_TERM, max((len(plain(band.title)) for band in bands), default=0))
    second = max(map(len, chances), default=0)
    told = ""
    for band, chance in zip(bands, chances, strict=True):
        text = plain(band.text)
        shown = _("the same") if text and text == told else text or (_("nothing") if any(b.text for b in bands) else "")
        told = text
        start = f"  {plain(band.title):<{first}}  {chance:>{second}}  "
        if len(shown) > width - len(start) < _NARROWEST:
            yield start.rstrip()
            yield from wrap(shown, width, initial_indent=" " * _DEEP, subsequent_indent=" " * _DEEP)
            continue
        rows = wrap(shown, width - len(start)) or [""]
        yield (start + rows[0]).rstrip()
        yield from (" " * len(start) + row for row in rows[1:])


def percent(least: Fraction, most: Fraction) -> str:
    """Return a chance per cent, or from the least to the most; what is possible is never 0.

    >>> percent(Fraction(1, 6), Fraction(1, 6)), percent(Fraction(1, 36), Fraction(1, 2))
    ('17 %', '3–50 %')
    """
    return _span(_hundredths(least), _hundredths(most), " %")


def _hundredths(chance: Fraction) -> str:
    """Return a chance in hundredths; only what is certain is 0 or 100."""
    rounded = round(chance * 100)
    return str(rounded if chance in (0, 1) else min(99, max(1, rounded)))


def _span(least: str, most: str, unit: str) -> str:
    if least == most:
        return least + unit
    return (f"{least}–{most}" if unit else _("{least} to {most}").format(least=least, most=most)) + unit


def _hung(text: str, width: int, indent: int) -> list[str]:
    """Return a line wrapped with a hanging indent."""
    return wrap(text, width, initial_indent=" " * indent, subsequent_indent=" " * _HANGING) or [""]
