"""What may be typed where control overrules the rules: candidates for the next word, and what a line means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from engine.play.rulings import BANDS
from engine.problems import Refused
from engine.speech import _

from ..shown import plain
from .batch import scribe_of

if TYPE_CHECKING:
    from engine.play.readings import Reading
    from engine.table.session import Session

MOST = 60
"""Candidates that are looked for."""


def completions(session: Session, ruling: str, text: str) -> tuple[str, ...]:
    """Return what the last word of a line may become."""
    words = text.split()
    last = "" if not words or text[-1:].isspace() else words.pop()
    found = _GIVEN[ruling](session, tuple(words), text)
    return tuple(it for it, _at in zip((it for it in found if it.startswith(last)), range(MOST), strict=False))


def meaning(session: Session, ruling: str, text: str) -> str:
    """Return what a line asks for, as `Game.overrule` wants it.

    Raises: Refused: it is no order that may be given.
    """
    if ruling != "give":
        return text.strip()
    slip = scribe_of(session).read(text)
    if slip.order is None:
        raise Refused(slip.wrong)
    return f"{slip.role} {slip.order.text}"


def told(session: Session, ruling: str, text: str) -> str:
    """Return what is good to know of what was typed so far: what a number is now."""
    if ruling != "add" or not text.split():
        return ""
    it = next((it for it in _numbers(session) if it.name == text.split()[0]), None)
    if it is None:
        return ""
    if isinstance(it.value, bool):
        return _("{number} now: {value}").format(number=plain(it.title, 60), value=plain(it.shown, 40))
    said = _("{number} now: {value} ({least} to {most})")
    return said.format(number=plain(it.title, 60), value=plain(it.shown, 40), least=it.least, most=it.most)


def _numbers(session: Session) -> Iterator[Reading]:
    """Yield the numbers to which something can be added."""
    return (it for it in session.game.numbers if not it.measure)


def _of_number(session: Session, words: tuple[str, ...], _text: str) -> Iterable[str]:
    if not words:
        return (it.name for it in _numbers(session))
    it = next((it for it in _numbers(session) if it.name == words[0]), None)
    if it is None or len(words) > 1:
        return ()
    return ("set", "clear") if isinstance(it.value, bool) else ("+1", "-1")


def _of_order(session: Session, _words: tuple[str, ...], text: str) -> Iterable[str]:
    return scribe_of(session).completions(text)


def _of_sealed(session: Session, words: tuple[str, ...], _text: str) -> Iterable[str]:
    if not words:
        return (role for role in session.game.roles if session.game.view(role).given)
    if len(words) > 1 or words[0] not in session.game.roles:
        return ()
    return (order.text for order in session.game.view(words[0]).given)


def _of_check(session: Session, words: tuple[str, ...], _text: str) -> Iterable[str]:
    return session.game.checks if not words else BANDS if len(words) == 1 else ()


def _of_exception(session: Session, words: tuple[str, ...], _text: str) -> Iterable[str]:
    if not words:
        return session.game.roles
    if len(words) > 1 or words[0] not in session.game.roles:
        return ()
    return (form.id for form in session.game.view(words[0]).choices.forms if form.id == form.name != "pass")


_GIVEN: Mapping[str, Callable[[Session, tuple[str, ...], str], Iterable[str]]] = {
    "add": _of_number,
    "give": _of_order,
    "take": _of_sealed,
    "band": _of_check,
    "except": _of_exception,
}
