"""Plays through the main screens and prints each as text, as JSON; started in the made-up language by a test.

`python -m tests.tui.pseudo COLUMNS LINES`
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from tests.tui.golden_text import screen_text
from tui.app import Whitecell
from tui.opening import Asked
from tui.screens.card import CardScreen
from tui.screens.end import EndScreen
from tui.screens.play import PlayScreen
from tui.screens.seats import SeatsScreen
from tui.screens.start import StartScreen

MOST_STEPS = 400


async def screens(size: tuple[int, int]) -> dict[str, str]:
    """Return what the screens of one short game show."""
    app, shown = Whitecell(Asked()), {}

    async with app.run_test(size=size) as pilot:

        def keep(name: str) -> None:
            shown[name] = screen_text(app)

        await until(
            pilot, lambda: isinstance(app.screen, StartScreen) and bool(app.screen.query("OptionList > *") or 1)
        )
        await pilot.pause(0.5)
        keep("start")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, SeatsScreen))
        keep("seats")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        keep("card")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlayScreen))
        keep("play")
        await pilot.press("question_mark")
        await settled(pilot)
        keep("help")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("o", "enter")
        await settled(pilot)
        keep("order")
        for _step in range(MOST_STEPS):
            if isinstance(app.screen, EndScreen):
                break
            await pilot.press("enter")
            await settled(pilot)
        keep("end")
    return shown


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds, at most ten seconds."""
    for _step in range(200):
        await settled(pilot)
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError(f"it never came:\n{screen_text(pilot.app)}")


if __name__ == "__main__":
    print(json.dumps(asyncio.run(screens((int(sys.argv[1]), int(sys.argv[2]))))))
