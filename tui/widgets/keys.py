"""The footer with the keys. Each key is a widget of its own, so it is drawn anew only when there are others to show."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer

Shown = tuple[tuple[str, str, bool, str], ...]


class Keys(Footer):
    """Shows the keys of what is in front; where the focus goes makes no work unless it brings other keys."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._drawn: Shown | None = None

    def compose(self) -> ComposeResult:
        """A widget for each key, compact from the first: each that became so later would be styled once more."""
        for key in super().compose():
            yield key.add_class("-compact", update=False)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Draw the keys if they are others than before."""
        if not (self.is_attached and screen is self.screen and screen.app.app_focus):
            super().bindings_changed(screen)
            return
        active = screen.active_bindings.values()
        shown = tuple((it.key, it.description, enabled, tip) for _node, it, enabled, tip in active if it.show)
        if shown != self._drawn:
            self._drawn = shown
            super().bindings_changed(screen)
