"""What may happen to a program and its disk: it is killed, the power fails, a call goes wrong, or Ctrl+C is pressed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from random import Random
from typing import Any

import attrs

from ..disks import File, Memory, after


class Killed(BaseException):
    """The program is no more; nothing that it holds is heard of again."""


class Interrupted(KeyboardInterrupt):
    """Somebody pressed Ctrl+C in the game; in the tests it still ends them."""


KINDS = {"kill": 5, "interrupt": 2, "full": 2, "short": 2, "EIO": 2, "EINTR": 1, "EACCES": 1}
"""What may happen at a call, and how often beside the others."""

MOMENTS = ("before", "amid", "after")
"""When it does: before the call does anything, when a write has written a part, when all is done."""


@attrs.define(kw_only=True)
class Trouble:
    """What is going to happen: at the call of that number from now on."""

    kind: str
    moment: str
    calls: int
    lasts: int = 1

    @property
    def text(self) -> str:
        """What it is, in a line."""
        return f"{self.kind} {self.moment} call {self.calls}"


def trouble_by(chance: Random) -> Trouble:
    """Return trouble of any kind, a few calls ahead."""
    (kind,) = chance.choices([*KINDS], [*KINDS.values()])
    return Trouble(kind=kind, moment=chance.choice(MOMENTS), calls=chance.randint(1, 8), lasts=chance.randint(1, 4))


@attrs.define
class Program:
    """A disk as one running program has it: once that was killed, no call of it does anything."""

    disk: Memory
    trouble: Trouble | None = None
    dead: bool = False
    happened: int = 0

    def __getattr__(self, name: str) -> Any:
        act = getattr(self.disk, name)

        def called(*given: Any, **named: Any) -> Any:
            if self.dead:
                raise Killed
            return act(*given, **named) if self._spared(name) else self._hit(name, act, given, named)

        return called

    def _spared(self, name: str) -> bool:
        """Return whether nothing happens at this call."""
        it = self.trouble
        if it is None or (it.kind in ("full", "short") and name not in ("write", "make")):
            return True
        it.calls -= 1
        return it.calls > 0

    def _hit(self, name: str, act: Any, given: Any, named: Any) -> Any:
        it = self.trouble
        assert it is not None
        self.happened, it.lasts = self.happened + 1, it.lasts - 1
        if it.kind != "full" or it.lasts <= 0:
            self.trouble = None
        if it.kind == "short":
            return act(given[0], bytes(given[1])[:11]) if name == "write" else act(*given, **named)
        if name == "write" and it.moment != "before":
            act(given[0], bytes(given[1])[: None if it.moment == "after" and it.kind != "full" else 11])
        elif it.moment == "after" or name == "close":
            act(*given, **named)
        if it.kind == "kill":
            self.dead = True
            raise Killed
        if it.kind == "interrupt":
            raise Interrupted
        code = errno.ENOSPC if it.kind == "full" else getattr(errno, it.kind)
        raise OSError(code, os.strerror(code))


def reboot(disk: Memory, chance: Random | None = None) -> Memory:
    """Return what the next program finds; with `chance` the power failed, and what was not synced may be gone."""
    files: dict[Path, File] = {}
    for path, file in disk.files.items():
        if chance is None:
            files[path] = attrs.evolve(file, pending=[*file.pending])
        elif file.named or chance.random() < 0.5:
            files[path] = File(safe=left_of(file, chance), named=True)
    return Memory(files=files)


def left_of(file: File, chance: Random) -> bytes:
    """Return one of the states that a loss of power may leave."""
    count = chance.randint(0, len(file.pending))
    before = after(file.safe, file.pending[:count])
    if count == len(file.pending) or file.pending[count][0] != "write" or chance.random() < 0.3:
        return before
    data: bytes = file.pending[count][1]
    rest = file.pending[count + 1 :]
    match chance.randrange(3):
        case 0:
            return before + data[: chance.randint(0, len(data))]
        case 1:
            return before + bytes(len(data))
        case _:
            return after(before + bytes(len(data)), rest)
