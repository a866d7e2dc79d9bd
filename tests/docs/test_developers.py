"""What the developers' guide tells to run."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def script(checkout: Path) -> dict[str, Any]:
    return runpy.run_path(str(checkout / "docs" / "developers" / "texts.py"))


def test_the_programs_texts_are_written_out_for_translators(script: dict[str, Any]) -> None:
    written = script["template"](script["texts"]())
    assert 'msgid "Pass"' in written
    assert written.count("\nmsgid ") > 200


def test_a_text_with_a_plural_has_both(script: dict[str, Any]) -> None:
    assert script["_entry"](("One", "{n} of them"), ["a.py:1"]).splitlines()[-3:] == [
        'msgid_plural "{n} of them"',
        'msgstr[0] ""',
        'msgstr[1] ""',
    ]


def test_a_text_that_is_put_together_stops_it(script: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "bad.py").write_text("_(f'Sealed: {1}')\n")
    with pytest.raises(SystemExit, match=r"tui/bad.py:1: a text must be written out"):
        script["texts"](tmp_path)
