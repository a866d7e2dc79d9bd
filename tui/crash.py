"""When the program itself is at fault: a few words for the player, the details in a file, no values in either.

A traceback with local variables would print the game's seed and everybody's secrets.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from engine.speech import _

from .shown import plain


def crash_folder() -> Path:
    """Return the folder where the details of a crash are written."""
    from platformdirs import user_log_path

    return user_log_path("whitecell", appauthor=False)


def told(error: BaseException, folder: Path) -> str:
    """Return what a player is told; where in the code it happened is written to `folder`/crash.txt."""
    words = _("Whitecell made a mistake and had to stop ({kind}). What you gave so far is saved.").format(
        kind=type(error).__name__
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "crash.txt"
        path.write_text("\n".join(_places(error)) + "\n", encoding="utf-8")
    except OSError:
        return words
    return _("{words}\nWhere it happened is written in {path}: please send that file with a report.").format(
        words=words, path=plain(path)
    )


def _places(error: BaseException) -> list[str]:
    """Return the error's kind and the lines of code it came through, without values."""
    frames = traceback.extract_tb(error.__traceback__)
    return [
        type(error).__name__,
        *(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames),
    ]
