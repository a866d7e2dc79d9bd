"""What control overrules at the table is in the journal, is found right when it is verified, and is seen beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order, Refused, load
from engine.table.journal import read
from engine.table.overruling import Overruled, preview
from engine.table.session import Person, Session
from engine.table.verifying import verify

ROLES = ("red", "blue", "green")


def session_at(path: Path | None = None) -> Session:
    scenario = load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")
    return Session.open(scenario, seats={role: Person() for role in ROLES}, seed=1, journal=path)


def heat(session: Session) -> object:
    return session.seat("red").view.value("heat")


ONE_OF_EACH = (
    Overruled(ruling="add", what="heat +2", reason="A slip was misread.", public=True),
    Overruled(ruling="give", what="red probe n=1", reason="Red was away."),
    Overruled(ruling="band", what="public_shame fail", reason="All know."),
    Overruled(ruling="except", what="red shout", reason="Nobody heard it."),
    Overruled(ruling="add", what="gold[blue] -1", reason="A fine."),
)


def overruled_at(path: Path) -> Session:
    session = session_at(path)
    for step in ONE_OF_EACH:
        session.act(step)
    while session.seat("red").view.phase != "plans":
        session.submit(session.waiting_for[0], Order("pass"))
    session.submit("red", Order("save", n=1))
    session.act(Overruled(ruling="take", what="red", reason="It was Green's slip."))
    return session


def test_what_was_overruled_is_there_when_a_game_is_opened_again(path: Path) -> None:
    session = overruled_at(path)
    session.close()
    again = Session.resume(path)
    assert again.game.digest == session.game.digest
    assert [step for _entry, step in again.past.of(Overruled)][:5] == list(ONE_OF_EACH)


def test_a_game_with_overrides_is_verified_like_any_other(path: Path) -> None:
    overruled_at(path).close()
    assert verify(path).faults == ()


def test_an_override_that_was_altered_in_the_journal_is_found(path: Path) -> None:
    overruled_at(path).close()
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"heat +2", b"heat +3"))
    assert not verify(path).holds


def test_overrides_are_counted_by_what_they_overrule(path: Path) -> None:
    assert dict(overruled_at(path).past.overruled) == {"add": 2, "give": 1, "take": 1, "band": 1, "except": 1}


def test_a_refused_override_is_not_written_down(path: Path) -> None:
    session = session_at(path)
    with pytest.raises(Refused):
        session.act(Overruled(ruling="add", what="heat +0", reason="So."))
    assert [step for step in read(path).steps if step["do"] == "overrule"] == []


def test_a_preview_shows_what_would_happen_and_does_nothing() -> None:
    session = session_at()
    before = session.game.digest
    seen = preview(session.game, Overruled(ruling="give", what="red probe n=2", reason="Red was away."))
    assert seen.events == ("Control gives an order for Red (Red was away.).", "Red: Probe 2: Heat 0 → 2.")
    assert [(it.before.shown, it.after.shown, it.reasons) for it in seen.changes] == [("0", "2", ("Red: Probe 2",))]
    assert not seen.drawn
    assert session.game.digest == before
    assert heat(session) == 0


def test_a_preview_tells_no_die_before_it_falls() -> None:
    events, rolls = set(), set()
    for seed in range(8):
        scenario = load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")
        session = Session.open(scenario, seats={role: Person() for role in ROLES}, seed=seed)
        while session.seat("red").view.phase != "chat":
            session.submit(session.waiting_for[0], Order("pass"))
        act = Overruled(ruling="give", what="red argue effect=shame who=blue", reason="Red said it aloud.")
        seen = preview(session.game, act)
        assert seen.drawn
        events.add(seen.events)
        session.act(act)
        rolls.add(session.game.log[-1].text)
    assert len(events) == 1
    assert len(rolls) > 1


STRAITS = """
id: straits
format: 1
turns: 1
roles: {red: {title: Red}, blue: {title: Blue}}
tracks: {heat: {range: 0..9, start: 3}}
orders: {sail: {title: Sail, by: all, does: [{check: storm, success: ["heat += 2"], fail: ["heat -= 1"]}]}}
turn: {moves: {by: all, offers: [sail], mode: sequential, orders: 0..1}}
endings: {over: {at: end}}
"""


def test_what_control_decided_is_in_the_journal_and_holds(path: Path, tmp_path: Path) -> None:
    (tmp_path / "straits.yaml").write_text(STRAITS, "utf-8")
    session = Session.open(load(tmp_path / "straits.yaml"), seats={"red": Person()}, seed=1, journal=path)
    session.rule("style", "sail free", "The room knows better.")
    session.submit("red", Order("sail"))
    session.close()
    again = Session.resume(path)
    assert again.game.proposal is not None
    again.rule("settle", "fail", "Ice.")
    while again.game.is_halted:
        again.rule("settle", "success", "None here.")
    again.close()
    assert again.over
    assert verify(path).faults == ()
    assert Session.resume(path).game.digest == again.game.digest


def test_a_decision_for_what_somebody_else_decided_meanwhile_is_not_one_for_what_waits_next(tmp_path: Path) -> None:
    (tmp_path / "straits.yaml").write_text(STRAITS, "utf-8")
    session = Session.open(load(tmp_path / "straits.yaml"), seats={"red": Person(), "blue": Person()}, seed=1)
    session.rule("style", "sail free")
    session.submit("red", Order("sail"))
    seen = session.past.seen
    session.rule("settle", "fail", "Ice.")
    session.submit("blue", Order("sail"))
    with session.guard.having_seen(seen), pytest.raises(Refused, match="came first: Red: Sail"):
        session.rule("settle", "success", "A calm sea.")
    assert session.game.is_halted
