from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.language import library
from engine.language.library import Entry, catalogue, find, shipped
from engine.problems import Problem, Problems


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two rulesets and two scenarios; the working folder is an empty one beside it."""
    top = tmp_path / "library"
    for path in ("rulesets/coalition/ruleset.yaml", "rulesets/dilemma/ruleset.yaml"):
        (top / path).parent.mkdir(parents=True)
        (top / path).write_text("title: x\n")
    (top / "rulesets/coalition/scenarios").mkdir()
    (top / "rulesets/coalition/scenarios/hidden.yaml").write_text("title: x\n")
    (top / "scenarios").mkdir()
    for name in ("declaration-2026.yaml", "tutorial.yaml"):
        (top / "scenarios" / name).write_text("title: x\n")
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    monkeypatch.setattr(library, "shipped", lambda: top)
    return top


def problem_of(path_or_id: str) -> Problem:
    with pytest.raises(Problems) as caught:
        find(path_or_id)
    (problem,) = caught.value.problems
    return problem


def test_a_checkout_is_its_own_library(checkout: Path) -> None:
    assert shipped() == checkout


def test_what_ships_has_no_id_twice() -> None:
    ids = [entry.id for entry in catalogue()]
    assert len(ids) == len(set(ids))


def test_the_catalogue_lists_rulesets_then_scenarios_by_id(shelf: Path) -> None:
    assert [(entry.kind, entry.id) for entry in catalogue()] == [
        ("ruleset", "coalition"),
        ("ruleset", "dilemma"),
        ("scenario", "declaration-2026"),
        ("scenario", "tutorial"),
    ]


def test_the_catalogue_passes_over_what_is_not_named_by_an_id(shelf: Path) -> None:
    before = catalogue()
    (shelf / "rulesets/__pycache__").mkdir()
    (shelf / "rulesets/README.md").write_text("")
    (shelf / "scenarios/.draft.yaml").write_text("")
    (shelf / "scenarios/notes.md").write_text("")
    assert catalogue() == before


def test_a_library_with_nothing_in_it_has_an_empty_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "shipped", lambda: tmp_path)
    assert catalogue() == ()


def test_a_catalogue_entry_says_where_it_stands(shelf: Path) -> None:
    assert Entry(id="tutorial", kind="scenario", path=shelf / "scenarios/tutorial.yaml") in catalogue()


def test_a_rulesets_id_finds_its_folder(shelf: Path) -> None:
    assert find("coalition") == shelf / "rulesets/coalition"


def test_a_scenarios_id_finds_its_file(shelf: Path) -> None:
    assert find("declaration-2026") == shelf / "scenarios/declaration-2026.yaml"


def test_a_path_finds_a_ruleset_folder_of_ones_own(shelf: Path) -> None:
    Path("mine").mkdir()
    Path("mine/ruleset.yaml").write_text("")
    assert find("mine") == Path("mine")


def test_a_path_finds_a_scenario_file_of_ones_own(shelf: Path) -> None:
    Path("mine.yaml").write_text("")
    assert find("mine.yaml") == Path("mine.yaml")


def test_a_bare_name_means_what_ships_before_a_folder_here(shelf: Path) -> None:
    Path("coalition").mkdir()
    Path("coalition/ruleset.yaml").write_text("")
    assert find("coalition") == shelf / "rulesets/coalition"


def test_a_name_with_a_dot_and_slash_means_the_folder_here(shelf: Path) -> None:
    Path("coalition").mkdir()
    Path("coalition/ruleset.yaml").write_text("")
    assert find("./coalition") == Path("coalition")


def test_scenarios_inside_a_rulesets_folder_have_no_id(shelf: Path) -> None:
    assert problem_of("hidden").code == library.NOT_FOUND


@pytest.mark.parametrize(
    ("mistake", "meant"),
    [("tutorail", "tutorial"), ("Coalition", "coalition"), ("scenarios/tutorail.yaml", "tutorial")],
)
def test_a_mistyped_name_is_answered_with_the_nearest_one(shelf: Path, mistake: str, meant: str) -> None:
    assert problem_of(mistake).hint == f"did you mean '{meant}'?"


def test_a_name_like_no_other_is_answered_with_all_there_is(shelf: Path) -> None:
    hint = problem_of("zzzzz").hint
    assert hint == "these ship with the engine: coalition, dilemma, declaration-2026, tutorial"


def test_a_missing_name_is_reported_with_the_name(shelf: Path) -> None:
    assert str(problem_of("zzzzz")) == "zzzzz:0:0: there is no ruleset, scenario, folder or file called 'zzzzz'"


def test_a_folder_without_yaml_is_no_ruleset(shelf: Path) -> None:
    Path("empty").mkdir()
    assert "holds no .yaml file" in problem_of("empty").message


def test_a_file_that_is_not_yaml_is_no_scenario(shelf: Path) -> None:
    Path("notes.txt").write_text("")
    assert "ends in '.txt'; a scenario's ends in .yaml" in problem_of("notes.txt").message


def test_a_pipe_named_like_a_scenario_is_not_found(shelf: Path) -> None:
    os.mkfifo("pipe.yaml")
    assert "there is no" in problem_of("pipe.yaml").message


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../x",
        "../../rulesets/coalition",
        "/etc/passwd",
        "/no/such/place",
        "tutorial\0",
        "\0",
        "a" * 10_000,
        "../" * 4_000,
        "\ud800",
        "con\x1b[2Jsole",
        "\u202eevil",
        "tutorial\n",
    ],
    ids=ascii,
)
def test_a_hostile_name_gives_one_short_printable_problem(shelf: Path, name: str) -> None:
    problem = problem_of(name)
    shown = f"{problem}{problem.hint}"
    assert shown.isprintable()
    assert len(shown) < 400


def test_the_library_is_imported_without_yaml() -> None:
    program = "import sys, engine.language.library as it; print('yaml' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=shipped(), check=True)
    assert said.stdout == "False\n"
