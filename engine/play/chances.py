"""How likely each band of a check is, told by the very check that play rolls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ..rules.dice import ways
from ..rules.ruleset import Ruleset, Values
from ..rules.run import BANDS, Run


def chances_of(rules: Ruleset, values: Values, modifier: int) -> list[Fraction]:
    """Return how likely each band of a check is, as the rules' own check decides it."""
    chances = [Fraction(0)] * len(BANDS)
    counted = ways(2, 6)
    for total, times in counted.items():
        band = BANDS.index(_rolled(rules, values, total, (("", modifier),)).notes[-1][6])
        chances[band] += Fraction(times, sum(counted.values()))
    return chances


def modifier_of(rules: Ruleset, values: Values, amounts: Iterable[float]) -> int:
    """Return what the rules add to the dice for terms that add up to these."""
    return int(_rolled(rules, values, 7, tuple(("", amount) for amount in amounts)).notes[-1][4])


def _rolled(rules: Ruleset, values: Values, total: int, terms: tuple[tuple[str, float], ...]) -> Run:
    run = Run(rules, values, _Falls(total), {}, ())
    run.check(-1, "", "", terms)
    return run


class _Falls:
    """Dice that fall as asked."""

    def __init__(self, total: int) -> None:
        self._total = total

    def roll(self, key: str, count: int, sides: int) -> int:
        """Return the total that was asked for."""
        return self._total

    def chance(self, key: str, likely: float) -> bool:
        """Return true: nobody asks."""
        return True

    def pick(self, key: str, names: Sequence[str], weights: Sequence[float]) -> int:
        """Return the first: nobody asks."""
        return 0
