"""What `whitecell texts` lists, and what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.language.loader import load_spec
from tui.main import main


@pytest.fixture
def lake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A ruleset as `new` writes it."""
    assert main(["new", "ruleset", "lake", "--in", str(tmp_path)]) == 0
    capsys.readouterr()
    return tmp_path / "lake"


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Return what the command prints."""
    assert main(["texts", *words]) == code
    told = capsys.readouterr()
    return told.out + told.err


def test_every_text_is_listed_with_its_place_and_translation(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lake / "text").mkdir()
    (lake / "text/de.yaml").write_text("language: de\ntexts: {Lake: See}\n", "utf-8")
    told = said(capsys, str(lake), "--language", "de")
    assert "ruleset.yaml:" in told
    assert ": Lake\n    See\n" in told
    assert "    (not translated)\n" in told


def test_only_what_is_missing_is_listed_when_that_is_wanted(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lake / "text").mkdir()
    (lake / "text/de.yaml").write_text("language: de\ntexts: {Lake: See}\n", "utf-8")
    assert ": Lake\n" not in said(capsys, str(lake), "--language", "de", "--missing")


def test_a_written_overlay_has_every_text_and_no_problem(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, str(lake), "--language", "de", "--write")
    written = (lake / "text/de.yaml").read_text("utf-8")
    assert written.startswith("language: de\ntexts:\n")
    assert '"Lake": ""' in written
    assert {it.severity for it in load_spec(lake, "de")[1]} <= {"warning"}
    assert main(["check", str(lake), "--language", "de"]) == 0


def test_writing_again_adds_what_is_new_and_keeps_the_rest(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lake / "text").mkdir()
    old = "# Mine.\nlanguage: de\ntexts:\n  Lake: See   # the water\n"
    (lake / "text/de.yaml").write_text(old, "utf-8")
    said(capsys, str(lake), "--language", "de", "--write")
    first = (lake / "text/de.yaml").read_text("utf-8")
    said(capsys, str(lake), "--language", "de", "--write")
    assert first.startswith(old)
    assert (lake / "text/de.yaml").read_text("utf-8") == first


def test_an_overlay_that_cannot_be_added_to_is_left(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lake / "text").mkdir()
    old = "texts: {Lake: See}\nlanguage: de\n"
    (lake / "text/de.yaml").write_text(old, "utf-8")
    assert "is left as it is" in said(capsys, str(lake), "--language", "de", "--write", code=1)
    assert (lake / "text/de.yaml").read_text("utf-8") == old


def test_a_scenario_lists_all_and_writes_its_own(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = lake.parent / "frost.yaml"
    scenario.write_text("id: frost\nextends: lake\ntitle: Frost\n", "utf-8")
    assert ": Lake" not in said(capsys, str(scenario), "--language", "de", "--write")
    assert '"Frost": ""' in (lake.parent / "text/frost.de.yaml").read_text("utf-8")
    assert len((lake.parent / "text/frost.de.yaml").read_text("utf-8").splitlines()) < 9


@pytest.mark.parametrize("language", ["..", "../de", "german", "DE"])
def test_a_language_that_is_none_is_misuse(lake: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert "such as de or pt_BR" in said(capsys, str(lake), "--language", language, code=2)
    assert main(["check", str(lake), "--language", language]) == 2


def test_check_tells_what_is_missing_when_a_language_is_asked_for(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(lake), "--language", "de"]) == 0
    assert "nothing is translated into 'de'" in capsys.readouterr().out
    assert main(["check", str(lake)]) == 0
    assert "translated" not in capsys.readouterr().out


def test_the_schema_of_overlays_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "overlay"]) == 0
    assert '"Whitecell overlay"' in capsys.readouterr().out
