"""A game by keyboard, on the fake table: what each key does and what is refused."""

from __future__ import annotations

import attrs
import pytest
from textual.binding import Binding

from tui.areas import area_page
from tui.board import Area, board_of
from tui.screens.commands import Commands
from tui.screens.end import EndScreen
from tui.screens.order import OrderDialog
from tui.screens.page import Page, Question
from tui.screens.play import PlayScreen
from tui.screens.why import WhyScreen
from tui.widgets.map import MapView
from tui.widgets.news import NewsPane
from tui.widgets.orders import OrdersPane
from tui.widgets.tracks import TracksPane

from .at_table import LARGE, SMALL, seated
from .golden_text import hold, screen_text

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@SIZES
async def test_the_role_card_comes_before_the_game(size: tuple[int, int]) -> None:
    async with seated(size, card=True) as table:
        hold(table.app, f"card_{size[0]}x{size[1]}")
        await table.press("enter")
        assert isinstance(table.app.screen, PlayScreen)


@SIZES
@pytest.mark.parametrize("pane", ["map", "orders", "tracks", "news"])
async def test_each_digit_brings_its_pane(size: tuple[int, int], pane: str) -> None:
    async with seated(size) as table:
        await table.press(str(["map", "orders", "tracks", "news"].index(pane) + 1))
        hold(table.app, f"{pane}_{size[0]}x{size[1]}")


@SIZES
async def test_an_order_is_sealed_step_by_step(size: tuple[int, int]) -> None:
    async with seated(size) as table:
        await table.press("2", "enter", "down", "enter", "5", "enter")
        assert isinstance(table.app.screen, OrderDialog)
        hold(table.app, f"order_{size[0]}x{size[1]}")
        await table.press("enter")
        assert table.given == ["pledge f=brigade n=5"]
        hold(table.app, f"sealed_{size[0]}x{size[1]}")


async def test_typing_narrows_nothing_away_that_was_not_typed() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "9", "9", "enter")
        assert "A whole number from 1 to 20 is asked here." in screen_text(table.app)
        assert isinstance(table.app.screen, OrderDialog)


async def test_arrows_change_a_number_within_its_range() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "down", "up", "up", "enter", "enter")
        assert table.given == ["pledge f=battalion n=3"]


async def test_a_condition_is_attached_in_the_same_dialog() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "5", "enter", "down", "enter", "3", "enter", "enter")
        assert table.given == ["pledge f=battalion n=5 if backstop_at_least n=3"]


async def test_an_attached_condition_can_be_removed() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "5", "enter", "down", "enter", "3", "enter")
        await table.press("down", "enter", "enter")
        assert table.given == ["pledge f=battalion n=5"]


async def test_escape_goes_one_step_back_and_gives_nothing() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "5", "enter", "escape", "escape")
        assert isinstance(table.app.screen, OrderDialog)
        await table.press("escape")
        assert isinstance(table.app.screen, PlayScreen)
        assert table.given == []


async def test_a_draft_is_shown_and_taken_up_again() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "5", "enter", "up", "enter")
        assert table.given == []
        assert "draft: Pledge 5 battalion" in screen_text(table.app)
        await table.press("home", "enter", "enter")
        assert table.given == ["pledge f=battalion n=5"]


async def test_a_closed_order_says_why() -> None:
    async with seated() as table:
        await table.press("2", "end", "enter")
        assert "! Closed: Nobody has tabled it." in screen_text(table.app)


async def test_a_refusal_goes_when_another_pane_comes_to_the_front() -> None:
    async with seated() as table:
        await table.press("2", "end", "enter", "3")
        assert "Closed:" not in screen_text(table.app)


@pytest.mark.parametrize("needless", ["z", "up"])
async def test_a_refusal_goes_with_the_next_key_that_does_something(needless: str) -> None:
    async with seated() as table:
        await table.press("3", needless)
        assert "! " in screen_text(table.app)
        await table.press("down")
        assert "! " not in screen_text(table.app)


async def test_after_a_key_without_a_meaning_the_line_tells_of_the_area_again() -> None:
    async with seated() as table:
        await table.press("1", "down", "z")
        assert "! z does nothing here" in screen_text(table.app)
        await table.press("question_mark", "escape")
        assert "does nothing" not in screen_text(table.app)
        assert "next to" in screen_text(table.app)


async def test_a_long_text_has_the_line_of_the_hint_too_in_a_small_window() -> None:
    async with seated() as table:
        screen = table.app.screen
        assert isinstance(screen, PlayScreen)
        screen.say(" ".join(["word"] * 30))
        await table.settle()
        counts = [row.count("word") for row in screen_text(table.app).split("\n")]
        assert [it for it in counts if it] == [15, 15]
        screen.say("short")
        await table.settle()
        assert "Hint:" in screen_text(table.app)


async def test_question_mark_on_the_role_card_shows_the_help() -> None:
    async with seated(card=True) as table:
        await table.press("question_mark")
        assert isinstance(table.app.screen, Page)


async def test_an_order_that_choices_refuse_stays_in_the_dialog_with_the_reason() -> None:
    async with seated() as table:
        await table.press("2", "down", "down", "enter", "enter")
        assert "Not possible: There are no mines." in screen_text(table.app)


async def test_an_order_that_the_session_refuses_is_told_with_its_reason() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter", "2", "0", "enter", "enter")
        assert "! Refused: You have money for 19 only." in screen_text(table.app)
        assert table.given == []


async def test_u_takes_back_the_order_sealed_last() -> None:
    async with seated() as table:
        await table.press("2", "down", "enter", "enter", "u")
        assert table.given == []
        assert "Taken back: Speak at home" in screen_text(table.app)


async def test_u_without_an_order_says_so() -> None:
    async with seated() as table:
        await table.press("u")
        assert "! There is no order of yours to take back" in screen_text(table.app)


async def test_passing_without_an_order_asks_first() -> None:
    async with seated() as table:
        await table.press("p")
        assert isinstance(table.app.screen, Question)
        await table.press("enter", "p", "escape")
        assert table.session.game.turn == 1
        await table.press("p", "y")
        assert table.session.game.turn == 2


@SIZES
async def test_after_a_resolution_comes_what_changed(size: tuple[int, int]) -> None:
    async with seated(size) as table:
        await table.press("p", "y")
        assert isinstance(table.app.screen, Page)
        hold(table.app, f"changes_{size[0]}x{size[1]}")
        await table.press("enter", "4")
        hold(table.app, f"after_{size[0]}x{size[1]}")


async def test_c_shows_again_what_changed() -> None:
    async with seated() as table:
        await table.press("c")
        assert "! Nothing has changed since you began to play." in screen_text(table.app)
        await table.press("p", "y", "enter", "c")
        assert "a speech at home" in screen_text(table.app)


@SIZES
async def test_a_game_is_played_to_its_end(size: tuple[int, int]) -> None:
    async with seated(size) as table:
        await table.press("p", "y", "enter", "p", "y", "enter")
        assert isinstance(table.app.screen, EndScreen)
        hold(table.app, f"end_{size[0]}x{size[1]}")
        await table.press("left")
        hold(table.app, f"reasons_{size[0]}x{size[1]}")


async def test_a_saved_game_is_left_without_a_question() -> None:
    async with seated() as table:
        await table.pilot.press("q")
        await table.pilot.pause()
        assert table.app._exit


async def test_leaving_what_would_be_lost_asks_and_enter_is_not_yes() -> None:
    async with seated() as table:
        screen = table.app.screen
        assert isinstance(screen, PlayScreen)
        screen._room = attrs.evolve(screen.room, saved=False)
        await table.press("q", "enter")
        assert isinstance(table.app.screen, Question)
        await table.press("escape")
        assert isinstance(table.app.screen, PlayScreen)


async def test_help_fits_the_small_screen() -> None:
    async with seated() as table:
        await table.press("question_mark")
        hold(table.app, "help_80x24")


async def test_arrows_go_from_area_to_area_by_geography() -> None:
    async with seated() as table:
        await table.press("1", "right", "down")
        assert "Kyiv · safe · P5 Presence · next to Belarus, Rzeszow" in screen_text(table.app)


async def test_enter_on_an_area_tells_all_that_is_known_of_it() -> None:
    async with seated() as table:
        await table.press("1", "right", "down", "enter")
        hold(table.app, "area_80x24")


async def test_slash_finds_an_area() -> None:
    async with seated() as table:
        await table.press("2", "slash", *"kyiv", "down", "enter")
        assert "Kyiv · safe" in screen_text(table.app)


async def test_a_map_without_a_picture_is_listed_by_zone() -> None:
    async with seated(picture="") as table:
        await table.press("1")
        hold(table.app, "map_without_picture_80x24")


async def test_a_game_without_areas_has_no_map_and_says_so() -> None:
    async with seated(LARGE, areas=(), picture="") as table:
        await table.press("1")
        assert "! This game has no map." in screen_text(table.app)
        hold(table.app, "no_map_120x40")


async def test_a_dialog_survives_every_size() -> None:
    async with seated(LARGE) as table:
        await table.press("2", "enter", "enter", "7")
        for size in ((200, 60), (80, 24), (60, 18), (40, 10), (120, 40)):
            await table.pilot.resize_terminal(*size)
            await table.settle()
        await table.press("enter", "enter")
        assert table.given == ["pledge f=battalion n=7"]


async def test_a_window_too_small_says_so_and_recovers() -> None:
    async with seated() as table:
        await table.pilot.resize_terminal(40, 10)
        await table.settle()
        assert "too small" in screen_text(table.app)
        await table.pilot.resize_terminal(80, 24)
        await table.settle()
        assert "Kyiv" in screen_text(table.app)


HUGE = (200, 50)


async def test_a_wide_window_shows_map_area_orders_tracks_and_news_at_once() -> None:
    async with seated(HUGE) as table:
        await table.press("right", "down")
        hold(table.app, "wide_200x50")


async def test_after_a_turn_a_wide_window_shows_histories() -> None:
    async with seated(HUGE) as table:
        await table.press("p", "y", "enter", "3")
        hold(table.app, "wide_after_200x50")


async def test_enter_on_a_number_tells_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WhyScreen, "_find", lambda _screen: None)
    async with seated() as table:
        await table.press("3", "enter")
        assert isinstance(table.app.screen, WhyScreen)


async def test_passing_with_an_order_given_asks_while_others_could_follow() -> None:
    async with seated() as table:
        await table.press("2", "down", "enter", "enter", "p")
        assert isinstance(table.app.screen, Question)
        assert "You gave 1 order and may give others" in screen_text(table.app)


async def test_t_changes_the_colours_and_names_them() -> None:
    async with seated() as table:
        before = table.app.theme
        await table.press("t")
        assert table.app.theme != before
        assert f"Colours: {table.app.theme}" in screen_text(table.app)


@pytest.mark.parametrize("key", ["z", "9", "f7"])
async def test_a_key_without_a_meaning_says_so(key: str) -> None:
    async with seated() as table:
        await table.press(key)
        assert f"! {key} does nothing here: ? shows the keys." in screen_text(table.app)


async def test_slash_finds_a_number() -> None:
    async with seated() as table:
        await table.press("slash", *"backstop", "down", "enter")
        assert table.app.screen.query_one(TracksPane).has_focus


async def test_the_palette_has_every_key_of_the_screen_and_its_panes() -> None:
    async with seated() as table:
        screen = table.app.screen
        offered = {about for _name, _act, about in Commands(screen).named()}
        panes = (MapView, OrdersPane, TracksPane, NewsPane)
        keys = [key for widget in (PlayScreen, *panes) for key in widget.BINDINGS if isinstance(key, Binding)]
        nothing_there = ("bargains", "reason", "forecast", "situation")  # nor anything to explain or to forecast
        offered |= {key.tooltip for key in keys if key.action in nothing_there}
        assert {key.tooltip for key in keys} <= offered


async def test_the_palette_has_every_order_area_and_number() -> None:
    async with seated() as table:
        names = {name for name, _act, _about in Commands(table.app.screen).named()}
        assert {"Order: Speak at home", "Area: Kyiv", "Number: US backstop"} <= names


async def test_news_are_marked_where_they_are_new() -> None:
    async with seated() as table:
        await table.press("p", "y", "enter", "p", "y")
        assert "> new since you last looked" in table.app.screen_stack[-2].query_one(NewsPane).text


def test_an_area_says_its_zone_and_keeps_neighbours_with_commas_apart() -> None:
    areas = (
        Area(id="ru_west", title="Russia, west", zone="Russia", links=("belarus", "ru_south")),
        Area(id="ru_south", title="Russia, south", links=("ru_west",)),
        Area(id="belarus", title="Belarus", links=("ru_west",)),
    )
    rows = area_page(board_of(areas, ""), areas[0], ()).plain.split("\n")
    assert rows[:2] == ["Zone: Russia", "Next to: Belarus; Russia, south"]
