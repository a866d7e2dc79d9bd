"""What can be wrong: an author's `Problem` has a place, a player's `Refused` a reason.

Nothing else in the engine invents error families. A programmer's mistake is an assertion.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

Severity = Literal["error", "warning"]

MOST_SHOWN = 100


@attrs.frozen(order=True)
class Place:
    """A spot in a file; line and column count characters from 1, 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@attrs.frozen(kw_only=True)
class Problem:
    """One mistake of an author: where it is, what is wrong, and how to mend it.

    `excerpt` is the line of the file without its line break, `length` how many characters
    the caret line marks from `place.column`.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    excerpt: str = ""
    length: int = 1

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Problems(Exception):
    """What is wrong with a ruleset or scenario, sorted by place; some hundreds end it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Problem, ...]]]:
        return Problems, (self.problems,)


class Refused(Exception):
    """An order that the rules do not allow now; `reason` is the rule's own words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
