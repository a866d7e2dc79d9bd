"""What hardly ever happens in many games, and why a card was not played."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.coverage import Coverage, Tally, coverage, scenarios_at
from engine.analysis.ensemble import Batch, play
from engine.rules.load import load

from .coins import coin_with


@pytest.fixture
def coin(tmp_path: Path) -> Coverage:
    return coverage(coin_with(tmp_path, ""), games=30)


def tally(found: Coverage, section: str, id: str) -> Tally:
    return next(it for it in found.tallies if (it.section, it.id) == (section, id))


def test_an_ending_that_never_comes_is_listed(coin: Coverage) -> None:
    assert tally(coin, "endings", "never") in coin.seldom
    assert tally(coin, "endings", "over").seen > 0


def test_every_game_has_one_ending(coin: Coverage) -> None:
    assert sum(it.seen for it in coin.tallies if it.section == "endings") == coin.games


def test_an_event_that_no_deck_holds_never_happens(coin: Coverage) -> None:
    assert tally(coin, "events", "storm").seen == 0


def test_every_doctrine_that_fits_has_its_turn(coin: Coverage) -> None:
    assert tally(coin, "cards", "idler.idle").games > 0
    assert tally(coin, "cards", "idler.idle").share == 1


def test_a_card_counts_the_games_of_its_doctrine_only(coin: Coverage) -> None:
    assert tally(coin, "cards", "tosser.go").games < coin.games
    assert tally(coin, "cards", "tosser.go").share == 1


def test_a_card_whose_condition_never_holds_says_so(coin: Coverage) -> None:
    assert tally(coin, "cards", "tosser.dream").why == "its condition does not hold"


def test_a_card_that_is_never_worth_most_says_so(coin: Coverage) -> None:
    assert tally(coin, "cards", "tosser.idle").why == "something else was worth more"


def test_orders_that_are_given_are_counted(coin: Coverage) -> None:
    assert tally(coin, "orders", "toss").seen == tally(coin, "cards", "tosser.go").seen


def test_members_of_sets_that_orders_choose_are_counted(tmp_path: Path) -> None:
    more = "sets: {coat: {red: {}, blue: {}}}\n"
    path = Path(coin_with(tmp_path, more))
    path.write_text(path.read_text().replace("    title: Toss\n", "    title: Toss\n    choose: {c: coat}\n"))
    found = coverage(str(path), games=30)
    assert {it.id for it in found.tallies if it.section == "members.coat"} == {"red", "blue"}
    assert tally(found, "members.coat", "red").seen > 0


def test_answers_to_events_are_counted(tmp_path: Path) -> None:
    path = Path(coin_with(tmp_path, ""))
    text = path.read_text().replace(
        "storm: {title: Storm}", "storm: {asks: ann, choices: {stay: {}, go: {}}, default: stay}"
    )
    path.write_text(text.replace("mode: sequential,", "mode: sequential, does: [{fire: storm}],"))
    found = coverage(str(path), games=30)
    assert tally(found, "events", "storm").share == 1
    assert tally(found, "choices", "storm.stay").seen > 0


def test_any_number_of_processes_counts_the_same(tmp_path: Path) -> None:
    path = coin_with(tmp_path, "")
    assert coverage(path, games=12) == coverage(path, games=12, jobs=2)


def test_a_ruleset_stands_for_all_its_scenarios() -> None:
    assert {"declaration-2026", "tutorial"} <= set(scenarios_at("coalition"))
    assert scenarios_at("tutorial") == ("tutorial",)
    assert scenarios_at("prisoners-dilemma") == ("prisoners-dilemma",)


def test_scenarios_beside_a_ruleset_of_ones_own_are_its_scenarios(tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    coin_with(tmp_path / "lake", "")
    (tmp_path / "frost.yaml").write_text("id: frost\nextends: coin\n")
    (tmp_path / "other.yaml").write_text("id: other\nextends: lake\n")
    assert scenarios_at(str(tmp_path / "lake")) == (str(tmp_path / "frost.yaml"),)


def test_the_json_has_all_things_with_their_share(coin: Coverage) -> None:
    told = coin.as_json()
    assert list(told) == ["scenarios", "games", "things"]
    assert list(told["things"][0]) == ["section", "id", "seen", "games", "why", "share", "seldom"]


def test_phases_that_are_skipped_are_counted(tmp_path: Path) -> None:
    path = Path(coin_with(tmp_path, ""))
    text = path.read_text().replace("turn:\n", "turn:\n  late: {by: ann, offers: [rest], mode: open, when: turn > 9}\n")
    path.write_text(text)
    assert tally(coverage(str(path), games=6), "phases", "late").seldom


def test_motions_are_counted_by_what_came_of_them(tmp_path: Path) -> None:
    path = Path(coin_with(tmp_path, "motions: {tea: {by: ann, members: ann, rule: majority}}\n"))
    path.write_text(
        path.read_text().replace("turn:\n", "turn:\n  vote: {by: ann, offers: [propose, vote], mode: open}\n")
    )
    found = coverage(str(path), games=6)
    assert {it.id for it in found.tallies if it.section == "motions"} == {"tea.passed", "tea.failed"}


def test_terms_of_deals_that_were_struck_are_counted(checkout: Path) -> None:
    market = str(checkout / "tests" / "conformance" / "rulesets" / "market.yaml")
    chance = tuple((role.id, "random") for role in load(market).roles)
    ((*rows,),) = play([Batch(scenario=market, games=12, doctrines=chance, formulas=("turn",), watched=True)])
    assert {"fee", "troops"} <= {id for row in rows for (section, id, _), _ in row.seen if section == "terms"}
