"""What a scenario tells before a game begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import load
from engine.analysis.starts import starting
from engine.play.game import Game
from engine.play.scenario import Scenario
from tests.play import handmade


@pytest.fixture(scope="module")
def flagship() -> Scenario:
    """The flagship as it ships."""
    return load("declaration-2026")


def test_links_are_told_from_both_ends(flagship: Scenario) -> None:
    links = {area.id: area.links for area in flagship.areas}
    assert all(one in links[other] for one, others in links.items() for other in others)


def test_every_area_stands_in_the_picture(flagship: Scenario) -> None:
    assert [area.id for area in flagship.areas if f"[{area.id}]" not in flagship.picture] == []


def test_zones_are_called_as_people_read_them(flagship: Scenario) -> None:
    zones = {area.id: area.zone for area in flagship.areas}
    assert (zones["ua_kyiv"], zones["ru_west"]) == ("Safe", "Russia")


def test_a_ruleset_without_areas_has_none() -> None:
    assert load("prisoners-dilemma").areas == ()


def test_what_was_drawn_is_called_by_its_title(flagship: Scenario) -> None:
    assert flagship.drawn_title("holiday_truce") == "A holiday truce"
    assert flagship.drawn_title("poland_se") == flagship.member_title("poland_se") != "poland_se"
    assert flagship.drawn_title("no such card") == "no such card"
    assert flagship.roll_title("argument_home") == "Argument home"


def test_numbers_that_some_do_not_see_name_those_who_do(flagship: Scenario) -> None:
    assert flagship.watchers["economy"] == ("moscow",)
    assert "heat" not in flagship.watchers


def test_counters_of_a_turn_are_told_from_numbers_that_stay(flagship: Scenario) -> None:
    assert "incidents" in flagship.passing
    assert "heat" not in flagship.passing


def test_what_moscow_does_in_the_dark_is_secret(flagship: Scenario) -> None:
    assert "probe" in flagship.secret_orders
    assert "pledge" not in flagship.secret_orders


def test_every_seat_of_the_flagship_has_open_goals_and_one_sealed(flagship: Scenario) -> None:
    game = Game(flagship, seed=1)
    for role in flagship.seats:
        goals = game.view(role).objectives
        assert [goal.sealed for goal in goals].count(True) == 1, role
        assert [goal.sealed for goal in goals].count(False) >= 2, role


def worth(game: Game, role: str, goal: str) -> int | None:
    return next(it.worth for it in game.view(role).objectives if it.id == goal)


def test_a_higher_seat_and_a_larger_force_are_worth_more_to_paris(flagship: Scenario) -> None:
    there = (("influence", 8), ("deployed[london, battalion]", 10))
    begun, seated = Game(flagship, seed=1), Game(Scenario(starting(flagship.rules, there)), seed=1)
    assert [worth(it, "paris", "paris_table") for it in (begun, seated)] == [0, 3]
    assert [worth(it, "paris", "paris_force") for it in (begun, seated)] == [0, 2]


def test_a_parameter_of_one_letter_is_called_after_its_set_or_how_many() -> None:
    forms = Game(Scenario(handmade.market())).view("ann").choices.forms
    assert {form.id: form.labels for form in forms}["pay"] == ("Role", "How many")


def test_a_condition_is_offered_in_its_own_words() -> None:
    rules = load("declaration-2026").rules
    assert "{" in rules.conditions["backstop_at_least"].plain_title


US_EXITS = """
id: us-exits
title: The United States leaves
extends: declaration-2026
turns: 4
seats: {washington: null}
tracks: {backstop: {start: 1}}
injects: {midterms: null}
dates: {american_midterms: null}
turn: {response: null}
"""


def test_a_variant_of_a_shipped_scenario_is_a_file_of_ten_lines(tmp_path: Path) -> None:
    (tmp_path / "us-exits.yaml").write_text(US_EXITS, "utf-8")
    variant, whole = load(tmp_path / "us-exits.yaml"), load("declaration-2026")
    assert (variant.ruleset, variant.turns, variant.title) == ("coalition", 4, "The United States leaves")
    assert set(whole.phases) - set(variant.phases) == {"response"}
    assert set(whole.seats) - set(variant.seats) == {"washington"}
    assert Game(variant, seed=1).view("paris").value("backstop") == 1
