"""What an author marks in a line is found; what only looks like a mark stays text."""

from __future__ import annotations

import pytest

from engine.language.emphasis import emphasis, unmarked
from engine.papers.sheets import inline
from tui.shown import marked


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("**Who** you are.", [("Who", "bold"), (" you are.", "")]),
        ("*In part*: type `pass`.", [("In part", "italic"), (": type ", ""), ("pass", "code"), (".", "")]),
        ("3 * 4 * 5, 2*3*4", [("3 * 4 * 5, 2*3*4", "")]),
        ("* a list, *not* closed *", [("* a list, ", ""), ("not", "italic"), (" closed *", "")]),
        ("", []),
    ],
)
def test_marks_are_told_from_text(line: str, pieces: list[tuple[str, str]]) -> None:
    assert list(emphasis(line)) == pieces


def test_screens_and_sheets_show_the_same_words_without_stars() -> None:
    line = "**Ask** *who* goes `first`, 3 * 4."
    assert marked(line).plain == unmarked(line) == "Ask who goes first, 3 * 4."
    assert inline(line).source == "<b>Ask</b> <i>who</i> goes <code>first</code>, 3 * 4."
    assert [(it.start, it.end, str(it.style)) for it in marked(line).spans] == [
        (0, 3, "bold"),
        (4, 7, "italic"),
        (13, 18, "bold"),
    ]
