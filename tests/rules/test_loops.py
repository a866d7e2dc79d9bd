"""Loops written out as Python: slices and members one by one say what a plain loop says."""

from __future__ import annotations

from math import fsum

import pytest

from engine.rules.questions import question
from engine.rules.ruleset import Ruleset

from .ruled import rules_of

TEXT = """
roles:
  red: {title: Red, capital: true, weight: 3}
  blue: {title: Blue, capital: true, weight: 5}
  grey: {title: Grey}
sets:
  cell: {c0: {}, c1: {}, c2: {}}
  line: {row: {cells: [c0, c1]}, bend: {cells: [c1, c2]}}
tracks:
  money: {per: role, range: 0..9, start: {red: 4, blue: 2, else: 7}}
  held:  {per: cell, type: role, start: {c1: red, else: none}}
  lit:   {per: cell, type: flag, start: {c2: true, else: false}}
orders:
  hold: {by: all}
"""


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return rules_of(TEXT)


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("sum(money[r] for r in role)", 13),
        ("max(money[r] for r in role)", 7),
        ("count(c for c in cell if held[c] == red)", 1),
        ("count(held[c] == none for c in cell)", 2),
        ("any(held[c] == red for c in cell)", 1),
        ("any(held[c] == blue for c in cell)", 0),
        ("all(held[c] != blue for c in cell)", 1),
        ("all(held[c] != red for c in cell)", 0),
        ("count(lit[c] for c in cell)", 1),
        ("any(all(held[c] == none or lit[c] for c in l.cells) for l in line)", 0),
        ("sum(r.weight if r.capital else 1 for r in role)", 9),
        ("sum(r.weight for r in role if r.capital and money[r] > 3)", 3),
        ("argmax(money[r] for r in role if r.capital) == red", 1),
        ("argmax(money[r] for r in role) == grey", 1),
        ("argmin(money[r] for r in role) == blue", 1),
        ("argmin(money[r] if r.capital else 2 for r in role) == blue", 1),
        ("argmax(money[r] for r in role if money[r] < 5) == red", 1),
        ("any(money[r] > 6 for r in role)", 1),
        ("any(7 < money[r] for r in role)", 0),
        ("all(money[r] >= 2 for r in role)", 1),
        ("all(2 < money[r] for r in role)", 0),
        ("any(money[r] < 2 for r in role)", 0),
        ("all(money[r] <= 7 for r in role)", 1),
    ],
)
def test_a_loop_gives_what_its_members_give(rules: Ruleset, formula: str, wanted: int) -> None:
    assert question(rules, formula)(list(rules.start), {}) == wanted


def test_a_loop_over_nothing_gives_the_neutral_value(rules: Ruleset) -> None:
    empty = "r in role if not r.capital and r.capital"
    assert question(rules, f"sum(money[r] for {empty})")(list(rules.start), {}) == 0
    assert question(rules, f"all(money[r] > 9 for {empty})")(list(rules.start), {}) == 1


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("sum(owed[r, c] for r in role for c in cell)", 21),
        ("sum(owed[r, c] * r.weight for r in role for c in cell if r.capital)", 27),
        ("sum(2 * owed[r, c] - money[r] for r in role for c in cell)", 3),
        ("sum(money[r] * 3 for r in role if r.capital)", 18),
        ("sum(-money[r] for r in role)", -13),
        ("sum(count(c for c in cell if c in l.cells and c != c1) for l in line)", 2),
    ],
)
def test_a_sum_over_whole_tracks_counts_each_number_with_its_weight(formula: str, wanted: int, owing: Ruleset) -> None:
    assert question(owing, formula)(list(owing.start), {}) == wanted


@pytest.fixture(scope="module")
def owing() -> Ruleset:
    owed = "  owed: {per: [role, cell], range: 0..9, start: {red: {c0: 4, c1: 0, c2: 0}, "
    owed += "blue: {c0: 1, c1: 2, c2: 0}, grey: {c0: 5, c1: 5, c2: 4}}}\n"
    return rules_of(TEXT.replace("orders:\n", owed + "orders:\n"))


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("sum(owed[r, c0] for r in role)", 10),
        ("max(owed[r, c1] for r in role)", 5),
        ("argmax(owed[r, c2] for r in role) == grey", 1),
        ("argmin(owed[r, c2] for r in role) == red", 1),
        ("any(owed[r, c0] > 4 for r in role)", 1),
        ("all(owed[r, c0] < 5 for r in role)", 0),
        ("any(owed[r, c0] == 1 for r in role)", 1),
    ],
)
def test_a_row_of_another_index_is_looked_at_at_once(formula: str, wanted: int, owing: Ruleset) -> None:
    assert question(owing, formula)(list(owing.start), {}) == wanted


@pytest.mark.parametrize(
    "prices", [[3, 5] * 6, [1] * 5 + [6] + [1] * 6, [2, 0, 0] * 4, [7, 1, 4, 4, 9, 0, 4, 2, 2, 4, 8, 5], [-2] * 12]
)
def test_numbers_are_added_up_in_runs_of_one_weight(prices: list[int]) -> None:
    goods = ", ".join(f"g{n}: {{price: {price}}}" for n, price in enumerate(prices))
    starts = ", ".join(f"g{n}: {n * n % 10}" for n in range(12))
    text = TEXT.replace("  line:", f"  good: {{{goods}}}\n  line:")
    text = text.replace("orders:\n", f"  stock: {{per: good, range: 0..9, start: {{{starts}}}}}\norders:\n")
    rules = rules_of(text)
    wanted = sum(price * (n * n % 10) for n, price in enumerate(prices))
    assert question(rules, "sum(g.price * stock[g] for g in good)")(list(rules.start), {}) == wanted


def test_a_measure_that_nothing_can_change_is_a_table() -> None:
    measures = (
        "measures: {rank: {per: role, is: role.weight + 1}, both: {is: 'sum(rank[r] * money[r] for r in role)'}}\n"
    )
    text = TEXT.replace("grey: {title: Grey}", "grey: {title: Grey, weight: 2}").replace(
        "orders:\n", measures + "orders:\n"
    )
    rules = rules_of(text)
    assert question(rules, "both")(list(rules.start), {}) == 4 * 4 + 6 * 2 + 3 * 7
    assert "T_rank=(4, 6, 3)" in rules.source


@pytest.mark.parametrize("members", [10, 60])
def test_fractions_are_added_one_after_another_on_every_python(rules: Ruleset, members: int) -> None:
    wanted = 0.0
    for n in range(members):
        wanted += n / 7
    found = question(rules, f"sum(n / 7 for n in 0..{members - 1})")([*rules.start], {})
    assert found == wanted != fsum(n / 7 for n in range(members))
