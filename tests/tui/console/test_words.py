"""What is said round the game, from the console."""

from __future__ import annotations

from pathlib import Path

from engine import Order
from tests.tui.console.hosted import LARGE, hosted
from tui.screens.asking import LineQuestion
from tui.widgets.line import TypedLine


async def test_a_request_is_answered_or_refused(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        post = host.session.desk.post
        host.session.keep(post.ask("paris", "How many batteries has Rome?"))
        host.session.keep(post.ask("rome", "Who lies?"))
        await host.press("c")
        assert "2 things wait for you: w" in host.text
        await host.press("w", "enter")
        await host.types("Four")
        await host.press("r", "enter")
        assert [(it.state, it.answer) for it in post.requests("control")] == [("answered", "Four"), ("refused", "")]


async def test_a_page_without_words_says_why_and_what_would_bring_some(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w")
        assert "Nothing was written yet" in host.text
        assert "judged by the rules" in host.text
        await host.press("j")
        assert "judged by the rules" not in host.text


async def test_control_writes_to_some_and_to_all(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "m")
        await host.types("all: Lunch at noon")
        await host.press("m")
        await host.types("rome: you may look")
        assert [(it.to, it.text) for it in host.session.desk.post.messages("rome")] == [
            ((), "Lunch at noon"),
            (("rome",), "you may look"),
        ]
        assert len(host.session.desk.post.messages("paris")) == 1


async def test_readers_are_named_by_title_as_well(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "m")
        await host.types("Rome, PARIS: you may look")
        assert host.session.desk.post.messages("control")[0].to == ("paris", "rome")


async def test_a_message_that_cannot_be_sent_stays_in_its_line(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "m")
        await host.types("london: hi")
        assert isinstance(host.screen, LineQuestion)
        assert host.screen.query_one(TypedLine).value == "london: hi"


async def test_a_message_without_readers_goes_to_nobody(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "m")
        await host.types("only for you")
        assert "! Write readers, a colon, and the text." in host.text
        assert host.session.desk.post.messages("paris") == ()


async def test_a_message_to_nobody_known_is_refused_with_the_reason(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "m")
        await host.types("london: hi")
        assert "! There is no role 'london'" in host.text


async def test_a_note_keeps_its_tags(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "n")
        await host.types("#trust Paris waits [b]long[/b]")
        note = host.session.desk.capture.notes[0]
        assert (note.text, note.tags) == ("Paris waits [b]long[/b]", ("trust",))
        assert "[b]long[/b]" in host.text


async def test_the_press_goes_round(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "p")
        assert host.session.desk.post.press == "none"
        await host.press("p")
        assert host.session.desk.post.press == "public"


async def test_the_last_event_is_marked_and_found_in_the_log(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "b")
        await host.types("start")
        assert list(host.session.past.bookmarks.values()) == ["start"]
        await host.press("escape", "v")
        assert "[start]" in host.text


async def test_arguments_wait_for_control_that_judges(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("w", "j")
        host.session.desk.lock()
        host.session.submit(
            "paris",
            Order("argue", effect="shame", who="rome", text="Rome hides.", pro1="It is known.", con1="So what?"),
        )
        await host.press("escape", "c")
        assert host.text.splitlines()[-1].startswith("w Words")
        await host.press("w")
        assert "pro1: It is known." in host.text
        await host.press("enter")
        await host.press(*["backspace"] * len("con1; "))
        await host.types("; fair")
        assert host.session.game.arguments == ()
        judged = next(it for it in host.session.game.log if it.kind == "judged")
        assert judged.role == "paris"


async def test_the_key_that_leaves_the_chair_is_shown_to_who_sits_in_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, LARGE) as host:
        await host.press("w")
        assert "j Judge" in host.text
        assert "k Leave chair" not in host.text
        await host.press("j")
        assert "k Leave chair" in host.text
        await host.press("k")
        assert not host.session.game.is_chaired
        assert "j Judge" in host.text
