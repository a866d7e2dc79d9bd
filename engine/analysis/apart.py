"""Searches of a game in a process of their own, so that a screen never waits for them.

The process is the same Python with the same path and no terminal: it reads one `Past` from its input,
and writes messages to its output. What it finds is plain data. Where no process can be had, `NoProcess` says so.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO, Any

import attrs

from ..bots.roster import player_for
from ..play.game import Game
from ..play.scenario import Scenario
from ..rules.dice import Dice
from .forks import Forks, Progress
from .luck import luck
from .rehearsal import rehearsal
from .turning import turning_points

TURNING, LUCK, REHEARSAL = "turning points", "luck", "rehearsal"
SEARCHES: Mapping[str, Callable[..., tuple[Any, ...]]] = {TURNING: turning_points, LUCK: luck, REHEARSAL: rehearsal}
Seats = tuple[tuple[str, str, dict[str, float]], ...]

_READY, _STEP, _FOUND, _FAILED = "ready", "step", "found", "failed"
_PROGRAM = "import sys; sys.path[:] = {path!r}; from engine.analysis.apart import answer; answer()"
_NICENESS = 5


class NoProcess(Exception):
    """No process can do it; this one can."""


class BrokenOff(Exception):
    """The process ended before it had found anything; the text says how."""


class Ended(Exception):
    """Nobody wants to know any more."""


@attrs.frozen(kw_only=True)
class Past:
    """A game as another process can open it, and who plays its rests: role, doctrine, traits."""

    source: str
    digest: str
    records: tuple[list[Any], ...] = attrs.field(repr=False)
    seats: Seats
    dice: Dice = attrs.field(repr=False)
    search: str


def past_of(game: Game, source: str, seats: Seats, search: str, dice: Dice | None = None) -> Past:
    """Return a game for another process, with its own dice if no others are given.

    `source` finds its scenario from anywhere.
    """
    return Past(
        source=source,
        digest=game.scenario.digest,
        records=tuple(event.to_json() for event in game.log),
        seats=seats,
        dice=game._course.dice if dice is None else dice,
        search=search,
    )


def forks_of(game: Game, seats: Seats, dice: Dice | None = None) -> Forks:
    """Return what plays the rests of a game by these seats, with its own dice or others."""
    return Forks(game, {role: player_for(game.scenario, role, name, traits) for role, name, traits in seats}, dice)


class Search:
    """One search in another process. `end` may be called from any thread, `found` from one."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def found(self, progress: Progress | None = None) -> tuple[Any, ...]:
        """Return what is found; `progress` is told after each step, and what it raises ends the search.

        Raises: NoProcess: none can be had. BrokenOff: it ended early. Ended: `end` was called.
        """
        try:
            return self._heard(self._begun(), progress)
        finally:
            self.end()
            if self._process is not None and self._process.stdout is not None:
                self._process.stdout.close()
                self._process.wait()

    def end(self) -> None:
        """End the process, if there is one, and never begin another."""
        self._ended = True
        process = self._process
        if process is not None:
            with suppress(OSError):
                process.kill()

    def _begun(self) -> IO[bytes]:
        """Return what the process says, once it has opened the game."""
        if self._ended:
            raise Ended
        try:
            process = self._process = _process()
            assert process.stdin is not None
            assert process.stdout is not None
            if self._ended:
                raise Ended
            with process.stdin as ear:
                pickle.dump(self._past, ear)
            said = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.PickleError, TypeError, AttributeError) as error:
            raise (Ended if self._ended else NoProcess) from error
        if said != (_READY,):
            raise NoProcess
        return process.stdout

    def _heard(self, mouth: IO[bytes], progress: Progress | None) -> tuple[Any, ...]:
        """Return what the process found."""
        assert self._process is not None
        while True:
            try:
                kind, *rest = pickle.load(mouth)
            except (OSError, EOFError, ValueError, pickle.PickleError):
                if self._ended:
                    raise Ended from None
                raise BrokenOff(str(self._process.wait())) from None
            if kind == _FOUND:
                return tuple(rest[0])
            if kind == _FAILED:
                raise BrokenOff(rest[0])
            if progress is not None:
                progress(*rest)


def _process() -> subprocess.Popen[bytes]:
    """Return a new process of this Python that answers, with no terminal and no window.

    Raises: NoProcess: this program is no Python that could be started again.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        raise NoProcess
    path = [entry or os.getcwd() for entry in sys.path]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM.format(path=path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


# In the other process.


def answer() -> None:
    """Answer what stands on the input; nothing else in this process may write to the output."""
    mouth = os.fdopen(os.dup(1), "wb")
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, it lasts as long as the process
    with suppress(AttributeError, OSError):
        os.nice(_NICENESS)

    def say(*message: Any) -> None:
        pickle.dump(message, mouth)
        mouth.flush()

    with suppress(BrokenPipeError), mouth:
        past: Past = pickle.load(sys.stdin.buffer)
        forks = _opened(past)
        say(_READY)
        try:
            found = SEARCHES[past.search](forks, progress=lambda done, of: say(_STEP, done, of))
        except BrokenPipeError:
            raise
        except Exception as error:
            say(_FAILED, type(error).__name__)
        else:
            say(_FOUND, found)


def _opened(past: Past) -> Forks:
    """Return the rests of the game; its rules must be those that it was played by."""
    from ..rules.load import load

    scenario = Scenario(load(past.source), past.source)
    assert scenario.digest == past.digest, past.source
    return forks_of(Game.resumed(scenario, past.records, dice=past.dice), past.seats)
