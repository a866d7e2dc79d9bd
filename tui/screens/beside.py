"""Dialogs that stand beside the map where there is room for both, and in the middle where there is not."""

from __future__ import annotations

from .over import Over, T

_WIDEST = 66
"""Cells: a longer line is harder to read."""


class Beside(Over[T]):
    """Has a box `#order-box` that covers nothing but the right column of the table under it."""

    def on_mount(self) -> None:
        """Take the place there is."""
        self.call_after_refresh(self.fit)

    def on_resize(self) -> None:
        """Take the place there is now."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Make the box as wide as the column that it covers, if it has not been closed meanwhile."""
        if not self.query("#order-box"):  # of a dialog that is closing its parts are gone first
            return
        box, width = self.query_one("#order-box"), self._column()
        if width:
            box.styles.width = min(_WIDEST, width)
        else:
            box.styles.clear_rule("width")
            self.refresh(layout=True)

    def _column(self) -> int:
        """Return how wide the right column under the dialog is, 0 where the map has no neighbour."""
        if not (self.has_class("-wide") or self.has_class("-xwide")):
            return 0
        columns = [column for screen in self.app.screen_stack for column in screen.query("#right")]
        return columns[-1].region.width if columns else 0
