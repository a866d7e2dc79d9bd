"""In an open phase scripted seats act in rounds: each may answer after another's act."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order, Scenario, load
from engine.table.session import Person, Scripted, Session

TALKS = """
id: talks
title: Talks
format: 1
turns: 1
roles: {ann: {title: Ann, usual: echo}, bob: {title: Bob, usual: echo}, cid: {title: Cid, usual: echo}}
tracks: {said: {title: Said, range: 0..99}, mine: {title: Mine, per: role, range: 0..99}}
orders:
  speak: {title: Speak, by: all, does: ["said += 1", "mine[me] = said"]}
turn:
  talk: {by: all, offers: [speak], mode: open}
endings: {done: {at: end, title: Done, text: Done.}}
doctrines:
  echo:
    title: Answers whenever somebody else spoke last
    for: all
    cards: {answer: {order: speak, score: {new: "said - mine[me] - 0.5"}}}
  chatty:
    title: Never stops
    for: all
    cards: {again: {order: speak, score: {always: 1}}}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Scenario:
    path = tmp_path / "talks.yaml"
    path.write_text(TALKS, encoding="utf-8")
    return load(path)


def test_a_full_round_without_acts_makes_them_ready(talks: Scenario) -> None:
    session = Session.open(talks, seed=1)
    assert session.over
    assert session.game.view("ann").value("said") == 0


def test_each_may_answer_after_anothers_act(talks: Scenario) -> None:
    session = Session.open(talks, seats={"ann": Person()}, seed=1)
    session.seat("ann").submit(Order("speak"))
    assert [it.order for it in session.scripted_orders()].count("speak") > 2
    assert session.waiting_for == ("ann",)


def test_eight_acts_a_role_are_enough(talks: Scenario) -> None:
    session = Session.open(talks, seats={role: Scripted("chatty") for role in ("ann", "bob", "cid")}, seed=1)
    assert session.over
    assert session.game.view("ann").value("said") == 24
