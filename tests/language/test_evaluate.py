from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.language.evaluate import evaluate
from engine.language.loader import load_spec
from engine.language.naming import build
from engine.language.resolve import RULES, Scope
from engine.language.shapes import Written

WORLD = """
id: small
roles: {red: {power: 3}, blue: {power: 1}, green: {power: 3}}
areas: {a: {links: {b: land}}, b: {links: {c: sea}}, c: {}, d: {}}
tracks:
  heat: {range: -9..9, levels: {low: -9..-1, high: 3..9}}
  money: {per: role, range: 0..9}
  leader: {type: role}
turns: 4
"""


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a formula gives when heat is -3, red has 5, blue 2, green 5 coins, nobody leads, in turn 2."""
    path: Path = tmp_path_factory.mktemp("world") / "small.yaml"
    path.write_text(WORLD, "utf-8")
    world, measures = build(load_spec(path)[0])
    assert not world.problems

    def ask(text: str) -> Any:
        tree = Scope(world, {}, RULES, measures).any(Written(text))
        assert tree is not None, world.problems[-1]
        return evaluate(tree, world, {}, [2, -1, -3, 5, 2, 5, -1])

    return ask


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2.4)", 2),
        ("floor(-2.5)", -3),
        ("ceil(-2.5)", -2),
        ("7 // 2", 3),
        ("heat // 2", -2),
        ("heat % 2", 1),
        ("heat / 2", -1.5),
        ("clamp(heat, 0, 5)", 0),
        ("abs(heat)", 3),
        ("at(1, 10, 20, 30)", 20),
        ("at(heat, 10, 20, 30)", 10),
        ("at(9, 10, 20, 30)", 30),
        ("at(0.5, 10, 20, 30)", 20),
        ("div(6, 4, 0)", 1.5),
        ("div(6, money[leader], 9)", 9),
        ("sum(money[r] for r in role)", 12),
        ("sum(money[r] for r in role if r.power > 5)", 0),
        ("min(money[r] for r in role if r.power > 5)", 0),
        ("max(money[r] for r in role)", 5),
        ("count(money[r] > 2 for r in role)", 2),
        ("count(r for r in role)", 3),
        ("any(money[r] > 9 for r in role)", False),
        ("all(money[r] > 9 for r in role if r.power > 5)", True),
        ("argmax(money[r] for r in role)", 0),
        ("argmin(money[r] for r in role)", 1),
        ("argmax(money[r] for r in role if r.power > 5)", -1),
        ("money[leader]", 0),
        ("leader.power", 0),
        ("leader == none", True),
        ("1 if leader == red else 2", 2),
        ("true + true", 2),
        ("distance(a, c)", 2),
        ("distance(a, c, land)", 99),
        ("distance(a, d)", 99),
        ("distance(a, a)", 0),
        ("near(a, b)", True),
        ("near(b, a, land)", True),
        ("near(a, b, sea)", False),
        ("near(a, a)", False),
        ("level(heat) == low", True),
        ("level(heat) >= high", False),
        ("heat in -5..0", True),
        ("heat in 1..3", False),
        ("leader in [red, none]", True),
        ("red not in [blue, green]", True),
        ("turns - turn", 2),
        ("1 < 2 < 3", True),
        ("1 < 2 > 2", False),
        ("not true or true", True),
    ],
)
def test_a_formula_gives(answer: Any, text: str, wanted: Any) -> None:
    found = answer(text)
    assert (found, type(found)) == (wanted, type(wanted))
