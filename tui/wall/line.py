"""The line to the host: frames as they come, and again after a loss; it tries until the wall is closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import attrs

from engine.table.meeting import call
from engine.table.picture import MOST_BYTES

from .frames import Frame, Other, Strange, frame_of

SILENCE = 5.0
"""Seconds without a frame after which a host is lost: it sends one every second."""

AGAIN = 1.0
"""Seconds between two tries."""

_APART = 0.02  # seconds between two frames that are read: a flood of them leaves the keys alive


@attrs.frozen
class Lost:
    """There is no host, or none that this wall understands: "", "other" version, "strange" frames."""

    why: str = ""


async def frames(place: Path) -> AsyncIterator[Frame | Lost]:
    """Yield what the host at that place sends, and when it is lost; never ends."""
    while True:
        try:
            async for frame in _heard(place):
                yield frame
            yield Lost()
        except Other:
            yield Lost("other")
        except Strange:
            yield Lost("strange")
        except (OSError, ValueError, TimeoutError):
            yield Lost()
        await asyncio.sleep(AGAIN)


async def _heard(place: Path) -> AsyncIterator[Frame]:
    """Yield frames until the host hangs up."""
    reader, writer = await asyncio.wait_for(call(place, MOST_BYTES), SILENCE)
    try:
        while line := await asyncio.wait_for(reader.readline(), SILENCE):
            if not line.endswith(b"\n"):
                return
            yield frame_of(line)
            await asyncio.sleep(_APART)
    finally:
        writer.transport.abort()
