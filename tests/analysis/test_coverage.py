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
    (tmp_path / "frost.yaml").write_text("id: frost\nextends: lake\n")
    (tmp_path / "ice.yaml").write_text("id: ice\nextends: frost\n")
    (tmp_path / "other.yaml").write_text("id: other\nextends: prisoners-dilemma\n")
    (tmp_path / "torn.yaml").write_text("id: [\n")
    assert scenarios_at(str(tmp_path / "lake")) == tuple(str(tmp_path / f"{it}.yaml") for it in ("frost", "ice"))


def test_the_json_has_all_things_with_their_share(coin: Coverage) -> None:
    told = coin.as_json()
    assert list(told) == ["scenarios", "games", "things", "decisions"]
    assert list(told["things"][0]) == ["section", "id", "seen", "games", "why", "said", "share", "seldom"]
    assert list(told["decisions"][0]) == ["role", "turns", "narrow", "share", "poor"]


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


def changed(folder: Path, *changes: tuple[str, str]) -> Coverage:
    path = Path(coin_with(folder, ""))
    text = path.read_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text)
    return coverage(str(path), games=6)


def test_a_card_may_say_itself_why_it_is_seldom_played(tmp_path: Path) -> None:
    found = changed(tmp_path, ("dream: {order: rest,", "dream: {order: rest, seldom: Nobody wins so often,"))
    assert (tally(found, "cards", "tosser.dream").why, tally(found, "cards", "tosser.dream").said) == (
        "Nobody wins so often",
        True,
    )


def test_two_kinds_of_orders_are_a_real_decision(coin: Coverage) -> None:
    (ann,) = coin.decisions
    assert (ann.role, ann.turns, ann.narrow, ann.poor) == ("ann", 4 * coin.games, 0, False)


def test_one_kind_of_order_and_passing_is_no_real_decision(tmp_path: Path) -> None:
    (ann,) = changed(tmp_path, ("offers: [toss, rest]", "offers: [toss]"), ("orders: 1}", "orders: 0..1}")).decisions
    assert (ann.share, ann.poor) == (1, True)


def test_an_inject_is_counted_apart_from_events(tmp_path: Path) -> None:
    gale, calm = "gale: {title: Gale, to: all, cue: {turn: 2}}", "calm: {title: Calm, to: all, cue: manual}"
    more = f"injects: {{{gale}, {calm}}}\n"
    found = changed(tmp_path, ("endings:\n", f"{more}endings:\n"))
    assert (tally(found, "injects", "gale").share, tally(found, "injects", "calm").share) == (1, 0)
    assert "gale" not in {it.id for it in found.tallies if it.section == "events"}


def test_a_procedure_that_was_called_is_counted(tmp_path: Path) -> None:
    called = "procedures: {talk: {say: {by: ann, offers: [rest], mode: open}}}\n"
    found = changed(tmp_path, ('["wins += 1"]', '["wins += 1", {call: talk}]'), ("endings:\n", f"{called}endings:\n"))
    assert tally(found, "procedures", "talk").seen == tally(found, "phases", "say").seen > 0


def test_promises_are_counted_by_what_came_of_them(checkout: Path) -> None:
    market = str(checkout / "tests" / "conformance" / "rulesets" / "market.yaml")
    found = coverage(market, games=12)
    assert {"hold_step.kept", "hold_step.broken"} <= {it.id for it in found.tallies if it.section == "promises"}
    assert tally(found, "promises", "troops.kept").seen + tally(found, "promises", "troops.broken").seen > 0
    assert tally(found, "orders", "offer").seen > 0


def test_terms_of_deals_that_were_struck_are_counted(checkout: Path) -> None:
    market = str(checkout / "tests" / "conformance" / "rulesets" / "market.yaml")
    chance = tuple((role.id, "random") for role in load(market).roles)
    ((*rows,),) = play([Batch(scenario=market, games=12, doctrines=chance, formulas=("turn",), watched=True)])
    assert {"fee", "troops"} <= {id for row in rows for (section, id, _), _ in row.seen if section == "terms"}
