"""What a variant takes out and its base still names is told where it is taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.review import review
from engine.problems import Problem

BASE = """id: base
title: Base
roles: {red: {}, blue: {}}
tracks: {heat: {range: 0..9}}
measures: {fear: {is: "heat / 2"}}
orders:
  wait: {by: all}
  warm: {by: all, kind: wait, does: ["heat += 1"]}
events: {storm: {does: ["heat = 0"]}}
turn:
  play: {by: all, offers: [wait], mode: sequential}
  night: {follows: play, does: [{fire: storm}]}
endings: {over: {at: end}}
doctrines:
  careful:
    for: all
    reads: {worry: {is: "fear + 1"}}
    cards:
      low: {order: warm, score: {calm: "-worry"}}
      still: {order: wait}
"""


def checked(folder: Path, *, less: str, base: str = BASE) -> list[tuple[str, int, Problem]]:
    """Return what is wrong with a variant of a base: the file and line, and the problem."""
    (folder / "base").mkdir()
    (folder / "base" / "ruleset.yaml").write_text(base)
    (folder / "less.yaml").write_text(f"id: less\nextends: base\n{less}\n")
    found = review(str(folder / "less.yaml")).problems
    return [(Path(each.place.path).name, each.place.line, each) for each in found]


@pytest.mark.parametrize(
    ("less", "place"),
    [
        ("orders: {warm: null}", "ruleset.yaml:19:20"),
        ("events: {storm: null}", "ruleset.yaml:12:40"),
        ("tracks: {heat: null}", "ruleset.yaml:5:24"),
        ("measures: {fear: null}", "ruleset.yaml:17:26"),
        ("turn: {play: null}", "ruleset.yaml:12:20"),
        ("doctrines: {careful: {reads: {worry: null}}}", "ruleset.yaml:19:42"),
    ],
)
def test_what_is_taken_out_and_still_named_is_told_once_where_it_is_taken_out(
    tmp_path: Path, less: str, place: str
) -> None:
    [(file, line, problem)] = checked(tmp_path, less=less)
    assert (file, line, problem.code) == ("less.yaml", 3, "N013")
    assert place in problem.hint


def test_what_a_variant_itself_names_is_told_where_it_names_it(tmp_path: Path) -> None:
    less = "orders: {warm: null}\ndoctrines: {careful: {cards: {low: null, high: {order: warm}}}}"
    [(file, line, problem)] = checked(tmp_path, less=less)
    assert (file, line, problem.code) == ("less.yaml", 4, "R002")


def test_a_mistake_in_the_base_is_told_there_whatever_a_variant_takes_out(tmp_path: Path) -> None:
    base = BASE.replace("order: warm", "order: warn")
    [(file, line, problem)] = checked(tmp_path, less="events: {storm: null}\nturn: {night: null}", base=base)
    assert (file, line, problem.code) == ("ruleset.yaml", 19, "R002")


def test_what_rests_on_a_wrong_track_is_told_at_the_track_alone(tmp_path: Path) -> None:
    [(_file, line, _problem)] = checked(
        tmp_path, less="turns: 2", base=BASE.replace("{range: 0", "{per: rolle, range: 0")
    )
    assert line == 4


def test_an_estimate_of_a_wrong_measure_is_told_at_the_measure_alone(tmp_path: Path) -> None:
    base = BASE.replace("range: 0..9}}", "range: 0..9}, felt: {range: 0..9, seen_by: [red], estimates: fear}}")
    [(_file, line, _problem)] = checked(tmp_path, less="turns: 2", base=base.replace("heat / 2", "heat + me"))
    assert line == 5


def test_what_names_something_wrong_is_no_mistake_of_its_own(tmp_path: Path) -> None:
    [(_file, line, problem)] = checked(tmp_path, less="turns: 2", base=BASE.replace('"fear + 1"', '"fear + me"'))
    assert (line, "worry" in problem.message) == (17, False)
