"""A screen that answers every key: one that does nothing says so."""

from __future__ import annotations

from textual import events
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Static

from engine.speech import _

from ..shown import content
from .help import help_page
from .over import needless


class Answering(Screen[None]):
    """Has a line `#say`, and uses it when a key is not for this screen; each binds `?` to `help`."""

    _refusal: VisualType | None = None  # what is said of a key that did nothing
    _stood: VisualType = ""  # what the line said before

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page())

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing here; one that does something takes back what was said of the one before."""
        if name := needless(self, event):
            self.refuse(_("{key} does nothing here: ? shows the keys.").format(key=name))
        else:
            self.relent()

    def refuse(self, text: str) -> None:
        """Say why a key did nothing."""
        line, self._refusal, before = self.query_one("#say", Static), content(f"! {text}"), self._refusal
        if line.content is not before:
            self._stood = line.content
        line.update(self._refusal)

    def relent(self) -> None:
        """Say again what stood there before a key did nothing, if nothing else was said meanwhile."""
        if self._refusal is None:
            return
        line, refusal, self._refusal = self.query_one("#say", Static), self._refusal, None
        if line.content is refusal:
            line.update(self._stood)
