"""Several people at one screen: nothing of a seat stays on it, PINs, and what each missed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input

from tui.app import Whitecell
from tui.opening import Asked
from tui.pins import PAUSE_SECONDS, Pins
from tui.screens.card import CardScreen
from tui.screens.handover import HandOverScreen
from tui.screens.page import Page
from tui.screens.play import PlayScreen
from tui.screens.public import PublicScreen

from .golden_text import hold, screen_text
from .test_start_screen import DILEMMA, opened, until, until_screen

TALKS = """\
id: talks
title: Talks at one table
version: "1"
format: 1
summary: Two roles talk openly, then answer in secret.
turns: 2
roles:
  ann: {title: Ann}
  bob: {title: Bob}
  cid: {title: Cid}
tracks:
  trust: {title: Trust, range: 0..10, start: 3}
  purse: {title: Purse, per: role, range: 0..9, start: 7, seen_by: owner}
orders:
  praise: {title: Praise the others, kind: word, by: all, does: ["trust += 1", {say: "Somebody is praised."}]}
  save: {title: Put a coin aside, kind: word, by: all, secret: true, does: ["purse[me] += 1"]}
  keep: {title: Keep the word, kind: deed, by: all, does: ["trust += 1"]}
turn:
  talks: {title: Talks, by: all, offers: [word], mode: open, orders: 0..2}
  deeds: {title: Deeds, by: all, offers: [deed], mode: sealed, orders: 1}
endings:
  done: {title: It is over, at: end}
"""


@pytest.fixture
def talks(tmp_path: Path) -> str:
    """A ruleset whose turns begin with an open phase."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(TALKS, encoding="utf-8")
    return str(folder)


@asynccontextmanager
async def two_at_one_screen(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    """Yield the keys of a game of two people, at the first hand-over."""
    async with opened(Asked(scenario=DILEMMA, seats=("ann", "bob"), seed=1), size) as pilot:
        await until_screen(pilot, HandOverScreen)
        yield pilot


async def sit(pilot: Pilot[int], *, pin: str = "", chosen: bool = False) -> None:
    """Sit down; a PIN that is chosen is typed twice."""
    for _time in range(2 if chosen and pin else 1):
        await pilot.press(*pin, "enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, HandOverScreen))


async def give_and_read(pilot: Pilot[int]) -> None:
    """Give the first order at the orders, and read what comes until the screen is handed over."""
    await pilot.press("2")
    for _time in range(8):
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if isinstance(pilot.app.screen, HandOverScreen):
            return
    raise AssertionError(f"nobody was asked:\n{screen_text(pilot.app)}")


async def play_first_seat(pilot: Pilot[int], *, pin: str = "") -> None:
    """Let Ann sit down, read her card, and answer."""
    await sit(pilot, pin=pin, chosen=True)
    await until_screen(pilot, CardScreen)
    await pilot.press("enter")
    await until_screen(pilot, PlayScreen)
    await give_and_read(pilot)


def said(pilot: Pilot[int]) -> str:
    return screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_game_of_several_begins_with_the_screen_going_round(size: tuple[int, int]) -> None:
    async with two_at_one_screen(size) as pilot:
        await pilot.pause()
        hold(pilot.app, f"hand_over_{size[0]}x{size[1]}")


async def test_everybody_reads_their_card_when_they_first_sit_down() -> None:
    async with two_at_one_screen() as pilot:
        await sit(pilot)
        await until_screen(pilot, CardScreen)
        assert "you are Ann" in said(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await give_and_read(pilot)
        await sit(pilot)
        await until_screen(pilot, CardScreen)
        assert "you are Bob" in said(pilot)


async def test_a_card_that_is_longer_than_the_screen_is_read_by_pages_to_its_end() -> None:
    async with opened(Asked(scenario="declaration-2026", seats=("ankara",), seed=1)) as pilot:
        await until_screen(pilot, CardScreen)
        page = pilot.app.screen.query_one("#page", VerticalScroll)
        await pilot.press("a")
        await until(pilot, lambda: page.max_scroll_y > 0)
        for key, place in (("pagedown", page.size.height - 2), ("end", page.max_scroll_y), ("home", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert page.scroll_y == min(place, page.max_scroll_y), key


async def test_nothing_of_the_seat_before_is_left_when_the_screen_is_handed_over() -> None:
    async with two_at_one_screen() as pilot:
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        pilot.app.copy_to_clipboard("what only Ann may know")
        pilot.app.notify("what only Ann may know", timeout=60)
        await give_and_read(pilot)
        assert "Stay silent" not in said(pilot)
        assert "only Ann" not in said(pilot)
        assert pilot.app.clipboard == ""
        assert not any(isinstance(screen, PlayScreen) for screen in pilot.app.screen_stack)
        assert "Ann" not in f"{pilot.app.title} {pilot.app.sub_title}"


async def test_a_seat_opens_to_its_pin_and_to_no_other() -> None:
    async with two_at_one_screen() as pilot:
        await play_first_seat(pilot, pin="4711")
        await pilot.press("up")
        await pilot.press(*"4712", "enter")
        assert "This is not the PIN of Ann. 2 tries are left." in said(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)
        await sit(pilot, pin="4711")
        await until(pilot, lambda: "PIN of" not in said(pilot))


async def test_a_pin_is_never_shown() -> None:
    async with two_at_one_screen() as pilot:
        await pilot.press(*"4711")
        assert "4711" not in said(pilot)
        assert "••••" in said(pilot)
        line = pilot.app.screen.query_one(Input)
        line.select_all()
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == ""


async def test_a_pin_stands_in_no_file(tmp_path: Path) -> None:
    async with two_at_one_screen() as pilot:
        await play_first_seat(pilot, pin="471147114711")
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(path.suffix == ".journal" for path in files)
        assert not any(b"471147114711" in path.read_bytes() for path in files)


async def test_two_different_pins_are_asked_for_again() -> None:
    async with two_at_one_screen() as pilot:
        await pilot.press(*"4711", "enter", *"4712", "enter")
        assert "two different PINs" in said(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)


async def test_without_a_pin_nobody_is_asked_for_one_again() -> None:
    async with two_at_one_screen() as pilot:
        await play_first_seat(pilot)
        await pilot.press("up")
        assert not pilot.app.screen.query_one(Input).display
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HandOverScreen))


async def test_three_wrong_pins_close_one_seat_and_the_others_may_sit_down() -> None:
    now = [0.0]
    async with two_at_one_screen() as pilot:
        app = cast(Whitecell, pilot.app)
        cast(HandOverScreen, app.screen)._pins = app.hot_seat.pins = Pins(lambda: now[0])
        await play_first_seat(pilot, pin="1")
        await pilot.press("up", "2", "enter", "3", "enter", "4", "enter")
        assert f"closed for {PAUSE_SECONDS} s" in said(pilot)
        hold(app, "hand_over_closed_80x24")
        await pilot.press("1", "enter")
        assert isinstance(app.screen, HandOverScreen)
        now[0] += PAUSE_SECONDS
        await sit(pilot, pin="1")


async def test_an_awaited_seat_keeps_the_screen_until_it_is_done() -> None:
    async with two_at_one_screen() as pilot:
        await pilot.press("down")
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        assert "Bob" in said(pilot).splitlines()[0]


async def test_who_sat_down_before_reads_first_what_they_missed() -> None:
    async with two_at_one_screen() as pilot:
        await play_first_seat(pilot)
        await play_first_seat(pilot)
        await sit(pilot)
        await until_screen(pilot, Page)
        assert "What changed, as far as you know" in said(pilot)
        assert "Bob: Stay silent" in said(pilot)


async def test_x_hides_the_seat_at_once() -> None:
    async with two_at_one_screen() as pilot:
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await pilot.press("x")
        await until_screen(pilot, HandOverScreen)
        assert "Now: Bob" in said(pilot)
        assert "Coins" not in said(pilot)


async def test_the_key_that_hides_a_seat_is_in_the_footer_of_a_small_window_and_comes_before_others() -> None:
    async with two_at_one_screen() as pilot:
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await pilot.press("3")
        await pilot.pause()
        assert said(pilot).rstrip().endswith("? Help q Leave x Hand over")
        await pilot.resize_terminal(72, 24)
        await pilot.pause()
        assert said(pilot).rstrip().endswith("c Changed ? Help q Leave x Hand over")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "i Role ? Help q Leave x Hand over" in said(pilot)


async def test_who_plays_alone_has_nobody_to_hand_over_to() -> None:
    async with opened(Asked(scenario=DILEMMA, seats=("ann",), seed=1)) as pilot:
        await until_screen(pilot, CardScreen)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await pilot.press("x")
        assert isinstance(pilot.app.screen, PlayScreen)
        assert "Hand over" not in said(pilot)


async def test_a_game_of_several_goes_on_with_the_screen_going_round() -> None:
    async with two_at_one_screen() as pilot:
        await play_first_seat(pilot)
        cast(Whitecell, pilot.app)._room.session.close()  # type: ignore[union-attr]
    async with opened(Asked()) as pilot:
        assert "as Ann, Bob" in said(pilot)
        await pilot.press("home", "enter")
        await until_screen(pilot, HandOverScreen)
        assert "Now: Bob" in said(pilot)


async def test_an_open_phase_is_played_round_a_screen_that_shows_what_all_may_know(talks: str) -> None:
    async with opened(Asked(scenario=talks, seats=("ann", "bob"), seed=3)) as pilot:
        await until_screen(pilot, PublicScreen)
        await pilot.pause()
        hold(pilot.app, "public_80x24")
        await pilot.press("t")
        assert "Trust" in said(pilot)
        assert "Purse" not in said(pilot)


async def test_a_seats_key_hands_the_public_screen_over_and_escape_takes_it_back(talks: str) -> None:
    async with opened(Asked(scenario=talks, seats=("ann", "bob"), seed=1)) as pilot:
        await until_screen(pilot, PublicScreen)
        await pilot.press("2")
        await until_screen(pilot, HandOverScreen)
        assert "Now: Bob" in said(pilot)
        await pilot.press("escape")
        await until_screen(pilot, PublicScreen)


async def test_x_leads_from_a_seat_back_to_the_public_screen(talks: str) -> None:
    async with opened(Asked(scenario=talks, seats=("ann", "bob"), seed=1)) as pilot:
        await until_screen(pilot, PublicScreen)
        await pilot.press("2")
        await until_screen(pilot, HandOverScreen)
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await pilot.press("x")
        await until_screen(pilot, PublicScreen)
        await pilot.press("m")
        assert "This game has no map." in said(pilot)


async def test_a_secret_order_of_an_open_phase_is_not_on_the_public_screen(talks: str) -> None:
    async with opened(Asked(scenario=talks, seats=("ann", "bob"), seed=1)) as pilot:
        await until_screen(pilot, PublicScreen)
        room = cast(Whitecell, pilot.app)._room
        assert room is not None
        for word in ("praise", "save"):
            room.session.seat("ann").submit(
                next(it.order() for it in room.session.seat("ann").view.choices.forms if it.id == word)
            )
        await pilot.press("2", "escape")
        await until_screen(pilot, PublicScreen)
        assert "Ann: Praise the others" in said(pilot)
        assert "coin" not in said(pilot)


MARKET = str(Path(__file__).parents[1] / "conformance" / "rulesets" / "market.yaml")


async def test_what_everybody_knows_of_bargains_is_a_key_away_from_the_public_screen() -> None:
    async with opened(Asked(scenario=MARKET, seats=("kyiv", "washington"), seed=1)) as pilot:
        await until_screen(pilot, PublicScreen)
        await pilot.press("b")
        await until_screen(pilot, Page)
        assert "No deal that you know of is open." in said(pilot)


async def test_who_comes_back_finds_the_pane_they_left() -> None:
    async with two_at_one_screen() as pilot:
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await pilot.press("3", "x")
        await until_screen(pilot, HandOverScreen)
        await pilot.press("up")
        await sit(pilot)
        await until_screen(pilot, PlayScreen)
        assert cast(PlayScreen, pilot.app.screen).pane == "tracks"


async def test_x_hides_the_seat_from_a_page_that_lies_over_the_table() -> None:
    async with two_at_one_screen() as pilot:
        await sit(pilot)
        await pilot.press("enter")
        await until_screen(pilot, PlayScreen)
        await pilot.press("question_mark")
        await until_screen(pilot, Page)
        await pilot.press("x")
        await until_screen(pilot, HandOverScreen)
        assert "Now: Bob" in said(pilot)
        await pilot.press("question_mark", "x")
        assert not isinstance(pilot.app.screen, PlayScreen)
