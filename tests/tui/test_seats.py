"""Setting the table: who sits where, which doctrine plays the others, and the seed."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App
from textual.widgets import OptionList

from tui.app import Whitecell
from tui.opening import Asked
from tui.screens.card import CardScreen
from tui.screens.handover import HandOverScreen
from tui.screens.page import Page
from tui.screens.seats import SeatsScreen
from tui.screens.start import StartScreen

from .golden_text import hold, screen_text
from .test_start_screen import DILEMMA, opened, until, until_screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_every_seat_is_listed_with_who_plays_it_and_what_that_doctrine_is(size: tuple[int, int]) -> None:
    async with opened(Asked(scenario="declaration-2026"), size) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.pause()
        hold(pilot.app, f"seats_{size[0]}x{size[1]}")


async def test_two_enters_lead_from_the_list_to_the_role_card() -> None:
    async with opened(Asked()) as pilot:
        await pilot.press("end", "enter")
        await until_screen(pilot, SeatsScreen)
        await pilot.press("enter")
        await until_screen(pilot, CardScreen)


async def test_an_arrow_right_before_enter_is_not_overtaken() -> None:
    async with opened(Asked()) as pilot:
        for key in ("end", "enter"):  # as fast as a terminal sends them
            pilot.app.post_message(events.Key(key, None))
        await until_screen(pilot, SeatsScreen)
        assert "prisoners' dilemma" in screen_text(pilot.app)


async def test_what_stood_there_before_a_needless_key_is_said_again_with_the_next_one() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.pause()
        before = screen_text(pilot.app)
        await pilot.press("z", "x")
        assert "! x does nothing here" in screen_text(pilot.app)
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert screen_text(pilot.app) == before


async def test_a_drawn_seed_is_told_to_nobody() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        assert "seed drawn in secret" in screen_text(pilot.app)


async def test_an_empty_seed_is_drawn_again() -> None:
    async with opened(Asked(scenario=DILEMMA, seed=42)) as pilot:
        await until_screen(pilot, SeatsScreen)
        assert "seed given by hand" in screen_text(pilot.app)
        await pilot.press("s", "backspace", "backspace", "enter")
        assert "seed drawn in secret" in screen_text(pilot.app)


async def test_escape_keeps_the_seed() -> None:
    async with opened(Asked(scenario=DILEMMA, seed=42)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("s", "7", "escape")
        assert seed_of(pilot.app) == 42


async def test_a_seed_that_was_given_is_not_shown() -> None:
    async with opened(Asked(scenario=DILEMMA, seed=4242)) as pilot:
        await until_screen(pilot, SeatsScreen)
        assert "4242" not in screen_text(pilot.app)


def seed_of(app: App[int]) -> int | None:
    assert isinstance(app.screen, SeatsScreen)
    return app.screen._seed


async def test_chance_may_play_any_seat() -> None:
    async with opened(Asked(scenario=DILEMMA, seed=1)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("down")
        for _time in range(9):
            if "Anything legal, at random." in screen_text(pilot.app):
                break
            await pilot.press("d")
        await pilot.press("enter")
        await until_screen(pilot, CardScreen)
        app = pilot.app
        assert isinstance(app, Whitecell)
        assert app._room is not None
        assert "Randomly" in repr(app._room.session.sitter("bob"))


async def test_a_person_is_not_given_a_doctrine() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("d")
        assert "A person sits there: key a leaves the seat of Ann to a doctrine." in screen_text(pilot.app)


async def test_an_empty_table_does_not_begin() -> None:
    async with opened(Asked(scenario=DILEMMA)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("a", "enter")
        assert "Nobody sits anywhere" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, SeatsScreen)


async def test_a_second_person_makes_it_a_game_round_one_screen() -> None:
    async with opened(Asked(scenario=DILEMMA, seed=1)) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("down", "a")
        assert "These seats share the screen: Ann, Bob." in screen_text(pilot.app)
        await pilot.press("enter")
        await until_screen(pilot, HandOverScreen)


async def test_i_tells_all_about_a_seat() -> None:
    async with opened(Asked(scenario="declaration-2026")) as pilot:
        await until_screen(pilot, SeatsScreen)
        await pilot.press("down", "i")
        await until_screen(pilot, Page)
        assert "Played by Leader (usual)." in screen_text(pilot.app)


async def test_q_closes_at_once_where_nothing_can_be_lost() -> None:
    async with opened(Asked()) as pilot:
        assert isinstance(pilot.app.screen, StartScreen)
        await pilot.press("q")
        await until(pilot, lambda: not pilot.app.is_running or pilot.app._exit)


async def test_the_seats_list_has_the_cursor_on_the_persons_seat() -> None:
    async with opened(Asked(scenario=DILEMMA, doctrines={"ann": "random"}, seats=())) as pilot:
        await until_screen(pilot, SeatsScreen)
        assert pilot.app.screen.query_one("#seats", OptionList).highlighted == 0
