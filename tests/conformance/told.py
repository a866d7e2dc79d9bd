"""Everything that a role is told at a moment, as one text: two moments may be compared byte by byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any, TypeVar

import attrs

from engine import Game, Order, Refused, View
from engine.play.forms import Form

T = TypeVar("T")

LISTED = 300  # orders told in full
TRIED = 25


def told(game: Game, role: str, seed: int) -> str:
    """Return all that a role can read, ask and be refused, in one canonical text."""
    view = game.view(role)
    rng = Random(seed)
    data = {
        "view": view.as_json(),
        "kept": view.keep().as_json(),
        "printed": repr(view),
        "choices": list(_choices(game, role, rng)),
        "refusals": list(_refusals(game, role, view, rng)),
        "changes": [[attrs.asdict(it) for it in game.changes(role, since)] for since in _moments(game)],
        "why": {it.name: [attrs.asdict(why) for why in game.why(it.name, role)] for it in _some(view.tracks, rng)},
    }
    return json.dumps(data, default=str)


def difference(one: str, other: str) -> str:
    """Return where two texts begin to differ, "" when they do not."""
    if one == other:
        return ""
    at = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 300) : at + 200]}\n=== but ===\n{other[max(0, at - 300) : at + 200]}"


def _some(found: Sequence[T], rng: Random) -> Sequence[T]:
    return found if len(found) <= TRIED else rng.sample(found, TRIED)


def _moments(game: Game) -> tuple[int, ...]:
    count = len(game.log)
    return (count // 2, max(0, count - 3))


def _choices(game: Game, role: str, rng: Random) -> Iterator[Any]:
    choices = game.view(role).choices
    listed = list(islice(choices, LISTED))
    yield [order.text for order in listed]
    yield [len(choices), choices.left, choices.may_pass, str(choices.default), repr(choices)]
    yield from (_form(form, rng) for form in choices.forms)
    for order in _some(listed, rng):
        form = choices.form_of(order)
        yield [form.title_of(order), form.cost(order)]
    if role in game.awaiting:
        yield [choices.sample(rng).text for _ in range(5)]


def _form(form: Form, rng: Random) -> list[Any]:
    first = form.domain()
    rest = [attrs.asdict(option) for option in form.domain(rng.choice(first).value)] if first else []
    conditions = [[it.id, it.title, [attrs.asdict(option) for option in it.domain()]] for it in form.conditions]
    return [form.as_json(), form.open, form.reason, repr(form), [attrs.asdict(it) for it in first], rest, conditions]


def _refusals(game: Game, role: str, view: View, rng: Random) -> Iterator[str]:
    """Yield what is said to orders of any sort: of others, misspelt, out of range."""
    rules = game.scenario.rules
    for order in rules.orders.values():
        params: dict[str, int | str] = {}
        for _ in range(3):
            params = {it.name: _anything(game, it.root, rng) for it in order.parameters}
            yield view.choices.why_not(Order(order.id, conditions=(), terms=(), **params))
        yield view.choices.why_not(Order(order.id[:-1]))
        yield view.choices.why_not(Order(order.id, conditions=(), terms=(), **dict.fromkeys(params, "nobdy")))
    for event in rules.events:
        yield view.choices.why_not(Order("choose", event=event, choice="yes"))
    try:
        game.fork().take_back(role, Order("no_such_order"))
    except Refused as refused:
        yield refused.reason


def _anything(game: Game, root: str, rng: Random) -> int | str:
    return rng.choice(game.scenario.rules.roots[root]).id if root else rng.randint(-1, 12)
