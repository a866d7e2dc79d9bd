"""Words that an author marks in a line of Markdown; what is no mark stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

PLAIN, BOLD, ITALIC, CODE = "", "bold", "italic", "code"

_MARKS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|`(.+?)`")


def emphasis(line: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a line, each with how it is marked; nothing empty.

    >>> list(emphasis("a **b** and *c*, 3 * 4 * 5"))
    [('a ', ''), ('b', 'bold'), (' and ', ''), ('c', 'italic'), (', 3 * 4 * 5', '')]
    """
    end = 0
    for found in _MARKS.finditer(line):
        if found.start() > end:
            yield line[end : found.start()], PLAIN
        yield next((words, kind) for words, kind in zip(found.groups(), (BOLD, ITALIC, CODE), strict=True) if words)
        end = found.end()
    if end < len(line):
        yield line[end:], PLAIN


def unmarked(text: str) -> str:
    """Return the words of a text without the marks.

    >>> unmarked("**For control.** Ask *who* goes first.")
    'For control. Ask who goes first.'
    """
    return "\n".join("".join(words for words, _kind in emphasis(line)) for line in text.split("\n"))
