"""Every screen at two sizes in four sets of colours, held against golden files: what it says, how it is painted."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from .golden_text import FOLDER, UPDATE, screen_text
from .painted import Legend, painted
from .tour import SHELF, TOURS, walk

COLOURS = {
    "dark": {"WHITECELL_THEME": "whitecell-dark"},
    "light": {"WHITECELL_THEME": "whitecell-light"},
    "sixteen": {},
    "no_color": {"NO_COLOR": "1"},
}
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One ruleset and one damaged game, by paths that are the same on every machine."""
    (tmp_path / "shelf").symlink_to(SHELF)
    saves = tmp_path / "saves"
    saves.mkdir()
    (saves / "broken.journal").write_bytes(b"no game")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("engine.table.saves.saves_folder", lambda: Path("saves"))
    monkeypatch.setattr("engine.language.library.shipped", lambda: Path("shelf"))


def _folder(size: tuple[int, int]) -> Path:
    return FOLDER / "tour" / f"{size[0]}x{size[1]}"


@SIZES
@pytest.mark.parametrize("colours", COLOURS)
async def test_every_screen_says_the_same_in_all_colours_and_is_painted_as_it_was(
    size: tuple[int, int], colours: str, shelf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in COLOURS[colours].items():
        monkeypatch.setenv(name, value)
    if colours == "sixteen":
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    legend = Legend(_golden(_folder(size) / "colours" / f"{colours}.txt"))
    paint, wrong = "", []
    for tour in TOURS:
        async for name, app in walk(tour, size):
            wrong += _differences(_folder(size) / f"{name}.txt", screen_text(app), write=colours == "dark")
            paint += f"\n== {name}\n{painted(app, legend)}"
    told = legend.told() + paint
    wrong += _differences(_folder(size) / "colours" / f"{colours}.txt", told, write=True)
    assert not wrong, "\n".join(wrong)


@SIZES
def test_no_golden_screen_is_left_over(size: tuple[int, int]) -> None:
    held = {path.stem for path in _folder(size).glob("*.txt")}
    assert held == {stop.name for tour in TOURS for stop in tour.stops}


def _golden(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _differences(path: Path, text: str, *, write: bool) -> list[str]:
    """Return the lines in which a golden file differs; or write it, when that is wanted."""
    if write and os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    before, after = _golden(path).splitlines(), text.splitlines()
    return list(difflib.unified_diff(before, after, f"{path.parent.name}/{path.name}", "now", n=1, lineterm=""))
