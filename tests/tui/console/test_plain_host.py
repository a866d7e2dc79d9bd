"""The console in lines: the same seats, slips, clock and injects, for a pipe or a screen reader."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from engine.table.session import Absent, Person, Session, Voiced
from tests.tui.console.hosted import council
from tui.console.control import Control
from tui.main import main
from tui.plain import Lines
from tui.plain.hosting import host


def told(session: Session, *lines: str) -> str:
    """Return what is told when control types these lines, as one line of words."""
    sink = io.StringIO()
    assert host(Control(session=session), Lines(io.StringIO("".join(f"{it}\n" for it in lines)), sink)) == 0
    return " ".join(sink.getvalue().split())


def test_it_begins_with_the_clock_the_seats_and_the_next_step(session: Session) -> None:
    said = told(session)
    assert "EXERCISE. Turn 1, Commit, 0 of 3 roles are done." in said
    assert "> Paris: awaited; Anna, Ben" in said
    assert "Not heard yet: Paris, Rome, Moscow" in said
    assert "Next: type a slip" in said


def test_slips_are_echoed_given_together_and_thrown_away(session: Session) -> None:
    said = told(session, "par ple battal 2", "mos probe", "- 2", "rom plegde", "g")
    assert "Paris: Pledge 2 × Battalion group (2 Purse)" in said
    assert "Thrown away: mos probe" in said
    assert "'plegde' is not an order" in said
    assert "1 slip was sealed." in said
    assert [it.role for it in session.game.log if it.kind == "sealed"] == ["paris"]


def test_a_word_that_is_neither_a_role_nor_a_command_is_told_where_the_commands_are(session: Session) -> None:
    said = told(session, "finish now")
    assert "'finish' is not a role" in said
    assert "? tells the commands." in said
    assert "? tells the commands." not in told(session, "rom plegde")


def test_the_clock_is_started_and_given_minutes(session: Session) -> None:
    assert "10:00 left" in told(session, "c", "clock +2")


def test_next_ends_the_phase_after_a_question(session: Session) -> None:
    said = told(session, "n", "no", "n", "y")
    assert "Nothing was ended. > Not heard yet: Paris, Rome, Moscow." in said
    assert session.game.view("paris").phase == "talks"


def test_seats_change_hands(session: Session) -> None:
    told(session, "a par people Carla", "a rom nobody", "a mosc control")
    assert session.sitter("paris") == Person(("Carla",))
    assert (session.sitter("rome"), session.sitter("moscow")) == (Absent(), Voiced())


def test_an_inject_is_told_with_its_trigger_and_fired(session: Session) -> None:
    said = told(session, "i", "i 1", "i fire 2 it is time")
    assert "1 armed: A fire at sea" in said
    assert "fires when heat >= 6: now heat 2" in said
    assert {it.id: it.status for it in session.game.injects}["rumour"] == "fired"


def test_a_person_plays_her_seat_and_the_keyboard_comes_back(session: Session) -> None:
    said = told(session, "h paris", "pass", ".")
    assert "You are Paris." in said
    assert "The keyboard goes to Control." in said
    assert "Not heard yet: Rome, Moscow" in said


def test_a_guest_who_leaves_does_not_close_the_console(session: Session) -> None:
    assert "· Rome: " not in told(session, "h paris", "q", "a rom nobody").split("keyboard goes to Control.")[0]
    assert session.sitter("rome") == Absent()


def test_what_is_refused_is_said_and_the_console_goes_on(session: Session) -> None:
    said = told(session, "a zzz nobody", "a r somebody", "c +99", "v par")
    assert "! 'zzz' is no role; there are paris, rome, moscow." in said
    assert "! A seat is played by people, a doctrine, control or nobody." in said
    assert "! Add or take 1 to 60 minutes." in said
    assert "Purse, Paris: 4" in said


def test_a_pipe_is_told_in_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    council(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"d\n")))
    journal = str(tmp_path / "it.journal")
    assert main(["host", str(tmp_path / "council.yaml"), "--journal", journal, "--minutes", "90"]) == 0
    said = capsys.readouterr().out
    assert "Dice: their seed" in said
    assert f"Go on with: whitecell host {journal} --minutes 90" in said


def test_forecasts_and_injects_of_ones_own_in_lines(session: Session) -> None:
    said = told(
        session, "f new It holds.", "f 1 Anna 90, Ben 20", "f came 1", "i new A storm; It rains.; paris", "i fire 3"
    )
    assert "still private: Anna, Ben" in said
    assert "Anna: 0.01 Ben: 0.64" in said
    assert session.seat("paris").view.news[-1].text == "It rains."
