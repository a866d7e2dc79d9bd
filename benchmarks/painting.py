"""Paints apps: `python -m benchmarks.painting minimal|ours` ends at the first paint, without a screen.

`python -m benchmarks.painting keys ours|whole` goes over a map by arrow keys, in the terminal that it is given,
and prints what a key costs; `moving.py` runs it in a pseudo-terminal.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from typing import Any

SIZE = (80, 24)
KEYS, PAUSE = 80, 0.03  # keys, and the seconds between them
ARROWS = ("right", "down", "right", "up", "left", "down", "down", "left", "up", "right")


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


def whole() -> Any:
    """Return a bare app whose map has as many cells as ours and repaints all of them after each key."""
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App, ComposeResult
    from textual.binding import Binding
    from textual.reactive import reactive
    from textual.strip import Strip
    from textual.widget import Widget

    class Map(Widget, can_focus=True):
        """Sixty marks of eight cells in six columns and ten rows."""

        BINDINGS = [Binding(key, f"move('{key}')") for key in ("up", "down", "left", "right")]  # noqa: RUF012
        place = reactive(0)

        def action_move(self, key: str) -> None:
            step = {"up": -6, "down": 6, "left": -1, "right": 1}[key]
            self.place = (self.place + step) % 60

        def render_line(self, y: int) -> Strip:
            marks = [y // 2 * 6 + column for column in range(6)] if y % 2 else []
            words = [(f"{number:>4} [  F{number % 9}  ]", number == self.place) for number in marks]
            text = [Segment(word, Style(bold=True, reverse=here)) for word, here in words] or [Segment(" " * 78)]
            return Strip(text).adjust_cell_length(78)

    class Bare(App[None]):
        CSS = "Map { width: 78; height: 21; }"

        def compose(self) -> ComposeResult:
            yield Map(id="map")

    return Bare()


def table() -> Any:
    """Return our app as it opens at a seat of the flagship."""
    from tui.app import Whitecell
    from tui.opening import Asked

    return Whitecell(Asked(scenario="declaration-2026", seats=("warsaw",), seed=7))


async def go_about(app: Any) -> None:
    """Press arrow keys on the map of an app, and print what one costs on average."""
    from textual import events

    map_ = await _reached(app)
    await asyncio.sleep(1)
    sent, write = 0, app._driver.write

    def counted(data: str) -> None:
        nonlocal sent
        sent += len(data.encode())
        write(data)

    app._driver.write = counted
    map_.focus()
    await asyncio.sleep(0.5)
    sent, cpu, wall = 0, time.process_time(), time.perf_counter()
    for key in itertools.islice(itertools.cycle(ARROWS), KEYS):
        app.post_message(events.Key(key, None))
        await asyncio.sleep(PAUSE)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    app.exit({"cpu": cpu / KEYS, "wall": wall / KEYS, "sent": sent / KEYS})


async def _reached(app: Any) -> Any:
    """Return the map, once the app has come to it: what lies over it is read on the way."""
    from textual import events

    for _waited in range(600):
        await asyncio.sleep(0.1)
        over = type(app.screen).__name__ if app.screen_stack else ""
        if over in ("CardScreen", "Page"):
            app.post_message(events.Key("enter", None))
            await asyncio.sleep(0.5)
        elif over and (found := app.screen.query("#map")):
            return found.first()
    raise SystemExit("the app never came to its map")


def main(name: str, *rest: str) -> None:
    """Paint, say which screen it was, and end at once; or press keys, and say what one costs."""

    async def shown() -> None:
        print(await first_paint({"minimal": minimal, "ours": ours}[name]()), flush=True)
        os._exit(0)

    async def pressed(app: Any) -> None:
        going = asyncio.create_task(go_about(app))
        found = await app.run_async()
        await going
        print(json.dumps(found), flush=True)

    asyncio.run(pressed({"ours": table, "whole": whole}[rest[0]]()) if name == "keys" else shown())


if __name__ == "__main__":
    main(*sys.argv[1:])
