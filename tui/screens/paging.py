"""Texts that are longer than the screen are read by pages, everywhere with the same keys."""

from __future__ import annotations

from textual.binding import Binding
from textual.widget import Widget

from engine.speech import _

ALL = 999
"""As many pages as lead to the end, or to the start."""

ENDS = (
    Binding("home", f"page(-{ALL})", show=False, tooltip=_("To the start")),
    Binding("end", f"page({ALL})", show=False, tooltip=_("To the end")),
)


def turn_page(box: Widget, by: int) -> None:
    """Scroll by pages; two lines of the page before stay in sight."""
    box.scroll_relative(y=by * max(1, box.size.height - 2), animate=False)
