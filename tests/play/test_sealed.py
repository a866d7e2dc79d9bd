"""Sealed orders: unseen until the reveal, paid for there, and never in order of arrival."""

from __future__ import annotations

import pytest

from engine import Game, Order, Refused
from tests.play.conftest import values_of
from tests.play.handmade import Siege

RAID = Order("raid", place="hill", n=2)


def close(game: Game, *roles: str) -> None:
    for role in roles:
        game.submit(role, Order("pass"))


def test_a_sealed_order_changes_no_number(commit: Game) -> None:
    before = list(values_of(commit))
    commit.submit("north", RAID)
    assert values_of(commit) == before


def test_a_cost_is_set_aside_in_the_own_view(commit: Game) -> None:
    commit.submit("north", RAID)
    assert commit.view("north").value("supply[north]") == 2


def test_a_cost_set_aside_cannot_be_spent_again(commit: Game) -> None:
    commit.submit("north", RAID)
    assert Order("raid", place="ford", n=2) in commit.view("north").choices
    assert Order("raid", place="ford", n=3) not in commit.view("north").choices
    assert [option.value for option in commit.view("north").choices.form("raid").domain("ford")] == [1, 2]


def test_a_cost_is_paid_at_the_reveal(commit: Game) -> None:
    commit.submit("north", RAID)
    close(commit, "north", "south", "judge")
    assert values_of(commit)[Siege.supply] == 2
    assert [event.kind for event in commit.log if event.changes and event.changes[0].track == "supply"] == ["reveal"]


def test_a_cost_comes_back_with_the_order(commit: Game) -> None:
    before = commit.digest
    commit.submit("north", RAID)
    commit.take_back("north", RAID)
    assert commit.digest == before
    assert commit.view("north").value("supply[north]") == 4


def test_taking_back_everything_takes_back_passing_too(commit: Game) -> None:
    before = commit.digest
    commit.submit("north", RAID)
    commit.submit("north", Order("pass"))
    assert "north" not in commit.awaiting
    commit.take_back("north")
    assert commit.digest == before


def test_taking_back_one_order_leaves_the_others(commit: Game) -> None:
    commit.submit("north", RAID)
    commit.submit("north", Order("pledge", n=1))
    commit.take_back("north", RAID)
    assert commit.view("north").given == (Order("pledge", n=1),)
    assert RAID in commit.view("north").choices


def test_taking_back_what_was_not_given_is_refused(commit: Game) -> None:
    commit.submit("north", RAID)
    before = commit.digest
    for role, order in (("north", Order("raid", place="ford", n=2)), ("south", RAID), ("south", None)):
        with pytest.raises(Refused):
            commit.take_back(role, order)
    assert commit.digest == before


def test_taking_back_outside_a_sealed_phase_is_refused(siege: Game) -> None:
    siege.submit("south", RAID)
    with pytest.raises(Refused, match="Only sealed orders"):
        siege.take_back("south", RAID)


def test_orders_given_and_taken_back_leave_the_same_state_in_any_order(commit: Game) -> None:
    other = commit.fork()
    commit.submit("north", RAID)
    commit.submit("south", RAID)
    other.submit("south", RAID)
    other.submit("north", Order("pledge", n=1))
    other.submit("north", RAID)
    other.take_back("north", Order("pledge", n=1))
    assert commit.digest == other.digest


def test_who_seals_changes_no_other_view_but_who_is_waited_for(commit: Game) -> None:
    before = {role: commit.view(role).as_json() for role in commit.roles}
    commit.submit("north", RAID)
    commit.submit("north", Order("pledge", n=1))
    for role in ("south", "judge"):
        after = commit.view(role).as_json()
        assert after.pop("waiting") == ["south", "judge"]
        before[role].pop("waiting")
        assert after == before[role]


def test_own_sealed_orders_are_shown_with_their_conditions(commit: Game) -> None:
    order = Order("pledge", n=1, conditions=[("others", {"n": 2})])
    commit.submit("north", order)
    assert commit.view("north").given == (order,)
    assert commit.view("south").given == ()


def test_orders_resolve_by_kind_then_as_the_roles_are(commit: Game) -> None:
    for role, order in (("south", RAID), ("judge", Order("pledge", n=1)), ("north", Order("raid", place="ford", n=1))):
        commit.submit(role, order)
    commit.submit("south", Order("pledge", n=1))
    close(commit, "north")
    events = commit.submit("judge", Order("pass"))
    resolved = [(event.role, event.rule) for event in events if event.kind == "order"]
    assert resolved == [("south", "pledge"), ("judge", "pledge"), ("north", "raid"), ("south", "raid")]


def test_what_resolves_does_not_depend_on_the_order_of_arrival(commit: Game) -> None:
    other = commit.fork()
    orders = {"north": RAID, "south": Order("raid", place="hill", n=3), "judge": Order("pledge", n=2)}
    for game, roles in ((commit, ("north", "south", "judge")), (other, ("judge", "south", "north"))):
        for role in roles:
            game.submit(role, orders[role])
        for role in roles:
            game.submit(role, Order("pass"))
    assert commit.digest == other.digest


def test_a_secret_order_is_no_news_to_others(commit: Game) -> None:
    commit.submit("north", RAID)
    close(commit, "north", "south", "judge")
    assert any("Raid" in it.text and it.private for it in commit.view("north").news)
    assert not any("Raid" in it.text for it in commit.view("south").news)


def test_limits_count_anew_after_an_order_is_taken_back(commit: Game) -> None:
    commit.submit("north", Order("pledge", n=1))
    commit.take_back("north")
    assert Order("pledge", n=2) in commit.view("north").choices
