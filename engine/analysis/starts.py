"""Other starts of the same rules: values given, and values that nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Any

import attrs

from ..language.text import clean, nearest, quoted
from ..rules.ruleset import NONE, Ruleset, Track

_NAME = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(?:\[([^\[\]]*)\])?\s*")

Given = tuple[str, Any]
"""A number as it is written, `approval[paris]`, and its value: a number, flag, member, level or none."""


class Unfit(Exception):
    """No such track, member, value, role or doctrine: the rules do not have it."""


class Held(list[int]):
    """Values of which some stay as they are, whatever is written to them.

    Copies hold the same.     The log of a game over such values lists what rules wanted to write.
    """

    __slots__ = ("places",)

    def __init__(self, values: Iterable[int], places: frozenset[int]) -> None:
        super().__init__(values)
        self.places = places

    def __setitem__(self, place: Any, value: Any) -> None:
        if place not in self.places:
            list.__setitem__(self, place, value)

    def copy(self) -> Held:
        """Return a list of the same values that holds the same ones."""
        return Held(self, self.places)


def starting(rules: Ruleset, given: Iterable[Given]) -> Ruleset:
    """Return the rules with other values at the start.

    Raises: Unfit: a number is not known, or cannot have that value.
    """
    start = list(rules.start)
    for written, value in given:
        track, found = places(rules, written)
        number = number_of(rules, track, value)
        for place in found:
            start[place] = number
    return attrs.evolve(rules, start=tuple(start))


def places(rules: Ruleset, written: str) -> tuple[Track, tuple[int, ...]]:
    """Return a track and its places that `approval[paris]` means; without index all."""
    match = _NAME.fullmatch(written)
    track = rules.tracks.get(match[1]) if match else None
    if match is None or track is None:
        raise Unfit(
            f"there is no track '{clean(written, most=60)}'{_suggestion(match[1] if match else '', rules.tracks)}"
        )
    if match[2] is None:
        every = product(*(index.members for index in track.indices))
        return track, tuple(rules.place_of(track.id, indices) for indices in every)
    return track, (rules.place_of(track.id, _indices(rules, track, match[2].split(","))),)


def _indices(rules: Ruleset, track: Track, words: list[str]) -> list[int]:
    if len(words) != len(track.indices):
        wanted = ", ".join(index.set for index in track.indices) or "none"
        raise Unfit(f"'{track.id}' has {len(track.indices)} indices ({wanted}), not {len(words)}")
    found = []
    for word, index in zip(words, track.indices, strict=True):
        root, position = rules.positions.get(word.strip(), ("", NONE))
        if root != index.root or position not in index.members:
            known = [rules.roots[index.root][member].id for member in index.members]
            raise Unfit(f"'{clean(word.strip(), most=40)}' is no member of {index.set}{_suggestion(word, known)}")
        found.append(position)
    return found


def number_of(rules: Ruleset, track: Track, value: Any) -> int:
    """Return the whole number that a track holds for a value as it is written."""
    levels = {level.id: level.least for level in track.levels}
    match value:
        case str() if value in levels:
            return levels[value]
        case str() if track.kind == "flag" and value in ("true", "false"):
            return int(value == "true")
        case str() if re.fullmatch(r"-?[0-9]{1,15}", value):
            return number_of(rules, track, int(value))
        case bool() if track.kind == "flag":
            return int(value)
        case None | "none" if track.kind == "member":
            return NONE
        case str() if track.kind == "member" and rules.positions.get(value, ("", 0))[0] == track.root:
            return rules.positions[value][1]
        case int() if track.kind == "number" and not isinstance(value, bool):
            return _within(track, value)
    wanted = {"flag": "true or false", "member": f"a member of {track.root}, or none"}.get(track.kind, "a whole number")
    raise Unfit(f"'{track.id}' cannot be {quoted(value)}; it is {wanted}")


def _within(track: Track, value: int) -> int:
    if not track.least <= value <= track.most:
        raise Unfit(f"'{track.id}' cannot be {value}; it goes from {track.least} to {track.most}")
    return value


def _suggestion(word: str, known: Iterable[str]) -> str:
    near = nearest(word.strip(), known)
    return f"; did you mean {near}?" if near else ""
