"""Back in time from the console, branches to take up, name and compare, and the rest rehearsed beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order
from tests.tui.console.hosted import LARGE, SMALL, Host, hosted
from tests.tui.golden_text import hold

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def give(host: Host, role: str, count: int) -> None:
    """Seal an order of a role, and end its phase."""
    host.session.submit(role, Order("pledge", f="battalion", n=count))


async def played(host: Host) -> None:
    """Play the first phase."""
    give(host, "paris", 2)
    give(host, "rome", 1)
    host.session.desk.lock()
    await host.settle()


@SIZES
async def test_the_timeline_begins_with_the_newest_event_and_tells_what_would_be_undone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with hosted(tmp_path, size) as host:
        await played(host)
        await host.press("r", "r")
        assert "Nothing is undone." in host.text
        await host.press("g")
        await host.types("2")
        told = " ".join(host.text.split())
        assert "Event 2, turn 1" in told
        assert f"{host.session.past.number - 2} events" in told
        assert "EXERCISE" in host.text


async def test_going_back_wants_a_reason_and_a_yes(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await played(host)
        number = host.session.past.number
        await host.press("r", "r", "p", "p", "enter", "enter")
        assert "! Say why" in host.text
        await host.press("enter")
        await host.types("A misread rule")
        assert "by the same dice?" in " ".join(host.text.split())
        assert host.session.past.number == number
        await host.press("y")
        assert host.session.branches.here.reason == "A misread rule"
        assert host.session.past.number < number


async def test_what_came_meanwhile_is_not_undone_unseen(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await played(host)
        await host.press("r", "r", "p", "f")
        await host.types("A misread rule")
        host.session.submit(host.session.waiting_for[0], Order("pass"))
        await host.press("y")
        assert "came first" in host.text
        assert len(host.session.branches.all) == 1


async def test_news_that_are_told_anew_are_new_to_who_had_read_them(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await played(host)
        host.app.control.hot_seat.read["paris"] = 99
        await host.press("r", "r", "home", "r")
        await host.types("A misread rule")
        await host.press("y")
        assert host.app.control.hot_seat.read["paris"] == len(host.session.game.view("paris").news)


async def test_a_branch_is_forked_named_and_taken_up_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await played(host)
        await host.press("r", "f")
        await host.types("What if")
        assert [it.title for it in host.session.branches.all] == ["branch 1", "What if"]
        await host.press("n", "ctrl+u")
        await host.types("The evening")
        assert [it.title for it in host.session.branches.all] == ["branch 1", "The evening"]
        await host.press("home", "enter", "y")
        assert host.session.branches.here.number == 1


@SIZES
async def test_two_branches_are_shown_side_by_side(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path, size) as host:
        await played(host)
        host.session.branches.rewind(2, "Otherwise", left="As it was", name="Other")
        give(host, "paris", 3)
        host.session.desk.lock()
        await host.press("r", "home", "d")
        told = " ".join(host.text.split())
        assert "They part after event 2" in told
        assert "As it was Other" in told
        assert "Purse: Paris" in told
        assert "1: Pledge 2 × Battalion group" in told
        hold(host.app, "console_compare_{}x{}".format(*size))


async def test_the_branch_that_is_played_is_not_compared_with_itself(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("r", "d", "enter")
        assert "! branch 1 is played already." in host.text
        assert len(host.app.screen_stack) == 3


@SIZES
async def test_a_rehearsal_tells_shares_of_endings_and_ranges(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path, size) as host:
        before = host.session.past.seen
        await host.press("r", "h")
        told = " ".join(host.text.split())
        assert "EXERCISE 200 games from event" in told
        assert "They ended in turn 3." in told
        assert "Heat" in told
        assert host.session.past.seen == before
        hold(host.app, "console_rehearsal_{}x{}".format(*size))


async def test_a_rehearsal_that_breaks_off_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.analysis.apart import BrokenOff, Search

    def broken(_search: Search, _progress: object) -> None:
        raise BrokenOff("9")

    monkeypatch.setattr(Search, "found", broken)
    async with hosted(tmp_path) as host:
        await host.press("r", "h")
        assert "It broke off (9)." in host.text
        await host.press("escape")
        assert "branch 1" in host.text
