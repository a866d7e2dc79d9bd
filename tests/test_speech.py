"""Texts in the reader's language."""

import os
import subprocess
import sys

import pytest

from engine import speech


def test_the_made_up_language_keeps_what_stands_in_braces() -> None:
    said = speech.Pseudo().gettext("Sealed: {title}")
    assert "{title}" in said
    assert said != "Sealed: {title}"
    assert said.startswith("⟦")
    assert said.endswith("⟧")
    assert speech.Pseudo().ngettext("One", "Many", 2).startswith("⟦Mäñÿ")


def test_a_language_without_a_catalogue_is_english() -> None:
    assert speech.translations("tlh").gettext("Sealed: {title}") == "Sealed: {title}"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "pl:de"}, "pl"),
        ({"LANG": "de_DE.UTF-8", "WHITECELL_LANGUAGE": "en_XA"}, "en_XA"),
        ({}, ""),
    ],
)
def test_the_programs_own_variable_is_asked_first(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("WHITECELL_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert speech.language() == language


def test_the_language_is_decided_once_when_the_program_starts() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from engine.speech import _; print(ascii(_('Pass')))"],
        env=os.environ | {"WHITECELL_LANGUAGE": "en_XA"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "u27e6" in told.stdout


def test_names_with_commas_in_them_are_kept_apart_by_semicolons() -> None:
    assert speech.strung(["Berlin", "Kyiv"]) == "Berlin, Kyiv"
    assert speech.strung(["Russia, west", "Russia, south", "Kyiv"]) == "Russia, west; Russia, south; Kyiv"
    assert speech.listed(["Russia, west", "Russia, south", "Kyiv"]) == "Russia, west; Russia, south and Kyiv"
    assert (speech.listed([]), speech.listed(["Kyiv"])) == ("", "Kyiv")
