"""Draws the pictures of this folder: plays a game without a window, and lets Chromium paint what stands on the screen.

    python docs/pictures/make.py [FOLDER]

Run it from the repository, after the README's test line. Without Chromium it writes SVG files only, and says so.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
from textual.pilot import Pilot

from tui.app import Whitecell
from tui.opening import Asked
from tui.screens.card import CardScreen
from tui.screens.end import EndScreen
from tui.screens.order import OrderDialog
from tui.screens.page import Page, Question
from tui.screens.play import PlayScreen

SMALL, LARGE, WIDE = (80, 24), (120, 40), (200, 50)
COLOURS = 255
"""So many colours are kept of each picture: the files stay small."""
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


@attrs.frozen
class Scene:
    """A game, a window, and what is pressed for each picture; `until` goes on to a moment before the first."""

    asked: Asked
    pictures: tuple[tuple[str, str], ...]
    size: tuple[int, int] = LARGE
    theme: str = "whitecell-dark"
    until: tuple[int, str] | None = None
    ended: bool = False


WARSAW = Asked(scenario="declaration-2026", seats=("warsaw",), seed=7)
PARIS = Asked(scenario="tutorial", seats=("paris",), seed=1)
TWO = Asked(scenario="tutorial", seats=("paris", "london"), seed=1)
ORDER, CHECKED = "2 home enter enter down enter enter", "2 home down down enter"

SCENES = (
    Scene(Asked(), (("", "start"), ("enter", "seats"), ("enter", "card")), SMALL),
    Scene(WARSAW, (("", "play-small"), ("2", "orders-small")), SMALL, until=(1, "commit")),
    Scene(WARSAW, ((ORDER, "order"), ("enter p y", "changed"), ("w enter", "why")), until=(1, "commit")),
    Scene(WARSAW, ((CHECKED, "odds"),), until=(1, "commit")),
    Scene(WARSAW, (("", "play"),), until=(3, "commit")),
    Scene(WARSAW, (("", "play-wide"),), WIDE, until=(3, "commit")),
    Scene(WARSAW, (("", "play-light"),), theme="whitecell-light", until=(3, "commit")),
    Scene(WARSAW, (("", "play-sixteen"),), theme="sixteen-dark", until=(3, "commit")),
    Scene(TWO, (("1", "hand-over"),), SMALL),
    Scene(
        PARIS,
        (("", "end"), ("right", "funnel"), ("right right", "turning"), ("right", "luck"), ("right", "reasons")),
        ended=True,
    ),
)


async def take(camera: Camera, scene: Scene) -> None:
    """Play to where a scene begins, and take its pictures."""
    await camera.settle()
    if scene.until:
        await go_on(camera, lambda screen: isinstance(screen, PlayScreen) and _moment(screen) == scene.until)
    if scene.ended:
        await go_on(camera, lambda screen: isinstance(screen, EndScreen))
        await camera.settle()
    for keys, name in scene.pictures:
        await camera.press(*keys.split())
        camera.take(name)


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
        case Page() | CardScreen():
            return "enter"
        case Question():
            return "y"
        case OrderDialog():
            return "escape"
        case PlayScreen() if not screen.scene.may_pass:
            return "enter"
    return "p"


async def shoot(scene: Scene, folder: Path) -> None:
    """Run the app without a terminal and take the pictures of one scene."""
    async with Whitecell(scene.asked).run_test(size=scene.size) as pilot:
        pilot.app.theme = scene.theme
        await take(Camera(pilot, folder), scene)


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


Pixel = tuple[int, ...]


def smaller(png: bytes) -> bytes:
    """Return a picture with its most frequent colours only, as an index into a palette."""
    parts = dict[bytes, bytes]()
    for name, data in _chunks(png):
        parts[name] = parts.get(name, b"") + data
    width, height, _depth, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    size = {2: 3, 6: 4}[kind]
    rows = list(_rows(zlib.decompress(parts[b"IDAT"]), width * size, size))
    pixels = [[tuple(row[at : at + 3]) for at in range(0, len(row), size)] for row in rows]
    palette = [colour for colour, _count in Counter(it for row in pixels for it in row).most_common(COLOURS)]
    nearest = {colour: place for place, colour in enumerate(palette)}
    drawn = bytearray()
    for row in pixels:
        drawn.append(0)
        drawn += bytes(nearest[it] if it in nearest else _nearest(it, palette, nearest) for it in row)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", zlib.compress(bytes(drawn), 9)))
    return png[:8] + b"".join(_chunk(name, data) for name, data in (*chunks, (b"IEND", b"")))


def _nearest(colour: Pixel, palette: list[Pixel], known: dict[Pixel, int]) -> int:
    """Return the place of the colour that looks most alike, and remember it."""
    known[colour] = min(
        range(len(palette)), key=lambda at: sum((a - b) ** 2 for a, b in zip(colour, palette[at], strict=True))
    )
    return known[colour]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rows(data: bytes, width: int, size: int) -> Iterator[bytearray]:
    """Yield the rows of a picture as bytes, each filter undone."""
    before = bytearray(width)
    for at in range(0, len(data), width + 1):
        row = bytearray(data[at + 1 : at + 1 + width])
        _unfilter(data[at], row, before, size)
        yield row
        before = row


def _unfilter(kind: int, row: bytearray, up: bytearray, size: int) -> None:
    if not kind:
        return
    for x in range(len(row)):
        left, corner = (row[x - size], up[x - size]) if x >= size else (0, 0)
        match kind:
            case 1:
                guess = left
            case 2:
                guess = up[x]
            case 3:
                guess = (left + up[x]) // 2
            case _:
                guess = min((left, up[x], corner), key=lambda it: abs(left + up[x] - corner - it))
        row[x] = (row[x] + guess) & 255


def main() -> None:
    """Draw every picture."""
    into = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent).resolve()
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = (
            scratch  # nobody's saved games are shown, none is left behind
        )
        drawings = Path(scratch)
        for scene in SCENES:
            asyncio.run(shoot(scene, drawings))
        for drawing in sorted(drawings.glob("*.svg")):
            if browser is None:
                shutil.copy(drawing, into)
            else:
                painted = into / f"{drawing.stem}.png"
                paint(browser, drawing, painted)
                painted.write_bytes(smaller(painted.read_bytes()))
    print("written" if browser else "Chromium is not installed: written as SVG files only", into)


if __name__ == "__main__":
    main()
