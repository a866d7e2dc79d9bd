"""Tables for spreadsheets: text that would be a formula there is made harmless."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from ..language.text import clean
from .blocks import Cell

_FORMULAS = ("=", "+", "-", "@", "|", "%")


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as comma-separated values; numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless(-3)
    ("'=1+1", -3)
    """
    if not isinstance(cell, str):
        return cell
    text = clean(cell, most=4000)
    begins = unicodedata.normalize("NFKC", text[:20]).lstrip(" '\"")
    return f"'{text}" if begins.startswith(_FORMULAS) else text
