"""Odds before an order is given: the rules' own terms and bands, and never what the seat does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from engine import Game, Order, Scenario
from engine.play.forms import OrderForm
from engine.play.odds import Odds
from engine.play.orders import Value
from tests.conformance.hiding import disturbed
from tests.conformance.playing import moments
from tests.play import handmade
from tests.play.conftest import set_value
from tests.rules.ruled import rules_of

RULES = """\
tracks: {nerve: {range: 0..10, start: 6}, guard: {range: 0..10, start: 5, seen_by: nobody}, mood: {per: role, range: 0..10, start: {red: 5, blue: 6}, seen_by: owner, levels: {low: 0..3, mid: 4..6, high: 7..10}, public_as: levels}, coins: {per: role, range: 0..9, start: 4}, alarm: {type: flag}}
sets: {tool: {axe: {weight: 2}, feather: {weight: 0}}}
measures: {wall: {is: "guard + nerve"}}
orders: {raid: {by: red, choose: {n: 1..3}, cost: {coins: n}, does: ["nerve += n", {check: raid, modifier: {nerve: "nerve / 3", guard: "-guard / 2"}, strong: ["coins[me] += 4"], success: ["coins[me] += 2", {say: "It works."}], fail: ["nerve -= 1"]}]}, court: {by: red, does: [{check: court, modifier: {mood: "(5 - mood[blue]) / 2"}, success: ["mood[blue] -= 1"]}, {check: after, modifier: {own: "coins[me] - 5", theirs: "mood[blue] - 5"}, fail: []}]}, sneak: {by: red, does: ["coins[me] = 0 if guard > 3 else 9", {check: sneak, modifier: {coins: "coins[me]"}, fail: []}]}, storm: {by: red, does: [{if: "guard > 3", then: [{check: wall, modifier: {wall: wall}, fail: []}]}, {if: "nerve > 9", then: [{check: never, fail: []}]}, {if: "nerve > 3", then: [{check: surely, fail: []}]}]}, swing: {by: red, choose: {t: tool}, does: [{if: "t.weight > 0 and 6 / t.weight > 2 and guard > 3", then: [{check: swing, modifier: {reach: "6 / t.weight"}, fail: []}]}]}, gamble: {by: red, does: [{chance: "nerve / 12", id: bet, then: ["alarm = true"]}, {roll: "d in 2d6", id: swing, do: ["coins[me] += d"]}, {pick: "r in role", id: lot, weight: "coins[r]", do: ["mood[r] -= 1"]}]}, trace: {by: red, does: [{check: trace, modifier: {nerve: nerve}, success: ["coins[me] = 1", "alarm = true", "mood[me] = 8", {say: "The trail leads to red."}], fail: []}]}, hold: {by: all}}
events: {ask: {takes: {who: role}, asks: red, choices: {dare: {does: [{check: dare, modifier: {nerve: "nerve / 3", whose: "mood[who] - 5"}, fail: []}]}, wait: {does: []}}}}
turn: {quiz: {does: [{fire: ask, with: {who: blue}}]}, play: {by: all, offers: [raid, court, sneak, storm, swing, gamble, trace, hold], mode: sealed}}
"""  # noqa: E501


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario(rules_of(RULES))


@pytest.fixture
def game(scenario: Scenario) -> Game:
    game = Game(scenario, seed=1)
    game.submit("red", Order("choose", event="ask", choice="wait"))
    return game


def odds(game: Game, name: str, **params: int) -> tuple[Odds, ...]:
    return game.view("red").choices.form(name).odds(Order(name, conditions=(), terms=(), **params))


def place(game: Game, track: str, *indices: int) -> int:
    return game.scenario.rules.place_of(track, indices)


def bounds(odds: Odds) -> list[tuple[float, float]]:
    return [(term.least, term.most) for term in odds.terms]


def test_a_terms_amount_is_what_the_rules_work_out_with_the_parameters(game: Game) -> None:
    assert [odds(game, "raid", n=n)[0].terms[0].amount for n in (1, 2, 3)] == [7 / 3, 8 / 3, 3]


def test_what_the_order_itself_changes_before_the_roll_counts(game: Game) -> None:
    set_value(game, place(game, "nerve"), 9)
    assert odds(game, "raid", n=3)[0].terms[0].amount == 10 / 3


def test_a_hidden_term_has_no_amount_but_the_bounds_of_the_track(game: Game) -> None:
    term = odds(game, "raid", n=1)[0].terms[1]
    assert (term.title, term.amount, term.least, term.most) == ("Guard", None, -5, 0)


def test_a_term_known_by_level_has_the_bounds_of_the_level(game: Game) -> None:
    assert bounds(odds(game, "court")[0]) == [(-0.5, 0.5)]


def test_a_level_tells_nothing_once_the_order_has_changed_what_is_below_it(game: Game) -> None:
    assert bounds(odds(game, "court")[1])[1] == (-5, 5)


def test_what_the_seat_owns_stays_known(game: Game) -> None:
    assert odds(game, "court")[1].terms[0].amount == -1


def test_what_was_written_from_a_secret_is_not_known(game: Game) -> None:
    assert odds(game, "sneak")[0].terms[0].amount is None


def test_a_check_under_a_hidden_guard_may_be_rolled(game: Game) -> None:
    assert [(it.title, it.sure) for it in odds(game, "storm")] == [("Wall", False), ("Surely", True)]


def test_a_check_whose_guard_is_known_to_fail_is_not_shown(game: Game) -> None:
    assert "Never" not in [it.title for it in odds(game, "storm")]


def test_what_a_guard_rules_out_is_not_worked_out(game: Game) -> None:
    form = game.view("red").choices.form("swing")
    assert form.odds(Order("swing", t="feather")) == ()
    assert [it.sure for it in form.odds(Order("swing", t="axe"))] == [False]


def test_a_hidden_measure_has_the_bounds_proved_at_load(game: Game) -> None:
    assert bounds(odds(game, "storm")[0]) == [(0, 20)]


def test_the_bands_of_a_known_check_are_the_rules_own(game: Game) -> None:
    (check,) = odds(game, "storm")[1:]
    counted = Counter(_band(a + b) for a, b in product(range(1, 7), repeat=2))
    assert [band.chance for band in check.bands] == [Fraction(counted[k], 36) for k in range(4)]


def _band(total: int) -> int:
    return next(k for k, least in enumerate((10, 7, 5, 2)) if total >= least)


def test_bands_of_a_known_check_add_up_to_one(game: Game) -> None:
    set_value(game, place(game, "mood", 1), 4)
    assert sum(band.chance or 0 for band in odds(game, "storm")[1].bands) == 1


def test_a_range_of_the_modifier_makes_a_range_of_each_band(game: Game) -> None:
    check = odds(game, "raid", n=1)[0]
    assert check.total is None
    assert check.bands[0].least < check.bands[0].most
    assert check.bands[0].chance is None


def test_a_band_tells_in_words_what_it_does(game: Game) -> None:
    texts = [band.text for band in odds(game, "raid", n=1)[0].bands]
    assert texts == ["Coins +4", "Coins +2; It works", "Nerve -1", "Nerve -1"]


def test_other_dice_are_shown_as_well(game: Game) -> None:
    bet, swing, lot = odds(game, "gamble")
    assert [band.chance for band in bet.bands] == [Fraction(1, 2), Fraction(1, 2)]
    assert swing.dice == "2d6"
    assert lot.bands == ()  # the roll before it has changed what the seat holds


def test_an_answer_to_a_question_has_odds_and_what_the_event_took_stays_hidden(scenario: Scenario) -> None:
    form = Game(scenario, seed=1).view("red").choices.form("choose")
    (dare,) = form.odds(Order("choose", event="ask", choice="dare"))
    assert bounds(dare) == [(2, 2), (-5, 5)]
    assert form.odds(Order("choose", event="ask", choice="wait")) == ()


def test_an_order_that_rolls_nothing_has_no_odds(game: Game) -> None:
    assert odds(game, "hold") == ()


def test_rules_without_foresight_have_no_odds() -> None:
    form = Game(Scenario(handmade.siege()), seed=1).view("south").choices.form("calm")
    assert form.odds(Order("calm")) == ()


def test_asking_for_odds_changes_nothing(game: Game) -> None:
    before = game.digest
    for name in ("court", "sneak", "storm", "gamble"):
        odds(game, name)
    assert game.digest == before


@pytest.mark.parametrize("seed", range(6))
def test_two_states_that_agree_on_what_a_role_sees_give_the_same_odds(game: Game, seed: int) -> None:
    other = disturbed(game, "red", Random(seed))
    for name in ("court", "sneak", "storm", "gamble"):
        assert odds(other, name) == odds(game, name)
    assert odds(other, "raid", n=2) == odds(game, "raid", n=2)


@pytest.mark.parametrize("name", ["declaration-2026", "harbour", "hunt"])
def test_no_odds_of_a_whole_game_tell_a_secret(name: str) -> None:
    asked = 0
    for number, game in enumerate(moments(name, seed=3, count=36)):
        rng = Random(number)
        for role in game.awaiting:
            other = disturbed(game, role, rng)
            for order in _rolling(game, role, rng):
                ours, theirs = (it.view(role).choices.form(order.name).odds(order) for it in (game, other))
                assert ours == theirs, (role, order)
                asked += bool(ours)
    assert asked > 10


def _rolling(game: Game, role: str, rng: Random) -> Iterator[Order]:
    """Yield one order of each open form whose rule may roll something."""
    for form in game.view(role).choices.forms:
        if form.open and isinstance(form, OrderForm) and form.rule.foresight:
            values: tuple[Value, ...] = ()
            for _name in form.parameters:
                values = (*values, rng.choice(form.domain(*values)).value)
            yield form.order(*values)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_rolled_then_lies_within_what_was_told(seed: int) -> None:
    rng, rules = Random(seed), rules_of(RULES.replace("mode: sealed", "mode: sequential, orders: 1"))
    game = Game(Scenario(rules), seed=seed)
    game.submit("red", Order("choose", event="ask", choice="wait"))
    for track in ("nerve", "guard"):
        set_value(game, place(game, track), rng.randint(0, 10))
    for at in (0, 1):
        set_value(game, place(game, "mood", at), rng.randint(0, 10))
    for order in {game.view("red").choices.sample(Random(n)).text for n in range(40)}:
        _compare(game.fork(), Order.parse(order))


def _compare(game: Game, order: Order) -> None:
    told = game.view("red").choices.form(order.name).odds(order)
    begun = len(game._course.log)
    game.submit("red", order)
    rolled = {note[2]: note for record in game._course.log.since(begun) for note in record.notes if note[0] == "check"}
    checks = {it.id: it for it in told if it.kind == "check"}
    assert rolled.keys() <= checks.keys()
    assert rolled.keys() >= {id for id, it in checks.items() if it.sure}
    for id, (_kind, _cause, _id, terms, modifier, *_rest) in rolled.items():
        assert checks[id].least <= modifier <= checks[id].most
        assert all(it.least <= value <= it.most for it, (_name, value) in zip(checks[id].terms, terms, strict=True))


def test_a_number_that_is_set_becomes_a_value_or_a_level_and_a_flag_says_which(game: Game) -> None:
    (strong, *_others) = odds(game, "trace")[0].bands
    assert strong.text == "Coins: set to 1; Alarm: yes; Mood: set to high; The trail leads to red"


def test_the_outcome_of_a_check_is_what_is_said_of_success_and_better(game: Game) -> None:
    assert odds(game, "trace")[0].outcome == "The trail leads to red"


def test_what_is_said_of_success_alone_is_not_the_outcome_of_better(game: Game) -> None:
    assert odds(game, "raid", n=1)[0].outcome == ""
