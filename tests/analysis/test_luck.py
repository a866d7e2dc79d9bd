"""Which rolls mattered, how likely each was, and what a middling one would have led to."""

from __future__ import annotations

import pytest

from engine import Game, Order, Scenario
from engine.analysis.forks import Forks
from engine.analysis.luck import MANY, TOLD, Luck, Roll, Turned, band_of, expected, luck, rolls_of
from engine.bots.player import Decision, Draws, FirstLegal
from engine.play.views import View
from engine.rules.dice import Median, Scripted
from tests.analysis.test_turning import scripted
from tests.play import handmade


@pytest.fixture(scope="module")
def tutorial() -> Forks:
    return scripted("tutorial")


@pytest.fixture(scope="module")
def lucky(tutorial: Forks) -> tuple[Luck, ...]:
    return luck(tutorial)


def raided(*, fell: bool) -> Forks:
    """Return the forks of a siege in which one raid, with one chance in four, fell so; nobody does anything else."""
    game = Game(Scenario(handmade.siege(turns=1)), dice=Scripted({"success": fell}))
    game.submit("south", Order("raid", place="hill", n=1))
    while not game.over:
        role = game.awaiting[0]
        game.submit(role, Order("pass") if game.view(role).choices.may_pass else next(iter(game.view(role).choices)))
    return Forks(game, {role: Passing() for role in game.roles})


class Passing(FirstLegal):
    """Passes where it may."""

    def decide(self, view: View, draws: Draws) -> Decision:
        return Decision(order=Order("pass")) if view.choices.may_pass else super().decide(view, draws)


def roll(**more: object) -> Roll:
    given = {"event": 1, "turn": 1, "title": "", "kind": "roll", "name": "storm", "nth": 0, "fell": "6", "likely": None}
    return Roll(**{**given, **more})  # type: ignore[arg-type]


def test_a_check_that_fell_in_the_middle_band_is_passed_over(tutorial: Forks, lucky: tuple[Luck, ...]) -> None:
    checks = [it for it, _fall in rolls_of(tutorial.log) if it.kind == "check" and it.fell == it.middling]
    told = {(it.roll.event, it.roll.name, it.roll.nth) for it in lucky}
    assert checks
    assert not told & {(it.event, it.name, it.nth) for it in checks}


def test_how_likely_a_check_was_adds_up_over_its_bands(tutorial: Forks) -> None:
    bands = expected(tutorial.log)
    checks = sum(1 for it, _fall in rolls_of(tutorial.log) if it.kind == "check")
    assert sum(fell for fell, _odds in bands.values()) == checks
    assert sum(odds for _fell, odds in bands.values()) == pytest.approx(checks)


@pytest.mark.parametrize(
    ("reached", "band"), [(10, "strong"), (9, "success"), (7, "success"), (6, "mixed"), (4, "fail")]
)
def test_a_check_reaches_the_band_that_the_rules_give_it(reached: int, band: str) -> None:
    assert band_of(reached) == band


def test_an_unlikely_success_is_told_with_its_odds_and_what_it_gained() -> None:
    (found,) = luck(raided(fell=True))
    assert (found.roll.name, found.roll.fell, found.roll.likely, found.roll.middling) == ("success", "yes", 0.25, "no")
    assert found.roll.about == ("south", "hill")
    assert {it.role: (it.mean, it.same) for it in found.swings} == {"south": (1, MANY)}


def test_a_likely_failure_is_no_luck() -> None:
    assert luck(raided(fell=False)) == ()


def test_the_deal_of_objectives_is_no_roll() -> None:
    assert all(it.name != "objective" for it, _fall in rolls_of(raided(fell=True).log))


def test_at_most_so_many_rolls_are_told_the_most_weighty_first(lucky: tuple[Luck, ...]) -> None:
    assert len(lucky) <= TOLD
    assert [it.weight for it in lucky] == sorted((it.weight for it in lucky), reverse=True)


def test_turned_dice_turn_one_draw_only() -> None:
    rest = Scripted({"storm": 6})
    dice = Turned(rest, roll(nth=1), 6, middling=True)
    assert [dice.roll(f"1/dawn/storm//{k}", 1, 6) for k in range(3)] == [6, Median().roll("", 1, 6), 6]


def test_turned_dice_tell_how_likely_a_fall_was_and_whom_it_was_about() -> None:
    dice = Turned(Median(), roll(), 6, middling=False)
    assert dice.roll("1/dawn/storm/north/hill/0", 1, 6) == 6
    assert dice.likely == pytest.approx(1 / 6)
    assert dice.about == ("north", "hill")


def test_a_name_drawn_by_weight_is_middling_when_it_is_the_heaviest() -> None:
    names, weights = ["calm", "gale"], [1.0, 3.0]
    as_it_fell, middling = (Turned(Median(), roll(kind="pick"), "calm", middling=it) for it in (False, True))
    assert names[as_it_fell.pick("1/dawn/storm//0", names, weights)] == "calm"
    assert names[middling.pick("1/dawn/storm//0", names, weights)] == "gale"
    assert as_it_fell.likely == 0.25
