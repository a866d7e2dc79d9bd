"""Motions as they are compiled: orders of their own, a rule, lists of those who voted."""

from __future__ import annotations

import pytest

from .ruled import rules_of, wrong

VOTING = "turn: {meet: {by: all, offers: [propose, vote], mode: sequential}}\n"
TRACKS = "tracks: {favour: {per: role, range: 0..9, start: 3}, plans: {per: role, range: 0..9, seen_by: owner}}\n"


def motion(rest: str) -> str:
    return f"{TRACKS}{VOTING}motions: {{launch: {{by: all, members: all, {rest}}}}}"


def codes(rest: str) -> list[str]:
    return [problem.code for problem in wrong(motion(rest))]


def test_a_motion_is_an_order_to_table_it_and_one_to_vote_on_it() -> None:
    rules = rules_of(motion("rule: majority, choose: {level: 1..4}"))
    table, vote = rules.orders["propose.launch"], rules.orders["vote.launch"]
    assert (table.kind, vote.kind) == ("propose", "vote")
    assert (table.motion, vote.motion) == ("launch", "launch")
    assert [it.name for it in table.parameters] == ["level"]
    assert vote.parameters[0].named == ("yes", "no", "abstain")
    assert rules.phases[0].offers == ("propose.launch", "vote.launch")


def test_a_vote_costs_what_its_own_ballot_costs() -> None:
    rules = rules_of(motion("rule: majority, cost: {no: {favour: 2}, abstain: {favour: 1}}"))
    vote, values = rules.orders["vote.launch"], list(rules.start)
    assert [[amount for _place, amount in vote.costs(values, {}, 0, ballot)] for ballot in range(3)] == [[], [2], [1]]


def test_a_cost_with_a_choice_of_its_own_counts_for_its_ballot_only() -> None:
    rules = rules_of(motion("rule: majority, cost: {no: {favour: '2 if turn > 5 else 3'}}"))
    vote, values = rules.orders["vote.launch"], list(rules.start)
    assert [[amount for _place, amount in vote.costs(values, {}, 0, ballot)] for ballot in range(3)] == [[], [3], []]


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("rule: {}", "R030"),
        ("rule: {opt_in: 2, qualified: {members: 55}}", "R030"),
        ("rule: {qualified: {members: 55, weight: 65}}", "R030"),
        ("rule: {qualified: {members: 55, weight: 65, by: size}}", "R030"),
        ("rule: {opt_in: me}", "F003"),
        ("rule: majority, cost: {maybe: {favour: 1}}", "R002"),
        ("rule: majority, title: 'Plan {plans[me]}'", "F009"),
        ("rule: {opt_in: 'plans[me]'}", "F009"),
        ("rule: majority, on_pass: ['favour[yes] += 1']", "F002"),
        ("rule: majority, on_pass: [{for: 'yes in all', do: []}]", "F013"),
        ("rule: sometimes", "S006"),
    ],
)
def test_a_mistake_in_a_motion_is_a_problem(rest: str, code: str) -> None:
    assert codes(rest) == [code]


def test_who_voted_how_is_known_only_where_a_motion_is_decided() -> None:
    assert codes("rule: majority, on_pass: [{for: 'c in yes', do: ['favour[c] += 1']}]") == []
    text = (
        VOTING
        + "motions: {launch: {by: all, members: all, rule: majority}}\norders: {hold: {by: all, when: 'me in yes'}}"
    )
    assert [problem.code for problem in wrong(text)] == ["F002"]


def test_a_card_that_votes_names_its_motion() -> None:
    card = "\ndoctrines: {calm: {for: all, cards: {aye: {order: vote, with: {%s}}}}}"
    assert not wrong(motion("rule: majority") + card % "motion: launch, ballot: yes")
    (problem,) = wrong(motion("rule: majority") + card % "ballot: yes")
    assert problem.message == "vote needs a motion; there are launch"
    (problem,) = wrong(motion("rule: majority") + card % "motion: lanch")
    assert problem.message == "no motion is called 'lanch'; there are launch"
