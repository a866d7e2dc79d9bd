"""A person is taken out of a journal, and the game that was played stays the same."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

import pytest

from engine import Order, Refused, load
from engine.table.disk import SYSTEM
from engine.table.forgetting import forget
from engine.table.journal import Journal, read
from engine.table.lines import whole_lines
from engine.table.session import Person, Session
from engine.table.verifying import verify
from tui.main import main

from .disks import SHORT, Faulty

CRISIS = Path(__file__).parents[1] / "rulesets" / "crisis"
SAID = Order("argue", effect="shame", who="blue", text="As anna meier said: shame", pro1="Anna Meier saw it")


@pytest.fixture
def game(path: Path) -> Path:
    """A saved game in which Anna Meier sat, foretold, was noted, and was quoted in an argument."""
    seats = {"red": Person(names=("Anna Meier", "Ben")), "blue": Person(names=("Clara",)), "green": Person()}
    session = Session.open(load(CRISIS), seats=seats, seed=3, journal=path)
    while session.game.view("red").phase != "chat":
        session.submit(session.waiting_for[0], Order("pass"))
    session.submit("red", SAID)
    capture = session.desk.capture
    spoken = next(event.number for event in session.game.log if event.order == SAID)
    session.keep(capture.explain("red", spoken, "ANNA MEIER wanted it", 3, "Ask Anna"))
    session.keep(capture.ask("Will Anna Meier speak?"))
    session.keep(capture.forecast(1, "Anna Meier", 70))
    session.keep(capture.remember("Clara", "Anna Meier was late", ["anna meier", "late"]))
    session.keep(session.desk.post.message("red", ["blue"], "From Anna Meier"))
    session.bookmark(spoken, "Anna Meier's moment")
    with session.guard.given_by("Anna Meier"):
        session.hand_over("green", Person(names=("Anna Meier",)))
    session.close()
    return path


def test_a_forgotten_name_is_nowhere_in_the_file(game: Path) -> None:
    forget(game, "Anna Meier")
    assert b"anna meier" not in game.read_bytes().lower()


def test_one_word_stands_for_the_person_everywhere(game: Path) -> None:
    it = forget(game, "Anna Meier")
    session = Session.resume(game)
    assert session.sitter("red") == Person(names=(it.alias, "Ben"))
    assert (1, it.alias) in session.past.capture.forecasts
    assert session.past.capture.notes[0].text == f"{it.alias} was late"
    session.close()


def test_a_game_is_what_was_played_without_the_person_too(game: Path) -> None:
    session = Session.resume(game)
    before = (len(session.game.log), session.game.view("red").tracks, session.game.awaiting)
    session.close()
    forget(game, "Anna Meier")
    again = Session.resume(game)
    assert (len(again.game.log), again.game.view("red").tracks, again.game.awaiting) == before
    again.close()


def test_a_journal_without_a_person_is_verified_as_before(game: Path) -> None:
    assert verify(game).holds
    forget(game, "Anna Meier")
    verdict = verify(game)
    assert verdict.holds
    assert verdict.rolls


def test_words_that_were_said_in_the_game_are_said_without_the_name(game: Path) -> None:
    it = forget(game, "Anna Meier")
    session = Session.resume(game)
    news = " ".join(news.text for news in session.game.view("green").news)
    session.close()
    assert f"As {it.alias} said: shame" in news


def test_others_keep_their_names(game: Path) -> None:
    forget(game, "Anna Meier")
    assert b'"Clara"' in game.read_bytes()
    assert b'"Ben"' in game.read_bytes()


def test_parts_of_a_name_that_are_left_are_told(game: Path) -> None:
    assert forget(game, "Anna Meier").left == ("Anna",)


def test_no_backup_is_kept_unless_it_is_asked_for(game: Path) -> None:
    assert forget(game, "Anna Meier").before is None
    assert list(game.parent.iterdir()) == [game]


def test_a_backup_that_is_asked_for_is_the_old_file(game: Path) -> None:
    old = game.read_bytes()
    before = forget(game, "Anna Meier", keep=True).before
    assert before is not None
    assert before.read_bytes() == old


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Ana Meier", "Did you mean 'Anna Meier'?"), ("Zoe", "It names 'Anna Meier', 'Ben', 'Clara'."), (" ", "Say whom")],
)
def test_a_wrong_name_is_refused_with_a_hint_and_nothing_changes(game: Path, name: str, hint: str) -> None:
    old = game.read_bytes()
    with pytest.raises(Refused) as refused:
        forget(game, name)
    assert hint in refused.value.reason
    assert game.read_bytes() == old


def damaged(game: Path) -> None:
    game.write_bytes(game.read_bytes()[:-9])


def test_a_damaged_journal_is_not_rewritten(game: Path) -> None:
    damaged(game)
    with pytest.raises(Refused, match="is damaged"):
        forget(game, "Anna Meier")


def test_a_game_that_is_being_played_is_not_rewritten(game: Path) -> None:
    journal, _kept = Journal.open(game)
    with pytest.raises(Refused):
        forget(game, "Anna Meier")
    journal.close()


@pytest.mark.parametrize("code", [errno.EIO, SHORT], ids=["EIO", "short"])
def test_whichever_call_fails_the_game_is_there_and_whole(game: Path, code: int) -> None:
    data, steps = game.read_bytes(), read(game).steps
    counting = Faulty(SYSTEM)
    forget(game, "Anna Meier", disk=counting)
    for number in range(1, counting.calls + 1):
        game.write_bytes(data)
        with suppress(Refused):
            forget(game, "Anna Meier", disk=Faulty(SYSTEM, number, code))
        found = read(game)
        assert [it["do"] for it in found.steps] == [it["do"] for it in steps], number
        assert found.damage is None
        assert [it.name for it in game.parent.iterdir()] == [game.name]


def cut_off(game: Path) -> Path:
    """Mend the journal after its end broke off, and return the file with that end."""
    data = game.read_bytes()
    game.write_bytes(data[: data.rindex(b"Anna Meier") + len(b"Anna Me")])
    Session.resume(game).close()
    return game.with_name(f"{game.name}.damaged-1")


def test_a_name_is_taken_out_of_damaged_ends_too_where_the_file_broke_off_within_it(game: Path) -> None:
    end = cut_off(game)
    assert b"Anna Me" in end.read_bytes()
    it = forget(game, "Anna Meier")
    assert b"anna" not in end.read_bytes().lower()
    assert it.ends == ((end, 2),)  # who sat there, and who in control said so


def test_a_name_that_stands_in_a_damaged_end_alone_is_taken_out_of_it(game: Path) -> None:
    end = cut_off(game)
    end.write_bytes(b'{"names":["J\\u00fcrgen Ott","J\xc3\x9cRGEN OTT"],"text":"a\\nJ\\u00fcrgen Ott\xff')
    data = game.read_bytes()
    assert forget(game, "Jürgen Ott").ends == ((end, 3),)
    assert b"rgen" not in end.read_bytes().lower()
    assert end.read_bytes().endswith(b"\xff")
    assert whole_lines(game.read_bytes()).entries == whole_lines(data).entries


def test_whichever_call_fails_a_damaged_end_is_as_it_was_or_without_the_name(game: Path) -> None:
    end = cut_off(game)
    data, old = game.read_bytes(), end.read_bytes()
    counting = Faulty(SYSTEM)
    forget(game, "Anna Meier", disk=counting)
    mended = end.read_bytes()
    for number in range(1, counting.calls + 1):
        game.write_bytes(data)
        end.write_bytes(old)
        with suppress(Refused):
            forget(game, "Anna Meier", disk=Faulty(SYSTEM, number, errno.EIO))
        assert end.read_bytes() in (old, mended), number
        assert sorted(it.name for it in game.parent.iterdir()) == [game.name, end.name]


def test_a_backup_of_an_earlier_run_is_named_because_it_keeps_the_name(
    game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", str(game), "Ben", "--keep"]) == 0
    assert main(["forget", str(game), "Clara"]) == 0
    assert f"{game.name}.before-1 is a backup of an earlier run" in capsys.readouterr().out


def test_somebody_called_like_a_role_leaves_the_role_its_name(path: Path) -> None:
    session = Session.open(load(CRISIS), seats={"red": Person(names=("Blue",))}, seed=3, journal=path)
    session.keep(session.desk.post.message("blue", ["red"], "Hello"))
    session.close()
    forget(path, "Blue")
    assert verify(path).holds
    assert Session.resume(path).scenario.title_of("blue") == "Blue"


def test_the_command_says_what_became_of_the_old_file(game: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", str(game), "Ben"]) == 0
    assert "No backup was kept" in capsys.readouterr().out


def test_the_command_refuses_a_wrong_name(game: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", str(game), "Bem"]) == 1
    assert "Did you mean 'Ben'?" in capsys.readouterr().err
