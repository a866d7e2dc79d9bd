"""Slips that a scribe has typed: read, echoed, and sealed together; refused ones stay to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from engine.problems import Refused
from engine.speech import _
from engine.table.slips import Scribe, Slip

from ..shown import plain

if TYPE_CHECKING:
    from engine.play.views import View
    from engine.table.session import Session

MOST = 200
"""Slips of a batch."""


def scribe_of(session: Session) -> Scribe:
    """Return who reads slips for a game as it stands."""
    known: dict[str, View] = {}

    def view(role: str) -> View:
        if role not in known:
            known[role] = session.game.view(role)
        return known[role]

    return Scribe(session.scenario.book, view)


def read_lines(session: Session, scribe: Scribe, text: str) -> tuple[Slip, ...]:
    """Return the slips of a text of one line or many, for the phase that is played; empty lines are none."""
    phase, found = phase_of(session), (line for line in text.splitlines() if line.strip())
    return tuple(attrs.evolve(scribe.read(line), phase=phase) for line in found)


def seal(session: Session, slips: Sequence[Slip], tell: Callable[[Slip], object] = lambda _slip: None) -> list[Slip]:
    """Give the orders of all slips that are whole, and return those that are left, with why.

    None is given in another phase than the one it was typed for: then the rest stays.
    """
    left: list[Slip] = []
    for slip in slips:
        if slip.order is None:
            left.append(slip)
        elif phase_of(session) != slip.phase:
            left.append(attrs.evolve(slip, order=None, wrong=_("The phase ended before this slip was given.")))
        else:
            try:
                number = give(session, slip)
            except Refused as refused:
                left.append(attrs.evolve(slip, order=None, wrong=refused.reason))
                continue
            tell(slip)
            try:
                _explain(session, slip, number)
            except Refused as refused:
                wrong = _("The order was given, but what stands beside it was not kept: {reason}")
                left.append(attrs.evolve(slip, order=None, wrong=wrong.format(reason=refused.reason)))
    return left


def give(session: Session, slip: Slip) -> int:
    """Give the order of a slip, and return the number of its event.

    Raises: Refused: it may not be given, or cannot be written down; nothing has changed.
    """
    assert slip.order is not None, slip
    before = len(session.game.log)
    session.submit(slip.role, slip.order)
    return next(it.number for it in session.game.log[before:] if it.role == slip.role)


def _explain(session: Session, slip: Slip, number: int) -> None:
    """Keep what was said beside an order."""
    if slip.why or slip.sure or slip.rejected:
        session.keep(session.desk.capture.explain(slip.role, number, slip.why, slip.sure, slip.rejected))


def phase_of(session: Session) -> tuple[int, int]:
    """Return which phase it is, by the number of the event with which it began."""
    game = session.game
    begun = (it.number for it in reversed(game.log) if it.kind in ("phase", "opened", "closed"))
    return game.turn, next(begun, 0)


def echo(slip: Slip, title: str) -> str:
    """Return a slip in words with its cost, or what is wrong with it."""
    if slip.order is None:
        return f"! {plain(slip.text, 80)}: {plain(slip.wrong)}"
    cost = ", ".join(f"{amount} {plain(track, 40)}" for track, amount in slip.cost if amount)
    return f"{title}: {plain(slip.title)}" + (f" ({cost})" if cost else "") + "".join(_beside(slip))


def _beside(slip: Slip) -> Iterator[str]:
    """Yield what was said beside the order."""
    if slip.why:
        yield _("; why: {text}").format(text=plain(slip.why))
    if slip.sure:
        yield _("; sure {sure} of 5").format(sure=slip.sure)
    if slip.rejected:
        yield _("; not: {text}").format(text=plain(slip.rejected))


def completed(text: str, candidates: Sequence[str]) -> str:
    """Return a line with its last word completed as far as the candidates agree."""
    if not candidates:
        return text
    begun = "" if not text or text[-1:].isspace() else text.split()[-1]
    head = text[: len(text) - len(begun)]
    if len(candidates) == 1:
        return f"{head}{candidates[0]} "
    common = _shared([it.casefold() for it in candidates])
    return head + common if len(common) > len(begun) and common.startswith(begun.casefold()) else text


def _shared(words: Sequence[str]) -> str:
    """Return how all words begin."""
    first, last = min(words), max(words)
    return first[: next((k for k, letter in enumerate(first) if letter != last[k : k + 1]), len(first))]
