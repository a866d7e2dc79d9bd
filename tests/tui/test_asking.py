"""An order is filled by numbered answers, on one line or one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import attrs
import pytest

from engine.play.orders import Order
from tui.asking import Cancelled, filled


@attrs.frozen
class Option:
    value: int | str | None
    title: str
    reason: str = ""
    cost: tuple[tuple[str, int, int], ...] = ()


@attrs.frozen(kw_only=True)
class Form:
    """A form with fixed domains; a domain may be a function of the values before it."""

    id: str
    title: str
    domains: dict[str, Any]
    conditions: tuple[Form, ...] = ()
    open: bool = True

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.domains)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.domains)

    def options(self, *values: Any) -> tuple[Option, ...]:
        found = list(self.domains.values())[len(values)]
        return tuple(found(*values) if callable(found) else found)

    def order(self, *values: Any, conditions: Iterable[Any] = ()) -> Order:
        return Order(self.id, conditions=conditions, **dict(zip(self.parameters, values, strict=True)))


class Script:
    """Answers in order; what was said is kept."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.said: list[str] = []

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str = "> ") -> str:
        return self.answers.pop(0)


def numbers(*values: int) -> tuple[Option, ...]:
    return tuple(Option(value, str(value)) for value in values)


CAPITALS = (Option("paris", "Paris"), Option("berlin", "Berlin"), Option(None, "nobody"))
AT_LEAST = Form(id="backstop_at_least", title="if the backstop is at least …", domains={"n": numbers(0, 1, 2, 3)})
SEND = Form(
    id="send",
    title="Send …",
    domains={"to": CAPITALS, "n": lambda to: numbers(1, 2, 3) if to == "paris" else numbers(2)},
    conditions=(AT_LEAST,),
)


def give(form: Form, words: str, *answers: str) -> tuple[Order, Script]:
    lines = Script(*answers)
    return filled(cast(Any, form), words.split(), lines), lines


def test_parameters_on_the_same_line_are_not_asked_for() -> None:
    order, lines = give(SEND, "1 3")
    assert order == Order("send", to="paris", n=3)
    assert lines.said == []


def test_parameters_are_asked_one_at_a_time() -> None:
    order, lines = give(SEND, "", "1", "2", "")
    assert order == Order("send", to="paris", n=2)
    assert "  2  Berlin" in lines.said
    assert "n: 1 to 3" in lines.said


def test_a_number_that_is_no_option_is_asked_for_again() -> None:
    order, lines = give(SEND, "", "1", "9", "3", "")
    assert order == Order("send", to="paris", n=3)
    assert "Expected 1 to 3, or an empty line to give nothing, not '9'." in lines.said


def test_a_member_may_be_written_by_its_id_or_title() -> None:
    assert give(SEND, "paris 1")[0] == give(SEND, "Paris 1")[0] == Order("send", to="paris", n=1)


def test_none_is_an_option_like_others() -> None:
    assert give(SEND, "none 2")[0] == give(SEND, "3 2")[0] == Order("send", to=None, n=2)


def test_the_only_value_is_taken_without_asking() -> None:
    order, lines = give(SEND, "berlin")
    assert order == Order("send", to="berlin", n=2)
    assert lines.said == ["n: 2"]


def test_an_empty_line_gives_nothing() -> None:
    with pytest.raises(Cancelled):
        give(SEND, "", "1", "")


def test_more_words_than_parameters_give_nothing() -> None:
    with pytest.raises(Cancelled):
        give(SEND, "1 3 7")


def test_a_condition_is_attached_by_its_number_and_its_own_parameters() -> None:
    order, _ = give(SEND, "", "1", "2", "1", "3")
    assert order == Order("send", conditions=[("backstop_at_least", {"n": 3})], to="paris", n=2)


def test_a_condition_that_is_not_there_is_asked_for_again() -> None:
    order, lines = give(SEND, "", "1", "2", "x", "")
    assert order.conditions == ()
    assert "Expected a number from 1 to 1, or an empty line, not 'x'." in lines.said


def test_numbers_with_gaps_are_listed() -> None:
    form = Form(id="step", title="Step", domains={"n": numbers(1, 4, 6)})
    _, lines = give(form, "", "4")
    assert lines.said == ["n: 1, 4, 6"]
