"""An arrow key on the map: CPU time, and bytes sent to the terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .measure import Contest, Cost, Kind, Row, Work
from .peer import CHECKOUT

LARGE = (120, 40)
MOST_MS, MOST_KB = 20, 8


@contextmanager
def contest() -> Iterator[Contest]:
    """Give the contest: our map on its table, and a map of as many cells that repaints itself whole."""
    yield Contest(
        sides={"ours": _keys("ours"), "whole": _keys("whole")},
        rows=(
            Row(name="an arrow key on the map", kind=Kind.MEAN, ours="ours", goal=MOST_MS),
            Row(name="an arrow key on the map, sent", kind=Kind.SENT, ours="ours", goal=MOST_KB),
            Row(name="an arrow key, to a bare map repainted whole", kind=Kind.SHARE, ours="ours", other="whole"),
            Row(name="a bare map repainted whole, sent", kind=Kind.SENT, ours="whole"),
        ),
    )


def _keys(app: str) -> Work:
    return lambda: Cost(**json.loads(in_terminal(["-m", "benchmarks.painting", "keys", app])))


def in_terminal(words: list[str], size: tuple[int, int] = LARGE) -> str:
    """Return what Python prints when it runs `words` in a pseudo-terminal; what it draws is read and thrown away."""
    master, slave = os.openpty()
    reader = threading.Thread(target=_drain, args=(master,), daemon=True)
    reader.start()
    with tempfile.TemporaryDirectory() as home:
        shown = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(size[0]), "LINES": str(size[1])}
        places = {"XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        environment = os.environ | shown | places
        done = subprocess.run(
            [sys.executable, *words],
            cwd=CHECKOUT,
            env=environment,
            stdin=slave,
            stderr=slave,
            stdout=subprocess.PIPE,
            timeout=120,
            check=True,
        )
    os.close(slave)
    reader.join(5)
    os.close(master)
    return done.stdout.decode()


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # the other side has hung up
        return
