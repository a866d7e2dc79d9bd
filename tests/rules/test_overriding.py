"""What an extension means to change and misspells is told with what its base has."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.review import review
from engine.problems import Problem

BASE = """id: base
title: Base
roles: {red: {}, blue: {}}
tracks: {heat: {range: 0..9}}
orders: {hold: {by: all}}
turn: {play: {by: all, offers: [hold], mode: sequential}}
motions: {peace: {by: all, members: all, rule: majority}}
endings: {over: {at: end}}
doctrines:
  careful: {for: all, cards: {still: {order: hold}}}
  bold: {like: careful}
"""


def checked(folder: Path, more: str, base: str = BASE) -> tuple[Problem, ...]:
    """Return what is wrong with a variant of a base."""
    (folder / "base").mkdir()
    (folder / "base" / "ruleset.yaml").write_text(base)
    (folder / "more.yaml").write_text(f"id: more\nextends: base\n{more}\n")
    return tuple(problem for problem in review(str(folder / "more.yaml")).problems if problem.severity == "error")


@pytest.mark.parametrize(
    ("more", "said", "meant"),
    [
        ("orders: {hlod: {secret: true}}", "no order 'hlod', and a new one needs the key 'by'", "hold"),
        ("orders: {hlod: null}", "there is no value here", "hold"),
        ("tracks: {haet: {start: 3}}", "no track 'haet', and a new one needs a range", "heat"),
        ("motions: {paece: {title: Peace}}", "the keys 'by', 'members', 'rule'", "peace"),
        ("doctrines: {careful: {cards: {stil: {cooldown: 2}}}}", "no card 'stil'", "still"),
    ],
)
def test_a_misspelt_entry_of_the_base_is_told_once_with_the_one_that_was_meant(
    tmp_path: Path, more: str, said: str, meant: str
) -> None:
    (problem,) = checked(tmp_path, more)
    assert said in problem.message
    assert problem.hint == f"did you mean '{meant}'?"


def test_a_new_entry_that_is_like_none_of_the_base_is_told_what_it_lacks(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, "orders: {ambush: {secret: true}}")
    assert (problem.message, problem.hint) == (
        "'base' has no order 'ambush', and a new one needs the key 'by'",
        "The roles that may give it.",
    )


def test_an_entry_of_a_section_that_the_base_lacks_is_simply_incomplete(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, "injects: {rumour: {title: A rumour}}")
    assert problem.message == "an inject needs the key 'cue', which is missing here"
