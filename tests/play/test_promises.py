"""Promises are looked at when turns end: kept or broken, with what follows, and written into the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Game, Order, Scenario, load

MARKET = Path(__file__).parents[1] / "conformance" / "rulesets" / "market.yaml"


@pytest.fixture(scope="module")
def market() -> Scenario:
    return load(MARKET)


def struck(market: Scenario, term: str, *, public: bool = False) -> Game:
    """Return a game in which Washington has given a term to Kyiv, for nothing."""
    game = Game(market, seed=1)
    game.submit("kyiv", Order.parse(f"offer public={'yes' if public else 'no'} partner=kyiv washington: {term}"))
    game.submit("washington", Order("accept", deal=1))
    return game


def turn_over(game: Game, *acts: str) -> Game:
    """Play the turn to its end; Washington gives these orders where it may."""
    turn, left = game.turn, list(acts)
    while not game.over and game.turn == turn:
        role, choices = game.awaiting[0], game.view(game.awaiting[0]).choices
        act = left[:1] if role == "washington" and left and Order(left[0]) in choices else []
        game.submit(role, Order(act[0]) if act else Order("pass"))
        left = left[len(act) :]
    assert not left
    return game


def status(game: Game, role: str = "kyiv") -> list[str]:
    return [entry.status for entry in game.view(role).ledger]


def test_what_must_last_is_kept_when_it_held_at_the_end_of_each_turn(market: Scenario) -> None:
    game = struck(market, "hold_step b=3")
    assert status(game) == ["open"]
    turn_over(game)
    assert (status(game), game.view("kyiv").value("credit[washington]")) == (["open"], 3)
    turn_over(game)
    assert (status(game), game.view("kyiv").value("credit[washington]")) == (["kept"], 4)
    assert "Washington kept its word: the backstop stays at 3" in [it.text for it in game.view("kyiv").news]


def test_what_must_last_is_broken_when_it_fails_once(market: Scenario) -> None:
    game = turn_over(struck(market, "hold_step b=3"), "weaken")
    assert (status(game), game.view("kyiv").value("credit[washington]")) == (["broken"], 2)
    turn_over(game)
    assert game.view("kyiv").value("credit[washington]") == 2


def test_what_comes_within_some_turns_is_kept_when_it_comes(market: Scenario) -> None:
    game = turn_over(struck(market, "troops n=2"))
    assert status(game) == ["open"]
    turn_over(game, "send")
    assert (status(game), game.view("kyiv").value("credit[washington]")) == (["kept"], 4)


def test_what_does_not_come_in_time_is_broken(market: Scenario) -> None:
    game = turn_over(turn_over(struck(market, "troops n=2")))
    assert (status(game), game.view("kyiv").value("credit[washington]")) == (["broken"], 1)


def test_a_promise_does_not_go_on_after_it_is_judged(market: Scenario) -> None:
    game = turn_over(struck(market, "troops n=2"), "send")
    credit = game.view("kyiv").value("credit[washington]")
    turn_over(turn_over(game))
    assert game.view("kyiv").value("credit[washington]") == credit
    assert status(game) == ["kept"]


def test_the_change_a_broken_promise_makes_leads_to_its_line(market: Scenario) -> None:
    game = turn_over(struck(market, "hold_step b=3"), "weaken")
    cause = game.why("credit[washington]")[-1].cause
    assert cause is not None
    assert (cause.section, cause.entry, cause.text) == ("terms", "hold_step", "credit[me] -= 1")


def test_a_private_word_is_news_to_its_parties_only(market: Scenario) -> None:
    game = turn_over(struck(market, "hold_step b=3"), "weaken")
    told = {role: [it.text for it in game.view(role).news if "word" in it.text] for role in game.roles}
    broken = ["Washington broke its word: the backstop stays at 3"]
    assert told == {"kyiv": broken, "washington": broken, "paris": [], "moscow": []}
    assert game.view("paris").ledger == ()


def test_a_public_word_is_news_to_all(market: Scenario) -> None:
    game = turn_over(struck(market, "hold_step b=3", public=True), "weaken")
    assert all("Washington broke its word" in game.view(role).news[-3].text for role in game.roles)
    assert status(game, "moscow") == status(game.fork(), "paris") == ["broken"]
    assert [it.status for it in game.view("paris").public().ledger] == ["broken"]


def test_the_ledger_tells_what_was_done_at_once_and_until_when_a_word_counts(market: Scenario) -> None:
    game = Game(market, seed=1)
    game.submit("kyiv", Order.parse("offer kyiv: pay to=washington n=2 + washington: hold_step b=2"))
    game.submit("washington", Order("accept", deal=1))
    assert [(it.giver, it.title, it.status, it.turn, it.until) for it in game.view("kyiv").ledger] == [
        ("kyiv", "2 to Washington", "done", 1, 0),
        ("washington", "the backstop stays at 2", "open", 1, 2),
    ]


def test_all_promises_are_looked_at_before_anything_follows(tmp_path: Path) -> None:
    path = tmp_path / "pair.yaml"
    path.write_text(
        """
id: pair
title: Pair
format: 1
turns: 2
roles: {a: {}, b: {}}
tracks: {calm: {range: 0..5, start: 3}}
terms:
  stay: {by: all, text: calm, promise: "calm >= 3", lasts: 1, on_kept: ["calm -= 3"]}
turn: {talk: {by: all, offers: [deal], mode: open}}
endings: {over: {at: end}}
""",
        encoding="utf-8",
    )
    game = Game(load(path), seed=1)
    game.submit("a", Order.parse("offer a: stay + b: stay"))
    game.submit("b", Order("accept", deal=1))
    for role in game.roles:
        game.submit(role, Order("pass"))
    assert (game.turn, game.view("a").value("calm")) == (2, 0)
    assert [it.status for it in game.view("a").ledger] == ["kept", "kept"]


def test_a_game_cut_between_promises_goes_on_as_it_would_have(market: Scenario) -> None:
    game = turn_over(struck(market, "hold_step b=3", public=True), "weaken")
    whole = [event.to_json() for event in game.log]
    for cut in range(len(whole) - 6, len(whole)):
        again = Game.resumed(market, json.loads(json.dumps(whole[:cut])), seed=1)
        again.advance()
        assert again.digest in (game.digest, Game.resumed(market, whole[:cut], seed=1).digest)


def test_what_is_promised_in_the_last_turn_is_looked_at_once(market: Scenario) -> None:
    game = Game(market, seed=1)
    while game.turn < 4:
        turn_over(game)
    game.submit("kyiv", Order.parse("offer partner=kyiv washington: hold_step b=3"))
    game.submit("washington", Order("accept", deal=1))
    turn_over(game)
    assert game.over
    assert status(game) == ["open"]
