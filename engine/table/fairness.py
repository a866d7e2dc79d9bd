"""Dice that can be trusted afterwards: a commitment to the seed is shown at the start, the seed at the end.

The commitment is the SHA-256 of the words `whitecell/SALT/SEED`. The salt is long and random, so that trying all
small seeds finds nothing; no draw is made from either of the two.
Source: commit and reveal; outcomes come from the secret alone (dossier, reliability 2.5).
"""

from __future__ import annotations

import secrets
from hashlib import sha256

import attrs

SEED_BITS = 128
"""So wide that the dice that fell do not give it away."""


@attrs.frozen(kw_only=True)
class Luck:
    """The dice from an event on: a secret seed with its salt, and the commitment that was shown; "" in old journals."""

    since: int = 0
    seed: int = attrs.field(repr=False)
    salt: str = attrs.field(default="", repr=False)
    commitment: str = ""

    @classmethod
    def fresh(cls, since: int) -> Luck:
        """Return dice that nobody can foretell."""
        seed, salt = new_seed(), new_salt()
        return cls(since=since, seed=seed, salt=salt, commitment=commitment_to(seed, salt))

    @property
    def is_kept(self) -> bool:
        """Whether the seed is the one that was committed to, or nothing was."""
        return not self.commitment or commitment_to(self.seed, self.salt) == self.commitment


def new_seed() -> int:
    """Return a seed that nobody can guess."""
    return secrets.randbits(SEED_BITS)


def new_salt() -> str:
    """Return a salt that nobody can guess."""
    return secrets.token_hex(16)


def commitment_to(seed: int, salt: str) -> str:
    """Return what may be shown before the game is over.

    >>> commitment_to(7, "00")[:8]
    'b1ed43a5'
    """
    return sha256(f"whitecell/{salt}/{seed}".encode()).hexdigest()
