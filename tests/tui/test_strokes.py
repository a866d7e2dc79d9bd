"""What an author types as lines is drawn as lines; nothing else is touched."""

from __future__ import annotations

import pytest

from tui.strokes import MARKED, drawn, level, upright


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("A --- B", "A ─── B"),
        ("A - B", "A ─ B"),
        ("A === B", "A ━━━ B"),
        ("A | B", "A │ B"),
        ("A || B", "A ┃  B"),
        ("Bosnia-Herzegovina", "Bosnia-Herzegovina"),
        ("x=1", "x=1"),
        ("C++", "C++"),
    ],
)
def test_strokes_become_lines_and_words_stay(typed: str, seen: str) -> None:
    assert drawn([typed]) == [seen]


def test_a_plus_is_the_corner_of_the_lines_that_meet_there() -> None:
    assert drawn(["+--+", "|  |", "+--+"]) == ["┌──┐", "│  │", "└──┘"]


def test_a_plus_where_a_front_meets_a_front_is_heavy() -> None:
    assert drawn(["==+==", "  ||"])[0] == "━━┳━━"


def test_a_line_turns_towards_the_mark_above_it() -> None:
    assert drawn([f"   {MARKED}", "==+", " "])[1] == "==+".replace("=", "━")
    assert drawn([f"  {MARKED}", "==+", " "])[1] == "━━┛"


def test_lines_that_an_author_drew_stay_as_they_are() -> None:
    assert drawn(["┌─┐", "┗━┛"]) == ["┌─┐", "┗━┛"]


def test_every_cell_stays_one_cell() -> None:
    rows = ["a-|b ||", "+=+-+ |"]
    assert [len(row) for row in drawn(rows)] == [len(row) for row in rows]


@pytest.mark.parametrize(
    ("above", "below", "between"),
    [
        ("│", "│", "│"),
        ("┃", "┃", "┃"),
        ("│", "x", "│"),
        ("x", "│", "│"),
        ("─", "│", "│"),
        (" ", "│", " "),
        ("x", "y", " "),
    ],
)
def test_rows_pulled_apart_stay_joined(above: str, below: str, between: str) -> None:
    assert upright(above, below) == between


@pytest.mark.parametrize(
    ("left", "right", "between"), [("─", "─", "─"), ("━", "━", "━"), ("━", "┛", "━"), ("│", "─", " "), ("x", "─", " ")]
)
def test_columns_pulled_apart_stay_joined(left: str, right: str, between: str) -> None:
    assert level(left, right) == between
