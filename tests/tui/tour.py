"""Every screen of the interface, in the order in which a player comes by them. A new screen is one line here.

The tours are played on the small ruleset `isles` beside this module, so that no shipped game has to stand still.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import attrs
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tui.app import Whitecell
from tui.haste import Haste
from tui.opening import Asked

SHELF = Path(__file__).parent / "shelf"
"""A shelf with one ruleset, in the place of what ships."""


@attrs.frozen
class Stop:
    """A screen, and the keys that lead to it from the stop before; `size` makes the window another one."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] | None = None


@attrs.frozen
class Tour:
    """What the program is asked for, and the stops."""

    name: str
    asked: Asked
    stops: tuple[Stop, ...]


def _stop(name: str, keys: str = "", size: tuple[int, int] | None = None) -> Stop:
    return Stop(name, tuple(keys.split()), size)


ALONE = Tour(
    "alone",
    Asked(),
    (
        _stop("start"),
        _stop("start_help", "z question_mark"),
        _stop("start_damaged", "escape home enter"),
        _stop("seats", "escape end enter"),
        _stop("seats_about", "down i"),
        _stop("seats_seed", "escape s 7"),
        _stop("seats_ready", "enter up"),
        _stop("card", "enter"),
        _stop("map", "enter"),
        _stop("map_refused", "left"),
        _stop("map_moved", "right"),
        _stop("area_known", "enter"),
        _stop("orders", "escape 2"),
        _stop("tracks", "3"),
        _stop("why_of_track", "enter"),
        _stop("news_empty", "escape 4"),
        _stop("help", "question_mark"),
        _stop("palette", "escape ctrl+p"),
        _stop("palette_typed", "t h e"),
        _stop("find", "escape slash"),
        _stop("card_again", "escape i"),
        _stop("order_openly", "escape 2 enter"),
        _stop("given_stands", "enter home enter"),
        _stop("ask_to_pass", "escape p"),
        _stop("after_talks", "y"),
        _stop("map_of_deeds", "1 right"),
        _stop("here", "enter"),
        _stop("choice", "enter"),
        _stop("choice_closed", "down down enter"),
        _stop("odds", "up enter"),
        _stop("condition", "down enter"),
        _stop("condition_tied", "2 enter"),
        _stop("draft", "up enter"),
        _stop("draft_again", "2 home enter"),
        _stop("sealed", "enter"),
        _stop("ask_to_take_back", "home enter"),
        _stop("bargains", "escape 5"),
        _stop("order_closed", "escape end enter"),
        _stop("changed", "up enter enter"),
        _stop("changed_all", "a"),
        _stop("why_numbers", "w"),
        _stop("why", "enter"),
        _stop("second_turn", "escape escape 1"),
        _stop("news", "4"),
        _stop("tracks_moved", "3"),
        _stop("too_small", "", (50, 12)),
        _stop("changed_at_the_end", "p y p y"),
        _stop("end", "enter"),
        _stop("end_promises", "right"),
        _stop("end_turn_by_turn", "right"),
        _stop("end_turning_points", "right"),
        _stop("end_luck", "right"),
        _stop("end_reasons", "right"),
        _stop("end_why_numbers", "w"),
        _stop("end_why", "enter"),
    ),
)
TOGETHER = Tour(
    "together",
    Asked(scenario="isles", seats=("north", "south"), seed=7),
    (
        _stop("public"),
        _stop("public_tracks", "t"),
        _stop("public_map", "m"),
        _stop("cover", "1"),
        _stop("cover_pin", "4 7"),
        _stop("cover_pin_again", "enter"),
        _stop("cover_pin_differs", "8 enter"),
        _stop("card_of_one", "4 7 enter 4 7 enter"),
        _stop("table_of_one", "enter"),
        _stop("public_again", "x"),
        _stop("cover_asks_pin", "1"),
        _stop("cover_wrong_pin", "9 enter"),
        _stop("cover_other", "down"),
    ),
)
FAILED = Tour("failed", Asked(scenario="no-such-game"), (_stop("cannot_be_opened"),))
TOURS = (FAILED, ALONE, TOGETHER)
"""Games that were left would be listed with the hour: first the tours that show the list."""


async def walk(tour: Tour, size: tuple[int, int]) -> AsyncIterator[tuple[str, Whitecell]]:
    """Yield each stop's name with the app that shows it."""
    app = Whitecell(tour.asked)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for stop in tour.stops:
            for key in stop.keys:
                await _press(app, pilot, key)
            if stop.size:
                await _sized(pilot, stop.size)
            for line in app.screen.query(Input):
                line.cursor_blink = False  # painted as it is at first
            await pilot.pause()
            yield stop.name, app
            if stop.size:
                await _sized(pilot, size)


async def _press(app: Whitecell, pilot: Pilot[int], key: str) -> None:
    """Press a key as a terminal does, which costs less than the pilot's way; no key of a tour comes too fast."""
    app.haste = Haste()
    app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settled(pilot)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is under way."""
    await pilot.pause()
    while not all(it.is_finished for it in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def _sized(pilot: Pilot[int], size: tuple[int, int]) -> None:
    await pilot.resize_terminal(*size)
    await settled(pilot)
