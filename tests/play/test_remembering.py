"""Whatever the flow of play writes, no measure that is remembered is stale."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path
from random import Random

import pytest

from engine import Game, Scenario, load
from engine.rules.ruleset import TURN, Memo, Values

FOLDER = Path(__file__).parents[1] / "rulesets"
MEASURES = """
id: felt
extends: crisis
conditions:
  calm: {is: "storm <= 6", text: while all is calm}
orders:
  swear: {title: "Swear {n}", by: all, choose: {n: 1..2}, conditional: [calm], does: ["calls += n"]}
measures:
  purse: {per: role, is: "sum(gold[r] for r in role) + gold[role] * 3"}
  clock: {is: "turn * 2 + (1 if phase == plans else 0) + (2 if phase == chat else 0) + (4 if phase == moves else 0)"}
  dusk:  {is: "max(turn, 1) * max(turn, 2) + min(turn, 1) * min(turn, 2)"}
  storm: {is: "heat + noise * noise + max(heat, talked) + min(heat, talked) + max(calls, talked)"}
turn:
  plans: {title: Plans, by: all, offers: [save, shout, swear], mode: sealed, solve: greatest, orders: 0..2}
  reckoning: {does: ["dawns = clock"]}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    """Return the crisis with measures that read all that play writes by itself: clock, costs, what lasts a phase."""
    shutil.copytree(FOLDER / "crisis", tmp_path / "crisis")
    (tmp_path / "felt.yaml").write_text(MEASURES)
    return load(tmp_path / "felt.yaml")


def assert_fresh(scenario: Scenario, values: Values, memo: Memo) -> None:
    """Hold all that is remembered against what is worked out anew, and remember it all."""
    for name, measure in scenario.rules.measures.items():
        for at in product(*(index.members for index in measure.indices)):
            assert measure.value(values, memo, *at) == measure.value(values, {}, *at), (name, at)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_that_is_remembered_is_stale_whatever_was_played(scenario: Scenario, seed: int) -> None:
    game, rng = Game(scenario, seed), Random(seed)
    while not game.over:
        values = game._course.state.values
        assert values[scenario.rules.place_of("dawns")] == 2 * (values[TURN] - 1)  # the clock of the last reckoning
        role = rng.choice(game.awaiting)
        order = game.view(role).choices.sample(rng)
        game.decide(role, order)
        assert_fresh(scenario, game._course.state.values, game._course.state.memo)
        game.submit(role, order)
        assert_fresh(scenario, game._course.state.values, game._course.state.memo)
        for position in range(len(game.roles)):
            assert_fresh(scenario, *game._course.ground(position))


def test_what_was_written_and_taken_back_is_not_remembered(scenario: Scenario) -> None:
    course = Game(scenario)._course
    values, memo, run = course.state.values, course.state.memo, course.run()
    scenario.rules.orders["talk"].do(values, memo, run, 0)
    assert_fresh(scenario, values, memo)
    course.undo(run.changes)
    assert_fresh(scenario, values, memo)
