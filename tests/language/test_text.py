"""What is shown of text from outside, and what is not."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.text import MOST_MARKS, clean, control_character, nearest, quoted, visible


def test_plain_text_stays_as_it_is() -> None:
    assert clean("Pledge 3 battalions") == "Pledge 3 battalions"


def test_letters_of_every_language_stay() -> None:
    assert clean("Zażółć gęślą, Київ, 東京, façade") == "Zażółć gęślą, Київ, 東京, façade"


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x9b",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\ud800",
        "\ue000",
        "\U000e0041",
    ],
)
def test_a_hidden_character_is_taken_out(hidden: str) -> None:
    assert clean(f"a{hidden}b") == "ab"


def test_a_tab_becomes_a_space() -> None:
    assert clean("a\tb", lines=True) == "a b"


def test_a_line_break_becomes_a_space() -> None:
    assert clean("a\r\nb") == "a b"


def test_a_line_break_stays_where_lines_are_wanted() -> None:
    assert clean("a\r\nb\u2028c", lines=True) == "a\nb\nc"


def test_text_is_composed() -> None:
    assert clean("e\u0301") == "é"


def test_long_text_ends_with_an_ellipsis() -> None:
    assert clean("x" * 50, most=10) == "x" * 9 + "…"


def test_a_letter_carries_few_marks() -> None:
    assert len(clean("q" + "\u0323" * 500)) <= 1 + MOST_MARKS


def test_a_million_marks_are_cleaned_in_a_moment() -> None:
    began = time.process_time()
    clean("a" + "\u0315\u0300" * 500_000)
    assert time.process_time() - began < 20


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60), st.integers(1, 40), st.booleans())
def test_cleaning_twice_changes_nothing(text: str, most: int, lines: bool) -> None:
    once = clean(text, most=most, lines=lines)
    assert clean(once, most=most, lines=lines) == once


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60), st.booleans())
def test_nothing_hidden_is_left(text: str, lines: bool) -> None:
    left = {unicodedata.category(letter) for letter in clean(text, lines=lines).replace("\n", "" if lines else "\n")}
    assert not left & {"Cc", "Cs", "Co", "Zl", "Zp"}


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60))
def test_visible_text_has_as_many_characters_as_before(text: str) -> None:
    assert len(visible(text)) == len(text)


def test_a_hidden_character_can_be_seen() -> None:
    assert visible("a\u202e\x1bb") == "a��b"


def test_the_first_control_character_is_found() -> None:
    assert control_character("ab\ncd\x1bef\x00") == 5


def test_sane_text_has_no_control_character() -> None:
    assert control_character("ab\tć\n") == -1


def test_a_slip_of_the_pen_is_understood() -> None:
    assert nearest("strenght", ["speed", "strength", "supply"]) == "strength"


def test_capital_letters_are_no_other_word() -> None:
    assert nearest("Warsaw", {"warsaw", "war"}) == "warsaw"


def test_nothing_is_suggested_for_a_word_far_from_all() -> None:
    assert nearest("xyz", ["speed", "strength"]) is None


def test_a_suggestion_does_not_depend_on_the_order_of_the_words() -> None:
    assert nearest("tack", ["rack", "back", "sack"]) == nearest("tack", ["sack", "back", "rack"])


def test_a_suggestion_among_very_many_words_comes_in_a_moment() -> None:
    began = time.process_time()
    nearest("order_12345", [f"order_{number}" for number in range(50_000)])
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "'text'"),
        ("a\x1b[31mb", "'a[31mb'"),
        ("x" * 100, "'" + "x" * 39 + "…'"),
        (True, "true"),
        (None, "null"),
        (12, "12"),
        (1.5, "1.5"),
        (2**300, "a very large number"),
        ({"a": 1}, "a map"),
        ([], "an empty list"),
    ],
)
def test_a_value_is_quoted_so_that_it_harms_no_message(value: object, shown: str) -> None:
    assert quoted(value) == shown
