"""What stands in the marks of the map: the numbers of a view that belong to an area, each under one letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs
from rich.cells import cell_len
from textual.content import Content

from .shown import content, fitted, lines, plain

if TYPE_CHECKING:
    from engine.play.readings import Reading

MOST = 99
"""Larger numbers are no counters: they are told beside the map."""


@attrs.frozen(kw_only=True)
class Counters:
    """The letters with what they stand for, and each area's letters with their numbers; a flag has no number."""

    legend: Mapping[str, str] = attrs.field(factory=dict)
    areas: Mapping[str, tuple[tuple[str, str], ...]] = attrs.field(factory=dict)

    @property
    def most(self) -> int:
        """The counters of the area that has most of them."""
        return max(map(len, self.areas.values()), default=0)

    def rows(self, area: str, width: int, height: int, *, named: bool = True) -> tuple[str, ...]:
        """Return what stands in a mark of that size: each counter with its title, where that is wanted and fits."""
        held = self._named(area)
        if named and len(held) <= height:
            return tuple(fitted(row, width).rstrip() for row in [*held, *[""] * (height - len(held))])
        return self._packed([letter + number for letter, number in self.of(area)], width, height)

    def are_named(self, widths: Mapping[str, int], height: int) -> bool:
        """Return whether every area has room for the titles of its counters, or rows of its own for them."""
        held = {area: self._named(area) for area in widths}
        return all(len(rows) <= height for rows in held.values()) and (
            height > 1 or all(len(row) <= widths[area] for area, rows in held.items() for row in rows)
        )

    def _named(self, area: str) -> list[str]:
        return [f"{(letter + number):<3} {self.legend[letter]}" for letter, number in self.of(area)]

    def _packed(self, words: list[str], width: int, height: int) -> tuple[str, ...]:
        """Return counters one after another over several rows; `+` says that there are more."""
        rows: list[str] = []
        for _row in range(height - 1):
            held = len(words)
            while held > 1 and len(" ".join(words[:held])) > width:
                held -= 1
            rows.append(" ".join(words[:held]))
            words = words[held:]
        return (*rows, _cut(words, width))

    def of(self, area: str) -> tuple[tuple[str, str], ...]:
        """Return the counters of `area`."""
        return self.areas.get(area, ())


def _cut(words: list[str], width: int) -> str:
    """Return counters in a row: close together where they do not fit otherwise, and as many as fit before a `+`."""
    text, held = " ".join(words), len(words)
    while len(text) > width and held >= 0:
        text = "".join(words[:held]) + "+" * (held < len(words))
        held -= 1
    return text


def counters_of(readings: Iterable[Reading], areas: Collection[str], letters: Mapping[str, str]) -> Counters:
    """Return the counters of a view: whole numbers and flags of one area, summed over their other indices.

    `letters` are those of the whole game (`Scenario.letters`), so that a counter has the same one for everybody.
    """
    sums: dict[str, dict[str, int]] = {}
    titles: dict[str, str] = {}
    flags: set[str] = set()
    others: set[str] = set()
    for reading in readings:
        places = [index for index in reading.indices if index in areas]
        if len(places) != 1:
            continue
        titles[reading.id] = plain(reading.title, 30)
        if isinstance(reading.value, bool):
            flags.add(reading.id)
        if not isinstance(reading.value, int) or reading.value < 0:
            others.add(reading.id)
        elif reading.value > 0:
            row = sums.setdefault(reading.id, {})
            row[places[0]] = row.get(places[0], 0) + int(reading.value)
    small = {id: row for id, row in sums.items() if id not in others and max(row.values()) <= MOST}
    shown = {id: letter for id, letter in letters.items() if id in small}
    return Counters(
        legend={letter: titles[id] for id, letter in shown.items()},
        areas={area: tuple(_marks(area, shown, small, flags)) for area in sorted(areas)},
    )


def legend_of(counters: Counters, width: int, most: int) -> Content:
    """Return `P Presence · A Air cover` in lines of `width` cells, at most so many, broken between letters."""
    rows: list[str] = []
    for letter, title in counters.legend.items():
        said = f"{letter} {title}"
        if rows and cell_len(f"{rows[-1]} · {said}") <= width:
            rows[-1] += f" · {said}"
        else:
            rows.append(said)
    left_out = len(rows) > most
    shown = [*rows[: most - 1], " · ".join(rows[most - 1 :])] if left_out else rows
    return lines(*(content(fitted(row, width).rstrip()) for row in shown))


def _marks(
    area: str, letters: Mapping[str, str], rows: Mapping[str, Mapping[str, int]], flags: Collection[str]
) -> Iterator[tuple[str, str]]:
    for id, letter in letters.items():
        if area in rows[id]:
            yield letter, "" if id in flags else str(rows[id][area])
