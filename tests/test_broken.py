"""Every file of `tests/broken` is named after its mistake, and says which problems it wants."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine.analysis.review import review
from engine.language.loader import load_spec
from engine.language.report import as_github, as_json, as_text
from engine.problems import Problem, Problems

FILES = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
OVERLAYS = sorted((Path(__file__).parent / "broken" / "overlays").glob("*.yaml"))
LAKE = """
id: lake
title: The lake
roles: {north: {title: North}}
orders:
  catch:
    title: "Catch {number}"
    by: all
    choose: {number: 1..3}
    when: {"Not in summer.": "turn > 0", "Not in winter.": "turn < 9"}
turn: {spring: {by: all, offers: [catch], mode: sequential}}
endings: {over: {at: end}}
"""
WANTS = re.compile(r"# wants: (?P<code>\w+) (?P<line>\d+):(?P<column>\d+) (?P<message>.+)")


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return what a check of a ruleset or scenario complains about."""
    return review(str(path)).problems


def wanted_in(path: Path) -> list[dict[str, str]]:
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return [found.groupdict() for line in lines if (found := WANTS.fullmatch(line))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_gives_its_problems_at_their_places_and_no_others(path: Path) -> None:
    wanted, found = wanted_in(path), problems_of(path)
    assert wanted, "the file says nothing of what it wants"
    assert [(each["code"], each["line"], each["column"]) for each in wanted] == [
        (problem.code, str(problem.place.line), str(problem.place.column)) for problem in found
    ]
    for each, problem in zip(wanted, found, strict=True):
        assert each["message"] in problem.message


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_report_shows_the_code_or_place_of_a_broken_file(path: Path) -> None:
    found = problems_of(path)
    first = found[0]
    assert [entry["code"] for entry in json.loads(as_json(found))] == [problem.code for problem in found]
    assert f":{first.place.line}:{first.place.column}: " in as_text(found)
    assert f"title={first.code}" in as_github(found)


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_a_broken_overlay_gives_its_problems_at_their_places(path: Path, tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "ruleset.yaml").write_text(LAKE)
    (tmp_path / "text" / "de.yaml").write_bytes(path.read_bytes())
    with pytest.raises(Problems) as caught:
        load_spec(tmp_path, "de")
    found = [problem for problem in caught.value.problems if problem.severity == "error"]
    wanted = wanted_in(path)
    assert [(each["code"], each["line"], each["column"]) for each in wanted] == [
        (problem.code, str(problem.place.line), str(problem.place.column)) for problem in found
    ]
    for each, problem in zip(wanted, found, strict=True):
        assert problem.place.path.endswith("de.yaml")
        assert each["message"] in problem.message


def test_there_are_many_broken_files() -> None:
    assert len(FILES) >= 120
