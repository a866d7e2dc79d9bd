"""The interface in the made-up language: a word without accents did not go through gettext."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Once

CHECKOUT = Path(__file__).resolve().parents[2]
SIZES = ((80, 24), (120, 40))
SCREENS = ("start", "seats", "card", "play", "help", "order", "end")
WORD = re.compile(r"[^\W\d_]{2,}")
PLAIN = re.compile("[aceinosuyz]", re.IGNORECASE)
"""Letters that the made-up language does not have without an accent."""

COMMITMENT = re.compile(r"[0-9a-f]{32,}")
"""What is told of the dice: a number, some of whose digits are letters."""

KNOWN = {"WHITECELL", "space", "tab", "enter", "esc", "pgup", "pgdn", "backspace", "home", "end"}
"""The program's name, and names of keys."""


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def shown(request: pytest.FixtureRequest, once: Once) -> dict[str, str]:
    """What the screens of one game show, played in a process that was started in the made-up language."""
    columns, lines = request.param
    kept = once(f"pseudo-{columns}x{lines}", lambda folder: play(folder, columns, lines)) / "screens.json"
    screens: dict[str, str] = json.loads(kept.read_text("utf-8"))
    return screens | {"size": f"{columns} {lines}"}


def play(home: Path, columns: int, lines: int) -> None:
    played = subprocess.run(
        [sys.executable, "-m", "tests.tui.pseudo", str(columns), str(lines)],
        cwd=CHECKOUT,
        env=os.environ
        | {"WHITECELL_LANGUAGE": "en_XA", "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        | {"TEXTUAL_ANIMATIONS": "none"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    (home / "screens.json").write_text(played.stdout, "utf-8")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_word_of_a_screen_is_in_the_made_up_language(shown: dict[str, str], screen: str) -> None:
    said = COMMITMENT.sub("", shown[screen])
    plain = {word for word in WORD.findall(said) if PLAIN.search(word)}
    assert plain <= KNOWN | (quoted() if screen == "end" else set()), shown[screen]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_in_longer_words_keeps_its_size(shown: dict[str, str], screen: str) -> None:
    columns, lines = map(int, shown["size"].split())
    rows = shown[screen].splitlines()
    assert len(rows) <= lines
    assert max(map(len, rows)) <= columns


def test_what_is_asked_and_what_may_be_done_stay_visible_in_longer_words(shown: dict[str, str]) -> None:
    assert "Šëäl" in shown["order"]
    assert "Štäÿ šïlëñt" in shown["play"]
    assert "1/10" in shown["play"]


def quoted() -> set[str]:
    """Return the words of the rule of an ending, which is quoted as it is written, and of its place."""
    path = CHECKOUT / "rulesets" / "prisoners-dilemma" / "ruleset.yaml"
    rule = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("  trust:"))
    return {"rulesets", "prisoners", "dilemma", "ruleset", "yaml", *WORD.findall(rule)}
