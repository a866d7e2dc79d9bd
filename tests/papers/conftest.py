"""A game of which everything is kept that a table can keep, and of which each text says who may read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine import Order, Scenario, load
from engine.papers.material import material_of
from engine.papers.reporting import report
from engine.table.overruling import Overruled
from engine.table.session import Person, Session

HOSTILE = '<img src=x onerror=alert(1)> =1+1 [a](javascript:x) | "q" & </td>\x1b[31m\u202e control-hostile'
SEATS = {"red": Person(names=("Anna Meier", "Ben")), "blue": Person(names=("Clara",)), "green": Person()}
DORA, FRITZ = "Dora Kern", "Fritz"
CLARA, EVE = "Clara", "=Eve <u>"


@pytest.fixture(scope="session")
def parley() -> Scenario:
    return load(Path(__file__).with_name("parley.yaml"))


@pytest.fixture(scope="session")
def over(parley: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved game that is over."""
    return saved(parley, tmp_path_factory.mktemp("saves") / "over.journal", turns=2)


@pytest.fixture(scope="session")
def begun(parley: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved game in its second turn, with a secret order sealed and not yet revealed."""
    return saved(parley, tmp_path_factory.mktemp("saves") / "begun.journal", turns=1)


def saved(parley: Scenario, path: Path, *, turns: int) -> Path:
    session = Session.open(parley, seats=SEATS, seed=987_654_321, journal=path)
    session.desk.turn_clock("start")
    for turn in range(1, turns + 1):
        _turn(session, turn)
        session.submit("green", Order("pass"))
    if turns == 1:
        _turn(session, 2)
        session.save_draft("green", Order("scheme"))
    session.close()
    return path


def _turn(session: Session, turn: int) -> None:
    """Play until green alone is awaited: words, a public and a private deal, a vote, secret and open deeds."""
    give(session, "red", "speak n=2")
    _beside(session, turn)
    give(session, "red", "offer public=yes red: pay to=blue n=1")
    give(session, "blue", f"accept deal={2 * turn - 1}")
    give(session, "green", "offer green: bribe + blue: pay to=green n=1")
    give(session, "blue", f"accept deal={2 * turn}")
    give(session, "green", "propose motion=peace")
    _through(session, "talks")
    give(session, "red", "vote motion=peace ballot=yes")
    _through(session, "votes")
    give(session, "red", "sail to=blue")
    give(session, "blue", "scheme")


def _beside(session: Session, turn: int) -> None:
    """Keep what is said beside orders."""
    capture, post, spoken = session.desk.capture, session.desk.post, session.game.log[-1].number
    session.keep(capture.explain("red", spoken, f"control-why, says Clara {HOSTILE}", 4, "control-rejected"))
    session.keep(capture.ask(f"Will the sea be warm in turn {turn}?"))
    session.keep(capture.forecast(turn, CLARA, 83))
    session.keep(capture.forecast(turn, EVE, 17))
    if turn == 1:
        session.keep(capture.settle(1, True))
        with session.guard.given_by(DORA):
            session.rule("fire", "whisper", "control-reason: Anna was bored.")
            session.act(Overruled(ruling="add", what="words[green] +1", reason="control-reason: Anna misread a slip."))
    with session.guard.given_by(FRITZ):
        session.bookmark(session.past.number, f"control-mark of {FRITZ}")
    session.keep(capture.remember(EVE, f"control-note of Anna Meier {HOSTILE}", ["red"]))
    session.keep(capture.remember(EVE, "=cmd|' /C calc'!A0 control-survey", ["survey"]))
    session.keep(post.message("red", ["blue"], "control-private, dear Clara"))
    session.keep(post.ask("red", "control-request"))
    session.keep(post.reply(turn, "answered", "control-answer"))
    session.bookmark(spoken, "control-bookmark")


def _through(session: Session, phase: str) -> None:
    while session.game.view("red").phase == phase:
        session.submit(session.waiting_for[0], Order("pass"))


def give(session: Session, role: str, text: str) -> None:
    session.submit(role, Order.parse(text))


def files(path: Path, edition: str, *, named: bool = True) -> Mapping[str, str]:
    return report(material_of(path, edition, named=named))
