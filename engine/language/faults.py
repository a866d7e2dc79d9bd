"""The mistakes found while a ruleset is read: collected, so that an author sees all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ..problems import Place, Problem, Severity
from .mistakes import MISSING
from .overriding import Added
from .removing import StillNamed
from .source import Sources
from .spots import DOUBLE, SINGLE
from .text import clean, meant, quoted

if TYPE_CHECKING:
    from .plan import Key, Plan

MOST_KEPT = 500
MOST_SUGGESTIONS = 20
MOST_COMPARED = 2000


class Enough(Exception):
    """So much is wrong that looking on helps nobody; what was found is kept."""


class Faults:
    """Problems found so far; after five hundred the search ends with `Enough`."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.found: list[Problem] = []
        self.still_named = StillNamed(sources)
        self.added: dict[int, Added] = {}
        self._suggestions = 0

    def add(
        self, code: str, mark: int, message: str, *, hint: str = "", length: int = 1, severity: Severity = "error"
    ) -> None:
        """Add one problem at `mark`; `length` is that of the value, quotes not counted."""
        if mark & 7 in (SINGLE, DOUBLE):
            length += 2
        self.found.append(self.sources.problem(mark, code, message, hint=hint, length=length, severity=severity))
        if len(self.found) >= MOST_KEPT:
            raise Enough

    def unknown(self, code: str, mark: int, message: str, word: str, known: Iterable[str], *, but: str) -> None:
        """Add the problem that nothing known is called `word`: where it stands, or where it was taken out."""
        if not self.still_named.explains(word, mark):
            self.add(code, mark, message, hint=self.meant(word, known, but=(but, "else")), length=len(word))

    def missing(self, plan: Plan, keys: Sequence[Key], mark: int) -> None:
        """Add that an entry lacks keys that its class needs: one problem where it only misspells one of its base."""
        new = self.added.get(mark)
        if new is not None:
            needed = f"the key{'s' if len(keys) > 1 else ''} {', '.join(quoted(key.name) for key in keys)}"
            self.add(MISSING, mark, new.lacks(plan.noun, needed), hint=new.meant or keys[0].doc, length=len(new.name))
            return
        for key in keys:
            self.add(MISSING, mark, f"{plan.label} needs the key '{key.name}', which is missing here", hint=key.doc)

    def advise(self, mark: int, hint: str) -> None:
        """Give a hint to the problem added last, where it has none and is one of the value at `mark` itself."""
        last = self.found[-1]
        if not last.hint and last.place == self.sources.place(mark):
            self.found[-1] = attrs.evolve(last, hint=hint)

    def of_file(self, code: str, path: str, message: str, *, hint: str = "", severity: Severity = "error") -> None:
        """Add one problem of a file as a whole."""
        problem = Problem(place=Place(clean(path)), code=code, message=message, hint=hint, severity=severity)
        self.found.append(problem)

    def meant(self, word: str, known: Iterable[str], *, but: tuple[str, ...] = ()) -> str:
        """Return the hint for an unknown word: the known one that was meant, or all there are."""
        self._suggestions += 1
        if self._suggestions > MOST_SUGGESTIONS:
            return ""
        return meant(word, [each for each in islice(known, MOST_COMPARED) if each not in but])

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems by place; two at the same place stay as found."""
        return tuple(sorted(self.found, key=lambda problem: problem.place))

    def __bool__(self) -> bool:
        return any(problem.severity == "error" for problem in self.found)
