"""Journals that were changed by somebody who knows how sums are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.table.lines import FIRST_SUM, line_of, whole_lines

Entries = list[dict[str, Any]]


def forge(path: Path, change: Callable[[Entries], object]) -> None:
    """Change the lines of a journal in place, and sign all of them anew."""
    entries = [*whole_lines(path.read_bytes()).entries]
    change(entries)
    path.write_bytes(signed(entries))


def signed(entries: Entries) -> bytes:
    """Return the bytes of a journal with these lines."""
    lines, last = [], FIRST_SUM
    for entry in entries:
        line, last = line_of(entry, last)
        lines.append(line)
    return b"".join(lines)
