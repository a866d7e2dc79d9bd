from __future__ import annotations

import pytest

from engine.problems import Problems
from engine.rules.questions import question

from .ruled import rules_of

RULES = (
    "tracks: {money: {per: role, range: 0..9, start: 4}, leader: {type: role}}\n"
    'measures: {twice: {per: {who: role}, is: "money[who] * 2"}}\n'
    'objectives: {rich: {for: role, is: "money[me]"}}'
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("money[red]", 4),
        ("twice[blue] + 1", 9),
        ("score[red]", 4),
        ("leader == none", True),
        ("sum(money[r] for r in role)", 8),
    ],
)
def test_a_question_is_answered_from_the_values(text: str, wanted: object) -> None:
    rules = rules_of(RULES)
    assert question(rules, text)(list(rules.start), {}) == wanted


def test_a_question_that_cannot_be_understood_gives_its_problem() -> None:
    with pytest.raises(Problems, match="nothing is called 'mony'"):
        question(rules_of(RULES), "mony")
