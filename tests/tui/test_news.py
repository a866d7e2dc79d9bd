"""The news pane: a hanging indent, lines between turns, and ten thousand news as quick as a hundred."""

from __future__ import annotations

import time

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from engine.play.readings import News
from engine.table.remarks import Remark
from tests.tui.pseudo import until
from tui.telling import SAID, TOLD, TURN, rows_of, told, wrapped
from tui.widgets.news import NewsPane

LONG = "The coalition sends a brigade to Kyiv and Moscow answers with drones over Lithuania while Paris waits"


class Paper(App[None]):
    """A news pane and nothing else."""

    def compose(self) -> ComposeResult:
        """The pane."""
        yield NewsPane()

    def on_rows_stopped(self, message: NewsPane.Stopped) -> None:
        """Keep what was refused where a test finds it."""
        self.title = message.text


def item(number: int, text: str = "Drones.", *, turn: int = 1, private: bool = False, begins: str = "") -> News:
    return News(number=number, turn=turn, phase="commit", text=text, private=private, begins=begins)


def many(count: int) -> tuple[News, ...]:
    return tuple(item(number, f"{LONG} {number}", turn=1 + number // 50) for number in range(1, count + 1))


@pytest.mark.parametrize("text", [LONG, "a" * 50, "日本語 テキスト の 長い 文章 です" * 3, "", "one"])
@pytest.mark.parametrize("width", [2, 7, 20, 200])
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(text, width))


@pytest.mark.parametrize("width", [9, 20, 40])
def test_wrapping_loses_no_word(width: int) -> None:
    assert " ".join(wrapped(LONG, width)) == LONG


def test_later_lines_of_a_piece_of_news_hang_under_its_first_word() -> None:
    rows = told(item(1, LONG), 40)
    assert rows[0].startswith("· The")
    assert all(row.startswith("  ") for row in rows[1:])


def test_the_date_of_a_turn_stands_in_its_heading_and_not_below_it_again() -> None:
    news = [
        item(1, "Dealt.", turn=0),
        item(2, "Turn 1, January 2026", begins="turn"),
        item(3),
        item(4, "Drones.", turn=2),
    ]
    rows = [words for kind, words in rows_of(news, 0, 60) if kind in (TURN, TOLD)]
    assert rows == ["Before the first turn", "· Dealt.", "Turn 1, January 2026", "· Drones.", "Turn 2", "· Drones."]


def test_news_that_read_like_a_beginning_are_none() -> None:
    news = [item(1, "Turn 1, and nobody moves.")]
    assert [words for kind, words in rows_of(news, 0, 60)] == ["Turn 1", "· Turn 1, and nobody moves."]


def test_what_only_this_seat_was_told_has_a_star() -> None:
    assert told(item(1, private=True), 40) == ["* Drones."]


async def test_each_turn_has_a_line_before_its_news() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show((item(1), item(2, turn=2)), 0)
        heads = [line.split(" ─")[0] for line in pane.text.splitlines() if "─" in line]
        assert heads == ["Turn 1", "Turn 2"]


async def test_the_mark_stands_before_the_first_unread_news() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show((item(1), item(2, "Mines.")), 1)
        lines = pane.text.splitlines()
        assert lines[lines.index("· Mines.") - 1] == "> new since you last looked"


async def test_m_goes_to_the_mark() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(300), 150)
        pane.focus()
        await pilot.pause()
        await pilot.press("m")
        assert "new since" in pane.render_line(0).text


async def test_the_newest_news_is_at_the_bottom_and_in_sight() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(300), 300)
        await until(pilot, lambda: "300" in pane.render_line(pane.size.height - 1).text)


async def test_a_reader_who_scrolled_up_stays_there_when_news_come() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(300), 300)
        pane.focus()
        await pilot.pause()
        await pilot.press("home")
        pane.show(many(301), 300)
        await pilot.pause()
        assert pane.scroll_offset.y == 0


@pytest.mark.parametrize("size", [(40, 24), (80, 10), (120, 40)], ids=["narrow", "low", "large"])
async def test_the_newest_news_stays_in_sight_in_another_window(size: tuple[int, int]) -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(300), 300)
        await pilot.pause()
        for there in (size, (80, 24)):
            await pilot.resize_terminal(*there)
            await until(pilot, lambda: pane.is_vertical_scroll_end)


async def test_a_reader_who_scrolled_up_stays_there_in_another_window() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(300), 300)
        pane.focus()
        await pilot.pause()
        await pilot.press("home")
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert pane.scroll_offset.y == 0


async def test_the_first_line_says_that_there_is_nothing_above() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(3), 0)
        pane.focus()
        await pilot.press("up")
        assert pilot.app.title == "This is the first line."


async def test_scrolling_ten_thousand_news_costs_no_more_than_a_hundred() -> None:
    spent = {count: await cost_of_a_key(count) for count in (100, 10_000)}
    assert spent[10_000] < 2 * spent[100] + 0.005


async def cost_of_a_key(count: int) -> float:
    """Return the seconds of work that an arrow key costs in so many news."""
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show(many(count), 0)
        pane.focus()
        await pilot.pause()
        began = time.process_time()
        for _press in range(20):
            await pilot.press("up")
        return (time.process_time() - began) / 20


def test_what_a_seat_says_of_its_order_stands_under_the_news_of_it() -> None:
    remark = Remark(number=1, role="moscow", text="We were always ready to talk, and to [listen].")
    rows = list(rows_of([item(1, "Moscow: Offer talks"), item(2)], 0, 30, remarks=[remark]))
    assert [kind for kind, _words in rows] == [TURN, TOLD, SAID, SAID, TOLD]
    assert [words for _kind, words in rows[2:4]] == ["  “We were always ready to", "  talk, and to [listen].”"]


async def test_the_news_pane_shows_what_seats_say() -> None:
    async with Paper().run_test() as pilot:
        pane = pilot.app.query_one(NewsPane)
        pane.show([item(1)], 0, [Remark(number=1, role="moscow", text="No comment.")])
        await pilot.pause()
        assert pane.text.split("\n")[-1] == "  “No comment.”"
