"""What makes checks, and who decides them while control sits in the chair: the rules and the dice, or control.

What may be adjudicated is called by the id of an order, as `argue.EFFECT`, `motion.ID`, `term.ID` or, for the
answers to the question of an event or inject, `answer.ID`.
Source: styles of adjudication (dossier, practice 1.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..language import spec
from ..language.bargaining import Motion, Term
from ..language.styles import MATRIX, RIGID, style_named
from . import rule_codes as codes
from .entries import Judged
from .making import Making
from .words import ANSWER, ARGUE, MOTION, TERM

Written: TypeAlias = spec.Order | spec.Argument | Motion | Term | spec.Event | spec.Inject


def judged(making: Making) -> Mapping[str, Judged]:
    """Return all that makes checks; a style for what makes none, or for what counts by itself, is a problem."""
    found, made = {}, making.module.checks()
    for what, written in _all(making.written):
        checks = made.get(what, ())
        if written.adjudicate:
            _fits(making, written, checks)
        if checks:
            style = style_named(written.adjudicate) or _usual(written)
            found[what] = Judged(checks=checks, style=style, said=bool(written.adjudicate))
    return found


def _all(written: spec.Ruleset) -> Iterator[tuple[str, Written]]:
    yield from ((it.id, it) for it in written.orders if "." not in it.id)
    yield from ((f"{ARGUE}.{it.id}", it) for it in written.palette)
    yield from ((f"{MOTION}.{it.id}", it) for it in written.motions)
    yield from ((f"{TERM}.{it.id}", it) for it in written.terms)
    yield from ((f"{ANSWER}.{it.id}", it) for it in written.events)
    yield from ((f"{ANSWER}.{it.id}", it) for it in written.injects)


def _usual(written: Written) -> str:
    """Return the style of what names none: arguments are judged by their reasons, all else by the rules."""
    return MATRIX if isinstance(written, spec.Argument) and not written.automatic else RIGID


def _fits(making: Making, written: Written, checks: tuple[str, ...]) -> None:
    mark, style = written.fields.get("adjudicate", written.mark), written.adjudicate
    if not checks:
        answers = isinstance(written, (spec.Event, spec.Inject))
        who = f"no answer to {written.id} makes a" if answers else f"{written.id} makes no"
        message, hint = f"{who} check that control could decide", "does: [{check: …}]"
        making.world.report(mark, codes.NO_CHECK, message, hint=hint, length=len(style))
    elif isinstance(written, spec.Argument) and written.automatic and style != RIGID:
        message = f"{written.id} is automatic: its reasons count at once, so it is not {style}"
        making.world.report(mark, codes.NO_CHECK, message, hint="leave out `automatic`", length=len(style))
