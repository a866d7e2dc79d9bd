"""Whole games as text, to be read by people: what happened, and what one role was told.

`UPDATE_GOLDEN=1` writes the files anew; the commit that changes one says why.
"""

from __future__ import annotations

import os
from random import Random

import pytest

from engine import Game
from engine.bots.player import draws_for
from engine.bots.roster import decided, player_for
from engine.play.readings import Change
from tests.conformance.playing import CHECKOUT, scenario_of

FOLDER = CHECKOUT / "tests" / "golden"
MOST_LINES = 150

GAMES = {"prisoners-dilemma": "bob", "tutorial": "london", "harbour": "owl", "hunt": "hunter", "corners": "east"}
"""Games, each with the role whose news are told."""


@pytest.mark.parametrize(("name", "role"), GAMES.items())
def test_a_game_reads_as_it_did(name: str, role: str) -> None:
    file = FOLDER / f"{name}.txt"
    text = transcript(name, role)
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def transcript(name: str, role: str) -> str:
    """Return a game as control sees it, and then as a role was told it."""
    game = scripted(name)
    head = [f"{game.scenario.title}: every seat scripted, dice from seed 7.", ""]
    logged = [line for event in game.log for line in (told_of(event.number, event.text), *map(caused, event.changes))]
    view = game.view(role)
    news = [f"{it.number:4} turn {it.turn} {'*' if it.private else ' '} {it.text}" for it in view.news]
    end = ["", f"{view.ending_title}. {view.ending_text} Scores: {scores(game)}."]
    return (
        "\n".join([*head, *cut(logged), "", f"What {view.title} was told (* in private):", "", *cut(news), *end]) + "\n"
    )


def scripted(name: str) -> Game:
    """Return a game in which doctrines play where there are some, and any legal order is given elsewhere."""
    scenario = scenario_of(name)
    game, draws, rng = Game(scenario, seed=7), draws_for(7), Random(7)
    players = {role: player_for(scenario, role, doctrine) for role, doctrine in scenario.usual.items()}
    while not game.over:
        role = game.awaiting[0]
        if role in players:
            game.submit(role, decided(game, role, players[role], draws).order)
        else:
            game.submit(role, game.view(role).choices.sample(rng))
    return game


def told_of(number: int, text: str) -> str:
    return f"{number:4} {text}"


def caused(change: Change) -> str:
    cause = change.cause
    return f"     - {change.name} by {cause.section} {cause.entry}: {cause.text}".rstrip()


def scores(game: Game) -> str:
    return ", ".join(f"{role} {score}" for role, score in game.scores.items())


def cut(lines: list[str]) -> list[str]:
    """Return as many lines as people read, and how many there were."""
    return (
        lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], f"     … and {len(lines) - MOST_LINES} more lines"]
    )
