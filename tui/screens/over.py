"""A box that lies over a screen, and goes once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Over(ModalScreen[T]):
    """A box over the screen that cannot be left while another lies over it: keys may come faster than boxes."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go if this is in front: else Textual would take away what is, and fail when this goes later."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
