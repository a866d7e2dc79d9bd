"""Lines between the areas of a map: what an author typed with `-`, `|`, `+`, `=` and `||`, drawn as lines.

`=` and `||` are heavy: fronts. Every cell stays one cell; what is no line stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARKED = "\x00"
"""Stands in a row where an area's mark is: lines lead to it, and no text holds it."""

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8

_LIGHT = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
_HEAVY = " ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋"
_ARMS = {glyph: arms for glyphs in (_LIGHT, _HEAVY) for arms, glyph in enumerate(glyphs) if arms}
_AROUND = ((UP, 0, -1, DOWN), (RIGHT, 1, 0, LEFT), (DOWN, 0, 1, UP), (LEFT, -1, 0, RIGHT))
_DASH = re.compile(r"(?<!\w)-+|-+(?!\w)|--+")
_EQUALS = re.compile(r"(?<!\w)=+|=+(?!\w)|==+")


def drawn(rows: Sequence[str]) -> list[str]:
    """Return the rows with lines for strokes; a hyphen within a word is none."""
    straight = [_straight(row) for row in rows]
    return [
        "".join(_joint(straight, x, y) if row[x] == "+" else row[x] for x in range(len(row)))
        for y, row in enumerate(straight)
    ]


def arms(glyph: str) -> int:
    """Return the ways in which a glyph goes on, 0 when it is no line."""
    return _ARMS.get(glyph, 0)


def is_heavy(glyph: str) -> bool:
    """Return whether a glyph belongs to a front."""
    return glyph in _HEAVY[1:]


def upright(above: str, below: str) -> str:
    """Return what stands between two cells when rows are pulled apart: a line where one goes on to something."""
    down, up = arms(above) & DOWN, arms(below) & UP
    if (down and below != " ") or (up and above != " "):
        return "┃" if is_heavy(above if down else below) else "│"
    return " "


def level(left: str, right: str) -> str:
    """Return what stands between two cells when columns are pulled apart."""
    if arms(left) & RIGHT and arms(right) & LEFT:
        return "━" if is_heavy(left) and is_heavy(right) else "─"
    return " "


def is_passage(row: str) -> bool:
    """Return whether a row only leads on from the row above to the row below."""
    return all(glyph in " │┃" for glyph in row)


def _straight(row: str) -> str:
    for pattern, glyph in ((_DASH, "─"), (_EQUALS, "━")):
        row = pattern.sub(lambda found, glyph=glyph: glyph * len(found[0]), row)  # type: ignore[misc]
    return row.replace("||", "┃ ").replace("|", "│")


def _joint(rows: Sequence[str], x: int, y: int) -> str:
    """Return the corner or crossing of the lines that meet here, or the plus sign where fewer than two do."""
    met, ends, heavy = 0, 0, 0
    for arm, dx, dy, back in _AROUND:
        other = _cell(rows, x + dx, y + dy)
        if other == "+" or arms(other) & back:
            met |= arm
            heavy += is_heavy(other)
        elif dy and other != " " and not arms(other):
            ends |= arm  # a line may end at a mark or a word above or below
    met |= ends if met else 0
    return (_HEAVY if heavy else _LIGHT)[met] if met & (met - 1) else "+"


def _cell(rows: Sequence[str], x: int, y: int) -> str:
    return rows[y][x] if 0 <= y < len(rows) and 0 <= x < len(rows[y]) else " "
