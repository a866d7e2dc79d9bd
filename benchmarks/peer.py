"""A peer's program: it stays alive between rounds, is asked in a line of JSON, and answers in one.

It measures its own CPU time, so that its start and our pipe count for nothing.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .measure import Cost

CHECKOUT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(__file__).resolve().parent / "peers"


class Peer:
    """A program that plays when it is asked to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **what: int) -> dict[str, Any]:
        """Return the program's answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(what), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, f"the peer {self._process.args!r} ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def cost(self, **what: int) -> Cost:
        """Return what a decision costs it."""
        answer = self.ask(**what)
        return Cost(cpu=answer["cpu"] / answer["decisions"], wall=answer["wall"] / answer["decisions"])


@contextmanager
def peer(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Peer]:
    """Give the program while it is needed, and end it."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=dict(environment), cwd=CHECKOUT) as process:
        try:
            yield Peer(process)
        finally:
            process.kill()


def answers(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether a program is there and ends well."""
    try:
        return subprocess.run(command, capture_output=True, env=dict(environment), timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
