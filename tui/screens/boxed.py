"""A box over the screen: a question, what it is answered with, and why an answer cannot be taken."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from engine.speech import _

from ..shown import content, plain
from .over import Over


class Boxed(Over[str | None]):
    """Asks a question with a title; Escape answers nothing. What answers it is told by `answered_with`."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), tooltip=_("Do nothing"))]

    def __init__(self, title: str, text: str, keys: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._keys = keys

    def answered_with(self) -> Widget:
        """Return what takes the answer."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A box with the question and what answers it."""
        with Vertical(classes="box") as box:
            box.border_title = content(self._title)
            box.border_subtitle = self._keys
            yield Static(content(self._text))
            yield self.answered_with()
            wrong = Static(id="wrong")
            wrong.display = False
            yield wrong

    def refuse(self, reason: str) -> None:
        """Say why an answer cannot be taken; "" takes back what was said."""
        wrong = self.query_one("#wrong", Static)
        wrong.update(content(f"! {plain(reason)}" if reason else ""))
        wrong.display = bool(reason)
