"""Notes between seats and requests to control go where they are addressed, and nowhere else."""

from __future__ import annotations

import pytest

from engine.problems import Refused
from engine.table.messages import CONTROL, Asked, Post, Pressed, Replied, Written


@pytest.fixture
def post() -> Post:
    return Post(("paris", "berlin", "kyiv"))


def do(post: Post, it: Written | Pressed | Asked | Replied) -> None:
    """Let a step happen, as a session would."""
    match it:
        case Written():
            post.passed(it, 1, "talk")
        case Pressed():
            post.press = it.press
        case Asked():
            post.asked(it, 2, "talk")
        case Replied():
            post.replied(it)


def write(post: Post, sender: str, to: list[str], text: str = "Hello") -> None:
    do(post, post.message(sender, to, text))


def read(post: Post, role: str) -> list[str]:
    return [it.text for it in post.messages(role)]


def test_a_note_is_read_by_its_readers_its_sender_and_control(post: Post) -> None:
    write(post, "paris", ["berlin"])
    assert [read(post, role) for role in ("paris", "berlin", "kyiv", CONTROL)] == [["Hello"], ["Hello"], [], ["Hello"]]


def test_a_note_to_all_is_read_by_all(post: Post) -> None:
    write(post, "paris", [])
    assert read(post, "kyiv") == ["Hello"]


def test_a_note_keeps_turn_and_phase(post: Post) -> None:
    write(post, "paris", [])
    assert (post.messages("kyiv")[0].turn, post.messages("kyiv")[0].phase) == (1, "talk")


@pytest.mark.parametrize(
    ("press", "to", "passes"),
    [
        ("none", [], False),
        ("none", ["berlin"], False),
        ("public", [], True),
        ("public", ["berlin"], False),
        ("all", ["berlin"], True),
    ],
)
def test_the_press_says_what_seats_may_write(post: Post, press: str, to: list[str], passes: bool) -> None:
    if press != post.press:
        do(post, post.regime(press))
    if passes:
        write(post, "paris", to)
        assert read(post, "berlin") == ["Hello"]
    else:
        with pytest.raises(Refused):
            post.message("paris", to, "Hello")


def test_control_writes_and_is_written_to_whatever_the_press(post: Post) -> None:
    do(post, post.regime("none"))
    write(post, CONTROL, ["kyiv"], "A slip")
    write(post, "kyiv", [CONTROL], "Thanks")
    assert read(post, "kyiv") == ["A slip", "Thanks"]
    assert read(post, "paris") == []


@pytest.mark.parametrize(
    ("sender", "to", "text"),
    [
        ("paris", ["paris"], "Me"),
        ("paris", ["rome"], "You"),
        ("rome", [], "All"),
        ("paris", [], " \x1b\n "),
        ("paris", [], ""),
    ],
)
def test_a_note_that_cannot_go_is_refused(post: Post, sender: str, to: list[str], text: str) -> None:
    with pytest.raises(Refused):
        post.message(sender, to, text)


def test_a_text_from_outside_is_cleaned_and_cut(post: Post) -> None:
    write(post, "paris", [], "a\x1b]52;c;x\x07b" + "x" * 900)
    text = read(post, "paris")[0]
    assert "\x1b" not in text
    assert len(text) == 500


def test_a_request_waits_until_control_answers_it(post: Post) -> None:
    do(post, post.ask("kyiv", "How many shells are there?"))
    assert [it.state for it in post.requests("kyiv")] == ["open"]
    do(post, post.reply(1, "answered", "About a month of them."))
    assert [(it.state, it.answer) for it in post.requests("kyiv")] == [("answered", "About a month of them.")]


def test_nobody_else_reads_a_request(post: Post) -> None:
    do(post, post.ask("kyiv", "How many shells are there?"))
    assert post.requests("paris") == ()
    assert len(post.requests(CONTROL)) == 1


@pytest.mark.parametrize(("number", "state", "text"), [(2, "answered", "x"), (1, "open", "x"), (1, "answered", " ")])
def test_an_answer_that_cannot_be_given_is_refused(post: Post, number: int, state: str, text: str) -> None:
    do(post, post.ask("kyiv", "How many shells are there?"))
    with pytest.raises(Refused):
        post.reply(number, state, text)


def test_a_request_is_answered_once(post: Post) -> None:
    do(post, post.ask("kyiv", "How many shells are there?"))
    do(post, post.reply(1, "refused", ""))
    with pytest.raises(Refused):
        post.reply(1, "answered", "Twelve.")
