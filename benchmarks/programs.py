"""Programs that are started, awaited, and measured from outside."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from .measure import Cost, Work, clocked_outside
from .peer import CHECKOUT


def run(words: Sequence[str]) -> str:
    """Run this Python with `words` from the checkout's top, and return what it prints."""
    done = subprocess.run([sys.executable, *words], cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def program(words: Sequence[str], times: int = 1) -> Work:
    """Return the work of running a program."""

    def repeated() -> int:
        for _ in range(times):
            run(words)
        return times

    def cost() -> Cost:
        return clocked_outside(repeated)

    return cost
