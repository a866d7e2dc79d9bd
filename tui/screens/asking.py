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
            yield Input(self._begun, compact=True, select_on_focus=False, password=self._hidden)
            wrong = Static(id="wrong")
            wrong.display = False
            yield wrong

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, unless it says something that cannot be taken."""
        said = event.value.strip()
        try:
            if len(said) > self._most:
                raise Refused(_too_long(len(said), self._most))
            if said:
                self._check(said)
        except Refused as refused:
            wrong = self.query_one("#wrong", Static)
            wrong.update(content(f"! {plain(refused.reason)}"))
            wrong.display = True
        else:
            self.dismiss(said)


def _too_long(letters: int, most: int) -> str:
    return _("At most {most} characters fit here; this has {n}.").format(most=most, n=letters)
