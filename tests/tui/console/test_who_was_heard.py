"""Who was not heard yet is said alike by the console, its question before a phase ends, lines, and the wall."""

from __future__ import annotations

from pathlib import Path

from engine import Order
from engine.table.injects import ruling
from engine.table.session import Person, Session
from tests.tui.console.hosted import council, hosted
from tests.tui.console.test_console_golden import public_of
from tests.tui.console.test_plain_host import told
from tui.console.picture import picture_of
from tui.wall.pages import who

PARLEY = """
id: parley
title: Parley
format: 1
turns: 1
roles: {paris: {title: Paris}, rome: {title: Rome}, moscow: {title: Moscow}}
tracks: {said: {title: Said, range: 0..9}}
orders:
  speak: {title: Speak, by: all, does: ["said += 1"]}
  plot: {title: Plot, by: all, secret: true, does: ["said += 1"]}
turn: {talks: {title: Talks, by: all, offers: [speak, plot], mode: open}}
endings: {over: {at: end}}
"""
QUESTION = """
injects: {offer: {title: An offer, text: Well?, to: all, cue: manual, does: [{fire: answer}]}}
events: {answer: {asks: paris, choices: {take: {does: []}, leave: {does: []}}}}
"""
SEATS = {"paris": Person(), "rome": Person(), "moscow": Person()}


def parley(folder: Path) -> Session:
    return Session.open(council(folder, PARLEY), seats=SEATS, seed=1)


def test_who_passed_was_heard_though_it_may_act_again(tmp_path: Path) -> None:
    session = parley(tmp_path)
    session.submit("moscow", Order("pass"))
    session.submit("paris", Order("speak"))
    seen = picture_of(session)
    assert who(public_of(session)) == seen.silent == "Not heard yet: Rome"
    assert seen.awaited == "Not heard yet: Rome; awaited too: Paris, Moscow"
    assert [it.state for it in seen.chairs] == ["given 1", "awaited", "passed"]


def test_when_all_were_heard_the_wall_and_the_question_name_who_is_awaited(tmp_path: Path) -> None:
    session = parley(tmp_path)
    for role, order in (("moscow", "pass"), ("rome", "pass"), ("paris", "speak")):
        session.submit(role, Order(order))
    assert picture_of(session).awaited == "Awaited: Paris, Rome, Moscow"
    assert who(public_of(session)) == "Awaited: everybody"


def test_what_is_done_in_secret_is_heard_by_control_alone(tmp_path: Path) -> None:
    session = parley(tmp_path)
    session.submit("paris", Order("plot"))
    session.submit("moscow", Order("speak"))
    assert picture_of(session).silent == "Not heard yet: Rome"
    assert who(public_of(session)) == "Not heard yet: Paris, Rome"


def test_lines_ask_in_the_same_words_before_a_phase_ends(tmp_path: Path) -> None:
    assert "Not heard yet: Rome; awaited too: Paris, Moscow. y ends the phase>" in told(
        parley(tmp_path), "mos pass", "par speak", "g", "n", "no"
    )


async def test_the_question_before_a_phase_ends_names_them_in_the_same_words(tmp_path: Path) -> None:
    async with hosted(tmp_path, rules=PARLEY) as host:
        host.session.submit("moscow", Order("pass"))
        host.session.submit("paris", Order("speak"))
        await host.press("c", "l")
        assert "Not heard yet: Rome; awaited too: Paris, Moscow." in " ".join(host.text.replace("│", " ").split())


def test_whoever_is_asked_something_is_not_heard_until_it_answers(tmp_path: Path) -> None:
    session = Session.open(council(tmp_path, PARLEY + QUESTION), seats=SEATS, seed=1)
    session.submit("paris", Order("speak"))
    session.act(ruling(session, "fire", "offer"))
    for role in ("rome", "moscow", "paris"):
        session.submit(role, Order("pass"))
    assert picture_of(session).silent == "Not heard yet: Paris"


def test_who_passed_one_after_another_stands_in_one_line(tmp_path: Path) -> None:
    session = parley(tmp_path)
    for role, order in (("moscow", "pass"), ("rome", "pass"), ("paris", "speak"), ("rome", "pass")):
        session.submit(role, Order(order))
    assert [it.text for it in picture_of(session).events][-3:] == [
        "Passed: Moscow, Rome.", "Paris: Speak: Said 0 → 1.", "Passed: Rome."
    ]  # fmt: skip


def test_who_has_no_part_in_a_phase_is_not_called_done(session: Session) -> None:
    assert "· Moscow: not asked now; people" in told(session, "n y", ".")


def test_numbers_of_roles_and_places_that_are_nothing_are_counted_and_not_listed(session: Session) -> None:
    said = told(session, "v paris")
    assert "Purse, Paris: 4" in said
    assert "Sent, " not in said
    assert "9 numbers of roles and places are 0 or no." in said
