"""Funnels that a ruleset declares, and where numbers came to rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Game, Order, Scenario
from engine.analysis.funnel import flows
from engine.analysis.standing import standings
from engine.rules.load import load
from tests.analysis.test_turning import scripted

RULES = """\
id: words
title: Words and deeds
turns: 2
roles: {red: {title: Red}, blue: {title: Blue}}
tracks:
  said: {per: role, range: 0..9, seen_by: owner}
  done: {per: role, range: 0..9}
orders:
  say: {by: all, does: ["said[me] += 2"]}
  act: {by: all, does: ["done[me] += 1"]}
turn:
  play: {by: all, offers: [say, act], mode: sequential, orders: 1}
endings:
  over: {at: end}
objectives:
  deeds: {for: all, is: "done[me]"}
funnels:
  promises:
    for: red
    stages: {said: {is: "said[me]"}, kept: {title: Kept at last, is: {one: "done[me]", more: "said[me] // 4"}}}
"""


@pytest.fixture
def game(tmp_path: Path) -> Game:
    path = tmp_path / "words.yaml"
    path.write_text(RULES, encoding="utf-8")
    game = Game(Scenario(load(path)), seed=1)
    for order in ("say", "act"):
        game.submit("red", Order(order))
        game.submit("blue", Order("act"))
    return game


def test_a_funnel_has_a_number_for_each_of_its_roles_and_stages(game: Game) -> None:
    (flow,) = flows(game)
    assert flow.rows == {"red": (2, 1)}


def test_stages_are_called_by_their_titles_else_by_their_ids(game: Game) -> None:
    (flow,) = flows(game)
    assert (flow.title, flow.stages) == ("Promises", ("Said", "Kept at last"))


def test_a_ruleset_may_have_none() -> None:
    assert flows(Game(Scenario(load("prisoners-dilemma")))) == ()


def test_the_flagship_follows_promises_from_rhetoric_to_delivery() -> None:
    forks = scripted("tutorial")
    (flow,) = flows(forks.back_to(len(forks.log)))
    assert flow.stages == ("Rhetoric", "Pledged", "Authorised", "Delivered")
    assert all(pledged >= authorised >= delivered for _said, pledged, authorised, delivered in flow.rows.values())


def test_after_the_end_every_number_is_told_with_its_past(game: Game) -> None:
    found = {it.reading.name: it.past for it in standings(game) if not it.reading.measure}
    assert found == {"said[red]": (0, 2, 2), "said[blue]": (), "done[red]": (0, 0, 1), "done[blue]": (0, 1, 2)}


def test_nobody_is_told_every_number_before_the_end() -> None:
    with pytest.raises(AssertionError):
        standings(Game(Scenario(load("prisoners-dilemma"))))


def test_an_objective_knows_the_numbers_that_it_counts(game: Game) -> None:
    aim = game.scenario.aims["deeds"]
    assert aim.counts("red", "done", ("red",))
    assert not aim.counts("red", "done", ("blue",))
    assert not aim.counts("red", "said", ("red",))


def test_an_objective_that_counts_a_measure_rests_on_its_tracks() -> None:
    aim = Scenario(load("tutorial")).aims["paris_force"]
    assert aim.counts("paris", "in_ukraine", ())
    assert "deployed" in aim.rests_on
