"""The footer with the keys. Each key is a widget of its own, so it is drawn anew only when there are others to show."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # nowhere public

Shown = tuple[tuple[str, str, bool, str], ...]


class Keys(Footer):
    """Shows the keys of what is in front; where the focus goes makes no work unless it brings other keys.

    Where there is no room for all, those with an action among `spare` are left out, the first ones first.
    """

    def __init__(self, *, spare: Sequence[str] = ()) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._spare = spare
        self._drawn: Shown | None = None
        self._room = 0  # for which the keys were drawn

    def compose(self) -> ComposeResult:
        """A widget for each key, compact from the first: each that became so later would be styled once more."""
        self._room = self.app.size.width
        for key in self._fitting([it for it in super().compose() if isinstance(it, FooterKey)]):
            yield key.add_class("-compact", update=False)

    def _fitting(self, keys: list[FooterKey]) -> list[FooterKey]:
        """Return the keys for which there is room."""
        for action in self._spare:
            if sum(map(_cells, keys)) > self._room + 1:  # behind the last one nothing is kept free
                keys = [it for it in keys if it.action != action]
        return keys

    def on_resize(self, event: events.Resize) -> None:
        """Draw the keys for another width, where some may be left out."""
        if self._spare and event.size.width != self._room:
            self.refresh(recompose=True)

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


def _cells(key: FooterKey) -> int:
    """Return the room that a key takes, with the cells beside its letter and behind it."""
    return cell_len(key.key_display) + cell_len(key.description) + 2
