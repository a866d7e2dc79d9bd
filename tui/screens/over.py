"""A box that lies over a screen, and goes once; and which keys do nothing on a screen."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

T = TypeVar("T")
_QUIET = ("escape", "tab", "shift+tab", "enter")


class Over(ModalScreen[T]):
    """A box over the screen that cannot be left while another lies over it: keys may come faster than boxes."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go if this is in front: else Textual would take away what is, and fail when this goes later."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


def needless(screen: Screen[T], event: events.Key) -> str:
    """Return the name of a key that does nothing on a screen and should be told of, "" of all others."""
    if event.key in screen.active_bindings or event.key in _QUIET:
        return ""
    return event.character if event.character and event.is_printable else event.key
