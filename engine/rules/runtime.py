"""The few functions that compiled rules call by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter, mul
from typing import Any

from ..language.adding import added_up
from .linked import NONE
from .run import rounded


def floor(value: float) -> int:
    """Return the nearest whole number that is not above."""
    down = int(value)
    return down - 1 if down > value else down


def ceil(value: float) -> int:
    """Return the nearest whole number that is not below."""
    return -floor(-value)


_worth = itemgetter(0)


def first_least(worths: Sequence[float], members: Sequence[int]) -> int:
    """Return the member of the least worth, the first of equals; -1 of nothing."""
    return members[worths.index(min(worths))] if worths else NONE


def first_most(worths: Sequence[float], members: Sequence[int]) -> int:
    """Return the member of the greatest worth, the first of equals; -1 of nothing."""
    return members[worths.index(max(worths))] if worths else NONE


def least_of(pairs: Sequence[tuple[float, int]]) -> int:
    """Return the same of pairs of a worth and its member."""
    return min(pairs, key=_worth)[1] if pairs else NONE


def most_of(pairs: Sequence[tuple[float, int]]) -> int:
    """Return the same of pairs of a worth and its member."""
    return max(pairs, key=_worth)[1] if pairs else NONE


def weighted(numbers: Iterable[int], weights: Iterable[int]) -> int:
    """Return the sum of numbers, each times its weight."""
    return sum(map(mul, numbers, weights))


def quotient(a: float, b: float, otherwise: float) -> float:
    """Return `a / b`, or `otherwise` when `b` is 0."""
    return a / b if b else otherwise


def shown(value: float) -> str:
    """Return a number for people: fractions with one decimal.

    >>> shown(3), shown(2.55), shown(4.0)
    ('3', '2.5', '4')
    """
    if isinstance(value, int):
        return str(int(value))
    text = f"{value:.1f}"
    return text.removesuffix(".0")


RUNTIME: Mapping[str, Any] = {
    "_added": added_up,
    "_round": rounded,
    "_floor": floor,
    "_ceil": ceil,
    "_argmin": first_least,
    "_argmax": first_most,
    "_argmin_of": least_of,
    "_argmax_of": most_of,
    "_div": quotient,
    "_weighted": weighted,
    "_shown": shown,
}
