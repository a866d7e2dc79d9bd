"""`verify` and `replay` on the command line, and what `play` says of a game that goes on."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from engine.table.fairness import commitment_to
from engine.table.session import Person, Session
from tui.main import main

SEED = 918_273_645_546_372_819


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def saved(path: Path, orders: int) -> Path:
    """A game of Ann against herself, that many orders long."""
    seats = {"ann": Person(), "bob": Person()}
    session = Session.open("prisoners-dilemma", seats=seats, seed=SEED, journal=path)
    for _ in range(orders):
        role = session.waiting_for[0]
        session.submit(role, session.seat(role).view.choices[0])
    if orders > 10:
        for role in seats:
            session.hand_over(role)
    session.close()
    return path


@pytest.fixture
def short(tmp_path: Path) -> Path:
    return saved(tmp_path / "short.journal", 3)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return saved(tmp_path / "whole.journal", 11)


def test_a_game_as_it_was_played_holds(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(whole)]) == 0
    said = capsys.readouterr().out
    assert f"The seed was {SEED}, its salt" in said
    assert said.endswith("All is as it was played.\n")


def test_a_changed_game_does_not_hold(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = whole.read_bytes()
    whole.write_bytes(data.replace(b'"role":"ann"', b'"role":"bob"', 1))
    assert main(["verify", str(whole)]) == 1
    assert "WRONG, line " in capsys.readouterr().out


def test_what_a_script_reads_of_a_verdict(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", str(whole), "--json"])
    it = json.loads(capsys.readouterr().out)
    assert (it["holds"], it["faults"], it["over"]) == (True, [], True)
    assert commitment_to(it["seed"], it["salt"]) == it["commitment"]


@pytest.mark.parametrize("words", [["verify"], ["verify", "--json"], ["replay"], ["replay", "--json"]])
def test_the_seed_of_a_game_that_goes_on_is_not_told(
    words: list[str], short: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "n 99\nv\n?\n")
    assert main([*words, str(short)]) == 0
    assert str(SEED) not in capsys.readouterr().out


def test_a_game_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("hello")
    for command in ("verify", "replay"):
        assert main([command, str(tmp_path / "x")]) == 1
        assert "is not a saved game" in capsys.readouterr().err


def replayed(path: Path, keys: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the answers to some lines, the greeting first."""
    typed(monkeypatch, keys)
    assert main(["replay", str(path)]) == 0
    return [part.strip() for part in capsys.readouterr().out.split("> ")]


def test_a_replay_steps_and_jumps(
    whole: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    greeting, first, turn, phase, number, back, _end = replayed(
        whole, "\nt 2\np interrogation\n5\nb 2\n", monkeypatch, capsys
    )
    assert greeting.startswith("EXERCISE: The prisoners' dilemma, begun")
    assert first.startswith("1/")
    assert "turn 2: Turn 2 begins" in turn
    assert "turn 2, Interrogation: Interrogation begins" in phase
    assert (number.split("/")[0], back.split("/")[0]) == ("5", "3")


def test_a_replay_searches_and_marks(
    whole: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, found, none, marked, *_ = replayed(whole, "/turn 3 begins\n/zebra\nm the third\n", monkeypatch, capsys)
    assert "Turn 3 begins" in found
    assert none == "No event has 'zebra' in it."
    assert marked.endswith("[bookmark: the third]")
    assert "the third" in replayed(whole, "k\n", monkeypatch, capsys)[1]


def test_a_word_that_means_nothing_is_answered_with_what_does(
    short: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = replayed(short, "zz\nt x\n", monkeypatch, capsys)
    assert said[1] == "Expected a command: n b g t p / m k r v ? q, not 'zz'."
    assert said[2] == "Expected a number, not 'x'."


@pytest.fixture
def forked(tmp_path: Path) -> Path:
    """A game that went back to its third event with fresh dice."""
    path = saved(tmp_path / "forked.journal", 5)
    session = Session.resume(path)
    session.branches.rewind(3, "A misread rule", left="As it was", fresh=True)
    session.close()
    return path


def test_a_replay_lists_branches_and_looks_at_another(
    forked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    greeting, first, beyond, none, *_ = replayed(forked, "r 1\n9\nr 5\n", monkeypatch, capsys)
    assert "1 As it was: " in greeting
    assert "left branch 1 after event 3: A misread rule; played; looked at" in " ".join(greeting.split())
    assert first.startswith("1 As it was: ")
    assert beyond.startswith("9/")
    assert none == "There is no branch 5; there are 1 to 2."


def test_a_branch_is_printed_for_scripts(forked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = []
    for words in (["--branch", "1"], ["--branch", "2"]):
        assert main(["replay", str(forked), "--json", *words]) == 0
        counts.append(len(capsys.readouterr().out.splitlines()))
    assert counts[0] > counts[1]
    assert main(["replay", str(forked), "--json", "--branch", "3"]) == 1


def test_verify_plays_every_branch_once_more(forked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(forked)]) == 0
    said = capsys.readouterr().out
    assert "2 branches" in said
    assert "Commitment to fresh dice from event 4 on: " in said


def test_a_replay_of_a_damaged_game_says_what_is_missing(
    short: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    short.write_bytes(short.read_bytes()[:-5])
    assert "is not whole" in replayed(short, "q\n", monkeypatch, capsys)[0]


def test_who_goes_on_is_told_where_the_game_stands_and_the_commitment(
    short: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "q\n")
    assert main(["play", str(short), "--plain"]) == 0
    said = capsys.readouterr().out
    assert "The game goes on. Turn 2, Interrogation, 1 of 2 roles are done." in said
    assert commitment_to(SEED, "00" * 16) in said
    assert str(SEED) not in said


def test_the_seed_is_told_when_the_game_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "\n" * 30)
    words = ["play", "prisoners-dilemma", "--plain", "--seat", "ann", "--seed", str(SEED)]
    assert main([*words, "--journal", str(tmp_path / "a.journal")]) == 0
    before, _, after = capsys.readouterr().out.partition("The game is over: ")
    assert str(SEED) not in before
    assert f"The seed of the dice was {SEED}." in after
