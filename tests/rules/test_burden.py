"""What is too long or too deep to compile is a problem, not a crash and no long wait."""

from __future__ import annotations

import pytest

from engine.problems import Problems

from .ruled import rules_of

HEAD = "roles: {red: {}}\ntracks: {heat: {range: 0..9}}\nturn: {play: {by: all, offers: [hold], mode: sequential}}\n"
ORDERS = "orders: {hold: {by: all}}\n"


def codes_of(text: str) -> list[str]:
    with pytest.raises(Problems) as found:
        rules_of(HEAD + text)
    return [problem.code for problem in found.value.problems]


def events(count: int, last: str) -> str:
    chain = "".join(f"  e{n}: {{does: [{{fire: e{n + 1}}}]}}\n" for n in range(count))
    return f"{ORDERS}events:\n{chain}  e{count}: {last}\n"


def test_events_that_make_each_other_happen_through_many_are_a_problem() -> None:
    assert codes_of(events(900, "{}")) == ["R046"]


def test_events_that_make_each_other_happen_in_a_large_circle_are_a_problem_each() -> None:
    assert codes_of(events(50, "{does: [{fire: e0}]}")) == ["R014"] * 51


def test_each_circle_is_told() -> None:
    own = "".join(f"  e{n}: {{does: [{{fire: e{n}}}]}}\n" for n in range(5))
    assert codes_of(f"{ORDERS}events:\n{own}") == ["R014"] * 5


def test_a_list_of_effects_that_is_too_long_is_a_problem() -> None:
    picks = "{pick: r in role, do: [heat += 1]}, " * 500
    assert codes_of(f"orders: {{hold: {{by: all, does: [{picks}]}}}}\n") == ["R047"]


def test_many_objectives_and_long_sentences_are_compiled() -> None:
    goals = ", ".join(f"g{n}: {{for: red, is: heat}}" for n in range(500))
    rules = rules_of(
        f"{HEAD}orders: {{hold: {{by: all, does: [{{say: '{'{heat}' * 2_000}'}}]}}}}\nobjectives: {{{goals}}}\n"
    )
    assert rules.measures["score"].value([1, 0, 3], {}, 0) == 500 * 3
