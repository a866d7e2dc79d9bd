"""A claim holds when many paired games bear it out, and is found false when they do not."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from engine.analysis.claims import Verdict, judged, read
from engine.analysis.ensemble import Batch, simulate
from engine.analysis.intervals import interval, of_mean, student
from engine.analysis.review import review

from .coins import claim, coin_with

ARMS = "compare: {few: {fix: {edge: 2}}, same: {fix: {edge: 2}}, many: {fix: {edge: 8}}}"


def verdict(folder: Path, body: str, *, games: int = 60, jobs: int = 1) -> Verdict:
    (found,) = judged(read(coin_with(folder, claim(body)), games=games, seed=5), jobs=jobs)
    return found


def test_a_claim_that_the_rules_bear_out_holds(tmp_path: Path) -> None:
    assert verdict(tmp_path, f"{ARMS}, measure: wins, expect: few < many").holds


def test_a_planted_false_claim_is_found_false(tmp_path: Path) -> None:
    assert not verdict(tmp_path, f"{ARMS}, measure: wins, expect: many < few").holds


def test_arms_that_are_the_same_differ_by_nothing_in_any_game(tmp_path: Path) -> None:
    (pair,) = verdict(tmp_path, f"{ARMS}, measure: wins, expect: few < same").pairs
    assert (pair.effect.mean, pair.effect.low, pair.effect.high, pair.holds) == (0, 0, 0, False)


def test_at_most_holds_where_nothing_differs(tmp_path: Path) -> None:
    assert verdict(tmp_path, f"{ARMS}, measure: wins, expect: few <= same").holds


def test_every_pair_of_a_chain_must_hold(tmp_path: Path) -> None:
    found = verdict(tmp_path, f"{ARMS}, measure: wins, expect: few < many < same")
    assert [pair.holds for pair in found.pairs] == [True, False]
    assert not found.holds


def test_a_chain_may_change_its_direction(tmp_path: Path) -> None:
    assert verdict(tmp_path, f"{ARMS}, measure: wins, expect: few < many > same").holds


def test_a_mean_is_compared_with_a_number(tmp_path: Path) -> None:
    found = verdict(tmp_path, f"{ARMS}, measure: wins, expect: 2 < many < 4")
    assert found.holds
    assert found.arms["many"].mean == pytest.approx(3.2, abs=0.4)


def test_a_mean_that_may_lie_on_either_side_of_a_number_does_not_hold(tmp_path: Path) -> None:
    body = "compare: {even: {}}, measure: wins, expect: even < 2.05"
    assert not verdict(tmp_path, body, games=30).holds


def test_a_share_of_none_in_few_games_is_not_taken_for_certain(tmp_path: Path) -> None:
    body = "compare: {none: {fix: {edge: 0}}}, measure: 1 if wins > 0 else 0, expect: none < 0.15"
    assert not verdict(tmp_path, body, games=7).holds
    assert verdict(tmp_path, body, games=40).holds


def test_only_games_in_which_among_holds_in_both_arms_are_compared(tmp_path: Path) -> None:
    found = verdict(tmp_path, f'{ARMS}, among: "wins >= 1", measure: wins, expect: few < many')
    few, many, both = found.arms["few"].n, found.arms["many"].n, found.pairs[0].effect.n
    assert few < 60 >= many >= both
    assert both <= few


def test_a_claim_about_games_that_never_come_does_not_hold(tmp_path: Path) -> None:
    found = verdict(tmp_path, f'{ARMS}, among: "wins > 50", measure: wins, expect: few < many')
    assert (found.arms["few"].mean, found.pairs[0].effect.n, found.holds) == (None, 0, False)
    assert json.loads(json.dumps(found.as_json()))["pairs"][0]["ci"] == [None, None]


def test_the_json_has_the_promised_keys_and_no_other(tmp_path: Path) -> None:
    found = verdict(tmp_path, f"text: More is more., {ARMS}, measure: wins, expect: few < many").as_json()
    assert list(found) == ["id", "text", "expect", "arms", "pairs", "holds"]
    assert list(found["pairs"][0]) == ["left", "right", "effect", "ci", "n", "holds"]
    assert (found["id"], found["text"], found["expect"]) == ("of", "More is more.", "few < many")


def test_any_number_of_processes_gives_the_same_verdict(tmp_path: Path) -> None:
    body = f"{ARMS}, measure: wins, expect: few < many"
    (tmp_path / "two").mkdir()
    assert verdict(tmp_path, body) == verdict(tmp_path / "two", body, jobs=2)


def test_arms_that_claims_share_are_played_once(tmp_path: Path) -> None:
    more = "  too: {compare: {b: {fix: {edge: 8}}, c: {fix: {edge: 9}}}, measure: edge, expect: b < c}\n"
    trials = read(coin_with(tmp_path, claim(f"{ARMS}, measure: wins, expect: few < many") + more), games=10)
    told: list[tuple[int, int]] = []
    judged(trials, progress=lambda done, games: told.append((done, games)))
    assert told[-1] == (30, 30)


def test_arms_that_come_to_the_same_are_played_once_however_they_are_written(tmp_path: Path) -> None:
    same = (
        "a: {given: {edge: 8, wins: 1}}, b: {given: {wins: 1, edge: 8}, doctrines: {ann: tosser}}, c: {fix: {edge: 8}}"
    )
    told: list[tuple[int, int]] = []
    trials = read(coin_with(tmp_path, claim(f"compare: {{{same}}}, measure: wins, expect: a <= b > c")), games=10)
    judged(trials, progress=lambda done, games: told.append((done, games)))
    assert told[-1] == (20, 20)


def test_a_claim_may_ask_which_ending_came(tmp_path: Path) -> None:
    body = "compare: {few: {fix: {edge: 1}}, many: {fix: {edge: 9}}}, measure: 1 if ended == lucky else 0"
    assert verdict(tmp_path, f"{body}, expect: few < many").holds


def test_rules_do_not_know_which_ending_will_come(tmp_path: Path) -> None:
    (found,) = review(coin_with(tmp_path, "objectives: {luck: {for: ann, is: 1 if ended == lucky else 0}}\n")).problems
    assert "ended" in found.message


def test_a_claim_may_be_asked_about_alone(tmp_path: Path) -> None:
    path = coin_with(tmp_path, claim(f"{ARMS}, measure: wins, expect: few < many"))
    assert [it.claim.id for it in read(path, games=1, only="of")] == ["of"]
    assert read(path, games=1, only="other") == ()


def test_an_arm_may_have_other_turns(tmp_path: Path) -> None:
    body = "turns: 2, compare: {short: {}, long: {turns: 8}}, measure: turn, expect: short < long"
    assert [arm.mean for arm in verdict(tmp_path, body, games=3).arms.values()] == [2, 8]


def test_an_arm_may_start_from_another_scenario(tmp_path: Path) -> None:
    (tmp_path / "rich.yaml").write_text("id: rich\nextends: coin\ntracks: {wins: {start: 50}}\n")
    body = "compare: {poor: {}, rich: {scenario: rich}}, measure: wins, expect: poor < 40 < rich"
    assert verdict(tmp_path, body, games=4).holds


def test_what_a_claim_gives_goes_for_all_its_arms(tmp_path: Path) -> None:
    body = (
        "given: {wins: 20, edge: 0}, compare: {all: {}, more: {given: {wins: 30}}}, measure: wins, expect: all < more"
    )
    assert [arm.mean for arm in verdict(tmp_path, body, games=2).arms.values()] == [20, 30]


def test_an_arm_may_seat_another_doctrine(tmp_path: Path) -> None:
    body = "compare: {idle: {doctrines: {ann: idler}}, keen: {}}, measure: wins, expect: idle < keen"
    assert verdict(tmp_path, body, games=20).holds


def test_a_claim_is_assumed_when_it_dies_at_the_end_of_a_constants_range(tmp_path: Path) -> None:
    found = verdict(tmp_path, f"{ARMS}, measure: pull * wins, expect: few < many, assumes: pull")
    assert (found.holds, found.assumed, found.as_json()["assumed"]) == (True, ("pull",), ["pull"])


def test_a_claim_that_lives_without_its_constant_is_not_assumed(tmp_path: Path) -> None:
    found = verdict(tmp_path, f"{ARMS}, measure: (pull + 1) * wins, expect: few < many, assumes: pull")
    assert (found.holds, found.assumed) == (True, ())


def test_a_claim_may_read_scores_where_none_is_sealed(tmp_path: Path) -> None:
    more = "objectives: {luck: {for: ann, is: wins}}\n"
    path = coin_with(tmp_path, more + claim(f"{ARMS}, measure: 'score[ann]', expect: few < many"))
    assert judged(read(path, games=40))[0].holds


def test_a_claim_may_read_scores_of_sealed_objectives(tmp_path: Path) -> None:
    more = "objectives: {luck: {for: ann, sealed: true, is: wins}, edge: {for: ann, sealed: true, is: wins}}\n"
    path = coin_with(tmp_path, more + claim(f"{ARMS}, measure: 'score[ann] - wins', expect: 0 <= few <= 0"))
    (found,) = judged(read(path, games=8))
    assert (found.holds, found.arms["few"].mean) == (False, 0)  # a share of none is not taken for certain
    assert found.pairs[0].effect.n == 8


def test_no_game_knows_that_it_is_played_for_a_claim(tmp_path: Path) -> None:
    with_it = Batch(scenario=coin_with(tmp_path, claim(f"{ARMS}, measure: wins, expect: few < many")), games=5)
    (tmp_path / "bare").mkdir()
    without = attrs.evolve(with_it, scenario=coin_with(tmp_path / "bare", ""))
    assert simulate(with_it).rows == simulate(without).rows


def test_a_check_counts_claims_and_finds_nothing_wrong_with_good_ones(tmp_path: Path) -> None:
    found = review(coin_with(tmp_path, claim(f"{ARMS}, measure: wins, expect: few < many")))
    assert (found.problems, found.counts["claim"]) == ((), 1)


def test_what_a_claim_asks_for_in_vain_is_told_where_it_stands(tmp_path: Path) -> None:
    body = claim("compare: {few: {given: {egde: 2}}, many: {fix: {wins: 900}}}, measure: winz, expect: few < many")
    found = review(coin_with(tmp_path, body)).problems
    assert ["egde" in found[0].message, "900" in found[1].message, "winz" in found[2].message] == [True, True, True]
    assert {it.place.line for it in found} == {len(Path(tmp_path / "coin.yaml").read_text().splitlines())}


@pytest.mark.parametrize(
    "own", ['orders:\n  rest: {does: ["winz += 1"]}\n', '{orders: {rest: {does: ["winz += 1"]}}}\n']
)
def test_what_the_scenario_of_a_claim_does_wrong_itself_is_told_with_the_claim(tmp_path: Path, own: str) -> None:
    head = "id: other\nextends: coin\n"
    text = head + own if own[0] != "{" else "{id: other, extends: coin, " + own[1:]
    (tmp_path / "other.yaml").write_text(text, "utf-8")
    body = claim(f"scenario: other, {ARMS}, measure: wins, expect: few < many")
    assert "winz" in review(coin_with(tmp_path, body)).problems[0].message


@pytest.mark.parametrize(("freedom", "reach"), [(1, 12.706), (2, 4.303), (3, 3.182), (9, 2.262), (399, 1.966)])
def test_intervals_reach_as_far_as_students_tables_say(freedom: int, reach: float) -> None:
    assert student(0.95, freedom) == pytest.approx(reach, rel=0.002)


def test_an_interval_is_known_from_two_values_on() -> None:
    assert interval([1.0]).low is None
    assert interval([1.0, 3.0]).mean == 2


def test_a_shares_interval_stays_between_none_and_all() -> None:
    found = of_mean([0] * 7)
    assert (found.low, round(found.high or 0, 3)) == (0, 0.354)
