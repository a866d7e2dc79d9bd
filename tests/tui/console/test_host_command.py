"""What `whitecell host` opens, and what it refuses."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from engine.table.session import Person, Randomly
from tests.tui.console.hosted import COUNCIL, council
from tui.commands import Misuse
from tui.commands.host import opened, seats_of


def asked(scenario: Path, **others: object) -> Namespace:
    """Return a command line."""
    usual = {"scenario": str(scenario), "seat": [], "doctrine": [], "seed": 1, "journal": None}
    return Namespace(**{**usual, **others})


def test_people_have_every_free_seat_when_nobody_is_named(tmp_path: Path) -> None:
    assert set(seats_of(council(tmp_path), [], {"moscow": "random"})) == {"paris", "rome", "moscow"}
    assert seats_of(council(tmp_path), [], {})["moscow"] == Person()


def test_people_are_named_with_their_seat(tmp_path: Path) -> None:
    assert seats_of(council(tmp_path), ["paris=Anna, Ben", "rome"], {}) == {
        "paris": Person(("Anna", "Ben")),
        "rome": Person(),
    }


@pytest.mark.parametrize(
    ("people", "doctrines", "told"),
    [
        (["london"], {}, "no role 'london'"),
        (["paris"], {"paris": "random"}, "played by a person and by 'random'"),
        (["paris=" + "x" * 41], {}, "at most 40 characters, not 41"),
    ],
)
def test_seats_that_make_no_sense_are_misuse(
    tmp_path: Path, people: list[str], doctrines: dict[str, str], told: str
) -> None:
    with pytest.raises(Misuse, match=told):
        seats_of(council(tmp_path), people, doctrines)


def test_a_saved_game_goes_on(tmp_path: Path) -> None:
    council(tmp_path)
    journal = tmp_path / "game.journal"
    session = opened(asked(tmp_path / "council.yaml", journal=journal, doctrine=["moscow=random"]))
    session.close()
    again = opened(asked(journal, seed=None))
    assert (again.people, again.sitter("moscow")) == (("paris", "rome"), Randomly())
    again.close()


def test_control_sits_in_the_chair_from_the_start_where_the_rules_want_it_to_decide(tmp_path: Path) -> None:
    rules = COUNCIL.replace("    title: Raid\n", "    title: Raid\n    adjudicate: semi\n")
    for text, sits in ((COUNCIL, False), (rules, True)):
        council.cache_clear()
        council(tmp_path, text)
        session = opened(asked(tmp_path / "council.yaml", journal=tmp_path / f"{sits}.journal"))
        assert any(it.kind == "chaired" for it in session.game.log) is sits
        session.close()
