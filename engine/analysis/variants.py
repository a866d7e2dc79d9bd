"""The same rules with another number of turns, with a constant at another value, or without what they do."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..language.layers import fingerprint_here, layers_of
from ..rules.dice import Draws
from ..rules.load import load, otherwise
from ..rules.ruleset import Ruleset

Constants = tuple[tuple[str, float], ...]
"""Measures without a formula, and the numbers that they shall be."""


def variant(path_or_id: str, turns: int = 0, constants: Constants = ()) -> Ruleset:
    """Return the rules of a scenario so changed, compiled once; 0 turns are as many as it says.

    Raises: Problems: everything that is wrong with it.
    """
    return _variant(path_or_id, turns, constants)  # one key, whether or not the usual was said


@lru_cache(maxsize=8)
def _variant(path_or_id: str, turns: int, constants: Constants) -> Ruleset:
    rules = load(path_or_id)
    if turns in (0, rules.turns) and not constants:
        return rules

    def made() -> Ruleset:
        from .rewriting import with_numbers

        return with_numbers(path_or_id, turns, constants)

    return otherwise(path_or_id, f"/{turns}/{constants!r}", made)  # the processes that play need not compile it


def outline(path_or_id: str) -> Ruleset:
    """Return the names of a scenario: rules to ask formulas of, not to play by; what its ruleset does is left out.

    They are compiled several times as quickly as rules to play by, and a ruleset's tests name many scenarios.
    What the scenario itself writes is compiled whole: nobody else may have looked at it.

    Raises: Problems: what is wrong with all that is left.
    """
    return _outline(path_or_id, fingerprint_here(path_or_id, ""))


def draws_of(path_or_id: str) -> Draws:
    """Return the ids of all draws of a scenario; those that its outline leaves out are its ruleset's.

    Raises: Problems: what is wrong with it.
    """
    ruleset = layers_of(path_or_id)[-1].path
    every, own = _draws(ruleset, fingerprint_here(ruleset, "")), outline(path_or_id).draws
    return {id: tuple(dict.fromkeys((*every.get(id, ()), *own.get(id, ())))) for id in (*every, *own)}


@lru_cache(maxsize=8)
def _draws(ruleset: Path, _fingerprint: str) -> Draws:
    return load(ruleset, "").draws


@lru_cache(maxsize=32)
def _outline(path_or_id: str, _fingerprint: str) -> Ruleset:
    def made() -> Ruleset:
        from .rewriting import idle

        return idle(path_or_id)

    return otherwise(path_or_id, "/outline", made, lives=False)
