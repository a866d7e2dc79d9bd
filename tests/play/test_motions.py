"""Motions at the table: tabled, voted on, counted; what a seat sees of them before and after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Game, Order, Refused, Scenario, View, load

COUNCIL = Path(__file__).parents[1] / "conformance" / "rulesets" / "council.yaml"

FIVE = """
id: five
title: Five
format: 1
roles: {a: {share: 40}, b: {share: 30}, c: {share: 20}, d: {share: 9}, e: {share: 1}}
tracks: {passed: {type: flag}, failed: {type: flag}}
motions:
  act: {title: Act, by: a, members: all, rule: %s, on_pass: ["passed = true"], on_fail: ["failed = true"]}
turn: {table: {by: a, offers: [propose], mode: open}, votes: {by: all, offers: [vote], mode: open, orders: any}}
endings: {over: {at: end}}
"""


@pytest.fixture(scope="module")
def council() -> Scenario:
    return load(COUNCIL)


def tabled(council: Scenario, level: int = 2) -> Game:
    """Return the council in its sealed ballot, with a launch on the table."""
    game = Game(council, seed=1)
    game.submit("rome", Order("propose", motion="launch", level=level))
    for role in game.roles:
        game.submit(role, Order("pass"))
    assert game.view("rome").phase == "ballot"
    return game


def voted(game: Game, **ballots: str) -> Game:
    for role, ballot in ballots.items():
        game.submit(role, Order("vote", motion="launch", ballot=ballot))
    for role in game.awaiting:
        game.submit(role, Order("pass"))
    return game


def on_the_floor(tmp_path: Path, rule: str) -> Game:
    path = tmp_path / "five.yaml"
    path.write_text(FIVE % rule, encoding="utf-8")
    game = Game(load(path), seed=1)
    game.submit("a", Order("propose", motion="act"))
    game.submit("a", Order("pass"))
    return game


def cast(game: Game, votes: str) -> Game:
    """Let the roles vote in their order: y, n, a, or - for nothing."""
    for role, vote in zip(game.roles, votes, strict=True):
        if vote != "-":
            game.submit(role, Order("vote", motion="act", ballot={"y": "yes", "n": "no", "a": "abstain"}[vote]))
    return game


@pytest.mark.parametrize(
    ("rule", "votes", "passes"),
    [
        ("{opt_in: 2}", "yynnn", True),
        ("{opt_in: 2}", "y----", False),
        ("unanimity", "yyyyy", True),
        ("unanimity", "yyyya", False),
        ("unanimity_abstain", "yaa--", True),
        ("unanimity_abstain", "yyyyn", False),
        ("unanimity_abstain", "aaaaa", False),
        ("majority", "yyn--", True),
        ("majority", "yynn-", False),
        ("{qualified: {members: 55, weight: 65, by: share}}", "yy--y", True),
        ("{qualified: {members: 55, weight: 65, by: share}}", "yy---", False),
        ("{qualified: {members: 55, weight: 65, by: share}}", "-yyyy", False),
        ("{qualified: {members: 60}}", "--yyy", True),
    ],
)
def test_each_rule_decides_by_its_own_arithmetic(tmp_path: Path, rule: str, votes: str, *, passes: bool) -> None:
    game = cast(on_the_floor(tmp_path, rule), votes)
    (motion,) = game.view("a").motions
    assert motion.passes == passes
    for role in game.awaiting:
        game.submit(role, Order("pass"))
    view = game.view("a")
    assert (view.value("passed"), view.value("failed")) == (passes, not passes)
    assert view.motions == ()


def test_who_votes_yes_no_or_not_at_all_is_known_to_what_follows(council: Scenario) -> None:
    view = voted(tabled(council), rome="yes", madrid="yes", oslo="no").view("bern")
    assert view.value("mandate") == 2
    assert [view.value(f"credit[{role}]") for role in ("rome", "madrid", "oslo")] == [1, 1, 0]
    assert [view.value(f"favour[{role}]") for role in ("rome", "madrid", "oslo", "bern")] == [3, 3, 3, 4]


def test_the_count_is_told_with_its_arithmetic(council: Scenario) -> None:
    view = voted(tabled(council), rome="yes", oslo="no").view("bern")
    (told,) = [it.text for it in view.news if "fails" in it.text]
    assert told == ("Joint launch, mandate 2 fails (yes: Rome; no: Oslo; abstained: Madrid; 1 opted in, 2 are needed)")


def test_the_change_a_motion_makes_leads_to_its_line(council: Scenario) -> None:
    game = voted(tabled(council), rome="yes", madrid="yes")
    cause = game.why("mandate")[-1].cause
    assert cause is not None
    assert (cause.section, cause.entry, cause.text) == ("motions", "launch", "mandate = level")


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (Order("propose", motion="launch", level=3), "Joint launch, mandate 2 is on the table already."),
        (Order("propose", motion="lanch", level=3), "propose needs a motion: launch, rebuke, elect, charter, fund."),
        (Order("propose", level=3), "propose needs a motion: launch, rebuke, elect, charter, fund."),
        (Order("propose.launch", level=3), "There is no order 'propose.launch'."),
        (Order("vote", motion="launch", ballot="yes"), "Vote: Joint launch, mandate … is not offered in this phase"),
    ],
)  # fmt: skip
def test_what_may_not_be_tabled_says_why(council: Scenario, order: Order, reason: str) -> None:
    game = Game(council, seed=1)
    game.submit("rome", Order("propose", motion="launch", level=2))
    with pytest.raises(Refused) as refused:
        game.submit("madrid", order)
    assert refused.value.reason.startswith(reason)


def test_the_agenda_holds_so_many_motions_of_a_phase(council: Scenario) -> None:
    game = Game(council, seed=1)
    game.submit("rome", Order("propose", motion="launch", level=2))
    game.submit("madrid", Order("propose", motion="elect", whom="madrid"))
    why = game.view("bern").choices.why_not(Order("propose", motion="fund"))
    assert why == "The agenda is full: at most 2 motions are tabled in this phase."


def test_a_ballot_is_one_of_three_words(council: Scenario) -> None:
    choices = tabled(council).view("oslo").choices
    why = choices.why_not(Order("vote", motion="launch", ballot="maybe"))
    assert why.endswith("ballot is one of yes, no, abstain, not 'maybe'.")
    assert Order("vote", motion="launch", ballot=0) not in choices


def test_a_role_votes_once_on_a_motion(council: Scenario) -> None:
    game = tabled(council)
    game.submit("rome", Order("vote", motion="launch", ballot="yes"))
    why = game.view("rome").choices.why_not(Order("vote", motion="launch", ballot="no"))
    assert why == "You have voted on all there is."


def test_a_sealed_ballot_says_in_the_log_what_it_is(council: Scenario) -> None:
    game = Game(council, seed=1)
    game.submit("rome", Order("propose", motion="launch", level=2))
    while game.view("rome").phase != "ballot":
        game.submit(game.awaiting[0], Order("pass"))
    game.submit("rome", Order("vote", motion="launch", ballot="no"))
    assert next(it.title for it in reversed(game.log) if it.order is not None) == "No to: Joint launch, mandate …"


def test_a_sealed_ballot_taken_back_may_be_given_otherwise(council: Scenario) -> None:
    game = tabled(council)
    game.submit("oslo", Order("vote", motion="launch", ballot="no"))
    assert game.view("oslo").motions[0].own == "no"
    game.take_back("oslo")
    assert Order("vote", motion="launch", ballot="yes") in game.view("oslo").choices


def test_an_order_about_a_motion_is_read_back_from_its_text(council: Scenario) -> None:
    choices = tabled(council).view("rome").choices
    for order in choices:
        assert Order.parse(order.text) == order
        assert Order.parse(order.text) in choices
    assert choices[0].text == "vote motion=launch ballot=yes"


def test_a_motion_says_who_is_missing_and_what_my_vote_would_do(tmp_path: Path) -> None:
    game = cast(on_the_floor(tmp_path, "{opt_in: 3}"), "y----")
    (motion,) = game.view("b").motions
    assert (motion.lacks, motion.missing) == (2, ("b", "c", "d", "e"))
    assert motion.ballots == (("a", "yes"),)
    assert [(it.ballot, it.passes) for it in motion.outlook] == [("yes", False), ("no", False), ("abstain", False)]
    game.submit("c", Order("vote", motion="act", ballot="yes"))
    assert game.view("b").motions[0].outlook[0].passes
    for role in ("b", "d", "e"):
        game.submit(role, Order("vote", motion="act", ballot="no"))
        lacks = game.view("a").motions[0].lacks if game.view("a").motions else None
    assert lacks is None


def test_the_heaviest_are_asked_first_for_a_weighted_majority(tmp_path: Path) -> None:
    game = cast(on_the_floor(tmp_path, "{qualified: {members: 40, weight: 65, by: share}}"), "-----")
    assert game.view("e").motions[0].lacks == 2


def test_others_sealed_ballots_are_not_in_a_view(council: Scenario) -> None:
    game = tabled(council)
    before = json.dumps(game.view("rome").as_json()["motions"])
    game.submit("oslo", Order("vote", motion="launch", ballot="no"))
    assert json.dumps(game.view("rome").as_json()["motions"]) == before


def test_a_form_votes_on_each_motion_on_the_table(council: Scenario) -> None:
    view = tabled(council).view("rome")
    forms = [form for form in view.choices.forms if form.kind == "vote"]
    assert [(form.id, form.name, form.title) for form in forms] == [
        ("vote.launch", "vote", "Vote: Joint launch, mandate 2")
    ]
    assert [option.title for option in forms[0].domain("launch")] == ["yes", "no", "abstain"]
    assert forms[0].order("launch", "no") == Order("vote", motion="launch", ballot="no")
    assert forms[0].cost(forms[0].order("launch", "no")) == (("Favour", 1),)
    assert forms[0].title_of(forms[0].order("launch", "no")) == "No to: Joint launch, mandate 2"


def test_an_order_to_table_a_motion_says_that_it_tables_it(council: Scenario) -> None:
    game = Game(council, seed=1)
    form = game.view("rome").choices.form("propose")
    assert form.title_of(Order("propose", motion="launch", level=2)) == "Table: Joint launch, mandate 2"


def test_a_ballot_on_a_motion_that_is_not_on_the_table_is_still_one(council: Scenario) -> None:
    form = tabled(council).view("rome").choices.form("vote")
    assert form.title_of(Order("vote", motion="charter", ballot="no")).startswith("No to: ")


def test_a_standing_order_votes_for_who_says_nothing(council: Scenario) -> None:
    game = Game(council, seed=1)
    game.submit("oslo", Order("propose", motion="charter"))
    for role in game.roles:
        game.submit(role, Order("pass"))
    assert game.view("oslo").choices.default == Order("vote", motion="charter", ballot="yes")


def test_a_motion_nobody_may_vote_on_yet_stays_on_the_table(tmp_path: Path) -> None:
    path = tmp_path / "five.yaml"
    text = FIVE.replace("votes: {by", "votes: {when: 'turn > 1', by").replace("format: 1", "format: 1\nturns: 2")
    path.write_text(text % "majority", encoding="utf-8")
    game = Game(load(path), seed=1)
    game.submit("a", Order("propose", motion="act"))
    game.submit("a", Order("pass"))
    assert (game.turn, [it.id for it in game.view("b").motions]) == (2, ["act"])
    assert game.view("a").choices.why_not(Order("propose", motion="act")) == "Act is on the table already."
    form = next(it for it in game.view("a").choices.forms if it.id == "propose.act")
    assert (form.reason, form.named) == ("Act is on the table already.", True)


def test_a_game_with_motions_comes_out_of_its_log(council: Scenario) -> None:
    game = voted(tabled(council), rome="yes", oslo="no")
    log = [json.loads(json.dumps(event.to_json())) for event in game.log]
    assert Game.resumed(council, log).digest == game.digest


def test_a_motion_on_the_table_is_undone_with_the_record_that_tabled_it(council: Scenario) -> None:
    game = Game(council, seed=1)
    before, number = game.digest, len(game.log)
    game.submit("rome", Order("propose", motion="launch", level=2))
    assert game._course.back_to(number).digest == before


def kept(view: View) -> object:
    return view.keep().motions


def test_a_kept_view_keeps_its_motions(council: Scenario) -> None:
    view = tabled(council).view("rome")
    assert kept(view) == view.motions


# -- a phase that is there for votes alone ---------------------------------------------------------


def test_without_a_motion_on_the_table_nobody_is_asked_to_vote(council: Scenario) -> None:
    game = Game(council, seed=1)
    for role in game.roles:
        game.submit(role, Order("pass"))
    assert game.view("rome").phase == "floor"


def test_who_is_no_member_of_what_is_tabled_is_not_asked_to_vote(council: Scenario) -> None:
    assert "bern" not in tabled(council).awaiting


def test_who_has_voted_on_all_there_is_need_not_pass(council: Scenario) -> None:
    game = tabled(council)
    game.submit("rome", Order("vote", motion="launch", ballot="yes"))
    assert "rome" not in game.awaiting
    with pytest.raises(Refused, match="You have voted on all there is"):
        game.submit("rome", Order("pass"))


def test_a_vote_that_was_taken_back_may_be_given_anew(council: Scenario) -> None:
    game = tabled(council)
    game.submit("rome", Order("vote", motion="launch", ballot="yes"))
    game.take_back("rome")
    game.submit("rome", Order("vote", motion="launch", ballot="no"))
    assert game.view("rome").motions[0].own == "no"
