"""Screens look alike on every machine: the place of saved games and the salt are fixed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from textual.css.model import RuleSet
    from textual.css.stylesheet import Stylesheet


@pytest.fixture(autouse=True)
def saves_of_this_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the player's own saved games or settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("WHITECELL_THEME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def salted_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A game with a seed shows the same commitment every time."""
    monkeypatch.setattr("engine.table.session.new_salt", lambda: "00" * 16)


@pytest.fixture(scope="session", autouse=True)
def sheets_are_read_once() -> Iterator[None]:
    """Every app reads the same style sheets, which takes a good part of its start: one of a worker does it for all."""
    from textual.css.stylesheet import Stylesheet

    read, known = Stylesheet._parse_rules, dict[tuple[object, ...], "list[RuleSet]"]()

    def remembered(sheet: Stylesheet, *asked: Any, **more: Any) -> list[RuleSet]:
        key = (asked, *more.values(), *sheet._variables.items())
        if key not in known:
            known[key] = read(sheet, *asked, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture(scope="session", autouse=True)
def what_stands_still_is_painted_once() -> Iterator[None]:
    """Without a terminal nobody sees a painting: only what stands when a test pauses is painted, and may fail then."""
    from textual.pilot import Pilot
    from textual.screen import Screen

    refresh, pause = Screen._compositor_refresh, Pilot.pause

    def noted(screen: Screen[Any]) -> None:
        if not screen.app.is_headless or screen.app.is_inline or screen is not screen.app.screen:
            refresh(screen)
            return
        screen._dirty_widgets.clear()  # their regions are known to the compositor, until it paints them
        screen.app._update_mouse_over(screen)

    async def paused(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        app = pilot.app
        app.screen._compositor.render_update(screen_stack=app._background_screens)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screen, "_compositor_refresh", noted)
        patch.setattr(Pilot, "pause", paused)
        yield


@pytest.fixture(autouse=True)
def usual_collector() -> Iterator[None]:
    """A game that was opened leaves nothing behind for the next test."""
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)
