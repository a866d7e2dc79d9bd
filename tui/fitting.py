"""A board made to fit its pane: pulled apart where there is room, without its passages where there is little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from .board import Board, Mark
from .strokes import MARKED, arms, is_passage, level, upright

_WIDEST, _TALLEST = 2.0, 4  # a map twice as wide as drawn, marks of four rows
_LEAST_GAIN = 1.15
_WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")


def fitted_board(board: Board, width: int, height: int, *, most: int = _TALLEST) -> Board:
    """Return the board for a pane of that size, its marks at most `most` rows; what cannot fit scrolls."""
    if not board.marks or width <= 0 or height <= 0:
        return board
    if board.height > height:
        return _squeezed(board, board.height - height)
    return _taller(_wider(board, width), height, min(most, _TALLEST))


def _squeezed(board: Board, rows: int) -> Board:
    """Return the board without as many rows that only lead on; with fewer of them, the board as it is."""
    busy = {mark.y for mark in board.marks.values()}
    idle = [y for y, line in enumerate(board.lines) if y not in busy and is_passage(line)]
    if len(idle) < rows:
        return board
    gone = {idle[k * len(idle) // rows] for k in range(rows)}
    moved = {y: y - sum(other < y for other in gone) for y in range(board.height)}
    return attrs.evolve(
        board,
        lines=tuple(line for y, line in enumerate(board.lines) if y not in gone),
        marks={id: attrs.evolve(mark, y=moved[mark.y]) for id, mark in board.marks.items()},
    )


def _wider(board: Board, width: int) -> Board:
    scale = min(_WIDEST, width / max(1, board.width))
    if scale < _LEAST_GAIN:
        return board
    lines, marks = [], {}
    for y, line in enumerate(board.lines):
        row = _Row(scale)
        for start, text, area in _pieces(line, {m.x: (id, m) for id, m in board.marks.items() if m.y == y}):
            if area:
                marks[area] = row.mark(start, len(text), y)
            else:
                row.put(start, text)
        lines.append("".join(row.cells).replace(MARKED, " ").rstrip())
    return attrs.evolve(board, lines=tuple(lines), marks={id: marks[id] for id in board.marks})


def _pieces(line: str, marks: dict[int, tuple[str, Mark]]) -> Iterator[tuple[int, str, str]]:
    """Yield marks, words and single strokes of a line from left to right, each with its column and a mark's area."""
    x = 0
    for start in [*sorted(marks), len(line)]:
        for found in _WORDS.finditer(line[x:start]):
            yield from ((x + at, text, "") for at, text in _torn(found[0], found.start()))
        if start in marks:
            area, mark = marks[start]
            yield start, " " * mark.width, area
            x = start + mark.width


def _torn(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the strokes of a text one by one and what stands between them in one piece."""
    word = ""
    for x, glyph in enumerate(text):
        if not arms(glyph):
            word += glyph
            continue
        if word.strip():
            yield start + x - len(word) + len(word) - len(word.lstrip()), word.strip()
        word = ""
        yield start + x, glyph
    if word.strip():
        yield start + len(text) - len(word.lstrip()), word.strip()


@attrs.define
class _Row:
    """A row that is being pulled apart."""

    scale: float
    cells: list[str] = attrs.field(factory=list)
    _end: int = 0  # where the last words ended in the row as drawn

    def put(self, x: int, text: str) -> None:
        """Write words, or one stroke and what leads to it from the stroke before."""
        there = max(round(x * self.scale), len(self.cells))
        gap = there - len(self.cells)
        near = self._end == x and self.cells and self.cells[-1] != MARKED
        self.cells += (level(self.cells[-1], text[0]) if near else " ") * gap + text
        self._end = x + len(text)

    def mark(self, x: int, width: int, y: int) -> Mark:
        """Leave room for a mark; one that follows its name stays beside it."""
        beside = self._end == x - 1 and bool(self.cells) and not arms(self.cells[-1])
        there = len(self.cells) + 1 if beside else max(round(x * self.scale), len(self.cells))
        wide = max(width, round((x + width) * self.scale) - there)
        self.cells += " " * (there - len(self.cells)) + MARKED * wide
        self._end = x + width
        return Mark(x=there, y=y, width=wide)


def _taller(board: Board, height: int, most: int) -> Board:
    """Return the board with marks of several rows, and with rows between where there is room still."""
    busy = sorted({mark.y for mark in board.marks.values()})
    extra = max(0, min(most - 1, (height - board.height) // len(busy)))
    room = height - board.height - extra * len(busy)
    apart = set(sorted(busy, key=lambda y: (y + 1 not in busy, y))[:room])
    filled = _filled(board)
    lines: list[str] = []
    moved = {}
    for y, line in enumerate(board.lines):
        moved[y] = len(lines)
        more = extra * (y in busy) + (y in apart)
        lines += [line] + [_between(filled[y], filled[y + 1] if y + 1 < len(filled) else "")] * more
    marks = {id: attrs.evolve(m, y=moved[m.y], height=1 + extra) for id, m in board.marks.items()}
    return attrs.evolve(board, lines=tuple(lines), marks=marks)


def _filled(board: Board) -> list[str]:
    """Return the lines with something in every mark."""
    rows = [list(line.ljust(board.width)) for line in board.lines]
    for mark in board.marks.values():
        rows[mark.y][mark.x : mark.x + mark.width] = MARKED * mark.width
    return ["".join(row) for row in rows]


def _between(above: str, below: Sequence[str]) -> str:
    pairs = zip(above, "".join(below).ljust(len(above)), strict=True)
    return "".join(upright(one, other) for one, other in pairs).rstrip()
