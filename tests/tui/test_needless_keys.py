"""Keys that do nothing on a page, or at a question, say so at once; the next one that does something takes it back."""

from __future__ import annotations

import pytest
from textual.content import Content

from tui.screens.page import Page, Question

from .at_table import Table, seated
from .golden_text import screen_text


async def shown(table: Table, screen: Page | Question) -> None:
    """Lay a box over the table."""
    table.app.push_screen(screen)
    await table.settle()


@pytest.mark.parametrize(
    ("key", "name"), [("z", "z"), ("4", "4"), ("f7", "f7"), ("a", "a"), ("left_square_bracket", "[")]
)
async def test_a_key_without_a_meaning_on_a_page_says_so_beside_the_keys(key: str, name: str) -> None:
    async with seated() as table:
        await shown(table, Page("A page", Content("words")))
        await table.press(key)
        assert f"! {name} does nothing here · Esc goes back" in screen_text(table.app)
        await table.press("down")
        assert "does nothing" not in screen_text(table.app)
        assert "Esc goes back" in screen_text(table.app)


async def test_a_long_page_says_so_and_that_there_is_more() -> None:
    async with seated() as table:
        await shown(table, Page("A page", Content("words\n" * 60)))
        await table.press("z")
        assert "! z does nothing here · ↓ more · Esc goes back" in screen_text(table.app)


async def test_all_of_a_page_is_a_key_as_long_as_there_is_more_of_it() -> None:
    async with seated() as table:
        await shown(table, Page("A page", Content("short"), whole=Content("the whole of it")))
        await table.press("a")
        assert "the whole of it" in screen_text(table.app)
        assert "does nothing" not in screen_text(table.app)
        await table.press("a")
        assert "! a does nothing here" in screen_text(table.app)


@pytest.mark.parametrize(("key", "name"), [("z", "z"), ("enter", "Enter")])
async def test_a_question_says_what_is_no_answer(key: str, name: str) -> None:
    async with seated() as table:
        await shown(table, Question("Leave?", yes="leaves"))
        await table.press(key)
        assert f"! {name} does nothing here" in screen_text(table.app)
        assert isinstance(table.app.screen, Question)
