"""What a report finds in the journal alone: what moved the game most, what was believed, and branches side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order, load
from engine.papers.material import Material, material_of
from engine.papers.moments import Moment, _all, beliefs, moments
from engine.table.session import Person, Session
from tests.rules.ruled import wrong

from .conftest import files

RULES = """
id: chill
title: Chill
format: 1
turns: 2
roles: {red: {title: Red}, blue: {title: Blue}}
tracks:
  heat: {title: Heat, range: 0..10, start: 5}
  plot: {title: after-plot, range: 0..10, start: 1, seen_by: nobody}
  guess: {title: after-guess, range: 0..10, start: 1, seen_by: nobody, estimates: plot}
orders:
  push: {title: "Push {n}", by: all, kind: deed, choose: {n: 1..5}, does: ["heat += n"]}
  nudge: {title: Nudge, by: all, kind: deed, does: ["heat -= 1"]}
  scheme: {title: after-scheme, by: all, kind: deed, secret: true, does: ["plot += 5", "heat -= 1"]}
turn:
  deeds: {title: Deeds, by: all, offers: [deed], mode: sequential, orders: 1}
endings:
  hot: {title: A hot end, at: end, when: "heat >= 7"}
  cold: {title: A cold end, at: end}
"""


def played(folder: Path, *orders: str, journal: str = "game.journal") -> Path:
    (folder / "chill.yaml").write_text(RULES, "utf-8")
    path = folder / journal
    seats = {"red": Person(), "blue": Person()}
    session = Session.open(load(folder / "chill.yaml"), seats=seats, seed=1, journal=path)
    for text in orders:
        session.submit(session.game.awaiting[0], Order.parse(text))
    session.close()
    return path


@pytest.fixture
def over(tmp_path: Path) -> Path:
    return played(tmp_path, "nudge", "push n=1", "push n=4", "scheme")


def material(path: Path, edition: str = "control") -> Material:
    return material_of(path, edition, named=False)


def text(path: Path, edition: str) -> str:
    return files(path, edition)["report.md"]


def found(path: Path, edition: str = "control") -> list[Moment]:
    return list(_all(material(path, edition)))


def test_an_event_after_which_the_game_would_have_ended_otherwise_is_a_turning_point(over: Path) -> None:
    turning = [it for it in found(over) if it.turns]
    assert [(it.event.headline, it.ends) for it in turning] == [("Red: Push 4", ("cold", "hot"))]


def test_what_moved_is_told_with_its_numbers(over: Path) -> None:
    (turning,) = [it for it in found(over) if it.turns]
    assert turning.moved == ("Heat 5 → 9",)
    assert "A cold end → A hot end" in text(over, "control")


def test_the_report_says_how_moments_were_found(over: Path) -> None:
    assert "Found in the journal alone" in text(over, "control")


def test_the_course_of_play_itself_is_no_moment(over: Path) -> None:
    assert {it.event.kind for it in found(over)} == {"order"}


def test_below_control_nothing_tells_how_a_game_that_goes_on_would_end(tmp_path: Path) -> None:
    begun = played(tmp_path, "push n=4")
    for edition in ("players", "public"):
        told = text(begun, edition)
        assert "Heat 5 → 9" in told
        assert "hot end" not in told


def test_a_secret_order_is_no_moment_of_a_lower_edition_and_nothing_of_it_is_told(tmp_path: Path) -> None:
    begun = played(tmp_path, "scheme")
    for edition in ("players", "public"):
        assert found(begun, edition) == []
        assert "after-" not in text(begun, edition)


def test_the_public_reads_of_no_ending_that_would_have_come_even_when_the_game_is_over(over: Path) -> None:
    assert all(it.ends == ("", "") for it in found(over, "public"))


def test_what_was_believed_stands_beside_what_was_so(over: Path) -> None:
    told = text(over, "control")
    assert "What was believed, and what was so" in told
    assert "after-guess" in told


def test_what_was_believed_opens_for_those_who_played_when_the_game_is_over(over: Path, tmp_path: Path) -> None:
    begun = played(tmp_path, "scheme", journal="begun.journal")
    assert "after-guess" in text(over, "players")
    assert "after-guess" not in text(over, "public") + text(begun, "players") + text(begun, "public")


def test_an_estimate_is_off_by_the_difference_at_the_end_of_each_turn(over: Path) -> None:
    grid = list(beliefs(material(over)))[-1]
    assert [row[2:] for row in grid.rows] == [(1, "1", "1", "0"), (2, "1", "6", "5")]  # type: ignore[union-attr]


def test_an_estimate_of_nothing_is_a_problem() -> None:
    (problem,) = wrong("tracks:\n  guess: {range: 0..9, estimates: plott}\n  plot: {range: 0..9}")
    assert (problem.code, problem.place.line) == ("R002", 7)
    assert "plot" in (problem.hint or "")


def test_branches_are_laid_side_by_side_for_control_and_for_nobody_else(over: Path) -> None:
    session = Session.resume(over)
    number = next(it.number for it in session.game.log if it.headline == "Blue: Push 1")
    session.branches.rewind(number, "What if", left="As it was", name="What if not")
    session.submit("red", Order("nudge"))
    session.submit("blue", Order("nudge"))
    session.close()
    told = text(over, "control")
    assert "As it was beside What if not" in told
    assert f"They part after event {number}" in told
    assert "A hot end" in told
    assert "| 2 | Deeds | Red | Push 4 | Nudge |" in told
    assert not any("They part" in text(over, edition) for edition in ("players", "public"))


def test_a_game_in_which_nothing_happened_has_no_moment(tmp_path: Path) -> None:
    said = list(moments(material(played(tmp_path))))
    assert "moved it much" in str(said)
