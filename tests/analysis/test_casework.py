"""Cases of YAML tests: what passes, what fails, and where the failure is said to be."""

# ruff: noqa: E501  (a case is one line)

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.cases import Wrong, asked_in_vain, pieces
from engine.analysis.casework import run
from engine.problems import Problems

RULES = """\
id: coins
title: Coins
turns: 3
roles: {ann: {}, bob: {}, eve: {}}
sets: {place: {sea: {}, land: {}}}
tracks:
  coins: {per: role, range: 0..20, start: 5, seen_by: owner}
  heat: {range: 0..9, levels: {low: 0..3, high: 4..9}}
  now: {range: 0..9, lasts: phase}
  where: {type: place, start: sea}
  open: {type: flag}
measures: {half: {is: "heat / 2"}}
orders:
  take: {by: all, kind: act, choose: {n: 1..3}, when: {"Too hot.": "heat <= 5"}, does: ["coins[me] += n", "heat += n", "now = n"]}
  risk: {by: ann, kind: act, does: [{roll: "d in 2d6", id: gamble, do: ["coins[ann] = d"]}, {say: "Ann gambles."}]}
  wait: {by: bob, kind: wait, does: ["open = true", "where = land"]}
turn:
  act: {by: all, offers: [act], mode: sequential, orders: 0..1}
  pause: {by: "bob", offers: [wait], mode: sealed, orders: 1, when: "turn == 2"}
  judge: {does: ["heat += 1"]}
endings:
  burnt: {when: "heat >= 9", text: Burnt.}
  over: {at: end, text: Over.}
doctrines:
  taker: {for: all, cards: {take: {order: take, with: {n: 1}, score: {gain: "1"}}}}
  waiter: {for: bob, cards: {wait: {order: wait}}}
tests:
"""


def verdict(folder: Path, body: str) -> tuple[Wrong, ...]:
    """Return what is wrong with one case, written without its name."""
    (folder / "coins.yaml").write_text(f"{RULES}  it: {body}\n")
    (piece,) = pieces(str(folder))
    return run(piece)


PASSING = {
    "a_number": '{when: [{role: ann, order: take, with: {n: 2}}], then: {"coins[ann]": 7}}',
    "the_phase_is_over_but_not_the_next_one": "{when: [{role: ann, order: take, with: {n: 2}}], then: {heat: 2, now: 2}}",
    "until_a_later_phase": "{when: [{role: ann, order: take, with: {n: 2}}], until: judge, then: {heat: 3, now: 0}}",
    "given_changes_the_start": "{given: {heat: 5}, when: [{role: bob, order: take, with: {n: 1}}], then: {heat: 6}}",
    "given_one_of_many": '{given: {"coins[bob]": 9}, then: {"coins[bob]": 9, "coins[ann]": 5}}',
    "given_all_of_many": '{given: {coins: 9}, then: {"coins[bob]": 9, "coins[ann]": 9}}',
    "given_a_level": "{given: {heat: high}, then: {heat: 4}}",
    "given_a_member_and_a_flag": "{given: {where: land, open: true}, then: {where: land, open: true}}",
    "a_level_in_then": '{given: {heat: 4}, then: {"level(heat)": high}}',
    "a_condition_in_then": '{then: {"heat < 3 and coins[ann] == 5": true}}',
    "a_fraction_in_then": "{given: {heat: 3}, then: {half: 1.5}}",
    "a_refusal": "{given: {heat: 6}, when: [{role: ann, order: take, with: {n: 1}}], then: {refused: Too hot, heat: 6}}",
    "others_pass": '{when: [{role: eve, order: take, with: {n: 1}}], then: {"coins[eve]": 6, "coins[ann]": 5}}',
    "the_dice_fall_as_listed": '{when: [{role: ann, order: risk, dice: {gamble: [6, 5]}}], then: {"coins[ann]": 11}}',
    "said": "{when: [{role: ann, order: risk}], then: {says: gambles}}",
    "an_ending": "{given: {heat: 5}, when: [{role: ann, order: take, with: {n: 3}}, {role: bob, order: pass}], "
    "until: judge, then: {ended: burnt}}",
    "none_ended": "{then: {ended: none}}",
    "hidden_from_others": "{hidden: {ann: [coins]}}",
    "a_doctrine_plays": '{doctrines: {bob: taker}, when: [{role: eve, order: take, with: {n: 1}}], then: {"coins[bob]": 6}}',
    "all_by_doctrine_to_the_end": "{doctrines: {ann: taker, bob: waiter, eve: taker}, then: {ended: over, turn: 3}}",
    "later_turns": "{when: [{role: ann, order: take, with: {n: 1}}, {role: ann, order: take, with: {n: 1}}], then: {turn: 2}}",
}

FAILING = {
    "a_wrong_number": ('{then: {"coins[ann]": 6}}', "coins[ann] is 5, not 6"),
    "a_wrong_flag": ("{then: {open: true}}", "open is false, not true"),
    "a_wrong_member": ("{then: {where: land}}", "where is sea, not land"),
    "an_order_refused": (
        "{given: {heat: 6}, when: [{role: ann, order: take, with: {n: 1}}]}",
        "the order was refused: Too hot.",
    ),
    "an_order_accepted": (
        "{when: [{role: ann, order: take, with: {n: 1}}], then: {refused: hot}}",
        "the order was accepted",
    ),
    "another_reason": (
        "{given: {heat: 6}, when: [{role: ann, order: take, with: {n: 1}}], then: {refused: cold}}",
        "not 'cold'",
    ),
    "nothing_said": ("{then: {says: hello}}", "nothing says 'hello'"),
    "ended_otherwise": ("{then: {ended: burnt}}", "ended is none, not burnt"),
    "seen_though_hidden": ("{hidden: {ann: [heat]}}", "ann sees heat"),
    "nothing_to_hide": ("{hidden: {ann: [gold]}}", "there is no gold"),
    "who_may_not_pass": (
        "{when: [{role: ann, order: pass}, {role: ann, order: pass}, {role: ann, order: pass}]}",
        "bob may not pass in pause",
    ),
    "an_order_that_never_comes": ("{when: [{role: eve, order: risk}]}", "before eve could give risk"),
    "an_unknown_track": ("{given: {gold: 3}}", "there is no track 'gold'"),
    "dice_of_no_draw": (
        "{when: [{role: ann, order: risk, dice: {gambel: [6, 5]}}]}",
        "nothing is drawn as 'gambel'; did you mean 'gamble'?",
    ),
    "dice_that_cannot_fall_so": (
        "{when: [{role: ann, order: risk, dice: {gamble: true}}]}",
        "gamble falls as dice, such as [3, 4], or their sum, not True",
    ),
    "an_unknown_phase": ("{until: jugde, then: {heat: 0}}", "there is no phase 'jugde'"),
    "an_unknown_role": ("{when: [{role: zoe, order: take}]}", "there is no role 'zoe'"),
    "an_unknown_doctrine": ("{doctrines: {ann: waiter}}", "No doctrine 'waiter' can play"),
    "a_formula_with_an_unknown_name": ("{then: {gold: 3}}", "gold"),
}


IN_VAIN = {
    "given": ("{given: {haet: 3}}", "haet", "there is no track 'haet'; did you mean heat?"),
    "then": ("{then: {haet: 3}}", "haet", "nothing is called 'haet'"),
    "role": ("{when: [{role: anne, order: risk}]}", "anne", "no role 'anne'; did you mean 'ann'?"),
    "order": ("{when: [{role: ann, order: rsik}]}", "rsik", "no order 'rsik'; did you mean 'risk'?"),
    "parameter": ("{when: [{role: ann, order: take, with: {m: 1}}]}", "m: 1", "take has no parameter 'm'; there is n"),
    "draw": (
        "{when: [{role: ann, order: risk, dice: {gambel: [6, 5]}}]}",
        "gambel",
        "as 'gambel'; did you mean 'gamble'?",
    ),
    "fall": ("{when: [{role: ann, order: risk, dice: {gamble: true}}]}", "true", "gamble falls as dice"),
    "until": ("{until: jugde}", "jugde", "there is no phase 'jugde'; did you mean 'judge'?"),
    "hidden": ("{hidden: {ann: [hate]}}", "[hate", "there is no track or measure 'hate'; did you mean 'heat'?"),
}


@pytest.mark.parametrize("name", IN_VAIN)
def test_what_a_case_asks_for_in_vain_is_told_at_its_word_before_anything_is_played(name: str, tmp_path: Path) -> None:
    body, word, message = IN_VAIN[name]
    (tmp_path / "coins.yaml").write_text(f"{RULES}  it: {body}\n")
    (wrong,) = asked_in_vain(pieces(str(tmp_path))[0])
    assert message in wrong.message
    assert wrong.place.column == f"  it: {body}".index(word) + 1


def test_draws_of_a_scenario_are_those_of_its_ruleset_and_its_own(tmp_path: Path) -> None:
    (tmp_path / "coins").mkdir()
    falls = "{scenario: lucky, when: [{role: ann, order: risk, dice: {gamble: [6, 5], gift: [1, 2], gfit: [1, 2]}}]}"
    (tmp_path / "coins" / "coins.yaml").write_text(f"{RULES}  it: {falls}\n")
    gift = "injects: {gift: {cue: {turn: 1}, does: [{check: gift, success: [], fail: []}]}}"
    (tmp_path / "lucky.yaml").write_text(f"id: lucky\nextends: coins\n{gift}\n")
    (wrong,) = asked_in_vain(pieces(str(tmp_path / "coins"))[0])
    assert "nothing is drawn as 'gfit'; did you mean 'gift'?" in wrong.message


REPLACED = {
    "written anew": ("orders: {risk: {does: ['heat += 1']}}", "{gamble: [6, 5]}", "nothing is drawn as 'gamble'"),
    "drawn otherwise": (
        "orders: {risk: {does: [{chance: '0.5', id: gamble, then: ['heat += 1']}]}}",
        "{gamble: [6, 5]}",
        "gamble falls as true or false",
    ),
    "taken out": ("orders: {risk: null}", "{gamble: [6, 5]}", "nothing is drawn as 'gamble'"),
    "drawn elsewhere": (
        "turn: {judge: {does: [{roll: 'd in 1d6', id: gift, do: ['heat += d']}]}}",
        "{gamble: [6, 5]}",
        "",
    ),
    "changed besides": ("orders: {risk: {title: Gamble}}", "{gamble: [6, 5]}", ""),
}


@pytest.mark.parametrize("name", REPLACED)
def test_what_a_scenario_replaces_is_no_more_drawn_there(name: str, tmp_path: Path) -> None:
    scenario, dice, message = REPLACED[name]
    (tmp_path / "coins").mkdir()
    falls = f"{{scenario: lucky, when: [{{role: ann, order: take, with: {{n: 1}}, dice: {dice}}}]}}"
    (tmp_path / "coins" / "coins.yaml").write_text(f"{RULES}  it: {falls}\n")
    (tmp_path / "lucky.yaml").write_text(f"id: lucky\nextends: coins\n{scenario}\n")
    wrong = [it.message for it in asked_in_vain(pieces(str(tmp_path / "coins"))[0])]
    assert len(wrong) == bool(message)
    assert message in "".join(wrong)


@pytest.mark.parametrize("name", PASSING)
def test_it_passes(name: str, tmp_path: Path) -> None:
    assert [it.message for it in verdict(tmp_path, PASSING[name])] == []


@pytest.mark.parametrize("name", FAILING)
def test_it_fails_with_a_reason_and_the_line(name: str, tmp_path: Path) -> None:
    body, words = FAILING[name]
    wrong = verdict(tmp_path, body)
    assert len(wrong) == 1
    assert words in wrong[0].message
    assert wrong[0].place.path.endswith("coins.yaml")
    assert wrong[0].place.line == RULES.count("\n") + 1


@pytest.mark.parametrize(("wanted", "hint"), [("strom", "did you mean 'storm'?"), ("flood", "there is calm, storm")])
def test_dice_that_name_what_cannot_be_drawn_fail_the_case_where_they_stand(
    tmp_path: Path, wanted: str, hint: str
) -> None:
    text = RULES.replace("orders:\n", "orders:\n  look: {by: all, kind: act, does: [{draw: weather}]}\n").replace(
        "endings:\n",
        'events: {storm: {}, calm: {}, flood: {when: "heat > 5"}}\ndecks: {weather: [storm, calm, flood]}\nendings:\n',
    )
    (tmp_path / "coins.yaml").write_text(
        f"{text}  it: {{when: [{{role: ann, order: look, dice: {{weather: {wanted}}}}}]}}\n"
    )
    (wrong,) = run(*pieces(str(tmp_path)))
    assert wrong.message == f"dice: weather could not fall on '{wanted}' here; {hint}"
    assert wrong.place.column == 56


def test_a_scenario_that_is_nowhere_is_told_where_the_case_names_it(tmp_path: Path) -> None:
    (tmp_path / "coins.yaml").write_text(f"{RULES}  it: {{scenario: wintr, then: {{turn: 1}}}}\n")
    with pytest.raises(Problems) as found:
        pieces(str(tmp_path))
    (problem,) = found.value.problems
    assert (problem.place.line, problem.place.column) == (len(RULES.splitlines()) + 1, 18)
    assert problem.message.startswith("there is no scenario 'wintr'")
