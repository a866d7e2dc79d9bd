"""Orders are values, and one line of text says each of them."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from engine import Order, Refused


def test_an_order_is_equal_by_content() -> None:
    assert Order("pay", to="ben", n=2) == Order("pay", n=2, to="ben")
    assert hash(Order("pay", to="ben", n=2)) == hash(Order("pay", n=2, to="ben"))


@pytest.mark.parametrize(
    "other",
    [
        Order("boast", to="ben", n=2),
        Order("pay", to="ben", n=3),
        Order("pay", to="ben"),
        Order("pay", to="ben", n=2, conditions=[("others", {"n": 1})]),
        Order("pay", to="ben", n="2"),
    ],
)
def test_orders_of_other_content_are_not_equal(other: Order) -> None:
    assert Order("pay", to="ben", n=2) != other


def test_true_is_not_one() -> None:
    assert Order("pledge", n=True) != Order("pledge", n=1)


def test_an_order_cannot_be_changed() -> None:
    order = Order("pay", to="ben", n=2)
    with pytest.raises(AttributeError):
        order.name = "boast"  # type: ignore[misc]
    with pytest.raises(TypeError):
        order.params["n"] = 9  # type: ignore[index]


def test_an_order_can_be_pickled() -> None:
    order = Order("pledge", n=2, conditions=[("others", {"n": 3})])
    assert pickle.loads(pickle.dumps(order)) == order


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (Order("pass"), "pass"),
        (Order("pay", to="ben", n=-2), "pay to=ben n=-2"),
        (Order("pick", who=None), "pick who=none"),
        (Order("pledge", n=2, conditions=[("a", {"n": 3}), ("b", {})]), "pledge n=2 if a n=3 if b"),
    ],
)
def test_text_and_order_say_the_same(order: Order, text: str) -> None:
    assert order.text == text
    assert Order.parse(text) == order
    assert Order.parse(f"  {text.replace(' ', '   ')} ") == order


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "if", "pay if", "Pay", "pay ben", "pay n=", "pay =2", "pay n=2 n=3", "pay n=2.5", "pay n=1e9"),
        *("pay n=" + "9" * 5000, "x" * 5000, "pay n=\x1b[31m", "pay n=²", "pay n=_", "päy"),
    ],
)
def test_text_that_is_no_order_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Order.parse(text)
    assert refused.value.reason.endswith((".", "n=2"))
    assert "\x1b" not in refused.value.reason


@pytest.mark.parametrize("text", [None, 7, b"pass", ["pass"]])
def test_what_is_not_text_is_refused(text: Any) -> None:
    with pytest.raises(Refused):
        Order.parse(text)
