"""Sitting down at the fake table: the app with a game on its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tui.app import Whitecell
from tui.arrivals import Opened
from tui.opening import Asked

from .fakes import FakeSession, fake_room, fake_scene

SMALL, LARGE = (80, 24), (120, 40)


class Table:
    """The app, the keys, and the game under it."""

    def __init__(self, app: Whitecell, pilot: Pilot[int], session: FakeSession) -> None:
        self.app = app
        self.pilot = pilot
        self.session = session

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and wait until workers are done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        for worker in list(self.app.workers):
            with suppress(WorkerCancelled):  # its screen has gone, and it is over too
                await worker.wait()
        await self.pilot.pause()

    @property
    def given(self) -> list[str]:
        """The orders that were sealed, as text."""
        return [order.text for order in self.session.game.given]


@asynccontextmanager
async def seated(
    size: tuple[int, int] = SMALL, *, spoil: str = "", card: bool = False, **room: Any
) -> AsyncIterator[Table]:
    """Yield a table with Warsaw's game; with `card` the role card is still on top."""
    app, it = Whitecell(Asked()), fake_room(spoil, **room)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        app.post_message(Opened(it, "warsaw", fake_scene(it)))
        await pilot.pause()
        session: Any = it.session
        table = Table(app, pilot, session)
        await table.settle()
        if not card:
            await table.press("enter")
        yield table
