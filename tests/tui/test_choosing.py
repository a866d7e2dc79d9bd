"""Choosing from a list that narrows while one types: what is found, in what order, and what Enter would take."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.widgets import OptionList, Static

from tui.app import Whitecell
from tui.opening import Asked
from tui.scene import Act
from tui.screens.choosing import Choosing

STRIKES = (
    Act(value="energy", title="Strikes on the grid", text="tier 3"),
    Act(value="city", title="Strike on a city", text="tier 4"),
    Act(value="depot", title="Missile on a store", text="tier 4"),
)


class Choice(App[None]):
    """Asks which of the strikes is meant."""

    taken: str | None = None

    def on_mount(self) -> None:
        self.push_screen(Choosing("Act", "Which one?", STRIKES), self.take)

    def take(self, said: str | None) -> None:
        self.taken = said

    @property
    def listed(self) -> list[str]:
        return [str(it.prompt).partition(" · ")[0] for it in self.screen.query_one(OptionList).options]


async def test_what_stands_beside_a_title_is_found_too() -> None:
    app = Choice()
    async with app.run_test() as pilot:
        await pilot.press(*"tier", "space", "4")
        assert app.listed == ["Strike on a city", "Missile on a store"]


async def test_what_has_the_words_as_they_were_typed_comes_first() -> None:
    app = Choice()
    async with app.run_test() as pilot:
        await pilot.press(*"strike", "space", *"on", "enter")
        assert app.taken == "city"


async def test_words_that_fit_nothing_say_so_at_once() -> None:
    app = Choice()
    async with app.run_test() as pilot:
        await pilot.press(*"depot")
        wrong = app.screen.query_one("#wrong", Static)
        assert str(wrong.render()) == "! Nothing on the list is called so: press backspace to see more."
        await pilot.press(*["backspace"] * 5)
        assert not wrong.display


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_the_line_that_enter_takes_stands_out_as_in_any_list(theme: str) -> None:
    app = Whitecell(Asked())
    async with app.run_test() as pilot:
        app.theme = theme
        await app.push_screen(Choosing("Act", "Which one?", STRIKES))
        await pilot.pause()
        rows = app.screen.query_one(OptionList)
        shown = rows.get_component_styles("option-list--option-highlighted")
        assert shown.background.rgb == rows.styles.color.rgb
        assert shown.text_style.bold
