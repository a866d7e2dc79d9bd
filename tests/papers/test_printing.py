"""What is printed before a game fits its side, keeps secrets apart, and says slips as the scribe types them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import Game, Scenario, load
from engine.papers.briefs import HIGH, SIZES, height_of
from engine.papers.mats import MODIFIERS, chances
from engine.papers.pack import Pack, pack_of
from engine.papers.printing import PAPERS, printed
from engine.papers.slip_sheets import example_of
from engine.table.slips import Scribe
from tui.main import main

from .test_report import OURS, Reader

OWN = {*OURS.split(), "code", "i"}


@pytest.fixture(scope="module")
def pack(parley: Scenario) -> Pack:
    return Pack(Game(parley))


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_says_that_it_is_an_exercise(pack: Pack, name: str) -> None:
    assert '<div class="mark"><b>EXERCISE</b>' in printed(pack)[name]


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_holds_our_own_tags_only_and_points_nowhere_else(pack: Pack, name: str) -> None:
    page = Reader(printed(pack)[name])
    assert page.tags <= OWN
    assert all(it.startswith("#part-") for it in page.links)
    assert not page.handlers


@pytest.mark.parametrize("name", ["briefs.html", "slips.html"])
def test_each_role_has_a_side_of_its_own(pack: Pack, name: str) -> None:
    assert printed(pack)[name].count('class="sheet') == len(pack.roles)


def test_a_brief_has_what_its_role_may_know_and_nothing_else(pack: Pack) -> None:
    red, blue, _green = re.findall(r"<section.*?</section>", printed(pack)["briefs.html"], re.DOTALL)
    assert "You are red. <b>You want</b> heat, and a <i>quiet</i> sea." in red
    assert "A warm sea" in red
    assert "after-gold 5" in red
    assert "control-goal" not in red + blue
    assert "after-plot" not in red + blue


def test_a_sealed_objective_stands_on_its_own_brief_once_it_is_dealt(begun: Path) -> None:
    sides = re.findall(r"<section.*?</section>", printed(pack_of(str(begun)))["briefs.html"], re.DOTALL)
    assert ["control-goal" in side for side in sides] == [False, True, False]


def test_what_is_for_everybody_holds_no_secret(pack: Pack) -> None:
    for name in ("slips.html", "tents.html", "mats.html"):
        assert not re.search("control-|after-plot|after-gold", printed(pack)[name])


def test_the_runbook_has_the_plan_the_injects_and_their_guidance(pack: Pack) -> None:
    page = printed(pack)["runbook.html"]
    for told in ("0:35", "Talks", "control-inject", "control-guidance", "control-expected", "Hotwash"):
        assert told in page


def test_every_example_on_a_slip_is_read_as_it_stands(parley: Scenario) -> None:
    pack = Pack(Game(parley))
    game = Game(parley)
    scribe = Scribe(parley.book, game.view)
    last = next(it for it in reversed(pack.phases) if it.examples)
    while game.view("red").phase != last.id:
        game.default(game.awaiting[0])
    for role in game.roles:
        slip = scribe.read(example_of(pack, role))
        assert not slip.wrong
        assert slip.role == role


def test_an_example_shows_a_condition_where_there_is_one(pack: Pack) -> None:
    assert example_of(pack, "red") == "red sail red if heat_at_least 1"


def test_a_brief_names_every_order_that_a_slip_may_say(pack: Pack) -> None:
    red = printed(pack)["briefs.html"].split("</section>")[0]
    for word in (
        "speak HOW-MANY",
        "sail TO-WHOM [if …]",
        "scheme",
        "offer …",
        "propose",
        "vote MOTION BALLOT",
        "offer TERM GIVER CHOICE … [+ TERM …]",
        "accept DEAL",
    ):
        assert word in red, word


def test_a_brief_says_how_a_line_is_written(pack: Pack) -> None:
    assert "red ORDER CHOICE … [if CONDITION CHOICE …]" in printed(pack)["briefs.html"]


@pytest.mark.parametrize("scenario", ["declaration-2026", "tutorial", "prisoners-dilemma"])
def test_every_brief_that_ships_fits_one_side(scenario: str) -> None:
    it = Pack(Game(load(scenario)))
    smallest = SIZES[-1][1]
    assert {role: height_of(it, role, smallest) for role in it.roles if height_of(it, role, smallest) > HIGH} == {}


def test_an_objective_that_dice_deal_is_left_to_be_handed_out() -> None:
    it = Pack(Game(load("declaration-2026")))
    assert not [goal for goal in it.goals("paris") if goal.sealed]
    assert it.is_dealt("paris")


def test_a_saved_game_is_printed_as_it_stands(begun: Path) -> None:
    it = pack_of(str(begun))
    assert it.game.turn == 2
    assert "Anna Meier, Ben" in printed(it)["tents.html"]


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_the_chances_of_the_bands_add_up(modifier: int) -> None:
    assert sum(chances(modifier)) == pytest.approx(100)


def test_seven_and_more_succeeds_in_fifteen_of_thirty_six_and_ten_in_six() -> None:
    strong, success, _mixed, _fail = chances(0)
    assert strong == pytest.approx(600 / 36)
    assert success == pytest.approx(1500 / 36)


def test_the_command_writes_all_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", "prisoners-dilemma", "--to", str(tmp_path / "out")]) == 0
    assert {it.name for it in (tmp_path / "out").iterdir()} == set(PAPERS)
    assert "for one seat each" in capsys.readouterr().out


def test_a_mistyped_scenario_is_answered_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", "tutorail", "--to", str(tmp_path)]) == 1
    assert "tutorial" in capsys.readouterr().err
