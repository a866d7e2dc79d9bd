"""Whole tables by seed: whatever people do and whatever happens to their machine, what was promised is kept.

WHITECELL_SEEDS says how many seeds are played (300 without it), WHITECELL_SEED plays that one only.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import Scenario, load

from .simulated.checks import Broken
from .simulated.planted import PLANTED
from .simulated.table import play

HERE = Path(__file__).parent
FILES = (
    HERE / "simulated" / "council.yaml",
    HERE.parent / "rulesets" / "briefed.yaml",
    HERE.parent / "bots" / "arena.yaml",
    "prisoners-dilemma",
    HERE.parent / "conformance" / "rulesets" / "harbour.yaml",
    HERE.parent / "conformance" / "rulesets" / "market.yaml",
)
PARTS = 6
"""Tests among which the seeds are dealt out, so that they run side by side."""

MOST_TRIED = 60
"""Seeds within which a planted mistake must be found."""

SEEDS = (
    [int(os.environ["WHITECELL_SEED"])]
    if "WHITECELL_SEED" in os.environ
    else range(int(os.environ.get("WHITECELL_SEEDS", "300")))
)


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Scenario]:
    return {it.digest: it for it in (load(file) for file in FILES)}


@pytest.mark.parametrize("part", range(PARTS))
def test_what_a_table_was_promised_is_kept_whatever_the_seed(part: int, scenarios: dict[str, Scenario]) -> None:
    for seed in SEEDS[part::PARTS]:
        play(seed, scenarios)


def test_a_seed_gives_the_same_game_however_often_it_is_played(scenarios: dict[str, Scenario]) -> None:
    assert play(3, scenarios).said == play(3, scenarios).said


@pytest.mark.parametrize("wrong", PLANTED)
def test_a_mistake_that_is_planted_is_found(wrong: str, scenarios: dict[str, Scenario]) -> None:
    with PLANTED[wrong]():
        assert any(is_broken(seed, scenarios) for seed in range(MOST_TRIED)), wrong


def is_broken(seed: int, scenarios: dict[str, Scenario]) -> bool:
    """Return whether the game of a seed shows that something is wrong."""
    try:
        play(seed, scenarios)
    except Broken:
        return True
    return False
