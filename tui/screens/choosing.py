"""A question that is answered by choosing from a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from engine.speech import _

from ..scene import Act
from ..shown import content
from ..widgets.picker import Picker


class Choosing(ModalScreen[str | None]):
    """Asks for one of several, which typing narrows; Escape chooses none."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), tooltip=_("Do nothing"))]

    def __init__(self, title: str, text: str, choices: Sequence[Act]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._choices = choices

    def compose(self) -> ComposeResult:
        """A box with the question and the list."""
        with Vertical(classes="box") as box:
            box.border_title = content(self._title)
            box.border_subtitle = _("Enter chooses · Esc goes back")
            yield Static(content(self._text))
            yield Picker()
            wrong = Static(id="wrong")
            wrong.display = False
            yield wrong

    def on_mount(self) -> None:
        """Offer the choices."""
        self.query_one(Picker).offer(self._choices)

    def on_picker_considered(self, _message: Picker.Considered) -> None:
        """What was wrong is no longer said."""
        self._say("")

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Hand over what was chosen."""
        self.dismiss(str(message.option.value))

    def on_picker_refused(self, message: Picker.Refused) -> None:
        """Say what would have been a choice."""
        self._say(f"! {message.reason}")

    def _say(self, text: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(content(text))
        wrong.display = bool(text)
