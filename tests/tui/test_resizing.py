"""Whatever lies over a screen comes through a window that grows, shrinks and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.app import Whitecell

from .golden_text import screen_text
from .test_every_screen import shelf
from .tour import ALONE, TOGETHER, Tour, settled, walk

__all__ = ["shelf"]

SIZES = ((200, 50), (60, 18), (120, 40))
OVER = {"seats_about", "seats_seed", "palette", "find", "condition_tied", "why_numbers", "why", "end_why"}
"""Dialogs of which no other test makes the window another size."""


@pytest.mark.parametrize("tour", [ALONE, TOGETHER], ids=lambda tour: tour.name)
async def test_every_dialog_survives_wide_and_narrow_windows(tour: Tour, shelf: Path) -> None:
    changed = []
    async for name, app in walk(tour, (120, 40)):
        if name not in OVER and not name.startswith(("public", "cover")):
            continue
        before, pilot = _front(app), Pilot[int](app)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settled(pilot)
        if _front(app) != before:
            changed.append(f"{name}:\n{before}\n{_front(app)}")
    assert not changed, "\n".join(changed)


def _front(app: Whitecell) -> str:
    """Return what a dialog shows, without what lies behind it."""
    text = screen_text(app)
    if not app.screen.is_modal:
        return text
    box = app.screen.query("*").first().region
    return "\n".join(row[box.x : box.right].rstrip() for row in text.split("\n")[box.y : box.bottom])
