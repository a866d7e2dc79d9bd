"""Why an order is refused: the rule's reason or a full sentence of the engine's, never a traceback."""

from __future__ import annotations

from typing import Any

import pytest

from engine import Game, Order, Refused, Scenario
from tests.play import handmade
from tests.play.handmade import Siege


def refusal(game: Game, role: Any, order: Any) -> str:
    """Return the reason for which an order is refused; it is the same that the choices tell."""
    before = game.digest
    with pytest.raises(Refused) as refused:
        game.submit(role, order)
    assert game.digest == before
    if role in game.roles:
        assert game.view(role).choices.why_not(order) == refused.value.reason
        assert order not in game.view(role).choices
    return refused.value.reason


def at_commit() -> Game:
    """The siege in its sealed phase."""
    game = Game(Scenario(handmade.siege()), seed=1)
    for role in ("south", "north", "judge"):
        game.submit(role, Order("pass"))
    return game


def test_an_unknown_order_is_refused_with_what_was_meant(siege: Game) -> None:
    assert refusal(siege, "south", Order("raidd")) == "There is no order 'raidd'. Did you mean raid?"


def test_an_unknown_role_is_refused_with_who_was_meant(siege: Game) -> None:
    assert refusal(siege, "sout", Order("pass")) == "There is no role 'sout'. Did you mean south?"


def test_an_order_of_another_phase_is_refused(siege: Game) -> None:
    assert refusal(siege, "south", Order("pledge", n=1)) == "Pledge is not offered in this phase, but in Commit."


def test_what_was_found_legal_holds_for_its_role_and_moment_alone(siege: Game) -> None:
    order = Order("hold")
    assert order in siege.view("south").choices
    assert refusal(siege, "north", order) == "It is the turn of South."
    siege.submit("south", order)
    assert refusal(siege, "south", order) == "You have given all your orders of this phase."


def test_an_order_out_of_turn_names_whose_turn_it_is(siege: Game) -> None:
    assert refusal(siege, "north", Order("hold")) == "It is the turn of South."


def test_an_order_of_other_roles_is_refused(siege: Game) -> None:
    siege.submit("south", Order("pass"))
    siege.submit("north", Order("pass"))
    assert refusal(siege, "judge", Order("raid", place="hill", n=1)) == "Raid is not an order of Judge."


def test_a_missing_parameter_is_named(siege: Game) -> None:
    assert refusal(siege, "south", Order("raid", place="hill")) == "Raid needs a value for n."


def test_a_parameter_too_many_is_named(siege: Game) -> None:
    why = refusal(siege, "south", Order("raid", place="hill", n=1, m=2))
    assert why == "Raid has no parameter 'm'; it takes place and n."


def test_an_unknown_member_is_refused_with_what_was_meant(siege: Game) -> None:
    why = refusal(siege, "south", Order("raid", place="hil", n=1))
    assert why == "Raid: place is a member of area, not 'hil'. Did you mean hill?"


def test_a_member_of_another_set_is_refused(siege: Game) -> None:
    why = refusal(siege, "south", Order("raid", place="north", n=1))
    assert why == "Raid: place is a member of area, not 'north'."


def test_a_number_out_of_its_domain_is_refused(siege: Game) -> None:
    assert refusal(siege, "south", Order("raid", place="hill", n=4)) == "That is no choice for n."


def test_the_authors_reason_is_given_in_their_words(siege: Game) -> None:
    siege._course.state.values[Siege.held] = 1
    assert refusal(siege, "south", Order("raid", place="hill", n=1)) == "It is yours already."


def test_a_cost_that_cannot_be_paid_is_refused(siege: Game) -> None:
    siege._course.state.values[Siege.supply + 1] = 1
    assert refusal(siege, "south", Order("raid", place="hill", n=2)) == "That costs more than you have."


def test_a_limit_that_is_used_up_is_refused_also_for_sealed_orders() -> None:
    game = at_commit()
    game.submit("north", Order("pledge", n=1))
    assert refusal(game, "north", Order("pledge", n=2)) == "Pledge may be given once a phase, and has been."
    assert game.view("north").choices.form("pledge").named


def test_a_limit_for_each_value_leaves_the_others_open() -> None:
    game = at_commit()
    game.submit("north", Order("raid", place="hill", n=1))
    why = refusal(game, "north", Order("raid", place="hill", n=2))
    assert why == "Raid may be given once a turn for each area, and has been."
    assert Order("raid", place="ford", n=1) in game.view("north").choices


def test_who_has_given_all_orders_is_told_so() -> None:
    game = at_commit()
    game.submit("north", Order("raid", place="hill", n=1))
    game.submit("north", Order("raid", place="ford", n=1))
    assert refusal(game, "north", Order("pledge", n=1)) == "You have given all your orders of this phase."


def test_who_has_passed_is_told_so() -> None:
    game = at_commit()
    game.submit("north", Order("pass"))
    assert refusal(game, "north", Order("pledge", n=1)) == "You have passed in this phase."


def test_passing_before_the_least_is_refused() -> None:
    game = Game(Scenario(handmade.dilemma()))
    assert refusal(game, "row", Order("pass")) == "1 more order must be given before you may pass."


def test_a_condition_that_the_order_cannot_carry_is_refused() -> None:
    game = at_commit()
    why = refusal(game, "north", Order("pledge", n=1, conditions=[("other", {"n": 1})]))
    assert why == "Pledge cannot carry the condition 'other'. Did you mean others?"


def test_a_condition_out_of_its_domain_is_refused() -> None:
    game = at_commit()
    why = refusal(game, "north", Order("pledge", n=1, conditions=[("others", {"n": 9})]))
    assert why == "others: n cannot be 9."


def test_the_same_condition_twice_is_refused() -> None:
    game = at_commit()
    why = refusal(game, "north", Order("pledge", n=1, conditions=[("others", {"n": 1}), ("others", {"n": 1})]))
    assert why == "The same condition is attached twice."


def test_an_answer_without_a_question_is_refused(siege: Game) -> None:
    assert refusal(siege, "south", Order("choose", event="budget", choice="cut")) == "There is no question to answer."


def test_after_the_end_every_order_is_refused() -> None:
    game = Game(Scenario(handmade.dilemma(turns=1)))
    game.submit("row", Order("defect"))
    game.submit("column", Order("defect"))
    assert refusal(game, "row", Order("defect")) == "The game is over."


class Strange:
    """An object of no sort that an order could hold."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("nobody may compare me")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        raise RuntimeError("nobody may print me")


VALUES: list[Any] = [
    *(True, False, 1.0, 2.5, float("nan"), float("inf"), 10**15, -(10**400), 10**5000, None, "", "3", "\x1b[31m"),
    *("hill\x00", "x" * 100_000, b"hill", [], {}, (1,), {"n": 1}, object(), Strange()),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda it: type(it).__name__)
@pytest.mark.parametrize("name", ["place", "n"])
def test_a_parameter_of_the_wrong_sort_is_refused(siege: Game, name: str, value: Any) -> None:
    params = {"place": "hill", "n": 1, name: value}
    why = refusal(siege, "south", Order("raid", **params))
    assert why.startswith(f"Raid: {name} ")
    assert "\x1b" not in why
    assert len(why) < 200


@pytest.mark.parametrize("order", [None, "pass", 7, ("pass",), {"name": "pass"}, object(), Strange()])
def test_what_is_no_order_is_refused(siege: Game, order: Any) -> None:
    assert refusal(siege, "south", order).startswith("An order was expected, not ")


@pytest.mark.parametrize("name", [None, 7, True, ["pass"], object(), "", "x" * 100_000, "\x1b[31m", "__class__"])
def test_a_name_of_the_wrong_sort_is_refused(siege: Game, name: Any) -> None:
    why = refusal(siege, "south", Order(name))
    assert why.startswith("There is no order ")
    assert "\x1b" not in why


CONDITIONS: list[Any] = [
    *(None, 7, "others", [None], [7], ["others"], [("others",)], [("others", 3)], [("others", {3: 3})]),
    *([("others", {"n": 1, "m": 2})], [(None, {})], [([], {})], [("others", {"n": True})], {"others": {"n": 1}}),
    *([("others", {"n": 10**400})], [("others", {"n": 1})] * 1000, [("others", {"n": Strange()})]),
]


@pytest.mark.parametrize("conditions", CONDITIONS, ids=lambda it: ascii(it)[:30] if isinstance(it, str) else "it")
def test_conditions_of_the_wrong_sort_are_refused(conditions: Any) -> None:
    assert refusal(at_commit(), "north", Order("pledge", n=1, conditions=conditions))


def test_ten_thousand_parameters_are_refused(siege: Game) -> None:
    params: dict[str, Any] = {f"p{k}": k for k in range(10_000)}
    assert refusal(siege, "south", Order("raid", **params)) == "raid has too many parameters or conditions."


@pytest.mark.parametrize("role", [None, 7, True, [], object(), Strange(), "x" * 100_000])
def test_a_role_of_the_wrong_sort_is_refused(siege: Game, role: Any) -> None:
    with pytest.raises(Refused):
        siege.submit(role, Order("pass"))
    with pytest.raises(Refused):
        siege.view(role)


@pytest.mark.parametrize("params", [{}, {"event": "budget"}, {"event": 1, "choice": 2}, {"event": [], "choice": {}}])
def test_an_answer_of_the_wrong_form_is_refused(siege: Game, params: Any) -> None:
    assert refusal(siege, "south", Order("choose", **params))


def test_passing_takes_nothing(siege: Game) -> None:
    assert refusal(siege, "south", Order("pass", n=1)) == "pass takes no parameters."
    assert refusal(siege, "south", Order("pass", conditions=[("others", {"n": 1})])) == "pass takes no conditions."
