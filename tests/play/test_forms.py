"""Forms: what there is to fill in, what it costs, or why it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Game, Order, Scenario, load
from engine.play.book import plain
from tests.play import handmade
from tests.play.conftest import set_value
from tests.play.handmade import Siege

ACTS = """
id: acts
title: Acts
format: 1
turns: 1
roles: {red: {title: Red}, blue: {title: Blue, text: You must not be seen.}}
sets: {act: {jam: {title: Jam, text: tier 1}, row: {title: Row}}}
orders: {do: {by: red, choose: {act: act, who: r in role if r != me}, does: []}}
turn: {moves: {by: red, offers: [do], mode: sequential}}
endings: {over: {at: end}}
"""


def test_forms_stand_in_order_of_resolution_and_pass_is_the_last(siege: Game) -> None:
    assert [form.id for form in siege.view("south").choices.forms] == ["raid", "calm", "hold", "pass"]


def test_a_role_gets_no_form_of_what_it_can_never_give(siege: Game) -> None:
    siege.submit("south", Order("pass"))
    siege.submit("north", Order("pass"))
    assert [form.id for form in siege.view("judge").choices.forms] == ["calm", "hold", "pass"]


def test_an_order_is_called_in_full_where_that_never_changes_for_its_giver(tmp_path: Path) -> None:
    rules = ACTS.replace("{do: {by: red,", "{guard: {title: 'Guard {me.home}', by: red, does: []}, do: {by: red,")
    rules = rules.replace("{title: Red}", "{title: Red, home: north}").replace(
        "You must not be seen.", "x, home: south"
    )
    path = tmp_path / "acts.yaml"
    path.write_text(rules.replace("offers: [do]", "offers: [do, guard]"), "utf-8")
    assert Game(load(path), seed=1).view("red").choices.form("guard").title == "Guard north"


def test_a_form_names_its_parameters_and_their_options(siege: Game) -> None:
    form = siege.view("south").choices.form("raid")
    assert form.parameters == ("place", "n")
    assert [(option.value, option.title) for option in form.domain()] == [
        ("hill", "Hill"),
        ("ford", "Ford"),
        ("gate", "Gate"),
    ]
    assert [option.value for option in form.domain("hill")] == [1, 2, 3]
    assert form.domain("hill", 2) == ()


def test_an_option_says_what_its_author_says_of_it_but_not_the_words_for_a_role(tmp_path: Path) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text(ACTS, "utf-8")
    form = Game(load(path), seed=1).view("red").choices.form("do")
    assert [(option.title, option.text) for option in form.domain()] == [("Jam", "tier 1"), ("Row", "")]
    assert [(option.title, option.text) for option in form.domain("jam")] == [("Blue", "")]


def test_a_later_parameter_is_narrowed_by_an_earlier_one(siege: Game) -> None:
    set_value(siege, Siege.held, 1)
    set_value(siege, Siege.supply + 1, 2)
    form = siege.view("south").choices.form("raid")
    assert [option.value for option in form.domain()] == ["ford", "gate"]
    assert [option.value for option in form.domain("ford")] == [1, 2]
    assert form.domain("hill") == ()


def test_a_domain_after_nonsense_is_empty(siege: Game) -> None:
    form = siege.view("south").choices.form("raid")
    assert form.domain("nowhere") == form.domain(7) == form.domain("hill", 1, 1) == ()


def test_a_closed_form_gives_the_authors_reason(siege: Game) -> None:
    set_value(siege, Siege.heat, 0)
    form = siege.view("south").choices.form("calm")
    assert not form.open
    assert form.reason == "There is no heat."


def test_a_form_without_a_legal_candidate_gives_the_reason_of_the_first(siege: Game) -> None:
    set_value(siege, Siege.supply + 1, 0)
    form = siege.view("south").choices.form("raid")
    assert form.reason == "That costs more than you have."
    assert form.domain() == ()


def test_a_form_tells_what_an_order_costs(siege: Game) -> None:
    choices = siege.view("south").choices
    assert choices.form("raid").cost(Order("raid", place="hill", n=2)) == (("Supply", 2),)
    assert choices.form("calm").cost(Order("calm")) == ()


def test_conditions_are_offered_where_orders_are_sealed(commit: Game) -> None:
    form = commit.view("north").choices.form("pledge")
    assert [condition.id for condition in form.conditions] == ["others", "at_most"]
    assert [option.value for option in form.conditions[0].domain()] == list(range(7))
    order = form.order(2, conditions=[("others", {"n": 3})])
    assert order in commit.view("north").choices
    assert form.title_of(order) == "Pledge 2, if others 3"


def test_a_form_makes_the_order_of_its_values(siege: Game) -> None:
    assert siege.view("south").choices.form("raid").order("hill", 2) == Order("raid", place="hill", n=2)


def test_an_unknown_form_is_a_key_error(siege: Game) -> None:
    with pytest.raises(KeyError):
        siege.view("south").choices.form("pledge")


def test_how_many_orders_are_left_is_counted(commit: Game) -> None:
    assert commit.view("north").choices.left == (0, 2)
    commit.submit("north", Order("pledge", n=1))
    assert commit.view("north").choices.left == (0, 1)
    assert Game(Scenario(handmade.dilemma())).view("row").choices.left == (1, 1)
    assert Game(Scenario(handmade.market())).view("ann").choices.left == (0, None)


def test_big_domains_are_sampled_without_listing() -> None:
    from random import Random

    rules = handmade.market()
    rule = rules.orders["pay"]
    rule.legal = _never
    rule.domains = (rule.domains[0], lambda *_: range(1, 10**9))
    rule.refusal = lambda *_: -1
    game = Game(Scenario(rules))
    drawn = {game.view("ann").choices.sample(Random(seed)) for seed in range(20)}
    assert any(order.name == "pay" for order in drawn)
    assert all(order in game.view("ann").choices for order in drawn)


def _never(*_: object) -> list[tuple[int, ...]]:
    raise AssertionError("nobody may list these")


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Hold", "Hold"), ("{line}: {place}", "Probe"), ("Pledge {n} of {f}", "Pledge … of …"), ("", "Probe")],
)
def test_a_plain_title_has_no_braces(title: str, shown: str) -> None:
    assert plain(title, "probe") == shown


def test_an_option_tells_what_it_costs(siege: Game) -> None:
    form = siege.view("south").choices.form("raid")
    assert [(it.value, it.cost) for it in form.options("hill")] == [(n, (("Supply", n, n),)) for n in (1, 2, 3)]


def test_an_option_before_the_last_tells_the_span_of_costs(siege: Game) -> None:
    form = siege.view("south").choices.form("raid")
    assert form.options()[0].cost == (("Supply", 1, 3),)


def test_a_closed_option_tells_why(siege: Game) -> None:
    set_value(siege, Siege.supply + 1, 0)
    set_value(siege, Siege.held, 1)
    form = siege.view("south").choices.form("raid")
    assert [it.reason for it in form.options()] == ["It is yours already.", *["That costs more than you have."] * 2]


def test_the_open_options_are_the_domain(siege: Game) -> None:
    set_value(siege, Siege.supply + 1, 2)
    form = siege.view("south").choices.form("raid")
    assert [it.value for it in form.options("hill") if not it.reason] == [it.value for it in form.domain("hill")]


def test_a_form_settled_beforehand_asks_for_the_rest_only(siege: Game) -> None:
    form = siege.view("south").choices.form("raid").at("place", "ford")
    assert form is not None
    assert [it.value for it in form.domain()] == ["ford"]
    assert [(name, it.value, it.title) for name, it in form.fixed.items()] == [("place", "ford", "Ford")]


def test_a_later_parameter_settled_beforehand_narrows_the_earlier_ones(siege: Game) -> None:
    set_value(siege, Siege.supply + 1, 3)
    form = siege.view("south").choices.form("raid").at("n", 3)
    assert form is not None
    assert form.open
    assert [it.value for it in form.domain("hill")] == [3]


def test_a_form_cannot_be_settled_to_what_it_never_takes(siege: Game) -> None:
    form = siege.view("south").choices.form("raid")
    assert form.at("place", "nowhere") is None
    assert form.at("n", 99) is None


def test_what_cannot_lead_to_the_settled_parameter_is_not_an_option(siege: Game) -> None:
    set_value(siege, Siege.supply + 1, 3)
    form = siege.view("south").choices.form("raid").at("n", 3)
    assert form is not None
    assert all(it.value != "nowhere" for it in form.options())


NEEDS = """
id: needs
title: Needs
format: 1
turns: 1
roles: {red: {title: Red}}
sets: {kit: {tank: {title: Tank, heavy: true}, jet: {title: Jet, heavy: false}}}
tracks:
  voted: {per: kit, title: Voted, range: 0..9, start: 0, source: {kind: judgement}}
  ready: {per: kit, title: Ready this turn, type: flag}
  fuel: {title: Fuel, range: 0..9, start: 0, source: {kind: judgement}}
orders:
  send: {by: red, choose: {f: "x in kit if voted[x] > 0 or ready[x]"}, does: []}
  load: {by: red, choose: {cargo: "x in kit if 3 <= voted[x] and 2 > fuel"}, does: []}
  lift: {by: red, choose: {cargo: "x in kit if x.heavy and (1 if fuel > 1 else voted[x]) > 1"}, does: []}
  park: {by: red, choose: {cargo: "x in kit if x.heavy and not x.heavy"}, does: []}
  burn: {by: red, choose: {n: 1..fuel}, does: []}
turn: {moves: {by: red, offers: [send, load, lift, park, burn], mode: sequential}}
endings: {over: {at: end}}
"""


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("send", "No kit can be chosen now: none has Voted above 0 or Ready this turn."),
        ("load", "No cargo can be chosen now: none has Voted of at least 3 and Fuel below 2."),
        ("lift", "No cargo can be chosen now: that hangs on Fuel and Voted."),
        ("park", "No cargo can be chosen now."),
        ("burn", "There is no number to choose now: it would be at least 1 and at most 0."),
    ],
)
def test_a_form_with_nothing_to_choose_says_what_that_would_need(tmp_path: Path, order: str, reason: str) -> None:
    path = tmp_path / "needs.yaml"
    path.write_text(NEEDS, "utf-8")
    assert Game(load(path), seed=1).view("red").choices.form(order).reason == reason
