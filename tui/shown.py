"""Text from outside becomes content: cleaned, never markup. No widget shows a string that did not come through here."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from engine.language.text import clean

MOST = 4000


def plain(text: object, most: int = MOST) -> str:
    """Return `text` as one harmless line."""
    return clean(str(text), most=most)


def prose(text: object, most: int = MOST) -> str:
    """Return `text` as harmless lines: an author's single line break is a space, an empty line a new paragraph."""
    paragraphs = clean(str(text), most=most, lines=True).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def content(text: object, style: str = "") -> Content:
    """Return `text` as one line of content without markup."""
    return Content.styled(plain(text), style) if style else Content(plain(text))


def lines(*rows: Content) -> Content:
    """Return content of several lines."""
    return Content("\n").join(rows)


def fitted(text: str, width: int) -> str:
    """Return harmless `text` in exactly `width` cells, with an ellipsis where it was cut."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def counted(number: int, one: str, many: str = "") -> str:
    """Return `1 order`, `2 orders`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
