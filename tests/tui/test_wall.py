"""The wall: what it shows at three sizes, hostile frames, reveals, a panic key, and a lost line that is regained."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from engine import Game, load
from engine.table.picture import FORMAT, Public, picture_of
from engine.table.publishing import Publisher
from engine.table.session import Person, Session
from tests.conformance.playing import scenario_of
from tui.arrivals import Opened
from tui.counters import counters_of
from tui.main import main
from tui.opening import Asked
from tui.published import PublishedWhitecell
from tui.room import room_of
from tui.wall import line
from tui.wall.app import WallApp
from tui.wall.frames import Blank, Clock, Other, Picture, Strange, frame_of
from tui.wall.line import Lost
from tui.wall.pages import gauges

from .fakes import HOSTILE
from .golden_text import screen_text

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)


def frame(**parts: Any) -> dict[str, Any]:
    game = Game(scenario_of("harbour"), 1)
    return {**picture_of(Public(scenario=game.scenario, view=game.view(game.roles[0]).public())), **parts}


def picture(**parts: Any) -> Picture:
    found = frame_of(json.dumps(frame(**parts)).encode())
    assert isinstance(found, Picture)
    return found


def news(*texts: str) -> list[dict[str, Any]]:
    return [{"number": k, "turn": 1, "text": text, "inject": "", "begins": ""} for k, text in enumerate(texts, 1)]


def wall(tmp_path: Path) -> WallApp:
    return WallApp(tmp_path / "nowhere.wall")


@SIZES
async def test_exercise_clock_moment_and_a_page_are_seen_at_every_size(size: tuple[int, int], tmp_path: Path) -> None:
    app = wall(tmp_path)
    async with app.run_test(size=size) as pilot:
        app.take(picture(phase="Conference", news=news("A convoy has left.")))
        app.take(Clock(used=True, left=125, running=False))
        for key in ("g", "m", "n"):
            await pilot.press(key)
            await pilot.pause()
            rows = screen_text(app).splitlines()
            assert rows[0].startswith("EXERCISE")
            assert "Conference" in rows[1]
            assert len(rows) == size[1]
        assert "A convoy has left." in screen_text(app)
        assert "stands still" in screen_text(app)


BRIDGES = """
id: bridges
title: Bridges
format: 1
turns: 1
roles: {red: {title: Red}, blue: {title: Blue}}
areas: {ford: {title: Ford}, hill: {title: Hill}}
tracks:
  bombs: {title: Bombs, per: area, range: 0..9, start: 1, seen_by: [blue]}
  burnt: {title: Burnt, per: area, type: flag}
  bridges: {title: Bridges, per: area, range: 0..9, start: 2}
orders: {wait: {by: all, does: []}}
turn: {moves: {by: all, offers: [wait], mode: sequential}}
endings: {over: {at: end}}
"""


def test_a_counter_has_the_same_letter_on_the_wall_as_on_every_seat_s_map(tmp_path: Path) -> None:
    (tmp_path / "bridges.yaml").write_text(BRIDGES, "utf-8")
    game = Game(load(tmp_path / "bridges.yaml"), 1)
    public = Public(scenario=game.scenario, view=game.view("red").public())
    found = frame_of(json.dumps(picture_of(public)).encode())
    assert isinstance(found, Picture)
    areas, letters = ("ford", "hill"), game.scenario.letters
    maps = [counters_of(game.view(role).tracks, areas, letters) for role in ("red", "blue")]
    seen = [it.of("ford") for it in (counters_of(found.tracks, areas, found.letters), *maps)]
    assert seen == [(("R", "2"),), (("R", "2"),), (("B", "1"), ("R", "2"))]
    assert "bombs" not in found.letters


def test_gauges_stay_as_they_came_bars_first_and_a_zero_that_has_moved_is_told() -> None:
    def track(id: str, value: object, most: int = 9) -> dict[str, Any]:
        number = {"id": id, "title": id, "indices": [], "index_titles": [], "value": value, "shown": str(value)}
        return {**number, "level": "", "least": 0, "most": most, "measure": False, "letter": ""}

    tracks = [track("flag", True, 1), track("heat", 0), track("still", 0), track("crowd", 5000, 9000), track("odd", 1)]
    found = gauges(picture(tracks=tracks, history={"heat": [2, 0], "odd": [1, 1]}), 60)
    assert [row.plain.split()[0] for row in found] == ["heat", "odd", "flag", "crowd"]


async def test_a_headline_stands_once_on_a_wide_wall_whatever_page_is_shown(tmp_path: Path) -> None:
    app = wall(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        app.take(picture(news=news("A convoy has left.")))
        for key in ("g", "m", "n"):
            await pilot.press(key)
            await pilot.pause()
            assert screen_text(app).count("A convoy has left.") == 1


async def test_the_panic_key_leaves_nothing_but_exercise(tmp_path: Path) -> None:
    app = wall(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        app.take(picture(title="Great secret name", news=news("A convoy has left.")))
        await pilot.press("n", "b")
        await pilot.pause()
        assert screen_text(app).split() == ["EXERCISE", "The", "wall", "Please", "wait."]
        await pilot.press("b")
        await pilot.pause()
        assert "A convoy has left." in screen_text(app)


async def test_what_the_host_blanks_stays_blank_whatever_key_is_pressed(tmp_path: Path) -> None:
    app = wall(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        app.take(picture(news=news("A convoy has left.")))
        app.take(Blank())
        await pilot.press("b", "b", "n")
        await pilot.pause()
        assert "convoy" not in screen_text(app)


async def test_news_that_come_together_are_revealed_one_by_one(tmp_path: Path) -> None:
    app = wall(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        app.take(picture(news=news("Old.")))
        app.take(picture(news=news("Old.", "First act.", "Second act.")))
        await pilot.press("n")
        await pilot.pause()
        assert "act" not in screen_text(app)
        assert "Space: 2 to reveal" in screen_text(app)
        await pilot.press("space")
        await pilot.pause()
        assert "First act." in screen_text(app)
        assert "Second act." not in screen_text(app)
        await pilot.press("space")
        await pilot.pause()
        assert "Second act." in screen_text(app)
        await pilot.press("space")
        await pilot.pause()
        assert "Old." in screen_text(app)


async def test_numbers_wait_with_the_news_that_tell_of_them(tmp_path: Path) -> None:
    track: dict[str, Any] = {"id": "heat", "title": "Heat", "indices": [], "index_titles": [], "shown": "", "level": ""}
    track |= {"least": 0, "most": 10, "measure": False, "letter": ""}
    app = wall(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        app.take(picture(news=news("Old."), tracks=[track | {"value": 3, "shown": "3"}]))
        app.take(picture(news=news("Old.", "A.", "B."), tracks=[track | {"value": 7, "shown": "7"}]))
        await pilot.press("g")
        await pilot.pause()
        assert "3/10" in screen_text(app)
        await pilot.press("a", "g")
        await pilot.pause()
        assert "7/10" in screen_text(app)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"no json",
        b"[" * 200_000,
        b'{"kind":"clock","format":3,"used":true,"left":NaN,"running":true,"amber":true}',
        b'{"kind":"clock","format":3,"used":true,"left":1e999,"running":true,"amber":true}',
        b'{"kind":"clock","format":3,"used":true,"left":' + b"9" * 4000 + b',"running":true,"amber":true}',
        b'{"kind":"clock","format":3,"used":"yes","left":1,"running":true,"amber":true}',
        b'{"kind":"order","format":3}',
        b'{"kind":"picture","format":3}',
        b"9" * 300_000,
        json.dumps(frame(news=[{}])).encode(),
        json.dumps(frame(tracks=5)).encode(),
        json.dumps(frame(roles=["a"])).encode(),
        json.dumps(frame(areas=[{"id": "a"}] * 300)).encode(),
        json.dumps(frame(history={"heat": ["x"]})).encode(),
    ],
    ids=range(15),
)
def test_a_frame_that_no_host_sends_is_refused(sent: bytes) -> None:
    with pytest.raises(Strange):
        frame_of(sent)


def test_a_frame_of_another_version_is_told_apart() -> None:
    with pytest.raises(Other):
        frame_of(json.dumps(frame(format=FORMAT + 1)).encode())


@SIZES
async def test_hostile_words_are_shown_as_words(size: tuple[int, int], tmp_path: Path) -> None:
    areas = [{"id": HOSTILE, "title": HOSTILE, "zone": HOSTILE, "links": [HOSTILE]}]
    bad = {"title": HOSTILE, "phase": HOSTILE, "map": HOSTILE * 20, "areas": areas, "roles": {"a": HOSTILE}}
    app = wall(tmp_path)
    async with app.run_test(size=size) as pilot:
        app.take(picture(**bad, news=news(HOSTILE), notices=[{"number": 1, "by": HOSTILE, "text": HOSTILE}]))
        for key in ("g", "m", "n"):
            await pilot.press(key)
            await pilot.pause()
            assert "\x1b" not in screen_text(app)
        assert "[@click=app.quit]" in screen_text(app)


async def test_a_lost_host_is_said_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "AGAIN", 0.05)
    session = Session.open(scenario_of("harbour"), seats={}, seed=1)
    publisher = Publisher(session, folder=tmp_path / "meet")
    app = WallApp(Path(publisher.open()))
    async with app.run_test(size=(60, 20)):
        await until(app, "m map")
        publisher.close()
        await until(app, "CONNECTION LOST")
        assert "EXERCISE" in screen_text(app)
        again = Publisher(session, folder=tmp_path / "meet")
        again.open()
        await until(app, "m map")
        again.close()
    session.close()


async def test_a_host_that_sends_rubbish_is_said(tmp_path: Path) -> None:
    app = wall(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        app.take(Lost("strange"))
        await pilot.pause()
        assert "SENDS WHAT NO HOST SENDS" in screen_text(app)


def test_a_wall_without_a_terminal_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wall", "some-game"]) == 2
    assert "needs a terminal" in capsys.readouterr().err


async def test_a_game_in_the_app_is_published_while_it_is_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.table.publishing.meeting_folder", lambda: tmp_path / "meet")
    app = PublishedWhitecell(Asked(scenario="prisoners-dilemma"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        assert not (tmp_path / "meet").exists()
        session = Session.open(scenario_of("harbour"), seats={"owl": Person()}, seed=1)
        app.post_message(Opened(room_of(session), "owl", None))
        await pilot.pause()
        assert [path.name for path in (tmp_path / "meet").iterdir()] == ["harbour.wall"]
    assert not list((tmp_path / "meet").iterdir())
    session.close()


async def until(app: WallApp, words: str) -> None:
    for _ in range(100):
        if words in screen_text(app):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(screen_text(app))
