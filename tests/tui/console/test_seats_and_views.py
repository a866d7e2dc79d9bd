"""Seats change hands from the console, and control looks over every shoulder."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.table.session import Absent, Person, Scripted, Voiced
from tests.tui.console.hosted import LARGE, SMALL, hosted
from tui.screens.page import Page


async def test_a_seat_is_handed_to_people_by_name(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("a", "down", "p")
        await host.types("Carla, Dino")
        assert host.session.sitter("rome") == Person(("Carla", "Dino"))
        assert "Carla, Dino" in host.text


@pytest.mark.parametrize(("key", "sitter"), [("v", Voiced()), ("n", Absent())])
async def test_a_seat_is_voiced_by_control_or_left_empty(tmp_path: Path, key: str, sitter: Voiced | Absent) -> None:
    async with hosted(tmp_path) as host:
        await host.press("a", "down", key)
        assert host.session.sitter("rome") == sitter


async def test_more_names_than_a_seat_keeps_stay_in_the_line_and_are_told(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("a", "p")
        await host.types("A, B, C, D, E, F, G, H, I")
        assert "! At most 8 people share a seat, not 9." in host.text
        await host.press("backspace", "backspace", "enter")
        assert host.session.sitter("paris") == Person(tuple("ABCDEFGH"))


async def test_a_doctrine_is_chosen_from_those_that_can_play_the_seat(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("a", "d")
        await host.types("napoleon")
        assert "! Nothing on the list is called so" in host.text
        assert host.session.sitter("paris") == Person(("Anna", "Ben"))
        await host.press(*["backspace"] * len("napoleon"))
        assert "Chance" in host.text
        await host.press("enter")
        assert not isinstance(host.session.sitter("paris"), (Person, Scripted))  # nothing but chance can play here


async def test_whoever_sits_down_has_a_page_to_catch_up_on(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("a", "enter")
        assert isinstance(host.screen, Page)
        assert "Where the game stands" in host.text
        assert "EXERCISE" in host.text


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_control_sees_the_whole_log_the_public_and_each_seat(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hosted(tmp_path, size) as host:
        await host.press("l", "y", "v")
        assert "The log, newest first" in host.text
        await host.press("down")
        assert "News, newest first" in host.text
        await host.press("down")
        assert "Where the game stands" in host.text
