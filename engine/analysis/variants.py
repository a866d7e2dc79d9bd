"""The same rules with another number of turns, with a constant at another value, or without what they do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import attrs

from ..language.files import Layer
from ..language.loader import fingerprint_here, layers_of, load_spec
from ..language.shapes import Written
from ..language.spec import Measure
from ..rules.compiler import compile_spec
from ..rules.dice import Draws
from ..rules.load import load, otherwise
from ..rules.ruleset import Ruleset

Constants = tuple[tuple[str, float], ...]
"""Measures without a formula, and the numbers that they shall be."""

_DOING = re.compile(rb"""^\s*(\{|["']?(orders|events|doctrines|turn)["']?\s*:)""", re.MULTILINE)


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
        written, _ = load_spec(path_or_id)
        values = dict(constants)
        measures = tuple(_set(it, values[it.id]) if it.id in values else it for it in written.measures)
        return compile_spec(attrs.evolve(written, turns=turns or written.turns, measures=measures))[0]

    return otherwise(path_or_id, f"/{turns}/{constants!r}", made)  # the processes that play need not compile it


def outline(path_or_id: str) -> Ruleset:
    """Return the names of a scenario: rules to ask formulas of, in which no order, event or doctrine does anything.

    They are compiled several times as quickly as rules to play by, and a ruleset's tests name many scenarios.
    One that writes such parts of its own is compiled whole: nobody else may have looked at them.

    Raises: Problems: what is wrong with all that is left.
    """
    if _does_itself(layers_of(path_or_id)):
        return load(path_or_id)
    return _outline(path_or_id, fingerprint_here(path_or_id, ""))


def draws_of(path_or_id: str) -> Draws:
    """Return the ids of all draws of a scenario; those that its outline leaves out are its ruleset's.

    Raises: Problems: what is wrong with it.
    """
    layers = layers_of(path_or_id)
    if _does_itself(layers):
        return load(path_or_id, "").draws
    ruleset = layers[-1].path
    every, own = _draws(ruleset, fingerprint_here(ruleset, "")), outline(path_or_id).draws
    return {id: tuple(dict.fromkeys((*every.get(id, ()), *own.get(id, ())))) for id in (*every, *own)}


@lru_cache(maxsize=8)
def _draws(ruleset: Path, _fingerprint: str) -> Draws:
    return load(ruleset, "").draws


def _does_itself(layers: Sequence[Layer]) -> bool:
    """Return whether something that extends the ruleset writes orders, events, doctrines or phases of its own."""
    *own, _ruleset = layers
    return any(_DOING.search(data) for layer in own for data in layer.files.values())


@lru_cache(maxsize=32)
def _outline(path_or_id: str, _fingerprint: str) -> Ruleset:
    def made() -> Ruleset:
        written, _ = load_spec(path_or_id)
        doctrines = tuple(attrs.evolve(it, reads=(), stances=(), cards=(), accepts={}) for it in written.doctrines)
        return compile_spec(
            attrs.evolve(
                written,
                orders=tuple(attrs.evolve(it, when={}, cost={}, does=()) for it in written.orders),
                events=tuple(attrs.evolve(it, when=None, does=()) for it in written.events),
                doctrines=doctrines,
                turn=tuple(attrs.evolve(it, does=(), after=()) for it in written.turn),
            )
        )[0]

    return otherwise(path_or_id, "/outline", made)


def _set(measure: Measure, value: float) -> Measure:
    return attrs.evolve(measure, is_=(("", Written(f"{value:g}", measure.mark)),))
