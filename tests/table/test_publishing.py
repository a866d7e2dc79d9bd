"""What is published: no secret in any byte, to whoever comes, and nothing that a guest sends is acted on."""

from __future__ import annotations

import json
import os
import socket
import stat
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

from engine import Game, Order, Scenario, load
from engine.play.projection import PUBLIC
from engine.problems import Refused
from engine.rules.events import Record
from engine.table.clock import PhaseClock
from engine.table.meeting import free_place, own_folder, place_of, port_in
from engine.table.picture import FORMAT, MOST_BYTES, Public, clock_of, line_of, picture_of
from engine.table.publishing import MOST_GUESTS, Publisher
from engine.table.session import Person, Session
from tests.conformance.hiding import MARK, WORD, hidden_places
from tests.conformance.playing import scenario_of, step
from tests.table.planned import evenly


def published(game: Game) -> bytes:
    public = game.view(game.roles[0]).public()
    return line_of(picture_of(Public(scenario=game.scenario, view=public, history=game.public_history())))


def with_canaries(game: Game) -> Game:
    """Return a fork in which every number and word that not all know is one found nowhere else."""
    fork = game.fork()
    course, roles = fork._course, len(game.roles)
    whole = [it for it in hidden_places(course.rules, PUBLIC) if not it[1].public_levels]
    hidden = {place for place, track in whole if track.kind != "member"}
    for place in hidden:
        course.state.values[place] = MARK
    records = [_marked(record, hidden, roles) for record in course.log]
    course.log = type(course.log)()
    course.log.tail += records
    course.told.clear()
    course.state.memo.clear()
    course.state.pending["scheduled"] = ((MARK, WORD, (MARK,)),)
    for role in range(roles):
        course.state.dealt[role] = WORD
    return fork


def _marked(record: Record, hidden: set[int], roles: int) -> Record:
    changes = tuple((p, MARK, MARK, c) if p in hidden else (p, b, a, c) for p, b, a, c in record.changes)
    return record._replace(changes=changes, notes=tuple(_note(note, roles) for note in record.notes))


def _note(note: tuple[Any, ...], roles: int) -> tuple[Any, ...]:
    if note[0] == "tell":
        return (*note[:3], WORD)
    if note[0] == "ruled":
        return (*note[:2], WORD)
    if note[0] == "inject" and len(note[3]) < roles:
        return (*note[:4], WORD)
    return note


GAUGES = """
id: gauges
title: Gauges
format: 1
turns: 2
roles: {red: {title: Red}, blue: {title: Blue}}
tracks:
  noise: {range: 0..9, start: 3, lasts: turn}
  odd: {range: 0..9, start: 1}
  mood: {range: 0..9, start: 4, levels: {low: 0..4, high: 5..9}}
  stirred: {range: 0..9, start: 5}
  gold: {per: role, range: 0..9, start: 2}
  heat: {range: 0..9, start: 2}
  peace: {range: 0..9, start: 6}
orders: {act: {by: all, does: ["stirred += 1"]}}
turn: {moves: {by: all, offers: [act], mode: sequential, orders: 1}}
endings: {over: {at: end}}
objectives:
  calm: {for: role, is: "peace - heat"}
  quiet: {for: role, is: "peace"}
"""


def test_numbers_of_the_whole_game_are_published_by_how_much_rests_on_them(tmp_path: Path) -> None:
    path = tmp_path / "gauges.yaml"
    path.write_text(GAUGES, "utf-8")
    game = Game(load(path), seed=1)
    for _ in range(2):
        game.submit(game.awaiting[0], Order("act"))
    found = [it["id"] for it in json.loads(published(game))["tracks"]]
    assert found == ["peace", "heat", "mood", "stirred", "odd", "noise", "gold", "gold"]


@pytest.mark.parametrize("name", ["harbour", "crisis"])
@pytest.mark.parametrize("seed", range(2))
def test_no_secret_of_a_whole_random_game_is_in_any_byte_published(name: str, seed: int) -> None:
    game, rng = Game(scenario_of(name), seed), Random(seed)
    while not game.over:
        told = published(with_canaries(game))
        assert str(MARK).encode() not in told
        assert WORD.encode() not in told
        step(game, rng)


def test_the_canaries_are_found_where_a_role_may_read_them() -> None:
    game, rng = Game(scenario_of("harbour"), 1), Random(1)
    for _ in range(10):
        step(game, rng)
    fork = with_canaries(game)
    seen = [json.dumps(fork.view(role).as_json(), default=str) for role in fork.roles]
    assert any(str(MARK) in text or WORD in text for text in seen)


def test_a_seats_own_view_is_never_published() -> None:
    game = Game(scenario_of("harbour"), 1)
    with pytest.raises(AssertionError, match="not public"):
        picture_of(Public(scenario=game.scenario, view=game.view(game.roles[0])))


def test_a_picture_too_large_loses_its_oldest_news_and_last_numbers() -> None:
    game = Game(scenario_of("harbour"), 1)
    public = game.view(game.roles[0]).public()
    frame = picture_of(Public(scenario=game.scenario, view=public))
    news = [{"number": k, "turn": 1, "text": "x" * 400, "inject": "", "begins": ""} for k in range(3000)]
    line = line_of({**frame, "news": news})
    assert len(line) <= MOST_BYTES
    assert json.loads(line)["news"][-1] == news[-1]


@pytest.fixture
def session(arena: Scenario) -> Iterator[Session]:
    it = Session.open(arena, seats={arena.roles[0].id: Person()}, seed=1)
    yield it
    it.close()


@attrs.define
class Guest:
    """Who looks at the wall by hand."""

    line: socket.socket
    rest: bytes = b""

    def frame(self, kind: str = "picture") -> dict[str, Any]:
        """Return the next frame of a kind."""
        while True:
            while b"\n" not in self.rest:
                data = self.line.recv(65536)
                if not data:
                    raise EOFError
                self.rest += data
            line, _newline, self.rest = self.rest.partition(b"\n")
            found: dict[str, Any] = json.loads(line)
            if found["kind"] == kind:
                return found

    def stay(self) -> None:
        """Look until the host hangs up."""
        while True:
            self.frame("clock")


def come(address: str) -> Guest:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(5)
    line.connect(address)
    return Guest(line)


@pytest.fixture
def publisher(session: Session, tmp_path: Path) -> Iterator[Publisher]:
    it = Publisher(session, folder=tmp_path / "meet")
    it.open()
    yield it
    it.close()


def test_whoever_comes_gets_the_picture_and_again_after_an_event(session: Session, publisher: Publisher) -> None:
    guest = come(publisher.address)
    first = guest.frame()
    role = session.waiting_for[0]
    session.submit(role, session.game.view(role).choices.sample(Random(1)))
    assert guest.frame() != first


def test_the_clock_is_told_every_second(session: Session, publisher: Publisher) -> None:
    session.desk.turn_clock("start")
    session.desk.turn_clock("add", 5)
    guest = come(publisher.address)
    guest.frame()
    while not guest.frame("clock")["running"]:
        pass
    told = [time.monotonic()]
    for _ in range(3):
        guest.frame("clock")
        told.append(time.monotonic())
    assert min(after - before for before, after in pairwise(told)) < 2  # a busy machine may be late at times


def test_a_phase_without_a_planned_time_has_no_clock_on_the_wall() -> None:
    now = [0.0]
    clock = PhaseClock(evenly({"talk": 5}, 1), now=lambda: now[0])
    clock.turned(clock.turn("start", 1, "talk"))
    now[0] = 60
    assert clock_of(clock) == {
        "kind": "clock", "format": FORMAT, "used": True, "left": 240.0, "running": True, "amber": False
    }  # fmt: skip
    clock.turned(clock.turn("phase", 1, "judged"))
    assert clock_of(clock)["used"] is False


def test_a_host_that_blanks_its_walls_sends_nothing_of_the_game(publisher: Publisher) -> None:
    guest = come(publisher.address)
    guest.frame()
    publisher.blank()
    assert guest.frame("blank") == {"kind": "blank", "format": FORMAT}


def test_only_the_user_may_open_the_socket(publisher: Publisher) -> None:
    path = Path(publisher.address)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_guest_that_says_anything_is_dropped_and_the_game_stands(session: Session, publisher: Publisher) -> None:
    before = len(session.past.entries)
    guest = come(publisher.address)
    guest.frame()
    guest.line.sendall(b'{"kind":"order","role":"moscow"}\n')
    with pytest.raises((EOFError, ConnectionError)):
        guest.stay()
    assert len(session.past.entries) == before


def test_guests_beyond_the_most_are_turned_away(publisher: Publisher) -> None:
    guests = [come(publisher.address) for _ in range(MOST_GUESTS)]
    for guest in guests:
        guest.frame()
    with pytest.raises((EOFError, ConnectionError)):
        come(publisher.address).frame()
    assert guests[0].frame("clock")


def test_without_such_sockets_a_port_opens_to_the_join_word_only(session: Session, tmp_path: Path) -> None:
    publisher = Publisher(session, folder=tmp_path / "meet", sockets=False)
    port = port_in(Path(publisher.open()))
    try:
        for word, kind in ((port.word, "picture"), ("0" * 32, "")):
            line = socket.create_connection(("127.0.0.1", port.number), 5)
            line.sendall(f"{word}\n".encode())
            if kind:
                assert Guest(line).frame(kind)
            else:
                with pytest.raises((EOFError, ConnectionError)):
                    Guest(line).frame()
    finally:
        publisher.close()


def test_after_a_crash_the_place_is_free_again_and_a_live_host_keeps_its_own(
    publisher: Publisher, session: Session
) -> None:
    folder = Path(publisher.address).parent
    assert free_place(session.scenario.id, folder).stem.endswith("-2")
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(folder / "crashed.wall"))
    dead.close()
    assert free_place("crashed", folder) == folder / "crashed.wall"
    assert not (folder / "crashed.wall").exists()


def test_closing_lets_the_guests_go_and_leaves_no_file(session: Session, tmp_path: Path) -> None:
    publisher = Publisher(session, folder=tmp_path / "meet")
    guest = come(publisher.open())
    guest.frame()
    publisher.close()
    with pytest.raises((EOFError, ConnectionError)):
        guest.stay()
    assert not os.listdir(tmp_path / "meet")


def test_a_folder_that_is_somebody_elses_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(Refused, match="not a folder of yours"):
        own_folder(tmp_path / "link")


def test_no_address_and_no_host_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.table.meeting.meeting_folder", lambda: tmp_path)
    with pytest.raises(Refused, match="--publish"):
        place_of("")
