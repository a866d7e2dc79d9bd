"""Two games that differ only in what is hidden have the same report for those from whom it is hidden, to the byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine import Order, Scenario
from engine.papers.briefs import brief
from engine.papers.mats import mats
from engine.papers.pack import pack_of
from engine.papers.slip_sheets import slips
from engine.table import session as sessions
from engine.table.session import Session

from .conftest import SEATS, files, give


@pytest.fixture(autouse=True)
def same_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "new_salt", lambda: "5a17" * 8)


def played(parley: Scenario, path: Path, *, hidden: bool, turns: int) -> Path:
    """Save a game; with `hidden` blue schemes, deals are struck in private, and much is written for control."""
    session = Session.open(parley, seats=SEATS, seed=77, journal=path)
    for _turn in range(turns):
        give(session, "red", "speak n=2")
        if hidden:
            _hidden(session)
        _until(session, "deeds")
        session.submit("red", Order("sail", to="blue"))
        session.submit("blue", Order("scheme") if hidden else Order("pass"))
        if turns > 1:
            session.submit("green", Order("pass"))
    session.close()
    return path


def _hidden(session: Session) -> None:
    capture = session.desk.capture
    give(session, "green", "offer green: bribe + blue: bribe")
    give(session, "blue", f"accept deal={len(session.seat('blue').view.ledger) // 2 + 1}")
    session.keep(capture.explain("red", session.past.number, "Because"))
    session.keep(capture.ask("Will it rain?"))
    session.keep(capture.forecast(len(capture.questions), "Dora", 12))
    session.keep(capture.remember("Dora", "A note"))
    session.keep(session.desk.post.message("red", ["blue"], "Between us"))
    session.keep(session.desk.post.ask("red", "May we?"))
    session.bookmark(session.past.number, "Look here")


def _until(session: Session, phase: str) -> None:
    while session.game.view("red").phase != phase:
        session.submit(session.waiting_for[0], Order("pass"))


def without_time(found: Mapping[str, str]) -> dict[str, str]:
    return {name: re.sub(r"\d{4}-\d\d-\d\dT[\d:+\\-]+", "", text) for name, text in found.items()}


@pytest.mark.parametrize(("edition", "turns"), [("public", 1), ("public", 2), ("players", 1)])
def test_what_is_hidden_changes_no_byte_of_a_lower_edition(
    parley: Scenario, tmp_path: Path, edition: str, turns: int
) -> None:
    plain = played(parley, tmp_path / "plain.journal", hidden=False, turns=turns)
    secret = played(parley, tmp_path / "secret.journal", hidden=True, turns=turns)
    assert without_time(files(plain, edition)) == without_time(files(secret, edition))


def test_what_is_hidden_changes_controls_edition(parley: Scenario, tmp_path: Path) -> None:
    plain = played(parley, tmp_path / "plain.journal", hidden=False, turns=1)
    secret = played(parley, tmp_path / "secret.journal", hidden=True, turns=1)
    assert without_time(files(plain, "control")) != without_time(files(secret, "control"))


def test_what_others_hide_changes_no_byte_of_a_brief_nor_of_what_lies_on_the_table(
    parley: Scenario, tmp_path: Path
) -> None:
    plain = pack_of(str(played(parley, tmp_path / "plain.journal", hidden=False, turns=1)))
    secret = pack_of(str(played(parley, tmp_path / "secret.journal", hidden=True, turns=1)))
    assert brief(plain, "red") == brief(secret, "red")
    assert mats(plain) == mats(secret)
    assert slips(plain) == slips(secret)
