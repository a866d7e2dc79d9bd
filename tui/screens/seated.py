"""A screen that sits at the table: the only place of the interface that talks to a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from engine.play.orders import Order
from engine.problems import Refused

from ..room import Room
from ..scene import Scene, scene_of
from .answering import Answering

if TYPE_CHECKING:
    from engine.table.capture import Aside
    from engine.table.session import Seat


class Resolved(Message):
    """An act was done; the game stands still again."""

    def __init__(self, scene: Scene, said: str) -> None:
        super().__init__()
        self.scene = scene
        self.said = said


class WasRefused(Message):
    """An act was refused; nothing changed."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Seated(Answering):
    """Acts for one seat in a worker, and posts `Resolved` or `WasRefused` when it is done."""

    def __init__(self, room: Room, role: str, scene: Scene) -> None:
        super().__init__()
        self._room = room
        self._role = role
        self._scene = scene
        self._busy = False

    @property
    def scene(self) -> Scene:
        """The moment that is drawn."""
        return self._scene

    @property
    def room(self) -> Room:
        """The table this screen sits at."""
        return self._room

    @property
    def role(self) -> str:
        """The seat this screen draws."""
        return self._role

    @property
    def busy(self) -> bool:
        """Whether an act is under way."""
        return self._busy

    @property
    def last_read(self) -> int:
        """The number of the last news on this screen."""
        news = self._scene.view.news
        return news[-1].number if news else 0

    @property
    def _seat(self) -> Seat:
        return self._room.session.seat(self._role)

    def give(self, order: Order, said: str, beside: Aside | None = None) -> None:
        """Give an order, with what is said beside it; the others move after it if nobody else is awaited."""
        self._act(lambda: self._seat.submit(order, beside), said)

    def take_back(self, order: Order, said: str) -> None:
        """Take back an order that was given in this phase."""
        self._act(lambda: self._seat.take_back(order), said)

    def keep_draft(self, order: Order | None, said: str) -> None:
        """Keep an order as a draft, or forget the draft."""
        self._act(lambda: self._seat.save_draft(order), said)

    def _act(self, act: Callable[[], object], said: str) -> None:
        self._busy = True
        self._work(act, said)

    @work(thread=True, group="session")
    def _work(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except Refused as refused:
            self.post_message(WasRefused(refused.reason))
            return
        self.post_message(Resolved(scene_of(self._seat), said))
