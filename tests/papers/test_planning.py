"""The plan of runbook and clock: as the scenario has it, or within the minutes that there are."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from engine import Game, Refused, load
from engine.papers.pack import Pack
from engine.papers.printing import printed
from engine.table.session import Person, Session
from tui.main import main

RULES = """
id: day
title: A day
format: 1
turns: 4
text: |
  The first paragraph.

  **For control.** Ask who goes first.
roles: {red: {title: Red}, blue: {title: Blue}}
tracks: {heat: {range: 0..9}}
orders: {wait: {title: Wait, by: all, does: []}}
turn:
  talk: {title: Talk, by: all, offers: [wait], mode: open, minutes: 10}
  plan: {title: Plan, by: all, offers: [wait], mode: sealed, minutes: 20}
  tally: {title: Tally, mode: automatic}
endings: {over: {at: end}}
"""


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("day") / "day.yaml"
    path.write_text(RULES, "utf-8")
    return path


def pack(day: Path, minutes: int | None = None) -> Pack:
    return Pack(Game(load(day)), minutes=minutes)


def hosted(day: Path, minutes: int | None = None, journal: Path | None = None) -> Session:
    session = Session.open(load(day), seats={"red": Person(), "blue": Person()}, seed=1, journal=journal)
    if minutes is not None:
        session.desk.plan(minutes)
    return session


def test_without_minutes_of_its_own_the_plan_is_the_scenario_s(day: Path) -> None:
    plan = pack(day).plan
    assert [line.minutes for line in plan.lines if line.turn == 2] == [10, 20, 0]
    assert [line.minutes for line in plan.lines if line.turn == 1] == [15, 30, 0]
    assert (plan.minutes, plan.share) == (35 + 45 + 3 * 30 + 10 + 35, 1)


@pytest.mark.parametrize("minutes", [40, 90, 180, 181, 360])
def test_a_plan_takes_the_minutes_that_there_are_and_no_phase_is_left_without(day: Path, minutes: int) -> None:
    plan = pack(day, minutes).plan
    assert plan.minutes == minutes
    assert all(line.minutes >= 1 for line in plan.lines if line.title != "Tally")
    assert [line.begins for line in plan.lines[1:]] == [before.begins + before.minutes for before in plan.lines[:-1]]


def test_phases_share_the_minutes_as_the_scenario_plans_them_and_the_first_turn_takes_longer(day: Path) -> None:
    lines = pack(day, 350).plan.lines  # twice as many for the phases
    talk, plan = (next(it.minutes for it in lines if (it.turn, it.phase) == (3, phase)) for phase in ("talk", "plan"))
    first = next(it.minutes for it in lines if (it.turn, it.phase) == (1, "plan"))
    assert (talk, plan, first) == (20, 40, 60)


def test_too_few_minutes_are_refused_with_how_many_it_takes(day: Path) -> None:
    with pytest.raises(Refused, match="9 minutes are too few: with one minute each, the plan takes 14"):
        _ = pack(day, 9).plan


def test_where_the_scenario_plans_nothing_phases_that_ask_somebody_share_the_time(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    path.write_text(RULES.replace(", minutes: 10", "").replace(", minutes: 20", ""), "utf-8")
    plan = pack(path, 180).plan
    assert plan.minutes == 180
    assert len({line.minutes for line in plan.lines if line.turn == 3 and line.phase != "tally"}) == 1


@pytest.mark.parametrize("minutes", [None, 90, 180, 350])
def test_the_clock_counts_down_the_minutes_of_the_runbook(day: Path, minutes: int | None) -> None:
    desk, plan = hosted(day, minutes).desk, pack(day, minutes).plan
    desk.turn_clock("start")
    assert desk.clock.left / 60 == pytest.approx(plan.minutes_of("talk", 1), abs=0.1)
    assert desk.clock.plan == plan
    desk.lock()
    desk.follow()
    assert desk.clock.spells[-1].planned == plan.minutes_of("plan", 1)


def test_a_game_that_goes_on_keeps_the_minutes_that_its_phases_were_given(day: Path, tmp_path: Path) -> None:
    session = hosted(day, 350, tmp_path / "day.journal")
    session.desk.turn_clock("start")
    session.close()
    with closing(Session.resume(tmp_path / "day.journal")) as again:
        assert [it.planned for it in again.desk.clock.spells] == [30]
        again.desk.plan(60)
        assert again.desk.clock.plan.minutes == 60
        assert "Welcome" not in again.desk.clock.plan.lines[0].title


def test_too_few_minutes_for_every_phase_leave_the_clock_the_plan_of_the_scenario(day: Path) -> None:
    desk = hosted(day, 9).desk
    desk.turn_clock("start")
    assert desk.clock.spells[-1].planned == 15
    assert desk.clock.outlook(9).dropped == 3


def test_the_outlook_counts_the_break_and_what_comes_after_the_last_turn(day: Path) -> None:
    clock = hosted(day).desk.clock
    assert clock.outlook(180).planned == 45 + 3 * 30 + 10 + 35
    clock.turned(clock.turn("start", 3, "plan"))
    assert clock.outlook(180).planned == pytest.approx(20 + 30 + 35, abs=0.1)


def test_a_plan_in_which_phases_have_too_little_time_says_so(day: Path) -> None:
    tight, roomy = (printed(pack(day, minutes))["runbook.html"] for minutes in (100, 200))
    assert "per cent of the time that the scenario plans" in tight
    assert "per cent of the time that the scenario plans" not in roomy


def test_what_is_read_aloud_names_the_minutes_of_the_plan(day: Path) -> None:
    assert "the floor is yours, for 20 minutes" in printed(pack(day, 350))["runbook.html"]


def test_what_is_for_control_is_not_among_what_is_read_aloud(day: Path) -> None:
    page = printed(pack(day))["runbook.html"]
    before, aloud = page.index("For you alone"), page.rindex("Read aloud")
    assert before < page.index("Ask who goes first.") < aloud
    assert page.index("The first paragraph.", aloud)
    assert page.count("Ask who goes first.") == 1


def test_the_command_takes_minutes(day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", str(day), "--to", str(tmp_path), "--minutes", "180"]) == 0
    assert "180" in (tmp_path / "runbook.html").read_text("utf-8")
    assert main(["print", str(day), "--to", str(tmp_path), "--minutes", "0"]) == 2
    assert "--minutes must be from 1" in capsys.readouterr().err


def test_the_runbook_says_how_the_game_is_hosted_and_its_wall_published(day: Path) -> None:
    assert "“whitecell host day --minutes 180 --publish”" in printed(pack(day, 180))["runbook.html"]
    assert "“whitecell host day --publish”" in printed(pack(day))["runbook.html"]
