"""The clock follows the game, ends phases when it is out, and nobody who is absent is waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order, Refused, Scenario, load
from engine.table.clock import PhaseClock
from engine.table.session import Absent, Person, Session, Voiced
from tests.table.planned import evenly

HALL = """
id: hall
title: Hall
format: 1
turns: 3
roles:
  red: {title: Red, standing: {order: hold}}
  blue: {title: Blue}
  green: {title: Green}
tracks: {heat: {range: 0..99}}
orders:
  hold: {by: all, does: ["heat += 1"]}
  push: {by: all, does: ["heat += 10"]}
turn:
  talk: {by: red, offers: [push], mode: sequential, minutes: 5}
  commit: {by: all, offers: [hold, push], mode: sealed, orders: 0..2, minutes: 3}
endings: {over: {at: end}}
"""


class Hands:
    """A clock on the wall that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    path = tmp_path_factory.mktemp("hall") / "hall.yaml"
    path.write_text(HALL, "utf-8")
    return load(path)


def of_people(hall: Scenario, path: Path | None = None, **seats: Person | Absent | Voiced) -> Session:
    people: dict[str, Person | Absent | Voiced] = {role: Person() for role in ("red", "blue", "green")}
    return Session.open(hall, seats={**people, **seats}, seed=1, journal=path)


def timed(session: Session) -> Hands:
    hands = Hands()
    session.past.clock = PhaseClock(evenly(session.scenario.minutes, session.scenario.turns), now=hands)
    return hands


def heat(session: Session) -> int:
    return next(int(str(it.value)) for it in session.game.view("red").tracks if it.name == "heat")


def kinds(session: Session) -> list[str]:
    return [event.kind for event in session.game.log]


def test_who_is_absent_is_never_waited_for(hall: Scenario) -> None:
    session = of_people(hall, red=Absent())
    assert session.waiting_for == ("blue", "green")
    for role in ("blue", "green"):
        session.submit(role, Order("pass"))
    assert session.game.turn == 2
    assert heat(session) == 1, "its standing order was given"
    assert "defaulted" in kinds(session)


def test_control_may_speak_for_a_seat(hall: Scenario) -> None:
    session = of_people(hall, red=Voiced())
    assert session.waiting_for == ("red",)
    session.submit("red", Order("push"))
    assert heat(session) == 10


def test_a_seat_that_falls_empty_no_longer_blocks(hall: Scenario) -> None:
    session = of_people(hall)
    session.hand_over("red", Absent())
    assert session.game.view("red").phase == "commit"


def test_locking_a_phase_gives_what_stands_for_those_who_are_awaited(hall: Scenario) -> None:
    session = of_people(hall)
    session.submit("red", Order("pass"))
    session.submit("blue", Order("push"))
    session.desk.lock()
    assert session.game.turn == 2
    assert heat(session) == 11


def test_locking_ends_one_phase_only(hall: Scenario) -> None:
    session = of_people(hall)
    session.desk.lock()
    assert (session.game.turn, session.game.view("red").phase) == (1, "commit")


ASKING = """
id: asking
title: Asking
format: 1
turns: 2
roles: {red: {title: Red}, blue: {title: Blue}}
orders: {wait: {title: Wait, by: all, does: []}}
turn: {talk: {by: all, offers: [wait], mode: open, after: [{fire: offer}]}}
events: {offer: {asks: red, choices: {take: {does: []}, leave: {does: []}}}}
endings: {over: {at: end}}
"""


def test_locking_a_phase_leaves_a_question_that_comes_at_its_end_to_whom_it_asks(tmp_path: Path) -> None:
    path = tmp_path / "asking.yaml"
    path.write_text(ASKING, "utf-8")
    session = Session.open(load(path), seats={"red": Person(), "blue": Person()}, seed=1)
    session.desk.lock()
    assert (session.game.turn, session.game.view("red").mode, session.waiting_for) == (1, "choice", ("red",))
    session.desk.lock()
    assert (session.game.turn, session.game.view("red").mode) == (2, "open")


def test_locking_a_game_that_is_over_is_refused(hall: Scenario) -> None:
    session = of_people(hall)
    while not session.over:
        session.desk.lock()
    with pytest.raises(Refused):
        session.desk.lock()


def test_a_phase_ends_when_its_time_is_out(hall: Scenario) -> None:
    session = of_people(hall)
    hands = timed(session)
    session.desk.turn_clock("start")
    hands.seconds = 299
    assert not session.desk.tick()
    hands.seconds = 300
    assert session.desk.tick()
    assert session.game.view("red").phase == "commit"


def test_a_clock_that_stands_ends_nothing(hall: Scenario) -> None:
    session = of_people(hall)
    hands = timed(session)
    session.desk.turn_clock("start")
    session.desk.turn_clock("pause")
    hands.seconds = 9999
    assert not session.desk.tick()


def test_the_clock_goes_on_to_the_next_phase_with_the_game(hall: Scenario) -> None:
    session = of_people(hall)
    hands = timed(session)
    session.desk.turn_clock("start")
    hands.seconds = 60
    session.submit("red", Order("pass"))
    hands.seconds = 90
    assert session.desk.clock.left == 150
    assert [(it.phase, it.spent) for it in session.desk.clock.spells] == [("talk", 1.0), ("commit", 0.5)]


def test_a_clock_that_nobody_uses_leaves_no_trace(hall: Scenario) -> None:
    session = of_people(hall)
    session.submit("red", Order("pass"))
    assert not session.desk.clock.used


def test_all_of_it_comes_back_from_the_journal(hall: Scenario, path: Path) -> None:
    session = of_people(hall, path, green=Absent(), blue=Person(["Anna", "Ben"]))
    session.desk.turn_clock("start")
    session.submit("red", Order("pass"))
    session.keep(session.desk.post.regime("public"))
    session.keep(session.desk.post.message("red", [], "Hello"))
    session.keep(session.desk.post.ask("blue", "How hot is it?"))
    session.keep(session.desk.post.reply(1, "answered", "Very."))
    session.keep(session.desk.capture.explain("red", session.game.log[-1].number, "To wait", 4))
    session.keep(session.desk.capture.ask("Will it boil?"))
    session.keep(session.desk.capture.forecast(1, "Anna", 80))
    session.keep(session.desk.capture.settle(1, True))
    session.keep(session.desk.capture.remember("Scribe", "Red hesitates", ["red line"]))
    before = (session.desk.post.messages("blue"), session.desk.post.requests("blue"), session.desk.capture)
    session.close()
    again = Session.resume(path)
    assert (again.desk.post.messages("blue"), again.desk.post.requests("blue"), again.desk.capture) == before
    assert again.desk.post.press == "public"
    assert not again.desk.clock.running
    assert [it.phase for it in again.desk.clock.spells] == ["talk", "commit"]
    assert again.sitter("blue") == Person(["Anna", "Ben"])
    assert again.sitter("green") == Absent()
    assert again.game.digest == session.game.digest
