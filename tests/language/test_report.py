"""How problems look to people, editors and build servers."""

from __future__ import annotations

import json

from engine.language.report import as_github, as_json, as_text
from engine.problems import MOST_SHOWN, Place, Problem, Severity


def problem(
    *,
    path: str = "rules.yaml",
    column: int = 5,
    message: str = "no such key 'strenght'",
    hint: str = "did you mean 'strength'?",
    excerpt: str = "    strenght: 4",
    length: int = 8,
    severity: Severity = "error",
) -> Problem:
    place = Place(path, 3, column)
    return Problem(
        place=place, code="S1", message=message, hint=hint, excerpt=excerpt, length=length, severity=severity
    )


def test_a_problem_shows_its_place_line_caret_and_hint() -> None:
    assert as_text([problem()]).splitlines() == [
        "rules.yaml:3:5: no such key 'strenght'",
        "      strenght: 4",
        "      ^^^^^^^^",
        "  hint: did you mean 'strength'?",
    ]


def test_carets_count_the_cells_of_wide_characters() -> None:
    lines = as_text([problem(excerpt="東京: 大x", column=5, length=2)]).splitlines()
    assert lines[2] == "  " + " " * 6 + "^^^"


def test_combining_marks_take_no_cell() -> None:
    lines = as_text([problem(excerpt="q\u0323\u0301: x", column=6, length=1)]).splitlines()
    assert lines[2] == "  " + " " * 3 + "^"


def test_a_problem_of_a_whole_file_has_no_caret() -> None:
    whole = Problem(place=Place("big.yaml"), code="Y001", message="too large")
    assert as_text([whole]) == "big.yaml:0:0: too large"


def test_a_place_behind_a_cut_line_has_no_caret() -> None:
    assert "^" not in as_text([problem(column=5000, hint="")])


def test_a_long_line_is_shown_around_the_place() -> None:
    shown = as_text([problem(excerpt="x" * 1000 + "HERE" + "y" * 500, column=1001, length=4)]).splitlines()
    caret = shown[2].index("^")
    assert shown[1][caret : caret + 4] == "HERE"


def test_a_long_line_is_not_shown_whole() -> None:
    assert max(map(len, as_text([problem(excerpt="x" * 1500, column=700)]).splitlines())) < 200


def test_a_warning_says_that_it_is_one() -> None:
    assert as_text([problem(severity="warning")]).startswith("rules.yaml:3:5: warning: ")


def test_after_a_hundred_problems_the_rest_is_counted() -> None:
    assert as_text([problem()] * (MOST_SHOWN + 7)).endswith("and 7 more")


def test_nothing_wrong_is_nothing_to_show() -> None:
    assert as_text([]) == ""


def test_a_hostile_problem_sends_nothing_to_the_terminal() -> None:
    hostile = "\x1b]52;c;eA==\x07\u202e"
    text = as_text([problem(path=hostile, message=hostile, hint=hostile, excerpt=hostile + "x", column=14)])
    assert not set("\x1b\x07\u202e") & set(text)


def test_json_lists_every_field() -> None:
    assert json.loads(as_json([problem()])) == [
        {
            "path": "rules.yaml",
            "line": 3,
            "column": 5,
            "severity": "error",
            "code": "S1",
            "message": "no such key 'strenght'",
            "hint": "did you mean 'strength'?",
        }
    ]


def test_no_format_shows_more_than_a_hundred() -> None:
    many = [problem()] * (MOST_SHOWN + 7)
    assert len(json.loads(as_json(many))) == as_github(many).count("::error") == MOST_SHOWN


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(as_json([])) == []


def test_an_annotation_names_file_line_and_column() -> None:
    assert as_github([problem(hint="")]) == "::error file=rules.yaml,line=3,col=5,title=S1::no such key 'strenght'"


def test_an_annotation_cannot_be_left_by_its_text() -> None:
    text = as_github([problem(path="a,b:c%.yaml", message="100%\n::error::x", hint="x")])
    assert text == "::error file=a%2Cb%3Ac%25.yaml,line=3,col=5,title=S1::100%25 ::error::x%0Ax"
