"""A question that is answered with one line of text."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from engine.problems import Refused
from engine.speech import _

from ..shown import content, plain
from ..widgets.line import TypedLine

MOST = 500
"""Characters of a line, where nobody says otherwise."""


class LineQuestion(ModalScreen[str | None]):
    """Asks for a line; Escape gives none. What is hidden shows as dots; `check` says why a line cannot be taken.

    A line that is too long stays in the box, to be shortened: what was pasted is not lost.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), tooltip=_("Do nothing"))]

    def __init__(
        self,
        title: str,
        text: str,
        begun: str = "",
        *,
        hidden: bool = False,
        most: int = MOST,
        check: Callable[[str], object] = str,
    ) -> None:
        super().__init__()
        self._check = check
        self._hidden = hidden
        self._most = most
        self._title = title
        self._text = text
        self._begun = begun

    def compose(self) -> ComposeResult:
        """A box with the question and a line."""
        with Vertical(classes="box") as box:
            box.border_title = content(self._title)
            box.border_subtitle = _("Enter takes it · Esc goes back")
            yield Static(content(self._text))
            yield TypedLine(self._begun, most=self._most, password=self._hidden)
            wrong = Static(id="wrong")
            wrong.display = False
            yield wrong

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, unless it says something that cannot be taken."""
        said = event.value.strip()
        try:
            if said:
                self._check(said)
        except Refused as refused:
            self._refuse(refused.reason)
        else:
            self.dismiss(said)

    def on_typed_line_too_long(self, event: TypedLine.TooLong) -> None:
        """Say how long a line may be."""
        self._refuse(event.reason)

    def _refuse(self, reason: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(content(f"! {plain(reason)}"))
        wrong.display = True
