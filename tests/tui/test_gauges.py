"""Numbers in words and bars, and the letters of the map."""

from __future__ import annotations

import attrs
import pytest

from engine.play.letters import letters
from engine.play.readings import Reading
from tui.counters import Counters, counters_of
from tui.gauges import gauge, groups_of, name_of, words_of
from tui.vantage import Vantage

VANTAGE = Vantage(role="warsaw", roles={"warsaw": "Warsaw", "moscow": "Moscow"})


def reading(value: int | str | None, most: int = 10, *, id: str = "approval", **more: object) -> Reading:
    given = {"title": id.capitalize(), "shown": str(value), "least": 0, "most": most} | more
    return Reading(id=id, value=value, **given)  # type: ignore[arg-type]


def indexed(id: str, value: int | None, *indices: str) -> Reading:
    return reading(value, 60, id=id, indices=indices, index_titles=tuple(index.capitalize() for index in indices))


def test_words_hold_value_most_and_level() -> None:
    assert words_of(reading(4, level="mid", shown="4")) == "4/10 mid"


def test_a_level_of_one_value_is_told_by_its_title() -> None:
    assert words_of(reading(3, 5, level="air_cover", shown="air cover")) == "3/5 air cover"


def test_a_number_of_which_only_the_level_is_known_is_told_by_it() -> None:
    assert words_of(reading(None, level="high", shown="high")) == "high"


def test_large_numbers_have_no_most_and_no_bar() -> None:
    line = gauge(reading(8500, 400_000, id="people"), 70, words=12).plain
    assert "8,500" in line
    assert "·" not in line


def test_a_gauge_never_exceeds_its_width() -> None:
    for width in (20, 38, 76, 120):
        assert gauge(indexed("units_not_bound_elsewhere", 3, "battalion"), width, words=9).cell_length <= width


def test_a_name_is_cut_in_its_title_before_its_index() -> None:
    line = gauge(indexed("units_not_bound_elsewhere", 3, "battalion"), 40, words=9).plain
    assert "Battalion" in line


DUE = ("Turns for which your step is promised", "Turns for which your restraint is promised")


@pytest.mark.parametrize("width", [14, 24, 30, 36, 44])
def test_titles_that_begin_alike_are_told_apart_where_they_are_cut(width: int) -> None:
    lines = [gauge(reading(0, 2, title=title), width, words=4, beside=DUE).plain for title in DUE]
    assert lines[0] != lines[1]
    assert {len(line) for line in lines} <= set(range(width + 1))


def test_a_title_that_no_other_is_like_keeps_its_beginning() -> None:
    assert gauge(reading(0, 2, title=DUE[0]), 24, words=4, beside=("Turnout", DUE[0])).plain.startswith("Turns for")


def test_an_own_number_keeps_its_beginning_beside_the_same_of_others() -> None:
    names = ("Earmarked for NATO", "Earmarked for NATO, Paris")
    assert gauge(reading(3, 9, title=names[0]), 22, words=4, beside=names).plain.startswith("Earmarked for")


def test_titles_and_indices_that_begin_alike_are_told_apart() -> None:
    names = ("Units promised, Air defence", "Units promoted, Air defence", "Units promised, Air patrols")
    pairs = [name.split(", ") for name in names]
    given = [reading(2, 9, title=title, indices=(index,), index_titles=(index,)) for title, index in pairs]
    lines = [gauge(it, 25, words=4, beside=names).plain for it in given]
    assert len(set(lines)) == 3
    assert not any(one in name for name in names for one in lines)


def test_ones_own_index_goes_without_saying() -> None:
    assert name_of(indexed("approval", 3, "warsaw"), without="warsaw") == "Approval"


def test_numbers_are_grouped_own_world_others() -> None:
    numbers = [indexed("approval", 3, "moscow"), reading(3, id="heat"), indexed("approval", 4, "warsaw")]
    found = groups_of(numbers, VANTAGE)
    assert [group.title for group in found] == ["Warsaw (you)", "Everybody's", "Others, as far as you know"]


def test_numbers_that_few_see_say_who_sees_them() -> None:
    watchers = {"covert": ("warsaw",), "watch": ("warsaw", "paris"), "heat": ("warsaw", "paris", "rome")}
    roles = {**VANTAGE.roles, "paris": "Paris", "rome": "Rome"}
    found = groups_of([reading(3, id=id) for id in watchers], attrs.evolve(VANTAGE, watchers=watchers, roles=roles))
    assert [it.title for it in found] == ["Only you see", "Only you and Paris see", "All but Moscow see"]


def test_a_zero_that_is_one_of_many_is_left_out() -> None:
    numbers = [indexed("preparation", 0, "drones"), indexed("preparation", 2, "strikes")]
    assert [it.indices for group in groups_of(numbers, VANTAGE) for it in group.readings] == [("strikes",)]


def test_a_long_name_takes_the_place_of_a_short_bar() -> None:
    line = gauge(reading(3, id="seat", title="Seat at the table"), 38, words=16).plain
    assert "Seat at the table" in line


def test_numbers_of_areas_are_on_the_map_and_not_among_the_tracks() -> None:
    found = groups_of([indexed("hit", 1, "kyiv")], attrs.evolve(VANTAGE, areas={"kyiv"}))
    assert found == ()


def counters(*readings: Reading) -> Counters:
    """Return the counters of readings in a game of five numbers."""
    titles = {"presence": "Presence", "probes": "Probes", "hit": "Hit", "flight": "Flight", "people": "People"}
    return counters_of(readings, {"kyiv", "lviv"}, letters(titles))


def test_counters_sum_over_their_other_indices() -> None:
    found = counters(indexed("presence", 2, "paris", "kyiv"), indexed("presence", 3, "rome", "kyiv"))
    assert found.of("kyiv") == (("P", "5"),)


def test_tracks_with_the_same_initial_have_different_letters() -> None:
    assert letters({"presence": "Presence", "probes": "Probes"}) == {"presence": "P", "probes": "R"}


def test_a_counter_has_the_letter_of_the_whole_game_whatever_else_is_seen() -> None:
    presence, probes = indexed("presence", 2, "kyiv"), indexed("probes", 1, "kyiv")
    assert set(counters(probes).of("kyiv")) < set(counters(presence, probes).of("kyiv"))


def test_large_numbers_are_no_counters() -> None:
    assert counters(reading(8500, id="people", indices=("kyiv",), index_titles=("Kyiv",))).of("kyiv") == ()


def test_a_flag_is_a_letter_without_a_number() -> None:
    assert counters(reading(True, id="hit", indices=("kyiv",), index_titles=("Kyiv",))).of("kyiv") == (("H", ""),)


def test_what_is_no_whole_number_somewhere_is_no_counter_anywhere() -> None:
    fraction = reading(2.5, id="flight", indices=("lviv",), index_titles=("Lviv",))  # type: ignore[arg-type]
    assert counters(indexed("flight", 2, "kyiv"), fraction).of("kyiv") == ()
