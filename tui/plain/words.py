"""What may be typed: each command is a key, an English word and a translated one, a line of help, and a function.

A command is declared where its function stands, and nowhere else: help, mistakes and obedience read it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import attrs

from engine.language.text import nearest

W = TypeVar("W")
Act = Callable[[W, str], None]

_COLUMN = 12


@attrs.frozen(kw_only=True)
class Command(Generic[W]):
    """One command; `said` is its word in the reader's language, `act` is given what stands behind it."""

    key: str
    word: str
    said: str
    about: str
    act: Act[W]

    def is_called(self, word: str) -> bool:
        """Return whether a word means this command."""
        return word.casefold() in (self.key, self.word, self.said.casefold())


class Words(Generic[W]):
    """The commands of one place in the order in which they were declared, then those of the place it is part of."""

    def __init__(self, base: Words[Any] | None = None) -> None:
        self._base = base
        self._own: list[Command[W]] = []

    @property
    def _commands(self) -> list[Command[Any]]:
        return [*self._own, *(self._base._commands if self._base else ())]

    def command(self, key: str, word: str, said: str, about: str) -> Callable[[Act[W]], Act[W]]:
        """Declare a function as what a key and a word do."""

        def declare(act: Act[W]) -> Act[W]:
            self._own.append(Command(key=key, word=word, said=said, about=about, act=act))
            return act

        return declare

    def find(self, word: str) -> Command[Any] | None:
        """Return what a word means, None when it means nothing here."""
        return next((it for it in self._commands if it.is_called(word)), None)

    def near(self, word: str) -> str | None:
        """Return the word that was probably meant."""
        return nearest(word.casefold(), [it.word for it in self._commands] + [it.said for it in self._commands])

    def keys(self) -> str:
        """Return all keys in a row."""
        return " ".join(it.key for it in self._commands)

    def help(self) -> Iterator[str]:
        """Yield a line for each command."""
        for it in self._commands:
            names = dict.fromkeys((it.key, it.said, it.word))
            yield f"{', '.join(names):<{_COLUMN}}  {it.about}"
