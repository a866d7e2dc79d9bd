"""What stands in a mark of each size."""

from __future__ import annotations

import pytest

from tui.counters import Counters, legend_of

HELD = Counters(
    legend={"P": "Presence", "S": "Ships", "M": "Mines"},
    areas={"here": (("P", "2"), ("S", "11"), ("M", "")), "there": (("P", "5"),)},
)


@pytest.mark.parametrize(("width", "seen"), [(20, "P2 S11 M"), (7, "P2S11M"), (5, "P2+"), (2, "+")])
def test_a_low_mark_holds_what_fits_and_says_that_there_is_more(width: int, seen: str) -> None:
    assert HELD.rows("here", width, 1) == (seen,)


def test_a_wide_mark_names_its_only_counter() -> None:
    assert HELD.rows("there", 14, 1) == ("P5  Presence",)
    assert HELD.rows("there", 14, 1, named=False) == ("P5",)


def test_counters_are_named_on_the_whole_map_or_nowhere() -> None:
    assert HELD.are_named({"there": 12, "nowhere": 1}, 1)
    assert not HELD.are_named({"there": 11, "nowhere": 1}, 1)
    assert not HELD.are_named({"there": 12, "here": 50}, 1)
    assert HELD.are_named({"there": 5, "here": 5}, 3)


def test_a_tall_mark_lists_each_counter_with_its_title() -> None:
    assert HELD.rows("here", 12, 4) == ("P2  Presence", "S11 Ships", "M   Mines", "")


def test_counters_go_on_in_the_next_row() -> None:
    assert HELD.rows("here", 6, 2) == ("P2 S11", "M")


def test_a_tall_mark_too_small_says_that_there_is_more() -> None:
    assert HELD.rows("here", 3, 2) == ("P2", "+")


def test_counters_stand_close_together_before_one_of_them_is_hidden() -> None:
    held = Counters(legend=dict.fromkeys("ITR", ""), areas={"lviv": (("I", "1"), ("T", "1"), ("R", "2"))})
    for width, seen in ((8, "I1 T1 R2"), (7, "I1T1R2"), (6, "I1T1R2"), (5, "I1T1+"), (3, "I1+"), (2, "+")):
        assert held.rows("lviv", width, 1) == (seen,)


def test_an_empty_mark_has_as_many_rows() -> None:
    assert HELD.rows("nowhere", 9, 3) == ("", "", "")


@pytest.mark.parametrize(
    ("width", "most", "seen"),
    [
        (40, 3, ["P Presence · S Ships · M Mines"]),
        (22, 3, ["P Presence · S Ships", "M Mines"]),
        (12, 2, ["P Presence", "S Ships · M…"]),
        (12, 1, ["P Presence…"]),
    ],
)
def test_a_legend_is_folded_between_its_letters_and_says_that_there_is_more(
    width: int, most: int, seen: list[str]
) -> None:
    assert legend_of(HELD, width, most).plain.split("\n") == seen
