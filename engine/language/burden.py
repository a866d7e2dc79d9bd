"""How much there is to read in each file: a ruleset has an end, and a load takes no longer than people wait."""

from __future__ import annotations

from collections import Counter

from .codes import Example, code
from .faults import Enough, Faults
from .shapes import Written
from .source import Map

MOST_ENTRIES = 3_000
MOST_LETTERS = 200_000
EACH = 12
"""Letters that every formula and text counts besides its own: what it takes to read the shortest."""

_HEAD = "id: example\nroles: {red: {}}\nturn: {play: {}}\nendings: {over: {at: end}}\n"
_FEW = Example(
    {"ruleset.yaml": f"{_HEAD}events: {{storm: {{}}, calm: {{}}}}\n"}, shown="# a file of some hundred lines"
)

TOO_LARGE = code(
    "S035",
    "A file holds more than a ruleset needs",
    why=f"At most {MOST_ENTRIES:,} entries, and {MOST_LETTERS:,} letters of formulas and texts; each of them counts "
    f"{EACH} letters more, and counts again where `like` takes it. A ruleset's folder may have many files.",
    failing=Example(
        {"ruleset.yaml": f"{_HEAD}events: {{{', '.join(f'e{n}: {{}}' for n in range(MOST_ENTRIES))}}}\n"},
        shown="# three thousand events in one file",
    ),
    mended=_FEW,
)


class Burden:
    """What was read of each file so far; reading ends where it is too much."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._entries: Counter[int] = Counter()
        self._letters: Counter[int] = Counter()

    def entry(self, mark: int) -> None:
        """Count an entry.

        Raises: Enough: its file holds more than fit.
        """
        self._count(self._entries, mark, 1, MOST_ENTRIES, "entries")

    def text(self, written: Written) -> None:
        """Count a formula or a text.

        Raises: Enough: its file holds more than fit.
        """
        letters = len(written.text) + EACH
        self._count(self._letters, written.mark, letters, MOST_LETTERS, "letters of formulas and texts")

    def _count(self, counts: Counter[int], mark: int, more: int, most: int, what: str) -> None:
        file = mark >> 48
        counts[file] += more
        if counts[file] > most:
            _stop(self._faults, mark, f"{most:,} {what}")


def measure(table: Map, faults: Faults) -> None:
    """Look at how many entries a table has, before anything is made of them.

    Raises: Enough: it has more than one file may hold.
    """
    files = Counter(mark >> 48 for mark in table.keys_at.values()) if len(table) > MOST_ENTRIES else {}
    for file, count in files.items():
        if count > MOST_ENTRIES:
            marks = [mark for mark in table.keys_at.values() if mark >> 48 == file]
            _stop(faults, marks[MOST_ENTRIES], f"{MOST_ENTRIES:,} entries")


def _stop(faults: Faults, mark: int, most: str) -> None:
    hint = "divide it: all YAML files of a folder are one ruleset"
    faults.add(TOO_LARGE, mark, f"the file holds more than {most}", hint=hint)
    raise Enough
