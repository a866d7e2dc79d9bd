"""Dice are keyed, not streamed: a draw depends on the seed and on what it is for.

A key is a text of words between slashes: turn, phase, the draw's id, the members bound where it
stands, and how often that key was drawn before. So games that differ in one decision share every unrelated draw.
Source: counter-based draws by a keyed hash (dossier, performance 2); rejection keeps them even.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import count, product
from struct import Struct
from typing import Literal, Protocol

import attrs

from ..language.adding import added_up
from ..language.text import meant, quoted

Key = str
_SIXTEEN, _ROOM = Struct(">16I"), 1 << 32
_FRACTION, _FINEST = (1 << 53) - 1, 2.0**-53  # as fine as a float is; a power of two, so nothing need be rejected


class Dice(Protocol):
    """Where draws come from."""

    def roll(self, key: Key, count: int, sides: int) -> int:
        """Return the sum of `count` dice with `sides` sides."""

    def chance(self, key: Key, likely: float) -> bool:
        """Return true with probability `likely` (0 to 1)."""

    def pick(self, key: Key, names: Sequence[str], weights: Sequence[float]) -> int:
        """Return the position of one of `names`, by weight; not all weights are 0."""


class Chances(Protocol):
    """Where even fractions come from one after the other, as from `random.Random`."""

    def random(self) -> float:
        """Return an even fraction, at least 0 and below 1."""


class Seeded:
    """Even draws from a secret seed (any whole number)."""

    __slots__ = ("_keyed", "_long", "_secret")

    def __init__(self, seed: int) -> None:
        self.__setstate__(blake2b(str(seed).encode(), digest_size=32).digest())

    def __getstate__(self) -> bytes:
        """Return the secret alone: a hash that has begun cannot be pickled."""
        return self._secret

    def __setstate__(self, secret: bytes) -> None:
        """Begin the keyed hashes: a copy of one goes on for each draw, which halves what a draw costs."""
        self._secret = secret
        self._keyed, self._long = blake2b(digest_size=8, key=secret), blake2b(digest_size=64, key=secret)

    def below(self, key: Key, most: int) -> int:
        """Return an even whole number from 0 to `most` - 1."""
        text, room = key.encode(), (1 << 64) - (1 << 64) % most
        while True:
            hashed = self._keyed.copy()
            hashed.update(text)
            drawn = int.from_bytes(hashed.digest(), "big")
            if drawn < room:
                return drawn % most
            text += b"/again"

    def fraction(self, key: Key) -> float:
        """Return an even fraction, at least 0 and below 1."""
        hashed = self._keyed.copy()
        hashed.update(key.encode())
        return (int.from_bytes(hashed.digest(), "big") & _FRACTION) * _FINEST

    def fractions(self, key: Key) -> Iterator[float]:
        """Yield even fractions without end, at least 0 and below 1, to 32 bits: sixteen cost what two alone do."""
        for part in count():
            hashed = self._long.copy()
            hashed.update(f"{key}//{part}".encode())
            for it in reversed(_SIXTEEN.unpack(hashed.digest())):
                yield it / _ROOM

    def roll(self, key: Key, count: int, sides: int) -> int:
        if count == 1:
            return self.below(key, sides) + 1
        drawn = self.below(key, sides**count)
        total = count
        while drawn:
            total += drawn % sides
            drawn //= sides
        return total

    def chance(self, key: Key, likely: float) -> bool:
        return self.fraction(key) < likely

    def pick(self, key: Key, names: Sequence[str], weights: Sequence[float]) -> int:
        left = self.fraction(key) * added_up(weights)
        last = 0
        for position, weight in enumerate(weights):
            if weight > 0:
                last = position
                if left < weight:
                    return position
                left -= weight
        return last


class Median:
    """No luck: the lower median of dice, the heaviest of weights (ties: the first), true from one half up."""

    __slots__ = ()

    def roll(self, key: Key, count: int, sides: int) -> int:
        return (count * (sides + 1)) // 2

    def chance(self, key: Key, likely: float) -> bool:
        return likely >= 0.5

    def pick(self, key: Key, names: Sequence[str], weights: Sequence[float]) -> int:
        return max(range(len(weights)), key=lambda position: (weights[position], -position))


Fall = bool | str | int | tuple[int, ...]
Listed = Fall | list[int]
Draws = Mapping[str, tuple[str, ...]]
"""The ids of all draws there are, each with the verbs that draw it."""


@attrs.define
class Scripted:
    """Dice that fall as listed, by the draw's id; other draws come from `rest`.

    A fall is the dice or their sum for a roll or check, true or false for a chance, a name for a pick. Where a name is
    none of those that could be picked, `rest` picks; `picked` has what each such draw was of, and whether it fell so.
    """

    falls: Mapping[str, Fall]
    rest: Dice = attrs.field(factory=Median)
    picked: dict[str, tuple[bool, Sequence[str]]] = attrs.field(factory=dict, init=False)

    def roll(self, key: Key, count: int, sides: int) -> int:
        fall = self.falls.get(named(key))
        if isinstance(fall, tuple):
            return sum(fall)
        if isinstance(fall, int) and not isinstance(fall, bool):
            return fall
        return self.rest.roll(key, count, sides)

    def chance(self, key: Key, likely: float) -> bool:
        fall = self.falls.get(named(key))
        return fall if isinstance(fall, bool) else self.rest.chance(key, likely)

    def pick(self, key: Key, names: Sequence[str], weights: Sequence[float]) -> int:
        id = named(key)
        fall = self.falls.get(id)
        if not isinstance(fall, str):
            return self.rest.pick(key, names, weights)
        before, _ = self.picked.get(id, (False, ()))
        self.picked[id] = (before or fall in names, names)
        return names.index(fall) if fall in names else self.rest.pick(key, names, weights)


Choice = Dice | Literal["seeded", "median"] | Mapping[str, Listed] | None
"""What a game is given as its dice: dice, their name, or how draws fall, by id; None is seeded."""


def chosen(choice: Choice, seed: int, draws: Draws) -> Dice:
    """Return the dice that were chosen.

    Raises: ValueError: no draw falls so.
    """
    match choice:
        case None | "seeded":
            return Seeded(seed)
        case "median":
            return Median()
        case Mapping():
            return Scripted({id: fall(id, value, draws) for id, value in choice.items()})
    assert hasattr(choice, "roll"), f"dice are seeded, median, or how draws fall by id, not {choice!r}"
    return choice


def fall(id: str, value: object, draws: Draws) -> Fall:
    """Return how a draw is to fall.

    Raises: ValueError: nothing is drawn as `id`, or it cannot fall so; the message says how it may.
    """
    if id not in draws:
        raise ValueError(f"nothing is drawn as {quoted(id)}; {meant(id, draws)}")
    for verb in draws[id]:
        found = _as_falls(verb, value)
        if found is not None:
            return found
    how = " or ".join(dict.fromkeys(_FALLS[verb] for verb in draws[id]))
    raise ValueError(f"{id} falls as {how}, not {value!r}")


_FALLS = {
    "check": "two dice, such as [3, 4]",
    "roll": "dice, such as [3, 4], or their sum",
    "chance": "true or false",
    "pick": "an id",
    "draw": "the id of an event",
}


def _as_falls(verb: str, value: object) -> Fall | None:
    """Return a value as a draw of that verb can fall, or None where it cannot."""
    match value:
        case bool():
            return value if verb == "chance" else None
        case str():
            return value if verb in ("pick", "draw") else None
        case int():
            return value if verb == "roll" or (verb == "check" and 2 <= value <= 12) else None
        case [_, *_]:
            dice = tuple(die for die in value if type(die) is int)
            pair = len(dice) == 2 and all(1 <= die <= 6 for die in dice)
            return dice if len(dice) == len(value) and (verb == "roll" or (verb == "check" and pair)) else None
    return None


DEALT = "objective"
"""The id under which sealed objectives are dealt."""


def named(key: Key) -> str:
    """Return the id of the draw that a key is for."""
    return key.split("/", 3)[2]


def ways(count: int, sides: int) -> dict[int, int]:
    """Return in how many ways each sum of `count` dice can fall.

    >>> ways(2, 6)[7]
    6
    """
    falls: dict[int, int] = {}
    for dice in product(range(1, sides + 1), repeat=count):
        falls[sum(dice)] = falls.get(sum(dice), 0) + 1
    return dict(sorted(falls.items()))
