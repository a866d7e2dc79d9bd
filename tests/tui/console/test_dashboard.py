"""The dashboard says who is awaited, what the clock says, and what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order
from engine.table.publishing import Publisher
from engine.table.session import Absent
from tests.tui.console.hosted import LARGE, SMALL, hosted
from tui.console.desk import Wanted
from tui.screens.page import Page, Question


def footer_of(text: str) -> str:
    """Return the last line that says something."""
    return [line for line in text.splitlines() if line.strip()][-1].strip()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_dashboard_names_every_seat_its_people_and_its_state(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path, size) as host:
        host.session.submit("paris", Order("pledge", f="battery", n=1))
        await host.press("c")
        assert "EXERCISE" in host.text
        assert "Not heard yet: Rome, Moscow" in host.text
        row = next(line for line in host.text.splitlines() if "Paris" in line and "sealed" in line)
        assert "sealed 1 of 2" in row
        assert "Anna, Ben" in row


async def test_the_next_step_is_the_first_key_of_the_footer(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        assert footer_of(host.text).startswith("c Clock")
        await host.press("c")
        assert footer_of(host.text).startswith("s Slips")
        for role in ("paris", "rome", "moscow"):
            host.session.submit(role, Order("pledge", f="battery", n=1))
        await host.press("c")
        assert footer_of(host.text).startswith("l Lock ")


async def test_the_clock_starts_stands_still_and_gets_minutes(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("c")
        await host.passes(60)
        assert "4:00 left" in host.text
        await host.press("plus")
        assert "5:00 left" in host.text
        await host.press("minus", "minus", "c")
        assert "3:00 left, paused" in host.text
        assert "phase 1 of 4 min" in host.text


async def test_the_last_minute_is_marked_with_more_than_a_colour(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("c")
        await host.passes(250)
        assert "! 0:50 left" in host.text


async def test_a_phase_whose_time_is_out_is_ended(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("c")
        await host.passes(301)
        assert host.session.game.view("paris").phase == "talks"
        assert "The time is out" in host.text
        assert "3:00 left" in host.text


async def test_locking_asks_once_names_who_is_awaited_and_gives_standing_orders(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("l")
        assert isinstance(host.screen, Question)
        assert "Paris, Rome, Moscow" in host.text
        await host.press("escape")
        assert host.session.game.view("paris").phase == "commit"
        await host.press("l", "y")
        assert host.session.game.view("paris").phase == "talks"
        assert host.given[0] == "rome pledge f=battalion n=1"


async def test_minutes_for_the_game_give_an_outlook(tmp_path: Path) -> None:
    async with hosted(tmp_path, LARGE, minutes=45) as host:
        assert "45 min left for 36 min of plan" in host.text
        await host.passes(15 * 60)
        assert "30 min left for 36 min of plan: phases at 83 per cent" in host.text


async def test_what_is_refused_is_said(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        desk = host.session.desk
        host.app.post_message(Wanted(lambda: desk.turn_clock("add", 61), "done"))
        await host.settle()
        assert "! Add or take 1 to 60 minutes." in host.text


async def test_help_explains_the_console(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("question_mark")
        assert isinstance(host.screen, Page)
        assert "F2 seals" in host.text


async def test_who_is_in_control_is_named_with_each_command(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("n", *"Cleo", "enter", "c")
        assert "Cleo" in [entry.control for entry in host.session.past.written]
        await host.press("n", *["backspace"] * 4, "enter", "c")
        assert host.session.past.written[-1].control == ""


async def test_leaving_asks_and_says_when_nothing_is_saved(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("q")
        assert "not saved" in host.text
        await host.press("escape")
        assert host.app.is_running


async def test_a_seat_that_nobody_has_is_told_so(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        host.session.hand_over("rome", Absent())
        await host.press("c")
        row = next(line for line in host.text.splitlines() if " Rome " in line and "absent" in line)
        assert "done, 1 sealed" in row or "passed" in row


async def test_a_seat_that_says_nothing_is_called_idle_with_the_time(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("c")
        await host.passes(75)
        row = next(line for line in host.text.splitlines() if " Paris " in line)
        assert "awaited, idle 1:15" in row
        host.session.save_draft("paris", Order("pledge", f="battery", n=1))
        await host.press("c")
        row = next(line for line in host.text.splitlines() if " Paris " in line)
        assert "drafting" in row
        assert "idle" not in row


async def test_one_key_blanks_the_console_and_the_wall_until_it_is_pressed_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        wall = host.app.control.wall = Publisher(host.session, folder=tmp_path)
        await host.press("s", "f9", "s", "p")
        assert host.text.split() == ["EXERCISE", "Please", "wait."]
        assert wall.is_blank
        await host.press("f9")
        assert "Who was heard" in host.text
        assert not wall.is_blank
        await host.press("escape", "b", "q", "b")
        assert "Seats (> awaited)" in host.text


async def test_the_blank_key_takes_the_screen_from_a_guest(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("h", "enter", "enter", "f9")
        assert host.text.split() == ["EXERCISE", "Please", "wait."]
        await host.press("f9")
        assert "Now: Control" in host.text


async def test_the_walls_address_is_told_and_the_line_of_the_dice_when_asked(tmp_path: Path) -> None:
    async with hosted(tmp_path, journal=tmp_path / "it.journal") as host:
        wall = host.app.control.wall = Publisher(host.session, folder=tmp_path)
        await host.press("p")
        assert f"The wall: whitecell wall {wall.address}"[:40] in host.text
        await host.press("d")
        assert host.session.commitment[:40] in host.text
