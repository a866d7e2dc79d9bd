"""The map as cells: marks in an author's picture, a list without one, and the way from mark to mark."""

from __future__ import annotations

from pathlib import Path

import yaml

from tui.board import Area, Board, board_of
from tui.fitting import fitted_board

from .fakes import AREAS, HOSTILE, PICTURE

COALITION = Path(__file__).parents[2] / "rulesets" / "coalition" / "map.yaml"
ARROWS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def coalition() -> Board:
    """The map of the flagship as its author wrote it."""
    written = yaml.safe_load(COALITION.read_text(encoding="utf-8"))
    areas = {id: area for id, area in written["areas"].items() if id != "else"}
    linked = {(one, other) for one, area in areas.items() for other in area.get("links", {})}
    linked |= {(other, one) for one, other in linked}
    near = {id: tuple(other for one, other in sorted(linked) if one == id) for id in areas}
    places = [Area(id=id, title=it["title"], zone=it["zone"], links=near[id]) for id, it in areas.items()]
    return board_of(places, written["map"]["picture"])


def reached(board: Board, start: str) -> set[str]:
    """The areas that arrow keys come to from `start`."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        there = {board.towards(here, dx, dy) for dx, dy in ARROWS} - found
        found |= there
        waiting += there
    return found


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


def test_arrows_come_from_everywhere_to_everywhere_on_the_flagships_map() -> None:
    board = coalition()
    assert all(reached(board, start) == board.marks.keys() for start in board.marks)


def test_arrows_never_go_the_wrong_way_on_the_flagships_map() -> None:
    board = coalition()
    for start, here in board.marks.items():
        assert board.marks[board.towards(start, 0, 1)].y >= here.y
        assert board.marks[board.towards(start, -1, 0)].middle <= here.middle


def test_the_flagships_map_fits_the_smallest_terminal() -> None:
    assert fitted_board(coalition(), 80, 19).height <= 19
    assert coalition().width <= 78


def test_no_stroke_of_the_flagships_map_is_left_undrawn() -> None:
    assert not set("+=|") & set("".join(coalition().lines))


def test_every_area_of_a_list_is_reached_by_arrows() -> None:
    board = board_of([Area(id=f"a{k}", title=f"A{k}") for k in range(30)], "")
    assert all(reached(board, start) == board.marks.keys() for start in board.marks)


def test_a_map_without_a_picture_draws_links_beside_and_below() -> None:
    links = {"a": ("b", "c"), "b": ("a",), "c": ("a",), "d": ()}
    board = board_of([Area(id=id, title=id.upper(), links=near) for id, near in links.items()], "")
    assert "────" in board.lines[0]
    assert board.lines[1].strip() == "│"
    assert board.marks["c"].y == 2
    assert "─" not in board.lines[2]


def test_areas_linked_to_one_another_stand_side_by_side_without_a_picture() -> None:
    links = {"a": ("d",), "b": (), "c": (), "d": ("a",)}
    board = board_of([Area(id=id, title=id, links=near) for id, near in links.items()], "")
    assert board.marks["a"].y == board.marks["d"].y


def test_the_lines_of_a_picture_are_drawn() -> None:
    assert "─────────────" in board_of(AREAS, PICTURE).lines[1]


def test_linked_areas_without_a_mark_are_beside_nothing() -> None:
    board = board_of([Area(id="a", title="A", links=("b", "nowhere")), Area(id="b", title="B")], "")
    assert board.beside("a") == {"b"}
    assert board.beside("unknown") == frozenset()


def test_a_tall_mark_is_one_mark() -> None:
    board = fitted_board(board_of(AREAS, PICTURE), 80, 40, most=4)
    mark = board.marks["ua_kyiv"]
    assert board.at(mark.x, mark.y + 3) == "ua_kyiv"
    assert board.at(mark.x, mark.y + 4) is None


def test_a_picture_of_control_characters_and_wide_letters_keeps_its_columns() -> None:
    board = board_of(AREAS, f"日{HOSTILE}[ua_kyiv]")
    assert board.lines[0][board.marks["ua_kyiv"].x - 1] == "l"
    assert board.lines[0][0] == "?"


def test_no_areas_make_an_empty_board() -> None:
    assert board_of((), "").marks == {}
