"""Shows an app without a screen and ends at its first paint: `python -m benchmarks.painting minimal|ours`."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

SIZE = (80, 24)


def minimal() -> Any:
    """Return the smallest app that shows a table of 30 rows and 8 columns."""
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable, Footer, Header

    class Minimal(App[None]):
        def compose(self) -> ComposeResult:
            yield Header()
            yield DataTable[str]()
            yield Footer()

        def on_mount(self) -> None:
            table = self.query_one(DataTable)
            table.add_columns(*(f"column {number}" for number in range(8)))
            table.add_rows([str(row * column) for column in range(8)] for row in range(30))

    return Minimal()


def ours() -> Any:
    """Return our app as it opens without a scenario."""
    from tui.app import Whitecell
    from tui.opening import Asked

    return Whitecell(Asked())


async def first_paint(app: Any) -> str:
    """Return the name of the screen that an app has painted first, as soon as it has."""
    async with app.run_test(size=SIZE):
        painted = asyncio.Event()
        app.screen.call_after_refresh(painted.set)
        await painted.wait()
        assert any(strip.text.strip() for strip in app.screen._compositor.render_strips()), "nothing is painted"
        return type(app.screen).__name__


def main(name: str) -> None:
    """Paint, say which screen it was, and end at once: what an app does afterwards is not measured."""

    async def shown() -> None:
        print(await first_paint({"minimal": minimal, "ours": ours}[name]()), flush=True)
        os._exit(0)

    asyncio.run(shown())


if __name__ == "__main__":
    main(sys.argv[1])
