"""Whatever control overrules, a game goes on by the rules, ends, and is the same when it is opened again."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from engine import Game, Order, Refused
from engine.play.forms import OrderForm
from engine.play.rulings import OVERRIDES
from tests.conformance.playing import MOST_ORDERS, scenario_of

RULESETS = ("harbour", "briefed", "council", "corners")
SEEDS = 8
BANDS = ("strong", "success", "mixed", "fail")
OFTEN = 0.3
"""How often control steps in before an order."""


def overrules(game: Game, rng: Random) -> str:
    """Let control overrule something at random, sensible or not; return what it did, "" when it was refused."""
    ruling, role = rng.choice(list(OVERRIDES)), rng.choice(game.roles)
    before = game.digest
    try:
        game.overrule(ruling, _what(game, rng, ruling, role), "So it is said.", public=rng.random() < 0.5)
    except Refused:
        assert game.digest == before, ruling
        return ""
    return ruling


def _what(game: Game, rng: Random, ruling: str, role: str) -> str:
    if ruling == "add":
        return f"{rng.choice(game.numbers).name} {rng.choice(('set', 'clear', str(rng.randint(-20, 20))))}"
    if ruling == "band":
        return f"{rng.choice((*game.checks, 'nothing'))} {rng.choice(BANDS)}"
    if ruling == "except":
        return rng.choice((role, f"{role} {rng.choice([*game.scenario.rules.orders, 'nothing'])}"))
    if ruling == "take" and rng.random() < 0.5:
        return role
    given = game.view(role).given if ruling == "take" else ()
    if not given and role not in game.awaiting:
        return f"{role} pass"
    order = rng.choice(given) if given else game.view(role).choices.sample(rng)
    return f"{role} {order.text}"


def any_order(game: Game, role: str, rng: Random) -> Order:
    """Return a legal order, or one that only an exception lets through."""
    choices = game.view(role).choices
    if rng.random() < 0.5:
        forms = [form for form in choices.forms if isinstance(form, OrderForm) and form.open]
        if forms:
            form, values = rng.choice(forms), list[Any]()
            while options := form.domain(*values):
                values.append(rng.choice(options).value)
            return form.order(*values)
    return choices.sample(rng)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_a_game_goes_on_to_its_end_after_any_override_and_is_the_same_when_opened_again(ruleset: str) -> None:
    scenario, done = scenario_of(ruleset), Counter[str]()
    for seed in range(SEEDS):
        game, rng, given = Game(scenario, seed), Random(seed), 0
        while not game.over:
            assert game.awaiting, f"seed {seed}: nobody may act and the game is not over"
            if rng.random() < OFTEN:
                done[overrules(game, rng)] += 1
                if game.over:
                    break
            role = rng.choice(game.awaiting)
            game.submit(role, any_order(game, role, rng))
            given += 1
            assert given < MOST_ORDERS, f"seed {seed}: it does not end"
            if given % 8 == 0:
                _is_the_same_when_opened_again(game, seed)
        _is_the_same_when_opened_again(game, seed)
    assert done["add"]
    assert done["give"]
    assert done["except"]


def _is_the_same_when_opened_again(game: Game, seed: int) -> None:
    kept = json.loads(json.dumps([event.to_json() for event in game.log]))
    again = Game.resumed(game.scenario, kept, seed)
    assert again.digest == game.digest
    assert again.awaiting == game.awaiting
    for role in game.awaiting:
        assert [form.reason for form in again.view(role).choices.forms] == [
            form.reason for form in game.view(role).choices.forms
        ]
