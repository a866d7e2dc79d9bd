from __future__ import annotations

import pytest

from .ruled import rules_of, wrong

TRACKS = "tracks: {own: {per: role, range: 0..9, start: 3, seen_by: owner}, plan: {range: 0..9, seen_by: [red]}}\n"


def doctrine(rest: str, role: str = "all") -> str:
    """Return a ruleset with one doctrine."""
    return f"{TRACKS}doctrines: {{calm: {{for: {role}, {rest}}}}}"


def test_a_doctrine_reads_what_its_seat_sees() -> None:
    text = doctrine(
        'traits: {nerve: 2}, reads: {mine: {is: "own[me] + nerve"}}, cards: {stay: {order: hold, score: mine}}'
    )
    rules = rules_of(text)
    read = rules.doctrines["calm"].reads[0]
    assert read.value(list(rules.start), {}, 0, [2.0], []) == 5


@pytest.mark.parametrize(
    "rest",
    [
        'cards: {stay: {order: hold, score: "own[blue]"}}',
        'cards: {stay: {order: hold, when: "plan > 2"}}',
        'cards: {stay: {order: hold, because: "{plan}"}}',
        'reads: {west: {is: "plan"}}, cards: {stay: {order: hold}}',
        'stances: {wait: {when: "plan > 2"}}, cards: {stay: {order: hold}}',
    ],
)
def test_a_doctrine_never_reads_what_its_seat_does_not_see(rest: str) -> None:
    assert [problem.code for problem in wrong(doctrine(rest))] == ["F009"]


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("cards: {stay: {order: hodl}}", "R002"),
        ("cards: {stay: {order: argue}}", "R002"),
        ("cards: {stay: {order: hold, with: {n: 1}}}", "R003"),
        ("cards: {stay: {order: hold, in: [wait]}}", "R008"),
        ("traits: {plan: 3}, cards: {stay: {order: hold}}", "F013"),
        ("traits: {round: 3}, cards: {stay: {order: hold}}", "F013"),
        ("traits: {nerve: turn}, cards: {stay: {order: hold}}", "R020"),
        ("reads: {red: {is: 1}}, cards: {stay: {order: hold}}", "F013"),
        ("cards: {stay: {order: hold, if: [{loud: {}}]}}", "R002"),
    ],
)
def test_a_mistake_in_a_doctrine_is_a_problem(rest: str, code: str) -> None:
    assert [problem.code for problem in wrong(doctrine(rest))] == [code]


def test_what_a_card_says_publicly_reads_what_all_see_and_what_the_order_s_title_shows() -> None:
    orders = 'orders: {hold: {title: "Hold {n}", by: all, choose: {n: 1..3}}}\n'
    heat = "tracks: {heat: {range: 0..9, start: 4}}\n"
    card = 'cards: {stay: {order: hold, publicly: "{me} holds {n} at {heat}."}}'
    rules = rules_of(f"{orders}{heat}doctrines: {{calm: {{for: all, {card}}}}}")
    (stay,) = rules.doctrines["calm"].cards
    assert stay.publicly is not None
    assert stay.publicly(list(rules.start), {}, 1, 2) == "blue holds 2 at 4."


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ('cards: {stay: {order: hold, publicly: "{plan}"}}', "F009"),
        ('cards: {stay: {order: hold, publicly: "{own[me]}"}}', "F009"),
        ('traits: {nerve: 2}, cards: {stay: {order: hold, publicly: "{nerve}"}}', "R029"),
        ('reads: {west: {is: 2}}, cards: {stay: {order: hold, publicly: "{west}"}}', "R029"),
        ("cards: {one: {order: hold, publicly: Yes}, two: {order: hold, publicly: No}}", "R029"),
        ("cards: {stay: {order: pass, publicly: We wait.}}", "R029"),
    ],
)
def test_a_card_says_publicly_nothing_that_not_all_may_know(rest: str, code: str) -> None:
    assert [problem.code for problem in wrong(doctrine(rest))] == [code]
