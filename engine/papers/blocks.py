"""What a report is made of: sections of paragraphs, lists, tables and pictures, before anybody says HTML."""

from __future__ import annotations

import attrs

from .markup import Markup

Cell = str | int | float


@attrs.frozen
class Says:
    """A paragraph."""

    text: str


@attrs.frozen
class Headed:
    """A heading inside a section."""

    text: str


@attrs.frozen
class Items:
    """A list."""

    rows: tuple[str, ...]


@attrs.frozen
class Lead:
    """The lines under the title of a report; first in its first section."""

    rows: tuple[str, ...]


@attrs.frozen
class Facts:
    """A few numbers that are seen at once: what each counts, and how many."""

    rows: tuple[tuple[str, str], ...]


@attrs.frozen
class Told:
    """Lines that each begin with what they tell of."""

    rows: tuple[tuple[str, str], ...]


@attrs.frozen
class Grid:
    """A table; every row has a cell for each head, and a table without words in its heads has none."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@attrs.frozen
class Picture:
    """A picture, and what it shows in words, for those who do not see it."""

    image: Markup
    told: str
    small: bool = False  # two of them stand side by side


Block = Says | Headed | Items | Lead | Facts | Told | Grid | Picture


@attrs.frozen(kw_only=True)
class Section:
    """One part of a report."""

    title: str
    blocks: tuple[Block, ...]
