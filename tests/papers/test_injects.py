"""The list of injects as a table: what goes out comes in again, and what is wrong is told by line and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Refused, load
from engine.papers.injects import mapping_of, read_file, read_sheet, sheet_of, take_in, write_sheet
from engine.table.injects import carry_out, injects_of, prepare, ruling
from engine.table.session import Person, Session

from .conftest import files

ROLES = {"red": "Red", "blue": "Blue", "green": "Green"}


@pytest.fixture
def session() -> Iterator[Session]:
    scenario = load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")
    it = Session.open(scenario, seats={role: Person() for role in ROLES}, seed=1)
    yield it
    it.close()


def faults(session: Session, text: str, mapping: str = "") -> tuple[str, ...]:
    return read_sheet(text, injects_of(session), ROLES, mapping_of(mapping)).faults


def test_what_goes_out_comes_in_again_and_changes_nothing(session: Session, tmp_path: Path) -> None:
    before, path = injects_of(session), tmp_path / "list.csv"
    write_sheet(path, sheet_of(before, tuple(ROLES)))
    assert take_in(session, read_file(path, before, ROLES, {})) == (0, ())
    assert injects_of(session) == before


def test_known_rows_change_their_inject_and_others_are_new(session: Session) -> None:
    text = 'id,Status,Title,Text,To\nleak,held,A leak,Known.,red\n,,"A storm, again",It rains.,"Blue; Green"\n'
    assert take_in(session, read_sheet(text, injects_of(session), ROLES, {})) == (2, ())
    found = {it.title: (it.status, it.text, it.to) for it in injects_of(session)}
    assert found["A leak"] == ("held", "Known.", ("red",))
    assert found["A storm, again"] == ("armed", "It rains.", ("blue", "green"))


def test_a_file_that_is_taken_in_twice_changes_nothing_the_second_time(session: Session) -> None:
    text = "title,text\nA storm,It rains.\n"
    assert take_in(session, read_sheet(text, injects_of(session), ROLES, {})) == (1, ())
    assert take_in(session, read_sheet(text, injects_of(session), ROLES, {})) == (0, ())


def test_ones_own_injects_are_changed_in_every_column_and_those_of_the_rules_say_what_stays(session: Session) -> None:
    take_in(session, read_sheet("id,title,text,cue\nx,A storm,It rains.,Turn 2\n", injects_of(session), ROLES, {}))
    text = sheet_of(injects_of(session), tuple(ROLES))
    assert take_in(session, read_sheet(text, injects_of(session), ROLES, {})) == (0, ())
    sheet = read_sheet("id,title,guidance\nx,A gale,Soon.\nleak,A flood,\n", injects_of(session), ROLES, {})
    assert take_in(session, sheet) == (1, ())
    assert (injects_of(session)[-1].title, injects_of(session)[-1].guidance) == ("A gale", "When: Turn 2\nSoon.")
    assert sheet.notes == ("line 3, column title: stays as the rules have it",)


def test_other_headings_are_mapped_and_columns_that_are_not_ours_go_into_the_guidance(session: Session) -> None:
    text = "Titel;Wortlaut;Besitzer\nEin Sturm;=HYPERLINK;Anna\n"
    sheet = read_sheet(text, injects_of(session), ROLES, mapping_of("Titel=title, Wortlaut=text"))
    take_in(session, sheet)
    assert (injects_of(session)[-1].text, injects_of(session)[-1].guidance) == ("=HYPERLINK", "Besitzer: Anna")
    assert "'=HYPERLINK" in sheet_of(injects_of(session), tuple(ROLES))


@pytest.mark.parametrize(
    ("text", "mapping", "told"),
    [
        ("", "", "The file is empty."),
        ("Titel,text\na,b\n", "Title=title", "line 1: no column is called 'title'; there are Titel, text"),
        ("title\na\n", "", "line 1: no column is text; --map HEADING=text names one"),
        ("title,text,text\na,b,c\n", "", "line 1: two columns are text"),
        ("title,text,to\na,b,purpel\n", "", "line 2, column to: 'purpel' is not known; there are red, blue, green"),
        ("title,text,to\n\na,b,gren\n", "", "line 3, column to: 'gren' is not known; did you mean green?"),
        ("title,text,status\na,b,armt\n", "", "line 2, column status: 'armt' is not known; did you mean armed?"),
        ("id,title,text\n,a,\n", "", "line 2, column text: is empty, and '' is no inject"),
        ("id,title,text\nx,a,b\nx,a,b\n", "", "line 3, column id: 'x' stands there twice"),
        ("title,text\na,b,c\n", "", "line 2: 3 cells below 2 headings; is a quotation mark missing?"),
        (f"title,text\na,{'b' * 1001}\n", "", "line 2, column text: 1001 characters; 1000 at most"),
        ('title,text\n"a\nb",c\nd,\n', "", "line 4, column text: is empty, and '' is no inject"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(session: Session, text: str, mapping: str, told: str) -> None:
    assert told in faults(session, text, mapping)


def test_of_a_file_with_a_fault_nothing_is_taken(session: Session) -> None:
    sheet = read_sheet("title,text,to\na,b,red\nc,d,purple\n", injects_of(session), ROLES, {})
    with pytest.raises(Refused):
        take_in(session, sheet)
    assert not session.past.prepared


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("mine", "utf-8")
    with pytest.raises(Refused, match="is there already"):
        write_sheet(path, "other")
    assert path.read_text("utf-8") == "mine"


def test_a_report_tells_control_of_its_own_injects_and_the_public_of_none_for_one_seat(
    tmp_path: Path,
) -> None:
    scenario, path = load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml"), tmp_path / "it.journal"
    session = Session.open(scenario, seats={role: Person() for role in ROLES}, seed=1, journal=path)
    carry_out(session, prepare(session, "A storm", "It rains.", ["red"]))
    carry_out(session, ruling(session, "fire", "own-1", "Time."))
    session.close()
    found = {edition: files(path, edition)["report.md"] for edition in ("control", "players", "public")}
    assert "A storm" in found["control"]
    assert "improvise" in found["control"]
    assert "A storm" not in found["public"]
    assert "It rains." not in found["public"] + found["players"]
