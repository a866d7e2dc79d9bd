"""Where each character of a YAML value stands in its file, so that columns point inside formulas.

Asked only when there is a problem; reading a file never comes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED, BRANCH = range(6)
"""The styles of a mark; `BRANCH` is a map or a list."""

_SPACE = re.compile(r"[ \t\n]+")
_ESCAPE = re.compile(r"\\(?:\n[ \t]*|x.{2}|u.{4}|U.{8}|.)?", re.DOTALL)
_KEY_COLUMN = re.compile(r" *(?:[-?] +)*")
_WIDTH = re.compile(r"[|>][+-]?([1-9])")


def spots(text: str, start: int, style: int) -> Iterator[int]:
    """Yield the index in `text` of each character of the scalar's value, then of its end.

    A plain scalar does not know its end here: the caller stops.
    """
    if style in (LITERAL, FOLDED):
        return _block(text, start, folded=style == FOLDED)
    if style == PLAIN:
        return _flow(text, start, "")
    return _flow(text, start + 1, "'" if style == SINGLE else '"')


def _flow(text: str, index: int, quote: str) -> Iterator[int]:
    while index < len(text):
        letter = text[index]
        if letter == quote:
            if quote == '"' or text[index + 1 : index + 2] != quote:
                break
            yield index
            index += 2
        elif letter == "\\" and quote == '"':
            escape = _ESCAPE.match(text, index)
            assert escape is not None, index
            if not escape[0].startswith("\\\n"):
                yield index
            index = escape.end()
        elif space := _SPACE.match(text, index):
            yield from _spaces(space)
            index = space.end()
        else:
            yield index
            index += 1
    yield index


def _spaces(space: re.Match[str]) -> Iterator[int]:
    """Yield a run of blanks; a line break in it folds to one space, n of them to n - 1 breaks."""
    breaks = space[0].count("\n")
    if not breaks:
        yield from range(space.start(), space.end())
    for _ in range(max(1, breaks - 1) if breaks else 0):
        yield space.start()


def _block(text: str, start: int, *, folded: bool) -> Iterator[int]:
    rows = _rows(text, start)
    breaks: list[int] = []
    was_deep: bool | None = None
    end = start
    for begin, end in rows:
        if begin == end:
            breaks.append(end)
            continue
        deep = text[begin] in " \t"
        folds = folded and was_deep is False and not deep
        yield from (breaks[1:] or breaks[:1]) if folds else breaks
        yield from range(begin, end)
        was_deep, breaks = deep, [end]
    yield from breaks
    yield end


def _rows(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each line of a block scalar, its indentation left out."""
    indent = _indent(text, start)
    begin = text.find("\n", start) + 1
    while 0 < begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = text[begin:end]
        if line.strip(" ") and len(line) - len(line.lstrip(" ")) < indent:
            return
        yield min(begin + indent, end), end
        begin = end + 1


def _indent(text: str, start: int) -> int:
    """Return how many columns the lines of a block scalar are indented."""
    if width := _WIDTH.match(text, start):
        first = text.rfind("\n", 0, start) + 1
        outer = _KEY_COLUMN.match(text, first, start)
        assert outer is not None, first
        column = outer.end() - first
        if outer.end() == start:
            column = text.rfind("-", first, start) - first
        return max(0, column) + int(width[1])
    after = re.compile(r"(?:[^\n]*\n)(?: *\n)*( *)").match(text, start)
    return len(after[1]) if after else 0
