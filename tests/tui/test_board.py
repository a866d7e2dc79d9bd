"""The map as cells: marks in an author's picture, a list without one, and the way from mark to mark."""

from __future__ import annotations

from tui.board import Area, board_of

from .fakes import AREAS, HOSTILE, PICTURE


def test_each_mark_of_the_picture_stands_where_the_author_put_it() -> None:
    board = board_of(AREAS, PICTURE)
    assert board.at(6, 1) == "lithuania"
    assert board.at(5, 0) is None
    assert (board.marks["belarus"].x, board.marks["belarus"].width) == (29, 9)


def test_marks_are_blank_in_the_lines() -> None:
    assert "[" not in "".join(board_of(AREAS, PICTURE).lines)


def test_brackets_around_no_area_stay_as_drawn() -> None:
    assert "[nowhere]" in board_of(AREAS, "[nowhere] [ua_kyiv]").lines[0]


def test_an_area_marked_twice_has_the_first_mark() -> None:
    board = board_of(AREAS, "[ua_kyiv] [ua_kyiv]")
    assert board.marks["ua_kyiv"].x == 0


def test_areas_that_the_picture_leaves_out_follow_below_it() -> None:
    board = board_of(AREAS, "Kyiv [ua_kyiv]")
    assert set(board.marks) == {area.id for area in AREAS}
    assert board.marks["belarus"].y > 0


def test_without_a_picture_areas_are_listed_by_zone() -> None:
    board = board_of(AREAS, "")
    assert board.lines[0] == "flank"
    assert board.marks["lithuania"].y == board.marks["poland_se"].y == 1


def test_arrows_go_to_the_nearest_area_in_their_direction() -> None:
    board = board_of(AREAS, PICTURE)
    assert board.towards("lithuania", 1, 0) == "belarus"
    assert board.towards("lithuania", 0, 1) == "poland_se"
    assert board.towards("ua_kyiv", -1, 0) == "poland_se"


def test_an_arrow_into_nothing_stays() -> None:
    assert board_of(AREAS, PICTURE).towards("lithuania", -1, 0) == "lithuania"


def test_every_area_of_a_line_is_reached_by_arrows() -> None:
    areas = tuple(Area(id=f"a{k}", title=f"A{k}") for k in range(30))
    board = board_of(areas, "")
    reached, waiting = {"a0"}, ["a0"]
    while waiting:
        here = waiting.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            there = board.towards(here, dx, dy)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == {area.id for area in areas}


def test_a_picture_of_control_characters_and_wide_letters_keeps_its_columns() -> None:
    board = board_of(AREAS, f"日{HOSTILE}[ua_kyiv]")
    assert board.lines[0][board.marks["ua_kyiv"].x - 1] == "l"
    assert board.lines[0][0] == "?"


def test_no_areas_make_an_empty_board() -> None:
    assert board_of((), "").marks == {}
