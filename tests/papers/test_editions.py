"""No edition of a report has a word, a number or a name above its level, in HTML, Markdown or tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.table.forgetting import forget

from .conftest import files

NAMES = ("Anna", "Meier", "Ben", "Clara", "Eve", "Dora", "Kern", "Fritz")


def text_of(path: Path, edition: str, *, named: bool = True) -> str:
    return "\n".join(files(path, edition, named=named).values())


def marked(text: str) -> set[str]:
    return set(re.findall(r"(?:control|after)\\?-\w+", text))


@pytest.mark.parametrize("edition", ["players", "public"])
@pytest.mark.parametrize("game", ["over", "begun"])
def test_what_is_for_control_is_in_no_lower_edition(game: str, edition: str, request: pytest.FixtureRequest) -> None:
    text = text_of(request.getfixturevalue(game), edition)
    assert not {it for it in marked(text) if it.startswith("control")}


@pytest.mark.parametrize(("game", "edition"), [("over", "public"), ("begun", "public"), ("begun", "players")])
def test_what_opens_at_the_end_stays_shut_till_then(game: str, edition: str, request: pytest.FixtureRequest) -> None:
    assert not marked(text_of(request.getfixturevalue(game), edition))


def test_players_read_what_was_hidden_once_the_game_is_over(over: Path) -> None:
    assert marked(text_of(over, "players")) == {"after-scheme", "after-gold", "after-plot", "after-funnel"}


def test_control_reads_everything(over: Path) -> None:
    text = text_of(over, "control").replace("\\", "")
    wanted = (
        "why",
        "rejected",
        "note",
        "survey",
        "reason",
        "private",
        "request",
        "answer",
        "bribe",
        "goal",
        "bookmark",
    )
    assert {f"control-{it}" for it in wanted} <= marked(text)


@pytest.mark.parametrize("edition", ["players", "public"])
@pytest.mark.parametrize("game", ["over", "begun"])
def test_no_person_is_named_below_control(game: str, edition: str, request: pytest.FixtureRequest) -> None:
    text = text_of(request.getfixturevalue(game), edition)
    assert not [name for name in NAMES if name in text]


def test_nobody_is_named_where_roles_are_asked_for(over: Path) -> None:
    text = text_of(over, "control", named=False)
    assert not [name for name in NAMES if name in text]
    assert "Person A" in text


def test_persons_are_named_to_control_otherwise(over: Path) -> None:
    assert "Anna Meier, Ben" in text_of(over, "control")


def test_control_reads_who_was_in_control_and_when_that_changed(over: Path) -> None:
    page = files(over, "control")["report.md"]
    rows = [line for line in page.splitlines() if "Dora Kern" in line or "| Fritz" in line]
    assert [re.sub(r"\d\d:\d\d", "…", it) for it in rows] == [
        "| 1 | Talks | … | Dora Kern | 2 |",
        "| 1 | Talks | … | Fritz | 2 |",
    ]


def test_who_is_forgotten_is_not_named_as_having_been_in_control(over: Path, tmp_path: Path) -> None:
    game = tmp_path / "game.journal"
    game.write_bytes(over.read_bytes())
    it = forget(game, "Dora Kern")
    text = text_of(game, "control")
    assert "Dora" not in text
    assert it.alias in text


@pytest.mark.parametrize("edition", ["players", "public"])
def test_single_forecasts_are_in_no_lower_edition(over: Path, edition: str) -> None:
    found = files(over, edition)
    assert "forecasts.csv" not in found
    text = "".join(found.values())
    assert "83 %" not in text
    assert "50 %" not in text  # the mean of two


@pytest.mark.parametrize(("game", "edition"), [("over", "players"), ("over", "public"), ("begun", "control")])
def test_the_seed_is_told_to_control_after_the_end_alone(
    game: str, edition: str, request: pytest.FixtureRequest
) -> None:
    assert "987654321" not in text_of(request.getfixturevalue(game), edition)


def test_the_seed_is_told_to_control_when_it_is_over(over: Path) -> None:
    assert "987654321" in text_of(over, "control")


@pytest.mark.parametrize("edition", ["players", "public"])
def test_what_is_hidden_has_no_row_among_the_numbers(begun: Path, edition: str) -> None:
    numbers = files(begun, edition)["numbers.csv"]
    assert "heat" in numbers
    assert not [it for it in ("plot", "gold") if it in numbers]


def test_the_lower_editions_have_no_table_of_what_is_withheld(over: Path) -> None:
    assert set(files(over, "public")) == {
        "report.html",
        "report.md",
        "orders.csv",
        "numbers.csv",
        "changes.csv",
        "clock.csv",
    }
    assert {"rulings.csv", "notes.csv", "requests.csv", "messages.csv"} <= set(files(over, "control"))
