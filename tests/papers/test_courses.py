"""What control did to the course of a game, and what scripted seats thought, is in control's edition alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Scenario, load
from engine.table.overruling import Overruled
from engine.table.session import Person, Randomly, Session

from .conftest import SEATS, files, give

HALL = Path(__file__).parents[1] / "table" / "hall.yaml"


@pytest.fixture(scope="module")
def back(parley: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A game that was taken back, with fresh dice, and whose rules control overruled."""
    path = tmp_path_factory.mktemp("saves") / "back.journal"
    session = Session.open(parley, seats=SEATS, seed=5, journal=path)
    give(session, "red", "speak n=1")
    session.branches.rewind(0, "control-misread, said Clara", left="control-left", fresh=True)
    give(session, "red", "speak n=3")
    session.act(Overruled(ruling="add", what="heat 2", reason="control-override"))
    session.close()
    return path


def test_every_branch_is_told_to_control_with_why_it_was_left(back: Path) -> None:
    page = files(back, "control")["report.html"]
    assert "control-left" in page
    assert "control-misread, said Clara" in page
    assert "it has 2 branches" in page


def test_a_report_is_of_the_branch_that_is_played(back: Path) -> None:
    orders = files(back, "control")["orders.csv"]
    assert "alert(3)" in orders
    assert "alert(1)" not in orders


def test_what_control_overruled_is_among_its_rulings(back: Path) -> None:
    assert "control-override" in files(back, "control")["rulings.csv"]


@pytest.mark.parametrize("edition", ["players", "public"])
def test_why_control_did_so_is_in_no_lower_edition(back: Path, edition: str) -> None:
    assert "control-" not in "".join(files(back, edition).values()).replace("\\", "")


def test_names_from_a_branch_that_was_left_are_masked(back: Path) -> None:
    assert "Clara" not in "".join(files(back, "control", named=False).values())


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saves") / "scripted.journal"
    Session.open(load(HALL), seats={"green": Randomly()}, seed=1, journal=path).close()
    return path


def test_control_reads_why_scripted_seats_gave_their_orders(scripted: Path) -> None:
    assert "if inner had been" in files(scripted, "control")["orders.csv"]


@pytest.mark.parametrize("edition", ["players", "public"])
def test_nobody_else_reads_what_scripted_seats_thought(scripted: Path, edition: str) -> None:
    assert "inner" not in "".join(files(scripted, edition).values())


def test_which_doctrine_plays_a_seat_is_told_when_the_game_is_over(scripted: Path, tmp_path: Path) -> None:
    path = tmp_path / "begun.journal"
    Session.open(load(HALL), seats={"green": Person()}, seed=1, journal=path).close()
    assert "Talker" not in "".join(files(path, "players").values())
    assert "doctrine Talker" in files(scripted, "players")["report.html"]
