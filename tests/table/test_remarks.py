"""What scripted seats say publicly of their orders: with the news of the order, as it was when they decided."""

from __future__ import annotations

import time
from pathlib import Path

import attrs
import pytest

from engine import Order, Scenario, load
from engine.table.injects import carry_out, prepare, ruling
from engine.table.remarks import EVERYBODY, Podium, Remark
from engine.table.session import Person, Randomly, Session


@pytest.fixture(scope="module")
def hall() -> Scenario:
    return load(Path(__file__).with_name("hall.yaml"))


def opened(hall: Scenario, path: Path | None = None, **starts: int) -> Session:
    return Session.open(hall, seats={"green": Person()}, seed=1, journal=path)


def given(session: Session, *orders: str) -> Session:
    for order in orders:
        session.submit("green", Order.parse(order))
    return session


def heard(session: Session, role: str = "green") -> list[tuple[str, str]]:
    return [(it.role, it.text) for it in session.remarks(role)]


def test_an_order_that_is_told_comes_with_what_its_seat_says_of_it(hall: Scenario) -> None:
    assert heard(given(opened(hall), "pass")) == [("red", "Heat was at 1."), ("blue", "Heat was at 6.")]


def test_a_sealed_order_says_nothing_before_it_is_told(hall: Scenario) -> None:
    session = given(opened(hall), "pass")
    sealed = [event for event in session.game.log if event.kind == "sealed"]
    assert sealed
    assert len(heard(session)) == 2


def test_what_is_said_of_a_sealed_order_is_what_was_true_when_it_was_decided(hall: Scenario) -> None:
    session = given(opened(hall), "pass", "pass")
    told = [text for _role, text in heard(session) if "from" in text]
    assert told == ["2 from Red, who has 9, at 11.", "2 from Blue, who has 9, at 11."]


def test_costs_set_aside_for_a_secret_order_do_not_show(hall: Scenario) -> None:
    session = given(opened(hall), "pass", "pass")
    assert any(event.rule == "plot" for event in session.game.log)
    assert ("red", "2 from Red, who has 9, at 11.") in heard(session)


def test_a_secret_order_says_nothing(hall: Scenario) -> None:
    session = given(opened(hall), "pass", "pass")
    plots = [event for event in session.game.log if event.rule == "plot" and event.kind == "order"]
    orders = [event for event in session.game.log if event.kind == "order"]
    assert plots
    assert len(heard(session)) == len(orders) - len(plots)


def test_a_remark_has_the_number_of_the_news_that_tells_of_its_order(hall: Scenario) -> None:
    session = given(opened(hall), "pass", "pass", "speak", "pass")
    news = {item.number: item.text for item in session.seat("green").view.news}
    titles = {"red": "Red: ", "blue": "Blue: "}
    assert session.remarks("green")
    for remark in session.remarks("green"):
        assert news[remark.number].startswith(titles[remark.role])


def test_the_slips_of_injects_are_counted_among_the_news_of_remarks(hall: Scenario) -> None:
    session = opened(hall)
    carry_out(session, prepare(session, "A storm", "It rains.", ["green"]))
    carry_out(session, ruling(session, "fire", "own-1", "Time."))
    news = {item.number: item.text for item in given(session, "pass").seat("green").view.news}
    assert "It rains." in news.values()
    assert [news[it.number].partition(":")[0] for it in session.remarks("green")] == ["Red", "Blue"]


def test_everybody_hears_the_same_remarks_on_their_own_news(hall: Scenario) -> None:
    session = given(opened(hall), "pass", "pass")
    news = {item.number: item.text for item in session.game.view("green").public().news}
    assert [(it.role, it.text) for it in session.remarks(EVERYBODY)] == heard(session)
    assert all(it.number in news for it in session.remarks(EVERYBODY))


def test_persons_and_chance_say_nothing(hall: Scenario) -> None:
    session = Session.open(hall, seats={"green": Person(), "red": Randomly()}, seed=1)
    assert {role for role, _text in heard(given(session, "speak", "pass"))} <= {"blue"}


def test_an_order_that_a_person_gives_in_a_doctrine_s_seat_says_nothing(hall: Scenario) -> None:
    session = opened(hall)
    session.hand_over("red", Person())
    session.submit("green", Order.parse("pass"))
    session.submit("red", Order.parse("speak"))
    assert {role for role, _text in heard(session)} == {"blue"}


def test_a_game_that_is_opened_again_has_the_same_remarks(hall: Scenario, path: Path) -> None:
    session = given(opened(hall, path), "pass", "pass")
    before = session.remarks("green")
    session.close()
    again = Session.resume(path)
    assert before
    assert again.remarks("green") == before
    again.close()


def test_remarks_told_bit_by_bit_are_those_told_at_once(hall: Scenario) -> None:
    session = opened(hall)
    for order in ("pass", "pass", "speak", "wait", "pass", "pass"):
        given(session, order)
        session.remarks("green")
    assert session.remarks("green") == Podium(hall).remarks("green", session.game.log, session._past.decided)


def test_two_games_that_agree_on_what_all_see_have_the_same_remarks(hall: Scenario) -> None:
    """In one of them a seat thinks otherwise: another card gives an order of the same title."""
    found = []
    for mood in (3, 7):
        rules = hall.rules
        place = rules.place_of("mood", (rules.positions["red"][1],))
        start = tuple(mood if at == place else value for at, value in enumerate(rules.start))
        changed = Scenario(attrs.evolve(rules, start=type(rules.start)(start)), hall.source)
        session = given(Session.open(changed, seats={"green": Person()}, seed=1), "pass", "pass")
        cards = {it.order for it in session.scripted_orders() if it.role == "red"}
        found.append((cards, session.seat("green").view.news, session.remarks("green")))
    (low, *one), (high, *other) = found
    assert low != high  # another card decided
    assert one == other


def test_late_in_a_game_a_turn_s_remarks_are_there_at_once() -> None:
    session = Session.open("declaration-2026", seats={"paris": Person()}, seed=4)
    while session.waiting_for and session.game.turn < 6:
        session.remarks("paris")
        session.submit("paris", Order.parse("pass"))
    started = time.process_time()
    found = session.remarks("paris")
    assert time.process_time() - started < 0.1
    assert isinstance(found[0], Remark)
