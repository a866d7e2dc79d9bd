"""A screen that answers every key: one that does nothing says so."""

from __future__ import annotations

from textual import events
from textual.screen import Screen
from textual.widgets import Static

from engine.speech import _

from ..shown import content
from .help import help_page
from .over import needless


class Answering(Screen[None]):
    """Has a line `#say`, and uses it when a key is not for this screen; each binds `?` to `help`."""

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page())

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing here."""
        if name := needless(self, event):
            said = _("! {key} does nothing here: ? shows the keys.").format(key=name)
            self.query_one("#say", Static).update(content(said))
