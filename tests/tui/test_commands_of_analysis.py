"""The commands that ask about a ruleset as a whole: what they print, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analysis.coins import claim, coin_with
from tui.main import main

FEW_MANY = "compare: {few: {fix: {edge: 1}}, many: {fix: {edge: 9}}}, measure: wins"


def test_claims_that_hold_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "prisoners-dilemma", "--games", "4"]) == 0
    said = capsys.readouterr().out
    assert "reciprocity_pays: holds" in said
    assert "ruin < mixed: +3.000 [+3.000, +3.000], 4 games, holds" in said
    assert "2 of 2 claims hold" in said


def test_a_claim_that_does_not_hold_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coin_with(tmp_path, claim(f"text: Less is more., {FEW_MANY}, expect: many < few"))
    assert main(["claims", path, "--games", "10"]) == 1
    said = capsys.readouterr().out
    assert "of: does not hold" in said
    assert "Less is more." in said


def test_a_claim_that_dies_with_its_constant_is_said_to_be_assumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = FEW_MANY.replace("wins", "wins * pull")
    assert main(["claims", coin_with(tmp_path, claim(f"{body}, expect: few < many, assumes: pull"))]) == 0
    assert "of: holds, assumed: pull" in capsys.readouterr().out


def test_how_many_games_among_kept_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coin_with(tmp_path, claim(f'{FEW_MANY}, among: "wins > 99", expect: few < many'))
    assert main(["claims", path, "--games", "3"]) == 1
    said = capsys.readouterr().out
    assert "only games with wins > 99 count" in said
    assert "0 of 3 games" in said
    assert "too few games" in said


def test_claims_as_json_have_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "prisoners-dilemma", "--games", "4", "--only", "treachery_pays_once", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert list(found) == ["id", "text", "expect", "arms", "pairs", "holds"]
    assert found["arms"] == {"meeting": 5.0}
    assert found["pairs"] == [{"left": 0.0, "right": "meeting", "effect": 5.0, "ci": [5.0, 5.0], "n": 4, "holds": True}]


@pytest.mark.parametrize(
    "words",
    [
        ["claims", "tutorial", "--only", "nothing"],
        ["claims", "prisoners-dilemma", "--only", "nothing"],
        ["claims", "prisoners-dilemma", "--games", "0"],
        ["claims", "prisoners-dilemma", "--jobs", "0"],
        ["monotone", "prisoners-dilemma"],
        ["monotone", "prisoners-dilemma", "--games", "0"],
        ["coverage", "prisoners-dilemma", "--games", "0"],
        ["sources"],
    ],
)
def test_asking_what_makes_no_sense_is_misuse(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_a_claim_asks_for_in_vain_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = coin_with(tmp_path, claim(f"{FEW_MANY}, expect: few < mayn"))
    assert main(["claims", path]) == main(["check", path]) == 1
    assert "did you mean 'many'?" in capsys.readouterr().err


def test_perverse_steps_are_listed_and_are_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coin_with(tmp_path, "expects:\n  of: {raise: edge, over: 4..6, measure: wins, never: up}\n")
    assert main(["monotone", path, "--games", "60"]) == 1
    said = capsys.readouterr().out
    assert "of: edge → wins, never up: 2 perverse steps" in said
    assert "from 4 to 5: +0." in said
    assert "2 of 2 steps are perverse; without an explanation: 100.0%" in said


def test_steps_as_expected_are_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coin_with(tmp_path, "expects:\n  of: {raise: edge, over: 4..6, measure: wins, never: down}\n")
    assert main(["monotone", path, "--games", "10"]) == 0
    assert main(["monotone", path, "--games", "10", "--json"]) == 0
    assert '"perverse": 0' in capsys.readouterr().out


def test_naked_numbers_are_listed_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coin_with(tmp_path, "")
    assert main(["sources", path]) == 1
    said = capsys.readouterr().out
    assert "judgements      1" in said
    assert "coin.yaml:8:44: tracks: edge: start: 5" in said


def test_a_ruleset_with_all_its_sources_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lake.yaml").write_text(
        "id: lake\nroles: {north: {boats: 2, source: {kind: invented}}}\norders: {hold: {by: all}}\n"
        "turn: {play: {by: all, offers: [hold], mode: sequential}}\nendings: {over: {at: end}}\n"
    )
    assert main(["sources", str(tmp_path / "lake.yaml"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["invented"] == 1


def test_coverage_lists_what_hardly_ever_happens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", coin_with(tmp_path, ""), "--games", "30"]) == 0
    said = capsys.readouterr().out
    assert "tosser.dream: 0.0% (0/20): its condition does not hold" in said
    assert "endings: 2 of 3 in at least 1 % of games" in said
    assert "  never: 0.0% (0/30)" in said


def test_coverage_as_json_has_every_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", coin_with(tmp_path, ""), "--games", "6", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {it["section"] for it in found["things"]} == {"orders", "cards", "events", "phases", "endings"}
