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

    What a scenario takes out, or writes anew, draws for it no more.

    Raises: Problems: what is wrong with it.
    """
    ruleset, names = layers_of(path_or_id)[-1].path, outline(path_or_id)
    every, drawing = _draws(ruleset, fingerprint_here(ruleset, ""))
    there = {"orders": names.orders, "events": names.events, "turn": {phase.id for phase in names.phases}}
    anew = _written_anew(path_or_id, fingerprint_here(path_or_id, ""))
    left = {id for section, entry, id in drawing if entry in there.get(section, ()) and (section, entry) not in anew}
    found = {id: verbs for id, verbs in every.items() if id in left}
    for id, verbs in names.draws.items():
        found[id] = tuple(dict.fromkeys((*found.get(id, ()), *verbs)))
    return found


@lru_cache(maxsize=8)
def _draws(ruleset: Path, _fingerprint: str) -> tuple[Draws, frozenset[tuple[str, str, str]]]:
    """Return the draws of a ruleset, and which section and entry makes which: a draw is the text of its cause."""
    rules = load(ruleset, "")
    return rules.draws, frozenset((it.section, it.entry, it.text) for it in rules.causes if it.text in rules.draws)


@lru_cache(maxsize=32)
def _written_anew(path_or_id: str, _fingerprint: str) -> frozenset[tuple[str, str]]:
    from .rewriting import own_entries

    return own_entries(path_or_id)


@lru_cache(maxsize=32)
def _outline(path_or_id: str, _fingerprint: str) -> Ruleset:
    def made() -> Ruleset:
        from .rewriting import idle

        return idle(path_or_id)

    return otherwise(path_or_id, "/outline", made, lives=False)
