"""What stands beside an order as its cost spans all that it may cost."""

from __future__ import annotations

import pytest

from engine import Game, Scenario
from tests.rules.ruled import rules_of
from tui.scene import span_of_costs

TEXT = """
roles: {{red: {{}}, blue: {{}}}}
tracks:
  gold: {{title: Gold, per: role, range: 0..9, start: 9}}
  wood: {{title: Wood, per: role, range: 0..9, start: 9}}
sets: {{thing: {{bridge: {{price: 0}}, tower: {{price: 4}}, hut: {{price: 1}}}}}}
orders: {{build: {{by: all, {}}}}}
turn: {{play: {{by: all, offers: [build], mode: sequential}}}}
"""


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("cost: {gold: 2}", "2 Gold"),
        ('choose: {n: 1..3}, cost: {gold: "n"}', "1–3 Gold"),
        ('choose: {what: thing}, cost: {gold: "what.price"}', "0–4 Gold"),
        ('choose: {what: thing, n: 1..2}, cost: {wood: "n if what == tower else 0"}', "0–2 Wood"),
        ('choose: {n: 5..5, what: thing}, cost: {gold: "what.price"}', "0–4 Gold"),
        ("", ""),
    ],
)
def test_a_cost_spans_what_every_first_choice_may_cost(order: str, said: str) -> None:
    form = Game(Scenario(rules_of(TEXT.format(order)))).view("red").choices.form("build")
    assert span_of_costs(form) == said
