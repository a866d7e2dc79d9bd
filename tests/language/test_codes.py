from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.language.codes import CODES, Code, Example, explain
from engine.language.loader import load_spec
from engine.problems import Problems
from engine.rules.compiler import compile_spec

EVERY = [pytest.param(entry, id=name) for name, entry in sorted(CODES.items())]
WITH_FILES = [pytest.param(entry, id=name) for name, entry in sorted(CODES.items()) if entry.failing.files]


def codes_in(example: Example, folder: Path, *, compiled: bool) -> set[str]:
    """Return the codes of all problems and warnings that an example gives, compiled too when wanted."""
    for name, body in example.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
    try:
        ruleset, warnings = load_spec(folder / example.start, example.language)
        more = compile_spec(ruleset)[1] if compiled else ()
        return {problem.code for problem in (*warnings, *more)}
    except Problems as problems:
        return {problem.code for problem in problems.problems}


def needs_compiling(entry: Code) -> bool:
    """Return whether the mistake is one of meaning: those of files, YAML and shape are found before."""
    return entry.code[0] not in "LYS"


@pytest.mark.parametrize("entry", WITH_FILES)
def test_a_failing_example_gives_its_code_and_no_other(entry: Code, tmp_path: Path) -> None:
    assert codes_in(entry.failing, tmp_path, compiled=needs_compiling(entry)) == {entry.code}


@pytest.mark.parametrize("entry", WITH_FILES)
def test_a_mended_example_has_no_problem(entry: Code, tmp_path: Path) -> None:
    assert codes_in(entry.mended, tmp_path, compiled=needs_compiling(entry)) == set()


@pytest.mark.parametrize("entry", EVERY)
def test_explaining_a_code_shows_its_title_and_both_examples(entry: Code) -> None:
    shown = explain(entry.code)
    assert shown.startswith(f"{entry.code}: {entry.title}\n")
    assert shown.count("\n    ") >= 2


def test_a_code_is_explained_in_small_letters_too() -> None:
    assert explain("s001") == explain("S001")


def test_an_unknown_code_is_answered_with_those_there_are() -> None:
    with pytest.raises(LookupError, match=r"no problem has this code; there are .*S001"):
        explain("S999")


def test_every_code_in_the_language_is_a_letter_and_three_digits() -> None:
    assert all(re.fullmatch("[A-Z][0-9]{3}", name) for name in CODES)
