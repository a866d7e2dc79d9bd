"""Themes: what is read in each of them, which one a player gets, and that colour alone tells nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.app import Whitecell
from tui.opening import Asked
from tui.themes import DARK, HIGH_CONTRAST, LIGHT, MANY_COLOURS, SIXTEEN_COLOURS, SIXTEEN_DARK, SIXTEEN_LIGHT

from .at_table import LARGE, Table, seated
from .contrast import XTERM, XTERM_WHITE, Pair, pairs
from .golden_text import screen_lines, screen_text

WALK: tuple[list[str], ...] = (
    [],
    ["right", "2"],  # orders, with closed ones
    ["enter"],  # the dialog of an order, its list, and what may be typed
    ["down", "enter", "5"],
    ["escape", "escape", "escape", "3"],
    ["4"],
    ["question_mark"],
    ["escape", "2", "enter", "enter", "5", "enter", "enter"],  # sealed
    ["p", "y"],  # what changed
    ["escape"],
    ["q"],  # a question
    ["escape", "1", "left", "left"],  # refused
)
"""Keys that lead through what a player sees."""

LEAST = dict.fromkeys((*MANY_COLOURS, *SIXTEEN_COLOURS), 4.5) | {HIGH_CONTRAST.name: 7.0}
LEAST_FOR_LINES = 3.0


async def walk(table: Table) -> list[Pair]:
    """Return everything that was seen on the way."""
    terminal = XTERM_WHITE if table.app.theme == SIXTEEN_LIGHT.name else XTERM
    seen: list[Pair] = []
    for keys in WALK:
        await table.press(*keys)
        seen += pairs(table.app, terminal)
    return seen


@pytest.mark.parametrize("theme", LEAST)
async def test_every_text_and_every_line_stands_out_from_what_is_behind_it(theme: str) -> None:
    async with seated(LARGE) as table:
        table.app.theme = theme
        await table.settle()
        pale = {it for it in await walk(table) if it.ratio < (LEAST_FOR_LINES if it.is_line else LEAST[theme])}
    assert not pale, [(it.text, round(it.ratio, 2), it.front, it.back) for it in pale]


async def test_the_table_says_the_same_in_sixteen_colours() -> None:
    async with seated(LARGE) as table:
        before = screen_text(table.app)
        table.app.theme = SIXTEEN_DARK.name
        await table.settle()
        assert screen_text(table.app) == before


async def test_without_colours_everything_is_grey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated(LARGE) as table:
        seen = await walk(table)
    assert all(len(set(colour)) == 1 for it in seen for colour in (it.front, it.back))
    assert not {it for it in seen if it.ratio < (LEAST_FOR_LINES if it.is_line else LEAST[DARK.name])}


async def test_each_state_has_a_sign_or_a_word() -> None:
    async with seated(LARGE) as table:
        assert ">P2" in screen_text(table.app), "the cursor"
        assert "x Launch the force: Nobody" in screen_text(table.app), "closed"
        await table.press("left")
        assert "! No area lies that way." in screen_text(table.app), "refused"
        await table.press("2", "enter", "enter", "5", "enter", "enter")
        assert "sealed: Pledge 5 battalion" in screen_text(table.app), "sealed"
        await table.press("p", "y")
        assert "+1" in screen_text(table.app), "changed"


async def test_t_goes_through_the_themes_and_begins_anew() -> None:
    async with seated() as table:
        seen = []
        for _turn in range(6):
            seen.append(table.app.theme)
            await table.press("t")
        assert seen == [*MANY_COLOURS, *SIXTEEN_COLOURS, DARK.name]


async def test_a_terminal_with_few_colours_gets_sixteen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.themes.has_few_colours", lambda _app: True)
    async with seated() as table:
        assert table.app.theme == SIXTEEN_DARK.name
        await table.press("t", "t")
        assert table.app.theme == SIXTEEN_DARK.name


async def test_the_theme_that_one_begins_with_is_not_remembered(tmp_path: Path) -> None:
    async with seated():
        pass
    assert not (tmp_path / "config" / "whitecell" / "theme").exists()


@pytest.mark.parametrize("few", [True, False])
async def test_without_colours_no_theme_of_the_terminals_own_colours_is_shown(
    few: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHITECELL_THEME", SIXTEEN_DARK.name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("tui.themes.has_few_colours", lambda _app: few)
    async with seated() as table:
        for _turn in range(6):
            assert table.app.theme in MANY_COLOURS
            await table.press("t")


async def test_without_colours_the_palette_offers_no_theme_of_the_terminals_own_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated() as table:
        offered = table.app.available_themes
        assert {LIGHT.name, "textual-dark"} <= set(offered)
        assert not [name for name, theme in offered.items() if theme.ansi]


async def test_the_theme_is_remembered() -> None:
    async with seated() as table:
        await table.press("t")
    async with seated() as table:
        assert table.app.theme == LIGHT.name


async def test_a_theme_of_many_colours_is_not_remembered_into_a_terminal_of_sixteen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with seated() as table:
        await table.press("t")
    monkeypatch.setattr("tui.themes.has_few_colours", lambda _app: True)
    async with seated() as table:
        assert table.app.theme in SIXTEEN_COLOURS


async def test_the_environment_goes_before_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated() as table:
        await table.press("t")
    monkeypatch.setenv("WHITECELL_THEME", "high-contrast")
    async with seated() as table:
        assert table.app.theme == HIGH_CONTRAST.name


async def test_a_theme_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHITECELL_THEME", "[@click=app.quit]mauve[/]")
    app = Whitecell(Asked())
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await pilot.pause(0.5)
        assert app.theme == DARK.name
        assert "There is no theme" in screen_text(app)
        assert "[@click=app.quit]mauve[/]" in screen_text(app)


@pytest.mark.parametrize("kept", [b"\xff\xfe", b"mauve\n", b"", b"x" * 5000])
async def test_a_spoilt_memory_is_no_memory(kept: bytes, tmp_path: Path) -> None:
    place = tmp_path / "config" / "whitecell" / "theme"
    place.parent.mkdir(parents=True)
    place.write_bytes(kept)
    async with seated() as table:
        assert table.app.theme == DARK.name


async def test_where_nothing_can_be_written_the_theme_changes_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    async with seated() as table:
        await table.press("t")
        assert table.app.theme == LIGHT.name


async def test_a_theme_repaints_the_map() -> None:
    async with seated() as table:
        before = [segment.style for line in screen_lines(table.app)[2:7] for segment in line]
        await table.press("t")
        assert [segment.style for line in screen_lines(table.app)[2:7] for segment in line] != before


async def test_a_window_too_small_for_the_table_says_so_and_gives_it_back() -> None:
    async with seated(LARGE) as table:
        await table.press("right")
        before = screen_text(table.app)
        for size in ((59, 24), (80, 17), (20, 5), (1, 1)):
            await table.pilot.resize_terminal(*size)
            await table.settle()
            said = screen_text(table.app).split()
            assert said[:1] == ["This"] or size[0] < 20, size
            assert ">P2" not in screen_text(table.app)
        await table.pilot.resize_terminal(*LARGE)
        await table.settle()
        assert screen_text(table.app) == before


@pytest.mark.parametrize("keys", [("q",), ("enter",), ("i",), ("2", "enter")])
async def test_whatever_lies_over_the_table_survives_wide_and_narrow_windows(keys: tuple[str, ...]) -> None:
    async with seated(LARGE) as table:
        await table.press(*keys)
        over, before = table.app.screen, screen_text(table.app)
        for size in ((200, 60), (60, 18), (40, 10), (200, 50), LARGE):
            await table.pilot.resize_terminal(*size)
            await table.settle()
        assert table.app.screen is over
        assert screen_text(table.app) == before
