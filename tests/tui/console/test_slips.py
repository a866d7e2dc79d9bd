"""Slips are typed, echoed, completed, mended, and sealed together."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from engine.table.slips import Slip
from tests.tui.console.hosted import LARGE, SMALL, hosted
from tests.tui.fakes import HOSTILE
from tui.console.batch import MOST, completed
from tui.console.slips import SlipLine, SlipsScreen
from tui.haste import WITHIN


def slips_of(screen: object) -> list[Slip]:
    """Return the slips that are not sealed."""
    assert isinstance(screen, SlipsScreen)
    return screen.slips


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_a_slip_is_echoed_in_words_with_its_cost_before_anything_is_given(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with hosted(tmp_path, size) as host:
        await host.press("s")
        await host.types("par ple battal 2")
        assert "1 Paris: Pledge 2 × Battalion group" in host.text
        assert "(2 Purse)" in host.text
        assert "[x] Paris        typed" in host.text
        assert host.given == []


async def test_the_page_of_slips_begins_with_what_to_do(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        assert "Type a slip: the beginning of each word is enough." in host.text


async def test_all_slips_are_sealed_together_with_one_key(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        for slip in ("par ple battal 2", "rom ple battery 1", "mos probe"):
            await host.types(slip)
        await host.press("f2")
        assert host.given == ["paris pledge f=battalion n=2", "rome pledge f=battery n=1", "moscow probe"]
        assert "3 slips were sealed." in host.text


async def test_a_slip_that_is_wrong_stays_says_why_and_can_be_mended(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("par plegde")
        assert "'plegde' is not an order" in host.text.replace("\n", " ")
        await host.press("up")
        assert host.screen.query_one(SlipLine).value == "par plegde"
        assert slips_of(host.screen) == []


async def test_going_up_from_slip_to_slip_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        for slip in ("par plegde", "par ple battal 2", "rom plegde"):
            await host.types(slip)
        line = host.screen.query_one(SlipLine)
        line.value = "mos xx"
        seen = []
        for _ in range(4):
            await host.press("up")
            seen.append(line.value)
        assert seen == ["rom plegde", "par plegde", "mos xx", "rom plegde"]
        await host.press("enter")
        assert [it.text for it in slips_of(host.screen)] == ["par plegde", "par ple battal 2", "rom plegde", "mos xx"]


async def test_refused_slips_are_thrown_away_after_a_question_and_the_others_stay(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s", "f3")
        assert "No slip was refused." in host.text
        for slip in ("par plegde", "par ple battal 2", "rom plegde"):
            await host.types(slip)
        await host.press("f3")
        assert "Throw 2 refused slips away?" in host.text
        await host.press("n")
        assert len(slips_of(host.screen)) == 3
        await host.press("f3", "y")
        assert [it.text for it in slips_of(host.screen)] == ["par ple battal 2"]
        assert "2 slips were thrown away." in host.text


async def test_a_slip_that_is_half_typed_waits_while_control_looks_at_something_else(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        host.screen.query_one(SlipLine).value = "par ple"
        await host.press("escape", "s")
        assert host.screen.query_one(SlipLine).value == "par ple"


async def test_more_slips_than_can_wait_are_refused_and_none_is_dropped(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("par ple battal 2")
        host.screen.query_one(SlipLine).post_message(SlipLine.Pasted("rom pass\n" * MOST))
        await host.pilot.pause()
        assert f"At most {MOST} slips wait here" in host.text
        assert [it.text for it in slips_of(host.screen)] == ["par ple battal 2"]


async def test_what_the_rules_refuse_when_it_is_sealed_stays_with_the_reason(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("par ple battal 3")
        await host.types("par ple battery 3")
        await host.press("f2")
        assert host.given == ["paris pledge f=battalion n=3"]
        assert "! 1 slip was sealed. 1 left to mend." in host.text
        assert len(slips_of(host.screen)) == 1


async def test_slips_for_a_phase_that_has_ended_are_not_given_in_the_next(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        for slip in ("par pass", "rom pass", "mos pass", "par ple battal 1"):
            await host.types(slip)
        await host.press("f2")
        assert host.given == []
        assert [it.wrong for it in slips_of(host.screen)] == ["The phase ended before this slip was given."]


async def test_slips_typed_before_the_phase_was_ended_are_not_given_later(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("mos ple battal 1")
        for _phase in ("commit", "talks"):
            host.session.desk.lock()
        assert host.session.game.view("moscow").phase == "commit"
        await host.press("f2")
        assert "moscow pledge f=battalion n=1" not in host.given
        assert [it.wrong for it in slips_of(host.screen)] == ["The phase ended before this slip was given."]


async def test_slips_wait_while_control_looks_at_something_else(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("par ple battal 1")
        await host.press("escape", "s", "f2")
        assert host.given == ["paris pledge f=battalion n=1"]


async def test_tab_completes_every_word_and_candidates_are_shown(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s", "p", "tab")
        assert host.screen.query_one(SlipLine).value == "paris "
        assert "pledge  pass" in host.text
        await host.press("p", "l", "tab", "b", "tab")
        assert host.screen.query_one(SlipLine).value == "paris pledge batt"
        assert "battalion  battery" in host.text


@pytest.mark.parametrize(
    ("text", "candidates", "after"),
    [
        ("", ("paris", "rome"), ""),
        ("r", ("rome",), "rome "),
        ("paris pl", ("pledge", "plan"), "paris pl"),
        ("paris ba", ("battalion", "battery"), "paris batt"),
        ("paris Kh", ("ua_east",), "paris ua_east "),
        ("x", (), "x"),
    ],
)
def test_a_word_is_completed_as_far_as_the_candidates_agree(text: str, candidates: tuple[str, ...], after: str) -> None:
    assert completed(text, candidates) == after


async def test_many_lines_are_pasted_at_once(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        host.app.post_message(events.Paste("par ple battal 1\n\nrom ple battery 2\nmos probe\n"))
        await host.settle()
        assert len(slips_of(host.screen)) == 3
        await host.press("f2")
        assert len(host.given) == 3


async def test_hostile_text_is_shown_clean_and_is_no_markup(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        host.app.post_message(events.Paste(f"{HOSTILE}\n[b]par[/b] pledge\n"))
        await host.settle()
        assert "\x1b" not in host.text
        assert "[b]par[/b]" in host.text


async def test_a_phase_of_three_seats_takes_less_than_a_hundred_keys(tmp_path: Path) -> None:
    slips = ["par ple battal 1", "par pass", "rom ple battery 1", "rom pass", "mos prob", "mos pass"]
    assert sum(len(slip) + 1 for slip in slips) + 1 < 100
    async with hosted(tmp_path) as host:
        await host.press("s")
        for slip in slips:
            await host.types(slip)
        await host.press("f2")
        assert host.session.game.view("paris").phase == "talks"


async def test_a_key_that_is_dropped_after_a_burst_into_the_line_is_told(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        for letter in "par argue shame rome they all knew of it":
            host.app.post_message(events.Key("space" if letter == " " else letter, letter))
        host.app.post_message(events.Key("enter", "\r"))
        await host.pilot.pause(3 * WITHIN)
        assert "Keys came faster than hands type" in host.text


async def test_whoever_leaves_is_told_of_slips_that_are_not_sealed(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("par ple batt 2")
        await host.press("escape", "q")
        assert "1 slip is" in host.text
