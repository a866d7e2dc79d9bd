"""The game in numbered lines: what is shown, what may be typed, and how it ends."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from engine.problems import Refused
from engine.table.session import Person, Scripted, Session
from tui.main import main
from tui.opening import resumed
from tui.plain import Lines, play
from tui.plain import lines as plain_lines
from tui.plain.table import Table

from .at_keyboard import Keyboard
from .fakes import HOSTILE, fake_room

MARKET = """\
id: market
title: Market
turns: 2
roles: {ann: {title: Ann, usual: shy, text: You sell fish.}, bob: {title: Bob, usual: shy}}
sets: {ware: {fish: {title: Fish}, salt: {title: Salt}}}
areas:
  quay: {title: The quay, zone: harbour, links: {hall: road}}
  hall: {title: The hall, zone: town}
tracks:
  coins: {title: Coins, per: role, range: 0..20, start: 5, seen_by: owner}
  stock: {title: Stock, per: ware, range: 0..9, start: 3}
  plan: {title: Ann's plan, range: 0..9, start: 4, seen_by: [ann]}
  guards: {title: Guards, per: area, range: 0..9, start: 2}
orders:
  buy:
    title: "Buy {n} of {w}"
    by: all
    kind: trade
    choose: {w: ware, n: "1..stock[w]"}
    cost: {coins: n}
    conditional: [if_cheap]
    does: ["stock[w] -= n", {say: "{me} buys {w}."}]
  post: {title: "Post a guard at {a}", by: all, kind: trade, choose: {a: area}, does: ["guards[a] += 1"]}
  haggle:
    title: Haggle
    by: all
    kind: trade
    does: [{check: haggling, modifier: {fish: "stock[fish] - 3"}, success: ["coins[me] += 1"], fail: []}]
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
TALKING = MARKET.replace("offers: [trade], mode: sealed, orders: 0..2", "offers: [trade], mode: open, orders: 0..2")
CLOSED = ("ann", "bob")


def session(
    folder: Path, people: tuple[str, ...] = ("ann",), journal: Path | None = None, rules: str = MARKET
) -> Session:
    (folder / "market.yaml").write_text(rules)
    seats: Mapping[str, Person | Scripted] = {role: Person() for role in people}
    return Session.open(str(folder), seats=seats, seed=1, journal=journal)


def told(game: Session, *answers: str, interactive: bool = False, width: int = 300) -> str:
    """Return everything that is written when these lines are typed."""
    sink, source = io.StringIO(), io.StringIO("".join(f"{it}\n" for it in answers))
    assert play(game, Lines(source, sink, interactive=interactive, width=width)) == 0
    return sink.getvalue()


def given(game: Session, role: str = "ann") -> list[str]:
    return [order.text for order in game.seat(role).view.given]


# The moment.


def test_the_role_card_comes_first_and_i_tells_it_again(tmp_path: Path) -> None:
    said = told(session(tmp_path), "i", "q")
    assert said.index("You sell fish.") < said.index("Turn 1 of 2")
    assert said.count("You sell fish.") == 2


def test_the_moment_is_told_with_turn_phase_role_and_prompt(tmp_path: Path) -> None:
    said = told(session(tmp_path))
    assert "EXERCISE: Turn 1 of 2, Trade, Ann, up to 2 orders." in said
    assert "Trade: give at most 2 sealed orders, or pass." in said


def test_open_orders_are_numbered_with_their_costs_and_closed_ones_counted(tmp_path: Path) -> None:
    said = told(session(tmp_path))
    assert "  1  Buy … of …, costs 1–3 Coins" in said
    assert "1 more is closed: x says why" in said


def test_x_says_why_an_order_is_closed(tmp_path: Path) -> None:
    assert "Steal: The guard is watching." in told(session(tmp_path), "x")


def test_o_tells_what_was_sealed_and_what_may_be_given(tmp_path: Path) -> None:
    assert "Sealed 1: Buy 2 of Fish" in told(session(tmp_path), "1 1 2", "o", "q")


def test_lines_are_wrapped_to_the_width_under_their_first_word(tmp_path: Path) -> None:
    said = told(session(tmp_path), "?", "q", width=40)
    assert max(len(row) for row in said.splitlines() if " " in row) <= 41  # a path is not broken, nor is a question
    assert re.search(r"\ni, card {7}your .*\n {14}\w", said)


# Orders.


def test_an_order_is_given_by_numbers_on_one_line(tmp_path: Path) -> None:
    game = session(tmp_path)
    assert "Sealed: Buy 2 of Fish" in told(game, "1 1 2", "q")
    assert given(game) == ["buy w=fish n=2"]


def test_an_order_is_given_by_answers_to_questions_with_a_condition(tmp_path: Path) -> None:
    game = session(tmp_path)
    told(game, "1", "2", "3", "2", "2", "1", "q")
    assert given(game) == ["buy w=salt n=3 if if_cheap n=2"]


def test_an_order_may_be_written_out(tmp_path: Path) -> None:
    game = session(tmp_path)
    told(game, "buy w=salt n=1 if if_cheap n=2", "q")
    assert given(game) == ["buy w=salt n=1 if if_cheap n=2"]


def test_the_odds_are_told_before_an_order_is_given(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "3", "", "q")
    assert "Odds as things stand:" in said
    assert "Haggling: 2d6" in said
    assert given(game) == []


def test_what_can_be_done_in_an_area_is_asked_and_given_there(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "a quay", "1", "1", "q")
    assert "What can I do here?" in said
    assert given(game) == ["post a=quay"]


def test_a_refused_order_says_why_and_changes_nothing(tmp_path: Path) -> None:
    game = session(tmp_path)
    before = game.game.digest
    said = told(game, "steal", "buy w=fish n=9", "q")
    assert "The guard is watching." in said
    assert game.game.digest == before


def test_a_line_that_means_nothing_says_what_was_expected(tmp_path: Path) -> None:
    said = told(session(tmp_path), "bye", "9", "0", "trakcs", "q")
    assert "Expected a number from 1 to 3, or a command: " in said
    assert "Did you mean buy?" in said
    assert "Did you mean tracks?" in said


def test_a_sealed_order_is_taken_back(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "1 1 2", "u", "1 2 1", "u 7", "u 1", "undo", "q")
    assert "Taken back: Buy 2 of Fish" in said
    assert "Taken back: Buy 1 of Salt" in said
    assert "There is nothing to take back" in said
    assert given(game) == []


def test_a_draft_is_kept_told_taken_up_and_forgotten(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "1", "2", "d", "o", "d", "1", "1", "d no", "d", "q")
    assert "Draft: buy w=salt (d takes it up)" in said
    assert given(game) == ["buy w=salt n=1"]
    assert "There is no draft" in said


def test_q_leads_back_from_a_question_as_an_empty_line_does_and_each_says_so(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "1", "fish", "q", "q", "1 fish 2 ?", "q", "q", "q", "i", "q")
    assert "How many, or an empty line to go back> " in said
    assert said.count("Nothing was given.") == 2
    assert said.count("You sell fish.") == 2
    assert game.waiting_for
    assert given(game) == []


def test_q_leads_back_from_a_choice_of_several(tmp_path: Path) -> None:
    said = told(session(tmp_path), "m the", "q", "i", "q")
    assert "Which area, or an empty line for none> " in said
    assert said.count("You sell fish.") == 2


def test_examples_of_what_to_type_are_of_the_game_that_is_played(tmp_path: Path) -> None:
    said = told(session(tmp_path), "?", "a", "/", "w", "q")
    assert "a wants the name of an area: a the quay." in said
    assert "Type / and a part of a name: / the quay" in said
    assert "No number has changed yet: w coins asks about one." in said
    assert "kyiv" not in said
    assert "heat" not in said


def test_an_empty_line_passes(tmp_path: Path) -> None:
    game = session(tmp_path)
    assert "You pass." in told(game, "", "q")
    assert game.seat("ann").view.phase == "talk"


def test_an_empty_line_takes_the_default_where_passing_is_not_legal(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game, "", "p", "", "q")
    assert "You cannot pass now." in said
    assert "An empty line takes the default: Shout" in said
    assert "Sealed: Shout" in said
    assert game.game.turn == 2


# Reading.


def test_t_tells_the_numbers_one_may_know_and_no_others(tmp_path: Path) -> None:
    said = told(session(tmp_path, people=("bob",)), "t", "t stock", "t plan", "q")
    assert "Stock, Fish: 3/9" in said
    assert "Coins: 5/20" in said
    assert "You know no number called 'plan'" in said
    assert "Ann's plan" not in said


def test_t_tells_how_a_number_went_turn_by_turn(tmp_path: Path) -> None:
    assert "Stock, Fish: 1/9, moved -2" in told(session(tmp_path), "1 1 2", "", "t fish", "q")
    assert "turn by turn 3, 1" in told(session(tmp_path), "1 1 2", "", "", "", "t fish", "q")


def test_w_tells_why_a_number_is_what_it_is_with_the_rule(tmp_path: Path) -> None:
    said = told(session(tmp_path), "1 1 2", "", "w stock fish", "w gold", "q")
    assert "Stock, Fish now: 1/9" in said
    assert "From 3 to 1" in said
    assert "market.yaml:" in said
    assert "You know no number called 'gold'" in said


def test_w_alone_offers_what_changed_and_w_with_a_word_what_matches(tmp_path: Path) -> None:
    said = told(session(tmp_path), "w", "1 1 2", "w", "", "w stock", "2", "q")
    assert "No number has changed yet" in said
    assert "Coins, Ann now: 3/20" in said
    assert said.count("Why? Choose a number:") == 1
    assert "Stock, Salt now: 3/9" in said


def test_the_map_is_told_in_words(tmp_path: Path) -> None:
    said = told(session(tmp_path), "m", "m the quay", "m moon", "a", "q")
    assert "The quay · Harbour · Guards 2 · next to The hall" in said
    assert "Guards: 2/9" in said
    assert "There is no area 'moon' here" in said
    assert "a wants the name of an area" in said


def test_the_map_is_drawn_with_its_counters_for_those_who_ask(tmp_path: Path) -> None:
    said = told(session(tmp_path), "mp", "q")
    assert "[G2" in said
    assert "The hall" in said


def test_find_says_what_to_type_for_what_was_found(tmp_path: Path) -> None:
    said = told(session(tmp_path), "/stock", "/ quay", "/ steal", "/ buy", "/ moon", "/", "q")
    for found in (
        "Number: Stock, Salt (w stock[salt])",
        "Area: The quay (m quay)",
        "Closed order: Steal (The guard is watching.)",
        "Order 1: Buy",
        "Nothing here is called 'moon'.",
        "Type / and a part of a name",
    ):
        assert found in said


def test_news_are_told_turn_by_turn_with_a_mark_where_one_last_looked(tmp_path: Path) -> None:
    said = told(session(tmp_path), "1 1 1", "", "", "n", "n 1", "n 9", "q")
    assert said.count("Turn 1:") == 2
    assert "> new since you last looked" in said
    assert "Nothing is known of turn '9'" in said


def test_news_to_one_role_reaches_no_other(tmp_path: Path) -> None:
    assert "* Ann alone hears this." in told(session(tmp_path), "", "", "q")
    assert "Ann alone" not in told(session(tmp_path, people=("bob",)))


def test_what_changed_is_told_once_by_what_it_means_and_c_tells_it_again(tmp_path: Path) -> None:
    change = "· Stock, Fish: down from 3 to 1 (Ann: Buy 2 of Fish)"
    assert told(session(tmp_path), "1 1 2", "", "q").count(change) == 1
    assert told(session(tmp_path), "1 1 2", "", "c", "q").count(change) == 2
    assert "Nothing has changed since you began to play." not in told(session(tmp_path), "q")


def test_what_was_told_last_is_written_to_a_file(tmp_path: Path, saves_of_this_test: Path) -> None:
    told(session(tmp_path), "t stock", "y", "q")
    assert "Stock, Fish: 3/9" in next(saves_of_this_test.rglob("page.txt")).read_text(encoding="utf-8")


def test_help_explains_every_command(tmp_path: Path) -> None:
    said = told(session(tmp_path), "?", "q")
    for key in "icoxpaduw?qtnm/y":
        assert f"\n{key}, " in said


def test_nothing_is_drawn_with_lines_boxes_or_bars(tmp_path: Path) -> None:
    answers = ["t", "m", "a quay", "", "w stock", "1", "n", "1 1 1", "", "", "t", "", "", *"123456", ""]
    said = told(session(tmp_path), *answers)
    assert not set(said) & set("─━│┌┐└┘├┤█▁▂▃▄▅▆▇")


# Saving, leaving, and the end.


def test_quitting_keeps_the_game_and_says_how_to_go_on(tmp_path: Path) -> None:
    journal = tmp_path / "evening.journal"
    game = session(tmp_path, journal=journal)
    said = told(game, "1 1 2", "q")
    game.close()
    assert f"Go on with: whitecell play {journal}" in said
    assert given(Session.resume(journal)) == ["buy w=fish n=2"]


def test_a_terminal_that_hangs_up_keeps_the_game_for_later(tmp_path: Path) -> None:
    game = session(tmp_path, journal=tmp_path / "evening.journal")
    assert "The game is saved." in told(game, interactive=True)
    assert not game.over


def test_at_the_end_of_input_doctrines_play_on_to_the_end(tmp_path: Path) -> None:
    game = session(tmp_path)
    said = told(game)
    assert game.over
    assert "The input has ended: the doctrines play the remaining seats." in said
    assert "The game is over: Closing time." in said
    assert "The market closes." in said
    assert "   5  Ann (you)" in said


def test_a_game_that_nobody_plays_any_more_says_what_was_mended_and_how_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "evening.journal"
    game = session(tmp_path, journal=path)
    told(game)
    game.close()
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Refused) as refused:
        resumed(path)
    assert "was damaged" in refused.value.reason
    assert f"`whitecell replay {path}` shows what happened." in refused.value.reason


def test_the_end_of_input_in_the_middle_of_a_question_is_the_same(tmp_path: Path) -> None:
    game = session(tmp_path)
    told(game, "1", "1")
    assert game.over


def ended(folder: Path, *answers: str) -> str:
    return told(session(folder), "1 1 2", "", "", "", "", *answers, "")


def test_the_end_tells_scores_with_objectives_and_lists_the_pages(tmp_path: Path) -> None:
    said = ended(tmp_path)
    assert "The game is over: Closing time." in said
    assert "   3  Ann (you)" in said
    assert "  2  Turn by turn" in said
    assert "  4  Luck" in said
    assert "saved" not in said


def test_pages_of_the_end_are_told_by_number(tmp_path: Path) -> None:
    said = ended(tmp_path, "2", "bob", "9", "l", "nothing")
    assert "Stock, Fish: 3 1 1" in said
    assert "What Bob was thinking" in said
    assert said.count("The debriefing. A number tells a page") == 2
    assert said.count("Expected a number from 1 to 5, ") == 2


def test_a_game_that_is_over_is_opened_at_its_debriefing(tmp_path: Path) -> None:
    game = session(tmp_path, journal=tmp_path / "evening.journal")
    told(game, "", "", "", "", "")
    game.close()
    said = told(Session.resume(tmp_path / "evening.journal"), "1", "q")
    assert said.count("It ended after turn 2") == 2
    assert "saved" not in said


def test_turning_points_and_luck_are_worked_out_on_demand(tmp_path: Path) -> None:
    said = ended(tmp_path, "3", "4")
    assert "Decisions after which the game went elsewhere" in said
    assert "Rolls that mattered" in said
    assert said.count("this may take some seconds") == 2


def test_after_the_end_any_number_can_be_asked_why(tmp_path: Path) -> None:
    said = ended(tmp_path, "w coins bob", "t plan")
    assert "Coins, Bob now: 5/20" in said


def test_the_pages_of_the_end_are_written_to_a_file(tmp_path: Path, saves_of_this_test: Path) -> None:
    ended(tmp_path, "s")
    assert "Closing time" in next(saves_of_this_test.rglob("end.txt")).read_text(encoding="utf-8")


# Several people at one keyboard.


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is typed where nobody sees it, from the first on; "" when it is used up."""
    typed: list[str] = []
    monkeypatch.setattr(plain_lines, "getpass", lambda *_words: typed.pop(0) if typed else "")
    monkeypatch.setenv("TERM", "xterm")
    yield typed
    assert typed == []


def test_two_people_in_a_pipe_are_told_whose_turn_it_is(tmp_path: Path) -> None:
    said = told(session(tmp_path, people=("ann", "bob")), "", "")
    assert said.index("The keyboard goes to Ann.") < said.index("The keyboard goes to Bob.")


def test_on_a_terminal_what_one_seat_read_is_gone_before_the_other_sits_down(tmp_path: Path, hidden: list[str]) -> None:
    hidden += ["", ""]
    said = told(session(tmp_path, people=CLOSED), "", "p", "", "", "q", interactive=True)
    anns, asked = said.index("Ann's plan"), said.index("Press Enter when you have read this")
    assert anns < asked < said.index("\033[2J", anns) < said.index("Now: Bob.")
    assert "Ann's plan" not in said[said.index("Now: Bob.") :]


def test_a_seat_with_a_pin_opens_only_to_it(tmp_path: Path, hidden: list[str]) -> None:
    hidden += ["1234", "1235", "1234", "1234", "", "wrong", "", "1234"]
    answers = ["", "", "h", "", "2", "", "h", "", "1", "", "", "", "q"]
    said = told(session(tmp_path, people=CLOSED), *answers, interactive=True)
    assert "These were two different PINs." in said
    assert "This is not the PIN of Ann. 2 tries are left." in said
    assert "This is not the PIN of Ann. 1 try is left." in said
    assert "1234" not in said
    assert said.rindex("Ann's plan") > said.index("1 try is left")


def test_a_seat_that_sits_down_again_is_told_what_it_missed(tmp_path: Path) -> None:
    said = told(session(tmp_path, people=CLOSED), "1 1 2", "", "1 2 1", "", "q")
    again = said[said.rindex("The keyboard goes to Ann.") :]
    assert "Stock, Salt: down from 3 to 2 (Bob: Buy 1 of Salt)" in again


def test_while_everybody_talks_all_look_at_what_all_may_know(tmp_path: Path) -> None:
    game = session(tmp_path, people=CLOSED, rules=TALKING)
    said = told(game, "t", "w coins", "zzz", "2", "buy w=fish n=1", "h", "n", "q")
    public = said[: said.index("The keyboard goes to Bob.")]
    assert "EXERCISE, for all to see: Turn 1 of 2, Trade." in public
    assert "Stock, Fish: 3/9" in public
    assert "plan" not in public
    assert "Expected a number from 1 to 2, or a command:" in public
    assert "Given: Buy 1 of Fish" in said
    assert said.count("for all to see") == 2


def test_nobody_to_hand_over_to_is_said(tmp_path: Path) -> None:
    assert "You play alone" in told(session(tmp_path), "h", "q")


# Before the game.


def started(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, *words: str) -> str:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    assert main(["play", "--plain", *words]) == 0
    return capsys.readouterr().out


def test_scenarios_and_saved_games_are_listed_and_chosen_by_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], saves_of_this_test: Path
) -> None:
    journal = saves_of_this_test / "whitecell" / "saves" / "old.journal"
    started(monkeypatch, capsys, "2\n1\nq\n", "prisoners-dilemma", "--seat", "ann", "--journal", str(journal))
    listed = started(monkeypatch, capsys, "99\nq\n")
    assert "  1  Tutorial" in listed
    assert "as Ann" in listed
    number = next(row.split()[0] for row in listed.splitlines() if "saved: " in row)
    assert "Turn 2 of 10" in started(monkeypatch, capsys, f"{number}\nq\n")


def test_seats_doctrines_and_seed_are_chosen_before_the_game(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "?\nbob\nd ann\ni ann\ns 7\ns x\n9\na 1\na ann\nl\n\nq\n"
    said = started(monkeypatch, capsys, typed, "prisoners-dilemma")
    assert "a person" in said
    assert "You play Bob." in said
    assert "The seed is taken; nobody is told it again." in said
    assert "Expected a whole number, or nothing to have one drawn, not 'x'." in said
    assert "Expected a number from 1 to 2, or the name of a seat, not '9'." in said
    assert "These seats share the keyboard: Ann, Bob." in said
    assert "You are Bob." in said


def test_after_the_end_another_game_begins_at_the_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "talk\n" * 10 + "g\nq\n"
    said = started(monkeypatch, capsys, typed, "prisoners-dilemma", "--seat", "ann")
    assert said.index("The game is over") < said.index("Play a scenario, or go on with a saved game:")


def test_commands_are_said_in_the_readers_language_and_heard_in_english_too(checkout: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui.main", "play", "prisoners-dilemma", "--plain", "--seat", "ann"]
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "WHITECELL_LANGUAGE": "en_XA"}
    said = "help\ntracks\nquit\n"
    done = subprocess.run(command, input=said, capture_output=True, text=True, cwd=checkout, env=env, check=False)
    assert done.returncode == 0
    assert re.search(r"\nt, ⟦[^⟧]*⟧, tracks", done.stdout)
    assert "Çöïñš" in done.stdout


def test_leaving_before_the_game_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], saves_of_this_test: Path
) -> None:
    assert "saved." not in started(monkeypatch, capsys, "q\n", "prisoners-dilemma")
    assert not list(saves_of_this_test.rglob("*.journal"))


# What comes from outside.


def test_hostile_input_reaches_neither_the_screen_nor_the_game(tmp_path: Path) -> None:
    game = session(tmp_path)
    before = game.game.digest
    said = told(game, "\x1b[2Jbuy\u202e", "9" * 5000, "9 \x00", "=" * 3000, "t " + "x" * 500, "w \x1b]0;x\x07", "q")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert game.game.digest == before


def test_hostile_text_shows_literally_wherever_it_is_told() -> None:
    reading = ["i", "t", "m", "a kyiv", "m rzeszow", "x", "n", "/ e", "o 1"]
    answers = [*reading, "1", "1", "2", "1", "u", "", "c", "", *"12345", "l", ""]
    sink, source = io.StringIO(), io.StringIO("".join(f"{it}\n" for it in answers))
    table = Table(fake_room(HOSTILE), Lines(source, sink, width=80))
    table.play()
    table.tell_end()
    said = sink.getvalue()
    assert said.count("[@click=app.quit]") > 10
    assert not any(sign in said for sign in ("\x1b", "\x07", "\u202e", "\x9b"))


# A real terminal, and a real pipe.


def test_a_whole_game_is_played_in_a_terminal(checkout: Path, tmp_path: Path) -> None:
    with Keyboard(checkout, tmp_path, "play", "prisoners-dilemma", "--plain", "--seat", "ann", "--seed", "1") as it:
        it.until("You are Ann.")
        for turn in range(1, 11):
            it.until(f"Turn {turn} of 10")
            it.types("2")
            it.until("A number, or an empty line to go back> ")
            it.types("1")
        it.until("page> ")
        it.types("5")
        it.until("What Bob was thinking")
        it.types("")
        assert it.code() == 0
    assert list(tmp_path.rglob("*.journal"))


def test_a_pin_is_not_seen_in_a_terminal(checkout: Path, tmp_path: Path) -> None:
    seats = ("--seat", "ann", "--seat", "bob")
    with Keyboard(checkout, tmp_path, "play", "prisoners-dilemma", "--plain", *seats) as it:
        it.until("Enter when Ann sits here")
        it.types("")
        it.until("New PIN: ")
        it.types("4711")
        it.until("The PIN once more: ")
        it.types("4711")
        it.until("You are Ann.")
        it.types("q")
        assert it.code() == 0
        assert "4711" not in it.seen


def test_an_empty_line_in_a_pipe_plays_the_tutorial_to_its_end(checkout: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui.main", "play", "tutorial", "--plain"]
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(command, input="\n", capture_output=True, text=True, cwd=checkout, env=env, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "The game is over:" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
