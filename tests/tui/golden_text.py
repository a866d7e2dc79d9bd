"""Screens as text, held against golden files. `WHITECELL_UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual.app import App

FOLDER = Path(__file__).parent / "golden"
UPDATE = "WHITECELL_UPDATE_GOLDEN"


def screen_text(app: App[Any]) -> str:
    """Return what is on the screen and what shows through."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in screen_lines(app)) + "\n"


def screen_lines(app: App[Any]) -> list[list[Segment]]:
    """Return the screen as painted, line by line; only in this module tests use private parts of Textual."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    strips: Any = getattr(update, "strips")  # noqa: B009 - the type of a full update is not public
    return [[segment for part in line for segment in part] for line in strips]


def hold(app: App[Any], name: str) -> None:
    """Compare the screen with the golden file of that name, or write the file."""
    path, text = FOLDER / f"{name}.txt", screen_text(app)
    if os.environ.get(UPDATE):
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no golden file {path.name}: look at the screen, then run with {UPDATE}=1"
    assert text == path.read_text(encoding="utf-8"), f"{name} looks different:\n{text}"
