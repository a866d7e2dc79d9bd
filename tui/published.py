"""The app with a wall: what everybody may know of the game on its screen is published while it is played."""

from __future__ import annotations

from textual import on

from engine.problems import Refused
from engine.speech import _
from engine.table.publishing import Publisher

from .app import Whitecell
from .arrivals import Opened


class PublishedWhitecell(Whitecell):
    """Publishes the game that was opened, and tells the address."""

    _publisher: Publisher | None = None

    @on(Opened)
    def publish(self, message: Opened) -> None:
        """Publish this game instead of the one before."""
        self.on_unmount()
        self._publisher = Publisher(message.room.session)
        try:
            said = _("The wall: whitecell wall {address}").format(address=self._publisher.open())
        except Refused as refused:
            said = refused.reason
        self.notify(said, timeout=15, markup=False)

    def on_unmount(self) -> None:
        """Let the walls go."""
        if self._publisher is not None:
            self._publisher.close()
            self._publisher = None
