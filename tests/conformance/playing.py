"""What conformance tests play: every shipped scenario, the benchmark's game, and rulesets full of corners."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from tempfile import gettempdir

from engine import Event, Game, Order, Refused, Scenario, load
from engine.language.files import extends_of, layer_at
from engine.language.layers import first_of
from engine.language.library import catalogue, find

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]

_FOUND = tuple(it for it in catalogue() if str(first_of(it.id)) == it.id)
_STARTS = {it.id for it in _FOUND if it.kind == "scenario"}
VARIANTS = tuple(it.id for it in _FOUND if it.id in _STARTS and extends_of(layer_at(it.path)) in _STARTS)
"""Small changes of a shipped scenario."""

SHIPPED = tuple(it.id for it in _FOUND if it.id not in VARIANTS)
OWN = ("harbour", "hunt", "corners", "council", "market")
WHOLE = {"crisis": "crisis", "briefed": "briefed.yaml"}
"""Rulesets with tests of their own, and scenarios of them."""


def _ruleset_of(id: str) -> str:
    """Return the ruleset of something shipped, without loading it: every worker asks while it collects."""
    below = extends_of(layer_at(find(id)))
    return id if below is None else _ruleset_of(below)


_ONE_OF_EACH = tuple({_ruleset_of(it): it for it in sorted(SHIPPED, key="declaration-2026".__eq__)}.values())
PLAYED = tuple(it for it in (*SHIPPED, *VARIANTS) if it not in _ONE_OF_EACH)
"""More starts of rules that are asked everything from another start: their games are played."""

ALL = (*_ONE_OF_EACH, "mini", *OWN, *WHOLE)

GAMES = int(os.environ.get("WHITECELL_GAMES", "500"))
"""Random games of each shipped start; its variants, and other rulesets, get a tenth."""

CONTROL = 0.1
"""How often control steps in, where there are procedures."""

MOST_ORDERS = 5000
"""More orders than any game here can need: beyond, it does not end."""


def source_of(name: str) -> Path | str:
    """Return where a scenario of `ALL` stands, or its id."""
    if name in OWN:
        return HERE / "rulesets" / f"{name}.yaml"
    if name in WHOLE:
        return CHECKOUT / "tests" / "rulesets" / WHOLE[name]
    return CHECKOUT / "benchmarks" / "mini" if name == "mini" else name


@cache
def scenario_of(name: str) -> Scenario:
    """Return a scenario by its name in `ALL`; loaded once, and compiled by one worker while the others wait for it."""
    folder = Path(os.environ.get("XDG_CACHE_HOME", gettempdir()))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return load(source_of(name))


def step(game: Game, rng: Random) -> tuple[Event, ...]:
    """Give any legal order of any role that is awaited, or let control step in; return what happened."""
    if game.scenario.rules.procedures and rng.random() < CONTROL:
        with suppress(Refused):
            return controlled(game, rng)
    role = rng.choice(game.awaiting)
    return game.submit(role, worded(game.view(role).choices.sample(rng), rng))


def worded(order: Order, rng: Random) -> Order:
    """Return an order, an argument with reasons of its own."""
    if order.name != "argue":
        return order
    words = {key: f"Because {rng.random()}" for key in rng.sample(["text", "pro1", "pro2", "pro3", "con1"], 3)}
    return Order("argue", conditions=(), terms=(), **{**order.params, **words})


def controlled(game: Game, rng: Random) -> tuple[Event, ...]:
    """Let control open a procedure, or rule on an inject."""
    rules = game.scenario.rules
    if rules.injects and rng.random() < 0.6:
        rule = rng.choice([game.fire_inject, game.hold_inject, game.skip_inject, game.arm_inject])
        return rule(rng.choice(list(rules.injects)), "why not")
    return game.open_procedure(rng.choice(list(rules.procedures)), "why not")


def played(name: str | Scenario, seed: int) -> Game:
    """Return a game that was played at random to its end."""
    game, rng = Game(scenario_of(name) if isinstance(name, str) else name, seed), Random(seed)
    for _ in range(MOST_ORDERS):
        if game.over:
            return game
        step(game, rng)
    raise AssertionError(f"{name} with seed {seed} does not end")


def moments(name: str | Scenario, seed: int, count: int) -> Iterator[Game]:
    """Yield the same game at about so many moments, spread evenly over it; it must not be changed.

    Each is a fork, so that the moment stays.
    """
    scenario = scenario_of(name) if isinstance(name, str) else name
    length = len([event for event in played(scenario, seed).log if event.order is not None])
    game, rng = Game(scenario, seed), Random(seed)
    every = max(1, length // count)
    given = 0
    while not game.over:
        if given % every == 0:
            yield game.fork()
        step(game, rng)
        given += 1
