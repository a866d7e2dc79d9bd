"""An order is filled by numbered answers, on one line or one at a time; its last step shows what it would do."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, cast

import attrs
import pytest

from engine.play.forms import Wording
from engine.play.orders import Order
from tui.filling import begun
from tui.plain.asking import filled
from tui.plain.lines import Lines
from tui.proposal import Outcome


@attrs.frozen
class Option:
    value: int | str | None
    title: str
    reason: str = ""
    cost: tuple[tuple[str, int, int], ...] = ()
    text: str = ""


@attrs.frozen(kw_only=True)
class Form:
    """A form with fixed domains; a domain may be a function of the values before it."""

    id: str
    title: str
    domains: dict[str, Any]
    conditions: tuple[Form, ...] = ()
    open: bool = True
    text: str = ""
    secret: bool = False
    fixed: Mapping[str, Any] = attrs.field(factory=dict)
    wordings: tuple[Any, ...] = ()

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
        return Order(self.id, conditions=conditions, terms=(), **dict(zip(self.parameters, values, strict=False)))

    begun = order

    def title_of(self, order: Any) -> str:
        return f"{self.title} {order}"

    def cost(self, _order: Order) -> tuple[tuple[str, int], ...]:
        return (("Money", 2),)

    def odds(self, _order: Order) -> tuple[Any, ...]:
        return ()


def numbers(*values: int) -> tuple[Option, ...]:
    return tuple(Option(value, str(value)) for value in values)


CAPITALS = (
    Option("paris", "Paris", cost=(("Money", 1, 3),)),
    Option("berlin", "Berlin", text="far from the sea"),
    Option("rome", "Rome", "Rome is asleep."),
    Option(None, "nobody"),
)
AT_LEAST = Form(id="backstop_at_least", title="if the backstop is at least …", domains={"n": numbers(0, 1, 2, 3)})
SEND = Form(
    id="send",
    title="Send …",
    domains={"to": CAPITALS, "n": lambda to: numbers(1, 2, 3) if to == "paris" else numbers(2)},
    conditions=(AT_LEAST,),
)
SECOND = Order("send", to="paris", n=2)


def give(form: Form, words: str, *answers: str, refusal: str = "") -> tuple[Outcome | None, str]:
    """Return how the filling ended, and what was said."""
    sink = io.StringIO()
    lines = Lines(io.StringIO("".join(f"{it}\n" for it in answers)), sink, width=200)
    choices = SimpleNamespace(why_not=lambda _order: refusal, form=lambda _name: form)
    view = cast(Any, SimpleNamespace(mode="sealed", choices=choices, role="warsaw", tracks=()))
    return filled(view, begun(cast(Any, form)), words.split(), lines), sink.getvalue()


def given(form: Form, words: str, *answers: str) -> Order | None:
    outcome, _said = give(form, words, *answers)
    return outcome.order if outcome and not outcome.draft else None


def test_parameters_on_the_same_line_are_all_that_is_needed() -> None:
    assert give(SEND, "1 3") == (Outcome(order=Order("send", to="paris", n=3)), "")


def test_parameters_are_asked_one_at_a_time_and_the_order_is_given_at_the_last_step() -> None:
    outcome, said = give(SEND, "", "1", "2", "1")
    assert outcome == Outcome(order=SECOND)
    assert "  2  Berlin" in said
    assert "1 to 3" in said
    assert "  1  Seal this order" in said


def test_each_choice_says_what_it_costs_and_a_closed_one_why() -> None:
    _outcome, said = give(SEND, "", "")
    assert "  1  Paris, costs 1–3 Money" in said
    assert "  2  Berlin, far from the sea" in said
    assert "  x  Rome: Rome is asleep." in said


def test_a_closed_choice_says_why_when_it_is_chosen_all_the_same() -> None:
    assert "Rome is closed: Rome is asleep." in give(SEND, "", "rome", "")[1]
    assert "Rome is closed: Rome is asleep." in give(SEND, "rome", "")[1]


def test_the_last_step_shows_the_order_with_its_cost() -> None:
    assert "Costs 2 Money." in give(SEND, "", "1", "2", "1")[1]


def test_a_question_mark_at_the_end_shows_the_order_instead_of_giving_it() -> None:
    outcome, said = give(SEND, "1 2 ?", "", "", "")
    assert outcome is None
    assert "Costs 2 Money." in said


def test_a_number_that_is_no_option_is_asked_for_again() -> None:
    outcome, said = give(SEND, "", "1", "9", "3", "1")
    assert outcome == Outcome(order=Order("send", to="paris", n=3))
    assert "Expected 1 to 3, or an empty line to go back" in said


def test_a_member_may_be_written_by_its_id_or_title() -> None:
    assert given(SEND, "paris 1") == given(SEND, "Paris 1") == Order("send", to="paris", n=1)


def test_none_is_an_option_like_others() -> None:
    assert given(SEND, "none 2") == given(SEND, "3 2") == Order("send", to=None, n=2)


def test_the_only_value_is_taken_without_asking() -> None:
    assert given(SEND, "berlin") == given(SEND, "", "2", "1") == Order("send", to="berlin", n=2)


def test_an_empty_line_goes_one_step_back_and_at_the_first_step_out() -> None:
    assert given(SEND, "", "1", "", "2", "1") == Order("send", to="berlin", n=2)
    assert given(SEND, "", "1", "", "") is None


def test_an_empty_line_at_the_last_step_goes_back_past_what_had_no_choice() -> None:
    assert given(SEND, "", "2", "", "1", "3", "1") == Order("send", to="paris", n=3)


def test_more_words_than_parameters_give_nothing() -> None:
    outcome, said = give(SEND, "1 3 7")
    assert outcome is None
    assert "'7' was more than the order needs." in said


def test_a_condition_is_attached_by_its_number_and_its_own_parameters() -> None:
    order = given(SEND, "", "1", "2", "2", "3", "1")
    assert order == Order("send", conditions=[("backstop_at_least", {"n": 3})], to="paris", n=2)


def test_a_condition_is_removed_by_the_same_number() -> None:
    assert given(SEND, "", "1", "2", "2", "3", "2", "1") == SECOND


@pytest.mark.parametrize("answers", [("1", "d"), ("1", "draft"), ("1", "2", "4")])
def test_what_was_chosen_so_far_is_kept_as_a_draft(answers: tuple[str, ...]) -> None:
    outcome, _said = give(SEND, "", *answers)
    assert outcome is not None
    assert outcome.draft
    assert outcome.order.params["to"] == "paris"


def test_a_last_step_that_is_not_there_is_asked_for_again() -> None:
    outcome, said = give(SEND, "", "1", "2", "x", "9", "1")
    assert outcome == Outcome(order=SECOND)
    assert said.count("Expected a number from 1 to 4, or an empty line to go one step back") == 2


def test_an_order_that_became_impossible_says_why() -> None:
    outcome, said = give(SEND, "", "1", "2", "1", "", "", "", refusal="The hub is full.")
    assert outcome is None
    assert "Not possible: The hub is full." in said


def test_numbers_with_gaps_are_listed() -> None:
    form = Form(id="step", title="Step", domains={"n": numbers(1, 4, 6)})
    assert "1, 4, 6" in give(form, "", "4", "1")[1]


ARGUE = Form(
    id="argue",
    title="Argue",
    domains={"to": CAPITALS},
    wordings=(Wording(key="text", title="Your argument", most=9), Wording(key="pro1", title="A reason for it", most=9)),
)


def test_words_are_asked_for_at_the_last_step_and_kept() -> None:
    outcome, said = give(ARGUE, "", "1", "2", "It is so", "1")
    assert outcome == Outcome(order=Order("argue", to="paris", text="It is so"))
    assert "  2  [ ] Add in words: Your argument" in said
    assert "  2  [x] Your argument: It is so" in said


def test_words_that_are_too_long_are_asked_for_again() -> None:
    outcome, said = give(ARGUE, "", "1", "2", "It is not so", "It is so", "1")
    assert outcome == Outcome(order=Order("argue", to="paris", text="It is so"))
    assert "Expected Your argument, at most 9 characters, not 'It is not so'." in said


def test_a_dash_takes_words_out_again_and_an_empty_line_leaves_them() -> None:
    assert given(ARGUE, "", "1", "2", "It is so", "2", "-", "1") == Order("argue", to="paris")
    assert given(ARGUE, "", "1", "2", "It is so", "2", "", "1") == Order("argue", to="paris", text="It is so")
