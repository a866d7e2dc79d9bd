"""Variants of a scenario: other turns, other constants."""

from __future__ import annotations

from engine.analysis.variants import variant


def test_a_variant_is_compiled_once_however_it_is_asked_for() -> None:
    assert variant("prisoners-dilemma", 3) is variant("prisoners-dilemma", turns=3, constants=())
