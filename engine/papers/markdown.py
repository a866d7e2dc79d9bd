"""A report as Markdown; text stays text, whatever signs are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from ..language.text import clean
from ..speech import _
from .blocks import Block, Cell, Facts, Grid, Headed, Items, Lead, Picture, Says, Section, Told
from .markup import MOST_TEXT

_SIGNS = re.compile(r"([\\`*_{}\[\]#|~<>$@]|^\s*[-+=])")
_LINKS = re.compile(r"(?i)(https?|ftp|mailto|xmpp|javascript|data)(:)|\b(www)(\.)")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")


def whole(title: str, marking: str, sections: Sequence[Section]) -> str:
    """Return the text; the marking stands above and below it."""
    mark = f"**{_('EXERCISE')}** · {plain(marking)}"
    lines = [mark, "", f"# {plain(title)}", ""]
    for n, it in enumerate(sections, 1):
        lines += [f"## {n}. {plain(it.title)}", ""]
        for block in it.blocks:
            lines += [*_block(block), ""]
    return "\n".join([*lines, mark, ""])


def plain(text: str) -> str:
    """Return text in which nothing is a sign of Markdown or HTML.

    >>> plain("*so* <b> http://x")
    '\\\\*so\\\\* &lt;b&gt; http\\\\://x'
    """
    said = clean(text, most=MOST_TEXT).replace("&", "&amp;")
    said = _LINKS.sub(lambda it: f"{it[1] or it[3]}\\{it[2] or it[4]}", _SIGNS.sub(_sign, said))
    return _NUMBERED.sub(r"\1\\\2", said)


def _sign(found: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;"}.get(found[1], f"\\{found[1].strip()}")


def _block(it: Block) -> Iterator[str]:
    match it:
        case Says(text):
            yield plain(text)
        case Headed(text):
            yield f"### {plain(text)}"
        case Items(rows) | Lead(rows):
            yield from (f"- {plain(row)}" for row in rows)
        case Facts(rows) | Told(rows):
            yield from (f"- {plain(name)}: {plain(text)}" for name, text in rows)
        case Grid(heads, rows):
            yield _row(heads)
            yield _row(["---"] * len(heads), raw=True)
            yield from map(_row, rows)
        case Picture(_image, told, _small):
            yield f"*{plain(told)}*"
        case _:
            assert_never(it)


def _row(cells: Sequence[Cell], *, raw: bool = False) -> str:
    said = [str(it) if raw else plain(f"{it:g}" if isinstance(it, float) else str(it)) for it in cells]
    return f"| {' | '.join(said)} |"
