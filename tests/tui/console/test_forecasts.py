"""Why an order was given, at the slip; forecasts asked, answered in private, settled and scored."""

from __future__ import annotations

from pathlib import Path

from engine.table.capture import Rationale
from tests.tui.console.hosted import LARGE, hosted


async def test_a_slip_says_why_how_sure_and_what_was_rejected(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("s")
        await host.types("par ple battal 2; no mandate yet; 4; a battery")
        await host.types("rom pass")
        await host.press("f2")
        ((found),) = host.session.desk.capture.rationales
        event = host.session.game.log[found.number - 1]
        assert (event.role, event.kind) == ("paris", "sealed")
        assert found == Rationale(number=event.number, role="paris", why="no mandate yet", sure=4, rejected="a battery")


async def test_forecasts_are_private_until_they_are_settled_and_then_scored(tmp_path: Path) -> None:
    async with hosted(tmp_path, LARGE) as host:
        await host.press("f", "n")
        await host.types("The ceasefire holds.")
        await host.press("enter")
        assert "Ben, Rome, Moscow." in host.text
        await host.types("Anna 90, Ben 20%")
        assert "still private: Anna, Ben" in " ".join(host.text.split())
        assert "90" not in host.text
        await host.press("y")
        assert "Anna: 0.01" in host.text
        assert "Ben: 0.64" in host.text
        await host.press("enter")
        assert "! This question is settled." in host.text


async def test_at_the_end_of_a_turn_control_is_reminded_of_forecasts(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("l", "y", "l", "y")
        assert "Turn 1 is over: f takes forecasts of the next." in host.text


async def test_answers_that_cannot_be_read_are_refused_together(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("f", "n")
        await host.types("It holds.")
        await host.press("enter")
        await host.types("Anna 90, Ben")
        assert "'Ben' is no name with a number" in host.text
        assert not host.session.desk.capture.forecasts
