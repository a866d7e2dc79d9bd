"""A line of a ruleset as its author wrote it, found again by its place."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from ..problems import Place
from .library import shipped
from .text import clean

_MOST_BYTES = 1 << 20
_MOST_BELOW = 7
_SHIPPED = ("rulesets", "scenarios")


def quotation(place: Place) -> tuple[str, ...]:
    """Return the line at a place, with what stands indented below a mere key; () when it is not to be found."""
    for path in _paths(place.path):
        try:
            if path.stat().st_size > _MOST_BYTES:
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            continue
        if 0 < place.line <= len(lines):
            return tuple(map(clean, _block(lines[place.line - 1 :])))
    return ()


def _block(lines: list[str]) -> list[str]:
    """Return the first line; when it is a key alone, also the deeper ones below it, a few and then an ellipsis."""
    first = lines[0]
    if not first.rstrip().endswith(":"):
        return [first.strip()]
    depth = len(first) - len(first.lstrip())
    below = [it[depth:].rstrip() for it in takewhile(lambda it: len(it) - len(it.lstrip()) > depth, lines[1:])]
    more = ["  …"] if len(below) > _MOST_BELOW else []
    return [first.strip(), *below[:_MOST_BELOW], *more]


def _paths(path: str) -> tuple[Path, ...]:
    """Return where a file may lie: as it was written, or among what ships."""
    parts = Path(path).parts
    folders = [at for at, part in enumerate(parts) if part in _SHIPPED]
    return (Path(path), *(shipped().joinpath(*parts[at:]) for at in folders[-1:]))
