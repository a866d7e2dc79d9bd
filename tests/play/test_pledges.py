"""Who waits for whom, as one role may know it; and who has spoken in a phase."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Game, Order, load

RULES = """\
id: pact
title: Pact
turns: 2
roles: {paris: {title: Paris}, berlin: {title: Berlin}, rome: {title: Rome}}
tracks:
  pledged: {per: role, range: 0..20}
conditions:
  others: {choose: {n: 1..20}, is: "sum(pledged[c] for c in role if c != me) >= n", text: "if others pledge {n}"}
orders:
  pledge:
    {title: "Pledge {n}", kind: give, by: all, choose: {n: 1..9}, conditional: [others], does: ["pledged[me] += n"]}
  hint:
    title: "Whisper {n}"
    kind: give
    secret: true
    by: all
    choose: {n: 1..9}
    conditional: [others]
    does: ["pledged[me] += n"]
  speak: {title: Speak, kind: talk, by: all, does: []}
turn:
  commit: {by: all, offers: [give], mode: sealed, orders: 0..2}
  talks: {by: all, offers: [talk], mode: open}
endings: {over: {at: end}}
objectives: {some: {for: role, is: "pledged[me]"}}
"""


@pytest.fixture
def game(tmp_path: Path) -> Game:
    path = tmp_path / "pact.yaml"
    path.write_text(RULES)
    return Game(load(path), seed=1)


def sealed(game: Game, **orders: str) -> Game:
    for role in ("paris", "berlin", "rome"):
        if role in orders:
            game.submit(role, Order.parse(orders[role]))
        game.submit(role, Order("pass"))
    return game


def waiting(game: Game, role: str = "rome") -> dict[str, tuple[object, ...]]:
    return {it.role: (it.hangs_on, it.unlocks, it.least, it.greatest, it.held) for it in game.view(role).pledges}


def test_two_that_wait_for_each_other_would_both_hold_if_all_trust(game: Game) -> None:
    sealed(game, paris="pledge n=6 if others n=4", berlin="pledge n=4 if others n=6")
    assert waiting(game) == {
        "paris": (("berlin",), ("berlin",), False, True, False),
        "berlin": (("paris",), ("paris",), False, True, False),
    }


def test_one_whose_condition_is_met_anyhow_waits_for_nobody(game: Game) -> None:
    sealed(game, paris="pledge n=6 if others n=4", berlin="pledge n=4")
    assert waiting(game) == {"paris": ((), (), True, True, True)}


def test_while_they_are_sealed_only_ones_own_is_known(game: Game) -> None:
    game.submit("paris", Order.parse("pledge n=6 if others n=4"))
    [own] = game.view("paris").pledges
    assert (own.sealed, own.title, own.conditions) == (True, "Pledge 6", ("if others pledge 4",))
    assert game.view("berlin").pledges == ()


def test_secret_pledges_are_in_nobodys_graph_but_the_givers(game: Game) -> None:
    sealed(game, paris="hint n=6 if others n=4", berlin="pledge n=4 if others n=6")
    assert set(waiting(game, "rome")) == {"berlin"}
    assert set(waiting(game, "paris")) == {"paris", "berlin"}


def test_who_passed_is_not_silent(game: Game) -> None:
    sealed(game)
    game.submit("paris", Order("speak"))
    game.submit("berlin", Order("pass"))
    assert game.view("rome").silent == ("rome",)


def test_nobody_is_silent_where_orders_are_sealed(game: Game) -> None:
    game.submit("paris", Order.parse("pledge n=6"))
    assert (game.view("rome").mode, game.view("rome").silent) == ("sealed", ())


HEATED = """\
id: heated
title: Heated
turns: 1
roles: {red: {title: Red}}
tracks: {heat: {range: 0..9, start: 1}, pledged: {range: 0..9, start: 0}}
conditions: {hot: {choose: {n: 1..9}, is: "heat >= n", text: "if the heat, {heat} now, comes to {n}"}}
orders:
  stir: {by: all, does: ["heat += 2"]}
  pledge: {title: Pledge, by: all, conditional: [hot], does: ["pledged += 1"]}
turn:
  talks: {by: all, offers: [stir], mode: sequential}
  commit: {by: all, offers: [pledge], mode: sealed}
  after: {does: ["heat = 8"]}
endings: {over: {at: end}}
"""


def test_a_condition_that_did_not_hold_is_told_with_the_numbers_of_then(tmp_path: Path) -> None:
    (tmp_path / "heated.yaml").write_text(HEATED)
    game = Game(load(tmp_path / "heated.yaml"), seed=1)
    for order in ("stir", "pledge if hot n=9"):
        game.submit("red", Order.parse(order))
    told = "Red: Pledge, but its condition does not hold: if the heat, 3 now, comes to 9"
    assert told in [it.text for it in game.view("red").news]
