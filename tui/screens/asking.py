"""A question that is answered with one line of text."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget
from textual.widgets import Input

from engine.problems import Refused
from engine.speech import _

from ..widgets.line import TypedLine
from .boxed import Boxed

MOST = 500
"""Characters of a line, where nobody says otherwise."""


class LineQuestion(Boxed):
    """Asks for a line; Escape gives none. What is hidden shows as dots; `check` says why a line cannot be taken.

    A line that is too long stays in the box, to be shortened: what was pasted is not lost.
    """

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
        super().__init__(title, text, _("Enter takes it · Esc goes back"))
        self._check = check
        self._hidden = hidden
        self._most = most
        self._begun = begun

    def answered_with(self) -> Widget:
        """Return the line."""
        return TypedLine(self._begun, most=self._most, password=self._hidden)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, unless it says something that cannot be taken."""
        said = event.value.strip()
        try:
            if said:
                self._check(said)
        except Refused as refused:
            self.refuse(refused.reason)
        else:
            self.dismiss(said)

    def on_typed_line_too_long(self, event: TypedLine.TooLong) -> None:
        """Say how long a line may be."""
        self.refuse(event.reason)
