"""Control overrules the rules from the console: what, why, a look ahead, and only then it is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from engine import Order
from engine.play.rulings import MOST_REASON
from tests.tui.console.hosted import LARGE, SMALL, Host, hosted

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def heat(host: Host) -> object:
    return host.session.game.view("paris").value("heat")


@SIZES
async def test_a_number_is_changed_only_after_a_look_at_what_would_come_of_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with hosted(tmp_path, size) as host:
        await host.press("o", "enter")
        await host.types("heat +3")
        await host.types("A slip was misread")
        assert "Heat 2 → 5" in host.text
        assert "Enter does it" in host.text
        assert heat(host) == 2
        await host.press("enter")
        assert heat(host) == 5
        assert "The rules were overruled; the log says why." in host.text
        assert dict(host.session.past.overruled)["add"] == 1


async def test_the_dashboard_marks_what_control_did_with_more_than_a_colour(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter")
        await host.types("heat +3")
        await host.types("Misread")
        await host.press("enter", "escape")
        assert "* By control (Misread): Heat" in host.text


async def test_a_reason_that_is_too_long_stays_in_its_line_and_is_told(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter")
        await host.types("heat +3")
        host.app.post_message(events.Paste("x" * (MOST_REASON + 9)))
        await host.press("enter")
        assert host.screen.query_one("#why", Input).value == "x" * (MOST_REASON + 9)
        assert f"! At most {MOST_REASON} characters fit here; this has {MOST_REASON + 9}." in host.text


async def test_escape_overrules_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter")
        await host.types("heat +3")
        await host.types("Misread")
        await host.press("escape")
        assert heat(host) == 2


async def test_without_a_reason_nothing_is_shown_or_done(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter")
        await host.types("heat +3")
        await host.press("enter", "enter")
        assert "! Whoever overrules the rules says why." in host.text
        assert heat(host) == 2


async def test_what_is_changed_after_the_look_is_looked_at_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter")
        await host.types("heat +3")
        await host.types("Misread")
        await host.types(" twice")
        assert heat(host) == 2
        await host.press("enter")
        assert host.session.game.log[-1].reason == "Misread twice"


async def test_a_number_is_completed_and_told_with_what_it_is_now(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter", "h", "tab")
        assert isinstance(host.app.focused, Input)
        assert host.app.focused.value == "heat "
        assert "Heat now: 2 (0 to 9)" in host.text


async def test_an_order_is_given_in_the_words_of_a_slip(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "down", "enter")
        await host.types("par ple batta 2")
        await host.types("On the telephone")
        await host.press("enter")
        assert host.given == ["paris pledge f=battalion n=2"]


async def test_an_order_that_cannot_be_read_stays_in_the_line_with_the_reason(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "down", "enter")
        await host.types("par fly")
        assert "! " in host.text
        assert isinstance(host.app.focused, Input)
        assert host.app.focused.value == "par fly"


async def test_a_sealed_order_is_taken_back(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        host.session.submit("rome", Order("pledge", f="battery", n=1))
        await host.press("o", "down", "down", "enter", "r", "tab", "tab")
        await host.press("enter")
        await host.types("It was Paris's slip")
        await host.press("enter")
        assert host.session.game.view("rome").given == ()


async def test_an_exception_and_a_band_are_in_the_list_with_their_reasons(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", *["down"] * 4, "enter")
        await host.types("rome pledge")
        await host.types("Came late")
        await host.press("enter", "up", "enter")
        await host.types("public_shame fail")
        await host.types("All know")
        await host.press("enter")
        assert "public_shame fail (All know)" in " ".join(host.text.split())
        await host.press("down")
        assert "rome pledge (Came late)" in " ".join(host.text.split())


async def test_a_reason_is_told_to_all_only_when_control_wants_it(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o", "enter")
        await host.types("heat +1")
        await host.press("f2")
        await host.types("The clerk erred")
        await host.press("enter")
        assert host.session.game.view("paris").news[-1].text == "Control: The clerk erred"


async def test_the_footer_says_what_enter_does_in_a_list(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("o")
        assert host.text.splitlines()[-1].startswith("⏎ Accept, overrule, or set")
