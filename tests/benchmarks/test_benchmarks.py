"""The benchmarks run and compare like with like; how quick anything is, no test asks."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks import __main__ as command
from benchmarks import (
    copies,
    flagship,
    jobs,
    loading,
    measure,
    mini,
    moving,
    programs,
    reading,
    starting,
    tictactoe,
    twin,
    written,
)
from benchmarks.measure import Contest, Cost, Kind, Row, measured
from benchmarks.peer import CHECKOUT, PROGRAMS, answers, peer
from engine import load
from engine.analysis.scripted import Ready
from engine.language.source import Sources, read
from engine.problems import Problem

AGREED = 4165974023


@pytest.mark.parametrize("way", ["twin", "rules", "face"])
def test_every_way_to_play_mini_ends_in_the_same_numbers(way: str) -> None:
    assert mini.ways()[way](mini.SEED, twin.Luck(mini.BOT)) == (AGREED, 750)


def test_boardgame_io_ends_in_the_same_numbers() -> None:
    if not answers(["node", "-e", "require('boardgame.io/client')"], os.environ):
        pytest.skip("node does not find boardgame.io")
    with peer(["node", str(PROGRAMS / "mini_boardgame.js")], os.environ) as other:
        answer = other.ask(seed=mini.SEED, games=1)
    assert (answer["checksum"], answer["decisions"]) == (AGREED, 750)


def test_openspiel_plays_the_same_games_of_tic_tac_toe() -> None:
    python = os.environ.get(tictactoe.OTHER_PYTHON, sys.executable)
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    if not answers([python, "-c", "import pyspiel, open_spiel"], environment):
        pytest.skip("OpenSpiel is not installed")
    with peer([python, "-m", "benchmarks.peers.tictactoe_openspiel"], environment) as other:
        answer = other.ask(bot=tictactoe.BOT, games=20)
    assert tictactoe.play(load(tictactoe.RULESET), 20, twin.Luck(tictactoe.BOT)) == (
        answer["checksum"],
        answer["decisions"],
    )


def test_a_replayed_game_is_the_game_that_was_played() -> None:
    scenario = load(flagship.SCENARIO)
    game = copies.played(scenario, 1)
    assert copies.replayed(scenario, game.log, 1).digest == game.digest


def test_a_thought_is_measured_for_each_decision_of_a_doctrine() -> None:
    ready = Ready(load(flagship.SCENARIO), {})
    assert 0 < len(flagship.thinking(ready, range(1))) <= flagship.scripted(ready, range(1))


def test_games_without_bargaining_are_the_same_rules_with_shorter_talks() -> None:
    whole, brief = load(flagship.SCENARIO), load(flagship.STATEMENTS)
    assert set(brief.rules.orders) == set(whole.rules.orders)
    assert 0 < 2 * flagship.at_random(brief, range(1)) < flagship.at_random(whole, range(1))


def test_one_job_and_two_find_the_same_figures() -> None:
    one, two = (json.loads(programs.run(jobs.command(number, games=4))) for number in (1, 2))
    assert one | {"seconds": 0} == two | {"seconds": 0}


def test_the_long_ruleset_has_no_problem_of_yaml_and_both_readers_see_the_same_entries() -> None:
    text = written.ruleset(lines=400)
    problems: list[Problem] = []
    found = read(text.encode(), "long.yaml", Sources(), problems)
    plain = yaml.safe_load(text)
    assert found is not None
    assert problems == []
    assert list(found["orders"]) == list(plain["orders"])


def test_the_long_ruleset_is_as_long_as_it_says() -> None:
    assert written.LINES <= written.ruleset().count("\n") < written.LINES + 25


@pytest.mark.parametrize("app", ["minimal", "ours"])
def test_an_app_is_seen_at_its_first_paint(app: str) -> None:
    assert programs.run(starting.paint(app)).strip() == {"minimal": "Screen", "ours": "StartScreen"}[app]


def test_an_arrow_key_costs_time_and_bytes() -> None:
    found = json.loads(moving.in_terminal(["-m", "benchmarks.painting", "keys", "whole"]))
    assert found["cpu"] > 0
    assert found["sent"] > 0


def test_the_help_that_is_measured_is_the_commands() -> None:
    assert programs.run(starting.HELP).startswith("usage: whitecell")


def test_loading_leaves_the_users_cache_alone() -> None:
    before = os.environ.get("XDG_CACHE_HOME")
    with loading.contest() as contest:
        assert os.environ["XDG_CACHE_HOME"] != before
        assert list(contest.sides) == ["first", "second"]
    assert os.environ.get("XDG_CACHE_HOME") == before


def test_reading_is_compared_where_libyaml_is_there() -> None:
    with reading.contest() as contest:
        assert contest.rows or contest.skipped


def _costs(*seconds: float) -> measure.Work:
    left = iter(seconds)
    return lambda: Cost(cpu=next(left), wall=0)


def test_a_ratio_is_taken_within_each_round_and_the_first_round_is_left_out() -> None:
    contest = Contest(
        sides={"ours": _costs(99, 1, 2, 1), "other": _costs(99, 2, 8, 3)},
        rows=(Row(name="quick", kind=Kind.FASTER, ours="ours", other="other", goal=4),),
    )
    (result,) = measured(contest, rounds=3)
    assert (result.median, result.least, result.most, result.reached) == (3, 2, 4, False)


@pytest.mark.parametrize(("kind", "shown"), [(Kind.SHARE, 0.5), (Kind.RATE, 1.0), (Kind.MEAN, 1000.0)])
def test_each_kind_of_row_reads_the_same_costs_its_own_way(kind: Kind, shown: float) -> None:
    contest = Contest(
        sides={"ours": _costs(9, 1), "other": _costs(9, 2)}, rows=(Row(name="", kind=kind, ours="ours", other="other"),)
    )
    (result,) = measured(contest, rounds=1)
    assert (result.median, result.reached) == (shown, None)


def test_the_longest_is_the_longest_of_all_rounds() -> None:
    contest = Contest(
        sides={"ours": _costs(9, 1, 5, 2)}, rows=(Row(name="", kind=Kind.LONGEST, ours="ours", goal=4000),)
    )
    (result,) = measured(contest, rounds=3)
    assert (result.median, result.reached) == (5000, False)


def test_the_table_names_goal_and_load(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--rounds", "1", "--only", "reading"]) == 0
    told = capsys.readouterr().out
    assert "load" in told
    assert "≤ 0.4" in told


def test_the_figures_come_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--rounds", "1", "--only", "reading", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rounds"] == 1
    assert {"name", "median", "least", "most", "goal", "reached"} <= set(told["rows"][0])


def test_every_contest_is_a_module_with_a_line_in_the_help() -> None:
    folder = Path(command.__file__).parent
    assert all((folder / f"{name}.py").is_file() and what for name, what in command.CONTESTS.items())
