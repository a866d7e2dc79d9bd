"""Draws the pictures of this folder: plays a game without a window, and lets Chromium paint what stands on the screen.

    python docs/pictures/make.py [FOLDER]

Run it from the repository, after the README's test line. Without Chromium it writes SVG files only, and says so.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tui.app import Whitecell
from tui.opening import Asked
from tui.screens.end import EndScreen
from tui.screens.order import OrderDialog
from tui.screens.page import Page, Question
from tui.screens.play import PlayScreen

LARGE = (120, 40)
SCALE = 0.74
FONT = "DejaVu Sans Mono, Liberation Mono, monospace"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


class Camera:
    """Takes pictures of an app into a folder."""

    def __init__(self, pilot: Pilot[Any], folder: Path) -> None:
        self.pilot = pilot
        self.folder = folder

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and wait until the game stands still."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            await self.pilot.app.workers.wait_for_complete()
            await self.pilot.pause(0.1)

    def take(self, name: str) -> None:
        """Write what stands on the screen as an SVG file."""
        drawn = self.pilot.app.export_screenshot(title="whitecell")
        (self.folder / f"{name}.svg").write_text(local(drawn), encoding="utf-8")


def local(svg: str) -> str:
    """Return a drawing that asks no server for its letters."""
    without = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family:[^;]*;", f"font-family: {FONT};", without)


async def start(camera: Camera) -> None:
    """The first screen."""
    await camera.settle()
    camera.take("start")


async def game(camera: Camera) -> None:
    """The table, the dialog of an order, what changed, and the end."""
    await camera.settle()
    await camera.press(
        "enter", "2", "p", "y", "enter", "2", "home", "enter", "enter", "enter", "down", "enter", "enter"
    )
    camera.take("order")
    await camera.press("enter", "p")
    camera.take("changed")
    await go_on(camera, lambda screen: isinstance(screen, PlayScreen) and _moment(screen) == (3, "commit"))
    camera.take("play")
    await go_on(camera, lambda screen: isinstance(screen, EndScreen))
    camera.take("end")
    await camera.press("down", "down")
    camera.take("reasons")


async def go_on(camera: Camera, there: Callable[[object], bool]) -> None:
    """Pass and read on until a screen is reached."""
    for _ in range(300):
        screen = camera.pilot.app.screen
        if there(screen):
            return
        await camera.press(_key(screen))
    raise SystemExit("the game never came to a screen that is to be drawn")


def _moment(screen: PlayScreen) -> tuple[int, str]:
    return screen.scene.view.turn, screen.scene.view.phase


def _key(screen: object) -> str:
    """Return the key that goes on from a screen."""
    match screen:
        case Page():
            return "enter"
        case Question():
            return "y"
        case OrderDialog():
            return "escape"
        case PlayScreen() if not screen.scene.may_pass:
            return "enter"
    return "p"


async def shoot(asked: Asked, scene: Callable[[Camera], Awaitable[None]], folder: Path) -> None:
    """Run the app without a terminal and take the pictures of one scene."""
    async with Whitecell(asked).run_test(size=LARGE) as pilot:
        pilot.app.theme = "textual-dark"
        await scene(Camera(pilot, folder))


def paint(browser: str, drawing: Path, into: Path) -> None:
    """Let Chromium paint an SVG file as a PNG."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.read_text(encoding="utf-8"))
    assert found is not None, drawing
    width, height = (round(SCALE * float(size)) for size in found.groups())
    with tempfile.TemporaryDirectory() as home:
        page = Path(home) / "page.html"
        page.write_text(f'<body style="margin:0"><img src="{drawing.as_uri()}" width="{width}"></body>')
        size, profile = f"--window-size={width},{height}", f"--user-data-dir={home}/profile"
        words = [browser, *FLAGS, size, profile, f"--screenshot={into}", page.as_uri()]
        subprocess.run(words, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Draw every picture."""
    into = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent).resolve()
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = scratch  # nobody's saved games are shown, none is left behind
        drawings = Path(scratch)
        asyncio.run(shoot(Asked(), start, drawings))
        asyncio.run(shoot(Asked(scenario="declaration-2026", seats=("warsaw",), seed=7), game, drawings))
        for drawing in sorted(drawings.glob("*.svg")):
            if browser is None:
                shutil.copy(drawing, into)
            else:
                paint(browser, drawing, into / f"{drawing.stem}.png")
    print("written" if browser else "Chromium is not installed: written as SVG files only", into)


if __name__ == "__main__":
    main()
