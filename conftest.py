"""Collects the YAML tests that stand beside rulesets: one test for each case, failures with file and line."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from engine.analysis.cases import Piece, Wrong


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers a core: a good part of the tests waits for a terminal."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Collect garbage seldom from here on, as a game does: rules live to the end of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_sessionfinish() -> None:
    """Let what is left go with the process: a worker took seconds to look through it five times."""
    gc.freeze()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect `rulesets/*/tests/*.yaml`."""
    if file_path.suffix == ".yaml" and file_path.parent.name == "tests" and file_path.parents[2].name == "rulesets":
        return CasesFile.from_parent(parent, path=file_path)
    return None


@cache
def pieces_beside(ruleset: Path) -> tuple[Piece, ...]:
    """Return the cases of all files of a ruleset, which share what they begin from; it is read once."""
    from engine.analysis.cases import pieces

    return pieces(str(ruleset))


class Failed(Exception):
    """A case did not come out as it says."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__("\n".join(map(str, wrong)))


class CasesFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each case of this file."""
        from engine.problems import Problems

        try:
            found = pieces_beside(self.path.parents[1])
        except Problems as problems:
            raise self.CollectError(str(problems)) from None
        for piece in found:
            if Path(piece.place.path).resolve() == self.path.resolve():
                yield CaseItem.from_parent(self, name=piece.name, piece=piece)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, piece: Piece, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.piece = piece

    def runtest(self) -> None:
        """Play the case."""
        from engine.analysis.casework import run

        wrong = run(self.piece)
        if wrong:
            raise Failed(wrong)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str | pytest.TerminalRepr:  # type: ignore[name-defined]
        """Return what is wrong, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, Failed) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the case stands."""
        return self.path, self.piece.place.line - 1, self.name
