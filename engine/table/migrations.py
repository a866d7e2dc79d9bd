"""How journals of earlier formats are read: each format is brought up to the next, one step after the other.

To change the format: raise FORMAT, add the migration from the one before, and put saves of the new format
into the corpus (`python -m tests.table.saves.make format-N`). A file is never rewritten: where a later version
goes on with it, a step `opened` says from which line on the later format holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

FORMAT = 2

Entry = dict[str, Any]


@attrs.frozen(kw_only=True)
class Migration:
    """What brings a header and a step of one format up to the next; neither is changed in place."""

    header: Callable[[Entry], Entry]
    step: Callable[[Entry], Entry]


def brought_up(entries: list[Entry], migrations: Mapping[int, Migration]) -> list[Entry]:
    """Return a header and steps as this version writes them; the header's `whitecell` stays what it was."""
    if not entries:
        return []
    found = entries[0]["whitecell"]
    whole = [_from(entries[0], found, {number: it.header for number, it in migrations.items()})]
    for step in entries[1:]:
        if step.get("do") == "opened":
            found = step.get("whitecell", found)
        whole.append(_from(step, found, {number: it.step for number, it in migrations.items()}))
    return whole


def _from(entry: Entry, found: int, steps: Mapping[int, Callable[[Entry], Entry]]) -> Entry:
    for number in range(found, FORMAT):
        entry = steps[number](entry)
    return entry


def _sealed(header: Entry) -> Entry:
    """Format 1 knew neither the language nor the commitment to a seed."""
    return {**header, "language": "", "salt": "", "commitment": ""}


def _ruled(step: Entry) -> Entry:
    """Format 1 called a ruling `rule`, and what control did its `act`."""
    return {**step, "do": "ruling", "ruling": step.get("act")} if step.get("do") == "rule" else step


MIGRATIONS: Mapping[int, Migration] = {1: Migration(header=_sealed, step=_ruled)}
"""Format -> what brings it up to the next."""
