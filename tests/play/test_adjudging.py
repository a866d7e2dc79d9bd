"""Who decides what comes of an order: the dice, or control that sits in the chair; and when nobody does, the dice."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from random import Random

import pytest

from engine import Game, Order, Refused, Scenario
from tests.rules.ruled import rules_of

RULES = """
id: straits
format: 1
turns: 2
roles: {red: {title: Red}, blue: {title: Blue}}
tracks:
  heat: {range: 0..9, start: 3}
  gold: {per: role, range: 0..9, start: 5}
orders:
  sail:
    title: "Sail to {to}"
    kind: deed
    by: all
    choose: {to: "r in role if r != me"}
    cost: {gold: 1}
    does:
      - check: storm
        modifier: {heat: "heat - 3"}
        strong: ["heat += 3"]
        success: ["heat += 2", {say: "The ships arrive."}]
        mixed: ["heat += 1"]
        fail: ["heat -= 1"]
  plot: {title: Plot, kind: deed, by: red, secret: true, does: [{check: plot, success: ["heat += 1"], fail: []}]}
  rest: {title: Rest, kind: deed, by: all, does: ["heat -= 1"]}
turn:
  moves: {by: all, offers: [deed], mode: sequential, orders: 0..1}
  plans: {by: all, offers: [deed], mode: sealed, orders: 0..2, after: ["heat -= 1"]}
endings: {hot: {when: "heat >= 9"}, over: {at: end}}
"""
SAIL = Order("sail", to="blue")


@cache
def scenario() -> Scenario:
    return Scenario(rules_of(RULES))


@pytest.fixture
def game() -> Game:
    return Game(scenario(), seed=1)


def heat(game: Game) -> object:
    return game.view("red").value("heat")


def waiting(game: Game, style: str, order: Order = SAIL) -> Game:
    game.set_style(f"{order.name} {style}", "To be fair.")
    game.submit("red", order)
    return game


def test_every_order_is_rigid_unless_control_says_otherwise(game: Game) -> None:
    assert game.styles == {"sail": "rigid", "plot": "rigid"}
    game.submit("red", SAIL)
    assert not game.is_halted


def test_setting_a_style_is_an_event_by_control_that_takes_the_chair(game: Game) -> None:
    made = game.set_style("sail semi", "Red will protest.")
    assert (made[0].kind, made[0].by_control, made[0].reason) == ("styled", True, "Red will protest.")
    with pytest.raises(Refused, match="sits in the chair already"):
        game.take_chair()


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("sial semi", "There is no order 'sial'. Did you mean sail?"),
        ("rest semi", "makes no check that control could decide"),
        ("sail soft", "A style is one of rigid, semi, free, matrix"),
        ("sail rigid", "is rigid already"),
        ("", "There is no order"),
    ],
)
def test_a_style_that_cannot_be_is_refused_and_nothing_changes(game: Game, what: str, why: str) -> None:
    before = game.digest
    with pytest.raises(Refused, match=why):
        game.set_style(what, "So.")
    assert game.digest == before


def test_who_may_act_is_known_as_before_once_a_style_is_set(game: Game) -> None:
    before = (game.awaiting, game.progress)
    game.set_style("sail semi")
    assert (game.awaiting, game.progress) == before


def test_an_order_that_is_not_rigid_is_paid_for_and_waits_for_control(game: Game) -> None:
    waiting(game, "semi")
    assert game.is_halted
    assert game.awaiting == ()
    assert heat(game) == 3
    assert game.view("red").value("gold[red]") == 4
    assert game.view("blue").prompt == "Waiting for control."
    with pytest.raises(Refused, match="Control is deciding what comes of an order"):
        game.submit("blue", Order("rest"))


def test_what_waits_is_proposed_with_its_odds_and_what_each_band_would_do(game: Game) -> None:
    found = waiting(game, "semi").proposal
    assert found is not None
    assert (found.role, found.order, found.title, found.check) == ("red", "sail to=blue", "Sail to Blue", "storm")
    assert [(it.band, it.chance) for it in found.outcomes] == [
        ("strong", Fraction(6, 36)),
        ("success", Fraction(15, 36)),
        ("mixed", Fraction(9, 36)),
        ("fail", Fraction(6, 36)),
    ]
    assert found.outcomes[1].effects == ("Heat 3 → 5", "The ships arrive.")


@pytest.mark.parametrize("style", ["semi", "matrix"])
def test_a_proposal_that_is_accepted_comes_to_what_the_dice_would_have_made_of_it(game: Game, style: str) -> None:
    rigid = game.fork()
    rigid.submit("red", SAIL)
    waiting(game, style).settle("")
    assert heat(game) == heat(rigid)
    assert game.awaiting == rigid.awaiting


@pytest.mark.parametrize("style", ["semi", "free", "matrix"])
def test_control_picks_a_band_with_a_reason(game: Game, style: str) -> None:
    waiting(game, style)
    with pytest.raises(Refused, match="Whoever picks a band says why"):
        game.settle("strong")
    made = game.settle("strong", "The wind was with them.")
    assert made[0].text == "Red: Sail to Blue [control decided storm: strong] (The wind was with them.): heat 3 → 6."
    assert game.awaiting == ("blue",)


def test_what_is_free_is_never_left_to_the_dice_by_control(game: Game) -> None:
    with pytest.raises(Refused, match="is free: pick a band, and say why"):
        waiting(game, "free").settle("")


def test_reasons_for_and_against_shift_the_odds_of_what_is_matrix(game: Game) -> None:
    waiting(game, "matrix").settle("for=3 against=1", "Pilots; a fresh crew; charts. But ice.")
    check = next(note for note in game.log[-1].notes if note[0] == "check")
    assert dict(check[3]) == {"heat": 0, "reasons for": 3, "reasons against": -1}
    assert "[control counted reasons: 3 for, 1 against]" in game.log[-1].text


def test_reasons_count_only_where_the_style_is_matrix(game: Game) -> None:
    with pytest.raises(Refused, match="count where it is matrix"):
        waiting(game, "semi").settle("for=1", "So.")


@pytest.mark.parametrize("what", ["good", "for=4", "for=x", "success fail"])
def test_a_decision_that_is_none_is_refused(game: Game, what: str) -> None:
    waiting(game, "matrix")
    before = game.digest
    with pytest.raises(Refused, match="A decision is one of"):
        game.settle(what, "So.")
    assert game.digest == before


def test_nothing_is_set_once_the_game_is_over(game: Game) -> None:
    game.overrule("add", "heat 6", "War.")
    with pytest.raises(Refused, match="The game is over"):
        game.set_style("sail semi")


def test_where_nothing_waits_nothing_is_decided(game: Game) -> None:
    with pytest.raises(Refused, match="No order waits"):
        game.settle("success", "So.")


def test_the_dice_decide_what_waits_when_control_leaves_the_chair(game: Game) -> None:
    rigid = game.fork()
    rigid.submit("red", SAIL)
    waiting(game, "free").leave_chair()
    assert not game.is_halted
    assert heat(game) == heat(rigid)


def test_nothing_waits_while_nobody_is_in_the_chair(game: Game) -> None:
    game.set_style("sail semi")
    game.leave_chair()
    game.submit("red", SAIL)
    assert not game.is_halted


def test_sealed_orders_wait_one_after_another_in_order_of_resolution_before_the_phase_is_judged(game: Game) -> None:
    game.set_style("sail free")
    for _ in range(2):
        game.submit(game.awaiting[0], Order("pass"))
    game.submit("red", SAIL)
    game.submit("blue", Order("sail", to="red"))
    for role in ("red", "blue"):
        game.submit(role, Order("pass"))
    waited = []
    while game.proposal is not None:
        waited.append((game.proposal.role, heat(game)))
        game.settle("mixed", "So.")
    assert waited == [("red", 3), ("blue", 4)]
    assert heat(game) == 4


def test_control_may_change_a_number_while_an_order_waits_and_the_proposal_follows(game: Game) -> None:
    waiting(game, "semi")
    game.overrule("add", "heat -3", "Misread.")
    assert game.proposal is not None
    assert game.proposal.modifier == -3


def test_an_ending_that_comes_about_while_an_order_waits_ends_the_game(game: Game) -> None:
    waiting(game, "semi").overrule("add", "heat 6", "War.")
    assert game.ending == "hot"
    assert not game.is_halted


def test_others_learn_of_a_secret_order_neither_while_it_waits_nor_after(game: Game) -> None:
    waiting(game, "semi", Order("plot"))
    game.settle("success", "control-reason")
    told = json.dumps(game.view("blue").as_json()) + str(game.changes("blue")) + str(game.why("heat", "blue"))
    assert "Plot" not in told
    assert "control-reason" not in told
    assert "Red: Plot" in str(game.changes("red"))


def test_a_game_that_is_halted_is_the_same_when_it_is_opened_again(game: Game) -> None:
    waiting(game, "semi")
    again = Game.resumed(game.scenario, json.loads(json.dumps([it.to_json() for it in game.log])), 1)
    assert (again.digest, again.proposal) == (game.digest, game.proposal)
    assert again.settle("")[0] == game.settle("")[0]


def test_a_game_in_which_control_decides_at_random_ends_and_is_the_same_when_opened_again() -> None:
    for seed in range(20):
        game, rng = Game(scenario(), seed), Random(seed)
        while not game.over:
            if game.is_halted:
                _settle(game, rng)
            elif rng.random() < 0.3:
                name, style = rng.choice(["sail", "plot"]), rng.choice(["rigid", "semi", "free", "matrix"])
                if game.styles[name] != style:
                    game.set_style(f"{name} {style}")
            else:
                role = rng.choice(game.awaiting)
                game.submit(role, game.view(role).choices.sample(rng))
            kept = json.loads(json.dumps([it.to_json() for it in game.log]))
            assert Game.resumed(game.scenario, kept, seed).digest == game.digest


def _settle(game: Game, rng: Random) -> None:
    if rng.random() < 0.2:
        game.leave_chair()
        return
    assert game.proposal is not None
    style = game.proposal.style
    ways = ["strong", "fail"] if style == "free" else ["", "mixed", *(["for=1 against=2"] if style == "matrix" else [])]
    game.settle(rng.choice(ways), "So it is.")
