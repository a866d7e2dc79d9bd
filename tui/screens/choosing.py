"""A question that is answered by choosing from a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from engine.speech import _

from ..scene import Act
from ..widgets.picker import Picker
from .boxed import Boxed


class Choosing(Boxed):
    """Asks for one of several, which typing narrows; Escape chooses none."""

    def __init__(self, title: str, text: str, choices: Sequence[Act]) -> None:
        super().__init__(title, text, _("Enter chooses · Esc goes back"))
        self._choices = choices

    def answered_with(self) -> Widget:
        """Return the list."""
        return Picker()

    def on_mount(self) -> None:
        """Offer the choices."""
        self.query_one(Picker).offer(self._choices)

    def on_picker_considered(self, _message: Picker.Considered) -> None:
        """What was wrong is no longer said."""
        self.refuse("")

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Hand over what was chosen."""
        self.dismiss(str(message.option.value))

    def on_picker_refused(self, message: Picker.Refused) -> None:
        """Say what would have been a choice."""
        self.refuse(message.reason)
