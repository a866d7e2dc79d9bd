"""The lines of a journal: one JSON object each, chained by checksums, so that damage cannot hide.

A line reads `{"sum":"…","do":"order",…}`; the sum covers the sum before it and all that follows it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NoReturn

import attrs

MOST_BYTES = 256 * 1024 * 1024
"""A journal larger than this is not read."""

FIRST_SUM = b"whitecell journal"

_HEAD = b'{"sum":"'
_DIGITS = 16
_BODY = len(_HEAD) + _DIGITS


@attrs.frozen(kw_only=True)
class Part:
    """The whole lines at the start of some bytes: what they say, where they end, the last sum."""

    entries: tuple[dict[str, Any], ...]
    end: int
    sum: bytes


def line_of(entry: Mapping[str, Any], before: bytes) -> tuple[bytes, bytes]:
    """Return the line for an entry that is not empty, and its sum; `before` is the sum of the line before."""
    text = json.dumps(entry, separators=(",", ":"), allow_nan=False)
    body = b'",' + text[1:].encode() + b"\n"
    found = _sum(before, body)
    return _HEAD + found + body, found


def whole_lines(data: bytes) -> Part:
    """Return the lines that are whole and fit their sums, up to the first that is not."""
    entries: list[dict[str, Any]] = []
    start, last = 0, FIRST_SUM
    while True:
        end = data.find(b"\n", start) + 1
        line = data[start:end]
        if not end or not _fits(line, last):
            break
        entry = object_of(line)
        if entry is None:
            break
        entries.append(entry)
        start, last = end, line[len(_HEAD) : _BODY]
    return Part(entries=tuple(entries), end=start, sum=last)


def whole_bytes(data: bytes | bytearray) -> int:
    """Return how many bytes at the start are lines that fit their sums; what they say is not read."""
    start, last = 0, FIRST_SUM
    while end := data.find(b"\n", start) + 1:
        line = data[start:end]
        if not _fits(line, last):
            break
        start, last = end, bytes(line[len(_HEAD) : _BODY])
    return start


def object_of(line: bytes) -> dict[str, Any] | None:
    """Return the JSON object that a line holds, without its sum; None when it holds none."""
    try:
        found = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    found.pop("sum", None)
    return found


def looks_like_a_line(start: bytes) -> bool:
    """Return whether a file that starts so may be a journal."""
    return start.startswith(_HEAD)


def _fits(line: bytes | bytearray, before: bytes | bytearray) -> bool:
    return line.startswith(_HEAD) and line[len(_HEAD) : _BODY] == _sum(before, line[_BODY:])


def _sum(before: bytes | bytearray, body: bytes | bytearray) -> bytes:
    return blake2b(before + body, digest_size=_DIGITS // 2).hexdigest().encode()


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
