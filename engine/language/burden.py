"""How much there is to read in each file: a ruleset has an end, and a load takes no longer than people wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from typing import NoReturn

from .codes import Example, code
from .faults import Enough, Faults
from .shapes import Written
from .source import Map
from .text import quoted

MOST = 150_000
"""Letters of formulas and texts that a file may hold, with what the following count besides."""
FORMULA, VERB, ENTRY = 30, 60, 100
"""Letters that each formula or text, each effect with a verb and each entry counts: what it takes to compile them."""
MOST_ENTRIES = MOST // ENTRY
MOST_ITEMS, MOST_TERMS = 1_000, 100
"""Items that a list or map inside an entry may hold (effects, conditions, choices, dates); named terms of a sum."""

_HEAD = "id: example\nroles: {red: {}}\nturn: {play: {}}\nendings: {over: {at: end}}\n"
_FEW = Example(
    {"ruleset.yaml": f"{_HEAD}events: {{storm: {{}}, calm: {{}}}}\n"}, shown="# a file of some hundred lines"
)

TOO_LARGE = code(
    "S035",
    "A file holds more than a ruleset needs",
    why=f"At most {MOST:,} letters of formulas and texts; each of them counts {FORMULA} letters more, and counts again "
    f"where `like` takes it, each effect with a verb {VERB}, and each entry {ENTRY}. A list or map inside an entry has "
    f"at most {MOST_ITEMS:,} items, a sum {MOST_TERMS} named terms. A ruleset's folder may have many files.",
    failing=Example(
        {"ruleset.yaml": f"{_HEAD}events: {{{', '.join(f'e{n}: {{}}' for n in range(MOST_ENTRIES))}}}\n"},
        shown=f"# {MOST_ENTRIES:,} events in one file",
    ),
    mended=_FEW,
)


class Burden:
    """What was read of each file so far; reading ends where it is too much."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._letters: Counter[int] = Counter()

    def entry(self, mark: int) -> None:
        """Count an entry.

        Raises: Enough: its file holds more than fits.
        """
        self._count(mark, ENTRY)

    def verb(self, mark: int) -> None:
        """Count an effect with a verb.

        Raises: Enough: its file holds more than fits.
        """
        self._count(mark, VERB)

    def text(self, written: Written) -> None:
        """Count a formula or a text.

        Raises: Enough: its file holds more than fits.
        """
        self._count(written.mark, len(written.text) + FORMULA)

    def items(self, of: Sized, mark: int, most: int = MOST_ITEMS) -> None:
        """Look at how many items a list or map inside an entry has.

        Raises: Enough: it has more than fit.
        """
        if len(of) > most:
            message = f"{quoted(of)} inside an entry holds {len(of):,} items, at most {most:,} fit"
            _stop(self._faults, mark, message, "divide it: events may fire each other, measures read each other")

    def _count(self, mark: int, letters: int) -> None:
        file = mark >> 48
        self._letters[file] += letters
        if self._letters[file] > MOST:
            _stop(
                self._faults,
                mark,
                f"the file holds more than {MOST:,} letters of formulas and texts{_BESIDES}",
                _DIVIDE,
            )


_BESIDES = f", each entry counted as {ENTRY}, each formula as {FORMULA} more"
_DIVIDE = "divide it: all YAML files of a folder are one ruleset"


def measure(table: Map, faults: Faults) -> None:
    """Look at how many entries a table has, before anything is made of them.

    Raises: Enough: it has more than one file may hold.
    """
    files = Counter(mark >> 48 for mark in table.keys_at.values()) if len(table) > MOST_ENTRIES else {}
    for file, count in files.items():
        if count > MOST_ENTRIES:
            marks = [mark for mark in table.keys_at.values() if mark >> 48 == file]
            _stop(faults, marks[MOST_ENTRIES], f"the file holds more than {MOST_ENTRIES:,} entries", _DIVIDE)


def _stop(faults: Faults, mark: int, message: str, hint: str) -> NoReturn:
    faults.add(TOO_LARGE, mark, message, hint=hint)
    raise Enough
