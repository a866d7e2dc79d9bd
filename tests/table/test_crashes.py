"""What a loss of power, a full disk or a bad call leaves: every acknowledged step, in a file that opens."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from engine import Scenario
from engine.problems import Refused
from engine.table.disk import SYSTEM, Disk
from engine.table.journal import Header, Journal, Unkept, read
from engine.table.lines import line_of, whole_lines
from engine.table.resuming import past_of
from engine.table.session import Absent, Person, Session

from .disks import CODES, SHORT, Faulty, Memory, holding

PATH = Path("/games/duel.journal")
HEADER = Header(scenario="duel", source="duel", digest="d" * 32, seed=7)
STEPS = [{"do": "order", "role": "ann", "order": f"take n={k}"} for k in range(4)]


class Watched:
    """Looks, after each call, at everything that a loss of power might leave at that moment."""

    def __init__(self) -> None:
        self.acknowledged = -1  # steps; -1 before the journal is begun
        self.states = 0
        self.disk = Memory(watch=self.look)

    def look(self) -> None:
        file = self.disk.files.get(PATH)
        for data in () if file is None else file.states():
            self.states += 1
            found = kept(data)
            assert len(found) >= self.acknowledged, (self.acknowledged, data)
            assert found == STEPS[: len(found)]


def kept(data: bytes | None) -> list[dict[str, object]]:
    """Return the steps that can be read; where there is no whole header the game has not begun."""
    try:
        return [] if data is None else [*read(PATH, holding(PATH, data)).steps]
    except Refused:
        return []


def test_a_loss_of_power_at_any_moment_leaves_all_that_was_acknowledged() -> None:
    power = Watched()
    journal = Journal.create(PATH, HEADER, disk=power.disk)
    for number, step in enumerate(STEPS):
        power.acknowledged = number
        journal.append(step)
    power.acknowledged = len(STEPS)
    power.look()
    assert power.states > 500


def test_a_begun_game_is_there_after_a_loss_of_power() -> None:
    disk = Memory()
    Journal.create(PATH, HEADER, disk=disk).close()
    assert [read(PATH, holding(PATH, data or b"")).header for data in disk.files[PATH].states()] == [HEADER]


def test_a_loss_of_power_while_a_torn_end_is_mended_leaves_all_that_was_acknowledged() -> None:
    power = Watched()
    journal = Journal.create(PATH, HEADER, disk=power.disk)
    journal.append(*STEPS[:2])
    journal.close()
    file = power.disk.files[PATH]
    for torn in (b"x", b'{"sum":"0123', b"\0" * 40):
        file.safe += torn
        power.acknowledged = 2
        Journal.open(PATH, power.disk)[0].close()
        power.look()


def test_after_a_loss_of_power_the_game_goes_on() -> None:
    disk = Memory()
    journal = Journal.create(PATH, HEADER, disk=disk)
    journal.append(STEPS[0])
    journal._disk = Faulty(disk, 2)  # the sync fails: what it wrote may be there or not
    with pytest.raises(Refused):
        journal.append(STEPS[1])
    for data in disk.files[PATH].states():
        left = holding(PATH, data or b"")
        again, found = Journal.open(PATH, left)
        again.append(STEPS[len(found.steps)])
        again.close()
        assert read(PATH, left).steps == tuple(STEPS[: len(found.steps) + 1])


def test_what_a_killed_program_had_not_synced_is_safe_once_it_is_gone_on_with() -> None:
    disk = Memory()
    Journal.create(PATH, HEADER, disk=disk).close()
    line, _ = line_of(STEPS[0], whole_lines(disk.files[PATH].now).sum)
    disk.files[PATH].pending.append(("write", line))  # killed between write and sync
    _, found = Journal.open(PATH, disk)
    assert found.steps == (STEPS[0],)
    assert [read(PATH, holding(PATH, data or b"")).steps for data in disk.files[PATH].states()] == [found.steps]


def test_a_game_whose_name_was_not_synced_is_there_once_it_is_gone_on_with() -> None:
    disk = Memory()
    Journal.create(PATH, HEADER, disk=disk).close()
    disk.files[PATH].named = False  # killed before the folder was synced
    Journal.open(PATH, disk)
    assert None not in disk.files[PATH].states()


# Calls that fail.


@pytest.mark.parametrize("number", [4, 1])
def test_whatever_closing_says_a_journal_is_read_or_refused(number: int) -> None:
    disk = Memory()
    Journal.create(PATH, HEADER, disk=disk).close()
    with pytest.raises(Refused) if number == 1 else nullcontext():
        read(PATH, Faulty(disk, number))


def played(disk: Disk, path: Path) -> Iterator[int]:
    """Begin a journal, add to it, tear its end, mend it, and go on; yield how many steps were acknowledged."""
    journal = Journal.create(path, HEADER, disk=disk)
    yield 0
    for number in range(3):
        try:
            journal.append(STEPS[number])
        except Refused:
            break
        yield number + 1
    journal.close()
    tear(disk, path)
    journal, found = Journal.open(path, disk)
    try:
        journal.append(STEPS[len(found.steps)])
        yield len(found.steps) + 1
    finally:
        journal.close()


def tear(disk: Disk, path: Path) -> None:
    """Leave half a line at the end, as somebody else's crash would."""
    healthy = disk.disk if isinstance(disk, Faulty) else disk
    handle = healthy.open(path, writing=True)
    healthy.write(handle, b'{"sum":"01234')
    healthy.close(handle)


def calls_of(disk: Disk, path: Path) -> int:
    counting = Faulty(disk)
    for _ in played(counting, path):
        pass
    return counting.calls


def outlives(disk: Disk, path: Path, number: int, code: int) -> None:
    """Play with one call failing: nothing but a refusal is raised, and nothing acknowledged is lost."""
    acknowledged = -1
    try:
        for count in played(Faulty(disk, number, code), path):
            acknowledged = count
    except Refused:
        pass
    if acknowledged >= 0:
        found = read(path, disk).steps
        assert len(found) >= acknowledged
        assert list(found) == STEPS[: len(found)]
        again, _ = Journal.open(path, disk)
        again.append({"do": "draft"})
        again.close()


@pytest.mark.parametrize("code", [*CODES, SHORT], ids=lambda it: errno.errorcode.get(it, "short"))
def test_whichever_call_fails_nothing_acknowledged_is_lost(code: int) -> None:
    for number in range(1, calls_of(Memory(), PATH) + 1):
        outlives(Memory(), PATH, number, code)


def test_the_same_on_a_real_disk(tmp_path: Path) -> None:
    for number in range(1, calls_of(SYSTEM, tmp_path / "counted.journal") + 1):
        outlives(SYSTEM, tmp_path / f"{number}.journal", number, errno.EIO)


def test_a_game_in_which_any_one_call_fails_comes_to_the_same_end(arena: Scenario) -> None:
    counting = Faulty(Memory())
    whole = game(arena, counting).game.digest
    assert counting.calls > 30
    for number in range(1, counting.calls + 1):
        assert game(arena, Faulty(Memory(), number, errno.ENOSPC)).game.digest == whole


def game(arena: Scenario, disk: Faulty) -> Session:
    """Play a game to its end; what is refused is given again, and what has stopped is opened again."""
    session = None
    for _ in range(40):
        try:
            if session is None:
                begun = PATH in disk.disk.files  # type: ignore[attr-defined]
                seats = {"red": Person()}
                fresh = not begun or not kept_any(disk)
                if begun and fresh:
                    disk.disk.remove(PATH)
                session = Session.open(arena, seats=seats, seed=8, journal=PATH, disk=disk) if fresh else resumed(disk)
            if session.over:
                return session
            seat = session.seat("red")
            seat.submit(seat.view.choices[0])
        except Refused:
            if session is not None:
                session.close()
            session = None
    raise AssertionError("it never ended")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_rewind_in_which_any_one_call_fails_has_happened_whole_or_not_at_all(arena: Scenario, code: int) -> None:
    refused = [refused_rewind(arena, number, code) for number in range(1, 20)]
    assert 1 < refused.count(True) < len(refused)


def refused_rewind(arena: Scenario, number: int, code: int) -> bool:
    """Go back with one call failing from then on; return whether that was refused."""
    disk = Memory()
    faulty = Faulty(disk)
    session = Session.open(arena, seats={"red": Person()}, seed=8, journal=PATH, disk=faulty)
    session.submit("red", session.seat("red").view.choices[0])
    faulty.number, faulty.code = faulty.calls + number, code
    refused = False
    try:
        session.branches.rewind(1, "What if", fresh=True)
    except Refused:
        refused = True
    session.close()
    past = past_of(PATH, disk)
    assert len(past.branches) == len(session.branches.all)
    assert past.game().digest == session.game.digest
    return refused


def resumed(disk: Faulty) -> Session:
    return Session.resume(PATH, disk)


def kept_any(disk: Faulty) -> bool:
    """Return whether there is a game in the file."""
    try:
        return read(PATH, disk.disk) is not None
    except Refused:
        return False


@pytest.fixture
def held_up(arena: Scenario) -> tuple[Session, Faulty]:
    """A game in which the disk was full when the one who plays blue was to act; nobody else is awaited."""
    disk = Faulty(Memory())
    session = Session.open(arena, seats={"red": Person(), "blue": Absent()}, seed=8, journal=PATH, disk=disk)
    disk.number, disk.code = disk.calls + 3, errno.ENOSPC  # after write and sync of the order
    with pytest.raises(Unkept, match="Orders given before are kept; the others wait"):
        session.submit("red", session.seat("red").view.choices[0])
    assert (session.game.awaiting, session.waiting_for) == (("blue",), ())
    return session, disk


def test_whom_a_full_disk_kept_from_acting_acts_once_something_can_be_kept(held_up: tuple[Session, Faulty]) -> None:
    session, _disk = held_up
    session.keep(session.desk.capture.remember("Scribe", "The disk was full"))
    assert session.waiting_for == ("red",)


def test_whom_a_full_disk_kept_from_acting_acts_when_the_desk_looks_at_its_clock(
    held_up: tuple[Session, Faulty],
) -> None:
    session, _disk = held_up
    session.desk.tick()
    assert session.waiting_for == ("red",)


def test_what_can_be_kept_is_kept_while_others_still_wait(held_up: tuple[Session, Faulty]) -> None:
    session, disk = held_up
    disk.number = disk.calls + 3
    session.save_draft("red", session.seat("red").view.choices.default)
    assert session.waiting_for == ()
    assert session.draft("red") == session.seat("red").view.choices.default
