"""Seeded dice: a draw depends on the seed and its key alone."""

from __future__ import annotations

from hashlib import blake2b
from itertools import islice

from engine.rules.dice import Seeded


def test_a_draw_is_the_hash_of_its_key_under_the_seed_whatever_was_drawn_before() -> None:
    dice, secret = Seeded(7), blake2b(b"7", digest_size=32).digest()
    for key in ("1/plans/storm/0", "1/plans/storm/1", "1/plans/storm/0", "x" * 300):
        hashed = int.from_bytes(blake2b(key.encode(), digest_size=8, key=secret).digest(), "big")
        assert dice.fraction(key) == hashed % 2**53 / 2**53
        assert dice.below(key, 2**32) == hashed % 2**32


def test_draws_one_after_the_other_are_of_the_long_hashes_of_their_key_the_last_of_each_first() -> None:
    dice, secret = Seeded(7), blake2b(b"7", digest_size=32).digest()
    for key in ("1/plans/red/0", "1/plans/red/1", "1/plans/red/0"):
        hashes = [blake2b(f"{key}//{part}".encode(), digest_size=64, key=secret).digest() for part in range(2)]
        words = [int.from_bytes(it[at : at + 4], "big") for it in hashes for at in range(60, -4, -4)]
        assert list(islice(dice.fractions(key), 32)) == [word / 2**32 for word in words]
