"""Pastes and bursts of keys: dropped where nobody types, said, and never final."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from tui.cards import Card
from tui.filling import begun
from tui.haste import APART, FINAL, MOST, PAUSE, WITHIN, Haste
from tui.screens.card import CardScreen
from tui.screens.commands import MOST as LONGEST
from tui.screens.order import OrderDialog
from tui.screens.page import Page, Question
from tui.screens.play import PlayScreen

from .at_table import Table, seated
from .golden_text import screen_text


def counted(times: list[float]) -> list[bool]:
    haste = Haste()
    return [haste.drops(time) for time in times]


async def burst(table: Table, text: str) -> None:
    """Type as a terminal pastes that does not announce it: every character a key, all at once."""
    for character in text:
        key = "enter" if character == "\r" else character
        table.app.post_message(events.Key(key, character))
    await table.settle()


def test_as_many_keys_as_hands_type_are_no_burst() -> None:
    assert not any(counted([k * 0.02 for k in range(200)]))


def test_the_keys_after_the_first_thirty_of_a_burst_are_dropped() -> None:
    dropped = counted([0.0] * (MOST + 5))
    assert dropped == [False] * MOST + [True] * 5


def test_a_burst_lasts_until_keys_pause() -> None:
    fast = [0.0] * (MOST + 1)
    assert counted([*fast, PAUSE / 2, 2 * PAUSE])[-2:] == [True, False]


@pytest.mark.parametrize("gap", [APART, 0.06, 0.2])
def test_a_key_after_another_is_no_haste(gap: float) -> None:
    haste = Haste()
    for time in (1.0, 1.0 + gap):
        haste.drops(time)
    assert not haste.is_hurried


@pytest.mark.parametrize("times", [(1.0, 1.0), (1.0, 1.045, 1.09)])
def test_keys_that_no_hand_parts_are_haste(times: tuple[float, ...]) -> None:
    haste = Haste()
    for time in times:
        haste.drops(time)
    assert haste.is_hurried


async def test_a_burst_of_keys_is_dropped_and_said() -> None:
    async with seated() as table:
        await burst(table, "z" * 200)
        await table.pilot.pause(3 * WITHIN)
        assert "Keys came faster than hands type" in screen_text(table.app)


async def test_a_burst_that_asks_and_agrees_passes_nothing() -> None:
    async with seated() as table:
        await burst(table, "pppyyy")
        assert table.session.game.turn == 1


async def test_a_question_says_that_its_answer_came_too_fast() -> None:
    async with seated() as table:
        await table.press("p")
        await burst(table, "yyyy")
        assert isinstance(table.app.screen, Question)
        assert "too fast" in screen_text(table.app)


async def test_a_slow_yes_after_a_burst_counts() -> None:
    async with seated() as table:
        await table.press("p")
        await burst(table, "yyyy")
        await table.pilot.pause(2 * WITHIN)
        await table.press("y")
        assert table.session.game.turn == 2


async def test_an_order_given_in_haste_is_kept_as_a_draft() -> None:
    async with seated() as table:
        await table.press("2", "down", "enter")
        await burst(table, "z" * FINAL + "\r")
        assert table.given == []
        assert "draft: Speak at home" in screen_text(table.app)


async def test_a_paste_where_nobody_types_does_nothing_and_says_so() -> None:
    async with seated() as table:
        table.app.post_message(events.Paste("py" * 1000))
        await table.settle()
        assert isinstance(table.app.screen, PlayScreen)
        assert "A paste does nothing here" in screen_text(table.app)


async def test_a_paste_into_a_line_is_text() -> None:
    async with seated() as table:
        await table.press("2", "enter", "enter")
        table.app.post_message(events.Paste("7"))
        await table.settle()
        await table.press("enter", "enter")
        assert not isinstance(table.app.screen, OrderDialog)
        assert table.given == ["pledge f=battalion n=7"]


async def test_keys_at_once_open_one_question_only() -> None:
    async with seated() as table:
        await burst(table, "qqpp")
        assert len(table.app.screen_stack) == 4
        await table.press("escape")
        assert isinstance(table.app.screen, PlayScreen)


@pytest.mark.parametrize("opened", ["page", "dialog", "card"])
async def test_what_a_quick_key_closes_before_it_is_drawn_stops_nothing(opened: str) -> None:
    async with seated() as table:
        screen, late = some_screen(table, opened)
        table.app.push_screen(screen)
        await table.settle()
        await screen.query("*").remove()
        screen.call_after_refresh(late)
        await table.settle()
        assert table.app.screen is screen


def some_screen(table: Table, name: str) -> tuple[Screen[Any], Callable[[], None]]:
    """Return a screen, and what it does once it is drawn."""
    if name == "page":
        page = Page("A page", Content("words"))
        return page, page._tell_more
    if name == "card":
        card = CardScreen("A card", Card(parts=()), first=False)
        return card, card._draw
    view: Any = table.session.seat("warsaw").view
    dialog = OrderDialog(view, begun(view.choices.forms[0]))
    return dialog, dialog.fit


@pytest.mark.parametrize("key", ["slash", "ctrl+p"])
async def test_a_search_takes_as_many_characters_of_a_storm_or_a_paste_as_a_name_has(key: str) -> None:
    many = "kyiv " * 40
    async with seated() as table:
        await table.press(key)
        line = table.app.screen.query_one(Input)
        await burst(table, many)
        assert line.value == many[:LONGEST]
        table.app.haste = Haste()  # the storm is over
        await table.press("backspace", "x", "y")
        assert line.value == many[: LONGEST - 1] + "x"
        line.value = ""
        line.post_message(events.Paste(many))
        await table.settle()
        assert line.value == many[:LONGEST]
