"""Whatever was changed afterwards is found, by its line; what cannot be checked is said, not passed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from engine import Refused, Scenario
from engine.table import verifying
from engine.table.fairness import SEED_BITS, commitment_to, new_salt, new_seed
from engine.table.journal import read
from engine.table.session import Person, Scripted, Session
from engine.table.verifying import verify

from .forged import Entries, forge

SEED = 918_273_645_546_372_819


def play(scenario: Scenario, path: Path, orders: int = 99) -> Session:
    session = Session.open(scenario, seats={"red": Person(), "blue": Scripted("keeper")}, seed=SEED, journal=path)
    chance = Random(2)
    for _ in range(orders):
        if session.over:
            break
        seat = session.seat("red")
        seat.submit(seat.view.choices.sample(chance))
    session.close()
    return session


@pytest.fixture
def over(arena: Scenario, path: Path) -> Path:
    play(arena, path)
    return path


def test_a_game_as_it_was_played_holds(over: Path, arena: Scenario) -> None:
    it = verify(over)
    assert (it.faults, it.cannot, it.holds) == ((), (), True)
    assert it.events == len(Session.resume(over).game.log)
    assert it.decisions > 3


def test_the_seed_is_told_of_a_game_that_is_over(over: Path) -> None:
    it = verify(over)
    assert it.seed == SEED
    assert commitment_to(it.seed, it.salt) == it.commitment == read(over).header.commitment


def test_the_seed_of_a_game_that_goes_on_is_told_nowhere(arena: Scenario, path: Path) -> None:
    session = play(arena, path, orders=2)
    verdict = verify(path)
    told = [repr(verdict), json.dumps(verdict.to_json()), repr(session), repr(session.past), repr(read(path).header)]
    told += [session.commitment, session.standing, repr(session.revealed), repr(session.seat("red").view)]
    assert not any(str(SEED) in it or session.past.salt in it for it in told)
    assert session.revealed is None


def test_a_seed_given_by_hand_cannot_be_searched() -> None:
    assert commitment_to(7, new_salt()) != commitment_to(7, new_salt())
    assert len(new_salt()) * 4 >= 128
    assert new_seed() < 2**SEED_BITS
    assert new_seed() != new_seed()


def orders_of(entries: Entries, *, scripted: bool) -> list[int]:
    return [at for at, it in enumerate(entries) if it.get("do") == "order" and ("by" in it) == scripted]


def another_order(entries: Entries) -> None:
    entries[orders_of(entries, scripted=False)[1]]["order"] = "earn"


def another_decision(entries: Entries) -> None:
    it = entries[orders_of(entries, scripted=True)[0]]
    it["order"], it["card"] = "pass", ""


def another_change(entries: Entries) -> None:
    for it in entries:
        for record in it.get("records", ()):
            if record[7]:
                record[7][0][2] += 1
                return


def another_seed(entries: Entries) -> None:
    entries[0]["seed"] += 1


def an_order_too_many(entries: Entries) -> None:
    at = orders_of(entries, scripted=False)[0]
    entries.insert(at + 1, entries[at])


def one_left_out(entries: Entries) -> None:
    del entries[orders_of(entries, scripted=True)[1]]


@pytest.mark.parametrize(
    "change", [another_order, another_decision, another_change, another_seed, an_order_too_many, one_left_out]
)
def test_what_was_changed_and_signed_anew_is_found(over: Path, change: Callable[[Entries], None]) -> None:
    forge(over, change)
    assert not verify(over).holds


def test_another_seed_is_not_the_one_that_was_committed_to(over: Path) -> None:
    forge(over, another_seed)
    assert (1, "The seed is not the one that was committed to at the start.") in {
        (it.line, it.text) for it in verify(over).faults
    }


def test_what_a_doctrine_would_have_decided_is_said(over: Path) -> None:
    forge(over, another_decision)
    assert "Blue was written down to decide 'pass'; its doctrine decides" in verify(over).faults[0].text


def a_better_roll(entries: Entries) -> int:
    """Change the first draw that there is; return its line."""
    for line, it in enumerate(entries, 1):
        for record in it.get("records", ()):
            for note in record[8]:
                if note[0] == "chance":
                    note[-1] = not note[-1]
                    return line
                if note[0] in ("roll", "check"):
                    note[-1 if note[0] == "roll" else 5] += 1
                    return line
    raise AssertionError("no dice fell")


def test_a_roll_that_fell_otherwise_is_found_and_both_are_told(path: Path) -> None:
    Session.open("tutorial", seed=5, journal=path).close()
    lines: list[int] = []
    forge(path, lambda entries: lines.append(a_better_roll(entries)))
    (fault,) = verify(path).faults
    assert fault.line == lines[0]
    assert "was written down as" in fault.text
    assert "; the seed gives" in fault.text


def test_a_damaged_line_is_found_by_its_number(over: Path) -> None:
    lines = over.read_bytes().splitlines(keepends=True)
    lines[4] = lines[4].replace(b'"do"', b'"dO"')
    over.write_bytes(b"".join(lines))
    assert [it.line for it in verify(over).faults] == [5]


def test_what_another_version_played_is_not_judged_and_that_is_said(
    over: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "__version__", "9.9.9")
    forge(over, another_change)
    it = verify(over)
    assert it.faults == ()
    assert "played by another version of the engine (this is 9.9.9)" in it.cannot[0]


def test_what_was_told_in_another_language_is_not_compared_and_that_is_said(over: Path) -> None:
    def foreign(entries: Entries) -> None:
        entries[0]["language"] = "de"
        for it in entries:
            for record in it.get("records", ()):
                record[8] = [[*note[:2], "Hallo", *note[3:]] if note[0] == "say" else note for note in record[8]]

    forge(over, foreign)
    it = verify(over)
    assert it.faults == ()


def kinder(entries: Entries) -> None:
    files = entries[1]["layers"][0]["files"]
    files["arena.yaml"] = files["arena.yaml"].replace("start: 6", "start: 9")


def test_rules_that_were_changed_in_the_journal_are_found(over: Path) -> None:
    forge(over, kinder)
    (fault,) = verify(over).faults
    assert (fault.line, fault.text[:22]) == (2, "The text of the rules ")


def test_rules_that_were_changed_in_the_journal_are_not_played_by(over: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.table.resuming.installed", lambda *_: None)
    forge(over, kinder)
    with pytest.raises(Refused, match="not those that it was begun by"):
        Session.resume(over)


def test_a_game_whose_rules_are_lost_cannot_be_checked_and_that_is_said(
    over: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.table.resuming.installed", lambda *_: None)
    forge(over, lambda entries: entries.pop(1))
    it = verify(over)
    assert it.holds
    assert "does not hold their text" in it.cannot[0]


NAMES = ["../../evil.yaml", "/etc/evil.yaml", "a/../../b", "", "..", "x\\y", "\0"]


@pytest.mark.parametrize("name", NAMES)
def test_rules_in_a_journal_lead_to_no_other_file(over: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("engine.table.resuming.installed", lambda *_: None)
    forge(over, lambda entries: entries[1]["layers"][0].update(overlays={name: "x"}))
    with pytest.raises(Refused, match="not as they were written"):
        Session.resume(over)
