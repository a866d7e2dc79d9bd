"""News that come several at once wait until somebody in the room wants the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.play.readings import News

    from .frames import Picture


class Reveals:
    """Which news were shown. `stands` is the last picture before those that wait; with `at_once` none ever wait."""

    def __init__(self, *, at_once: bool = False) -> None:
        self._at_once = at_once
        self._shown = 0
        self._last: Picture | None = None
        self.stands: Picture | None = None
        self.front: News | None = None

    @property
    def waiting(self) -> int:
        """How many news wait."""
        return len(self._held)

    @property
    def _held(self) -> Sequence[News]:
        return () if self._last is None else [it for it in self._last.news if it.number > self._shown]

    def take(self, picture: Picture) -> None:
        """Hold back news that came with others; the first picture of a game has nothing new."""
        newest = _newest(picture)
        before, self._last = self._last, picture
        another = before is None or before.title != picture.title or newest < self._shown
        if another or self._at_once or (self.front is None and len(self._held) <= 1):
            self._shown, self.front = newest, None if another else self.front
        self._settle()

    def step(self) -> bool:
        """Bring the next piece of news to the front; return whether there was one."""
        held = self._held
        self.front = min(held, key=lambda it: it.number) if held else None
        if self.front is not None:
            self._shown = self.front.number
        self._settle()
        return self.front is not None

    def all(self) -> None:
        """Let nothing wait."""
        self._shown = max([self._shown, *(it.number for it in self._held)])
        self.front = None
        self._settle()

    def leave(self) -> None:
        """Let another page come to the front; what waits still waits."""
        self.front = None

    def told(self, picture: Picture) -> Sequence[News]:
        """Return the news of a picture that were shown."""
        return [it for it in picture.news if it.number <= self._shown]

    def _settle(self) -> None:
        if not self._held:
            self.stands = self._last


def _newest(picture: Picture) -> int:
    return max((it.number for it in picture.news), default=0)
