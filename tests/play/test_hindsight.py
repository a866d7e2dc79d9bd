"""Why a number is what it is, and what changed as far as a role knows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from engine import Game, Order, Scenario
from engine.play.course import Log
from engine.rules.events import Record
from engine.rules.load import load
from tests.play.conftest import play
from tests.rules.ruled import rules_of


def test_every_change_of_a_number_is_listed_newest_last(siege: Game) -> None:
    siege.submit("south", Order("calm"))
    found = siege.why("heat")
    assert [(it.before, it.after, it.reason) for it in found] == [
        ("0", "1", "Dawn begins"),
        ("1", "0", "South: Calm"),
    ]
    assert found[-1].cause is not None
    assert str(found[-1].cause.place) == "handmade.yaml:1:1"


def test_changes_add_up_to_the_number(siege: Game) -> None:
    play(siege, 2)
    for name in ("heat", "supply[north]", "prep[hill]"):
        found = siege.why(name)
        assert all(a.after == b.before for a, b in pairwise(found))
        assert not found or found[-1].after == str(siege.view("north").value(name))


def test_an_unknown_number_has_no_reasons(siege: Game) -> None:
    with pytest.raises(KeyError):
        siege.why("heet")


def test_a_number_that_is_kept_for_each_of_a_set_is_asked_for_with_one_of_them(siege: Game) -> None:
    with pytest.raises(KeyError, match=r"prep is kept for each of a set: ask for prep\[\w+\]"):
        siege.why("prep")
    with pytest.raises(KeyError, match=r"^'prep'$"):
        siege.why("prep", role="south")  # who sees none is not told that there are any


def test_a_role_may_not_ask_about_what_it_does_not_see(siege: Game) -> None:
    with pytest.raises(KeyError):
        siege.why("prep[hill]", role="south")
    assert siege.why("prep[hill]", role="north") == ()


def test_a_secret_order_is_no_reason_for_others(siege: Game) -> None:
    siege.submit("south", Order("raid", place="hill", n=1))
    assert siege.why("heat", role="south")[-1].reason == "South: Raid 0 1"
    last = siege.why("heat", role="north")[-1]
    assert (last.before, last.after, last.reason, last.cause, last.event) == ("1", "2", "", None, 0)


def test_what_changed_is_told_with_the_reasons_known(siege: Game) -> None:
    since = len(siege.log)
    siege.submit("south", Order("raid", place="hill", n=1))
    siege.submit("north", Order("calm"))
    siege.submit("judge", Order("calm"))
    seen = next(it for it in siege.changes("judge", since) if it.after.id == "heat")
    assert (seen.before.shown, seen.after.shown, seen.reasons) == ("1", "0", ("North: Calm", "Judge: Calm"))


def test_a_role_sees_its_own_costs_when_it_sets_them_aside(commit: Game) -> None:
    since = len(commit.log)
    commit.submit("north", Order("raid", place="hill", n=2))
    (seen,) = commit.changes("north", since)
    assert (seen.before.name, seen.before.value, seen.after.value) == ("supply[north]", 4, 2)
    assert commit.changes("south", since) == ()


def test_nothing_is_told_of_what_a_role_does_not_see(siege: Game) -> None:
    play(siege, 2)
    assert any(it.after.id == "prep" for it in siege.changes("north"))
    assert not any(it.after.id == "prep" for it in siege.changes("south"))


def test_an_own_order_names_its_giver_and_another_s_secret_one_nobody(siege: Game) -> None:
    siege.submit("south", Order("raid", place="hill", n=1))
    assert siege.why("heat", role="south")[-1].by == "south"
    assert siege.why("heat", role="north")[-1].by == ""


def test_a_role_is_told_the_rules_that_may_have_done_it_and_control_the_one_that_did() -> None:
    game = Game(Scenario(load("prisoners-dilemma")), seed=1)
    game.submit("ann", Order("talk"))
    game.submit("bob", Order("talk"))
    own, control = game.why("talked[bob]", role="ann")[-1], game.why("talked[bob]")[-1]
    assert control.cause in own.rules
    assert own.cause is None


def test_asking_what_changed_reads_the_log_twice_however_many_numbers_there_are(
    siege: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(siege, 2)
    read: list[int] = []
    since = Log.since

    def counted(log: Log, number: int) -> list[Record]:
        read.append(number)
        return since(log, number)

    monkeypatch.setattr(Log, "since", counted)
    siege.changes("north")
    assert len(read) == 2  # once to go back, once for the reasons


SWINGS = """
roles: {red: {}, blue: {}}
tracks: {heat: {range: 0..9, start: 5}}
orders:
  stir: {by: red, title: Stir, does: ["heat += 1"]}
  calm: {by: blue, title: Calm, does: ["heat -= 3"]}
turn: {acts: {by: all, offers: [stir, calm], mode: sequential}}
endings: {over: {at: end}}
"""


def test_the_reasons_of_a_change_begin_with_what_moved_it_that_way() -> None:
    game = Game(Scenario(rules_of(SWINGS)), seed=1)
    game.submit("red", Order("stir"))
    game.submit("blue", Order("calm"))
    (change,) = game.changes("red", 0)
    assert (change.before.value, change.after.value) == (5, 3)
    assert change.reasons == ("blue: Calm", "red: Stir")
