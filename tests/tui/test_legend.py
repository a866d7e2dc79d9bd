"""What the letters of the map stand for: all of them can be read where there is room for three lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Game, Scenario, load
from engine.table.picture import Public, picture_of
from engine.table.session import Person, Session
from tui.app import Whitecell
from tui.arrivals import Opened
from tui.opening import Asked
from tui.room import room_of
from tui.scene import scene_of
from tui.wall.app import WallApp
from tui.wall.frames import Clock, Picture, frame_of

from .golden_text import screen_text

KINDS = ("Air defence", "Bridges that hold", "Convoys on their way", "Damage to repair", "Engineers", "Fuel in depots")
TRACKS = "\n".join(
    f"  {title.split()[0].lower()}: {{title: {title}, per: area, range: 0..9, start: 1}}" for title in KINDS
)
CROWDED = f"""
id: crowded
title: Crowded
format: 1
turns: 1
roles: {{red: {{title: Red}}, blue: {{title: Blue}}}}
areas: {{ford: {{title: Ford}}, hill: {{title: Hill}}}}
tracks:
{TRACKS}
orders: {{wait: {{by: all, does: []}}}}
turn: {{moves: {{by: all, offers: [wait], mode: sequential}}}}
endings: {{over: {{at: end}}}}
"""


@pytest.fixture
def crowded(tmp_path: Path) -> Scenario:
    (tmp_path / "crowded.yaml").write_text(CROWDED, "utf-8")
    return load(tmp_path / "crowded.yaml")


def named(text: str) -> list[str]:
    return [title for title in KINDS if f"{title[0]} {title}" in text]


@pytest.mark.parametrize(("size", "all_of_them"), [((120, 40), True), ((80, 40), True), ((120, 30), False)], ids=str)
async def test_a_seat_reads_all_letters_of_its_map_in_a_tall_window(
    size: tuple[int, int], all_of_them: bool, crowded: Scenario
) -> None:
    room, app = room_of(Session.open(crowded, seats={"red": Person()}, seed=1)), Whitecell(Asked())
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        app.post_message(Opened(room, "red", scene_of(room.session.seat("red"))))
        await pilot.pause()
        await pilot.press("enter", "1")
        await pilot.pause()
        assert (named(screen_text(app)) == list(KINDS)) == all_of_them


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
async def test_all_letters_are_read_on_the_wall_below_its_clock(
    size: tuple[int, int], crowded: Scenario, tmp_path: Path
) -> None:
    sent = picture_of(Public(scenario=crowded, view=Game(crowded, 1).view("red").public()))
    frame, app = frame_of(json.dumps(sent).encode()), WallApp(tmp_path / "nowhere.wall")
    assert isinstance(frame, Picture)
    async with app.run_test(size=size) as pilot:
        app.take(frame)
        app.take(Clock(used=True, left=125, running=False))
        await pilot.press("m")
        await pilot.pause()
        assert named(screen_text(app)) == list(KINDS)
        assert "stands still" in screen_text(app)
