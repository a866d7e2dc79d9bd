"""What lies beside a journal and may hold a person's name: damaged ends that were cut off, and backups.

Damaged ends are no lines that could be read, so the name is replaced wherever its letters stand, as people type it and
as JSON writes it; also where the file breaks off within it. What a flipped bit made of a name is not found.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from .disk import Disk
from .journal import put

LEAST = 3
"""Letters of a name that is cut off which are still taken out."""


def damaged_ends(path: Path) -> tuple[Path, ...]:
    """Return the files with the ends that were cut off a journal when it was mended."""
    return _beside(path, "damaged")


def backups(path: Path) -> tuple[Path, ...]:
    """Return what `whitecell forget --keep` kept of a journal."""
    return _beside(path, "before")


def _beside(path: Path, what: str) -> tuple[Path, ...]:
    written = re.compile(rf"{re.escape(path.name)}\.{what}-\d+")
    return tuple(sorted(it for it in path.parent.iterdir() if written.fullmatch(it.name)))


def without(data: bytes, name: str, alias: str) -> tuple[bytes, int]:
    """Return the bytes of a damaged end without a name, and how often it stood there."""
    text = data.decode("utf-8", "surrogateescape")
    spelled = {it for typed in (name, name.lower(), name.upper(), name.title()) for it in (typed, _in_json(typed))}
    written = re.compile("|".join(map(re.escape, sorted(spelled, key=len, reverse=True))), re.IGNORECASE)
    text, count = written.subn(alias, text)
    broken = max((_overlap(text, it) for it in spelled), default=0)
    if broken:
        text, count = text[:-broken] + alias, count + 1
    return text.encode("utf-8", "surrogateescape"), count


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _overlap(text: str, name: str) -> int:
    """Return how many letters at the end of a text begin a name, 0 for too few."""
    end = text[-len(name) :].casefold()
    sizes = range(min(len(name) - 1, len(end)), LEAST - 1, -1)
    return next((size for size in sizes if end.endswith(name[:size].casefold())), 0)


def replace(path: Path, data: bytes, disk: Disk) -> None:
    """Put other bytes in a file's place, at once or not at all."""
    new = path.with_name(f"{path.name}.new")
    disk.remove(new)
    try:
        write_new(new, data, disk)
        new.replace(path)
    except BaseException:
        disk.remove(new)
        raise
    disk.sync_folder(path)


def write_new(path: Path, data: bytes, disk: Disk) -> None:
    """Write a new file, and make it safe."""
    handle = disk.make(path)
    try:
        put(data, handle, disk)
        disk.sync(handle)
    finally:
        disk.close(handle)
