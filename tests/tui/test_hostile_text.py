"""Whatever names, news, titles and notes hold, they show literally: nothing acts, nothing crashes."""

from __future__ import annotations

import pytest
from textual.content import Content

from tui.screens.end import EndScreen
from tui.shown import content, fitted, marked, plain, prose

from .at_table import LARGE, SMALL, seated
from .fakes import HOSTILE
from .golden_text import screen_text

FORBIDDEN = ("\x1b", "\x07", "\u202e", "\x9b")
BRACKETS = "[@click=app.quit]"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_a_game_full_of_hostile_text_is_played_to_its_end(size: tuple[int, int]) -> None:
    async with seated(size, spoil=HOSTILE, card=True) as table:
        shown = [screen_text(table.app)]
        for key in (
            "enter",
            "2",
            "enter",
            "enter",
            "5",
            "enter",
            "enter",
            "3",
            "4",
            "slash",
            "e",
            "escape",
            "1",
            "enter",
        ):
            await table.press(key)
            shown.append(screen_text(table.app))
        await table.press("escape", "p", "y", "enter", "p", "y")
        shown.append(screen_text(table.app))
        await table.press("enter")
        assert isinstance(table.app.screen, EndScreen)
        shown.append(screen_text(table.app))
        text = "".join(shown)
        assert BRACKETS in text
        assert not any(sign in text for sign in FORBIDDEN)


async def test_what_outside_text_plants_is_no_action_on_screen() -> None:
    async with seated(LARGE, spoil=HOSTILE) as table:
        await table.press("4", "3", "2")
        size = table.app.size
        metas = [table.app.screen.get_style_at(x, y).meta for y in range(size.height) for x in range(size.width)]
        assert not any("app.quit" in str(meta) for meta in metas)


@pytest.mark.parametrize(
    "make", [content, marked, lambda text: Content(plain(text)), lambda text: Content(prose(text))]
)
def test_content_from_outside_holds_brackets_as_written(make: type) -> None:
    shown = make(HOSTILE)
    assert BRACKETS in shown.plain
    assert not any(sign in shown.plain for sign in FORBIDDEN)


@pytest.mark.parametrize("width", [0, 1, 2, 5, 7, 30])
@pytest.mark.parametrize("text", ["", "abc", "日本語テキスト", "naïve…"])
def test_fitted_text_has_exactly_the_width_asked_for(text: str, width: int) -> None:
    assert Content(fitted(text, width)).cell_length == width


def test_a_paragraph_right_under_a_heading_keeps_its_own_line() -> None:
    assert (
        prose("# Upton\nYou sit at\nthe source.\n\n- Few people") == "# Upton\nYou sit at the source.\n\n- Few people"
    )
