"""`whitecell injects`: the list out, in, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.table.injects import injects_of
from engine.table.session import Person, Session
from tests.tui.console.hosted import council
from tui.main import main


def test_a_scenario_list_goes_out_and_is_checked_when_it_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(tmp_path)
    scenario, out = str(tmp_path / "council.yaml"), str(tmp_path / "out.csv")
    assert main(["injects", scenario]) == 0
    assert main(["injects", scenario, "--to", out]) == 0
    assert main(["injects", scenario, "--from", out]) == 0
    said = capsys.readouterr().out
    assert "armed    fire_at_sea" in said
    assert "2 rows can be read, 0 of them new." in said


def test_a_saved_game_takes_a_list_in_and_a_fault_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal, theirs = tmp_path / "it.journal", tmp_path / "theirs.csv"
    Session.open(council(tmp_path), seats={"paris": Person()}, seed=1, journal=journal).close()
    theirs.write_text("Titel,Text,to\nEin Sturm,Es regnet.,parris\n", "utf-8")
    words = ["injects", str(journal), "--from", str(theirs), "--map", "Titel=title"]
    assert main(words) == 1
    assert "line 2, column to: 'parris' is not known; did you mean paris?" in capsys.readouterr().out
    theirs.write_text("Titel,Text,to\nEin Sturm,Es regnet.,paris\n", "utf-8")
    assert main(words) == 0
    session = Session.resume(journal)
    assert injects_of(session)[-1].title == "Ein Sturm"
    session.close()
