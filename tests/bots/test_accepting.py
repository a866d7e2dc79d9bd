"""A doctrine answers deals by what they are worth to it, and says so when it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Game, Order, Scenario, load
from engine.bots.doctrine import Commander
from engine.bots.player import draws_for
from engine.bots.reasoning import explain
from engine.table.session import Person, Session

from .conftest import changed

MARKET = Path(__file__).parents[1] / "conformance" / "rulesets" / "market.yaml"


@pytest.fixture(scope="module")
def market() -> Scenario:
    return load(MARKET)


def answer(market: Scenario, offer: str, role: str = "paris", **traits: float) -> str:
    """Return how the fair doctrine answers an offer of Kyiv's."""
    game = Game(market, seed=1)
    game.submit("kyiv", Order.parse(offer))
    commander, view = Commander(market.doctrines["fair"], traits), game.view(role)
    return commander.decide(view, draws_for(1)(view)).order.text


@pytest.mark.parametrize(
    ("offer", "wanted"),
    [
        ("offer kyiv: pay to=paris n=2", "accept deal=1"),
        ("offer paris: pay to=kyiv n=2", "decline deal=1"),
        ("offer kyiv: pay to=paris n=2 + paris: troops n=1", "accept deal=1"),
        ("offer kyiv: pay to=paris n=2 + paris: troops n=2", "decline deal=1"),
        ("offer kyiv: troops n=3 + paris: pay to=kyiv n=2", "accept deal=1"),
        ("offer kyiv: troops n=6 + washington: hold_step b=3 + paris: pay to=kyiv n=6", "decline deal=1"),
    ],
)
def test_a_deal_is_accepted_when_it_is_worth_more_than_nothing_and_can_be_given(
    market: Scenario, offer: str, wanted: str
) -> None:
    assert answer(market, offer) == wanted


def test_what_a_term_is_worth_may_follow_from_a_trait(market: Scenario) -> None:
    offer = "offer kyiv: pay to=paris n=1 + paris: troops n=2"
    assert answer(market, offer) == "decline deal=1"
    assert answer(market, offer, greed=3) == "accept deal=1"


def test_an_answer_is_explained_by_what_the_deal_is_worth(market: Scenario) -> None:
    game = Game(market, seed=1)
    game.submit("kyiv", Order.parse("offer kyiv: pay to=paris n=2"))
    view = game.view("paris")
    reasoning = explain(Commander(market.doctrines["fair"]), view, draws_for(1)(view))
    assert reasoning.chosen.title == "Accepts Kyiv: 2 to Paris"
    assert reasoning.chosen.because == "the deal is worth +2 to it"


def test_scripted_seats_answer_before_an_open_phase_ends(market: Scenario) -> None:
    session = Session.open(market, seats={"kyiv": Person()}, seed=1)
    kyiv = session.seat("kyiv")
    kyiv.submit(Order.parse("offer kyiv: pay to=paris n=1 + washington: hold_step b=3"))
    assert [it.status for it in kyiv.view.ledger] == ["done", "open"]
    kyiv.submit(Order.parse("offer washington: pay to=kyiv n=1"))
    assert kyiv.view.news[-1].text == "Washington declines: Washington: 1 to Kyiv"
    assert (kyiv.view.phase, kyiv.view.deals, session.waiting_for) == ("talk", (), ("kyiv",))
    kyiv.submit(Order("pass"))
    assert kyiv.view.phase != "talk"


def test_a_doctrine_offers_what_is_on_its_card_once_a_phase(market: Scenario) -> None:
    game = Game(market, seed=1)
    trader = Commander(market.doctrines["trader"], {"greed": 2})
    for wanted in (
        "offer washington: hold_step b=3 + kyiv: pay to=washington n=2",
        "offer public=yes partner=paris kyiv: troops n=2",
        "pass",
    ):
        view = game.view("kyiv")
        order = trader.decide(view, draws_for(1)(view)).order
        assert order.text == wanted
        game.submit("kyiv", order)


def test_an_offer_is_explained_like_any_card(market: Scenario) -> None:
    view = Game(market, seed=1).view("kyiv")
    chosen = explain(Commander(market.doctrines["trader"]), view, draws_for(1)(view)).chosen
    assert (chosen.card, chosen.score, chosen.because) == ("ask", 3.0, "a promise is cheap")
    assert chosen.title == "Washington: the backstop stays at 3; Kyiv: 1 to Washington"


def test_a_card_may_ask_whomever_a_read_finds_and_nobody_when_it_finds_none(market: Scenario) -> None:
    game, pupil = Game(market, seed=1), Commander(market.doctrines["pupil"])
    view = game.view("kyiv")
    assert pupil.decide(view, draws_for(1)(view)).order.text == "pass"
    (left,) = explain(pupil, view, draws_for(1)(view)).impossible
    assert "nobody is there to give what it asks for" in str(left)
    with changed(game, credit_washington=4):
        view = game.view("kyiv")
        assert pupil.decide(view, draws_for(1)(view)).order.text == "offer washington: troops n=1"
