"""What each command does, and its exit code: 0 fine, 1 problems, 2 misuse."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tui.main import main


def typed(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    """Let the command read this instead of a terminal."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


@pytest.fixture
def lake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A ruleset as `new` writes it."""
    assert main(["new", "ruleset", "lake", "--in", str(tmp_path)]) == 0
    capsys.readouterr()
    return tmp_path / "lake"


def broken(lake: Path) -> Path:
    """Return the ruleset with two mistakes."""
    for name, right, wrong in (("play.yaml", "cost:", "csot:"), ("outcome.yaml", "at: end, when", "att: end, when")):
        path = lake / name
        path.write_text(path.read_text().replace(right, wrong))
    return lake


def test_a_new_ruleset_has_no_problems_and_says_what_was_read(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(lake)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"0 problems; read 5 files, 2 roles, .* 2 orders, .* 3 tests", said)
    assert "warning" not in said


def test_a_new_ruleset_passes_its_tests(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(lake)]) == 0
    assert "3 passed in" in capsys.readouterr().out


def test_a_new_scenario_passes_check_and_test(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--in", str(lake.parent)]
    assert main(["new", "scenario", "winter", *where]) == 0
    assert main(["new", "scenario", "frost", "--extends", "lake", *where]) == 0
    for name in ("winter", "frost"):
        path = str(lake.parent / f"{name}.yaml")
        assert main(["check", path]) == main(["test", path]) == 0
    assert "warning" not in capsys.readouterr().out


def test_no_scenario_is_begun_of_what_is_not_there(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "scenario", "winter", "--extends", "lkae", "--in", str(lake.parent)]) == 2
    assert "did you mean 'lake'?" in capsys.readouterr().err
    assert not (lake.parent / "winter.yaml").exists()


def test_no_name_is_a_word_of_yaml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("true", "null"):
        assert main(["new", "ruleset", name, "--in", str(tmp_path)]) == 2
    assert "'null' is a word of YAML" in capsys.readouterr().err


def test_a_new_ruleset_named_like_one_that_ships_is_tried_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "ruleset", "tutorial"]) == 0
    assert "whitecell check ./tutorial\n" in capsys.readouterr().out


def test_all_mistakes_are_told_at_once_with_their_places(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken(lake))]) == 1
    said = capsys.readouterr().out
    assert re.search(r"play\.yaml:16:5: .*'csot'", said)
    assert re.search(r"outcome\.yaml:6:\d+: .*'att'", said)
    assert "    ^^^^" in said
    assert "did you mean 'cost'?" in said
    assert "2 problems" in said


def test_problems_as_json_have_the_keys_that_were_promised(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken(lake)), "--format", "json"]) == 1
    (found, *_) = json.loads(capsys.readouterr().out)
    assert list(found) == ["path", "line", "column", "severity", "code", "message", "hint"]


def test_no_problems_as_json_are_an_empty_list(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(lake), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_problems_for_github_are_annotations(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken(lake)), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=")


def test_a_check_for_github_says_too_that_nothing_is_wrong(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(lake), "--format", "github"]) == 0
    assert "lake: 0 problems; read 5 files" in capsys.readouterr().out


def test_a_test_that_asks_for_an_unknown_number_is_a_problem(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lake / "tests" / "first.yaml"
    path.write_text(path.read_text().replace("{fish: 0, ended", "{fihs: 0, ended"))
    assert main(["check", str(lake)]) == 1
    assert re.search(r"first\.yaml:14:\d+: then: fihs", capsys.readouterr().out)


def test_checking_what_is_not_there_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere"]) == 1
    assert "there is no ruleset, scenario, folder or file called 'nowhere'" in capsys.readouterr().out


def test_a_failing_test_is_told_with_its_place(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lake / "tests" / "first.yaml"
    path.write_text(path.read_text().replace('"money[north]": 7', '"money[north]": 8'))
    assert main(["test", str(lake)]) == 1
    said = capsys.readouterr().out
    assert "FAILED  boats_bring_money" in said
    assert re.search(r"first\.yaml:8:\d+: then: money\[north\] is 7, not 8", said)
    assert "2 passed, 1 failed" in said


def test_what_is_wrong_with_a_scenario_is_told_once_for_all_its_tests(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lake / "play.yaml"
    path.write_text(path.read_text().replace("fish -", "fihs -"))
    assert main(["test", str(lake)]) == 1
    said = capsys.readouterr().out
    assert said.count("nothing is called 'fihs'") == 1
    assert "hint: did you mean 'fish'?" in said
    assert said.count("it cannot be played: see the problems above") == 3
    assert "0 passed, 3 failed" in said


def test_tests_are_chosen_by_a_word(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(lake), "-k", "lake"]) == 0
    assert "1 passed" in capsys.readouterr().out
    assert main(["test", str(lake), "-k", "mars"]) == 2


def test_one_file_of_tests_is_run_alone(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(lake / "tests" / "first.yaml")]) == 0
    assert "3 passed" in capsys.readouterr().out


def test_simulate_prints_json_with_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "prisoners-dilemma", "--games", "5", "--seed", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["games", "endings", "turns", "decisions", "seconds", "measures"]
    assert list(found["measures"]["together"]) == ["mean", "sd"]


def test_simulate_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "prisoners-dilemma", "--games", "5", "--doctrine", "ann=random"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("5 games, 10.00 turns, 100 decisions")
    assert "score[ann]" in said


@pytest.mark.parametrize(
    "words",
    [
        ["--games", "0"],
        ["--games", "many"],
        ["--jobs", "0"],
        ["--given", "coins"],
        ["--given", "coins=many"],
        ["--fix", "gold=1"],
        ["--doctrine", "ann=nobody"],
        ["--doctrine", "eve=always_talk"],
    ],
)
def test_simulating_what_makes_no_sense_is_misuse(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "prisoners-dilemma", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_without_a_terminal_play_says_so_and_reaches_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, b"\n")
    assert main(["play", "prisoners-dilemma"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("This is no terminal, so the game is told in plain lines.")
    assert "The game is over:" in said


def test_without_a_command_and_without_a_terminal_a_game_is_played(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, b"")
    assert main([]) == 0
    assert "The game is over:" in capsys.readouterr().out


def test_a_game_in_lines_is_saved_and_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "evening.journal"
    typed(monkeypatch, b"2\n1\nq\n")
    assert main(["play", "prisoners-dilemma", "--plain", "--seat", "ann", "--journal", str(journal)]) == 0
    assert f"whitecell play {journal}" in capsys.readouterr().out
    typed(monkeypatch, b"t coins\nq\n")
    assert main(["play", str(journal), "--plain"]) == 0
    said = capsys.readouterr().out
    assert "Turn 2 of 10" in said
    assert re.search(r"Coins: 5.*\n +Coins, Bob: 0", said)


def test_the_same_seed_and_lines_give_the_same_game(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for _ in range(2):
        typed(monkeypatch, b"1\n\n\n")
        assert main(["play", "tutorial", "--plain", "--seat", "paris", "--seed", "5"]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_bytes_that_are_no_text_do_no_harm(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, b"\xff\xfe\x00\n1\nq\n")
    assert main(["play", "prisoners-dilemma", "--plain", "--seat", "ann"]) == 0
    assert "Expected a number" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["--seat", "eve"],
        ["--doctrine", "ann"],
        ["--doctrine", "ann=nobody"],
        ["--seat", "ann", "--doctrine", "ann=always_talk"],
        ["--seed", "luck"],
    ],
)
def test_playing_what_makes_no_sense_is_misuse(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, b"\n")
    assert main(["play", "prisoners-dilemma", "--plain", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_playing_what_is_not_there_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, b"\n")
    assert main(["play", "prisoners-dilema", "--plain"]) == 1
    assert "did you mean 'prisoners-dilemma'?" in capsys.readouterr().err


def test_a_file_that_is_no_saved_game_is_refused_with_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    typed(monkeypatch, b"\n")
    assert main(["play", str(tmp_path / "notes.txt"), "--plain"]) == 1
    assert capsys.readouterr().err.startswith("whitecell: ")
