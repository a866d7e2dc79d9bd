"""Deals at the table: offered, answered, struck in one piece or not at all; what parties and others learn."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from engine import Game, Order, Refused, Scenario, load
from engine.play.orders import Stated

MARKET = Path(__file__).parents[1] / "conformance" / "rulesets" / "market.yaml"
EXCHANGE = "offer washington: hold_step b=3 + kyiv: pay to=washington n=2"


@pytest.fixture(scope="module")
def market() -> Scenario:
    return load(MARKET)


@pytest.fixture
def game(market: Scenario) -> Game:
    return Game(market, seed=1)


def give(game: Game, role: str, text: str) -> Game:
    game.submit(role, Order.parse(text))
    return game


def refusal(game: Game, role: str, text: str) -> str:
    before = game.digest
    with pytest.raises(Refused) as refused:
        game.submit(role, Order.parse(text))
    assert game.digest == before
    assert game.view(role).choices.why_not(Order.parse(text)) == refused.value.reason
    return refused.value.reason


def money(game: Game) -> list[object]:
    return [game.view(role).value(f"money[{role}]") for role in game.roles]


def to_phase(game: Game, phase: str) -> Game:
    while game.view(game.roles[0]).phase != phase:
        game.submit(game.awaiting[0], Order("pass"))
    return game


# -- as orders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        EXCHANGE,
        "offer public=yes kyiv: pay to=paris n=1",
        "offer partner=paris kyiv: troops n=2",
        "offer public=yes answers=3 paris: fee + kyiv: seat whom=none",
        "accept deal=3",
        "decline deal=1",
    ],
)
def test_what_is_said_of_deals_is_read_back_from_its_text(text: str) -> None:
    order = Order.parse(text)
    assert order.text == text
    assert Order.parse(order.text) == order
    assert hash(Order.parse(order.text)) == hash(order)
    assert pickle.loads(pickle.dumps(order)) == order


def test_an_offer_is_the_same_written_in_python() -> None:
    terms: tuple[Stated, ...] = (("washington", "hold_step", {"b": 3}), ("kyiv", "pay", {"to": "washington", "n": 2}))
    assert Order("offer", terms=terms, public=False, answers=None) == Order.parse(EXCHANGE)
    assert Order("offer", terms=terms, public=True) != Order.parse(EXCHANGE)
    assert Order("offer", terms=terms[:1]) != Order.parse(EXCHANGE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("offer", "A deal has 1 to 8 terms"),
        ("offer kyiv: troops n=2", "between two roles or more"),
        ("offer kyiv: pay to=paris n=6", "not among what N may be now"),
        ("offer kyiv: pay to=paris", "Pay needs a value for n"),
        ("offer kyiv: pay to=paris n=1 m=2", "Pay has no parameter 'm'"),
        ("offer kyiv: pai to=paris n=1", "There is no term 'pai'. Did you mean pay?"),
        ("offer kiyv: pay to=paris n=1", "There is no role 'kiyv'. Did you mean kyiv?"),
        ("offer kyiv: pay to=paris n=1 + kyiv: pay to=paris n=1", "The same term stands in it twice."),
        ("offer washington: hold_step b=4 + kyiv: fee", "Washington cannot promise that: Hold step. The backstop is"),
        ("offer paris: hold_step b=2", "Paris cannot promise that: Hold step."),
        ("offer moscow: troops n=1", "Moscow cannot promise that: Troops."),
        ("offer public=maybe paris: troops n=1", "public is yes or no"),
        ("offer answers=7 paris: troops n=1", "There is no open deal 7."),
        ("offer price=7 paris: troops n=1", "offer has no parameter 'price'"),
        ("accept deal=1", "There is no open deal 1."),
        ("accept", "accept needs the number of a deal"),
        ("decline deal=paris", "decline needs the number of a deal"),
    ],
)  # fmt: skip
def test_what_may_not_be_offered_or_answered_says_why(game: Game, text: str, reason: str) -> None:
    assert reason in refusal(game, "kyiv", text)


def test_deals_are_made_where_a_phase_offers_them(game: Game) -> None:
    assert refusal(to_phase(game, "act"), "kyiv", EXCHANGE) == "Deals are not made in this phase."


def test_who_has_no_part_in_the_phase_is_no_party(game: Game) -> None:
    assert refusal(to_phase(game, "side"), "kyiv", "offer kyiv: pay to=moscow n=1") == (
        "Moscow has no part in this phase."
    )


def test_the_same_offer_is_not_made_twice_in_a_phase(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    swapped = "offer kyiv: pay to=washington n=2 + washington: hold_step b=3"
    assert refusal(game, "kyiv", swapped) == "That is offered already: it is deal 1."
    assert refusal(game, "washington", EXCHANGE) == "That is offered already: it is deal 1."
    give(game, "washington", "decline deal=1")
    assert refusal(game, "kyiv", EXCHANGE) == "You have offered that in this phase already."


# -- answers ---------------------------------------------------------------------------------------


def test_a_deal_holds_when_all_parties_have_accepted(game: Game) -> None:
    give(game, "paris", "offer kyiv: pay to=paris n=1 + washington: pay to=paris n=2")
    give(game, "kyiv", "accept deal=1")
    assert money(game) == [5, 5, 5, 5]
    give(game, "washington", "accept deal=1")
    assert money(game) == [4, 3, 8, 5]
    assert game.view("kyiv").deals == ()


def test_all_that_a_deal_does_at_once_is_one_record(game: Game) -> None:
    give(game, "paris", "offer kyiv: pay to=paris n=1 + washington: pay to=paris n=2")
    give(game, "kyiv", "accept deal=1")
    (event,) = game.submit("washington", Order("accept", deal=1))
    assert [(it.track, it.indices, it.after) for it in event.changes] == [
        ("money", ("kyiv",), 4),
        ("money", ("paris",), 6),
        ("money", ("washington",), 3),
        ("money", ("paris",), 8),
    ]
    assert {it.cause.section for it in event.changes} == {"terms"}


def test_a_deal_of_which_one_part_cannot_be_given_in_full_fails_as_a_whole(game: Game) -> None:
    give(game, "kyiv", "offer kyiv: pay to=washington n=4 + kyiv: fee + washington: hold_step b=3")
    give(game, "washington", "accept deal=1")
    assert money(game) == [5, 5, 5, 5]
    assert game.view("kyiv").news[-1].text == "The deal fails: Kyiv cannot give in full: a fee is burnt."
    assert game.view("kyiv").ledger == ()
    assert game.view("kyiv").deals == ()


def test_what_overflows_at_the_taker_is_not_given_in_full(game: Game) -> None:
    give(game, "kyiv", "offer kyiv: pay to=paris n=4")
    give(game, "paris", "accept deal=1")
    give(game, "washington", "offer washington: pay to=paris n=1")
    give(game, "paris", "accept deal=2")
    assert money(game) == [1, 5, 9, 5]


def test_a_giver_that_can_no_longer_give_lets_the_deal_fail(game: Game) -> None:
    give(game, "kyiv", "offer kyiv: fee + washington: hold_step b=3")
    give(game, "kyiv", "offer kyiv: pay to=paris n=3")
    give(game, "paris", "accept deal=1")
    give(game, "washington", "accept deal=1")
    assert game.view("washington").news[-1].text == "The deal fails: Kyiv cannot promise that: Fee."


def test_declining_closes_a_deal_for_all(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    give(game, "washington", "decline deal=1")
    assert game.view("kyiv").deals == ()
    assert refusal(game, "washington", "accept deal=1") == "There is no open deal 1."
    assert game.view("kyiv").news[-1].text.startswith("Washington declines: ")


def test_who_offers_may_withdraw_and_has_accepted(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    assert refusal(game, "kyiv", "accept deal=1") == "You have accepted deal 1."
    give(game, "kyiv", "decline deal=1")
    assert game.view("washington").deals == ()


def test_a_counter_offer_names_the_one_it_answers(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    give(game, "washington", "offer answers=1 washington: hold_step b=2 + kyiv: pay to=washington n=4")
    first, second = game.view("kyiv").deals
    assert (first.answers, second.answers, second.number, second.waits) == (0, 1, 2, True)


def test_a_counter_offer_that_is_struck_closes_the_one_it_answers(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    give(game, "washington", "offer answers=1 washington: hold_step b=2 + kyiv: pay to=washington n=4")
    give(game, "kyiv", "accept deal=2")
    assert game.view("washington").deals == ()


def test_a_counter_offer_that_is_struck_closes_all_that_led_to_it_and_nothing_else(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    give(game, "kyiv", "offer kyiv: pay to=washington n=1")
    give(game, "washington", "offer answers=1 washington: hold_step b=2 + kyiv: pay to=washington n=4")
    give(game, "kyiv", "offer answers=3 kyiv: pay to=washington n=3 + washington: hold_step b=2")
    give(game, "washington", "accept deal=4")
    assert [it.number for it in game.view("washington").deals] == [2]


def test_an_offer_that_is_struck_closes_its_counter_offers(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    give(game, "washington", "offer answers=1 washington: hold_step b=2 + kyiv: pay to=washington n=4")
    give(game, "washington", "accept deal=1")
    assert game.view("kyiv").deals == ()


def test_what_nobody_takes_up_lapses_with_the_phase(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    to_phase(game, "side")
    assert game.view("washington").deals == ()
    assert [it.text for it in game.view("washington").news if it.text.startswith("Lapsed")] == [
        "Lapsed: Washington: the backstop stays at 3; Kyiv: 2 to Washington"
    ]
    assert Order.parse(EXCHANGE) in game.view("kyiv").choices


def test_in_a_phase_where_roles_act_in_turn_later_ones_answer(game: Game) -> None:
    to_phase(game, "side")
    give(game, "kyiv", "offer kyiv: pay to=paris n=2")
    for role in ("kyiv", "washington"):
        give(game, role, "pass")
    give(game, "paris", "accept deal=1")
    assert money(game) == [3, 5, 7, 5]


# -- who knows what --------------------------------------------------------------------------------


def test_others_do_not_learn_of_a_deal_between_its_parties(game: Game) -> None:
    before = json.dumps(game.view("paris").as_json())
    give(game, "kyiv", EXCHANGE)
    after = game.view("paris")
    assert json.dumps(after.as_json()) == before
    assert (after.deals, after.choices.why_not(Order("accept", deal=1))) == ((), "There is no open deal 1.")


def test_a_public_deal_is_known_to_all_and_answered_by_its_parties(game: Game) -> None:
    give(game, "kyiv", EXCHANGE.replace("offer", "offer public=yes"))
    (deal,) = game.view("paris").deals
    assert (deal.number, deal.parties, deal.accepted, deal.waits) == (1, ("kyiv", "washington"), ("kyiv",), False)
    assert refusal(game, "paris", "accept deal=1") == "You are no party to deal 1."
    assert [it.number for it in game.view("paris").public().deals] == [1]


def test_each_role_counts_the_deals_that_it_knows(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    give(game, "moscow", "offer paris: pay to=moscow n=1")
    give(game, "kyiv", "offer kyiv: pay to=paris n=1")
    assert [it.number for it in game.view("paris").deals] == [1, 2]
    assert [it.number for it in game.view("kyiv").deals] == [1, 2]
    assert [it.number for it in game.view("moscow").deals] == [1]


def test_an_offer_tells_nothing_of_what_its_giver_alone_knows(market: Scenario) -> None:
    poor, rich = (Game(market, seed=1) for _ in range(2))
    for game, amount in ((poor, 0), (rich, 9)):
        course = game._course
        for track in ("money", "plans"):
            course.state.values[course.rules.place_of(track, (1,))] = min(amount, 5)
    for text in ("offer washington: pay to=kyiv n=9", "offer washington: fee + kyiv: fee", EXCHANGE):
        assert (Order.parse(text) in poor.view("kyiv").choices) == (Order.parse(text) in rich.view("kyiv").choices)
    give(poor, "kyiv", "offer washington: fee + kyiv: fee")
    assert refusal(poor, "washington", "accept deal=1") == "You have 0 only."


def test_an_offer_asks_those_again_who_learn_of_it(game: Game) -> None:
    for role in ("washington", "paris", "moscow"):
        give(game, role, "pass")
    give(game, "kyiv", EXCHANGE)
    assert set(game.awaiting) == {"kyiv", "washington"}
    give(game, "washington", "accept deal=1")
    give(game, "kyiv", "offer public=yes partner=washington kyiv: troops n=1")
    assert set(game.awaiting) == set(game.roles)


def test_the_choices_are_answers_and_no_offers(game: Game) -> None:
    give(game, "kyiv", EXCHANGE)
    assert [it.text for it in game.view("washington").choices if it.name != "propose"] == [
        "accept deal=1",
        "decline deal=1",
        "pass",
    ]


# -- forms -----------------------------------------------------------------------------------------


def values(form: object, *earlier: object) -> list[object]:
    return [option.value for option in form.domain(*earlier)]  # type: ignore[attr-defined]


def test_a_term_is_filled_in_from_left_to_right(game: Game) -> None:
    form = game.view("kyiv").choices.form("offer.pay")
    assert form.parameters == ("giver", "to", "n", "partner")
    assert values(form) == ["kyiv", "washington", "paris", "moscow"]
    assert values(form, "kyiv") == ["washington", "paris", "moscow"]
    assert values(form, "kyiv", "paris") == [1, 2, 3, 4, 5]
    assert values(form, "washington", "paris") == list(range(1, 10))  # how much it has, nobody else knows
    assert values(form, "kyiv", "paris", 2) == [None]
    assert form.order("kyiv", "paris", 2, None) == Order.parse("offer kyiv: pay to=paris n=2")


def test_a_term_says_what_it_is_with_gaps_for_what_is_chosen(game: Game) -> None:
    assert game.view("kyiv").choices.form("offer.hold_step").text == "the backstop stays at …"


def test_a_term_that_names_nobody_is_offered_to_somebody(game: Game) -> None:
    form = game.view("kyiv").choices.form("offer.troops")
    assert values(form) == ["kyiv", "washington", "paris"]
    assert values(form, "kyiv", 2) == ["washington", "paris", "moscow"]
    assert values(form, "paris", 2) == [None]
    assert form.order("kyiv", 2, "paris").text == "offer partner=paris kyiv: troops n=2"


def test_a_whole_offer_is_put_together_from_its_terms(game: Game) -> None:
    offer = game.view("kyiv").choices.offer
    pay, hold = offer.terms[0], next(it for it in offer.terms if it.term.id == "hold_step")
    order = offer.offer(hold.stated("washington", 3), pay.stated("kyiv", "washington", 2))
    assert (order, offer.why_not(order)) == (Order.parse(EXCHANGE), "")
    assert offer.title_of(order) == "Offers this deal: Washington: the backstop stays at 3; Kyiv: 2 to Washington"


def test_a_draft_of_a_term_leads_back_to_its_form(game: Game) -> None:
    choices = game.view("kyiv").choices
    form = choices.form("offer.pay")
    draft = Order.parse(form.begun("kyiv", "paris").text)
    assert choices.form_of(draft) is form


def test_a_game_with_deals_comes_out_of_its_log_and_back(game: Game) -> None:
    start, number = game.digest, len(game.log)
    give(game, "kyiv", EXCHANGE)
    give(game, "washington", "accept deal=1")
    log = [json.loads(json.dumps(event.to_json())) for event in game.log]
    assert Game.resumed(game.scenario, log).digest == game.digest
    assert game._course.back_to(number).digest == start
    fork = game.fork()
    give(fork, "paris", "offer paris: pay to=kyiv n=1")
    assert game.view("paris").deals == ()


def test_who_passed_is_asked_again_after_all_who_did_not_pass(game: Game) -> None:
    game.submit("kyiv", Order("pass"))
    give(game, "washington", "offer public=yes washington: pay to=paris n=1")
    assert game.awaiting == ("paris", "moscow", "washington", "kyiv")
    game.submit("paris", Order("pass"))
    game.submit("moscow", Order("pass"))
    give(game, "washington", "offer public=yes washington: pay to=paris n=2")
    assert game.awaiting == ("washington", "paris", "moscow", "kyiv")
    game.submit("washington", Order("pass"))
    game.submit("paris", Order("pass"))
    assert [*game.awaiting] == ["moscow", "kyiv"]
