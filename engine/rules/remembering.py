"""What measures gave is remembered under whole numbers, until a number that they rest on is written.

Which keys rest on a number follows from what the formulas read (`engine.rules.resting`); it is worked out the
first time that number is written. Of lists that orders remember only the generated Python knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import prod

import attrs

from .linked import FIRST_TRACK, Memo

CLOCK = ""
"""The track that stands for the turn and the phase."""
MOST_KEYS = 128  # to forget more of them one by one takes longer than to forget all
Where = Callable[[int], tuple[str, tuple[int, ...]]]  # a place -> the id of its track, and its indices


@attrs.frozen
class Step:
    """How an index of a measure moves its key: by `stride` for each member, which stands at `index` of a track.

    Where no index of the track says which member it is, `index` is None, and it may be each of `members`.
    """

    stride: int
    index: int | None
    members: tuple[int, ...]


@attrs.frozen
class Rest:
    """What rests on a track of one measure: keys from `first`; `only`: indices of the track -> their one member."""

    first: int
    steps: tuple[Step, ...]
    only: tuple[tuple[int, int], ...]

    @property
    def most(self) -> int:
        """How many keys rest on one number, at most."""
        return prod(len(step.members) for step in self.steps if step.index is None)

    def keys(self, indices: tuple[int, ...]) -> Iterable[int]:
        """Yield the keys of what rests on the number with these indices."""
        if all(indices[index] == member for index, member in self.only):
            runs = (step.members if step.index is None else (indices[step.index],) for step in self.steps)
            for members in product(*runs):
                yield self.first + sum(step.stride * it for step, it in zip(self.steps, members, strict=True))


def are_few(resting: Iterable[Rest]) -> bool:
    """Return whether the keys that rest on one number are forgotten one by one."""
    return sum(it.most for it in resting) <= MOST_KEYS


class Resting(dict[int, tuple[int, ...]]):
    """The keys of what rests on the number at a place, as they are asked for; `listed`: places that lists rest on."""

    def __init__(self, rests: Mapping[str, tuple[Rest, ...]], where: Where, listed: frozenset[int]) -> None:
        self._rests, self._where, self._listed = rests, where, listed

    def __missing__(self, place: int) -> tuple[int, ...]:
        track, indices = self._where(place) if place >= FIRST_TRACK else (CLOCK, (place,))
        found = self[place] = tuple(sorted({key for it in self._rests.get(track, ()) for key in it.keys(indices)}))
        return found

    def some(self, places: Iterable[int]) -> bool:
        """Return whether something remembered may rest on the numbers at these places."""
        return any(self[place] or place in self._listed for place in places)

    def forget(self, memo: Memo, places: Iterable[int]) -> None:
        """Forget what rests on the numbers at these places; all, where a list does."""
        for place in places:
            if place in self._listed:
                memo.clear()
                return
            for key in self[place]:
                memo.pop(key, None)


def nothing() -> Resting:
    """Return what rests on numbers where nothing is remembered."""
    return Resting({}, lambda _place: (CLOCK, (0,)), frozenset())
