"""News as lines: a line before each turn, a mark where somebody last looked, and a hanging indent.

Who was not heard yet, and who is awaited, is said here for wall and console alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from engine.speech import _

from .shown import plain

if TYPE_CHECKING:
    from engine.play.readings import News
    from engine.table.remarks import Remark

TURN, MARK, TOLD, SAID, SLIP = "turn", "mark", "told", "said", "slip"
"""Kinds of lines."""


def rows_of(
    news: Sequence[News], seen: int, width: int, first: int = 0, remarks: Iterable[Remark] = (), reader: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the kinds and words of lines from that place on; news up to number `seen` were read before.

    What a seat says of its order stands under the news of that order. Injects are slips, addressed to the `reader`.
    """
    said: dict[int, list[str]] = defaultdict(list)
    for remark in remarks:
        said[remark.number].append(remark.text)
    for place in range(first, len(news)):
        item, before = news[place], news[place - 1] if place else None
        heading = _turn(item) if before is None or item.turn != before.turn else ""
        if heading:
            yield TURN, heading
        if 0 < seen < item.number and (before is None or before.number <= seen):
            yield MARK, _("> new since you last looked")
        if item.inject:
            yield from ((SLIP, f"! {line}") for line in wrapped(slip_title(item, reader), width - 2))
        if item.inject != item.text and not (heading and item.begins == "turn"):
            yield from ((TOLD, line) for line in told(item, width))
        for text in said.get(item.number, ()):
            yield from ((SAID, f"  {line}") for line in wrapped(quoted(text), width - 2))


def _turn(item: News) -> str:
    """Return the line before a turn's news: with the date, where they begin with the turn."""
    if item.begins == "turn":
        return plain(item.text)
    return _("Turn {number}").format(number=item.turn) if item.turn else _("Before the first turn")


def not_heard(names: str) -> str:
    """Return in words who has neither acted nor passed in this phase."""
    return _("Not heard yet: {roles}").format(roles=names)


def awaited(names: str) -> str:
    """Return in words who may act now."""
    return _("Awaited: {roles}").format(roles=names)


def slip_title(item: News, reader: str) -> str:
    """Return to whom an inject is addressed, and what it is called."""
    said = _("Inject to {role}: {title}") if item.private and reader else _("Inject to all: {title}")
    return said.format(role=plain(reader), title=plain(item.inject))


def slips_of(news: Iterable[News], read: int, reader: str) -> Iterator[tuple[str, str]]:
    """Yield the injects after the news of number `read`: to whom and what, and the text."""
    for item in news:
        if item.inject and item.number > read:
            yield slip_title(item, reader), plain(item.text) if item.text != item.inject else ""


def told(item: News, width: int) -> list[str]:
    """Return one piece of news as lines with a hanging indent; `*` marks what only this seat was told."""
    sign = "* " if item.private else "· "
    return [(sign if not place else "  ") + line for place, line in enumerate(wrapped(plain(item.text), width - 2))]


def quoted(text: str) -> str:
    """Return what somebody says, in quotation marks."""
    return _("“{text}”").format(text=plain(text, 240))


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield `text` in lines of at most `width` cells, broken between words where that can be.

    Much faster than `textwrap`, and counts cells instead of characters.
    """
    width = max(2, width)
    return _by_characters(text, width) if text.isascii() else _by_cells(text, width)


def _by_characters(text: str, width: int) -> Iterator[str]:
    start, end = 0, len(text)
    while end - start > width:
        gap = text.rfind(" ", start + 1, start + width + 1)
        stop = gap if gap > 0 else start + width
        yield text[start:stop]
        start = stop + 1 if gap > 0 else stop
    yield text[start:]


def _by_cells(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in text.split(" "):
        cells = cell_len(word)
        if line and used + 1 + cells > width:
            yield line
            line, used = "", 0
        while cells > width:
            part = _fitting(word, width)
            yield part
            word = word[len(part) :]
            cells = cell_len(word)
        line, used = (f"{line} {word}", used + 1 + cells) if line else (word, cells)
    yield line


def _fitting(word: str, width: int) -> str:
    """Return as much of a word as fits."""
    part = word[:width]
    while cell_len(part) > width:
        part = part[:-1]
    return part
