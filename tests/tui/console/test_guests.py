"""A person comes to the console, plays her seat behind a curtain, and control gets the screen back."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order
from engine.table.capture import Aside
from engine.table.session import Person, Scripted, Voiced
from tests.tui.console.hosted import LARGE, SMALL, Host, hosted
from tui.console.dashboard import Dashboard
from tui.console.guest import GuestScreen
from tui.proposal import Outcome
from tui.screens.handover import HandOverScreen
from tui.screens.order import OrderDialog
from tui.screens.page import Page


async def sits_down(host: Host, pin: str = "") -> None:
    """Let the first person who is missing take the screen."""
    await host.press("h")
    await host.types(pin)
    if pin:
        await host.types(pin)
    assert isinstance(host.screen, HandOverScreen)
    await host.press("enter")  # no PIN of the seat
    await host.press("enter")  # the card was read
    assert isinstance(host.screen, GuestScreen)


async def sits_down_to_a_slip(host: Host) -> None:
    """Let the first person who is missing take the screen, and read the card."""
    await host.press("h", "enter", "enter", "enter")
    assert isinstance(host.screen, Page)


async def test_what_control_wrote_to_a_seat_is_handed_over_when_its_person_sits_down_once(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        post = host.session.desk.post
        host.session.keep(post.message("control", ["paris"], "Rome has [b]called[/b]"))
        host.session.keep(post.message("control", ["rome"], "Nothing for Paris"))
        await sits_down_to_a_slip(host)
        assert "Control to Paris" in host.text
        assert "Rome has [b]called[/b]" in host.text
        assert "Nothing for Paris" not in host.text
        await host.press("enter", "x", "enter", "h", "enter")
        assert isinstance(host.screen, GuestScreen)


async def test_a_person_writes_to_other_seats_and_control_finds_it(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await sits_down(host)
        await host.press("w")
        await host.types("nobody: Hello")
        assert "There is no role 'nobody'" in host.text
        await host.press("ctrl+u")
        await host.types("Rome, control: Lend us [b]a ship[/b]")
        (note,) = host.session.desk.post.messages("rome")
        assert (note.sender, note.to, note.text) == ("paris", ("control", "rome"), "Lend us [b]a ship[/b]")
        assert host.session.desk.post.messages("control") == (note,)


async def test_what_a_person_asks_control_is_answered_when_she_sits_down_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        post = host.session.desk.post
        await sits_down(host)
        await host.press("w")
        await host.types("control: Who holds the straits?")
        assert [(it.role, it.text, it.state) for it in post.requests("control")] == [
            ("paris", "Who holds the straits?", "open")
        ]
        host.session.keep(post.reply(1, "answered", "Rome does."))
        await host.press("x", "enter", "h", "enter")
        assert isinstance(host.screen, Page)
        assert "Control answers" in host.text
        assert "Who holds the straits? - Rome does." in host.text
        await host.press("enter", "x", "enter", "h", "enter")
        assert isinstance(host.screen, GuestScreen)


async def test_the_press_of_the_game_holds_for_what_a_person_writes(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        host.session.keep(host.session.desk.post.regime("none"))
        await sits_down(host)
        await host.press("w")
        assert "Seats write to control only." in host.text
        await host.types("rome: Psst")
        assert "No notes are passed in this game: talk." in host.text


async def test_what_comes_again_after_the_game_was_taken_back_is_handed_over_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        session = host.session
        before = session.past.number
        session.rule("fire", "rumour")
        session.keep(session.desk.post.message("control", ["paris"], "Only you"))
        await sits_down_to_a_slip(host)
        await host.press("enter", "x", "enter")
        session.branches.rewind(before, "A misread rule")
        session.rule("fire", "rumour")
        await host.press("c", "h", "enter")
        assert isinstance(host.screen, Page)
        assert "You are handed a slip" in host.text
        assert "A rumour" in host.text


async def passes(host: Host) -> None:
    """Pass as the person at the screen."""
    await host.press("p", "y")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_curtain_shows_nothing_of_the_console_nor_of_any_seat(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path, size) as host:
        await host.press("h", "enter")
        assert "EXERCISE" in host.text
        assert "Now: Paris" in host.text
        assert "secrets" not in host.text
        assert "Purse" not in host.text


async def test_a_person_plays_her_seat_and_control_gets_the_screen_back(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await sits_down(host)
        await passes(host)
        assert "Now: Control" in host.text
        await host.press("enter")
        assert isinstance(host.screen, Dashboard)
        assert "Not heard yet: Rome, Moscow" in host.text
        assert "You have the console again." in host.text


async def test_a_person_gives_the_screen_back_from_a_page_too(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("question_mark", "x")
        assert isinstance(host.screen, Page)
        await host.press("escape")
        await sits_down(host)
        await host.press("question_mark")
        assert isinstance(host.screen, Page)
        await host.press("x")
        assert "Now: Control" in host.text


async def test_a_guest_without_controls_pin_never_sees_the_console(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await sits_down(host, pin="47")
        await host.press("x")
        await host.types("11")
        assert isinstance(host.screen, HandOverScreen)
        assert "not the PIN" in host.text
        await host.types("47")
        assert isinstance(host.screen, Dashboard)


async def test_escape_at_the_curtain_asks_for_controls_pin(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("h")
        await host.types("47")
        await host.types("47")
        await host.press("escape")
        assert "Now: Control" in host.text


async def test_without_a_pin_escape_at_the_curtain_goes_back_at_once(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("h", "enter", "escape")
        assert isinstance(host.screen, Dashboard)


async def test_two_different_pins_hand_over_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("h")
        await host.types("47")
        await host.types("48")
        assert isinstance(host.screen, Dashboard)
        assert "two different PINs" in host.text


async def test_the_seat_under_the_cursor_is_handed_over_from_the_seats(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("a", "down", "h", "enter")
        assert "Now: Rome" in host.text


async def test_a_seat_that_a_doctrine_plays_is_not_handed_over(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        host.session.hand_over("rome", Scripted("random"))
        await host.press("c", "a", "down", "h")
        assert "! Rome is not played by people" in host.text


async def test_a_seat_that_control_voices_is_offered_to_nobody_else(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        host.session.hand_over("rome", Voiced())
        await host.press("h", "enter")
        assert "Moscow" in host.text
        assert "Rome" not in host.text


async def keeps_a_draft(host: Host) -> None:
    """Keep a draft with words beside it as the person at the screen, and give the screen back."""
    assert isinstance(host.screen, GuestScreen)
    pledge = Order("pledge", f="battalion", n=2)
    host.screen._filled(Outcome(order=pledge, beside=Aside(why="Rome will follow"), draft=True))
    await host.settle()
    await host.press("x", "enter")
    assert isinstance(host.screen, Dashboard)


async def test_words_beside_a_draft_are_there_when_who_wrote_them_sits_down_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await sits_down(host)
        await keeps_a_draft(host)
        assert "Rome will follow" not in host.text
        await host.press("h", "enter")
        await host.press("2", "enter")
        assert isinstance(host.screen, OrderDialog)
        assert "Rome will follow" in host.text


async def test_words_beside_a_draft_are_not_shown_to_somebody_else_who_is_given_the_seat(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await sits_down(host)
        await keeps_a_draft(host)
        host.session.hand_over("paris", Person(names=("Ben",)))
        await host.press("h", "enter")
        await host.press("2", "enter")
        assert isinstance(host.screen, OrderDialog)
        assert "Rome will follow" not in host.text


async def test_when_the_time_is_out_the_curtain_falls(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("c")
        await sits_down(host)
        await host.passes(250)
        assert "Less than a minute is left" in host.text
        await host.passes(60)
        assert "Now: Control" in host.text
        await host.press("enter")
        assert isinstance(host.screen, Dashboard)
        assert host.session.game.view("paris").phase == "talks"
