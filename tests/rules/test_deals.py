"""Terms as they are compiled: what their giver knows, what everybody knows, and the mistakes in them."""

from __future__ import annotations

import pytest

from .ruled import rules_of, wrong

TRACKS = "tracks: {money: {per: role, range: 0..9, start: 3, seen_by: owner}, heat: {range: 0..9, start: 3}}\n"
TALK = "turn: {talk: {by: all, offers: [deal], mode: open}}\n"


def terms(rest: str) -> str:
    return f"{TRACKS}{TALK}terms: {{pay: {{by: all, {rest}}}}}"


def codes(text: str) -> list[str]:
    return [problem.code for problem in wrong(text)]


def test_a_term_is_no_order_of_the_ruleset() -> None:
    rules = rules_of(terms("choose: {n: 1..3}"))
    assert (list(rules.orders), list(rules.terms)) == (["hold"], ["pay"])
    assert rules.phases[0].deals
    assert rules.phases[0].offers == ()


def test_everybody_judges_a_term_by_what_everybody_reads() -> None:
    rules = rules_of(terms("choose: {n: '1..money[me]'}, when: {hot: heat <= 4, poor: 'money[me] >= 2'}"))
    term, values = rules.terms["pay"], list(rules.start)
    assert list(term.order.domains[0](values, {}, 0)) == [1, 2, 3]
    assert list(term.seen[0](values, {}, 0)) == list(range(1, 10))
    values[rules.place_of("money", (0,))] = 1
    assert (term.order.refusal(values, {}, 0, 1), term.objection(values, {}, 0, 1)) == (1, -1)
    values[rules.place_of("heat")] = 5
    assert (term.order.refusal(values, {}, 0, 1), term.objection(values, {}, 0, 1)) == (0, 0)


def test_a_reason_is_told_to_all_when_all_may_read_it() -> None:
    rules = rules_of(terms("when: {'Heat is at {heat}.': heat <= 4, 'You have {money[me]}.': heat <= 5}"))
    assert rules.terms["pay"].told == {0}


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("promise: heat <= 3", "R031"),
        ("lasts: 2", "R031"),
        ("promise: heat <= 3, lasts: 2, within: 2", "R031"),
        ("on_broken: ['heat += 1']", "R031"),
        ("promise: 'money[me] > 3', lasts: 2", "F009"),
        ("text: 'has {money[me]}'", "F009"),
        ("choose: {n: 1..3}, text: '{m} of it'", "F002"),
        ("does: ['heat += m']", "F002"),
    ],
)
def test_a_mistake_in_a_term_is_a_problem(rest: str, code: str) -> None:
    assert codes(terms(rest)) == [code]


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ("order: offer", "R003"),
        ("order: offer, terms: [{me: {pya: {n: 1}}}]", "R002"),
        ("order: offer, terms: [{green: {pay: {n: 1}}}]", "R002"),
        ("order: offer, terms: [{me: {pay: {}}}]", "R003"),
        ("order: offer, terms: [{me: {pay: {n: 1, m: 2}}}]", "R003"),
        ("order: offer, terms: [{me: {pay: {n: red}}}]", "F003"),
        ("order: offer, with: {public: perhaps}, terms: [{me: {pay: {n: 1}}}]", "R003"),
        ("order: offer, with: {price: 3}, terms: [{me: {pay: {n: 1}}}]", "R003"),
        ("order: accept", "R009"),
        ("order: offer, terms: [{sum_of_it: {pay: {n: 1}}}]", "R002"),
    ],
)
def test_a_mistake_in_what_a_doctrine_offers_is_a_problem(card: str, code: str) -> None:
    reads = "reads: {sum_of_it: {is: heat}}"
    text = terms("choose: {n: 1..3}") + f"\ndoctrines: {{fair: {{for: all, {reads}, cards: {{ask: {{{card}}}}}}}}}"
    assert codes(text) == [code]


def test_what_a_term_is_worth_reads_its_parameters_and_its_giver() -> None:
    text = terms("choose: {n: 1..3}") + "\ndoctrines: {fair: {for: all, cards: {}, accepts: {pay: %s}}}"
    rules = rules_of(text % "'n if giver != me else -n'")
    (worth,) = rules.doctrines["fair"].accepts
    values = list(rules.start)
    assert [worth.value(values, {}, 0, (), (), giver, 2) for giver in (0, 1)] == [-2, 2]
    assert codes(text % "m") == ["F002"]
