"""Whoever leaves a screen before it is laid out, or before what it waits for is there, leaves nothing broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from tui.areas import forms_at
from tui.cards import card_of
from tui.filling import begun
from tui.screens.card import CardScreen
from tui.screens.commands import Finder, Places
from tui.screens.end import EndScreen
from tui.screens.help import help_page
from tui.screens.here import HereDialog
from tui.screens.order import OrderDialog
from tui.screens.page import Question
from tui.screens.play import PlayScreen
from tui.screens.start import StartScreen
from tui.screens.why import NumbersScreen, WhyScreen

from . import at_end
from .at_table import LARGE, SMALL, seated

ROOM = at_end.dilemma(2)
OVER = at_end.dilemma()
VIEW = ROOM.session.seat("ann").view
SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    "start": StartScreen,
    "card": lambda: CardScreen("title", card_of("text", at_end.scene(ROOM)), first=True),
    "play": lambda: PlayScreen(ROOM, "ann", at_end.scene(ROOM)),
    "help": help_page,
    "question": lambda: Question("really?", yes="does it"),
    "order": lambda: OrderDialog(VIEW, begun(VIEW.choices.form("talk"))),
    "here": lambda: HereDialog("title", "about", forms_at(VIEW, "nowhere")),
    "why": lambda: WhyScreen(ROOM, "ann", "coins[ann]"),
    "numbers": lambda: NumbersScreen([("coins[ann]", "Coins, Ann: 3")]),
    "end": lambda: EndScreen(OVER, at_end.scene(OVER)),
    "find": lambda: Finder(providers=[Places]),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_that_is_left_at_once_does_nothing_afterwards(name: str, size: tuple[int, int]) -> None:
    async with seated(size) as table:
        await table.app.push_screen(SCREENS[name]())
        table.app.pop_screen()
        await table.pilot.pause(0.1)
        assert isinstance(table.app.screen, PlayScreen)


async def test_a_history_that_comes_after_its_reader_left_is_dropped() -> None:
    async with seated() as table:
        screen = WhyScreen(ROOM, "ann", "coins[ann]")
        table.app.push_screen(screen)
        await table.settle()
        screen.dismiss()
        screen._find()
        await table.settle()
        assert isinstance(table.app.screen, PlayScreen)


@pytest.mark.parametrize("name", ["help", "question", "order", "here", "why", "numbers", "find"])
async def test_a_box_that_is_left_while_another_lies_over_it_stays_and_is_left_later(name: str) -> None:
    async with seated() as table:
        box, other = SCREENS[name](), help_page()
        for screen in (box, other):
            await table.app.push_screen(screen)
        box.dismiss(None)
        await table.settle()
        assert table.app.screen_stack[-2:] == [box, other]
        for screen in (other, box):
            screen.dismiss(None)
            await table.settle()
        assert isinstance(table.app.screen, PlayScreen)
