"""Panic: one key, and neither the console nor the wall shows anything of the game until it is pressed again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from engine.speech import _

from ..shown import content, lines


class BlankScreen(Screen[None]):
    """Nothing but EXERCISE."""

    BINDINGS = [Binding("b", "app.blank", show=False, tooltip=_("Show everything again"))]
    DEFAULT_CSS = "BlankScreen > Static { height: 1fr; content-align: center middle; text-align: center; }"

    def compose(self) -> ComposeResult:
        """What may be seen by anybody."""
        yield Static(lines(content(_("EXERCISE"), "bold"), content(""), content(_("Please wait."))))
