"""The same rules with another number of turns, or with a constant at another value."""

from __future__ import annotations

from functools import lru_cache

import attrs

from ..language.loader import load_spec
from ..language.shapes import Written
from ..language.spec import Measure
from ..rules.compiler import compile_spec
from ..rules.link import code_of, linked
from ..rules.load import load
from ..rules.ruleset import Ruleset

Constants = tuple[tuple[str, float], ...]
"""Measures without a formula, and the numbers that they shall be."""


@lru_cache(maxsize=8)
def variant(path_or_id: str, turns: int = 0, constants: Constants = ()) -> Ruleset:
    """Return the rules of a scenario so changed; 0 turns are as many as it says.

    Raises: Problems: everything that is wrong with it.
    """
    rules = load(path_or_id)
    if turns in (0, rules.turns) and not constants:
        return rules
    written, _ = load_spec(path_or_id)
    values = dict(constants)
    measures = tuple(_set(it, values[it.id]) if it.id in values else it for it in written.measures)
    made, _ = compile_spec(attrs.evolve(written, turns=turns or written.turns, measures=measures))
    return linked(made, code_of(made))


def _set(measure: Measure, value: float) -> Measure:
    return attrs.evolve(measure, is_=(("", Written(f"{value:g}", measure.mark)),))
