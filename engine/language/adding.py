"""Sums of fractions that are the same on every Python, so that a game goes on elsewhere as it began."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add


def added_up(numbers: Iterable[float]) -> float:
    """Return the sum of numbers, added one after another as `+` does.

    Python's own `sum` does so too up to 3.11, and since 3.12 makes up for what each step rounds off.

    >>> added_up([0.1] * 10)
    0.9999999999999999
    """
    return reduce(add, numbers, 0)
