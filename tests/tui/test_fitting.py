"""A board fills its pane, and gives up passages before it scrolls."""

from __future__ import annotations

import pytest

from tui.board import Board, board_of
from tui.fitting import fitted_board

from .fakes import AREAS, PICTURE

TALL = """\
West [lithuania] --- [belarus]
        |                ||
        |                ||
Southwest [poland_se]    ||
        |                ||
        +---- Kyiv [ua_kyiv]
"""


@pytest.fixture
def board() -> Board:
    """A map of six rows and thirty columns."""
    return board_of(AREAS, TALL)


def test_a_board_as_large_as_its_pane_stays_as_drawn(board: Board) -> None:
    assert fitted_board(board, board.width, board.height) == board


def test_a_low_pane_takes_rows_that_only_lead_on(board: Board) -> None:
    fitted = fitted_board(board, board.width, 4)
    assert fitted.height == 4
    assert [mark.y for mark in fitted.marks.values()] == [0, 0, 1, 3]


def test_a_pane_too_low_shows_the_board_as_drawn(board: Board) -> None:
    assert fitted_board(board, board.width, 2) == board


def test_a_wide_pane_pulls_the_board_apart_and_no_line_breaks(board: Board) -> None:
    fitted = fitted_board(board, 60, board.height)
    assert board.width < fitted.width <= 60
    line = "".join(fitted.lines[0])
    assert "─────" in line
    assert "─ ─" not in line


def test_marks_stay_apart_and_in_their_rows_however_wide_the_pane(board: Board) -> None:
    for width in range(1, 130):
        fitted = fitted_board(board, width, 40)
        west, east = fitted.marks["lithuania"], fitted.marks["belarus"]
        assert west.x + west.width <= east.x, width
        assert west.y == east.y
        assert fitted.width <= max(width, board.width)


def test_a_mark_stands_beside_its_name(board: Board) -> None:
    fitted = fitted_board(board, 60, board.height)
    assert fitted.marks["lithuania"].x == len("West ")


def test_a_tall_pane_gives_marks_as_many_rows_as_are_needed(board: Board) -> None:
    fitted = fitted_board(board, board.width, 40, most=3)
    assert {mark.height for mark in fitted.marks.values()} == {3}
    assert fitted.height <= 40


def test_columns_stay_joined_in_a_tall_pane(board: Board) -> None:
    fitted = fitted_board(board, board.width, 40, most=1)
    east = fitted.marks["belarus"]
    upright = [line.ljust(board.width)[25] for line in fitted.lines[east.y + 1 : fitted.marks["ua_kyiv"].y]]
    assert set(upright) == {"┃"}


def test_no_board_is_taller_than_its_pane_when_it_could_fit(board: Board) -> None:
    for height in range(board.height, 60):
        assert fitted_board(board, 80, height, most=4).height <= height


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (300, 100)])
def test_every_area_keeps_its_mark_at_any_size(size: tuple[int, int]) -> None:
    for picture in (PICTURE, TALL, ""):
        assert fitted_board(board_of(AREAS, picture), *size).marks.keys() == {area.id for area in AREAS}


def test_a_board_without_areas_stays_empty() -> None:
    assert fitted_board(board_of((), "only words"), 200, 60).marks == {}
