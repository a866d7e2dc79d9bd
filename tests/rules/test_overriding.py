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
    return _of(folder, more, base, "error")


def warned(folder: Path, more: str, base: str = BASE) -> tuple[Problem, ...]:
    """Return what a variant of a base is warned of, motions aside."""
    return tuple(problem for problem in _of(folder, more, base, "warning") if "peace" not in problem.message)


def _of(folder: Path, more: str, base: str, severity: str) -> tuple[Problem, ...]:
    (folder / "base").mkdir()
    (folder / "base" / "ruleset.yaml").write_text(base)
    (folder / "more.yaml").write_text(f"id: more\nextends: base\n{more}\n")
    return tuple(problem for problem in review(str(folder / "more.yaml")).problems if problem.severity == severity)


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


@pytest.mark.parametrize(
    ("more", "code", "meant"),
    [
        ("events: {strom: {weight: 2}}", "T007", "storm"),
        ("decks: {skyes: [storm]}", "T007", "skies"),
        ("turn: {paly: {minutes: 5}}", "T008", "play"),
        ("roles: {bleu: {bold: true}}", "T008", "blue"),
    ],
)
def test_an_idle_entry_that_is_called_nearly_like_one_of_the_base_is_a_warning(
    tmp_path: Path, more: str, code: str, meant: str
) -> None:
    base = f"{BASE}events: {{storm: {{}}}}\ndecks: {{skies: [storm]}}\n".replace(
        "{by: all, offers: [hold],", "{does: {draw: skies}, by: all, offers: [hold],"
    )
    (problem,) = warned(tmp_path, more, base)
    assert (problem.code, problem.hint) == (code, f"did you mean '{meant}'?")


def test_what_a_base_leaves_over_is_not_told_of_its_extension(tmp_path: Path) -> None:
    assert warned(tmp_path, "turns: 2", f"{BASE}events: {{storm: {{}}}}\n") == ()
