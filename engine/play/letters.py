"""The letters under which numbers of areas stand on a map: the same for every seat, the public and every turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..rules.entries import Measure
from ..rules.ruleset import Ruleset, Track

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(rules: Ruleset) -> Mapping[str, str]:
    """Return the letter of every track and measure that belongs to one area and that somebody sees."""
    return letters(dict(_of_areas(rules)))


def _of_areas(rules: Ruleset) -> Iterator[tuple[str, str]]:
    """Yield ids and titles, in order of declaration: measures after tracks."""
    numbers: tuple[Track | Measure, ...] = (*rules.tracks.values(), *rules.measures.values())
    for it in numbers:
        if [index.root for index in it.indices].count("area") == 1 and it.seen_by != "nobody":
            yield it.id, it.title


def letters(titles: Mapping[str, str]) -> dict[str, str]:
    """Return a letter for each title: a capital from its words if one is free, else any letter that is, else `*`."""
    taken: dict[str, str] = {}
    for id, title in titles.items():
        initials = [word[0].upper() for word in title.split() if word[0].isalpha()]
        others = [letter.upper() for letter in title if letter.isalpha()]
        wanted = [*initials, *others, *_ALPHABET]
        taken[id] = next((letter for letter in wanted if letter not in taken.values()), "*")
    return taken
