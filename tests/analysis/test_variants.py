"""Variants of a scenario: other turns, other constants."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis import rewriting, variants
from engine.analysis.variants import variant
from engine.problems import Problems


def test_a_variant_is_compiled_once_however_it_is_asked_for() -> None:
    assert variant("prisoners-dilemma", 3) is variant("prisoners-dilemma", turns=3, constants=())


def test_another_process_finds_a_variant_compiled_and_no_other_in_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    variants._variant.cache_clear()
    rules = variant("prisoners-dilemma", 3)
    variants._variant.cache_clear()  # as another process begins
    monkeypatch.setattr(rewriting, "compile_spec", _refuse)
    found = variant("prisoners-dilemma", 3)
    assert (found.turns, found.source) == (rules.turns, rules.source)
    with pytest.raises(Problems):
        variant("prisoners-dilemma", 4)


def _refuse(_written: object) -> None:
    raise Problems([])
