"""Listed, sampled, filled in and accepted: four ways to the same orders, at moments of every scenario."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from engine import Game, Order, Refused
from engine.play.choices import Choices
from engine.play.forms import ConditionForm, Form
from engine.play.orders import Value
from tests.conformance.playing import moments

MOMENTS = 24
MOST_WALKED = 150  # legal orders of a form up to which all its domains are walked; beyond, some are
SOME = 30


def asked(name: str, seed: int = 5) -> Iterator[tuple[Game, str, Choices, Random]]:
    """Yield moments, each with one role that is awaited there and its choices."""
    for number, game in enumerate(moments(name, seed, MOMENTS)):
        rng = Random(number)
        role = rng.choice(game.awaiting)
        yield game, role, game.view(role).choices, rng


def some(found: list[Order], rng: Random) -> list[Order]:
    return found if len(found) <= SOME else rng.sample(found, SOME)


def test_length_position_and_iteration_agree(name: str) -> None:
    for game, role, choices, _ in asked(name):
        lazily = list(iter(game.view(role).choices))  # a list of the choices themselves asks for their length first
        assert len(choices) == len(lazily) == len(set(lazily)) > 0
        assert list(choices) == lazily
        assert [choices[position] for position in range(len(lazily))] == lazily
        assert choices[-1] == lazily[-1]
        with pytest.raises(IndexError):
            choices[len(lazily)]


def test_every_listed_order_is_accepted(name: str) -> None:
    for game, role, choices, rng in asked(name):
        listed = list(choices)
        assert all(order in choices and choices.why_not(order) == "" for order in listed)
        game.fork().submit(role, rng.choice(listed))


def test_deciding_about_an_order_changes_nothing(name: str) -> None:
    for game, role, choices, rng in asked(name):
        before = game.digest
        for order in some(list(choices), rng):
            assert game.decide(role, order).order == order
            assert game.digest == before


def test_what_is_near_a_listed_order_is_accepted_only_when_it_is_listed(name: str) -> None:
    for game, _, choices, rng in asked(name):
        listed = list(choices)
        legal = set(listed)
        for order in some(listed, rng):
            for other in neighbours(game, order, rng):
                assert (other in choices) == (other in legal), other


def test_a_sampled_order_is_listed_but_for_its_conditions(name: str) -> None:
    for _, _, choices, rng in asked(name):
        legal = set(choices)
        for _ in range(SOME):
            order = choices.sample(rng)
            assert order in choices
            assert order.name == "offer" or Order(order.name, conditions=(), terms=(), **order.params) in legal


def test_a_sample_never_misses_an_order_for_good() -> None:
    for name in ("prisoners-dilemma", "hunt"):
        for _, _, choices, rng in asked(name):
            legal = set(choices)
            if len(legal) <= 12:
                found = {choices.sample(rng) for _ in range(40 * len(legal))}
                assert found >= {order for order in legal if not order.conditions}


def test_domains_lead_to_the_legal_orders_and_to_no_others(name: str) -> None:
    for _, _, choices, rng in asked(name):
        for form in choices.forms:
            if form.name == "offer":  # offers are many: they are filled in and sampled, not listed
                continue
            listed = [order for order in choices if choices.form_of(order) is form]
            if len(listed) <= MOST_WALKED:
                assert list(filled(form)) == listed
            else:
                assert all(reached(form, order) for order in some(listed, rng))
                assert all(by_chance(form, rng) in choices for _ in range(SOME))


def test_a_form_is_open_exactly_when_some_order_of_it_is_listed(name: str) -> None:
    for game, _, _, _ in asked(name):
        for role in game.roles:
            choices = game.view(role).choices
            names = {choices.form_of(order).id for order in choices}
            for form in choices.forms:
                assert form.open == (form.id in names) or form.name == "offer", (role, form)
                assert form.open != bool(form.reason)
            assert names <= {form.id for form in choices.forms}


def test_passing_is_listed_last_and_only_when_it_may_be_done(name: str) -> None:
    for _, _, choices, _ in asked(name):
        listed = list(choices)
        assert (Order("pass") in choices) == choices.may_pass == (listed[-1] == Order("pass"))
        assert Order("pass") not in listed[:-1]


def test_the_default_is_a_legal_order(name: str) -> None:
    for _, _, choices, _ in asked(name):
        assert choices.default in choices


def test_a_refused_order_changes_nothing_and_has_the_reason_that_was_told(name: str) -> None:
    for game, role, choices, rng in asked(name):
        before, written = game.digest, len(game.log)
        for order in some(list(choices), rng):
            for other in neighbours(game, order, rng):
                why = choices.why_not(other)
                if why:
                    with pytest.raises(Refused) as refused:
                        game.submit(role, other)
                    assert refused.value.reason == why
        assert (game.digest, len(game.log)) == (before, written)


def test_orders_of_who_is_not_awaited_are_refused(name: str) -> None:
    for game, _, choices, rng in asked(name):
        before = game.digest
        for role in set(game.roles) - set(game.awaiting):
            for order in some(list(choices), rng)[:5]:
                with pytest.raises(Refused) as refused:
                    game.submit(role, order)
                assert refused.value.reason == game.view(role).choices.why_not(order)
        assert game.digest == before


def test_an_order_has_a_title_and_a_cost_in_whole_numbers(name: str) -> None:
    for _, _, choices, rng in asked(name):
        for order in some(list(choices), rng):
            form = choices.form_of(order)
            assert form.title_of(order)
            assert all(title and type(amount) is int and amount != 0 for title, amount in form.cost(order))


def test_an_offer_of_one_term_that_is_filled_in_is_accepted(name: str) -> None:
    for _, _, choices, rng in asked(name):
        for form in choices.forms:
            if form.name == "offer" and form.open:
                order = by_chance(form, rng)
                assert order in choices or "already" in choices.why_not(order)
                assert Order.parse(order.text) == order
                assert choices.form_of(order).title_of(order)


def test_every_condition_that_is_offered_may_be_attached(name: str) -> None:
    for game, role, choices, rng in asked(name):
        for order in some(list(choices), rng):
            for condition in choices.form_of(order).conditions:
                for params in attachable(condition, rng):
                    carrying = Order(order.name, conditions=[(condition.id, params)], terms=(), **order.params)
                    assert carrying in choices
                    assert game.decide(role, carrying).order == carrying
                    assert condition.title_of(params)


def test_a_condition_outside_its_domain_is_refused_with_the_reason_that_was_told(name: str) -> None:
    for game, role, choices, rng in asked(name):
        before = game.digest
        for order in some(list(choices), rng):
            for carrying in misfits(choices.form_of(order), order, rng):
                with pytest.raises(Refused) as refused:
                    game.submit(role, carrying)
                assert refused.value.reason == choices.why_not(carrying) != ""
        assert game.digest == before


def neighbours(game: Game, order: Order, rng: Random) -> Iterator[Order]:
    """Yield orders that differ in one parameter, or in their name."""
    roots = game.scenario.rules.roots
    members = [member.id for root in roots.values() for member in root]
    for key, value in order.params.items():
        others: list[Value] = [None, *rng.sample(members, min(4, len(members)))]
        if isinstance(value, int):
            others = [value - 1, value + 1, value + rng.randrange(2, 9), -value, 10**14, None]
        for other in others:
            if other != value:
                yield Order(order.name, conditions=(), terms=(), **{**order.params, key: other})
    for rule in rng.sample(sorted(game.scenario.rules.orders), min(3, len(game.scenario.rules.orders))):
        if rule != order.name:
            yield Order(rule, conditions=(), terms=(), **order.params)


def filled(form: Form, *values: Value) -> Iterator[Order]:
    """Yield every order that the domains of a form lead to."""
    if not form.open:
        return
    if len(values) == len(form.parameters):
        yield form.order(*values)
        return
    options = form.domain(*values)
    assert options, f"{form} has no option after {values}"
    assert all(option.title for option in options)
    for option in options:
        yield from filled(form, *values, option.value)


def reached(form: Form, order: Order) -> bool:
    values = tuple(order.params[name] for name in form.parameters)
    steps = (values[:count] for count in range(len(values)))
    return all(values[len(step)] in [option.value for option in form.domain(*step)] for step in steps)


def by_chance(form: Form, rng: Random) -> Order:
    values: tuple[Value, ...] = ()
    while len(values) < len(form.parameters):
        values = (*values, rng.choice(form.domain(*values)).value)
    return form.order(*values)


def attachable(condition: ConditionForm, rng: Random) -> Iterator[dict[str, Value]]:
    """Yield two of the fillings that a condition's domains lead to, if there are any."""
    for _ in range(2):
        values: tuple[Value, ...] = ()
        while len(values) < len(condition.parameters):
            options = condition.domain(*values)
            if not options:
                return
            values = (*values, rng.choice(options).value)
        yield dict(zip(condition.parameters, values, strict=True))


def misfits(form: Form, order: Order, rng: Random) -> Iterator[Order]:
    """Yield an order with conditions that do not fit it."""
    yield Order(order.name, conditions=[("no_such_condition", {})], terms=(), **order.params)
    for condition in form.conditions:
        for params in attachable(condition, rng):
            twice = [(condition.id, params), (condition.id, params)]
            yield Order(order.name, conditions=twice, terms=(), **order.params)
            yield Order(order.name, conditions=[(condition.id, {**params, "more": 1})], terms=(), **order.params)
            for key in params:
                for value in (10**9, -(10**9), "no_such_member", None):
                    yield Order(
                        order.name, conditions=[(condition.id, {**params, key: value})], terms=(), **order.params
                    )
