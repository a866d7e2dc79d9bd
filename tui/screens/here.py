"""What can I do here? The orders that can take an area, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from engine.speech import _

from ..areas import Line, lines_for
from ..shown import content, plain
from ..widgets.picker import Picker
from .beside import Beside

if TYPE_CHECKING:
    from engine.play.forms import Form

KNOWN = "known"
"""What is chosen when somebody would rather read what is known of the area."""


class HereDialog(Beside[str]):
    """Lists orders for one area; ends with the number of one, `KNOWN`, or "" when nothing was chosen."""

    BINDINGS = [Binding("escape", "dismiss('')", _("Back"), tooltip=_("Back to the map"))]

    def __init__(self, title: str, about: str, forms: Sequence[Form]) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._lines = (*lines_for(forms), Line(value=KNOWN, title=_("Read all that you know of it")))
        self._texts = {str(k): plain(form.text) for k, form in enumerate(forms)}

    def compose(self) -> ComposeResult:
        """A box like that of an order: where one is, what can be done, and what that does."""
        with Vertical(id="order-box") as box:
            box.border_title = content(self._title)
            box.border_subtitle = _("Enter chooses · Esc goes back")
            yield Static(content(self._about, "dim"), id="order-so-far")
            yield Static(content(_("What can I do here?"), "bold"))
            yield Picker(id="order-picker")
            yield Static(id="order-note")

    def on_mount(self) -> None:
        """Offer the orders."""
        self.query_one(Picker).offer(self._lines, narrows=len(self._lines) > 8)

    @on(Picker.Considered)
    def note(self, message: Picker.Considered) -> None:
        """Tell what the order under the cursor does."""
        if type(message) is Picker.Considered:
            self._say(self._texts.get(str(message.option.value), ""))

    @on(Picker.Chosen)
    def choose(self, message: Picker.Chosen) -> None:
        """End with the choice."""
        self.dismiss(str(message.option.value))

    @on(Picker.Refused)
    def explain(self, message: Picker.Refused) -> None:
        """Say why it is closed."""
        self._say(message.reason)

    def _say(self, text: str) -> None:
        self.query_one("#order-note", Static).update(content(text))
