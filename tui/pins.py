"""PINs that keep the neighbours out of a seat, for as long as the program runs.

A PIN is never kept: only a salted hash of it, in memory, in no file and no log. It stops a curious glance, not
somebody who is left alone with the computer: the saved game itself is not locked.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Callable

import attrs

MOST_TRIES = 3
LONGEST = 64
"""Characters of a PIN."""
PAUSE_SECONDS = 30
_ROUNDS = 50_000


@attrs.define
class Lock:
    """One seat's: the hash of its PIN, wrong tries since the last pause, and when the pause ends."""

    salt: bytes = attrs.field(repr=False)
    hash: bytes = attrs.field(repr=False)
    wrong: int = 0
    closed_until: float = 0.0


class Pins:
    """The PINs of all seats; a seat may go without."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._locks: dict[str, Lock | None] = {}
        self._clock = clock

    def was_asked(self, role: str) -> bool:
        """Return whether a seat has chosen a PIN, or chosen to have none."""
        return role in self._locks

    def has(self, role: str) -> bool:
        """Return whether a seat has a PIN."""
        return self._locks.get(role) is not None

    def choose(self, role: str, pin: str) -> None:
        """Give a seat its PIN; an empty one means that it goes without."""
        if not pin:
            self._locks[role] = None
            return
        salt = secrets.token_bytes(16)
        self._locks[role] = Lock(salt=salt, hash=_hash(pin, salt))

    def opens(self, role: str, pin: str) -> bool:
        """Return whether this is a seat's PIN; the third wrong one in a row begins a pause."""
        lock = self._locks.get(role)
        if lock is None:
            return True
        if self.seconds_closed(role):
            return False
        if hmac.compare_digest(lock.hash, _hash(pin, lock.salt)):
            lock.wrong = 0
            return True
        lock.wrong += 1
        if lock.wrong == MOST_TRIES:
            lock.wrong, lock.closed_until = 0, self._clock() + PAUSE_SECONDS
        return False

    def tries_left(self, role: str) -> int:
        """Return how many wrong PINs a seat bears before its pause."""
        lock = self._locks.get(role)
        return MOST_TRIES - (lock.wrong if lock else 0)

    def seconds_closed(self, role: str) -> int:
        """Return how long a seat's pause still lasts, 0 when it has none."""
        lock = self._locks.get(role)
        return 0 if lock is None else max(0, math.ceil(lock.closed_until - self._clock()))


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", pin.encode("utf-8", "surrogatepass"), salt, _ROUNDS)
