"""Taking text out of the program: to the clipboard, and to a file for terminals that have no way to one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path

from engine.speech import _, _n

if TYPE_CHECKING:
    from textual.app import App


def copy(app: App[Any], name: str, title: str, text: str) -> str:
    """Copy `text`, keep it in the file of that `name` too, and return what to say about it.

    No terminal says whether it has taken a text to the clipboard, so that the file is always written.
    """
    app.copy_to_clipboard(text)
    count = len(text.splitlines())
    try:
        path = kept(name, text)
    except OSError as error:
        said = _("Copied {title}, if this terminal can; it could not be saved: {reason}.")
        return said.format(title=title, reason=error.strerror)
    said = _n(
        "Copied {count} line of {title}; also in {path}", "Copied {count} lines of {title}; also in {path}", count
    )
    return said.format(count=count, title=title, path=shortened(path))


def kept(name: str, text: str) -> Path:
    """Write `text` into the user's data folder, where nobody else may read it, and return the path."""
    path = user_data_path("whitecell", appauthor=False) / "copies" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n")
    return path


def shortened(path: Path) -> str:
    """Return a path with `~` for the home folder."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
