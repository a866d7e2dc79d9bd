"""The console and the wall as text, at the smallest size and at a usual one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.play.orders import Order
from engine.table.picture import Public, picture_of
from engine.table.session import Absent, Session
from tests.tui.console.hosted import LARGE, SMALL, hosted
from tests.tui.golden_text import hold
from tui.wall.app import WallApp
from tui.wall.frames import Clock, Picture, frame_of

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def public_of(session: Session) -> Picture:
    """Return what the wall is sent of a session."""
    view = session.game.view("paris").public()
    frame = picture_of(Public(scenario=session.scenario, view=view, history=session.game.public_history()))
    found = frame_of(json.dumps(frame).encode())
    assert isinstance(found, Picture)
    return found


@SIZES
async def test_the_console_looks_as_it_did(tmp_path: Path, size: tuple[int, int]) -> None:
    name = "{}x{}".format(*size)
    async with hosted(tmp_path, size, minutes=45) as host:
        host.session.submit("paris", Order("pledge", f="battery", n=1))
        host.session.hand_over("moscow", Absent())
        await host.press("c")
        await host.passes(75)
        hold(host.app, f"console_{name}")
        await host.press("i")
        hold(host.app, f"console_injects_{name}")
        await host.press("escape", "s")
        await host.types("par ple battal 2; no mandate yet; 4; a battery")
        for line in host.screen.query("SlipLine"):
            line.cursor_blink = False  # type: ignore[attr-defined]
        await host.settle()
        hold(host.app, f"console_slips_{name}")
        await host.press("escape", "o")
        hold(host.app, f"console_rulings_{name}")


@SIZES
async def test_the_wall_looks_as_it_did(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path) as host:
        picture = public_of(host.session)
    app = WallApp(tmp_path / "nowhere.wall")
    async with app.run_test(size=size) as pilot:
        app.take(picture)
        app.take(Clock(used=True, left=125, running=False))
        await pilot.press("g")
        await pilot.pause()
        hold(app, "wall_{}x{}".format(*size))
