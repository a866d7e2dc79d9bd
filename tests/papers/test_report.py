"""A report has its sixteen parts, needs nothing else, and what people wrote stays text in it."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine import Order, load
from engine.papers.markdown import plain
from engine.papers.material import material_of
from engine.papers.story import rulings
from engine.papers.tables import harmless
from engine.table.session import Person, Session
from tui.main import main

from .conftest import files

EDITIONS = ("players", "control", "public")
OURS = """
html head meta title style body table thead tbody tfoot tr td th div b span main header nav ol ul li a h1 h2 h3 small p
section figure svg line rect circle polyline polygon text g dl dt dd
"""


class Reader(HTMLParser):
    """Collects the tags of a page, and what they point to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.handlers: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}
        self.handlers |= {name for name, _value in attrs if name.startswith("on")}


def test_what_is_done_with_a_deal_is_told_beside_its_seat_without_naming_it_again(over: Path) -> None:
    told = files(over, "control")["report.md"]
    assert not re.search(r"\| (\S[^|]*) \| \1 offers", told)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("game", ["over", "begun"])
def test_every_edition_has_sixteen_parts(game: str, edition: str, request: pytest.FixtureRequest) -> None:
    found = files(request.getfixturevalue(game), edition)
    assert len(re.findall(r"<h2 ", found["report.html"])) == 16
    assert len(re.findall(r"^## \d+\. ", found["report.md"], re.MULTILINE)) == 16


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_holds_our_own_tags_only_and_points_nowhere_else(over: Path, edition: str) -> None:
    page = Reader(files(over, edition)["report.html"])
    assert page.tags <= set(OURS.split())
    assert all(it.startswith("#part-") for it in page.links)
    assert not page.handlers


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_says_that_it_is_an_exercise(over: Path, edition: str) -> None:
    found = files(over, edition)
    html = found["report.html"]
    assert re.search(r"<thead><tr><td><div class=\"mark\"><b>EXERCISE", html)
    assert re.search(r"<tfoot><tr><td><div class=\"mark\"><b>EXERCISE", html)
    assert found["report.md"].splitlines()[0].startswith("**EXERCISE**")


def test_hostile_words_are_shown_as_they_were_written(over: Path) -> None:
    html = files(over, "control")["report.html"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_markdown_has_no_tag_and_no_link(over: Path) -> None:
    text = files(over, "control")["report.md"]
    assert "<" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"javascript:", text)


def test_no_cell_of_a_table_is_a_formula(over: Path) -> None:
    for name, text in files(over, "control").items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not [it for it in cells if it.startswith(("=", "+", "@", "|")) or re.match(r"-\D", it)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "'=1", "\uff1d1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert str(harmless(text)).startswith("'")


def test_numbers_of_a_table_stay_numbers() -> None:
    assert harmless(-3) == -3


@pytest.mark.parametrize(
    "text", ["# head", "- item", "1. one", "> quote", "| cell |", "[a](b)", "<b>", "`code`", "www.x.y"]
)
def test_a_sign_of_markdown_becomes_text(text: str) -> None:
    assert plain(text) != text


def test_each_part_that_has_data_tells_it(over: Path) -> None:
    html = files(over, "control")["report.html"]
    for told in (
        "over in turn 2 of 2",
        "Heat &amp; haze",
        "Make peace",
        "Deals between seats",
        "after-scheme",
        "Brier score",
        "control-inject",
        "<svg",
    ):
        assert told in html, told


TWICE = """
id: twice
title: Twice
format: 1
turns: 1
roles: {red: {title: Red}}
tracks: {heat: {range: 0..9}}
orders:
 sail: {by: red, adjudicate: semi, does: [{check: storm, fail: []}, {check: landing, success: ["heat += 1"], fail: []}]}
turn: {moves: {by: red, offers: [sail], mode: sequential}}
endings: {over: {at: end}}
"""


def test_each_check_that_control_decides_is_told_once_with_its_band(tmp_path: Path) -> None:
    rules, saved = tmp_path / "twice.yaml", tmp_path / "twice.journal"
    rules.write_text(TWICE, "utf-8")
    session = Session.open(load(rules), seats={"red": Person()}, seed=1, journal=saved)
    session.rule("sit", "")
    session.submit("red", Order("sail"))
    session.rule("settle", "success", "A fair wind.")
    session.rule("settle", "fail", "Rocks.")
    session.close()
    told = [what for _turn, _phase, _kind, what, _why in rulings(material_of(saved, "control", named=True))]
    assert told[1:] == ["Control decides the check storm of Sail: success", "Red: Sail: fail"]


def test_a_game_that_is_not_over_says_where_it_stands(begun: Path) -> None:
    assert "turn 2 of 2; the game is not over" in files(begun, "players")["report.html"]


def test_the_command_writes_the_report_into_a_folder(
    over: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(over), "--to", str(tmp_path / "out"), "--edition", "control"]) == 0
    assert {"report.html", "report.md", "orders.csv"} <= {it.name for it in (tmp_path / "out").iterdir()}
    assert "it is for control" in capsys.readouterr().out


def test_only_its_owner_may_read_a_report(over: Path, tmp_path: Path) -> None:
    main(["report", str(over), "--to", str(tmp_path / "out")])
    assert (tmp_path / "out" / "report.html").stat().st_mode & 0o777 == 0o600


def test_persons_cannot_be_asked_for_below_control(over: Path, tmp_path: Path) -> None:
    assert main(["report", str(over), "--to", str(tmp_path), "--names", "people"]) == 2


def test_a_file_that_is_no_game_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello", encoding="utf-8")
    assert main(["report", str(path), "--to", str(tmp_path / "out")]) == 1
    assert "whitecell: " in capsys.readouterr().err
