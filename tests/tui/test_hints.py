"""The hint of a first game follows what a player does, and goes once it was used."""

from __future__ import annotations

from pathlib import Path

from tui.hints import END, GIVE, LOOK, OPEN, Hints, remember, remembered

from .at_table import seated
from .golden_text import screen_text


def hint(*used: str, pane: str = "map", given: bool = False) -> str:
    return Hints(used).text(pane, given=given, may_pass=True)


def test_a_newcomer_is_told_how_to_choose_an_area() -> None:
    assert hint() == "Choose an area with the arrows."


def test_whoever_looked_is_told_what_enter_does() -> None:
    assert hint(LOOK) == "Enter or o: what you can do here."


def test_whoever_gave_an_order_is_told_how_the_phase_ends() -> None:
    assert hint(LOOK, OPEN, GIVE, given=True).startswith("p ends your phase")


def test_whoever_takes_a_later_step_needs_no_earlier_hint() -> None:
    hints = Hints()
    hints.use(GIVE)
    assert hints.used == (LOOK, OPEN, GIVE)


def test_nothing_is_hinted_at_when_every_step_was_used() -> None:
    assert hint(LOOK, OPEN, GIVE, END) == ""


def test_used_steps_are_remembered() -> None:
    remember(Hints([LOOK, OPEN]))
    assert remembered().used == (LOOK, OPEN)


def test_a_memory_that_cannot_be_read_begins_anew(saves_of_this_test: Path) -> None:
    place = saves_of_this_test / "whitecell" / "hints-used"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\xff\xfe look")
    assert remembered().used == ()


async def test_the_hint_follows_the_player_through_a_first_phase() -> None:
    async with seated() as table:
        seen = [screen_text(table.app)]
        for key in ("right", "2", "enter"):
            await table.press(key)
            seen.append(screen_text(table.app))
        assert ["Choose an area" in text for text in seen] == [True, False, False, False]
        assert "Enter or o: what you can do here" in seen[1]
        assert "Arrows choose an order" in seen[2]


async def test_the_second_game_has_no_hint_for_a_step_that_was_used() -> None:
    async with seated() as table:
        await table.press("right")
    async with seated() as table:
        assert "Choose an area" not in screen_text(table.app)
