"""Single steps of single tracks: what none must ever do, and which did."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.monotone import Report, read, swept
from engine.analysis.review import review
from engine.problems import Problems

from .coins import coin_with


def report(folder: Path, body: str, *, games: int = 60) -> Report:
    return swept(read(coin_with(folder, f"expects:\n  of: {{{body}}}\n"), games=games))


def test_each_single_step_is_compared(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "raise: edge, measure: wins, never: down", games=4).swept
    assert [(step.before, step.after) for step in found.steps] == [(n, n + 1) for n in range(10)]


def test_steps_as_expected_are_not_perverse(tmp_path: Path) -> None:
    found = report(tmp_path, "raise: edge, measure: wins, never: down")
    assert (found.perverse, found.fine) == (0, True)


def test_a_step_that_moves_the_wrong_way_is_perverse_with_its_size(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "raise: edge, over: 4..6, measure: 0 - wins, never: down").swept
    assert len(found.perverse) == 2
    assert all((step.effect.high or 0) < 0 for step in found.perverse)


def test_perverse_steps_without_an_explanation_are_too_many(tmp_path: Path) -> None:
    assert not report(tmp_path, "raise: edge, over: 4..6, measure: wins, never: up").fine


def test_perverse_steps_may_be_explained(tmp_path: Path) -> None:
    found = report(tmp_path, "raise: edge, over: 4..6, measure: wins, never: up, explained: The better coin wins.")
    assert (found.perverse, found.unexplained, found.fine) == (2, 0, True)


def test_a_step_without_effect_is_never_perverse(tmp_path: Path) -> None:
    found = report(tmp_path, "raise: wins, over: 0..5, measure: edge, never: up", games=10)
    assert found.perverse == 0


def test_a_flag_has_one_step(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "raise: lamp, measure: wins, never: down", games=5).swept
    assert [(step.before, step.after) for step in found.steps] == [(0, 1)]


def test_a_value_that_is_held_is_not_changed_by_the_game(tmp_path: Path) -> None:
    body = "raise: wins, over: 0..2, measure: wins, never: down"
    (held,) = report(tmp_path, f"{body}, hold: true", games=5).swept
    assert [step.effect.mean for step in held.steps] == [1, 1]


def test_the_steps_share_their_dice(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "raise: wins, over: 0..2, measure: wins, never: down", games=20).swept
    assert [(step.effect.low, step.effect.high) for step in found.steps] == [(1, 1), (1, 1)]


def test_the_report_as_json_lists_every_step(tmp_path: Path) -> None:
    found = report(tmp_path, "raise: edge, over: 4..6, measure: wins, never: up").as_json()
    assert list(found) == ["games", "steps", "perverse", "unexplained", "expects"]
    assert list(found["expects"][0]["steps"][0]) == ["from", "to", "effect", "ci", "n", "perverse"]


def test_what_an_expectation_asks_for_in_vain_is_told_before_any_game(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="there is no track 'egde'"):
        report(tmp_path, "raise: egde, measure: wins, never: up")


def test_whoever_raises_a_measure_is_told_to_raise_a_track(tmp_path: Path) -> None:
    path = coin_with(tmp_path, "expects:\n  of: {raise: pull, measure: wins, never: down}\n")
    assert review(path).problems[0].hint == "'pull' is a measure: raise a track that it reads"


def test_a_check_counts_expectations(tmp_path: Path) -> None:
    path = coin_with(tmp_path, "expects:\n  of: {raise: edge, measure: wins, never: down}\n")
    assert (review(path).problems, review(path).counts["expectation"]) == ((), 1)
