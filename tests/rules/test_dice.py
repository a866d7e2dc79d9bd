"""Seeded dice: a draw depends on the seed and its key alone."""

from __future__ import annotations

from hashlib import blake2b

from engine.rules.dice import Seeded


def test_a_draw_is_the_hash_of_its_key_under_the_seed_whatever_was_drawn_before() -> None:
    dice, secret = Seeded(7), blake2b(b"7", digest_size=32).digest()
    for key in ("1/plans/storm/0", "1/plans/storm/1", "1/plans/storm/0", "x" * 300):
        hashed = int.from_bytes(blake2b(key.encode(), digest_size=8, key=secret).digest(), "big")
        assert dice.fraction(key) == hashed % 2**53 / 2**53
        assert dice.below(key, 2**32) == hashed % 2**32


def test_sixteen_draws_at_once_are_the_long_hash_of_their_key_whatever_was_drawn_before() -> None:
    dice, secret = Seeded(7), blake2b(b"7", digest_size=32).digest()
    for key in ("1/plans/red/0//0", "1/plans/red/0//1", "1/plans/red/0//0"):
        hashed = blake2b(key.encode(), digest_size=64, key=secret).digest()
        assert dice.fractions(key)[0] == int.from_bytes(hashed[:4], "big") / 2**32
