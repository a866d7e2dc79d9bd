"""What a doctrine thinks in one go is what it would think step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from engine import Game, load
from engine.bots.doctrine import Commander
from engine.bots.player import draws_for
from engine.bots.roster import decided, player_for, usual_for
from engine.bots.search import is_about
from engine.language.adding import added_up
from engine.play.sight import Params, Sight
from engine.rules.ruleset import Card, Function
from engine.rules.run import rounded

PLAYED = ("declaration-2026", "prisoners-dilemma", str(Path(__file__).with_name("arena.yaml")))


def moments(scenario: str) -> Iterator[tuple[Sight, Commander]]:
    """Play a game by doctrines; yield each moment at which one of them decides, as it sees it."""
    game, draws = Game(load(scenario), seed=3), draws_for(3)
    names = {role.id: usual_for(game.scenario, role.id) for role in game.scenario.roles}
    players = {role: player_for(game.scenario, role, *name) for role, name in names.items()}
    while role := game.next_of(players):
        player = players[role]
        if isinstance(player, Commander):
            yield game.view(role).sight, player
        game.submit(role, decided(game, role, player, draws).order)


def by_steps(sight: Sight, card: Card, traits: tuple[float, ...], reads: list[float]) -> list[Params]:
    """Return a card's orders, limits aside, by trying whatever its parameters may be."""
    rule = sight.offered[card.order]
    found: list[Params] = [()]
    for fix in card.fixed:
        found = [(*chosen, value) for chosen in found for value in _tried(sight, card, fix, chosen, traits, reads)]
    if rule.by is not None and not sight.ask(rule.by):
        return []
    return [params for params in found if sight.ask(rule.refusal, *params) == -1]


def _tried(
    sight: Sight, card: Card, fix: Function | None, chosen: Params, traits: tuple[float, ...], reads: list[float]
) -> Sequence[int]:
    return sight.domain(card.order, chosen) if fix is None else [rounded(sight.ask(fix, traits, reads, *chosen))]


@pytest.mark.parametrize("scenario", PLAYED)
def test_reads_and_stance_together_are_those_worked_out_one_by_one(scenario: str) -> None:
    for sight, player in moments(scenario):
        assert player._think(sight, None) == player._imagine(sight, {})


@pytest.mark.parametrize("scenario", PLAYED)
def test_the_ways_of_a_card_are_those_that_the_rules_do_not_refuse(scenario: str) -> None:
    for sight, player in moments(scenario):
        reads, _stance = player._think(sight, None)
        for card in player.doctrine.cards:
            if card.ways is not None and is_about(sight, card):
                ways = list(sight.ask(card.ways, player.traits, reads))
                assert ways == by_steps(sight, card, player.traits, reads), (player.doctrine.id, card.id)


@pytest.mark.parametrize("scenario", PLAYED)
def test_what_a_card_is_worth_in_all_is_the_sum_of_its_terms(scenario: str) -> None:
    for sight, player in moments(scenario):
        reads, _stance = player._think(sight, None)
        for card in player.doctrine.cards:
            if card.score is None or card.total is None or card.totals is None or not is_about(sight, card):
                continue
            orders = list(sight.legal(card.order))[:20]
            wanted = [added_up(sight.ask(card.score, player.traits, reads, *params)) for params in orders]
            assert sight.ask(card.totals, player.traits, reads, orders) == wanted
            assert [sight.ask(card.total, player.traits, reads, *params) for params in orders] == wanted
