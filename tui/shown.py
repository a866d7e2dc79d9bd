"""Text from outside becomes content: cleaned, never markup. No widget shows a string that did not come through here."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from engine.language import emphasis
from engine.language.text import clean

MOST = 4000


def plain(text: object, most: int = MOST) -> str:
    """Return `text` as one harmless line."""
    return clean(str(text), most=most)


def prose(text: object, most: int = MOST) -> str:
    """Return `text` as harmless lines: an author's single line break is a space, an empty line a new paragraph."""
    paragraphs = clean(str(text), most=most, lines=True).split("\n\n")
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs if paragraph.strip())


def _joined(paragraph: str) -> str:
    """Return a paragraph in one line; the items of a list and headings keep their own."""
    rows: list[str] = []
    for row in paragraph.split("\n"):
        begins = not rows or rows[-1].startswith("#") or row.startswith(("#", "- ", "* ", "|"))
        rows.append(row.strip()) if begins else rows.append(f"{rows.pop()} {row.strip()}")
    return "\n".join(rows)


def content(text: object, style: str = "") -> Content:
    """Return `text` as one line of content without markup."""
    return Content.styled(plain(text), style) if style else Content(plain(text))


def marked(text: object) -> Content:
    """Return an author's Markdown as content: headings, `**bold**`, `*slanted*` and code; the rest as written."""
    return lines(*(_marked(row) for row in prose(text).split("\n")))


def unmarked(text: object) -> str:
    """Return an author's Markdown as words in one line: no headings, no marks."""
    rows = [row for row in prose(text).split("\n") if row and not row.startswith("#")]
    return emphasis.unmarked(" ".join(rows))


def _marked(row: str) -> Content:
    if row.startswith("#"):
        return Content.styled(row.lstrip("# "), "bold")
    styles = {emphasis.BOLD: "bold", emphasis.ITALIC: "italic", emphasis.CODE: "bold"}
    return Content.assemble(*((words, styles.get(kind, "")) for words, kind in emphasis.emphasis(row)))


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


def clipped(text: str, width: int) -> str:
    """Return harmless `text` in at most `width` cells, cut after a word, with an ellipsis where it was cut.

    >>> clipped("Win over the public", 14), clipped("Win over the public", 30), clipped("Unmistakable", 8)
    ('Win over the…', 'Win over the public', 'Unmista…')
    """
    if cell_len(text) <= width:
        return text
    kept = fitted(text, width).rstrip().removesuffix("…")
    if not text[len(kept) :].startswith(" "):
        kept = kept.rpartition(" ")[0] or kept  # a word that is longer than the line is cut all the same
    return kept.rstrip(" ,;:-–·…") + "…"


def apart(text: str, others: Collection[str], width: int) -> str:
    """Return harmless `text` in at most `width` cells; a cut never hides which of `others` it is.

    >>> alike = ("Turns for which rest is due", "Turns for which help is due")
    >>> apart(alike[0], alike, 12), apart(alike[0], alike, 17), apart(alike[0], ("Turning",), 17)
    ('…rest is due', 'Turns…rest is due', 'Turns for which…')
    """
    start, lead = 0, ""
    while cell_len(lead + text[start:]) > width:
        kept = fitted(lead + text[start:], width).rstrip().removesuffix("…")[len(lead) :]
        alike = [other for other in others if other != text and other[start:].startswith(kept)]
        same = sum(1 for _ in takewhile(lambda it: len(set(it)) == 1, zip(text, *alike, strict=False))) if alike else 0
        word = text.rfind(" ", 0, same) + 1
        if same <= start:
            break
        start, lead = word if word > start else same, "…"
    left = width - cell_len(lead + text[start:])
    head = text[: max(0, left) + 1].rpartition(" ")[0] if start else ""  # whole words of what was left out
    return fitted(head + lead + text[start:], width).rstrip()


def counted(number: int, one: str, many: str = "") -> str:
    """Return `1 order`, `2 orders`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
