"""Plays every scenario and prints what came of it as JSON: two processes must print the same.

`python -m tests.conformance.determined`; with POLLUTED set, the global `random` is disturbed all the
while, seats are given backwards, and so are the parameters of orders.
"""

from __future__ import annotations

import json
import os
import random
from hashlib import blake2b
from typing import Any

from engine import Game, Order
from engine.analysis.scripted import Ready
from engine.bots.player import draws_for
from engine.bots.roster import decided
from tests.conformance.playing import ALL, scenario_of

POLLUTED = bool(os.environ.get("POLLUTED"))
EVERY = 25  # orders between two looks at what everybody is told


def main() -> None:
    """Print the outcome of each scenario."""
    print(json.dumps({name: outcome(name) for name in ALL}))


def outcome(name: str) -> dict[str, Any]:
    """Return the digests after every event of a random game, a digest of what was told, and of a scripted game."""
    game, rng, told = Game(scenario_of(name), seed=21), random.Random(21), blake2b(digest_size=16)
    digests = [game.digest]
    while not game.over:
        pollute()
        role = rng.choice(game.awaiting)
        game.submit(role, backwards(game.view(role).choices.sample(rng)))
        digests.append(game.digest)
        if len(digests) % EVERY == 1:
            told.update(words(game).encode())
    told.update("\n".join(event.text for event in game.log).encode())
    return {"digests": after_every_event(game), "told": told.hexdigest(), "scripted": scripted(name), "played": digests}


def after_every_event(game: Game) -> str:
    """Return one digest of the states after each event."""
    replayed, every = Game.resumed(game.scenario, ()), blake2b(digest_size=16)
    for event in game.log:
        replayed.apply(event)
        every.update(replayed.digest.encode())
    return every.hexdigest()


def words(game: Game) -> str:
    """Return what the first roles and those who may act are told."""
    views = [game.view(role) for role in dict.fromkeys((*game.roles[:2], *game.awaiting[:2]))]
    return json.dumps([[view.as_json(), [order.text for order in view.choices]] for view in views])


def scripted(name: str) -> str:
    """Return the digest of a game's log in which every seat is scripted."""
    ready = Ready(scenario_of(name), {})
    players = dict(reversed(ready.players.items())) if POLLUTED else ready.players
    game, draws = Game(ready.scenario, 4), draws_for(4)
    while not game.over:
        pollute()
        role = game.awaiting[0]
        game.submit(role, decided(game, role, players[role], draws).order)
    log = "\n".join(event.text for event in game.log)
    return blake2b(log.encode(), digest_size=16).hexdigest() + game.digest


def backwards(order: Order) -> Order:
    if not POLLUTED:
        return order
    return Order(
        order.name,
        conditions=order.conditions,
        terms=order.terms,
        **{key: order.params[key] for key in reversed(list(order.params))},
    )


def pollute() -> None:
    if POLLUTED:
        random.seed(os.urandom(8))
        random.random()


if __name__ == "__main__":
    main()
