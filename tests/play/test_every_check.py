"""Control decides every check: those of an order one after another, of its events, motions, deals, words, answers."""

from __future__ import annotations

import json
from functools import cache
from random import Random

import pytest

from engine import Game, Order, Refused, Scenario
from tests.rules.ruled import rules_of, wrong

RULES = """
id: sound
format: 1
turns: 2
roles: {red: {title: Red}, blue: {title: Blue}}
tracks:
  heat: {range: 0..20, start: 5}
  gold: {per: role, range: 0..9, start: 5}
orders:
  sail:
    title: Sail
    kind: deed
    by: all
    adjudicate: semi
    does:
      - chance: 0.5
        id: wind
        then: [{check: storm, success: ["heat += 1"], fail: ["heat -= 1"]}]
        else: [{check: calm, success: ["heat += 1"], fail: ["heat -= 1"]}]
      - if: heat > 5
        then: [{check: landing, modifier: {heat: heat - 5}, success: ["heat += 2"], fail: []}]
  bait: {title: Bait, kind: deed, by: all, does: [{fire: trap}]}
  ring: {title: Ring, kind: deed, by: red, does: [{fire: alarm}]}
  rest: {title: Rest, kind: deed, by: all, does: ["heat -= 1"]}
events:
  alarm:
    title: Alarm
    asks: blue
    adjudicate: semi
    choices:
      flee: {title: Flee, does: [{check: escape, success: ["heat -= 2"], fail: ["heat += 2"]}, {fire: trap}]}
      wait: {title: Wait, does: ["heat += 1"]}
  trap: {title: Trap, does: [{check: snap, success: ["heat += 3"], fail: ["heat -= 3"]}]}
palette:
  shame: {title: Shame, does: [{check: echo, success: ["heat += 1"], fail: []}, {check: scorn, success: ["heat += 1"], fail: []}]}
  plea: {title: Plea, adjudicate: free, does: [{check: mercy, success: ["heat -= 2"], fail: []}]}
motions:
  launch: {title: Launch, by: all, members: all, rule: majority, adjudicate: free, on_pass: [{check: start, success: ["heat += 5"], fail: []}]}
terms:
  pay: {title: Pay, by: all, does: ["gold[me] -= 1"]}
  spy:
    title: Spy
    by: all
    adjudicate: semi
    does: [{check: spying, success: ["heat += 1"], fail: []}]
    promise: heat > 100
    lasts: 1
    on_broken: [{check: anger, success: ["heat += 1"], fail: []}]
turn:
  moves: {by: all, offers: [deed, argue, propose, vote, deal], mode: open}
endings: {over: {at: end}}
"""  # noqa: E501  a line an entry


@cache
def scenario() -> Scenario:
    return Scenario(rules_of(RULES))


@pytest.fixture
def game() -> Game:
    made = Game(scenario(), seed=3)
    made.take_chair()
    return made


def heat(game: Game) -> object:
    return game.view("red").value("heat")


def again(game: Game) -> Game:
    """Return the game as it is when it is opened from its log."""
    return Game.resumed(game.scenario, json.loads(json.dumps([it.to_json() for it in game.log])), 3)


# -- what the rules list


def test_the_rules_list_the_checks_of_all_that_makes_some_by_way_of_events_too() -> None:
    listed = {what: it.checks for what, it in scenario().rules.judged.items()}
    assert listed == {
        "sail": ("storm", "calm", "landing"),
        "bait": ("snap",),
        "answer.alarm": ("escape", "snap"),
        "argue.shame": ("echo", "scorn"),
        "argue.plea": ("mercy",),
        "motion.launch": ("start",),
        "term.spy": ("spying", "anger"),
    }


def test_all_checks_of_the_rules_are_known_by_id(game: Game) -> None:
    known = {"storm", "calm", "landing", "snap", "escape", "echo", "scorn", "mercy", "start", "spying", "anger"}
    assert set(game.checks) == known


def test_an_author_says_in_which_style_something_is_adjudicated(game: Game) -> None:
    assert game.styles == {
        "sail": "semi",
        "bait": "rigid",
        "answer.alarm": "semi",
        "argue.shame": "matrix",
        "argue.plea": "free",
        "motion.launch": "free",
        "term.spy": "semi",
    }


def test_a_style_of_the_author_s_counts_only_while_control_sits_in_the_chair() -> None:
    game = Game(scenario(), seed=3)
    game.submit("red", Order("sail"))
    assert not game.is_halted


def test_control_may_set_what_the_author_wanted_otherwise_and_back_again(game: Game) -> None:
    game.set_style("sail rigid")
    game.submit("red", Order("sail"))
    assert not game.is_halted
    game.set_style("sail semi")
    assert "styles" not in game._course.state.pending


def test_a_style_where_nothing_is_to_decide_is_a_problem_with_its_place() -> None:
    tracks = "tracks: {heat: {range: 0..9}}\n"
    found = wrong(tracks + 'orders:\n  hold: {by: all, adjudicate: semi, does: ["heat += 1"]}')
    assert [(it.code, it.place.column) for it in found] == [("R033", 31)]
    assert "hold makes no check that control could decide" in found[0].message


def test_what_is_automatic_is_in_no_other_style() -> None:
    found = wrong(
        "palette:\n  shame: {automatic: true, adjudicate: matrix, does: [{check: echo, fail: []}]}\n"
        "turn: {chat: {by: all, offers: [argue], mode: open}}"
    )
    assert [it.code for it in found] == ["R033"]


def test_an_author_may_say_semi_rigid_as_the_field_does() -> None:
    rules = rules_of("orders:\n  hold: {by: all, adjudicate: semi-rigid, does: [{check: storm, fail: []}]}")
    assert rules.judged["hold"].style == "semi"


def test_a_mistyped_style_is_answered_with_the_nearest() -> None:
    (found,) = wrong("orders:\n  hold: {by: all, adjudicate: matrx, does: [{check: storm, fail: []}]}")
    assert found.hint == "did you mean 'matrix'?"


def test_what_is_automatic_is_rigid_unless_control_says_otherwise() -> None:
    rules = rules_of(
        "palette:\n  shame: {automatic: true, does: [{check: echo, fail: []}]}\n"
        "turn: {chat: {by: all, offers: [argue], mode: open}}"
    )
    assert rules.judged["argue.shame"].style == "rigid"


# -- an order with several checks


def test_each_check_of_an_order_waits_for_control_one_after_the_other(game: Game) -> None:
    game.submit("red", Order("sail"))
    first = game.proposal
    game.settle("success", "A fair wind.")
    second = game.proposal
    assert first is not None
    assert second is not None
    assert (first.check in ("storm", "calm"), first.made) == (True, ())
    assert (second.check, second.made, second.modifier) == ("landing", ((first.check, "success"),), 1)
    assert heat(game) == 5


def test_a_check_that_does_not_come_after_what_was_decided_is_not_asked(game: Game) -> None:
    game.submit("red", Order("sail"))
    game.settle("fail", "A storm.")
    assert not game.is_halted
    assert heat(game) == 4


def test_all_decisions_and_the_last_reason_stand_in_what_was_done(game: Game) -> None:
    game.submit("red", Order("sail"))
    check = game.proposal.check if game.proposal else ""
    game.settle("success", "A fair wind.")
    assert f"Control decides the check {check} of Sail: success (A fair wind.)." in [it.text for it in game.log]
    done = game.settle("fail", "Rocks.")[0].text
    assert done == f"Red: Sail [control decided {check}: success] [control decided landing: fail] (Rocks.): heat 5 → 6."


def test_checks_that_control_leaves_to_the_dice_fall_as_they_would_have(game: Game) -> None:
    rigid = game.fork()
    rigid.set_style("sail rigid")
    rigid.submit("red", Order("sail"))
    game.submit("red", Order("sail"))
    while game.is_halted:
        game.settle("")
    assert heat(game) == heat(rigid)


def test_what_control_decided_holds_when_it_leaves_the_chair_in_between(game: Game) -> None:
    game.submit("red", Order("sail"))
    game.settle("success", "A fair wind.")
    game.leave_chair()
    assert not game.is_halted
    assert any("success]" in it.text for it in game.log)


def test_a_game_that_is_cut_between_two_decisions_goes_on_alike(game: Game) -> None:
    game.submit("red", Order("sail"))
    game.settle("success", "A fair wind.")
    other = again(game)
    assert (other.digest, other.proposal) == (game.digest, game.proposal)
    assert other.settle("")[0] == game.settle("")[0]


def test_no_role_learns_what_was_decided_in_between(game: Game) -> None:
    game.submit("red", Order("sail"))
    before = json.dumps(game.view("red").as_json())
    game.settle("success", "A fair wind.")
    assert json.dumps(game.view("red").as_json()) == before


def test_the_check_of_an_event_that_an_order_makes_happen_waits_too(game: Game) -> None:
    game.set_style("bait free")
    game.submit("red", Order("bait"))
    game.settle("strong", "It snaps.")
    assert heat(game) == 8


def test_a_band_that_was_picked_before_is_not_asked_for_again(game: Game) -> None:
    game.set_style("bait semi")
    game.overrule("band", "snap fail", "It is rusty.")
    game.submit("red", Order("bait"))
    assert not game.is_halted
    assert heat(game) == 2


# -- arguments


def test_an_argument_that_waits_shows_its_odds(game: Game) -> None:
    game.submit("red", Order("argue", effect="shame"))
    (found,) = game.arguments
    assert (found.style, found.check, [it.band for it in found.outcomes][:2]) == (
        "matrix",
        "echo",
        ["strong", "success"],
    )


def test_the_next_check_of_an_argument_waits_as_an_order_s_does(game: Game) -> None:
    number = game.submit("red", Order("argue", effect="shame", pro1="All saw it"))[0].number
    game.judge(number, ["pro1"], "They did.")
    assert game.proposal is not None
    assert (game.arguments, game.proposal.check, heat(game)) == ((), "scorn", 5)
    game.settle("fail", "Enough.")
    check = next(note for note in game.log[-1].notes if note[0] == "check")
    assert dict(check[3]) == {"reasons for": 1}


def test_what_is_free_to_argue_is_decided_by_a_band_with_a_reason(game: Game) -> None:
    number = game.submit("red", Order("argue", effect="plea", pro1="Please"))[0].number
    with pytest.raises(Refused, match="is free: pick a band, and say why"):
        game.judge(number, ["pro1"], "So.")
    with pytest.raises(Refused, match="Whoever picks a band says why"):
        game.judge(number, ["success"])
    made = game.judge(number, ["success"], "It was moving.")
    assert (made[0].kind, heat(game)) == ("judged", 3)
    assert "[control decided mercy: success]" in made[0].text


def test_a_band_is_picked_only_while_the_check_is_control_s_to_decide(game: Game) -> None:
    number = game.submit("red", Order("argue", effect="plea", pro1="Please"))[0].number
    game.set_style("argue.plea rigid")
    with pytest.raises(Refused, match="has no reason 'success'"):
        game.judge(number, ["success"], "It was moving.")
    game.judge(number, ["pro1"])
    assert game.arguments == ()


def test_an_argument_may_be_judged_while_an_order_waits_and_both_are_done(game: Game) -> None:
    number = game.submit("red", Order("argue", effect="shame"))[0].number
    game.submit("blue", Order("sail"))
    game.judge(number, [], "Nobody listened.")
    waiting = game.proposal
    assert waiting is not None
    assert waiting.check == "scorn"
    while game.is_halted:
        game.settle("fail", "So.")
    assert again(game).digest == game.digest


def test_an_argument_that_is_rigid_counts_at_once(game: Game) -> None:
    game.set_style("argue.plea rigid")
    game.submit("red", Order("argue", effect="plea"))
    assert game.arguments == ()


# -- motions and deals


def voted(game: Game) -> None:
    game.submit("red", Order("propose", motion="launch"))
    for role in ("red", "blue"):
        game.submit(role, Order("vote", motion="launch", ballot="yes"))
    while game.awaiting:
        game.submit(game.awaiting[0], Order("pass"))


def test_a_motion_waits_when_its_votes_are_counted(game: Game) -> None:
    voted(game)
    assert game.proposal is not None
    assert (game.proposal.title, game.proposal.check, game.proposal.order) == ("Launch", "start", "")
    made = game.settle("success", "They were ready.")
    assert made[0].text.startswith("Launch passes")
    assert "[control decided start: success] (They were ready.)" in made[0].text
    assert heat(game) == 10


def test_a_motion_that_waits_is_the_same_when_the_game_is_opened_again(game: Game) -> None:
    voted(game)
    other = again(game)
    assert other.settle("success", "So.")[0] == game.settle("success", "So.")[0]


def offered(game: Game) -> None:
    game.submit("red", Order.parse("offer red: pay + blue: spy"))
    game.submit("blue", Order.parse("accept deal=1"))


def test_a_deal_waits_once_all_have_accepted_and_nothing_is_given_before(game: Game) -> None:
    offered(game)
    assert game.proposal is not None
    assert (game.proposal.check, game.view("red").value("gold[red]")) == ("spying", 5)
    assert game.proposal.title.startswith("Deal (Red: ")
    other = again(game)
    assert game.settle("success", "They look everywhere.")[0] == other.settle("success", "They look everywhere.")[0]
    assert (game.view("red").value("gold[red]"), heat(game), game.view("red").deals) == (4, 6, ())


def test_a_deal_falls_as_the_dice_do_when_control_leaves_the_chair(game: Game) -> None:
    rigid = game.fork()
    rigid.leave_chair()
    offered(rigid)
    offered(game)
    game.leave_chair()
    assert heat(game) == heat(rigid)


def test_what_follows_a_broken_promise_waits_too(game: Game) -> None:
    offered(game)
    game.settle("fail", "Nothing found.")
    while game.awaiting:
        game.submit(game.awaiting[0], Order("pass"))
    assert game.proposal is not None
    assert game.proposal.check == "anger"
    assert (
        again(game).settle("success", "They are furious.")[0] == game.fork().settle("success", "They are furious.")[0]
    )
    made = game.settle("success", "They are furious.")
    assert made[0].text.startswith("Blue broke its word")
    assert heat(game) == 6


# -- answers


@pytest.fixture
def alarmed(game: Game) -> Game:
    """Return a game in which blue is asked what to do."""
    game.submit("red", Order("ring"))
    while game.view("blue").mode != "choice":
        game.submit(game.awaiting[0], Order("pass"))
    return game


FLEE = Order("choose", event="alarm", choice="flee")


def test_an_answer_that_makes_checks_waits_for_control_one_after_the_other(alarmed: Game) -> None:
    alarmed.submit("blue", FLEE)
    first = alarmed.proposal
    assert first is not None
    assert (first.role, first.title, first.check, first.style, heat(alarmed)) == (
        "blue",
        "Alarm: Flee",
        "escape",
        "semi",
        5,
    )
    alarmed.settle("success", "They run.")
    assert (alarmed.proposal and alarmed.proposal.check, heat(alarmed)) == ("snap", 5)
    made = alarmed.settle("fail", "It is rusty.")
    assert made[0].text.startswith("Blue: Alarm: Flee [control decided escape: success] [control decided snap: fail]")
    assert heat(alarmed) == 0


def test_an_answer_without_a_check_waits_for_nobody(alarmed: Game) -> None:
    alarmed.submit("blue", Order("choose", event="alarm", choice="wait"))
    assert (alarmed.is_halted, heat(alarmed)) == (False, 6)


def test_an_answer_is_free_where_control_says_so_and_rigid_too(alarmed: Game) -> None:
    rigid = alarmed.fork()
    rigid.set_style("answer.alarm rigid")
    rigid.submit("blue", FLEE)
    assert not rigid.is_halted
    alarmed.set_style("answer.alarm free")
    alarmed.submit("blue", FLEE)
    with pytest.raises(Refused, match="Alarm: Flee is free: pick a band, and say why"):
        alarmed.settle("")


def test_reasons_count_for_an_answer_that_is_matrix(alarmed: Game) -> None:
    alarmed.set_style("answer.alarm matrix")
    alarmed.submit("blue", FLEE)
    alarmed.settle("for=2 against=1", "They know the way.")
    made = alarmed.settle("fail", "It is rusty.")
    check = next(note for note in made[0].notes if note[0] == "check")
    assert dict(check[3]) == {"reasons for": 2, "reasons against": -1}


def test_an_answer_falls_as_the_dice_do_when_control_leaves_the_chair(alarmed: Game) -> None:
    rigid = alarmed.fork()
    rigid.leave_chair()
    rigid.submit("blue", FLEE)
    alarmed.submit("blue", FLEE)
    alarmed.leave_chair()
    assert heat(alarmed) == heat(rigid)


def test_an_answer_that_waits_is_the_same_when_the_game_is_opened_again(alarmed: Game) -> None:
    alarmed.submit("blue", FLEE)
    other = again(alarmed)
    assert (other.digest, other.proposal) == (alarmed.digest, alarmed.proposal)
    assert other.settle("success", "So.")[0] == alarmed.settle("success", "So.")[0]


def test_only_who_answered_learns_what_came_of_the_answer_by_name(alarmed: Game) -> None:
    alarmed.submit("blue", FLEE)
    alarmed.settle("success", "So.")
    alarmed.settle("fail", "So.")
    assert "Alarm: Flee" in str(alarmed.why("heat", "blue")[-1])
    told = json.dumps(alarmed.view("red").as_json()) + str(alarmed.changes("red")) + str(alarmed.why("heat", "red"))
    assert "Flee" not in told


def test_a_style_of_answers_that_make_no_check_is_a_problem() -> None:
    found = wrong(
        "tracks: {heat: {range: 0..9}}\n"
        "events: {row: {asks: red, adjudicate: semi, choices: {a: {}, b: {}}}}\n"
        "orders: {hold: {by: all, does: [{fire: row}]}}"
    )
    assert [it.code for it in found] == ["R033"]
    assert "no answer to row makes a check that control could decide" in found[0].message


def test_the_answers_to_an_inject_are_adjudicated_too() -> None:
    rules = rules_of(
        "injects: {storm: {cue: manual, to: all, asks: red, adjudicate: free,"
        " choices: {go: {does: [{check: wind, fail: []}]}, stay: {}}}}"
    )
    assert {what: it.style for what, it in rules.judged.items()} == {"answer.storm": "free"}


def test_an_order_may_be_called_as_what_waits_is() -> None:
    rules = rules_of(
        "tracks: {heat: {range: 0..9}}\n"
        "orders: {promise: {by: all, does: [{check: word, success: ['heat += 1'], fail: []}]}}\n"
        "turn: {play: {by: all, offers: [promise], mode: sequential}}"
    )
    game = Game(Scenario(rules), seed=1)
    game.set_style("promise free")
    game.submit("red", Order("promise"))
    game.settle("success", "So.")
    assert heat(game) == 1


def test_no_party_reads_why_control_decided(game: Game) -> None:
    offered(game)
    game.settle("success", "secret-reason")
    told = "".join(json.dumps(game.view(role).as_json()) + str(game.changes(role)) for role in game.roles)
    assert "secret-reason" not in told


def test_a_game_in_which_control_decides_every_check_at_random_ends_and_is_the_same_when_opened_again() -> None:
    for seed in range(6):
        game, rng = Game(scenario(), seed=3), Random(seed)
        game.take_chair()
        while not game.over:
            if game.proposal is not None:
                game.settle(rng.choice(("success", "fail")), "So.")
            elif game.arguments:
                game.judge(game.arguments[0].number, [rng.choice(("success", "fail"))], "So.")
            else:
                role = rng.choice(game.awaiting)
                game.submit(role, game.view(role).choices.sample(rng))
        assert again(game).digest == game.digest
