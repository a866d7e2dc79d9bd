"""What stands in the marks of the map: the numbers of a view that belong to an area, each under one letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from .shown import plain

if TYPE_CHECKING:
    from engine.play.readings import Reading

MOST = 99
"""Larger numbers are no counters: they are told beside the map."""


@attrs.frozen(kw_only=True)
class Counters:
    """The letters with what they stand for, and for each area its letters and numbers in order of declaration."""

    legend: Mapping[str, str] = attrs.field(factory=dict)
    areas: Mapping[str, tuple[tuple[str, int], ...]] = attrs.field(factory=dict)

    def text(self, area: str, width: int) -> str:
        """Return as many counters as fit into `width` cells; `+` says that there are more."""
        words = [f"{letter}{number}" if number != 1 or letter.isupper() else letter for letter, number in self.of(area)]
        text = " ".join(words)
        while len(text) > width and words:
            words.pop()
            text = " ".join([*words, "+"])
        return text

    def of(self, area: str) -> tuple[tuple[str, int], ...]:
        """Return the counters of `area`."""
        return self.areas.get(area, ())


def counters_of(tracks: Iterable[Reading], areas: Collection[str]) -> Counters:
    """Return the counters of a view: tracks indexed by one area, summed over their other indices."""
    sums: dict[str, dict[str, int]] = {}
    titles: dict[str, str] = {}
    for reading in tracks:
        places = [index for index in reading.indices if index in areas]
        if len(places) != 1 or reading.measure or not isinstance(reading.value, int):
            continue
        titles[reading.id] = plain(reading.title, 30)
        if reading.value > 0:
            row = sums.setdefault(reading.id, {})
            row[places[0]] = row.get(places[0], 0) + int(reading.value)
    small = {id: row for id, row in sums.items() if max(row.values()) <= MOST}
    letters = _letters({id: titles[id] for id in titles if id in small})
    return Counters(
        legend={letters[id]: titles[id] for id in letters},
        areas={
            area: tuple((letters[id], small[id][area]) for id in letters if area in small[id]) for area in sorted(areas)
        },
    )


def _letters(titles: Mapping[str, str]) -> dict[str, str]:
    """Return a letter for each title: a capital from its words if one is free, else any letter that is."""
    taken: dict[str, str] = {}
    for id, title in titles.items():
        initials = [word[0].upper() for word in title.split() if word[0].isalpha()]
        others = [letter.upper() for letter in title if letter.isalpha()]
        wanted = [*initials, *others, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        taken[id] = next((letter for letter in wanted if letter not in taken.values()), "*")
    return taken
