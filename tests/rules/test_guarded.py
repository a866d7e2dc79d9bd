"""What rests on a guard is never asked without it: what is worked out early, titles, reasons, costs and effects."""

from __future__ import annotations

import pytest

from engine import Game, Order, Refused, Scenario
from engine.analysis.scripted import Ready
from tests.rules.ruled import rules_of

LAND = """
roles: {red: {title: R, p: 0, ally: none, usual: d}, blue: {title: B, p: 2, ally: red, usual: d}}
areas: {a: {pop: 3}, b: {pop: 0}, c: {pop: 1}}
sets: {rich: "r in role if r.p > 0"}
tracks:
  plan:  {range: 0..9, start: 7, seen_by: [blue]}
  gold:  {per: role, range: 0..9, start: 1}
  stock: {per: area, range: 0..9, start: 3}
measures: {share: {per: rich, is: "gold[rich] // rich.p"}}
"""
GIVE = "orders: {{give: {{by: all, {}does: {}}}, rest: {{by: all}}}}"
TURN = "\nturn: {play: {by: all, offers: [give, rest], mode: sequential}}\n"
CHOOSE = "choose: {k: area, j: area}, "


def scenario(order: str, does: str = '["gold[me] += 1"]', card: str = "score: 1") -> Scenario:
    """Return a scenario with one order of interest, which a doctrine gives."""
    doctrines = f"doctrines: {{d: {{for: all, cards: {{c: {{order: give, {card}}}}}}}}}"
    return Scenario(rules_of(LAND + GIVE.format(order, does) + TURN + doctrines))


EARLY = {
    "before_the_parameters": (
        CHOOSE + 'when: "(10 // me.p if me.p > 0 and stock[k] > 2 else 0) > stock[k]", ',
        "score: 1",
    ),
    "in_an_unrolled_loop": (
        CHOOSE + 'when: "sum(10 // z.pop + stock[k] for z in area if z.pop > 0 and stock[z] > 1) > stock[k]", ',
        "score: 1",
    ),
    "for_each_value": (
        CHOOSE,
        'score: "(10 // k.pop + stock[k] + 10 % k.pop + stock[k] * 2 if k.pop > 0 and gold[me] > j.pop else 0)"',
    ),
    "before_the_orders_of_a_card": (CHOOSE, 'with: {k: a}, score: "(10 // me.p if me.p > 0 and stock[j] > 2 else 0)"'),
    "of_a_measure": (CHOOSE + 'when: "(share[me] if me in rich and stock[k] > 1 else 0) >= k.pop", ', "score: 1"),
}


@pytest.mark.parametrize("name", EARLY)
def test_a_divisor_that_a_guard_rules_out_may_be_worked_out_before_it(name: str) -> None:
    order, card = EARLY[name]
    game = Game(scenario(order, card=card))
    while not game.over:
        (role,) = game.awaiting[:1]
        choices = game.view(role).choices
        assert all(order in choices for order in choices)
        assert game.view(role).as_json()["forms"]
        game.submit(role, choices[0])
    assert Ready(game.scenario, {}).play(1).decisions > 0


def test_a_measure_inside_a_loop_of_a_score_is_asked_inside_it() -> None:
    roles = ", ".join(f"r{n}: {{usual: d}}" for n in range(10))  # so many that the loop stays one
    rules = rules_of(
        f"roles: {{{roles}}}\n"
        "tracks: {gold: {per: role, range: 0..9, start: 3}}\n"
        'measures: {rich: {per: role, is: "sum(gold[r] * gold[r] for r in role if gold[r] > gold[role])"}}\n'
        "orders: {give: {by: all, choose: {n: 1..3, to: role}}}\n"
        "turn: {play: {by: all, offers: [give], mode: sequential}}\n"
        "doctrines: {d: {for: all, cards: {c: {order: give, "
        'score: "sum(rich[v] * n + rich[v] for v in role if v != to)"}}}}'
    )
    assert Ready(Scenario(rules), {}).play(1).decisions == 10 * rules.turns


def told(order: str) -> tuple[str, str]:
    """Return why red may not give an order, and what it is called."""
    choices = Game(scenario(order)).view("red").choices
    (form,) = (it for it in choices.forms if it.id == "give")
    return choices.why_not(Order("give")), form.title_of(Order("give"))


def test_a_reason_reads_nothing_where_its_own_condition_fails() -> None:
    why, _title = told('when: {"Your ally {me.ally} has {gold[me.ally]}.": "me.ally != none"}, ')
    assert why == "Your ally none has 0."  # not the number that stands before


def test_a_title_reads_nothing_where_a_condition_fails() -> None:
    _why, title = told('title: "Give beside {gold[me.ally]}", when: {"No.": "me.ally != none"}, ')
    assert title == "Give beside 0"


def test_what_an_impossible_order_would_cost_or_roll_is_not_told() -> None:
    rolls = '[{roll: "x in 1d6", do: ["gold[me] += x // me.p"]}]'
    game = Game(scenario('when: "me.p > 0", cost: {gold: "2 // me.p"}, ', rolls))
    costs, odds = {}, {}
    for role in game.roles:
        form = game.view(role).choices.form("give")
        costs[role], odds[role] = len(form.cost(Order("give"))), len(form.odds(Order("give")))
    assert costs == odds == {"red": 0, "blue": 1}


@pytest.mark.parametrize("does", ['["gold[me.ally] += 1"]', '["gold[me] += 2 // me.p"]'])
def test_an_exception_leaves_what_no_game_changes(does: str) -> None:
    game = Game(scenario('when: {"No.": "me.ally != none", "Nor so.": "me.p > 0"}, ', does))
    before = game.numbers
    game.overrule("except", "red give", "why not")
    with pytest.raises(Refused, match=r"No\."):
        game.submit("red", Order("give"))
    assert game.numbers == before


def test_an_exception_sets_aside_what_a_game_changes() -> None:
    game = Game(scenario('when: {"No.": "gold[me] > 5"}, '))
    game.overrule("except", "red give", "why not")
    game.submit("red", Order("give"))
    assert game.view("red").value("gold[red]") == 2
