"""The journal keeps whole steps only, and loses none that it acknowledged."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.problems import Refused
from engine.table import disk
from engine.table.journal import Header, Journal, Kept, Unkept, is_journal, read
from engine.table.lines import FIRST_SUM, line_of, whole_bytes, whole_lines


def header() -> Header:
    return Header(
        scenario="duel", source="duel", title="Duel", digest="d" * 32, seed=7, seats={"ann": {"kind": "person"}}
    )


def steps(count: int) -> list[dict[str, Any]]:
    return [{"do": "order", "order": f"take n={k}", "records": [[k, 1, 0, "order", "é"]]} for k in range(count)]


@pytest.fixture
def small(path: Path) -> Path:
    journal = Journal.create(path, header())
    for step in steps(3):
        journal.append(step)
    journal.close()
    return path


def opened(path: Path) -> tuple[str, Kept]:
    """Open for writing and close again; return what was mended and what it holds."""
    journal, kept = Journal.open(path)
    journal.close()
    return journal.mended, kept


def test_what_was_appended_is_read_back(small: Path) -> None:
    found = read(small)
    assert (found.header, found.steps, found.damage) == (header(), tuple(steps(3)), None)


def test_only_the_owner_may_read_it(small: Path) -> None:
    assert small.stat().st_mode & 0o777 == 0o600


def test_the_seed_is_not_printed() -> None:
    assert "seed" not in repr(header())


def test_a_new_game_never_overwrites_a_file(small: Path) -> None:
    before = small.read_bytes()
    with pytest.raises(Unkept, match="exists already"):
        Journal.create(small, header())
    assert small.read_bytes() == before


def test_a_second_writer_is_refused(small: Path) -> None:
    journal, _ = Journal.open(small)
    with pytest.raises(Unkept, match="being played already"):
        Journal.open(small)
    journal.close()
    opened(small)


def test_reading_is_possible_while_somebody_writes(small: Path) -> None:
    journal, _ = Journal.open(small)
    assert len(read(small).steps) == 3
    journal.close()


def test_where_a_file_is_cut_is_said(small: Path) -> None:
    data = small.read_bytes()
    small.write_bytes(data[:-9])
    damage = read(small).damage
    assert damage is not None
    start = data.rindex(b"\n", 0, -1) + 1
    assert damage.text == f"Its last line (line 4, from byte {start}) is not whole: {len(data) - 9 - start} bytes."


def test_where_a_file_is_damaged_in_its_middle_is_said_and_how_much_is_missing(small: Path) -> None:
    lines = small.read_bytes().splitlines(keepends=True)
    last, _ = line_of({"do": "advance", "at": [3, "commit", False]}, b"0" * 16)
    small.write_bytes(b"".join([*lines[:2], lines[2].replace(b"take", b"tale"), lines[3], last]))
    damage = read(small).damage
    assert damage is not None
    assert damage.text == (
        f"Line 3 (from byte {len(lines[0] + lines[1])}) does not fit its checksum; 3 lines from there on are not read. "
        "The last of them was written in turn 3, commit."
    )


def test_several_steps_are_written_in_one_piece(small: Path) -> None:
    journal, _ = Journal.open(small)
    before = small.stat().st_size
    journal.append(*steps(2))
    journal.close()
    assert len(read(small).steps) == 5
    assert small.read_bytes()[before:].count(b"\n") == 2


def test_a_journal_cut_anywhere_opens_at_its_last_whole_step(small: Path) -> None:
    data = small.read_bytes()
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    for cut in range(ends[0], len(data) + 1):
        small.write_bytes(data[:cut])
        mended, kept = opened(small)
        whole = sum(end <= cut for end in ends)
        assert kept.steps == tuple(steps(3)[: whole - 1])
        assert bool(mended) == (cut not in ends)
        assert small.read_bytes() == data[: ends[whole - 1]]


def test_a_journal_cut_in_its_header_says_so(small: Path) -> None:
    data = small.read_bytes()
    for cut in range(data.index(b"\n") + 1):
        small.write_bytes(data[:cut])
        with pytest.raises(Refused, match="not a saved game, or its first line is damaged"):
            Journal.open(small)
        assert small.read_bytes() == data[:cut]


def test_the_damaged_end_is_kept_beside_it(small: Path) -> None:
    small.write_bytes(small.read_bytes() + b"garbage")
    mended, _ = opened(small)
    assert "game.journal.damaged-1" in mended
    assert small.with_name("game.journal.damaged-1").read_bytes() == b"garbage"


def test_every_flipped_bit_is_found(small: Path) -> None:
    data = small.read_bytes()
    for at in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[at] ^= 1 << bit
            assert whole_bytes(bytes(flipped)) <= data.rfind(b"\n", 0, at) + 1


def test_a_line_taken_out_of_the_middle_is_found(small: Path) -> None:
    lines = small.read_bytes().splitlines(keepends=True)
    small.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert read(small).steps == tuple(steps(1))
    damage = read(small).damage
    assert damage is not None
    assert (damage.line, damage.start, damage.size) == (3, len(lines[0]) + len(lines[1]), len(lines[3]))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert whole_lines(data).end <= len(data)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":1e999}', b'{"a":NaN}', b"[]", b'"\xff"'])
def test_a_line_that_fits_its_sum_but_is_no_object_ends_the_journal(body: bytes) -> None:
    line, _ = line_of({"a": 1}, FIRST_SUM)
    data = journal_line(body)
    assert data.startswith(line[:8])
    assert whole_lines(data).entries in ((), ({"a": float("inf")},))


def journal_line(rest: bytes) -> bytes:
    from engine.table import lines

    body = b'",' + rest + b"\n"
    return b'{"sum":"' + lines._sum(FIRST_SUM, body) + body


def test_a_later_format_is_refused_by_name(path: Path) -> None:
    line, _ = line_of({**header().to_json(), "whitecell": 9, "engine": "4.0"}, FIRST_SUM)
    path.parent.mkdir()
    path.write_bytes(line)
    with pytest.raises(Refused, match=r"format 9; .* whitecell 4\.0"):
        read(path)


def test_a_journal_that_a_later_format_went_on_with_is_refused_by_name(small: Path) -> None:
    journal, _ = Journal.open(small)
    journal.append({"do": "opened", "whitecell": 9, "engine": "4.0"})
    journal.close()
    with pytest.raises(Refused, match=r"format 9; .* whitecell 4\.0"):
        read(small)


def test_other_files_are_no_journals(tmp_path: Path, small: Path) -> None:
    other = tmp_path / "other"
    other.write_text("title: A ruleset\n")
    assert is_journal(small)
    assert not is_journal(other)
    assert not is_journal(tmp_path)


class Failing:
    """Stands for the system: the n-th call that touches the file fails, after half of what it was to write."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, code: int) -> None:
        self.code = code
        self.left = 1
        self.real: Any = getattr(os, name) if name != "_sync" else disk._sync
        monkeypatch.setattr(*((disk, "_sync") if name == "_sync" else (os, name)), self)
        self.name = name

    def __call__(self, fd: int, *rest: Any) -> Any:
        if self.left:
            self.left -= 1
            if self.name == "write":
                self.real(fd, bytes(rest[0])[:5])
            raise OSError(self.code, os.strerror(self.code))
        return self.real(fd, *rest)


def test_a_full_disk_leaves_the_file_as_it_was(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = Journal.open(small)
    before = small.read_bytes()
    with monkeypatch.context() as patch:
        Failing(patch, "write", errno.ENOSPC)
        with pytest.raises(Unkept, match="the disk is full"):
            journal.append(steps(1)[0])
    assert small.read_bytes() == before
    journal.close()


def test_after_a_full_disk_it_goes_on(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = Journal.open(small)
    with monkeypatch.context() as patch:
        Failing(patch, "write", errno.ENOSPC)
        with pytest.raises(Unkept):
            journal.append(steps(1)[0])
    journal.append(steps(1)[0])
    journal.close()
    assert len(read(small).steps) == 4


def test_after_a_failed_sync_nothing_more_is_written(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = Journal.open(small)
    with monkeypatch.context() as patch:
        Failing(patch, "_sync", errno.EIO)
        with pytest.raises(Unkept, match="open it again"):
            journal.append(steps(1)[0])
    with pytest.raises(Unkept, match="open it again"):
        journal.append(steps(1)[0])
    journal.close()
    assert len(read(small).steps) == 3


def test_an_interrupt_leaves_the_file_as_it_was(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(fd: int) -> None:
        raise KeyboardInterrupt

    journal, _ = Journal.open(small)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "_sync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.append(steps(1)[0])
    journal.append(steps(1)[0])
    journal.close()
    assert len(read(small).steps) == 4


def test_a_short_write_is_finished(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = Journal.open(small)
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:7]))
        journal.append(steps(1)[0])
    journal.close()
    assert len(read(small).steps) == 4


def test_a_file_that_cannot_be_begun_is_not_left_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Failing(monkeypatch, "write", errno.ENOSPC)
    with pytest.raises(Unkept, match="full"):
        Journal.create(path, header())
    assert not path.exists()


def test_a_closed_journal_takes_nothing(small: Path) -> None:
    journal, _ = Journal.open(small)
    journal.close()
    with pytest.raises(Unkept, match="closed"):
        journal.append({"do": "draft"})


KILLED = """
import sys
from pathlib import Path
from engine.table.journal import Header, Journal
journal = Journal.create(Path(sys.argv[1]), Header(scenario="duel", source="duel", digest="d", seed=1))
for k in range(10_000):
    journal.append({"do": "order", "number": k})
    print(k, flush=True)
"""


@pytest.mark.parametrize("wanted", [1, 17, 60])
def test_a_process_that_is_killed_loses_nothing_it_acknowledged(path: Path, wanted: int, checkout: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True, cwd=checkout
    )
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(wanted)]
    process.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in process.stdout.read().split() if line]
    process.wait()
    numbers = [step["number"] for step in read(path).steps]
    assert numbers[: len(acknowledged)] == acknowledged
    assert len(numbers) - len(acknowledged) <= 1
