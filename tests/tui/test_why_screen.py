"""Why a number is what it is: its history with causes, as far as a seat may know."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from engine import Order
from engine.table.session import Person, Session
from tests.tui import at_end
from tests.tui.at_table import SMALL
from tests.tui.golden_text import hold, screen_text
from tui.app import Whitecell
from tui.opening import Asked
from tui.room import Room, room_of
from tui.screens.page import Page
from tui.screens.why import WhyScreen
from tui.whys import MOST, Numbered, number_of, why_page


def page(room: Room, name: str, role: str = "ann") -> str:
    return why_page(number_of(room, role, name), room.scenario, room.titles).plain


def begun(turns: int = 2) -> Room:
    """Return a dilemma in its midst."""
    session = Session.open("prisoners-dilemma", seats={"ann": Person()}, seed=3)
    for _turn in range(turns):
        session.submit("ann", Order("talk"))
    return room_of(session)


def test_each_change_is_told_with_turn_values_and_what_made_it() -> None:
    rows = page(begun(), "coins[ann]").split("\n")
    assert rows[0].startswith("Coins, Ann now: ")
    assert "Turn 1" in rows
    assert any(row.startswith("  From 0 to ") for row in rows)


def test_the_newest_change_comes_first() -> None:
    rows = page(begun(), "coins[ann]").split("\n")
    assert rows.index("Turn 2") < rows.index("Turn 1")


def test_it_goes_down_to_the_line_of_the_rules() -> None:
    text = page(begun(), "coins[ann]")
    assert "Rule: coins[" in text
    assert "rulesets/prisoners-dilemma/ruleset.yaml:" in text


def test_a_number_that_is_worked_out_says_so_and_shows_its_rule() -> None:
    text = page(begun(), "together")
    assert "it is worked out from others" in text
    assert 'is: "sum(coins[r] for r in role)"' in text


def test_a_number_that_never_changed_says_so() -> None:
    assert "It has not changed since the game began" in page(begun(0), "coins[ann]")


def test_a_hidden_number_cannot_be_asked_about_before_the_end() -> None:
    session = Session.open("tutorial", seats={"paris": Person()}, seed=5)
    with pytest.raises(KeyError):
        number_of(room_of(session), "paris", "appetite")


def test_after_the_end_hidden_numbers_have_their_whole_history() -> None:
    room = at_end.tutorial()
    assert "appetite" not in {it.name for it in room.session.seat("paris").view.tracks}
    assert "Appetite now" in page(room, "appetite", "paris")


def test_a_reason_that_is_not_known_is_said_to_be_unknown() -> None:
    room = begun()
    number = number_of(room, "ann", "coins[ann]")
    hidden = attrs.evolve(number, changes=(attrs.evolve(number.changes[0], reason="", rules=()),))
    assert "the reason is not yours to know" in why_page(hidden, room.scenario, room.titles).plain


def test_old_changes_are_counted_not_told() -> None:
    room = begun()
    number = number_of(room, "ann", "coins[ann]")
    many = Numbered(reading=number.reading, changes=number.changes[:1] * (MOST + 5))
    assert "… and 5 older changes" in why_page(many, room.scenario, room.titles).plain


def test_terms_are_told_where_one_check_made_the_change() -> None:
    room = at_end.tutorial()
    names = [it.name for it in room.session.seat("paris").view.tracks]
    whys = [why for name in names for why in room.session.game.why(name)]
    assert any(why.terms for why in whys)


async def test_the_screen_shows_the_history_and_copies_it() -> None:
    app, room = Whitecell(Asked()), begun()
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(WhyScreen(room, "ann", "coins[ann]"))
        await app.workers.wait_for_complete()
        await pilot.pause()
        hold(app, "why_80x24")
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard.startswith("Coins, Ann now: ")
        await pilot.press("escape")
        assert not isinstance(app.screen, Page)


async def test_a_number_that_one_does_not_see_is_refused_in_words() -> None:
    app, room = Whitecell(Asked()), begun()
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(WhyScreen(room, "ann", "[b]nothing\x1b[2J"))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "You do not see this number." in screen_text(app)


SEALED = """
id: till
title: Till
turns: 2
roles: {ann: {title: Ann}, bob: {title: Bob}}
tracks: {money: {title: Money, per: role, range: 0..9, start: 5}, calm: {range: 0..9}}
orders: {build: {by: all, cost: {money: 2}, does: ["calm += 1"]}}
turn: {play: {by: all, offers: [build], mode: sealed, orders: 1}}
endings: {over: {at: end}}
"""


def test_what_a_seat_has_set_aside_is_said_to_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "till.yaml").write_text(SEALED)
    session = Session.open(str(tmp_path / "till.yaml"), seats={"ann": Person(), "bob": Person()})
    session.submit("ann", Order("build"))
    told = {role: page(room_of(session), "money[ann]", role) for role in ("ann", "bob")}
    assert told["ann"].startswith("Money, Ann now: 3/9\n2 more are set aside for what you have sealed.\n")
    assert told["bob"].startswith("Money, Ann now: 5/9\n")
    assert "set aside" not in told["bob"]
