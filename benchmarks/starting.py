"""How long it takes to begin: the command's help, and the app's first paint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .measure import Contest, Kind, Row
from .programs import program

HELPS, PAINTS = 5, 1
NOTHING = ["-c", "pass"]
HELP = ["-c", "import sys; from tui.main import main; sys.exit(main(['--help']))"]  # as an installed command does


def paint(app: str) -> list[str]:
    """Return the words after `python` that show an app without a screen and end at its first paint."""
    return ["-m", "benchmarks.painting", app]


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest."""
    yield Contest(
        sides={
            "pass": program(NOTHING, HELPS),
            "help": program(HELP, HELPS),
            "minimal": program(paint("minimal"), PAINTS),
            "ours": program(paint("ours"), PAINTS),
        },
        rows=(
            Row(name="whitecell --help, to python -c pass", kind=Kind.SHARE, ours="help", other="pass", goal=2.5),
            Row(name="whitecell --help", kind=Kind.MEAN, ours="help"),
            Row(name="first paint, to a minimal app's", kind=Kind.SHARE, ours="ours", other="minimal", goal=1.5),
            Row(name="first paint", kind=Kind.MEAN, ours="ours"),
        ),
    )
