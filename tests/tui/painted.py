"""How a screen is painted, in a form that can be read in a diff: for each row, which style runs over how many cells.

A style is a letter; what it stands for is said once for each file, and a letter that was given is kept.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import chain, groupby, product
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App

from .golden_text import screen_lines

LETTERS = string.ascii_letters
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike", "blink")


class Legend:
    """The letters of styles; begins with those of a text that `told` wrote."""

    def __init__(self, before: str = "") -> None:
        rows = before.split("\n\n")[0].splitlines()
        self._known = {style: letter for letter, _gap, style in (row.partition("  ") for row in rows)}
        self._used: dict[str, str] = {}

    def letter(self, style: str) -> str:
        """Return the letter of a style, a new one if it has none."""
        if style not in self._known:
            taken = set(self._known.values())
            pairs = map("".join, product(LETTERS, LETTERS))
            self._known[style] = next(it for it in chain(LETTERS, pairs) if it not in taken)
        self._used[self._known[style]] = style
        return self._known[style]

    def told(self) -> str:
        """Return what each letter that was used stands for."""
        return "".join(f"{letter}  {style}\n" for letter, style in sorted(self._used.items(), key=_order))


def painted(app: App[Any], legend: Legend) -> str:
    """Return the runs of styles on the screen; rows that are alike stand in one line."""
    rows = [" ".join(_runs(line, legend)) for line in screen_lines(app)]
    told, at = [], 1
    for row, same in groupby(rows):
        last = at + len(list(same)) - 1
        told.append(f"{at if at == last else f'{at}-{last}'}: {row}\n")
        at = last + 1
    return "".join(told)


def _order(entry: tuple[str, str]) -> tuple[int, str]:
    return len(entry[0]), entry[0].swapcase()


def _runs(line: list[Segment], legend: Legend) -> Iterator[str]:
    cells = ((legend.letter(_said(segment)), segment.cell_length) for segment in line)
    for letter, run in groupby(cells, key=lambda cell: cell[0]):
        yield f"{letter}{sum(length for _letter, length in run)}"


def _said(segment: Segment) -> str:
    """Return a style in words; of spaces only what can be seen."""
    style = segment.style or Style()
    worn = [name for name in ATTRIBUTES if getattr(style, name)]
    front, back = (color.name if color else "default" for color in (style.color, style.bgcolor))
    if not segment.text.strip() and not {"underline", "reverse", "strike"} & set(worn):
        return f"on {back}"
    return " ".join([*worn, f"{front} on {back}"])
