"""Control decides from the console what comes of orders: it sees what waits with its odds, and Enter accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Order
from tests.tui.console.hosted import COUNCIL, LARGE, SMALL, Host, hosted


def heat(host: Host) -> object:
    return host.session.game.view("paris").value("heat")


def raid_waits(host: Host, style: str) -> None:
    """Let a raid of Moscow wait for control."""
    host.session.rule("style", f"raid {style}", "")
    host.session.submit("moscow", Order("raid"))
    host.session.desk.lock()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_what_waits_is_the_next_step_and_is_shown_with_its_odds(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path, size) as host:
        raid_waits(host, "semi")
        await host.press("c")
        assert "A check waits for your decision: o" in host.text
        assert host.text.splitlines()[-1].startswith("o ")
        await host.press("o")
        told = " ".join(host.text.split())
        assert "Check ambush: 2d6 +1 (heat +1)" in told
        assert "44% success Heat 2 → 4" in told


async def test_enter_accepts_and_the_dice_fall(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        raid_waits(host, "semi")
        await host.press("c", "o", "enter")
        assert not host.session.game.is_halted
        assert "The dice have fallen. ambush: " in host.text


async def test_a_band_is_picked_with_a_reason_only(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        raid_waits(host, "free")
        await host.press("c", "o", "enter")
        await host.types("fail")
        assert "! Whoever picks a band says why." in host.text
        assert host.session.game.is_halted
        await host.types("; they were seen")
        assert heat(host) == 1
        assert host.session.game.log[-1].by_control or any(
            it.reason == "they were seen" for it in host.session.game.log
        )


async def test_whoever_has_decided_is_told_that_more_waits(tmp_path: Path) -> None:
    twice = COUNCIL.replace("[{check: ambush", "[{check: approach, fail: []}, {check: ambush")
    assert twice != COUNCIL
    async with hosted(tmp_path, rules=twice) as host:
        raid_waits(host, "free")
        await host.press("c", "o", "enter")
        await host.types("success; they came by night")
        assert "It was decided; the log says why. The next check waits for you." in host.text


async def test_reasons_for_and_against_are_counted(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        raid_waits(host, "matrix")
        await host.press("c", "o", "m")
        await host.types("fog, but a full moon")
        judged = next(it for it in host.session.game.log if it.kind == "adjudged")
        assert "[control counted reasons: 1 for, 0 against]" in judged.text


async def test_the_style_of_a_kind_of_order_is_set(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "end", "up")
        assert "rigid  Raid" in host.text
        await host.press("enter")
        await host.types("semi; I want to see it first")
        assert host.session.game.styles["raid"] == "semi"
        assert "semi   Raid" in host.text


async def test_an_argument_is_shown_with_its_odds_before_control_judges_it(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        host.session.rule("sit", "")
        host.session.desk.lock()
        said = Order("argue", effect="shame", who="rome", pro1="All saw it", con1="Nobody cares")
        host.session.submit("paris", said)
        await host.press("c", "w")
        assert "matrix: reasons for and against" in host.text
        assert "Check public_shame: 2d6 +0" in host.text
        await host.press("enter")
        await host.types("They did.")
        assert host.session.game.arguments == ()


async def test_each_check_of_an_order_is_decided_and_what_was_decided_is_shown(tmp_path: Path) -> None:
    text = COUNCIL.replace('fail: ["heat -= 1"]}]', 'fail: ["heat -= 1"]}, {check: escape, fail: []}]')
    async with hosted(tmp_path, rules=text) as host:
        raid_waits(host, "semi")
        await host.press("c", "o", "p")
        await host.types("success; they were quick")
        assert "Decided: ambush: success" in host.text
        assert "Check escape" in host.text
        await host.press("enter")
        assert not host.session.game.is_halted


async def test_the_cursor_stays_where_it_was_when_something_begins_to_wait(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o")
        raid_waits(host, "semi")
        await host.press("f5")
        assert "! Decide: Raid" in host.text
        await host.press("enter")
        assert "what" in host.text
        assert host.session.game.is_halted


async def test_an_empty_line_decides_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        raid_waits(host, "semi")
        await host.press("c", "o", "p", "enter")
        assert host.session.game.is_halted
        assert "! Nothing was typed, and nothing was decided." in host.text


async def test_a_style_is_said_by_its_beginning_and_one_that_is_none_stays_in_the_line(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "end", "enter")
        await host.types("loose")
        assert "! A style is one of rigid, semi, free, matrix, not 'loose'." in host.text.replace("\n", " ")
        await host.press(*["backspace"] * len("loose"))
        await host.types("sem; to see it")
        assert "semi" in host.session.game.styles.values()
