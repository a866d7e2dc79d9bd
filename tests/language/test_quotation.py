"""A line of a ruleset is found again by its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.language.quotation import quotation
from engine.problems import Place

RULES = """\
tracks:
  heat: {range: 0..10}
measures:
  show:
    title: Show of resolve
    is: "heat + 1"
  other: {is: 1}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_a_line_is_quoted_without_its_indent(rules: Path) -> None:
    assert quotation(Place(str(rules), 2, 3)) == ("heat: {range: 0..10}",)


def test_a_mere_key_is_quoted_with_what_stands_below_it(rules: Path) -> None:
    assert quotation(Place(str(rules), 4, 3)) == ("show:", "  title: Show of resolve", '  is: "heat + 1"')


def test_what_is_too_long_to_quote_ends_with_an_ellipsis(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("show:\n" + "".join(f"  {it}: 1\n" for it in "abcdefgh"), encoding="utf-8")
    assert quotation(Place(str(path), 1, 1))[-2:] == ("  g: 1", "  …")


def test_what_ships_is_found_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = quotation(Place("../elsewhere/rulesets/prisoners-dilemma/ruleset.yaml", 4, 1))
    assert line == "id: prisoners-dilemma"


@pytest.mark.parametrize("line", [0, 99])
def test_a_line_that_is_not_there_is_not_quoted(rules: Path, line: int) -> None:
    assert quotation(Place(str(rules), line, 1)) == ()


def test_a_file_that_has_gone_is_not_quoted(tmp_path: Path) -> None:
    assert quotation(Place(str(tmp_path / "gone.yaml"), 1, 1)) == ()


def test_what_is_no_text_is_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "picture.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert quotation(Place(str(path), 1, 1)) == ()


def test_a_quoted_line_holds_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text("title: \x1b[2J\u202eevil\n", encoding="utf-8")
    assert quotation(Place(str(path), 1, 1)) == ("title: [2Jevil",)
