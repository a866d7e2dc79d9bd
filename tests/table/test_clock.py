"""The clock of a phase counts the host's own time, and comes back from its steps."""

from __future__ import annotations

import pytest

from engine.problems import Refused
from engine.table.clock import Clocked, PhaseClock
from tests.table.planned import evenly

PLAN = {"talk": 8, "commit": 3, "reveal": 4}


class Hands:
    """A clock on the wall that a test turns."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def clock(hands: Hands) -> PhaseClock:
    return PhaseClock(evenly(PLAN, 4), {"crisis": 12}, hands)


def do(clock: PhaseClock, hand: str, turn: int = 1, phase: str = "talk", minutes: float = 0) -> Clocked:
    step = clock.turn(hand, turn, phase, minutes)
    clock.turned(step)
    return step


def test_a_clock_that_nobody_started_says_nothing(clock: PhaseClock) -> None:
    assert not clock.used
    assert not clock.out
    assert clock.spells == ()


def test_it_counts_down_what_the_phase_was_planned_for(clock: PhaseClock, hands: Hands) -> None:
    do(clock, "start")
    hands.seconds += 60
    assert clock.left == 7 * 60


def test_a_pause_costs_nothing(clock: PhaseClock, hands: Hands) -> None:
    do(clock, "start")
    hands.seconds += 60
    do(clock, "pause")
    hands.seconds += 600
    assert clock.left == 7 * 60
    do(clock, "start")
    hands.seconds += 60
    assert clock.left == 6 * 60


@pytest.mark.parametrize(("spent", "amber", "out"), [(419, False, False), (420, True, False), (480, False, True)])
def test_it_warns_in_the_last_minute_and_then_is_out(
    clock: PhaseClock, hands: Hands, spent: float, amber: bool, out: bool
) -> None:
    do(clock, "start")
    hands.seconds += spent
    assert (clock.amber, clock.out) == (amber, out)


def test_a_minute_more_or_less_counts_while_it_runs(clock: PhaseClock, hands: Hands) -> None:
    do(clock, "start")
    hands.seconds += 60
    do(clock, "add", minutes=1)
    assert clock.left == 8 * 60
    do(clock, "add", minutes=-2)
    assert clock.left == 6 * 60


def test_it_goes_on_running_into_the_next_phase(clock: PhaseClock, hands: Hands) -> None:
    do(clock, "start")
    hands.seconds += 540
    do(clock, "phase", phase="commit")
    hands.seconds += 30
    assert clock.running
    assert clock.left == 150
    assert [(it.phase, it.planned, it.spent) for it in clock.spells] == [("talk", 8, 9), ("commit", 3, 0.5)]


def test_a_procedure_has_minutes_of_its_own(clock: PhaseClock) -> None:
    do(clock, "start", phase="crisis")
    assert clock.left == 12 * 60
    assert clock.outlook(90).planned == 12 + 3 * 15


def test_a_phase_without_time_is_never_out(clock: PhaseClock, hands: Hands) -> None:
    do(clock, "start", phase="reckoning")
    hands.seconds += 999
    assert not clock.out


@pytest.mark.parametrize(
    ("acts", "act", "minutes"), [("start", "start", 0), ("", "pause", 0), ("", "add", 0), ("", "add", 61)]
)
def test_what_cannot_be_done_is_refused(clock: PhaseClock, acts: str, act: str, minutes: float) -> None:
    if acts:
        do(clock, acts)
    with pytest.raises(Refused):
        clock.turn(act, 1, "talk", minutes)


def test_it_comes_back_from_its_steps_and_stands_still(clock: PhaseClock, hands: Hands) -> None:
    steps = [do(clock, "start")]
    hands.seconds += 120
    steps.append(do(clock, "add", minutes=1))
    hands.seconds += 9999
    again = PhaseClock(evenly(PLAN, 4), {"crisis": 12}, hands)
    for step in steps:
        again.turned(step)
    again.stand()
    hands.seconds += 60
    assert not again.running
    assert again.left == 7 * 60


@pytest.mark.parametrize(
    ("left", "share", "dropped"), [(90, 1.0, 0), (60, 1.0, 0), (48, 0.8, 0), (27, 0.6, 1), (20, 20 / 30, 2)]
)
def test_it_says_how_to_fit_the_rest_into_what_is_left(
    clock: PhaseClock, left: float, share: float, dropped: int
) -> None:
    do(clock, "start")
    found = clock.outlook(left)
    assert found.planned == 60
    assert found.dropped == dropped
    assert found.share == pytest.approx(share)


def test_more_minutes_than_are_left_are_not_taken_away(clock: PhaseClock, hands: Hands) -> None:
    do(clock, "start", phase="commit")
    hands.seconds += 90
    with pytest.raises(Refused, match="not so much time left"):
        do(clock, "add", phase="commit", minutes=-2)
    do(clock, "add", phase="commit", minutes=-1)
    assert clock.left == 30


def test_from_a_phase_that_was_given_no_time_none_is_taken(clock: PhaseClock) -> None:
    with pytest.raises(Refused, match="not so much time left"):
        do(clock, "add", phase="elsewhere", minutes=-1)
