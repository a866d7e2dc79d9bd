"""From the list of scenarios to a game that can be left and taken up again, with the real engine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine.table.saves import list_saves
from tui.app import Whitecell
from tui.opening import Asked
from tui.screens.card import CardScreen
from tui.screens.end import EndScreen
from tui.screens.page import Page
from tui.screens.play import PlayScreen
from tui.screens.seats import SeatsScreen
from tui.screens.start import StartScreen

from .golden_text import hold, screen_text

DILEMMA = "prisoners-dilemma"


@asynccontextmanager
async def opened(asked: Asked, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    """Yield the keys of an app that was asked for something, once its first screen is there."""
    app = Whitecell(asked)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Looking for" not in screen_text(app))
        yield pilot


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait until something holds, at most five seconds."""
    for _ in range(100):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError(f"it never came:\n{screen_text(pilot.app)}")


async def until_screen(pilot: Pilot[int], kind: type) -> None:
    """Wait until a screen of that kind is in front."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def test_the_list_shows_each_scenario_with_what_it_is_about() -> None:
    async with opened(Asked()) as pilot:
        text = screen_text(pilot.app)
        assert "Tutorial, Paris and London" in text
        assert "Declaration, January 2026" in text
        assert "Two roles, two turns, fifteen minutes" in text


async def test_enter_on_a_scenario_leads_to_the_seats_and_escape_back() -> None:
    async with opened(Asked()) as pilot:
        await pilot.press("end", "enter")
        await until_screen(pilot, SeatsScreen)
        assert "[x] Ann" in screen_text(pilot.app)
        await pilot.press("escape")
        await until_screen(pilot, StartScreen)


async def test_space_takes_a_seat_and_d_changes_a_doctrine() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("down", "space")
        assert "[x] Bob" in screen_text(pilot.app)
        before = screen_text(pilot.app)
        await pilot.press("up", "d")
        assert screen_text(pilot.app) != before


async def test_the_seed_can_be_typed() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("s", *["backspace"] * 10, "4", "2", "enter")
        assert "seed given by hand" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, SeatsScreen)
        assert pilot.app.screen._seed == 42


async def test_seats_from_the_command_line_begin_at_the_role_card() -> None:
    async with opened(Asked(scenario=DILEMMA, seats=("bob",), seed=1)) as pilot:
        await until_screen(pilot, CardScreen)
        assert "you are Bob" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_real_game_is_played_to_its_end(size: tuple[int, int]) -> None:
    async with opened(Asked(scenario=DILEMMA, seats=("ann",), seed=1), size) as pilot:
        await until_screen(pilot, CardScreen)
        for _ in range(200):
            await pilot.press("enter")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            if isinstance(pilot.app.screen, EndScreen):
                break
        await until(pilot, lambda: "Arrows turn the pages" in screen_text(pilot.app))
        assert "Scores" in screen_text(pilot.app)
        await pilot.press("end")
        await until(pilot, lambda: "What Bob was thinking" in screen_text(pilot.app))


async def test_a_game_that_was_left_is_listed_and_goes_on() -> None:
    async with opened(Asked(scenario=DILEMMA, seats=("ann",), seed=1)) as pilot:
        await until_screen(pilot, CardScreen)
        await pilot.press("enter", "enter", "enter")
        await until_screen(pilot, Page)
        room = pilot.app._room  # type: ignore[attr-defined]
        room.session.close()
    async with opened(Asked()) as pilot:
        assert "Go on with a saved game" in screen_text(pilot.app)
        assert "The prisoners' dilemma, turn 2, interrogation (" in screen_text(pilot.app)
        await pilot.press("home", "enter")
        await until_screen(pilot, CardScreen)
        await pilot.press("enter")
        await until_screen(pilot, Page)
        assert "What changed, as far as you know" in screen_text(pilot.app)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        assert "Turn 2/10" in screen_text(pilot.app)


async def test_a_scenario_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: broken\nextends: nothing_like_this\n", encoding="utf-8")
    async with opened(Asked(scenario=str(broken))) as pilot:
        await until_screen(pilot, Page)
        assert "cannot be opened" in screen_text(pilot.app)
        assert "nothing_like_this" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(scenario=DILEMMA, seats=("eve",)), "There is no role 'eve' here; there are ann, bob."),
        (Asked(scenario=DILEMMA, doctrines={"bob": "gambler"}), "'gambler' cannot play bob;"),
    ],
    ids=["role", "doctrine"],
)
async def test_a_seat_that_does_not_exist_is_refused_with_those_that_do(asked: Asked, said: str) -> None:
    async with opened(asked) as pilot:
        await until_screen(pilot, Page)
        assert said in screen_text(pilot.app)


async def test_enter_while_the_asked_scenario_is_opened_chooses_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[str] = []
    monkeypatch.setattr(Whitecell, "_fetch", lambda _app, make: wanted.append(make.args[0]))
    app = Whitecell(Asked(scenario=DILEMMA, seats=("bob",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "home", "enter")
        await pilot.pause()
        assert wanted == [DILEMMA]
        assert f"Opening {DILEMMA}" in screen_text(app)


async def test_a_failed_start_leaves_the_list_usable() -> None:
    async with opened(Asked(scenario="no-such-thing")) as pilot:
        await until_screen(pilot, Page)
        await pilot.press("escape", "end", "enter")
        await until_screen(pilot, SeatsScreen)


async def test_keys_that_come_twice_do_nothing_twice() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        screen = pilot.app.screen
        assert isinstance(screen, SeatsScreen)
        for _ in range(2):
            screen.action_start()
        await until_screen(pilot, CardScreen)
        for _ in range(2):
            pilot.app.screen.post_message(CardScreen.Read())
        await pilot.pause()
        await until_screen(pilot, PlayScreen)
        assert len(list_saves()) == 1


async def test_a_key_that_does_nothing_says_so() -> None:
    async with opened(Asked()) as pilot:
        await pilot.press("z")
        assert "z does nothing here" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_first_screen_lists_what_can_be_played(size: tuple[int, int]) -> None:
    async with opened(Asked(), size) as pilot:
        hold(pilot.app, f"start_{size[0]}x{size[1]}")


async def test_the_list_is_there_at_the_first_paint() -> None:
    app = Whitecell(Asked())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Declaration, January 2026" in screen_text(app)


def test_the_first_paint_needs_no_rules(checkout: Path) -> None:
    code = "import sys, tui.app, tui.screens.start as s; s.volumes(); print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True, timeout=60
    )
    assert "'tui.screens.start'" in done.stdout
    assert not any(f"'{name}'" in done.stdout for name in ("yaml", "engine.rules.compiler", "tui.screens.play"))


async def test_a_damaged_game_is_listed_with_why_and_left_as_it_is(saves_of_this_test: Path) -> None:
    folder = saves_of_this_test / "whitecell" / "saves"
    folder.mkdir(parents=True)
    (folder / "broken.journal").write_bytes(b"\x1b[2Jno game")
    async with opened(Asked()) as pilot:
        await until(pilot, lambda: "broken.journal" in screen_text(pilot.app))
        assert "! damaged: broken.journal" in screen_text(pilot.app)
        await pilot.press("home", "enter")
        await until_screen(pilot, Page)
        assert "is not a saved game, or its first line is damaged" in " ".join(screen_text(pilot.app).split())
        assert (folder / "broken.journal").read_bytes() == b"\x1b[2Jno game"


async def test_a_long_card_is_cut_to_five_lines_a_part_and_a_shows_all() -> None:
    async with opened(Asked(scenario="declaration-2026", seats=("warsaw",), seed=1)) as pilot:
        await until_screen(pilot, CardScreen)
        await pilot.pause()
        hold(pilot.app, "card_of_warsaw_80x24")
        assert "A first hint" not in screen_text(pilot.app)
        await pilot.press("a")
        await pilot.press(*["down"] * 9)
        assert "A first hint" in screen_text(pilot.app)


async def test_i_brings_the_card_back_and_q_leaves_the_card_only() -> None:
    async with opened(Asked(scenario=DILEMMA, seats=("ann",), seed=1)) as pilot:
        await until_screen(pilot, CardScreen)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        for back in ("q", "i", "enter", "escape"):
            await pilot.press("i")
            await until_screen(pilot, CardScreen)
            await pilot.press(back)
            await until_screen(pilot, PlayScreen)
