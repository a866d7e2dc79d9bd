"""A question of one line keeps what is typed into it, also where it cannot be taken."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.widgets import Input, Static

from tui.screens.asking import LineQuestion


class Asked(App[None]):
    """Asks for a line of at most eight characters."""

    taken: str | None = None

    def on_mount(self) -> None:
        self.push_screen(LineQuestion("Note", "What is there to say?", most=8), self.take)

    def take(self, said: str | None) -> None:
        self.taken = said


async def test_a_line_that_is_too_long_stays_and_is_told_how_long_it_may_be() -> None:
    app = Asked()
    async with app.run_test() as pilot:
        app.screen.query_one(Input).value = "0123456789"
        await pilot.press("enter")
        assert "At most 8 characters fit here; this has 10." in str(app.screen.query_one("#wrong", Static).render())
        assert app.screen.query_one(Input).value == "0123456789"
        await pilot.press("backspace", "backspace", "enter")
        assert app.taken == "01234567"


async def test_a_paste_of_several_lines_is_one_line_and_all_of_it() -> None:
    app = Asked()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("one\n two\r\nthree"))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "one two three"
