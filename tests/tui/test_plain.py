"""The game in numbered lines: what is shown, what may be typed, and how it ends."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from engine.table.session import Person, Scripted, Session
from tui.plain import Lines, play

MARKET = """\
id: market
title: Market
turns: 2
roles: {ann: {title: Ann, usual: shy}, bob: {title: Bob, usual: shy}}
sets: {ware: {fish: {title: Fish}, salt: {title: Salt}}}
tracks:
  coins: {title: Coins, per: role, range: 0..20, start: 5, seen_by: owner}
  stock: {title: Stock, per: ware, range: 0..9, start: 3}
  plan: {title: Ann's plan, range: 0..9, start: 4, seen_by: [ann]}
orders:
  buy:
    title: "Buy {n} of {w}"
    by: all
    kind: trade
    choose: {w: ware, n: "1..stock[w]"}
    cost: {coins: n}
    conditional: [if_cheap]
    does: ["stock[w] -= n", {say: "{me} buys {w}."}]
  steal: {title: Steal, by: all, kind: trade, when: {"The guard is watching.": "turn > 1"}, does: ["coins[me] += 2"]}
  shout: {title: Shout, by: all, kind: talk, secret: true, does: [{tell: ann, text: "Ann alone hears this."}]}
conditions:
  if_cheap: {choose: {n: 1..3}, is: "stock[fish] >= n", text: "if {n} fish are left"}
turn:
  trade: {title: Trade, text: What do you buy?, by: all, offers: [trade], mode: sealed, orders: 0..2}
  talk: {title: Talk, by: ann, offers: [talk], mode: sealed, orders: 1}
endings:
  over: {title: Closing time, at: end, text: The market closes.}
objectives: {gain: {for: role, is: "coins[me]"}}
doctrines:
  shy: {for: all, cards: {shout: {order: shout}}}
"""


def session(folder: Path, people: tuple[str, ...] = ("ann",), journal: Path | None = None) -> Session:
    (folder / "market.yaml").write_text(MARKET)
    seats: Mapping[str, Person | Scripted] = {role: Person() for role in people}
    return Session.open(str(folder), seats=seats, seed=1, journal=journal)


def told(game: Session, *answers: str, interactive: bool = False) -> str:
    """Return everything that is written when these lines are typed."""
    sink = io.StringIO()
    code = play(game, Lines(io.StringIO("".join(f"{it}\n" for it in answers)), sink, interactive=interactive))
    assert code == 0
    return sink.getvalue()


def test_the_moment_is_told_with_turn_phase_prompt_and_role(tmp_path: Path) -> None:
    said = told(session(tmp_path))
    assert "== Turn 1 of 2 · Trade · Ann ==" in said
    assert "Trade: give at most 2 sealed orders, or pass." in said


def test_open_orders_are_numbered_and_closed_ones_counted(tmp_path: Path) -> None:
    said = told(session(tmp_path))
    assert "  1  Buy … of …" in said
    assert "1 more is closed: x says why" in said


def test_x_says_why_an_order_is_closed(tmp_path: Path) -> None:
    assert "Steal: The guard is watching." in told(session(tmp_path), "x")


def test_an_order_is_given_by_numbers_on_one_line(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "1 1 2", "q")
    assert "Sealed: Buy 2 of Fish" in said
    assert [order.text for order in game.seat("ann").view.given] == ["buy w=fish n=2"]


def test_an_order_is_given_by_answers_to_questions(tmp_path: Path) -> None:
    game = session(tmp_path)
    told(game, "1", "2", "3", "1", "2", "q")
    assert [order.text for order in game.seat("ann").view.given] == ["buy w=salt n=3 if if_cheap n=2"]


def test_an_order_may_be_written_out(tmp_path: Path) -> None:
    game = session(tmp_path)
    told(game, "buy w=salt n=1 if if_cheap n=2", "q")
    assert [order.text for order in game.seat("ann").view.given] == ["buy w=salt n=1 if if_cheap n=2"]


def test_a_refused_order_says_why_and_changes_nothing(tmp_path: Path) -> None:
    game = session(tmp_path)
    before = game.game.digest
    said = told(game, "steal", "buy w=fish n=9", "q")
    assert "The guard is watching." in said
    assert game.game.digest == before


def test_a_line_that_means_nothing_says_what_was_expected(tmp_path: Path) -> None:
    said = told(session(tmp_path), "bye", "9", "q")
    assert "Expected a number from 1 to" in said
    assert "Did you mean buy?" in said


def test_a_sealed_order_is_taken_back(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "1 1 2", "u", "u", "q")
    assert "Taken back: Buy 2 of Fish" in said
    assert "There is nothing to take back" in said
    assert game.seat("ann").view.given == ()


def test_an_empty_line_passes(tmp_path: Path) -> None:
    game = session(tmp_path)
    assert "You pass." in told(game, "", "q")
    assert game.seat("ann").view.phase == "talk"


def test_an_empty_line_takes_the_default_where_passing_is_not_legal(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "", "", "q")
    assert "An empty line takes the default: Shout" in said
    assert "Sealed: Shout" in said
    assert game.game.turn == 2


def test_t_tells_the_numbers_one_may_know_and_no_others(tmp_path: Path) -> None:
    said = told(session(tmp_path, people=("bob",)), "t", "t stock", "t plan", "q")
    assert "Stock: Fish 3, Salt 3" in said
    assert "Coins: Bob 5" in said
    assert "You know no number called 'plan'" in said
    assert "Ann's plan" not in said


def test_w_tells_why_a_number_is_what_it_is(tmp_path: Path) -> None:
    said = told(session(tmp_path), "1 1 2", "", "w stock[fish]", "w gold", "w", "q")
    assert "Stock (Fish) is 1." in said
    assert "turn 1: 3 → 1, " in said
    assert "You know no number called 'gold'" in said
    assert "w wants the name of a number" in said


def test_news_to_one_role_reaches_no_other(tmp_path: Path) -> None:
    assert "Ann alone hears this. (to you alone)" in told(session(tmp_path), "", "", "q")
    assert "Ann alone" not in told(session(tmp_path, people=("bob",)))


def test_what_changed_is_told_once(tmp_path: Path) -> None:
    said = told(session(tmp_path), "1 1 2", "", "q")
    assert said.count("Stock (Fish): 3 → 1") == 1


def test_help_explains_the_keys(tmp_path: Path) -> None:
    assert "quit; the game is saved" in told(session(tmp_path), "?", "q")


def test_at_the_end_of_input_doctrines_play_on_to_the_end(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game)
    assert game.over
    assert "The input has ended: the doctrines play the remaining seats." in said
    assert "The game is over: Closing time." in said
    assert "The market closes." in said
    assert "Scores: Ann 5, Bob 5" in said


def test_the_end_of_input_in_the_middle_of_a_question_is_the_same(tmp_path: Path) -> None:
    game = session(tmp_path)
    told(game, "1", "1")
    assert game.over


def test_quitting_keeps_the_game_and_says_how_to_go_on(tmp_path: Path) -> None:
    journal = tmp_path / "evening.journal"
    game = session(tmp_path, journal=journal)
    said = told(game, "1 1 2", "q")
    game.close()
    assert f"Go on with: whitecell play {journal}" in said
    again = Session.resume(journal)
    assert [order.text for order in again.seat("ann").view.given] == ["buy w=fish n=2"]


def test_a_terminal_that_hangs_up_keeps_the_game_for_later(tmp_path: Path) -> None:
    game = session(tmp_path, journal=tmp_path / "evening.journal")
    assert "The game is saved." in told(game, interactive=True)
    assert not game.over


def test_two_people_at_one_keyboard_are_told_whose_turn_it_is(tmp_path: Path) -> None:
    said = told(session(tmp_path, people=("ann", "bob")), "", "")
    assert said.index("The keyboard goes to Ann.") < said.index("The keyboard goes to Bob.")


def test_hostile_input_reaches_neither_the_screen_nor_the_game(tmp_path: Path) -> None:
    game = session(tmp_path)
    before = game.game.digest
    said = told(game, "\x1b[2Jbuy\u202e", "9" * 5000, "9 \x00", "=" * 3000, "t " + "x" * 500, "w \x1b]0;x\x07", "q")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert game.game.digest == before


def test_after_the_end_a_scripted_seat_tells_what_it_was_thinking(tmp_path: Path) -> None:
    said = told(session(tmp_path), "", "", "", "", "zoe", "bob", "")
    assert "A name tells what that seat was thinking: Bob." in said
    assert "No scripted seat is called 'zoe'." in said
    assert "Turn 1, trade: pass" in said
    assert "saved" not in said
