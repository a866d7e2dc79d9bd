"""The tracks pane: gauges with a past under a cursor, and Enter asks why."""

from __future__ import annotations

import attrs
from textual.app import App, ComposeResult
from textual.message import Message

from engine.play.readings import Reading
from tui.gauges import Group, gauge, moves, spark, trail_of, widest
from tui.widgets.tracks import TracksPane


class Board(App[None]):
    """A pane of numbers and nothing else, which notes what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """The pane."""
        yield TracksPane()

    def on_tracks_pane_why_wanted(self, message: TracksPane.WhyWanted) -> None:
        """Note what was asked."""
        self.said.append(message)

    def on_rows_stopped(self, message: TracksPane.Stopped) -> None:
        """Note what was refused."""
        self.said.append(message)


def number(id: str, value: int = 4, *, level: str = "", index: str = "") -> Reading:
    indices = (index,) if index else ()
    return Reading(
        id=id,
        title=id.capitalize(),
        indices=indices,
        index_titles=tuple(it.capitalize() for it in indices),
        value=value,
        shown=str(value),
        level=level,
        least=0,
        most=10,
    )


GROUPS = (
    Group(title="You", readings=(number("approval", index="paris"), number("money"))),
    Group(title="All", readings=(number("heat"),)),
)


def test_a_history_is_drawn_between_its_lowest_and_its_highest() -> None:
    assert spark((3, 4, 5, 3), 8) == "▁▅█▁"


def test_a_history_shows_the_newest_values_where_there_is_little_room() -> None:
    assert spark((0, 9, 1, 2), 2) == "▂▃"


def test_a_number_that_never_moved_draws_no_history() -> None:
    assert spark((3, 3, 3), 8) == ""


def test_there_is_no_column_for_histories_before_anything_moved() -> None:
    assert trail_of({}, 80) == 0
    assert trail_of({"heat": (4, 4, 4), "approval": ()}, 80) == 0
    assert trail_of({"heat": (4, 4, 4), "approval": (4, 5)}, 80) == 2


def test_a_long_name_takes_the_place_of_a_history_that_never_moved() -> None:
    long = attrs.evolve(number("heat"), title="Units, fighter detachments")
    for past, said in (
        ((4, 4, 4), "Units, fighter detachments    4/10"),
        ((4, 5, 4), "Units, fighter detach… 4/10    ▁█▁"),
    ):
        assert gauge(long, 34, words=8, past=past, trail=6).plain == said


def test_a_long_name_takes_what_a_short_value_leaves_beside_a_history() -> None:
    line = gauge(attrs.evolve(number("heat"), title="Rules of engagement"), 34, words=12, past=(4, 5), trail=6).plain
    assert line == "Rules of engagement    4/10     ▁█"


def test_a_gauge_with_history_keeps_its_width() -> None:
    for width in (38, 52, 79):
        assert gauge(number("heat"), width, words=10, past=(1, 2, 4), trail=6).cell_length == width


def test_a_history_says_nothing_that_the_words_do_not_say() -> None:
    line = gauge(number("heat"), 38, words=10, past=(1, 2, 4), trail=6, moved="+2").plain
    assert "4/10 +2" in line


def test_a_number_that_moved_to_another_level_has_a_mark() -> None:
    before, after = number("heat", 3, level="low"), number("heat", 5, level="mid")
    assert list(moves([(before, after)]).values()) == ["+2!"]


def test_one_long_value_in_twenty_does_not_widen_the_column_of_all() -> None:
    few = [number(f"n{k}") for k in range(20)]
    odd = Reading(id="odd", title="Odd", value=None, shown="a very long level", level="x", least=0, most=10)
    assert widest([*few, odd], 40) == widest(few, 40)


async def test_enter_asks_why_by_the_engines_name() -> None:
    async with Board().run_test() as pilot:
        pane = pilot.app.query_one(TracksPane)
        pane.show(GROUPS, {}, "")
        pane.focus()
        await pilot.press("enter")
        asked = pilot.app.said[-1]  # type: ignore[attr-defined]
        assert asked.name == "approval[paris]"


async def test_the_cursor_goes_over_headings() -> None:
    async with Board().run_test() as pilot:
        pane = pilot.app.query_one(TracksPane)
        pane.show(GROUPS, {}, "")
        pane.focus()
        await pilot.press("down", "down")
        assert pane.reading is not None
        assert pane.reading.id == "heat"


async def test_the_last_number_says_that_it_is_the_last() -> None:
    async with Board().run_test() as pilot:
        pane = pilot.app.query_one(TracksPane)
        pane.show(GROUPS, {}, "")
        pane.focus()
        await pilot.press("end", "down")
        said = pilot.app.said[-1]  # type: ignore[attr-defined]
        assert said.text == "This is the last number."


async def test_the_cursor_stays_on_its_number_when_others_come_before_it() -> None:
    async with Board().run_test() as pilot:
        pane = pilot.app.query_one(TracksPane)
        pane.show(GROUPS[1:], {}, "")
        pane.show(GROUPS, {}, "")
        assert pane.reading is not None
        assert pane.reading.id == "heat"


async def test_an_empty_pane_says_the_next_key() -> None:
    async with Board().run_test() as pilot:
        pane = pilot.app.query_one(TracksPane)
        pane.show((), {}, "")
        assert "4 goes to the news" in pane.text


async def test_numbers_whose_titles_begin_alike_are_told_apart_in_a_narrow_pane() -> None:
    titles = ("Turns for which your step is promised", "Turns for which your restraint is promised")
    alike = tuple(attrs.evolve(number(f"n{k}"), title=title) for k, title in enumerate(titles))
    async with Board().run_test(size=(24, 10)) as pilot:
        pane = pilot.app.query_one(TracksPane)
        pane.show((Group(title="You", readings=alike),), {}, "")
        await pilot.pause()
        assert "step is promised" in pane.text
        assert "restraint is" in pane.text
