"""An argument's own words: typed at the last step of its order, left out or taken out again, harmless."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.widgets import Input

from engine import Game, Order, Scenario
from engine.play.arguments import MOST
from tests.rules.ruled import rules_of
from tui.filling import begun, filling_of
from tui.proposal import Outcome
from tui.screens.order import OrderDialog

from .at_table import LARGE, SMALL
from .fakes import HOSTILE
from .golden_text import hold
from .test_order_dialog import Opened, opened

RULES = """\
tracks: {shamed: {per: role, range: 0..9}}
turn: {chat: {by: all, offers: [argue], mode: open}}
palette: {shame: {title: "Shame {who}", text: Everybody looks., choose: {who: "r in role if r != me"}, does: [{check: shame, modifier: {old: "shamed[who]"}, success: ["shamed[who] += 1"]}]}}
"""  # noqa: E501
WORDS = {"text": "They broke their word", "pro1": "It is on tape", "con1": "Old news"}


def arguing(words: Mapping[str, str]) -> Order:
    return Order("argue", conditions=(), terms=(), effect="shame", who="blue", **words)


SHAME, SAID = arguing({}), arguing(WORDS)


def shame(order: Order | None = SHAME) -> OrderDialog:
    view = Game(Scenario(rules_of(RULES)), seed=1).view("red")
    form = view.choices.form("argue.shame")
    return OrderDialog(view, begun(form) if order is None else filling_of(form, order))


async def say(it: Opened, downs: int, text: str) -> None:
    """Choose the line so many below the first, type words, and keep them."""
    await it.press(*["down"] * downs, "enter")
    it.table.app.screen.query_one(Input).value = text
    await it.press("enter")


async def test_words_of_one_s_own_and_reasons_are_typed_at_the_last_step() -> None:
    async with opened(shame()) as it:
        await it.press("down", "enter", *"Now", "enter")
        await it.press("down", "down", "enter", *"tape", "enter")
        await it.press(*["down"] * 4, "enter", *"old", "enter")
        await it.press("enter")
    assert it.ended == [Outcome(order=arguing({"text": "Now", "pro1": "tape", "con1": "old"}))]


async def test_an_argument_needs_no_words() -> None:
    async with opened(shame(None)) as it:
        await it.press("enter", "enter")
    assert it.ended == [Outcome(order=SHAME)]


async def test_the_order_shows_its_words_and_what_its_reasons_are_worth() -> None:
    for size in (SMALL, LARGE):
        async with opened(shame(SAID), size) as it:
            hold(it.table.app, f"argument_{size[0]}x{size[1]}")


async def test_the_line_for_words_says_what_is_asked() -> None:
    async with opened(shame()) as it:
        await it.press("down", "down", "enter")
        hold(it.table.app, "argument_words_80x24")


async def test_words_are_changed_where_they_stand() -> None:
    async with opened(shame(SAID)) as it:
        await it.press("down", "enter", "!", "enter", "enter")
    assert it.ended == [Outcome(order=arguing({**WORDS, "text": "They broke their word!"}))]


async def test_an_empty_line_takes_words_out_again() -> None:
    async with opened(shame(SAID)) as it:
        await say(it, 2, "")
        assert "on tape" not in it.text
        await it.press("enter")
    assert it.ended == [Outcome(order=arguing({"text": WORDS["text"], "con1": WORDS["con1"]}))]


async def test_escape_leaves_words_as_they_were() -> None:
    async with opened(shame(SAID)) as it:
        await it.press("down", "enter", "x", "escape", "enter")
    assert it.ended == [Outcome(order=SAID)]


async def test_a_fourth_reason_is_not_asked_for() -> None:
    order = arguing({"pro1": "a", "pro2": "b", "pro3": "c"})
    async with opened(shame(order)) as it:
        assert "Add in words: A reason against it" in it.text
        assert "Add in words: A reason for it" not in it.text


async def test_more_than_the_engine_allows_stays_in_the_line_and_is_told() -> None:
    async with opened(shame()) as it:
        await it.press("down", "enter")
        line = it.table.app.screen.query_one(Input)
        it.table.app.post_message(events.Paste("a" * (MOST - 1) + "bc"))
        await it.press("enter")
        assert line.value == "a" * (MOST - 1) + "bc"
        assert f"At most {MOST} characters fit here; this has {MOST + 1}." in it.text
        await it.press("backspace", "enter", "enter")
    assert len(str(it.ended[0].order.params["text"])) == MOST  # type: ignore[union-attr]


async def test_a_paste_of_several_lines_is_one_line_of_words() -> None:
    async with opened(shame()) as it:
        await it.press("down", "enter")
        it.table.app.post_message(events.Paste("They broke\r\n\ttheir word\n"))
        await it.press("enter", "enter")
    assert it.ended[0].order.params["text"] == "They broke their word"  # type: ignore[union-attr]


async def test_hostile_words_do_nothing_and_are_taken_clean() -> None:
    async with opened(shame()) as it:
        await it.press("down", "enter")
        it.table.app.post_message(events.Paste(HOSTILE))
        await it.table.settle()
        assert "\x1b" not in it.table.app.screen.query_one(Input).value
        await it.press("enter")
        assert "[@click=app.quit]" in it.text
        await it.press("enter")
    assert "\x1b" not in str(it.ended[0].order.params["text"])  # type: ignore[union-attr]


async def test_a_draft_keeps_its_words() -> None:
    async with opened(shame(SAID)) as it:
        await it.press("up", "enter")
    assert it.ended == [Outcome(order=SAID, draft=True)]


async def test_a_resize_keeps_what_is_being_written() -> None:
    async with opened(shame(), (200, 50)) as it:
        await it.press("down", "enter", "N", "o")
        for width in (60, 200):
            await it.table.pilot.resize_terminal(width, 24)
            await it.table.settle()
            assert "Your argument, at most 200 characters" in it.text
        await it.press("w", "enter", "enter")
    assert it.ended[0].order.params["text"] == "Now"  # type: ignore[union-attr]
