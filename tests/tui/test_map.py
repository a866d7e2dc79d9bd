"""The map as it is painted: brackets, counters, arrow keys, and what a pane of another size shows."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from tui.board import Board, board_of
from tui.counters import Counters
from tui.widgets.map import MapView

from .at_table import seated
from .fakes import AREAS, HOSTILE, PICTURE
from .golden_text import screen_text
from .test_board import coalition

HELD = Counters(
    legend={"P": "Presence", "S": "Ships"}, areas={"lithuania": (("P", "2"), ("S", "")), "ua_kyiv": (("P", "5"),)}
)


class OnlyMap(App[None]):
    """A map that fills the window."""

    def __init__(self, board: Board, counters: Counters = HELD) -> None:
        super().__init__()
        self.board = board
        self.counters = counters
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        """The map alone."""
        yield MapView(self.board)

    def on_mount(self) -> None:
        """Begin with counters."""
        self.map.show(self.counters)
        self.map.focus()

    @property
    def map(self) -> MapView:
        """The widget."""
        return self.query_one(MapView)

    def on_map_view_stopped(self, message: MapView.Stopped) -> None:
        """Remember what was told."""
        self.told.append(message)


def drawn_map() -> OnlyMap:
    return OnlyMap(board_of(AREAS, PICTURE))


async def test_the_cursor_its_neighbours_and_the_others_differ_by_their_brackets() -> None:
    app = drawn_map()
    async with app.run_test(size=(42, 6)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert ">P2 S     <" in text
        assert "(   ·   )" in text
        assert "[P5     ]" in text


async def test_brackets_follow_the_cursor() -> None:
    app = drawn_map()
    async with app.run_test(size=(42, 6)) as pilot:
        await pilot.press("down", "right")
        text = screen_text(app)
        assert ">P5     <" in text
        assert "[P2 S     ]" in text


async def test_the_opposite_arrow_goes_back_from_everywhere_on_the_flagships_map() -> None:
    app = OnlyMap(coalition(), Counters())
    ways = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}
    async with app.run_test(size=(80, 24)):
        for start in app.board.marks:
            for dx, dy in ways.values():
                app.map.area = start
                app.map.action_move(dx, dy)
                if app.map.area != start:
                    app.map.action_move(-dx, -dy)
                assert app.map.area == start


async def test_the_way_back_is_forgotten_after_a_jump() -> None:
    app = OnlyMap(coalition(), Counters())
    async with app.run_test(size=(80, 24)):
        app.map.area = "black_sea"
        app.map.action_move(1, 0)
        app.map.area = "high_north"
        app.map.action_move(-1, 0)
        assert app.map.area == "high_north"


async def test_an_arrow_into_nothing_is_told() -> None:
    app = drawn_map()
    async with app.run_test(size=(42, 6)) as pilot:
        await pilot.press("left")
        await pilot.pause()
        assert len(app.told) == 1


async def test_an_arrow_repaints_marks_and_not_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    app = OnlyMap(coalition(), Counters())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        painted: list[tuple[Region, ...]] = []
        monkeypatch.setattr(app.map, "refresh", lambda *regions, **_more: painted.append(regions))
        app.map.area = "finland"
        assert painted
        assert all(sum(region.area for region in regions) < 300 for regions in painted)
        assert all(regions for regions in painted)


async def test_a_large_window_lists_what_stands_in_an_area() -> None:
    app = drawn_map()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert ">P2  Presence" in screen_text(app)
        assert ">S   Ships" in screen_text(app)


async def test_the_cursor_is_in_sight_where_the_map_must_scroll() -> None:
    app = OnlyMap(coalition(), Counters())
    async with app.run_test(size=(40, 8)) as pilot:
        app.map.area = "occ_south"
        await pilot.pause()
        assert ">" in screen_text(app)


async def test_the_map_fits_anew_when_the_window_changes() -> None:
    app = OnlyMap(coalition(), Counters())
    async with app.run_test(size=(80, 24)) as pilot:
        before = screen_text(app)
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert screen_text(app) != before
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen_text(app) == before


async def test_a_hostile_title_and_zone_show_literally() -> None:
    spoilt = [type(area)(id=area.id, title=HOSTILE, zone=HOSTILE, links=area.links) for area in AREAS]
    app = OnlyMap(board_of(spoilt, ""), Counters())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "\x1b" not in screen_text(app)
        assert "[@click=app.quit]" in screen_text(app)


async def test_the_map_counts_on_nothing_but_the_area_that_exists() -> None:
    app = OnlyMap(board_of((), ""), Counters())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "left")
        assert app.map.area == ""


async def test_the_map_of_a_table_is_wholly_seen_after_wide_and_narrow_windows() -> None:
    async with seated() as table:
        before = screen_text(table.app)
        await table.press("2", "enter")
        for size in ((200, 60), (120, 40), (60, 18), (200, 50), (80, 24)):
            await table.pilot.resize_terminal(*size)
            await table.settle()
        await table.press("escape", "escape", "1")
        assert screen_text(table.app).splitlines()[2:8] == before.splitlines()[2:8]
